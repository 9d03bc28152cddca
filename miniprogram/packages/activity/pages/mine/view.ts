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
export function mineView(cards: readonly Api.Registration.Card[], applications: readonly Api.Registration.Applied[], now: Api.Millis): { upcoming: MineView[]; past: MineView[] } {
  type One = Api.Registration.Card | Api.Registration.Applied;
  const all: One[] = [...cards, ...applications];
  const over = (card: One) => card.endsAt <= now || card.phase === 'ended' || card.phase === 'cancelled';
  return {
    upcoming: all.filter((card) => !over(card)).sort((a, b) => Number(b.state === 'offered') - Number(a.state === 'offered') || a.startsAt - b.startsAt).map((card) => rowOf(card, now)),
    past: all.filter(over).sort((a, b) => b.startsAt - a.startsAt).map((card) => rowOf(card, now)),
  };
}

function rowOf(card: Api.Registration.Card | Api.Registration.Applied, now: Api.Millis): MineView {
  const { activityId, title, programme, place, startsAt, endsAt } = card;
  const offerUntil = 'offerUntil' in card ? card.offerUntil : null;
  return { activityId, title, programme, when: progressWords(startsAt, endsAt, now), place: place.name, status: wordOf(card), offer: offerUntil === null ? '' : t.offeredUntil(moment(offerUntil, now)), moved: movedWords(card.changed) };
}

const tones = { applied: 'amber', passed: 'amber', confirmed: 'amber', refused: 'neutral', lost: 'neutral' } as const;

function wordOf(card: Api.Registration.Card | Api.Registration.Applied): Status {
  if (!('checkedInAt' in card)) {
    if (card.phase === 'cancelled') return statusOf({ phase: card.phase, mine: null, left: 0 });
    return { text: t.applications[card.state], tone: tones[card.state], icon: tones[card.state] === 'amber' ? 'hourglass' : '' };
  }
  if (card.checkedInAt !== null) return { text: `${clockTime(card.checkedInAt)} 已签到`, tone: 'green', icon: 'done' };
  return statusOf({ phase: card.phase, mine: card.state, left: 0 });
}
