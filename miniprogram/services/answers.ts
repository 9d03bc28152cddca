/** Part of every storage key: a new number drops what an older contract left behind. */
const edition = 'v1';

/** The last good answers, on the phone: shown at once while a new one is fetched, and when there is no network. */
export function keepAnswer<A extends Api.ActionName>(action: A, input: Api.Input<A>, output: Api.Output<A>): void {
  store(name(action, input), output);
}

/** The last good answer to this very question; null if there is none. */
export function lastAnswer<A extends Api.ActionName>(action: A, input: Api.Input<A>): Api.Output<A> | null {
  const kept: Api.Output<A> | '' = wx.getStorageSync(name(action, input));
  return kept === '' ? null : kept;
}

/** What need not stay on the phone any longer. */
export function dropAnswer<A extends Api.ActionName>(action: A, input: Api.Input<A>): void {
  wx.removeStorageSync(name(action, input));
}

function name(action: string, input: unknown): string {
  return `${edition}:${action}:${JSON.stringify(input)}`;
}

/** Storage may be full or broken; the app works without it. */
function store(key: string, value: unknown): void {
  try {
    wx.setStorageSync(key, value);
  } catch (cause) {
    console.warn('storage', cause);
  }
}
