import { describe, type Failure } from './errors';

/** A page or a component, as far as loading needs it. */
interface Host {
  readonly data: { readonly failure: Failure | null };
  readonly setData: (change: { failure: Failure | null }) => void;
}

/** Brings what a page shows up to date. Where that does not come, what was there stays, and `failure` says why. */
export async function loading(host: Host, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
    if (host.data.failure !== null) host.setData({ failure: null });
  } catch (cause) {
    host.setData({ failure: describe(cause) });
  }
}

/** A page that is pulled down brings itself up to date: `onPullDownRefresh: pulled`. */
export async function pulled(this: { refresh(): Promise<unknown> | void }): Promise<void> {
  await this.refresh();
  void wx.stopPullDownRefresh();
}
