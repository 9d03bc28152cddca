import type * as glassEasel from 'glass-easel';
import type { MiniProgramEnv } from 'glass-easel-miniprogram-adapter';
import { PhoneBackend } from './backend';
import { tabBarConfig } from './config';
import { make } from './dom';
import { trigger } from './events';
import { FailureNotice } from './failure';
import type { Component, Host, HostEvents, Metrics, NavigationBar, Node, Settings, TabBarItem } from './host';
import { observeIntersection } from './intersection';
import { measure, safeBottom } from './metrics';
import type { MiniProgram } from './mini-program';
import { elementOf, nodeOf } from './nodes';
import type { Page } from './page';
import { SelectorQuery } from './query';
import { shareMessage } from './share';
import { PageStack } from './stack';
import { TabBarView } from './tab-bar';
import { applyTheme, currentTheme } from './theme';

type Listener = (value: never) => void;

/** One phone: the screen, its settings, the page stack, and what `wx` asks of them. */
export class Phone implements Host {
  readonly screen = make('main', 'phone');
  readonly layer = make('div', 'phone-layer');
  readonly hooks: Host['hooks'] = {};
  readonly tabBar: TabBarView;
  readonly router: PageStack;
  private readonly failure = new FailureNotice(this.screen);
  private readonly listeners = new Map<string, Set<Listener>>();
  private fontSize: number;

  constructor(
    private readonly miniProgram: MiniProgram,
    readonly openid: string,
    settings: Settings,
  ) {
    this.fontSize = settings.fontSize;
    this.tabBar = new TabBarView({ press: (item, index) => this.pressTab(item, index), resized: () => this.resized() });
    const env = (miniProgram.space as unknown as { _$env: MiniProgramEnv })._$env;
    const backend = env.associateBackend(new PhoneBackend() as unknown as glassEasel.GeneralBackendContext);
    this.router = new PageStack(miniProgram, backend, this.screen, this.tabBar, {
      shown: (page) => this.emit('pageShown', page),
      unloaded: (page) => this.emit('pageUnloaded', page),
    });
    this.screen.append(this.tabBar.element, this.layer);
    document.body.append(this.screen);
    applyTheme(settings.theme);
    this.resized();
    window.addEventListener('resize', () => this.resized());
    document.addEventListener('visibilitychange', () => this.visibilityChanged());
  }

  /** Fills the tab bar; needs `wx` for its icons. */
  drawTabBar(): void {
    this.tabBar.configure(tabBarConfig(this.miniProgram.loaded, currentTheme()));
  }

  get appConfig(): Host['appConfig'] {
    return this.miniProgram.loaded.config;
  }

  app(): Record<string, unknown> | undefined {
    return this.miniProgram.app;
  }

  pages(): readonly Page[] {
    return this.router.pages;
  }

  currentPage(): Page | undefined {
    return this.router.current;
  }

  readonly navigationBar: NavigationBar = {
    setTitle: (title) => this.currentPage()?.bar.setTitle(title),
    setColor: (color) => this.currentPage()?.bar.setColor(color),
    setLoading: (loading) => this.currentPage()?.bar.setLoading(loading),
    hideHomeButton: () => this.currentPage()?.bar.setButton('none'),
  };

  settings(): Settings {
    return { theme: currentTheme(), fontSize: this.fontSize };
  }

  changeSettings({ theme = currentTheme(), fontSize = this.fontSize }: Partial<Settings>): void {
    const isSame = theme === currentTheme() && fontSize === this.fontSize;
    if (isSame) return;
    this.fontSize = fontSize;
    applyTheme(theme);
    this.drawTabBar();
    for (const page of this.router.all) page.configure();
    this.emit('settingsChanged', this.settings());
  }

  metrics(): Metrics {
    return measure(this.currentPage()?.viewport);
  }

  elementOf(node: Node): HTMLElement | undefined {
    return elementOf(node);
  }

  nodeOf(element: Element): Node | undefined {
    return nodeOf(element);
  }

