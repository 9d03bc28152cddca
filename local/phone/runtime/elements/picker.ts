import type { FormField } from './element';
import { WxElement } from './element';
import { columnsOf, type Column, type PickerMode } from './picker-columns';
import { openSheet } from './picker-sheet';

/** `<picker>`: shows its children; a tap opens a sheet of wheels. */
export class PickerElement extends WxElement implements FormField {
  private initial: unknown;
  private sheet: ReturnType<typeof openSheet> | undefined;

  connectedCallback(): void {
    this.addEventListener('click', this.open);
    if (!this.hasAttribute('tabindex')) this.setAttribute('tabindex', '0');
    if (!this.hasAttribute('role')) this.setAttribute('role', 'button');
    this.initial = this.props['value'];
  }

  disconnectedCallback(): void {
    this.removeEventListener('click', this.open);
    this.sheet?.close();
  }

  get formValue(): unknown {
    return this.props['value'];
  }

  resetForm(): void {
    this.report('value', this.initial);
  }

  protected override changed(key: string): void {
    if (key === 'range' || key === 'value') this.sheet?.show(this.columns(this.sheet.picked));
  }

  private get mode(): PickerMode {
    return this.text('mode', 'selector') as PickerMode;
  }

  private columns(picked?: number[]): Column[] {
    return columnsOf({
      mode: this.mode,
      value: this.props['value'],
      range: Array.isArray(this.props['range']) ? this.props['range'] : [],
      rangeKey: this.text('rangeKey'),
      start: this.text('start'),
      end: this.text('end'),
      fields: this.text('fields', 'day'),
    }, picked);
  }

  private readonly open = (): void => {
    if (this.flag('disabled') || this.sheet !== undefined) return;
    if (this.mode === 'region' as string) {
      console.warn('<picker mode="region"> is not supported here');
      return;
    }
    this.sheet = openSheet({
      title: this.text('headerText'),
      columns: this.columns(),
      onTurn: (column, value, picked) => {
        if (this.mode === 'multiSelector') this.emit('columnchange', { column, value });
        else this.sheet?.show(this.columns(picked));
      },
      onConfirm: (picked) => {
        const columns = this.columns(picked);
        const value = valueOf(this.mode, columns);
        this.report('value', value);
        this.emit('change', { value });
      },
      onCancel: () => this.emit('cancel'),
      onClose: () => (this.sheet = undefined),
    });
  };
}

/** What `change` reports: an index as text for a selector, indexes for several columns, text for dates and times. */
function valueOf(mode: PickerMode, columns: Column[]): unknown {
  if (mode === 'selector') return String(columns[0]?.index ?? 0);
  if (mode === 'multiSelector') return columns.map(({ index }) => index);
  return columns.map(({ index, values }) => values[index] ?? '').join(mode === 'time' ? ':' : '-');
}
