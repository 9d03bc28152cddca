import * as glassEasel from 'glass-easel';
import { currentHost } from '../current';
import { formField } from '../behaviors';
import { WxElement, isFormField } from './element';

/** `<text>`: decode, space and selection. */
export class TextElement extends WxElement {
  protected override changed(key: string): void {
    if (key === 'userSelect' || key === 'selectable') this.style.userSelect = this.flag(key) ? 'text' : '';
    if (key === 'maxLines') this.style.setProperty('-webkit-line-clamp', this.text('maxLines'));
    if (key === 'space') this.style.whiteSpace = this.text('space') === '' ? '' : 'pre-wrap';
  }
}

/** Something that Enter and Space press as a tap does. */
export class PressableElement extends WxElement {
  connectedCallback(): void {
    if (!this.hasAttribute('role')) this.setAttribute('role', this.defaultRole);
    if (!this.hasAttribute('tabindex')) this.setAttribute('tabindex', '0');
    this.addEventListener('keydown', this.pressByKey);
  }

  disconnectedCallback(): void {
    this.removeEventListener('keydown', this.pressByKey);
  }

  protected get defaultRole(): string {
    return 'button';
  }

  private readonly pressByKey = (event: KeyboardEvent): void => {
    if (event.target !== this || (event.key !== 'Enter' && event.key !== ' ')) return;
    event.preventDefault();
    this.click();
  };
}

const openTypeEvents: Record<string, string> = {
  getPhoneNumber: 'getphonenumber', getRealtimePhoneNumber: 'getrealtimephonenumber', getUserInfo: 'getuserinfo', openSetting: 'opensetting',
  contact: 'contact', launchApp: 'launchapp', chooseAvatar: 'chooseavatar', agreePrivacyAuthorization: 'agreeprivacyauthorization', feedback: '',
};

export class ButtonElement extends PressableElement {
  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('click', this.press);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener('click', this.press);
  }

  protected override changed(key: string): void {
    if (key === 'type' || key === 'size') this.setAttribute(key, this.text(key));
    if (key === 'plain' || key === 'disabled' || key === 'loading') this.toggleAttribute(key, this.flag(key));
    if (key === 'disabled') this.setAttribute('aria-disabled', String(this.flag('disabled')));
  }

  private readonly press = (event: Event): void => {
    if (this.flag('disabled')) {
      event.stopImmediatePropagation();
      return;
    }
    // After the tap listeners, which hear the same click further up.
    setTimeout(() => this.act(), 0);
  };

  private act(): void {
    const formType = this.text('formType');
    const form = this.closest('wx-form');
    if (form instanceof FormElement && formType === 'submit') form.submit(this);
    if (form instanceof FormElement && formType === 'reset') form.reset();
    const type = this.text('openType');
    const host = currentHost();
    if (type === 'share') {
      host.share('button', this.__wxElement);
    } else if (type !== '' && this.__wxElement !== undefined) {
      const node = this.__wxElement;
      const answer = (event: string, detail: Record<string, unknown>): void => host.trigger(node, event || (openTypeEvents[type] ?? ''), detail, { bubbles: false });
      host.emit('openType', { type, node, answer });
    }
  }
}

/** `<form>`: collects the values of built-in fields and of components with `wx://form-field`. */
export class FormElement extends WxElement {
  submit(button: WxElement): void {
    this.emit('submit', { value: Object.fromEntries(this.fields().map(({ name, read }) => [name, read()])), target: { dataset: button.__wxElement?.dataset ?? {} } });
  }

  reset(): void {
    for (const field of this.fields()) field.reset();
    this.emit('reset');
  }

  private fields(): { name: string; read(): unknown; reset(): void }[] {
    if (this.__wxElement === undefined) return [];
    const found: { name: string; read(): unknown; reset(): void }[] = [];
    const behavior = formField();
    for (const node of new glassEasel.ElementIterator(this.__wxElement, 'composed-descendants-root-first' as never)) {
      const element: unknown = node.$$;
      if (isFormField(element) && element.text('name') !== '') {
        found.push({ name: element.text('name'), read: () => element.formValue, reset: () => element.resetForm() });
      } else if (glassEasel.Component.isComponent(node) && behavior !== undefined && node.hasBehavior((behavior as unknown as { _$: glassEasel.GeneralBehavior })._$)) {
        const data = node.data as Record<string, unknown>;
        if (typeof data['name'] === 'string' && data['name'] !== '') found.push({ name: data['name'], read: () => (node.data as Record<string, unknown>)['value'], reset: () => undefined });
      }
    }
    return found;
  }
}

const controls = 'wx-button, wx-checkbox, wx-radio, wx-switch, wx-input, wx-textarea';

/** `<label>`: a tap on it presses its control. */
export class LabelElement extends WxElement {
  connectedCallback(): void {
    this.addEventListener('click', this.pass);
  }

  disconnectedCallback(): void {
    this.removeEventListener('click', this.pass);
  }

  private readonly pass = (event: Event): void => {
    if (event.target instanceof Element && event.target.closest(controls) !== null) return;
    const wanted = this.text('for');
    const page = this.closest('wx-page') ?? document;
    const control = wanted === '' ? this.querySelector<HTMLElement>(controls) : page.querySelector<HTMLElement>(`[wx-id="${CSS.escape(wanted)}"]`);
    if (control instanceof WxElement) control.querySelector<HTMLElement>('input, textarea')?.focus();
    control?.click();
  };
}

export class NavigatorElement extends PressableElement {
  protected override get defaultRole(): string {
    return 'link';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('click', this.go);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener('click', this.go);
  }

  private readonly go = (): void => {
    const { router } = currentHost();
    const url = this.text('url');
    const type = this.text('openType', 'navigate');
    const going = type === 'redirect' ? router.redirectTo({ url })
      : type === 'switchTab' ? router.switchTab({ url })
        : type === 'reLaunch' ? router.reLaunch({ url })
          : type === 'navigateBack' ? router.navigateBack(this.number('delta', 1))
            : router.navigateTo({ url }).then(() => undefined);
    going.then(() => this.emit('success'), (error: Error) => {
      console.warn(error.message);
      this.emit('fail', { errMsg: error.message });
    });
  };
}

/** `<page-meta>`: style and font sizes of the page that holds it. */
export class PageMetaElement extends WxElement {
  connectedCallback(): void {
    this.apply();
  }

  protected override changed(): void {
    this.apply();
  }

  private apply(): void {
    const page = this.closest<HTMLElement>('wx-page');
    if (page === null) return;
    if ('pageStyle' in this.props) page.setAttribute('style', this.text('pageStyle'));
    if ('pageFontSize' in this.props) page.style.fontSize = size(this.text('pageFontSize'));
    if ('rootBackgroundColor' in this.props) page.closest<HTMLElement>('.page-frame')?.style.setProperty('background-color', this.text('rootBackgroundColor'));
    if ('rootFontSize' in this.props) {
      page.dataset['rootFontSize'] = size(this.text('rootFontSize'));
      document.documentElement.style.fontSize = size(this.text('rootFontSize'));
    }
  }
}

const size = (value: string): string => (value === 'system' ? `${currentHost().settings().fontSize}px` : /^\d+(\.\d+)?$/.test(value) ? `${value}px` : value);
