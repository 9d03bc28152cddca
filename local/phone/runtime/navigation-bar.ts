import { make } from './dom';
import { barHeight, statusBarHeight } from './metrics';

const icons = {
  back: '<svg viewBox="0 0 12 24" width="12" height="24"><path d="M10 3L2 12l8 9" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/></svg>',
  home: '<svg viewBox="0 0 24 24" width="22" height="22"><path d="M3.5 11L12 3.8l8.5 7.2M6 9.5V20h4.5v-5.5h3V20H18V9.5" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"/></svg>',
};

/** The bar above one page: back or home, title, loading. The capsule at its right is drawn by `wx`. */
export class PageBar {
  readonly element = make('header', 'navigation-bar');
  private readonly title = make('h1', 'navigation-title');
  private readonly button = make('button', 'navigation-button');
  private readonly spinner = make('i', 'navigation-loading');
  private own: { frontColor: string; backgroundColor: string } | undefined;

  constructor(private readonly actions: { back(): void; home(): void }) {
    const caption = make('div', 'navigation-caption');
    this.spinner.hidden = true;
    this.button.hidden = true;
    caption.append(this.spinner, this.title);
    this.element.append(this.button, caption);
  }

  setTitle(title: string): void {
    this.title.textContent = title;
  }

  setLoading(isLoading: boolean): void {
    this.spinner.hidden = !isLoading;
  }

  setButton(kind: 'back' | 'home' | 'none'): void {
    this.button.hidden = kind === 'none';
    if (kind === 'none') return;
    this.button.innerHTML = icons[kind];
    this.button.setAttribute('aria-label', kind === 'back' ? '返回' : '返回首页');
    this.button.onclick = () => this.actions[kind]();
  }

  setColor(color: { frontColor: string; backgroundColor: string }): void {
    this.own = color;
    this.element.style.color = color.frontColor;
    this.element.style.backgroundColor = color.backgroundColor;
  }

  /** Height and colours from the page's configuration; colours set by wx.setNavigationBarColor stay. */
  configure(config: Readonly<Record<string, unknown>>): void {
    const isCustom = config['navigationStyle'] === 'custom';
    this.element.classList.toggle('custom', isCustom);
    this.element.style.paddingTop = `${statusBarHeight()}px`;
    this.element.style.height = `${isCustom ? 0 : barHeight()}px`;
    if (this.own !== undefined) return;
    this.element.style.color = config['navigationBarTextStyle'] === 'black' ? '#000000' : '#ffffff';
    this.element.style.backgroundColor = String(config['navigationBarBackgroundColor']);
  }
}
