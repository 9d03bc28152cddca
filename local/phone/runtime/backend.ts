import * as glassEasel from 'glass-easel';
import { builtInTags } from './elements/tags';
import { WxElement } from './elements/element';
import { currentTheme } from './theme';
import { toCssUnits } from './units';

type DomElement = glassEasel.domlikeBackend.Element;

/**
 * glass-easel drawing into this document: WXML tags become `wx-*` elements, attributes arrive with their real values,
 * and no DOM event is taken from here (events.ts forwards each one explicitly).
 */
export class PhoneBackend extends glassEasel.CurrentWindowBackendContext {
  override document = {
    createElement: (tag: string) => createElement(tag) as unknown as DomElement,
    createTextNode: (text: string) => document.createTextNode(text) as unknown as DomElement,
    createDocumentFragment: () => document.createDocumentFragment() as unknown as DomElement,
  };

  override onEvent(): void {}

  override setListenerStats(): void {}

  override setModelBindingStat(element: DomElement, name: string, listener: ((value: unknown) => void) | null): void {
    const target = element as unknown;
    if (target instanceof WxElement) target.bindModel(name, listener);
  }

  /** A tag that is neither a built-in nor a component says so, on the screen too. */
  override associateValue(element: DomElement, node: glassEasel.Element): void {
    super.associateValue(element, node);
    if (!glassEasel.NativeNode.isNativeNode(node) || builtInTags.has(node.is)) return;
    console.warn(`<${node.is}> is not supported here: neither a built-in of the local phone nor a component in usingComponents`);
    element.setAttribute('unsupported', node.is);
  }

  override getTheme(): string {
    return currentTheme();
  }
}

function createElement(tag: string): HTMLElement {
  const isOwn = builtInTags.has(tag) || tag === 'page' || !tag.includes('-');
  const element = document.createElement(isOwn ? `wx-${tag}` : tag);
  const setAttribute = element.setAttribute.bind(element);
  // The framework writes inline styles through setAttribute; ids carry a prefix that style sheets do not know.
  element.setAttribute = (name: string, value: string) => setAttribute(name, name === 'style' ? toCssUnits(value) : value);
  Object.defineProperty(element, 'id', {
    configurable: true,
    get: () => element.getAttribute('id') ?? '',
    set(value: string) {
      setAttribute('id', value);
      setAttribute('wx-id', value.slice(value.lastIndexOf('--') + (value.includes('--') ? 2 : 0)));
    },
  });
  return element;
}

/** The framework turns attribute values into text; built-ins need them as they are. */
export function passAttributesAsTheyAre(): void {
  const original = glassEasel.NativeNode.prototype.setAttribute;
  glassEasel.NativeNode.prototype.updateAttribute = function (this: glassEasel.NativeNode, name: string, value: unknown): void {
    const element = this.$$ as unknown;
    if (element instanceof WxElement && element.receive(name, value)) {
      Object.assign(this as unknown as { _$nodeAttributes?: Record<string, unknown> }, {
        _$nodeAttributes: { ...(this as unknown as { _$nodeAttributes?: Record<string, unknown> })._$nodeAttributes, [name]: value },
      });
    } else {
      original.call(this, name, value);
    }
  };
}
