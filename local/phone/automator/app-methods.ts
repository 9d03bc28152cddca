import { readPath, sendable, type Params } from './values';

type Wx = Record<string, unknown>;
type Fn = (...args: unknown[]) => unknown;

const originals = new Map<string, unknown>();
const wxObject = () => (globalThis as unknown as { wx: Wx }).wx;
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** `a.b` names a member of a member, e.g. `cloud.callFunction`. */
function holderOf(method: string): { holder: Wx; name: string } {
  const dot = method.lastIndexOf('.');
  return { holder: (dot < 0 ? wxObject() : readPath(wxObject(), method.slice(0, dot))) as Wx, name: method.slice(dot + 1) };
}

/** A function that the client sent as its source text. */
function compile(declaration: unknown): Fn {
  return (0, eval)(`(${String(declaration)})`) as Fn;
}

/** A mocked answer reaches callbacks as well as the caller. */
function answering(method: string, result: unknown): Fn {
  return (options) => {
    const { success, fail, complete } = (typeof options === 'object' && options !== null ? options : {}) as Record<string, Fn | undefined>;
    const failed = /:fail/.test(String(readPath(result, 'errMsg')));
    (failed ? fail : success)?.(result);
    complete?.(result);
    if (method.endsWith('Sync') || success || fail || complete) {
      return result;
    }
    return failed ? Promise.reject(result) : Promise.resolve(result);
  };
}

function mock({ method, result, functionDeclaration, args }: Params): void {
  const { holder, name } = holderOf(String(method));
  const original = originals.has(String(method)) ? originals.get(String(method)) : holder[name];
  originals.set(String(method), original);
  if (functionDeclaration !== undefined) {
    const run = compile(functionDeclaration);
    holder[name] = (...given: unknown[]) => run.apply({ origin: original }, [...given, ...list(args)]);
  } else if (result !== undefined) {
    holder[name] = answering(name, result);
  } else {
    holder[name] = original;
    originals.delete(String(method));
  }
}

/** `App.*` calls about code rather than pages: calling and mocking wx, running functions, bindings, logs. */
export function appMethods(emit: (method: string, params: Params) => void): Record<string, (params: Params) => unknown> {
  let logging = false;
  return {
    callWxMethod: async ({ method, args }) => {
      const { holder, name } = holderOf(String(method));
      const run = holder[name];
      if (typeof run !== 'function') {
        throw new Error(`wx.${String(method)} is not a function`);
      }
      try {
        return { result: await run.apply(holder, list(args)) };
      } catch (error) {
        throw error instanceof Error ? error : new Error(String(readPath(error, 'errMsg') ?? JSON.stringify(error)));
      }
    },
    mockWxMethod: mock,
    callFunction: async ({ functionDeclaration, args }) => ({ result: await compile(functionDeclaration)(...list(args)) }),
    addBinding: ({ name }) => {
      Object.assign(globalThis, { [String(name)]: (...args: unknown[]) => emit('App.bindingCalled', { name, args: sendable(args) }) });
    },
    enableLog: () => {
      if (logging) {
        return;
      }
      logging = true;
      for (const type of ['log', 'info', 'warn', 'error', 'debug'] as const) {
        const print = console[type].bind(console);
        console[type] = (...args: unknown[]) => {
          print(...args);
          emit('App.logAdded', { type, args: sendable(args) });
        };
      }
    },
  };
}
