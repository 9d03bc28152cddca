import * as glassEasel from 'glass-easel';
import { DragScroll } from './drag-scroll';
import type { Node } from './host';
import { elementOf, nodeOf, viewportOf } from './nodes';
import { startHover } from './hover';

const longPressMs = 350;
const tapSlop = 10;
const clickWaitMs = 400;

interface Touch {
  identifier: number;
  pageX: number;
  pageY: number;
  clientX: number;
  clientY: number;
  force: number;
}

interface Pressed {
  target: Element;
  x: number;
  y: number;
  isMoved: boolean;
  isLong: boolean;
  /** Where the mouse was last, while it scrolls. */
  dragged: { x: number; y: number } | undefined;
  /** When the finger came, by the browser's clock of events. */
  at: number;
  long: () => void;
  timer: ReturnType<typeof setTimeout> | undefined;
  endHover: (() => void) | undefined;
}

let pressed: Pressed | undefined;
let lastTouch = 0;
const dragScroll = new DragScroll();

/** Fires at a node as a built-in would; answers true when a listener took the default away (`catchtouchmove`). */
export function trigger(node: Node, type: string, detail: unknown, options: { bubbles?: boolean; extra?: Record<string, unknown>; original?: Event } = {}): boolean {
  const bubbles = options.bubbles ?? true;
  const event = new glassEasel.Event(type, detail, { bubbles, composed: bubbles, capturePhase: true, originalEvent: options.original, extraFields: options.extra ?? {} });
  glassEasel.Event.dispatchEvent(node, event);
  return event.defaultPrevented();
}

function touchOf(source: { clientX: number; clientY: number; identifier?: number; force?: number }, target: Element): Touch {
  const origin = viewportOf(target);
  const scroll = target.closest('.page-scroll')?.scrollTop ?? 0;
  const clientX = source.clientX - origin.left;
  const clientY = source.clientY - origin.top;
  return { identifier: source.identifier ?? 0, pageX: clientX, pageY: clientY + scroll, clientX, clientY, force: source.force ?? 1 };
}

type Points = { touches: Touch[]; changedTouches: Touch[] };

function pointsOf(event: TouchEvent | MouseEvent, target: Element): Points {
  if ('changedTouches' in event) {
    const list = (touches: TouchList): Touch[] => [...touches].map((touch) => touchOf(touch, target));
    return { touches: list(event.touches), changedTouches: list(event.changedTouches) };
  }
  const touch = touchOf(event, target);
  return { touches: event.type === 'mouseup' ? [] : [touch], changedTouches: [touch] };
}

/** Answers whether a listener caught it for good. */
function forward(type: string, event: TouchEvent | MouseEvent, target: Element): boolean {
  const node = nodeOf(target);
  if (node === undefined) return false;
  const points = pointsOf(event, target);
  const [first] = points.changedTouches;
  const wasPrevented = trigger(node, type, { x: first?.pageX ?? 0, y: first?.pageY ?? 0 }, { extra: { ...points }, original: event });
  // Only a caught touchmove may stop the page from scrolling; a caught tap must not stop a control from working.
  if (wasPrevented && type === 'touchmove' && event.cancelable) event.preventDefault();
  return wasPrevented;
}

function press(event: TouchEvent | MouseEvent, x: number, y: number): void {
  const target = event.target as Element;
  release();
  pressed = {
    target, x, y, isMoved: false, isLong: false, dragged: undefined,
    endHover: startHover(target),
    at: event.timeStamp,
    long: () => {
      if (pressed === undefined || pressed.isMoved) return;
      pressed.isLong = hasListener(target, ['longpress', 'longtap']);
      forward('longpress', event, target);
      forward('longtap', event, target);
    },
    timer: undefined,
  };
  pressed.timer = setTimeout(settleLong, longPressMs);
  forward('touchstart', event, target);
}

/** Once, whether the timer or the end of the touch finds first that it was long. */
function settleLong(): void {
  const { timer, long } = pressed ?? {};
  if (pressed === undefined || timer === undefined) return;
  clearTimeout(timer);
  pressed.timer = undefined;
  long?.();
}

/** After a long press that somebody listens to, there is no tap. */
function hasListener(target: Element, types: string[]): boolean {
  for (let at: Element | null = target; at !== null; at = at.parentElement) {
    const listeners = (at as { __wxElement?: { _$eventTarget?: { listeners: Record<string, unknown> } } }).__wxElement?._$eventTarget?.listeners;
    if (listeners !== undefined && types.some((type) => type in listeners)) return true;
  }
  return false;
}

function move(event: TouchEvent | MouseEvent, x: number, y: number): void {
  if (pressed === undefined) return;
  if (!pressed.isMoved && Math.hypot(x - pressed.x, y - pressed.y) > tapSlop) {
    pressed.isMoved = true;
    clearTimeout(pressed.timer);
    pressed.endHover?.();
    pressed.endHover = undefined;
  }
  const isCaught = forward('touchmove', event, pressed.target);
  if (!isCaught && pressed.isMoved && event instanceof MouseEvent) {
    if (pressed.dragged === undefined) dragScroll.begin(pressed.target, x - pressed.x, y - pressed.y);
    else dragScroll.move(x - pressed.dragged.x, y - pressed.dragged.y);
    pressed.dragged = { x, y };
  }
}

