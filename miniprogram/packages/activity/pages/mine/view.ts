import { movedWords } from '../../../../format/moved';
import { statusOf, type Status } from '../../../../format/status';
import { clockTime, moment, progressWords } from '../../../../format/when';
import { registrationTexts as t } from '../../../../texts/registration';

export interface MineView {
  activityId: string;
  title: string;
  programme: Api.Activity.Programme;
  when: string;
  place: string;
  status: Status;
  /** Until when a place is kept for me; empty: none is offered. */
  offer: string;
  /** What changed since I signed up; empty: nothing. */
  moved: string;
}

/** What is still to come, offers first, then by start; and what has been, latest first. */
export function mineView(cards: readonly Api.Registration.Card[], now: Api.Millis): { upcoming: MineView[]; past: MineView[] } {
  const over = (card: Api.Registration.Card) => card.endsAt <= now || card.phase === 'ended' || card.phase === 'cancelled';
  return {
    upcoming: cards.filter((card) => !over(card)).sort((a, b) => Number(b.state === 'offered') - Number(a.state === 'offered') || a.startsAt - b.startsAt).map((card) => rowOf(card, now)),
    past: cards.filter(over).sort((a, b) => b.startsAt - a.startsAt).map((card) => rowOf(card, now)),
  };
}

function rowOf(card: Api.Registration.Card, now: Api.Millis): MineView {
  const { activityId, title, programme, place, startsAt, endsAt, phase, state, checkedInAt, offerUntil } = card;
  const status: Status =
    checkedInAt !== null ? { text: `${clockTime(checkedInAt)} 已签到`, tone: 'green', icon: 'done' } : statusOf({ phase, mine: state, left: 0 });
  return { activityId, title, programme, when: progressWords(startsAt, endsAt, now), place: place.name, status, offer: offerUntil === null ? '' : t.offeredUntil(moment(offerUntil, now)), moved: movedWords(card.changed) };
}
