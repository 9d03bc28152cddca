import type { FormField } from './element';
import { WxElement } from './element';
import { PressableElement } from './plain';

/** `<checkbox>` and `<radio>`: a mark before the label; the group reports. */
abstract class ChoiceElement extends PressableElement {
  private readonly mark = document.createElement('span');

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('click', this.choose);
    if (this.mark.parentNode === this) return;
    this.mark.className = 'wx-choice-mark';
    this.prepend(this.mark);
    this.show();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener('click', this.choose);
  }

  get isChecked(): boolean {
    return this.flag('checked');
  }

  setChecked(checked: boolean): void {
    this.report('checked', checked);
    this.show();
  }

  protected override changed(key: string): void {
    if (key === 'checked' && this.flag('checked')) this.group?.checkedOne(this);
    this.show();
  }

  protected get group(): GroupElement | null {
    return this.closest<GroupElement>('wx-checkbox-group, wx-radio-group');
  }

  protected abstract toggled(): boolean;

  private readonly choose = (): void => {
    if (this.flag('disabled')) return;
    const next = this.toggled();
    if (next === this.isChecked) return;
    this.setChecked(next);
    if (next) this.group?.checkedOne(this);
    this.group?.reportChange();
  };

  private show(): void {
    this.toggleAttribute('checked', this.isChecked);
    this.toggleAttribute('disabled', this.flag('disabled'));
    this.setAttribute('aria-checked', String(this.isChecked));
    if ('color' in this.props) this.style.setProperty('--choice-colour', this.text('color'));
  }
}

export class CheckboxElement extends ChoiceElement {
  protected override get defaultRole(): string {
    return 'checkbox';
  }

  protected override toggled(): boolean {
    return !this.isChecked;
  }
}

export class RadioElement extends ChoiceElement {
  protected override get defaultRole(): string {
    return 'radio';
  }

  protected override toggled(): boolean {
    return true;
  }
}

abstract class GroupElement extends WxElement implements FormField {
  private initial: string[] | undefined;

  connectedCallback(): void {
    queueMicrotask(() => (this.initial ??= this.chosen()));
  }

  protected choices(): ChoiceElement[] {
    return [...this.querySelectorAll<ChoiceElement>('wx-checkbox, wx-radio')].filter((choice) => choice.closest('wx-checkbox-group, wx-radio-group') === this);
  }

  protected chosen(): string[] {
    return this.choices().filter((choice) => choice.isChecked).map((choice) => choice.text('value'));
  }

  resetForm(): void {
    for (const choice of this.choices()) choice.setChecked(this.initial?.includes(choice.text('value')) ?? false);
  }

  reportChange(): void {
    this.emit('change', { value: this.formValue }, { bubbles: true });
  }

  checkedOne(_choice: ChoiceElement): void {}

  abstract get formValue(): unknown;
}

export class CheckboxGroupElement extends GroupElement {
  get formValue(): string[] {
    return this.chosen();
  }
}

export class RadioGroupElement extends GroupElement {
  get formValue(): string {
    return this.chosen()[0] ?? '';
  }

  override checkedOne(choice: ChoiceElement): void {
    for (const other of this.choices()) if (other !== choice && other.isChecked) other.setChecked(false);
  }
}

export class SwitchElement extends PressableElement implements FormField {
  private initial = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('click', this.toggle);
    this.initial = this.flag('checked');
    this.changed();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener('click', this.toggle);
  }

  protected override get defaultRole(): string {
    return 'switch';
  }

  get formValue(): boolean {
    return this.flag('checked');
  }

  resetForm(): void {
    this.report('checked', this.initial);
    this.changed();
  }

  protected override changed(): void {
    this.setAttribute('type', this.text('type', 'switch'));
    this.toggleAttribute('checked', this.flag('checked'));
    this.toggleAttribute('disabled', this.flag('disabled'));
    this.setAttribute('aria-checked', String(this.flag('checked')));
    if ('color' in this.props) this.style.setProperty('--choice-colour', this.text('color'));
  }

  private readonly toggle = (): void => {
    if (this.flag('disabled')) return;
    this.report('checked', !this.flag('checked'));
    this.changed();
    this.emit('change', { value: this.flag('checked') });
  };
}

export class SliderElement extends WxElement implements FormField {
  private readonly input = document.createElement('input');
  private readonly shown = document.createElement('span');
  private initial = 0;

  connectedCallback(): void {
    if (this.input.parentNode === this) return;
    this.input.type = 'range';
    this.input.addEventListener('input', () => this.moved('changing'));
    this.input.addEventListener('change', () => this.moved('change'));
    this.append(this.input);
    this.initial = this.number('value', this.number('min'));
    this.changed();
  }

  protected override get labelled(): HTMLElement {
    return this.input;
  }

  get formValue(): number {
    return Number(this.input.value);
  }

  resetForm(): void {
    this.report('value', this.initial);
    this.changed();
  }

  private moved(type: 'changing' | 'change'): void {
    this.report('value', this.formValue);
    this.changed();
    this.emit(type, { value: this.formValue });
  }

  protected override changed(): void {
    const [min, max] = [this.number('min', 0), this.number('max', 100)];
    Object.assign(this.input, { min: String(min), max: String(max), step: String(this.number('step', 1)), disabled: this.flag('disabled') });
    this.input.value = String(this.number('value', min));
    const block = Math.min(28, Math.max(12, this.number('blockSize', 28)));
    const set = (name: string, value: string): void => this.style.setProperty(name, value);
    set('--done', `${((this.formValue - min) / (max - min || 1)) * 100}%`);
    set('--active', this.text('activeColor', this.text('selectedColor', '#1aad19')));
    set('--track', this.text('backgroundColor', this.text('color', '#e9e9e9')));
    set('--block', `${block}px`);
    set('--block-colour', this.text('blockColor', '#ffffff'));
    this.shown.textContent = this.input.value;
    if (this.flag('showValue')) this.append(this.shown);
    else this.shown.remove();
  }
}
