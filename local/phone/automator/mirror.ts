import * as glassEasel from 'glass-easel';
import type { Component, Node } from '../runtime/host';

type AnyNode = glassEasel.Node;

const dashed = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const asText = (value: unknown): string => (typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? ''));
const asComponent = (node: AnyNode): Component | null => (glassEasel.Element.isElement(node) ? node.asGeneralComponent() : null);

/** The tag as WXML writes it. */
export function tagOf(node: Node): string {
  return node.asGeneralComponent()?.tagName ?? node.asNativeNode()?.is ?? '';
}

/** The attributes as WXML writes them, values as text; `class` and `id` without any prefix. */
export function attributesOf(node: Node): Map<string, string> {
  const attributes = new Map<string, string>();
  if (node.id !== '') {
    attributes.set('id', node.id);
  }
  if (node.class !== '') {
    attributes.set('class', node.class);
  }
  if (node.style !== '') {
    attributes.set('style', node.style);
  }
  for (const { name, value } of node.attributes) {
    attributes.set(name, asText(value));
  }
  for (const [name, value] of Object.entries(node.dataset)) {
    attributes.set(`data-${dashed(name)}`, asText(value));
  }
  const component = node.asGeneralComponent();
  for (const name of component?.getComponentDefinition().behavior.listProperties() ?? []) {
    const value: unknown = component?.data[name];
    if (['string', 'number', 'boolean'].includes(typeof value) && !attributes.has(dashed(name))) {
      attributes.set(dashed(name), String(value));
    }
  }
  return attributes;
}

/**
 * A plain XML document with the shape of a piece of WXML, so that the browser's own CSS selectors and XPath can search it.
 * As in WeChat a search sees one component's template: what is inside other components is theirs.
 */
export class Mirror {
  private readonly document = document.implementation.createDocument(null, 'wxml');
  private readonly nodes = new Map<Element, Node>();
  private readonly elements = new Map<Node, Element>();

  /** @param deep also goes into components (for showing, not for searching) */
  constructor(private readonly deep = false) {}

  /** Everything that can be found from a page or inside a component: its template, then what was put into its slots. */
  static ofComponent(component: Component): Mirror {
    const mirror = new Mirror();
    const root = component.getShadowRoot();
    if (root) {
      mirror.addAll(root.childNodes, mirror.root);
    }
    mirror.addAll(component.childNodes, mirror.root);
    return mirror;
  }

  /** The whole template around a node. */
  static around(node: Node): Mirror {
    const mirror = new Mirror();
    mirror.addAll(node.ownerShadowRoot?.childNodes ?? [node], mirror.root);
    return mirror;
  }

  /** A node with all below it, components opened, as text. */
  static text(node: Node, part: 'inner' | 'outer'): string {
    const mirror = new Mirror(true);
    mirror.addAll([node], mirror.root);
    const shown = part === 'outer' ? mirror.root : (mirror.elements.get(node) ?? mirror.root);
    return [...shown.childNodes].map((child) => new XMLSerializer().serializeToString(child)).join('');
  }

  get root(): Element {
    return this.document.documentElement;
  }

  /** All nodes that match, in document order; below `from` when given. */
  select(selector: string, from?: Node): Node[] {
    const start = (from && this.elements.get(from)) ?? this.root;
    return [...start.querySelectorAll(selector)].flatMap((element) => this.nodes.get(element) ?? []);
  }

  xpath(path: string): Node[] {
    const found = this.document.evaluate(path, this.root, null, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE, null);
    return Array.from({ length: found.snapshotLength }, (_, index) => found.snapshotItem(index)).flatMap((item) =>
      item instanceof Element ? (this.nodes.get(item) ?? []) : [],
    );
  }

  private addAll(nodes: readonly AnyNode[], parent: Element): void {
    nodes.forEach((node) => this.add(node, parent));
  }

  private add(node: AnyNode, parent: Element): void {
    if (!glassEasel.Element.isElement(node)) {
      parent.append(node.textContent);
      return;
    }
    // Blocks, conditions, loops and slots have no element in WXML.
    if (node.asVirtualNode()) {
      this.addAll(this.deep ? node.getComposedChildren() : node.childNodes, parent);
      return;
    }
    const element = this.document.createElement(tagOf(node));
    for (const [name, value] of attributesOf(node)) {
      if (/^[A-Za-z_][\w.-]*$/.test(name)) {
        element.setAttribute(name, value);
      }
    }
    this.nodes.set(element, node);
    this.elements.set(node, element);
    parent.append(element);
    const opened = this.deep ? asComponent(node)?.getShadowRoot() : undefined;
    this.addAll(this.deep ? (opened ?? node).getComposedChildren() : node.childNodes, element);
  }
}
