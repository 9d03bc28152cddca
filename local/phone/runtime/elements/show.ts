import { toCssUnits } from '../units';
import { WxElement } from './element';

const ring = '<circle cx="12" cy="12" r="11"/>';
const marks: Record<string, { colour: string; svg: string }> = {
  success: { colour: '#07c160', svg: `${ring}<path d="M6.5 12.5l3.8 3.8 7.4-8" class="line"/>` },
  success_no_circle: { colour: '#07c160', svg: '<path d="M3 12.5l6 6L21 6" class="stroke"/>' },
  info: { colour: '#10aeff', svg: `${ring}<path d="M12 10.5v7M12 6.5v1.5" class="line"/>` },
  warn: { colour: '#f43530', svg: `${ring}<path d="M12 6v7.5M12 16.2v1.6" class="line"/>` },
  waiting: { colour: '#10aeff', svg: `${ring}<path d="M12 5.5V12l4.5 3" class="line"/>` },
  cancel: { colour: '#f43530', svg: `${ring}<path d="M8 8l8 8M16 8l-8 8" class="line"/>` },
  clear: { colour: '#b2b2b2', svg: `${ring}<path d="M8 8l8 8M16 8l-8 8" class="line"/>` },
  download: { colour: '#07c160', svg: `${ring}<path d="M12 6v8M8.5 11l3.5 3.5 3.5-3.5M8 17.5h8" class="line"/>` },
  search: { colour: '#b2b2b2', svg: '<circle cx="10.5" cy="10.5" r="7" class="stroke"/><path d="M16 16l5.5 5.5" class="stroke"/>' },
};

export class IconElement extends WxElement {
  protected override changed(): void {
    const mark = marks[this.text('type')];
    if (mark === undefined) return;
    const size = this.text('size', '23');
    const box = toCssUnits(/^\d+$/.test(size) ? `${size}px` : size);
    const colour = this.text('color', mark.colour);
    this.innerHTML = `<svg viewBox="0 0 24 24" aria-hidden="true">${mark.svg}</svg>`;
    Object.assign(this.style, { width: box, height: box, color: colour });
  }
}

export class ProgressElement extends WxElement {
  private readonly bar = document.createElement('div');
  private readonly fill = document.createElement('div');
  private readonly info = document.createElement('span');

  connectedCallback(): void {
    if (this.bar.parentNode === this) return;
    this.bar.className = 'wx-progress-bar';
    this.fill.className = 'wx-progress-fill';
    this.setAttribute('role', 'progressbar');
    this.bar.append(this.fill);
    this.append(this.bar);
    this.changed();
  }

  protected override changed(): void {
    const percent = Math.min(100, Math.max(0, this.number('percent')));
    this.setAttribute('aria-valuenow', String(percent));
    Object.assign(this.bar.style, { height: `${this.number('strokeWidth', 6)}px`, backgroundColor: this.text('backgroundColor', '#EBEBEB'), borderRadius: `${this.number('borderRadius')}px` });
    Object.assign(this.fill.style, {
      width: `${percent}%`, backgroundColor: this.text('activeColor', this.text('color', '#09BB07')), borderRadius: `${this.number('borderRadius')}px`,
      transition: this.flag('active') ? `width ${this.number('duration', 30) * percent}ms linear` : '',
    });
    this.info.textContent = `${percent}%`;
    if (this.flag('showInfo')) this.append(this.info);
    else this.info.remove();
  }
}

interface RichNode {
  type?: string;
  name?: string;
  text?: string;
  attrs?: Record<string, unknown>;
  children?: RichNode[];
}

const richTags = new Set(('a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del div dl dt em fieldset font footer h1 h2 h3 h4 h5 h6 ' +
  'header hr i img ins label legend li mark nav ol p pre q rt ruby s section small span strong sub sup table tbody td tfoot th thead tr tt u ul').split(' '));
const richAttributes = new Set(['class', 'style', 'src', 'alt', 'width', 'height', 'colspan', 'rowspan', 'start', 'type', 'span', 'dir', 'align', 'valign']);

/** `<rich-text>`: trusted tags and attributes only, as in WeChat; scripts and handlers cannot get in. */
export class RichTextElement extends WxElement {
  protected override changed(key: string): void {
    if (key !== 'nodes') return;
    const nodes = this.props['nodes'];
    if (typeof nodes === 'string') {
      const parsed = new DOMParser().parseFromString(nodes, 'text/html').body;
      this.replaceChildren(...[...parsed.childNodes].flatMap((node) => this.copy(node)));
    } else {
      this.replaceChildren(...(Array.isArray(nodes) ? (nodes as RichNode[]).flatMap((node) => this.make(node)) : []));
    }
  }

  private copy(node: ChildNode): globalThis.Node[] {
    if (node instanceof Text) return [document.createTextNode(node.data)];
    if (!(node instanceof Element) || !richTags.has(node.localName)) return [];
    const attrs = Object.fromEntries([...node.attributes].map(({ name, value }) => [name, value]));
    return [this.element(node.localName, attrs, [...node.childNodes].flatMap((child) => this.copy(child)))];
  }

  private make(node: RichNode): globalThis.Node[] {
    if (node.type === 'text') return [document.createTextNode(node.text ?? '')];
    const name = (node.name ?? '').toLowerCase();
    return richTags.has(name) ? [this.element(name, node.attrs ?? {}, (node.children ?? []).flatMap((child) => this.make(child)))] : [];
  }

  private element(name: string, attrs: Record<string, unknown>, children: globalThis.Node[]): HTMLElement {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attrs)) {
      if (!richAttributes.has(key) || (key === 'src' && !/^(https?:|data:image\/|\/)/.test(String(value)))) continue;
      if (key === 'class') element.classList.add(...this.scoped(String(value)));
      else element.setAttribute(key, key === 'style' ? toCssUnits(String(value)) : String(value));
    }
    element.append(...children);
    return element;
  }
}
