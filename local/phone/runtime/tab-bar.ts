import type { TabBar, TabBarItem } from './host';
import { make } from './dom';
import { resolveSource } from './source';

interface Style {
  color?: string;
  selectedColor?: string;
  backgroundColor?: string;
  borderStyle?: string;
}

/** The bar of tabs under tab pages. */
export class TabBarView implements TabBar {
  readonly element = make('nav', 'tab-bar');
  private items: TabBarItem[] = [];
  private style: Style = {};
  private readonly ownItems = new Map<number, Partial<TabBarItem>>();
  private ownStyle: Style = {};
  private readonly badges = new Map<number, string>();
  private selected = -1;
  isVisible = true;

  constructor(private readonly actions: { press(item: TabBarItem, index: number): void; resized(): void }) {
    this.element.setAttribute('role', 'tablist');
  }

  /** From app.json; again when the theme changes. */
  configure(config: Style & { list: TabBarItem[] }): void {
    this.items = config.list;
    this.style = config;
    this.render();
  }

  has(path: string): boolean {
    return this.items.some((item) => item.pagePath === path);
  }

  select(path: string): void {
    this.selected = this.items.findIndex((item) => item.pagePath === path);
    this.render();
  }

  setItem(index: number, item: Partial<Omit<TabBarItem, 'pagePath'>>): void {
    this.ownItems.set(index, { ...this.ownItems.get(index), ...item });
    this.render();
  }

  setStyle(style: Style): void {
    this.ownStyle = { ...this.ownStyle, ...style };
    this.render();
  }

  setBadge(index: number, text: string | null): void {
    if (text === null) this.badges.delete(index);
    else this.badges.set(index, text);
    this.render();
  }

  setVisible(visible: boolean): void {
    this.isVisible = visible;
    this.element.classList.toggle('away', !visible);
    this.actions.resized();
  }

  private render(): void {
    const style = { color: '#7A7E83', selectedColor: '#3cc51f', backgroundColor: '#ffffff', borderStyle: 'black', ...this.style, ...this.ownStyle };
    this.element.style.backgroundColor = style.backgroundColor;
    this.element.style.setProperty('--line', style.borderStyle === 'white' ? 'rgb(255 255 255 / 10%)' : 'rgb(0 0 0 / 10%)');
    this.element.replaceChildren(...this.items.map((base, index) => {
      const item = { ...base, ...this.ownItems.get(index) };
      const isSelected = index === this.selected;
      const button = make('button', 'tab');
      button.setAttribute('role', 'tab');
      button.setAttribute('aria-selected', String(isSelected));
      button.style.color = isSelected ? style.selectedColor : style.color;
      button.onclick = () => this.actions.press(item, index);
      const source = (isSelected ? item.selectedIconPath : undefined) ?? item.iconPath;
      const holder = make('span', 'tab-icon');
      if (source !== undefined) {
        const image = document.createElement('img');
        image.alt = '';
        void resolveSource(`/${source.replace(/^\//, '')}`).then((url) => (image.src = url));
        holder.append(image);
      }
      const badge = this.badges.get(index);
      if (badge !== undefined) holder.append(make('em', badge === '' ? 'tab-dot' : 'tab-badge', [...badge].length > 4 ? '…' : badge));
      button.append(holder, make('span', 'tab-text', item.text));
      return button;
    }));
  }
}
