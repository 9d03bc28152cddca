import * as glassEasel from 'glass-easel';
import type { AssociatedBackend, Root } from 'glass-easel-miniprogram-adapter';
import { pageConfig } from './config';
import { make } from './dom';
import type { Component, PageEntry, PageInstance } from './host';
import { attachReady } from './instance';
import type { MiniProgram } from './mini-program';
import { PageBar } from './navigation-bar';
import { attachPull, pullHeader, type Pull } from './pull';
import { currentTheme } from './theme';

let lastId = 0;

export interface PageActions {
  back(): void;
  home(): void;
}

/** One entry of the page stack: bar, viewport, scrolling element and the page's component inside. */
export class Page implements PageEntry {
  readonly id = (lastId += 1);
  readonly frame = make('section', 'page-frame');
  readonly viewport = make('div', 'page-viewport');
  readonly element = make('div', 'page-scroll');
  readonly bar: PageBar;
  readonly instance: PageInstance;
  readonly component: Component;
  private readonly root: Root;
  private readonly pull: Pull;
  private wasAtBottom = false;
  isShown = false;

  constructor(
    private readonly miniProgram: MiniProgram,
    backend: AssociatedBackend,
    readonly path: string,
    readonly query: Record<string, string>,
    actions: PageActions,
  ) {
    this.bar = new PageBar(actions);
    this.element.dataset['page'] = path;
    this.viewport.append(this.element);
    this.frame.append(this.bar.element, this.viewport);
    miniProgram.evaluate(path);
    const search = Object.entries(query).map(([name, value]) => `${name}=${value}`).join('&');
    this.root = backend.createRoot('page', miniProgram.space, search === '' ? `/${path}` : `/${path}?${search}`);
    this.component = this.root.getComponent();
    this.instance = this.root.get() as unknown as PageInstance;
    Object.assign(this.instance, { route: path, options: query });
    const header = pullHeader();
    this.element.append(header);
    this.pull = attachPull(this.element, header, {
      isEnabled: () => this.config['enablePullDownRefresh'] === true,
      onRefresh: () => this.call('onPullDownRefresh'),
    });
    this.element.addEventListener('scroll', () => this.scrolled());
    this.configure();
    this.bar.setTitle(String(this.config['navigationBarTitleText']));
  }

  get config(): Record<string, unknown> {
    return pageConfig(this.miniProgram.loaded, this.path, currentTheme());
  }

  /** Puts the page into its frame (already in the document): onLoad, onShow, then ready and onReady. */
  open(show: () => void): void {
    const placeholder = make('div', '');
    this.element.append(placeholder);
    attachReady(() => {
      this.root.attach(this.element as never, placeholder as never);
      this.call('onLoad', this.query);
      show();
    });
    this.call('onReady');
  }

  /** Colours from the configuration; again after a change of theme. */
  configure(): void {
    const { config } = this;
    this.bar.configure(config);
    this.frame.style.backgroundColor = String(config['backgroundColorContent'] ?? config['backgroundColor'] ?? '');
    this.element.style.setProperty('--pull-colour', config['backgroundTextStyle'] === 'light' ? 'rgb(255 255 255 / 60%)' : 'rgb(0 0 0 / 30%)');
  }

  resized(): void {
    this.viewport.style.setProperty('--wx-vh', `${this.viewport.clientHeight / 100}px`);
  }

  show(): void {
    this.isShown = true;
    document.documentElement.style.fontSize = this.element.querySelector<HTMLElement>('wx-page')?.dataset['rootFontSize'] ?? '';
    this.call('onShow');
    this.component.triggerPageLifetime('show', []);
  }

  hide(): void {
    if (!this.isShown) return;
    this.isShown = false;
    this.call('onHide');
    this.component.triggerPageLifetime('hide', []);
  }

  /** Ends the page; its frame stays for a leaving animation. */
  unload(): void {
    this.isShown = false;
    this.call('onUnload');
    this.root.release();
  }

  call(method: string, argument?: unknown): unknown {
    const callback = this.instance[method];
    return typeof callback === 'function' ? glassEasel.safeCallback(`${this.path} ${method}`, callback as () => unknown, this.instance, [argument] as never, this.component) : undefined;
  }

  startRefresh(): void {
    this.pull.start();
  }

  stopRefresh(): void {
    this.pull.stop();
  }

  private scrolled(): void {
    const { scrollTop, scrollHeight, clientHeight } = this.element;
    this.call('onPageScroll', { scrollTop });
    const isAtBottom = scrollTop + clientHeight >= scrollHeight - Number(this.config['onReachBottomDistance']);
    if (isAtBottom && !this.wasAtBottom) this.call('onReachBottom');
    this.wasAtBottom = isAtBottom;
  }
}
