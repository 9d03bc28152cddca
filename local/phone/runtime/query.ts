import * as glassEasel from 'glass-easel';
import type { Component, Node } from './host';
import { boxOf, elementOf } from './nodes';
import { WxElement } from './elements/element';

interface Fields {
  id?: boolean;
  dataset?: boolean;
  mark?: boolean;
  rect?: boolean;
  size?: boolean;
  scrollOffset?: boolean;
  properties?: string[];
  computedStyle?: string[];
  context?: boolean;
  node?: boolean;
}

type Result = Record<string, unknown>;
type Callback = (result: unknown) => void;

interface Request {
  component: Component;
  /** null: the viewport. */
  selector: string | null;
  isSingle: boolean;
  fields: Fields;
  callback: Callback | undefined;
}

/** `wx.createSelectorQuery()` and `this.createSelectorQuery()`. */
export class SelectorQuery {
  private requests: Request[] = [];

  constructor(private component: Component) {}

  in(instance: { _$: Component }): this {
    this.component = instance._$;
    return this;
  }

  select(selector: string): NodesRef {
    return new NodesRef(this, this.component, selector, true);
  }

  selectAll(selector: string): NodesRef {
    return new NodesRef(this, this.component, selector, false);
  }

  selectViewport(): NodesRef {
    return new NodesRef(this, this.component, null, true);
  }

  add(request: Request): this {
    this.requests.push(request);
    return this;
  }

  exec(callback?: (results: unknown[]) => void): this {
    const requests = this.requests;
    setTimeout(() => {
      const results = requests.map(answer);
      requests.forEach(({ callback: own }, index) => own?.(results[index]));
      callback?.(results);
    }, 0);
    return this;
  }
}

class NodesRef {
  constructor(
    private readonly query: SelectorQuery,
    private readonly component: Component,
    private readonly selector: string | null,
    private readonly isSingle: boolean,
  ) {}

  fields(fields: Fields, callback?: Callback): SelectorQuery {
    return this.query.add({ component: this.component, selector: this.selector, isSingle: this.isSingle, fields, callback });
  }

  boundingClientRect(callback?: Callback): SelectorQuery {
    return this.fields({ id: true, dataset: true, rect: true, size: true }, callback);
  }

  scrollOffset(callback?: Callback): SelectorQuery {
    return this.fields({ id: true, dataset: true, scrollOffset: true }, callback);
  }

  context(callback?: Callback): SelectorQuery {
    return this.fields({ context: true }, callback);
  }

  node(callback?: Callback): SelectorQuery {
    return this.fields({ node: true }, callback);
  }
}

function answer({ component, selector, isSingle, fields }: Request): unknown {
  if (selector === null) return viewportResult(component, fields);
  const root = component.getShadowRoot();
  if (isSingle) {
    const node = root?.querySelector(selector) ?? null;
    return node === null ? null : nodeResult(node, fields);
  }
  return (root?.querySelectorAll(selector) ?? []).map((node) => nodeResult(node, fields));
}

function viewportResult(component: Component, fields: Fields): Result {
  const page = elementOf(component)?.closest<HTMLElement>('.page-scroll');
  const width = page?.clientWidth ?? innerWidth;
  const height = page?.clientHeight ?? innerHeight;
  return {
    ...(fields.id && { id: '' }),
    ...(fields.dataset && { dataset: {} }),
    ...(fields.rect && { left: 0, top: 0, right: width, bottom: height }),
    ...(fields.size && { width, height }),
    ...(fields.scrollOffset && scrollOf(page ?? document.documentElement)),
  };
}

const scrollOf = ({ scrollLeft, scrollTop, scrollWidth, scrollHeight }: Element): Result => ({ scrollLeft, scrollTop, scrollWidth, scrollHeight });

function nodeResult(node: Node, fields: Fields): Result {
  const element = elementOf(node);
  const { width = 0, height = 0, ...edges } = element === undefined ? { left: 0, top: 0, right: 0, bottom: 0 } : boxOf(element);
  const style = element === undefined ? undefined : getComputedStyle(element);
  const builtIn = element instanceof WxElement ? element : undefined;
  return {
    ...(fields.id && { id: node.id }),
    ...(fields.dataset && { dataset: { ...node.dataset } }),
    ...(fields.mark && { mark: node.collectMarks() }),
    ...(fields.rect && edges),
    ...(fields.size && { width, height }),
    ...(fields.scrollOffset && element !== undefined && scrollOf(builtIn?.scroller ?? element)),
    ...Object.fromEntries((fields.properties ?? []).map((name) => [name, propertyOf(node, builtIn, name)])),
    ...Object.fromEntries((fields.computedStyle ?? []).map((name) => [name, style?.getPropertyValue(name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`))])),
    ...(fields.context && { context: builtIn?.context() }),
    ...(fields.node && { node: builtIn?.context() ?? null }),
  };
}

function propertyOf(node: Node, builtIn: WxElement | undefined, name: string): unknown {
  if (glassEasel.Component.isComponent(node)) return (node.data as Result)[name];
  return builtIn?.props[name];
}
