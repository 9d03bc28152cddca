import { toCssUnits } from '../units';
import { WxElement, type FormField } from './element';

type Control = HTMLInputElement | HTMLTextAreaElement;

/** What `<input>` and `<textarea>` share: a real control, a placeholder that classes can reach, and WeChat's events. */
abstract class TextFieldElement<T extends Control> extends WxElement implements FormField {
  protected abstract readonly control: T;
  /** Holds both, so that padding and display of the tag itself stay the author's. */
  private readonly box = document.createElement('div');
  private readonly placeholder = document.createElement('div');
  private initial = '';
  private isComposing = false;

  connectedCallback(): void {
    if (this.box.parentNode === this) return;
    this.box.className = 'wx-field';
    this.placeholder.classList.add('wx-placeholder');
    this.changed('maxlength');
    this.control.addEventListener('compositionstart', () => (this.isComposing = true));
    this.control.addEventListener('compositionend', () => {
      this.isComposing = false;
      this.typed();
    });
    this.control.addEventListener('input', () => (this.isComposing ? this.refresh() : this.typed()));
    this.control.addEventListener('focus', () => this.emit('focus', { value: this.control.value, height: 0 }));
    this.control.addEventListener('blur', () => this.emit('blur', { value: this.control.value, cursor: this.control.selectionStart ?? 0 }));
    this.control.addEventListener('keydown', (event) => this.keyPressed(event as KeyboardEvent));
    this.box.append(this.placeholder, this.control);
    this.append(this.box);
    this.initial = this.text('value');
    this.refresh();
    if (this.flag('focus') || this.flag('autoFocus')) setTimeout(() => this.control.focus(), 50);
  }

  protected abstract keyPressed(event: KeyboardEvent): void;

  protected override get labelled(): HTMLElement {
    return this.control;
  }

  get formValue(): string {
    return this.control.value;
  }

  resetForm(): void {
    this.control.value = this.initial;
    this.report('value', this.initial);
    this.refresh();
  }

  private typed(): void {
    // An input method and a program may write past the browser's own limit.
    const limit = this.number('maxlength', 140);
    if (limit >= 0 && this.control.value.length > limit) this.control.value = this.control.value.slice(0, limit);
    const { value, selectionStart } = this.control;
    this.report('value', value);
    this.refresh();
    this.emit('input', { value, cursor: selectionStart ?? value.length, keyCode: 0 });
  }

  protected refresh(): void {
    this.placeholder.hidden = this.control.value !== '';
  }

  protected override changed(key: string): void {
    switch (key) {
      case 'value':
        if (this.control.value !== this.text('value')) this.control.value = this.text('value');
        this.refresh();
        break;
      case 'placeholder':
        this.placeholder.textContent = this.text('placeholder');
        if (!this.control.hasAttribute('aria-label')) this.control.setAttribute('aria-placeholder', this.text('placeholder'));
        break;
      case 'placeholderClass':
        this.placeholder.className = ['wx-placeholder', ...this.scoped(this.text('placeholderClass'))].join(' ');
        break;
      case 'placeholderStyle':
        this.placeholder.setAttribute('style', toCssUnits(this.text('placeholderStyle')));
        break;
      case 'disabled':
        this.control.disabled = this.flag('disabled');
        break;
      case 'maxlength':
        if (this.number('maxlength', 140) < 0) this.control.removeAttribute('maxlength');
        else this.control.maxLength = this.number('maxlength', 140);
        break;
      case 'focus':
        if (this.isConnected && this.flag('focus')) this.control.focus();
        else if (this.isConnected && document.activeElement === this.control) this.control.blur();
        break;
      case 'confirmType':
        this.control.enterKeyHint = ({ return: 'enter' } as Record<string, string>)[this.text('confirmType')] ?? this.text('confirmType');
        break;
    }
  }
}

const inputModes: Record<string, string> = { number: 'numeric', digit: 'decimal', idcard: 'text' };

export class InputElement extends TextFieldElement<HTMLInputElement> {
  protected readonly control = document.createElement('input');

  protected override changed(key: string): void {
    if (key === 'type' || key === 'password') {
      this.control.type = this.flag('password') || this.text('type') === 'safe-password' ? 'password' : 'text';
      this.control.inputMode = inputModes[this.text('type')] ?? 'text';
    } else {
      super.changed(key);
    }
  }

  protected override keyPressed(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.isComposing) return;
    this.emit('confirm', { value: this.control.value });
    if (!this.flag('confirmHold')) this.control.blur();
  }
}

export class TextareaElement extends TextFieldElement<HTMLTextAreaElement> {
  protected readonly control = document.createElement('textarea');
  private lines = 0;

  protected override changed(key: string): void {
    super.changed(key);
    if (key === 'autoHeight') this.refresh();
  }

  protected override refresh(): void {
    super.refresh();
    if (!this.isConnected) return;
    const { control } = this;
    if (this.flag('autoHeight')) {
      this.toggleAttribute('auto-height', true);
      control.style.height = 'auto';
      control.style.height = `${control.scrollHeight}px`;
    }
    const lineHeight = parseFloat(getComputedStyle(control).lineHeight) || 20;
    const lines = Math.max(1, Math.round(control.scrollHeight / lineHeight));
    if (lines !== this.lines) this.emit('linechange', { height: control.scrollHeight, heightRpx: (control.scrollHeight * 750) / innerWidth, lineCount: lines });
    this.lines = lines;
  }

  protected override keyPressed(event: KeyboardEvent): void {
    const confirms = ['send', 'search', 'next', 'go', 'done'].includes(this.text('confirmType'));
    if (event.key !== 'Enter' || event.isComposing || !confirms || event.shiftKey) return;
    event.preventDefault();
    this.emit('confirm', { value: this.control.value });
    if (!this.flag('confirmHold')) this.control.blur();
  }
}
