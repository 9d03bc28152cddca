import type { AssociatedBackend } from 'glass-easel-miniprogram-adapter';
import { createEventChannel } from './event-channel';
import type { EventChannel, NavigateOptions, Router } from './host';
import type { MiniProgram } from './mini-program';
import { Page } from './page';
import type { TabBarView } from './tab-bar';

const stackLimit = 10;
const leaveMs = 200;

interface StackEvents {
  shown(page: Page): void;
  unloaded(page: Page): void;
}

/** The stack of pages; tab pages live on under it once visited. */
export class PageStack implements Router {
  private stack: Page[] = [];
  private readonly tabs = new Map<string, Page>();

  constructor(
    private readonly miniProgram: MiniProgram,
    private readonly backend: AssociatedBackend,
    private readonly phone: HTMLElement,
    private readonly tabBar: TabBarView,
    private readonly events: StackEvents,
  ) {}

  get pages(): readonly Page[] {
    return this.stack;
  }

  get current(): Page | undefined {
    return this.stack.at(-1);
  }

  /** All pages that stand in the document, also tab pages behind. */
  get all(): Page[] {
    return [...new Set([...this.tabs.values(), ...this.stack])];
  }

  async navigateTo({ url, events = {} }: NavigateOptions): Promise<{ eventChannel: EventChannel }> {
    const { path, query } = this.parse(url);
    if (this.tabBar.has(path)) throw new Error('can not navigateTo a tabbar page');
    if (this.stack.length >= stackLimit) throw new Error('webview count limit exceed');
    const [opener, opened] = createEventChannel();
    for (const [name, listener] of Object.entries(events)) opener.on(name, listener);
    const covered = this.current;
    covered?.hide();
    this.push(this.make(path, query), opened, true);
    setTimeout(() => this.coverAllButTop(), leaveMs + 30);
    return { eventChannel: opener };
  }

  async redirectTo({ url }: NavigateOptions): Promise<void> {
    const { path, query } = this.parse(url);
    if (this.tabBar.has(path)) throw new Error('can not redirectTo a tabbar page');
    const page = this.make(path, query);
    const replaced = this.stack.pop();
    if (replaced !== undefined) this.drop(replaced, false);
    this.push(page);
    this.coverAllButTop();
  }

  async reLaunch({ url }: NavigateOptions): Promise<void> {
    const { path, query } = this.parse(url);
    const page = this.make(path, query);
    for (const old of this.all.reverse()) this.drop(old, false);
    this.stack = [];
    this.tabs.clear();
    this.push(page);
  }

  async switchTab({ url }: NavigateOptions): Promise<void> {
    const { path } = this.parse(url);
    if (!this.tabBar.has(path)) throw new Error('can not switch to no-tabBar page');
    const known = this.tabs.get(path);
    if (known !== undefined && known === this.current) return;
    for (const page of [...this.stack].reverse()) {
      if (this.tabs.get(page.path) === page) page.hide();
      else this.drop(page, false);
    }
    this.stack = [];
    if (known === undefined) {
      this.push(this.make(path, {}));
    } else {
      this.stack.push(known);
      this.tabBar.select(path);
      this.coverAllButTop();
      this.show(known);
    }
    this.coverAllButTop();
  }

  async navigateBack(delta = 1): Promise<void> {
    if (this.stack.length < 2) throw new Error('cannot navigate back at first page.');
    const leaving = this.stack.splice(Math.max(1, this.stack.length - delta)).reverse();
    this.coverAllButTop();
    leaving.forEach((page, index) => this.drop(page, index === 0));
    const back = this.current;
    if (back !== undefined) this.show(back);
  }

  private show(page: Page): void {
    page.show();
    this.events.shown(page);
  }

  private parse(url: string): { path: string; query: Record<string, string> } {
    const base = `http://app/${this.current?.path ?? ''}`;
    const parsed = new URL(url, base);
    const path = decodeURIComponent(parsed.pathname.slice(1)).replace(/\.html$/, '');
    if (this.miniProgram.loaded.units[path]?.isPage !== true) {
      this.miniProgram.callApp('onPageNotFound', { path, query: {}, isEntryPage: this.stack.length === 0 });
      throw new Error(`page "${path}" is not found`);
    }
    // WeChat hands values over undecoded.
    const pairs = parsed.search.slice(1).split('&').filter(Boolean).map((pair): [string, string] => {
      const [name = '', ...value] = pair.split('=');
      return [name, value.join('=')];
    });
    return { path, query: Object.fromEntries(pairs) };
  }

  private make(path: string, query: Record<string, string>): Page {
    const { pages } = this.miniProgram.loaded.config;
    return new Page(this.miniProgram, this.backend, path, query, {
      back: () => void this.navigateBack(),
      home: () => void this.reLaunch({ url: `/${pages[0] ?? ''}` }),
    });
  }

  private push(page: Page, channel?: EventChannel, isAnimated = false): void {
    const isTab = this.tabBar.has(page.path);
    if (isTab) this.tabs.set(page.path, page);
    this.stack.push(page);
    page.instance['getOpenerEventChannel'] = () => channel ?? createEventChannel()[1];
    page.frame.classList.toggle('tabbed', isTab);
    page.frame.classList.toggle('entering', isAnimated);
    const isHome = isTab || page.path === this.miniProgram.loaded.config.pages[0];
    page.bar.setButton(this.stack.length > 1 ? 'back' : isHome ? 'none' : 'home');
    if (isTab) this.tabBar.select(page.path);
    this.phone.insertBefore(page.frame, this.tabBar.element);
    this.layout(page);
    page.open(() => this.show(page));
  }

  /** Room for the tab bar below a tab page. */
  layout(page: Page): void {
    const isTab = this.tabs.get(page.path) === page;
    page.frame.style.bottom = isTab && this.tabBar.isVisible ? `${this.tabBar.element.offsetHeight}px` : '0';
    this.tabBar.element.hidden = this.tabs.size === 0;
    page.resized();
  }

  private coverAllButTop(): void {
    for (const page of this.all) page.frame.classList.toggle('covered', page !== this.current);
  }

  private drop(page: Page, isAnimated: boolean): void {
    page.unload();
    this.events.unloaded(page);
    page.frame.classList.remove('entering');
    page.frame.classList.toggle('leaving', isAnimated);
    if (isAnimated) setTimeout(() => page.frame.remove(), leaveMs);
    else page.frame.remove();
  }
}
