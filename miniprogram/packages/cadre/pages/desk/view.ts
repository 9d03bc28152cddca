import { statusOf, type Status } from '../../../../format/status';
import { span } from '../../../../format/when';
import { cadreTexts as t } from '../../texts';

/** One activity of my scope as the desk shows it. */
export interface DeskRow {
  activityId: string;
  title: string;
  when: string;
  status: Status;
  signedUp: number;
  capacity: number;
  left: number;
  waiting: number;
}

export function rowOf(card: Api.Activity.Card, now: Api.Millis): DeskRow {
  const { activityId, title, capacity, left, waiting } = card;
  // On the desk an activity's own state counts, not the cadre's sign-up.
  const status = statusOf({ ...card, mine: null });
  return { activityId, title, when: span(card.startsAt, card.endsAt, now), status, signedUp: capacity - left, capacity, left, waiting };
}

/** The numbers over the list: what is going on. */
export function numbersOf(cards: readonly Api.Activity.Card[]): string[] {
  const count = (phase: Api.Activity.Phase) => cards.filter((card) => card.phase === phase).length;
  const active = cards.filter(({ phase }) => phase === 'open' || phase === 'closed');
  const waiting = active.reduce((sum, card) => sum + card.waiting, 0);
  return [
    ...(count('open') > 0 ? [t.openCount(count('open'))] : []),
    ...(count('running') > 0 ? [t.runningCount(count('running'))] : []),
    ...(waiting > 0 ? [t.waitingCount(waiting)] : []),
  ];
}
