import { toCssUnits } from '../units';
import { WxElement } from './element';
import { Wheel } from './wheel';

export class PickerViewElement extends WxElement {
  connectedCallback(): void {
    requestAnimationFrame(() => this.changed('value'));
  }

  private get columns(): PickerViewColumnElement[] {
    return [...this.querySelectorAll<PickerViewColumnElement>('wx-picker-view-column')];
  }

  protected override changed(key: string): void {
    if (key === 'indicatorStyle') {
      const height = /(?:^|;)\s*height\s*:\s*([^;]+)/.exec(this.text('indicatorStyle'))?.[1];
      if (height !== undefined) this.style.setProperty('--item-height', toCssUnits(height.trim()));
    }
    if (key === 'value') this.showValue();
  }

  showValue(): void {
    const value = this.props['value'];
    if (Array.isArray(value)) this.columns.forEach((column, index) => column.wheel.turnTo(Number(value[index] ?? 0)));
  }

  turned(): void {
    const value = this.columns.map((column) => column.wheel.value);
    this.report('value', value);
    this.emit('change', { value });
    this.emit('pickend');
  }
}

export class PickerViewColumnElement extends WxElement {
  readonly wheel = new Wheel(this, () => this.closest<PickerViewElement>('wx-picker-view')?.turned());
  private readonly watcher = new MutationObserver(() => this.closest<PickerViewElement>('wx-picker-view')?.showValue());

  connectedCallback(): void {
    this.classList.add('wx-wheel');
    this.watcher.observe(this, { childList: true });
  }

  disconnectedCallback(): void {
    this.watcher.disconnect();
  }
}
