import { WxElement } from '../runtime/elements/element';
import { boxOf } from '../runtime/nodes';
import type { Component, Host, Node } from '../runtime/host';
import { controlFunctions, translation } from './controls';
import { attributesOf, Mirror, tagOf } from './mirror';
import { readPath, type Params } from './values';
import { tap, touch, type TouchPoint } from './touch';

/** Keeps the ids by which a client speaks of nodes. */
export class Handles {
  private readonly nodes = new Map<string, Node>();
  private readonly ids = new WeakMap<Node, string>();

  describe(node: Node): { elementId: string; tagName: string; nodeId?: string } {
    const elementId = this.ids.get(node) ?? `e${this.nodes.size + 1}`;
    this.ids.set(node, elementId);
    this.nodes.set(elementId, node);
    return { elementId, tagName: tagOf(node), ...(node.asGeneralComponent() ? { nodeId: elementId } : {}) };
  }

  find(elementId: unknown): Node {
    const node = this.nodes.get(String(elementId));
    if (!node) {
      throw new Error(`no element has the id ${String(elementId)}`);
    }
    return node;
  }
}

/** What the framework's callers have in common; its own type depends on each definition. */
type Instance = Record<string, unknown> & { setData(data: unknown): void };
type Method = (node: Node, params: Params) => unknown;

const text = (value: unknown) => String(value ?? '');
const names = (params: Params): string[] => (Array.isArray(params['names']) ? params['names'].map(String) : []);

function component(node: Node): Component {
  const found = node.asGeneralComponent();
  if (!found) {
    throw new Error(`<${tagOf(node)}> is no custom component`);
  }
  return found;
}

/** Page and component instances alike: the object that is `this` in their methods. */
export function callMethod(instance: Record<string, unknown>, method: string, args: unknown[]): unknown {
  const run = instance[method];
  if (typeof run !== 'function') {
    throw new Error(`${method} is not a method`);
  }
  return run.apply(instance, args);
}

/** All `Element.*` calls of the protocol. */
export function elementMethods(host: Host, handles: Handles): Record<string, Method> {
  const domOf = (node: Node): HTMLElement => {
    const element = host.elementOf(node);
    if (!element?.isConnected) {
      throw new Error(`<${tagOf(node)}> is not on the page any more`);
    }
    return element;
  };
  const select = (node: Node, selector: string) => {
    const inside = node.asGeneralComponent();
    return inside ? Mirror.ofComponent(inside).select(selector) : Mirror.around(node).select(selector, node);
  };
  function properties(node: Node): Record<string, unknown> {
    const inside = node.asGeneralComponent();
    if (inside) {
      const listed = inside.getComponentDefinition().behavior.listProperties();
      return Object.fromEntries(listed.map((name) => [name, inside.data[name]]));
    }
    const element = domOf(node);
    if (!(element instanceof WxElement)) {
      return {};
    }
    const known = Object.fromEntries([...(element.constructor as typeof WxElement).attributes].map((name) => [name, element.props[name]]));
    return { ...known, ...element.props, ...translation(element), ...('formValue' in element ? { value: element.formValue } : {}) };
  }
  const moves = (type: 'touchstart' | 'touchmove' | 'touchend'): Method => (node, params) =>
    touch(domOf(node), type, params as { touches?: TouchPoint[]; changeTouches?: TouchPoint[] });

  return {
    getElement: (node, { selector }) => {
      const [found] = select(node, text(selector));
      if (!found) {
        throw new Error(`no such element: ${text(selector)}`);
      }
      return handles.describe(found);
    },
    getElements: (node, { selector }) => ({ elements: select(node, text(selector)).map((found) => handles.describe(found)) }),
    getOffset: (node) => {
      const { left, top } = boxOf(domOf(node));
      const scroller = domOf(node).closest('.page-scroll');
      return { left: left + (scroller?.scrollLeft ?? 0), top: top + (scroller?.scrollTop ?? 0) };
    },
    getDOMProperties: (node, params) => ({ properties: names(params).map((name) => readPath(domOf(node), name)) }),
    getProperties: (node, params) => {
      const values = properties(node);
      const open = Object.fromEntries(Object.keys(values).map((name) => [name, true]));
      return { properties: names(params).map((name) => (name === '__propPublic' ? open : (values[name] ?? null))) };
    },
    getAttributes: (node, params) => {
      const attributes = attributesOf(node);
      return { attributes: names(params).map((name) => attributes.get(name) ?? host.elementOf(node)?.getAttribute(name) ?? null) };
    },
    getStyles: (node, params) => {
      const style = getComputedStyle(domOf(node));
      return { styles: names(params).map((name) => style.getPropertyValue(name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`))) };
    },
    getWXML: (node, { type }) => ({ wxml: Mirror.text(node, type === 'outer' ? 'outer' : 'inner') }),
    tap: (node) => tap(domOf(node)),
    triggerEvent: (node, { type, detail }) => host.trigger(node, text(type), detail ?? {}, { bubbles: false }),
    touchstart: moves('touchstart'),
    touchmove: moves('touchmove'),
    touchend: moves('touchend'),
    dispatchEvent: (node, { eventName, detail, touches, changeTouches }) =>
      host.trigger(node, text(eventName), detail ?? {}, { extra: { touches: touches ?? [], changedTouches: changeTouches ?? [] } }),
    callFunction: (node, { functionName, args }) => {
      const run = controlFunctions[text(functionName)];
      if (!run) {
        throw new Error(`${text(functionName)} is not supported by the local phone`);
      }
      return { result: run(domOf(node), ...(Array.isArray(args) ? args : [])) };
    },
    getData: (node, { path }) => ({ data: readPath(component(node).data, path === undefined ? '' : text(path)) }),
    setData: (node, { data }) => (component(node).getMethodCaller() as unknown as Instance).setData(data),
    callMethod: async (node, { method, args }) => {
      const instance = component(node).getMethodCaller() as unknown as Instance;
      return { result: await callMethod(instance, text(method), Array.isArray(args) ? args : []) };
    },
  };
}
