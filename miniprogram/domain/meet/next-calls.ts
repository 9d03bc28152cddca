/** 接下来检录: what is called next, for the hall and the pages of a meet's day. */

export interface NextCall extends Api.Meet.PlannedCall {
  /** 检录 has begun. */
  calling: boolean;
}

type Stands = Pick<Api.Meet.BoardEvent, 'event' | 'n' | 'state'>;

export interface Calls {
  planned: readonly Api.Meet.PlannedCall[];
  events: readonly Stands[];
  /** Nothing is called any more once the result book was sealed. */
  seal: object | null;
}

/** Rounds that have not begun by the timetable and of which nothing is signed, the next 检录 first; of two at once the one that starts first. @param most so many */
export function nextCalls({ planned, events, seal }: Calls, now: number, most: number): NextCall[] {
  if (seal) return [];
  const stands = new Map(events.map((one) => [one.event, one]));
  return planned
    .filter(({ event, n, startAt }) => {
      const at = stands.get(event);
      return at !== undefined && startAt > now && (n > at.n || (n === at.n && at.state === 'open'));
    })
    .sort((a, b) => a.callAt - b.callAt || a.startAt - b.startAt)
    .slice(0, most)
    .map((one) => ({ ...one, calling: one.callAt <= now }));
}
