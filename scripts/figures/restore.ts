import { backupUnderLoad } from '../../tests/backup/under-load';

/** A backup taken while people sign up and vote, put back into an empty cloud and checked. */
export async function restoreFigure({ members = 100_000 } = {}): Promise<object> {
  const { restored, done, closed } = await backupUnderLoad({ members });
  return { ...restored, calls_done: done, calls_closed: closed };
}
