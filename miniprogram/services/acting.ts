import { faultWords } from './errors';

/** What a page or a component holds of the act that is under way. */
interface Acting {
  busy: boolean;
  /** Why the last one was not done; empty: it was. */
  fault: string;
}

interface Host {
  readonly data: Pick<Acting, 'busy'>;
  readonly setData: (change: Partial<Acting>) => void;
}

/** One act at a time; what goes wrong stands beside it. */
export async function oneAtATime(host: Host, work: () => Promise<unknown>): Promise<void> {
  if (host.data.busy) return;
  host.setData({ busy: true, fault: '' });
  try {
    await work();
  } catch (cause) {
    host.setData({ fault: faultWords(cause) });
  } finally {
    host.setData({ busy: false });
  }
}

interface SheetHost extends Host {
  readonly setData: (change: Partial<Acting> & { sheet?: '' }) => void;
}

/**
 * An act out of a sheet: the sheet closes where it is done, and says what went wrong where it is not.
 * @param done what is said after it @param again brings the page up to date
 */
export function actFromSheet(host: SheetHost, act: () => Promise<unknown>, done: string, again: () => Promise<unknown>): Promise<void> {
  return oneAtATime(host, async () => {
    await act();
    host.setData({ sheet: '' });
    void wx.showToast({ icon: 'none', title: done });
    await again();
  });
}
