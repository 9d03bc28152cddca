import type * as glassEasel from 'glass-easel';

/**
 * What the runtime offers to `wx`, to the frame and to the automation protocol.
 * `runtime/main.ts` builds one Host per phone document and installs `wx` by `globalThis.wx = await createWx(host)`
 * (../wx/index.ts), which also draws the status bar's clock and battery and the capsule (… | ⊙) into `layer`, coloured by the page's
 * navigationBarTextStyle. The runtime leaves those places empty.
 *
 * When the first page stands, main.ts calls `startAutomation(host)` (../automator/page.ts), and the server `attachAutomator(server)` (../automator/relay.ts).
 *
 * Address of a phone document: `/phone?as=<openid>&phone=1|2&theme=light|dark|system&font=1.3&online=0&page=/packages/…`; the frame around it is `/`.
 */

export type Component = glassEasel.GeneralComponent;
/** A node of the WXML tree: a component, a built-in (`view`, `text` …) or a slot. */
export type Node = glassEasel.Element;

/** The object that `getCurrentPages()` holds and that is `this` inside a page's methods. */
export interface PageInstance {
  route: string;
  options: Record<string, string>;
  data: Record<string, unknown>;
  setData(data: Record<string, unknown>, callback?: () => void): void;
  [member: string]: unknown;
}

export interface PageEntry {
  /** Unique over the life of the document; the automation protocol's pageId. */
  readonly id: number;
  /** Without a leading slash and without query: `pages/home/index`. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Resolved page configuration: app.json `window` overlaid by the page's json, theme variables filled in. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly instance: PageInstance;
  readonly component: Component;
  /** The box that the page is seen through: below the navigation bar, above the tab bar. Client coordinates in events are relative to it. */
  readonly viewport: HTMLElement;
  /** The element that scrolls, inside `viewport`. */
  readonly element: HTMLElement;
}

export interface NavigateOptions {
  /** `/pages/a/index?x=1`, or relative to the current page. */
  url: string;
  /** Listeners for the event channel (navigateTo only). */
  events?: Record<string, (...args: unknown[]) => void>;
}

export interface EventChannel {
  emit(name: string, ...args: unknown[]): void;
  on(name: string, listener: (...args: unknown[]) => void): void;
  once(name: string, listener: (...args: unknown[]) => void): void;
  off(name: string, listener?: (...args: unknown[]) => void): void;
}

/** Every method rejects with an Error whose message is what WeChat puts after `navigateTo:fail `. */
export interface Router {
  navigateTo(options: NavigateOptions): Promise<{ eventChannel: EventChannel }>;
  redirectTo(options: NavigateOptions): Promise<void>;
  switchTab(options: NavigateOptions): Promise<void>;
  reLaunch(options: NavigateOptions): Promise<void>;
  navigateBack(delta?: number): Promise<void>;
}

export interface TabBarItem {
  pagePath: string;
  text: string;
  iconPath?: string;
  selectedIconPath?: string;
}

export interface TabBar {
  setItem(index: number, item: Partial<Omit<TabBarItem, 'pagePath'>>): void;
  setStyle(style: { color?: string; selectedColor?: string; backgroundColor?: string; borderStyle?: string }): void;
  /** `null` removes the badge; an empty string shows a red dot. */
  setBadge(index: number, text: string | null): void;
  setVisible(visible: boolean): void;
}

export interface NavigationBar {
  setTitle(title: string): void;
  setColor(color: { frontColor: string; backgroundColor: string }): void;
  setLoading(loading: boolean): void;
  hideHomeButton(): void;
}

export type Theme = 'light' | 'dark';

export interface Settings {
  theme: Theme;
  /** WeChat's fontSizeSetting in px; 16 is the standard size, 1.6 × is 25.6. */
  fontSize: number;
}

/** All in CSS px. `window*` is the page's viewport, `screen*` the whole phone. */
export interface Metrics {
  screenWidth: number;
  screenHeight: number;
  windowWidth: number;
  windowHeight: number;
  statusBarHeight: number;
  pixelRatio: number;
  safeArea: { left: number; right: number; top: number; bottom: number; width: number; height: number };
  menuButton: { left: number; right: number; top: number; bottom: number; width: number; height: number };
}

