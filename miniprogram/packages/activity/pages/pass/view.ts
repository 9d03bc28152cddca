import { clockTime, daysAhead, progressWords } from '../../../../format/when';

/** What one pass shows, at a moment of the server's clock. */
export interface PassView {
  activityId: string;
  token: string;
  name: string;
  unitName: string;
  title: string;
  when: string;
  place: string;
  /** 已于 9:02 签到; empty: not yet. */
  checkedIn: string;
  expired: boolean;
}

export function passView(activityId: string, pass: Api.Registration.Pass, now: Api.Millis): PassView {
  return {
    activityId,
    token: pass.token,
    name: pass.name,
    unitName: pass.unitName,
    title: pass.title,
    when: progressWords(pass.startsAt, pass.endsAt, now),
    place: pass.place.name,
    checkedIn: pass.checkedInAt === null ? '' : `${clockTime(pass.checkedInAt)} 入场`,
    expired: now > pass.validUntil,
  };
}

/** The asked-for activity first, then the other places that are due on the same day as now, by start. */
export function passesToShow(asked: string, mine: readonly Api.Registration.Card[], now: Api.Millis): string[] {
  const due = mine
    .filter((card) => card.state === 'held' && card.phase !== 'cancelled' && card.endsAt > now && daysAhead(card.startsAt, now) <= 0)
    .sort((a, b) => a.startsAt - b.startsAt)
    .map((card) => card.activityId);
  return [...new Set([...(asked === '' ? [] : [asked]), ...due])];
}
