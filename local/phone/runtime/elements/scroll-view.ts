import { attachPull, pullHeader, type Pull } from '../pull';
import { WxElement } from './element';

export class ScrollViewElement extends WxElement {
  private pull: Pull | undefined;
  private last = { left: 0, top: 0 };
  private wasUpper = true;
  private wasLower = false;

  connectedCallback(): void {
    this.addEventListener('scroll', this.scrolled);
    // What scroll-top and scroll-into-view ask can only be done once the content is there.
    requestAnimationFrame(() => ['scrollTop', 'scrollLeft', 'scrollIntoView'].forEach((key) => key in this.props && this.changed(key)));
  }

  disconnectedCallback(): void {
    this.removeEventListener('scroll', this.scrolled);
  }

  protected override changed(key: string): void {
    const behavior = this.flag('scrollWithAnimation') ? 'smooth' : 'instant';
    if (key === 'scrollX' || key === 'scrollY') this.toggleAttribute(key === 'scrollX' ? 'scroll-x' : 'scroll-y', this.flag(key));
    if (key === 'showScrollbar') this.toggleAttribute('no-scrollbar', !this.flag('showScrollbar', true));
    if (key === 'pagingEnabled') this.toggleAttribute('paging', this.flag('pagingEnabled'));
    if (key === 'enableFlex') this.toggleAttribute('enable-flex', this.flag('enableFlex'));
    if (key === 'scrollTop' && this.text('scrollTop') !== '') this.scrollTo({ top: this.number('scrollTop'), behavior });
    if (key === 'scrollLeft' && this.text('scrollLeft') !== '') this.scrollTo({ left: this.number('scrollLeft'), behavior });
    if (key === 'scrollIntoView' && this.text('scrollIntoView') !== '') requestAnimationFrame(() => this.showChild(this.text('scrollIntoView'), behavior));
    if (key === 'refresherEnabled' && this.flag('refresherEnabled')) this.addRefresher();
    if (key === 'refresherTriggered') {
      if (this.flag('refresherTriggered')) this.pull?.start();
      else this.pull?.stop();
    }
  }

  override context(): unknown {
    return {
      scrollTo: ({ top, left, duration = 0, animated = true }: { top?: number; left?: number; duration?: number; animated?: boolean }) =>
        this.scrollTo({ ...(top !== undefined && { top }), ...(left !== undefined && { left }), behavior: animated && duration >= 0 ? 'smooth' : 'instant' }),
      scrollIntoView: (selector: string) => this.showChild(selector.replace(/^#/, ''), 'smooth'),
    };
  }

  private showChild(id: string, behavior: ScrollBehavior): void {
    const child = this.querySelector(`[wx-id="${CSS.escape(id)}"]`);
    if (child === null) return;
    const [own, wanted] = [this.getBoundingClientRect(), child.getBoundingClientRect()];
    this.scrollTo({
      ...(this.flag('scrollY') && { top: this.scrollTop + wanted.top - own.top }),
      ...(this.flag('scrollX') && { left: this.scrollLeft + wanted.left - own.left }),
      behavior,
    });
  }

  private addRefresher(): void {
    if (this.pull !== undefined) return;
    const header = pullHeader();
    if (this.text('refresherDefaultStyle') === 'none') header.classList.add('bare');
    header.style.backgroundColor = this.text('refresherBackground');
    this.prepend(header);
    this.pull = attachPull(this, header, {
      isEnabled: () => this.flag('refresherEnabled'),
      threshold: () => this.number('refresherThreshold', 45),
      onPulling: (dy) => this.emit('refresherpulling', { dy }),
      onRefresh: () => this.emit('refresherrefresh', { dy: this.number('refresherThreshold', 45) }),
      onAbort: () => this.emit('refresherabort'),
      onRestore: () => this.emit('refresherrestore'),
    });
    if (this.flag('refresherTriggered')) this.pull.start();
  }

  private readonly scrolled = (event: Event): void => {
    if (event.target !== this) return;
    const { scrollLeft, scrollTop, scrollWidth, scrollHeight, clientWidth, clientHeight } = this;
    this.emit('scroll', { scrollLeft, scrollTop, scrollWidth, scrollHeight, deltaX: this.last.left - scrollLeft, deltaY: this.last.top - scrollTop });
    this.last = { left: scrollLeft, top: scrollTop };
    const [at, room, names] = this.flag('scrollX') && !this.flag('scrollY')
      ? [scrollLeft, scrollWidth - clientWidth, ['left', 'right']]
      : [scrollTop, scrollHeight - clientHeight, ['top', 'bottom']];
    const isUpper = at <= this.number('upperThreshold', 50);
    const isLower = at >= room - this.number('lowerThreshold', 50);
    if (isUpper && !this.wasUpper) this.emit('scrolltoupper', { direction: names[0] });
    if (isLower && !this.wasLower) this.emit('scrolltolower', { direction: names[1] });
    this.wasUpper = isUpper;
    this.wasLower = isLower;
  };
}
