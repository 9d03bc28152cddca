import { day, startOfDay } from '../time/shanghai';
import { doorsBefore, validAfter } from './merge';

/** 代录: arrivals from a paper list, entered afterwards. */

/** Until when they may be entered: the end of the day after the session's last. */
export const paperUntil = (endsAt: number) => startOfDay(endsAt) + 2 * day;

export type PaperFault = 'early' | 'late' | 'future' | 'outside';

/** Why an arrival at `at` cannot be entered at `now`; null: it can. */
export function paperFault({ startsAt, endsAt }: { startsAt: number; endsAt: number }, at: number, now: number): PaperFault | null {
  if (now < startsAt - doorsBefore) return 'early';
  if (now >= paperUntil(endsAt)) return 'late';
  if (at > now) return 'future';
  return at < startsAt - doorsBefore || at > endsAt + validAfter ? 'outside' : null;
}
