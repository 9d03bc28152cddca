import * as glassEasel from 'glass-easel';
import type { Node } from '../host';

/** A value as WXML hands it over: text, number, boolean, array or object. */
export type Value = unknown;

const camel = (name: string): string => name.replace(/-([a-z])/g, (_match, letter: string) => letter.toUpperCase());

/** Attributes that mean the same on every built-in. */
const common = new Set(['hidden', 'hoverClass', 'hoverStopPropagation', 'hoverStartTime', 'hoverStayTime', 'animation', 'slot', 'title', 'userSelect', 'selectable', 'enableNative', 'nativeView']);
const warned = new Set<string>();

/**
 * A built-in component as an element of the document. Subclasses name their attributes in table.ts and react in `changed`.
 */
export class WxElement extends HTMLElement {
  /** Attribute values by camel-case name. */
  readonly props: Record<string, Value> = {};
  __wxElement?: Node;
  private readonly models = new Map<string, (value: unknown) => void>();

  /** The attributes of this tag; filled from table.ts. */
  static attributes: ReadonlySet<string> = new Set();

  /** Takes an attribute from the template; false: leave it to the document (aria-*, role …). */
  receive(name: string, value: Value): boolean {
    if (name === 'aria-role' || name === 'role') {
      this.labelled.setAttribute('role', String(value));
      return true;
    }
    if (name.startsWith('aria-') || name === 'tabindex') {
      if (value === undefined || value === null || value === '') this.labelled.removeAttribute(name);
      else this.labelled.setAttribute(name, String(value));
      return true;
    }
    const key = camel(name);
    const known = (this.constructor as typeof WxElement).attributes;
    if (!known.has(key) && !common.has(key)) {
      const message = `<${this.localName.slice(3)}> does not support the attribute "${name}" here`;
      if (known.size > 1 && !warned.has(message)) console.warn(message);
      warned.add(message);
      return false;
    }
    this.props[key] = value;
    if (key === 'hidden') this.toggleAttribute('hidden', this.flag('hidden'));
    else this.changed(key);
    return true;
  }

  /** The element that carries role, label and focus. */
  protected get labelled(): HTMLElement {
    return this;
  }

  /** Where this element scrolls, if not itself. */
  get scroller(): HTMLElement {
    return this;
  }

  /** Answers `fields({node, context})`. */
  context(): unknown {
    return null;
  }

  /** An attribute got a new value. */
  protected changed(_key: string): void {}

  text(key: string, otherwise = ''): string {
    const value = this.props[key];
    return value === undefined || value === null ? otherwise : String(value);
  }

  number(key: string, otherwise = 0): number {
    const value = this.props[key];
    const number = value === undefined || value === null || value === '' ? NaN : Number(value);
    return Number.isNaN(number) ? otherwise : number;
  }

  flag(key: string, otherwise = false): boolean {
    const value = this.props[key];
    return value === undefined ? otherwise : value === 'false' ? false : Boolean(value);
  }

  /** Fires an event of this built-in at its node. Only gestures bubble; what a control reports does not. */
  emit(type: string, detail: unknown = {}, options: { bubbles?: boolean } = {}): void {
    if (this.__wxElement === undefined) return;
    glassEasel.triggerEvent(this.__wxElement, type, detail, { bubbles: options.bubbles ?? false, composed: options.bubbles ?? false, capturePhase: true });
  }

  bindModel(name: string, listener: ((value: unknown) => void) | null): void {
    if (listener === null) this.models.delete(camel(name));
    else this.models.set(camel(name), listener);
  }

  /** Writes a value back for `model:` bindings and remembers it. */
  protected report(key: string, value: unknown): void {
    this.props[key] = value;
    this.models.get(key)?.(value);
  }

  /** The class names that a WXML class attribute gets in the scope of the template that holds this element. */
  scoped(names: string): string[] {
    const host = this.__wxElement?.ownerShadowRoot?.getHostNode();
    const { styleScope, extraStyleScope } = host?.getComponentOptions() ?? {};
    const space = host?.getRootBehavior().ownerSpace;
    return names.split(/\s+/).filter(Boolean).flatMap((name) => [styleScope, extraStyleScope].flatMap((scope) => {
      if (scope === undefined || scope === null) return [];
      const prefix = space?.styleScopeManager.queryName(scope);
      return [prefix ? `${prefix}--${name}` : name];
    }));
  }
}

/** What a form collects. */
export interface FormField {
  readonly formValue: unknown;
  resetForm(): void;
}

export const isFormField = (element: unknown): element is WxElement & FormField => element instanceof WxElement && 'formValue' in element && 'resetForm' in element;