  trigger(node: Node, type: string, detail: unknown, options?: { bubbles?: boolean; extra?: Record<string, unknown> }): void {
    trigger(node, type, detail, options);
  }

  createSelectorQuery(component?: Component): unknown {
    const from = component ?? this.currentPage()?.component;
    if (from === undefined) throw new Error('createSelectorQuery: no page');
    return new SelectorQuery(from);
  }

  createIntersectionObserver(component: Component, options?: Record<string, unknown>): unknown {
    return observeIntersection(component, options);
  }

  async pageScrollTo({ scrollTop, selector, offsetTop = 0, duration = 300 }: Parameters<Host['pageScrollTo']>[0]): Promise<void> {
    const page = this.currentPage();
    if (page === undefined) return;
    const node = selector === undefined ? null : (page.component.getShadowRoot()?.querySelector(selector) ?? null);
    const target = node === null ? undefined : elementOf(node);
    const top = target === undefined ? scrollTop : page.element.scrollTop + target.getBoundingClientRect().top - page.viewport.getBoundingClientRect().top + offsetTop;
    if (top !== undefined) page.element.scrollTo({ top, behavior: duration === 0 ? 'instant' : 'smooth' });
    await new Promise((resolve) => setTimeout(resolve, duration));
  }

  startPullDownRefresh(): void {
    this.currentPage()?.startRefresh();
  }

  stopPullDownRefresh(): void {
    this.currentPage()?.stopRefresh();
  }

  share(from: 'button' | 'menu', node?: Node): void {
    const page = this.currentPage();
    if (page !== undefined) void shareMessage(page, from, node).then((message) => this.emit('share', message), (error) => this.reportError(error));
  }

  reportError(error: unknown): void {
    const known = error instanceof Error ? error : new Error(textOf(error));
    const text = known.stack ?? known.message;
    console.error(text);
    this.miniProgram.callApp('onError', text);
    this.failure.show(known.message);
    this.emit('error', known);
  }

  /** Problems of the build, as `file:line:column message`. */
  reportProblems(problems: string[]): void {
    if (problems.length > 0) this.failure.show(problems.join('\n\n'), true);
  }

  on<E extends keyof HostEvents>(event: E, listener: (value: HostEvents[E]) => void): () => void {
    const set = this.listeners.get(event) ?? new Set();
    this.listeners.set(event, set.add(listener));
    return () => set.delete(listener);
  }

  emit<E extends keyof HostEvents>(event: E, value: HostEvents[E]): void {
    for (const listener of [...(this.listeners.get(event) ?? [])]) (listener as (value: HostEvents[E]) => void)(value);
  }

  private pressTab(item: TabBarItem, index: number): void {
    this.currentPage()?.call('onTabItemTap', { index, pagePath: item.pagePath, text: item.text });
    this.router.switchTab({ url: `/${item.pagePath}` }).catch((error: unknown) => this.reportError(error));
  }

  private resized(): void {
    this.screen.style.setProperty('--safe-area-bottom', `${safeBottom()}px`);
    this.screen.style.setProperty('--safe-area-top', `${measure(undefined).statusBarHeight}px`);
    for (const page of this.router?.all ?? []) {
      page.configure();
      this.router.layout(page);
    }
    const { windowWidth, windowHeight } = this.metrics();
    this.currentPage()?.component.triggerPageLifetime('resize', [{ size: { windowWidth, windowHeight } }]);
    this.emit('resized', this.metrics());
  }

  private visibilityChanged(): void {
    const page = this.currentPage();
    if (document.hidden) {
      page?.hide();
      this.miniProgram.callApp('onHide', {});
      this.emit('appHidden', undefined);
    } else {
      this.miniProgram.callApp('onShow', { path: page?.path ?? '', query: page?.query ?? {}, scene: 1001, referrerInfo: {} });
      page?.show();
      this.emit('appShown', undefined);
    }
  }
}

/** What was thrown, in words: `wx` rejects with plain objects that carry `errMsg`. */
function textOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'errMsg' in error ? String(error.errMsg) : String(error);
}
