import type { Host, PageEntry } from '../runtime/host';
import { appMethods } from './app-methods';
import { callMethod, elementMethods, Handles } from './element-methods';
import { Mirror } from './mirror';
import { readPath, sendable, type Params } from './values';

const reconnectMs = 500;
const replacedCode = 4001;

/** Answers miniprogram-automator for this phone: connects to the relay of the development server and keeps connected. */
export function startAutomation(host: Host): void {
  const handles = new Handles();
  const elements = elementMethods(host, handles);
  let socket: WebSocket | undefined;
  const send = (message: object) => socket?.readyState === WebSocket.OPEN && socket.send(JSON.stringify(message));
  const emit = (method: string, params: Params) => void send({ method, params });
  const app = appMethods(emit);

  const entryOf = (id: unknown): PageEntry => {
    const found = host.pages().find((page) => page.id === Number(id));
    if (!found) {
      throw new Error(`page ${String(id)} is not on the stack`);
    }
    return found;
  };
  const describePage = ({ id, path, query }: PageEntry) => ({ pageId: id, path, query });
  const found = (nodes: ReturnType<Mirror['select']>, selector: unknown) => {
    const [first] = nodes;
    if (!first) {
      throw new Error(`no such element: ${String(selector)}`);
    }
    return handles.describe(first);
  };
  const search = (page: PageEntry, selector: unknown) => Mirror.ofComponent(page.component).select(String(selector));
  const xpath = (page: PageEntry, selector: unknown) => Mirror.ofComponent(page.component).xpath(String(selector));

  const pages: Record<string, (page: PageEntry, params: Params) => unknown> = {
    getElement: (page, { selector }) => found(search(page, selector), selector),
    getElements: (page, { selector }) => ({ elements: search(page, selector).map((node) => handles.describe(node)) }),
    getElementByXpath: (page, { selector }) => found(xpath(page, selector), selector),
    getElementsByXpath: (page, { selector }) => ({ elements: xpath(page, selector).map((node) => handles.describe(node)) }),
    getData: (page, { path }) => ({ data: readPath(page.instance.data, String(path ?? '')) }),
    setData: (page, { data }) => page.instance.setData(data as Record<string, unknown>),
    callMethod: async (page, { method, args }) => ({ result: await callMethod(page.instance, String(method), Array.isArray(args) ? args : []) }),
    getWindowProperties: (page, { names }) => ({
      properties: (Array.isArray(names) ? names : []).map((name) => readPath({ document: { documentElement: page.element, body: page.element } }, String(name)) ?? readPath(window, String(name))),
    }),
  };

  function answer(method: string, params: Params): unknown {
    const [room = '', name = ''] = method.split('.');
    if (method === 'App.getCurrentPage') {
      const page = host.currentPage();
      return page && describePage(page);
    }
    if (method === 'App.getPageStack') {
      return { pageStack: host.pages().map(describePage) };
    }
    if (method === 'Tool.native') {
      return host.hooks.native?.(String(params['method']), params['data']);
    }
    const forApp = room === 'App' ? app[name] : undefined;
    const forPage = room === 'Page' ? pages[name] : undefined;
    const forElement = room === 'Element' ? elements[name] : undefined;
    if (forApp) {
      return forApp(params);
    }
    if (forPage) {
      return forPage(entryOf(params['pageId']), params);
    }
    if (forElement) {
      return forElement(handles.find(params['elementId']), params);
    }
    throw new Error(`${method} is not supported by the local phone`);
  }

  function connect(): void {
    const phone = new URLSearchParams(location.search).get('phone') ?? '1';
    socket = new WebSocket(`ws://${location.host}/automator/phone?phone=${encodeURIComponent(phone)}`);
    socket.onmessage = async ({ data }) => {
      const { id, method, params }: { id: string; method: string; params: Params } = JSON.parse(data);
      try {
        send({ id, result: sendable((await answer(method, params)) ?? {}) });
      } catch (error) {
        send({ id, error: { message: error instanceof Error ? error.message : String(error) } });
      }
    };
    socket.onclose = ({ code }) => code !== replacedCode && setTimeout(connect, reconnectMs);
  }

  host.on('error', ({ name, message, stack }) => emit('App.exceptionThrown', { name, message, stack }));
  connect();
}