function end(type: 'touchend' | 'touchcancel', event: TouchEvent | MouseEvent): void {
  if (pressed === undefined) return;
  // On a busy machine the end can be told before the timer: what counts is how long the finger was there.
  if (event.timeStamp - pressed.at >= longPressMs) settleLong();
  forward(type, event, pressed.target);
  if (pressed.dragged !== undefined) dragScroll.end();
  pressed.dragged = undefined;
  clearTimeout(pressed.timer);
  pressed.endHover?.();
  pressed.endHover = undefined;
  const ended = pressed;
  if (type === 'touchcancel') release();
  // Where no click follows, nothing of this press may count against the next key press.
  else setTimeout(() => pressed === ended && release(), clickWaitMs);
}

function release(): void {
  if (pressed !== undefined) clearTimeout(pressed.timer);
  pressed?.endHover?.();
  pressed = undefined;
}

/** Browsers repeat a touch as mouse events; Chrome says so, others are told by time. */
function repeatsTouch(event: MouseEvent & { sourceCapabilities?: { firesTouchEvents: boolean } | null }): boolean {
  return event.sourceCapabilities === undefined ? Date.now() - lastTouch < 1000 : event.sourceCapabilities?.firesTouchEvents === true;
}

/** Takes every gesture inside `root` to the WXML tree. Touch and mouse both become touches; `tap` comes from the browser's click. */
export function forwardGestures(root: HTMLElement): void {
  const touch = (handler: (event: TouchEvent) => void) => (event: TouchEvent) => {
    lastTouch = Date.now();
    handler(event);
  };
  const mouse = (handler: (event: MouseEvent) => unknown) => (event: MouseEvent) => {
    if (!repeatsTouch(event) && event.button === 0) handler(event);
  };
  const active = { capture: true, passive: false };
  const at = (event: TouchEvent): { clientX: number; clientY: number } => event.changedTouches[0] ?? { clientX: 0, clientY: 0 };
  root.addEventListener('touchstart', touch((event) => press(event, at(event).clientX, at(event).clientY)), active);
  root.addEventListener('touchmove', touch((event) => move(event, at(event).clientX, at(event).clientY)), active);
  root.addEventListener('touchend', touch((event) => end('touchend', event)), active);
  root.addEventListener('touchcancel', touch((event) => end('touchcancel', event)), active);
  root.addEventListener('mousedown', mouse((event) => press(event, event.clientX, event.clientY)), active);
  document.addEventListener('mousemove', mouse((event) => event.buttons === 1 && move(event, event.clientX, event.clientY)), active);
  document.addEventListener('mouseup', mouse((event) => end('touchend', event)), active);
  root.addEventListener('click', (event) => {
    const isDrag = pressed !== undefined && (pressed.isMoved || pressed.isLong);
    release();
    if (isDrag || !(event.target instanceof Element)) return;
    forward('tap', event, event.target);
  });
  for (const type of ['transitionend', 'animationstart', 'animationiteration', 'animationend'] as const) {
    root.addEventListener(type, (event) => {
      const node = nodeOf(event.target as Element);
      if (node !== undefined && event.target === elementOf(node)) trigger(node, type, { elapsedTime: event.elapsedTime }, { original: event });
    });
  }
}

interface Described {
  id: string;
  dataset: Record<string, unknown>;
  offsetLeft: number;
  offsetTop: number;
}

/** What `event.target` and `event.currentTarget` hold in WeChat. The node itself stays reachable for WXS, unseen by JSON. */
function describe(caller: unknown): Described {
  const node = ((caller as { _$?: Node })._$ ?? caller) as Node;
  const element = node.$$ as unknown;
  const { offsetLeft = 0, offsetTop = 0 } = element instanceof HTMLElement ? element : {};
  const described = { id: node.id, dataset: { ...node.dataset }, offsetLeft, offsetTop };
  Object.defineProperty(described, 'node', { value: node, enumerable: false });
  return described;
}

/** Listeners get WeChat's event object instead of the framework's. */
export function shapeEvents(): void {
  const prototype = glassEasel.Event.prototype as unknown as { wrapShadowedEvent(target: unknown, mark: unknown, currentTarget: unknown): unknown };
  prototype.wrapShadowedEvent = function (this: glassEasel.Event<unknown>, target, mark, currentTarget) {
    return Object.assign(Object.create(this) as object, {
      type: this.type,
      timeStamp: Math.round(performance.now()),
      detail: this.detail ?? {},
      target: describe(target),
      currentTarget: describe(currentTarget),
      mark: mark ?? {},
      mut: false,
      _userTap: this.type === 'tap',
      ...this.extraFields,
    });
  };
}