/** What onShareAppMessage answered, filled up as WeChat does. */
export interface ShareMessage {
  from: 'button' | 'menu';
  title: string;
  path: string;
  imageUrl?: string;
}

export interface HostEvents {
  /** After onShow of a page, also when coming back to it. */
  pageShown: PageEntry;
  pageUnloaded: PageEntry;
  settingsChanged: Settings;
  /** The phone's window or the keyboard changed size. */
  resized: Metrics;
  /** An exception inside the mini-program (after App.onError heard it). */
  error: Error;
  /** Somebody pressed 转发: show the share sheet. */
  share: ShareMessage;
  /** `<button open-type="…">` that needs `wx`: openSetting, feedback, contact, getPhoneNumber … `answer` fires the button's event. */
  openType: { type: string; node: Node; answer(event: string, detail: Record<string, unknown>): void };
  /** App comes to the front or goes to the back. */
  appShown: undefined;
  appHidden: undefined;
}

/** Fills a `<camera>`: draws into `element`, calls `onScan` per code found; the answer stops it. */
export type CameraHook = (
  element: HTMLElement,
  options: { mode: 'normal' | 'scanCode'; devicePosition: string; flash: string },
  listener: {
    onInit(detail: Record<string, unknown>): void;
    onScan(detail: { type: string; result: string }): void;
    onError(detail: { errMsg: string }): void;
  },
) => () => void;

export interface Host {
  readonly openid: string;
  /** app.json as built: subpackages' pages flattened into `pages`, theme variables not yet resolved. */
  readonly appConfig: {
    readonly pages: readonly string[];
    readonly window: Readonly<Record<string, unknown>>;
    readonly tabBar?: { readonly list: readonly TabBarItem[] };
    readonly [key: string]: unknown;
  };
  /** The App() object; undefined until app.ts ran. */
  app(): Record<string, unknown> | undefined;
  /** Bottom of the stack first. */
  pages(): readonly PageEntry[];
  currentPage(): PageEntry | undefined;
  readonly router: Router;
  readonly tabBar: TabBar;
  readonly navigationBar: NavigationBar;
  /** A layer over the phone (above navigation and tab bar) for toasts, modals, sheets and previews. */
  readonly layer: HTMLElement;

  settings(): Settings;
  changeSettings(settings: Partial<Settings>): void;
  metrics(): Metrics;

  /** The DOM element that a node stands for; a virtual-host component answers its first rendered element. */
  elementOf(node: Node): HTMLElement | undefined;
  /** The nearest node of the WXML tree at or above a DOM element. */
  nodeOf(element: Element): Node | undefined;
  /** Fires an event at a node as a built-in would (`tap`, `input` …); bubbles and crosses component borders unless told otherwise. */
  trigger(node: Node, type: string, detail: unknown, options?: { bubbles?: boolean; extra?: Record<string, unknown> }): void;

  createSelectorQuery(component?: Component): unknown;
  createIntersectionObserver(component: Component, options?: Record<string, unknown>): unknown;
  pageScrollTo(options: { scrollTop?: number; selector?: string; offsetTop?: number; duration?: number }): Promise<void>;
  startPullDownRefresh(): void;
  stopPullDownRefresh(): void;
  /** Asks the current page's onShareAppMessage and emits `share`. */
  share(from: 'button' | 'menu', node?: Node): void;

  /** Passes to App.onError, console and the development overlay. */
  reportError(error: unknown): void;
  on<E extends keyof HostEvents>(event: E, listener: (value: HostEvents[E]) => void): () => void;
  emit<E extends keyof HostEvents>(event: E, value: HostEvents[E]): void;
  /** Set by `createWx`: what built-ins need from `wx`. */
  readonly hooks: {
    camera?: CameraHook;
    /** The address a browser can load for `cloud://…` and `wxfile://…` sources of image, video and audio. */
    source?: (src: string) => Promise<string>;
    /** Presses what WeChat itself draws: `Tool.native` of the automation protocol (confirmModal, authorizeAllow …). */
    native?: (method: string, data: unknown) => Promise<void>;
  };
}
