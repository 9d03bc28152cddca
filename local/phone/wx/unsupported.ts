import { tellFrame } from './settings';

/** What was reported already. */
const seen = new Set<string>();

function report(name: string): void {
  if (!seen.has(name)) {
    seen.add(name);
    console.warn(`未支持：wx.${name}`);
    tellFrame('unsupported', { name: `wx.${name}` });
  }
}

/** What the app gets for a name that is missing here: a call that says so and fails the way WeChat's calls fail. */
function missing(name: string) {
  return (options?: { fail?: (error: object) => void; complete?: (error: object) => void }) => {
    report(name);
    const error = { errMsg: `${name}:fail not supported in the local phone` };
    if (options?.fail || options?.complete) {
      options.fail?.(error);
      options.complete?.(error);
      return undefined;
    }
    return name.endsWith('Sync') || /^(on|off|create|get)[A-Z]/.test(name) ? undefined : Promise.reject(error);
  };
}

/** Passes on what is there and reports by name what is not. Writing (mocks of tests) works as on a plain object. */
export function withReport<T extends object>(prefix: string, parts: T): T {
  return new Proxy(parts, {
    get: (target, name, receiver) =>
      name in target || typeof name === 'symbol' || name === 'then' || name === 'toJSON' ? Reflect.get(target, name, receiver) : missing(`${prefix}${name}`),
  });
}
