import { movedWords } from '../../format/moved';
import { placesWords } from '../../format/places';
import { clockTime, daysAhead, greeting, moment, progressWords, span } from '../../format/when';
import { homeTexts } from '../../texts/home';
import { registrationTexts } from '../../texts/registration';

/** What the home page shows of its answers, at a moment of the server's clock. */

export interface NextView {
  activityId: string;
  title: string;
  programme: Api.Activity.Programme;
  when: string;
  place: string;
  /** Due today or going on: the pass comes first. */
  today: boolean;
  checkedIn: string;
  /** Until when a place is kept for me; empty: it is mine. */
  offer: string;
  /** What changed since I signed up; empty: nothing. */
  moved: string;
}

export function nextView(next: Api.Registration.Card | null, now: Api.Millis): NextView | null {
  if (next === null) return null;
  return {
    activityId: next.activityId,
    title: next.title,
    programme: next.programme,
    when: progressWords(next.startsAt, next.endsAt, now),
    place: next.place.name,
    today: next.offerUntil === null && daysAhead(next.startsAt, now) <= 0,
    checkedIn: next.checkedInAt === null ? '' : `已于 ${clockTime(next.checkedInAt)} 签到`,
    offer: next.offerUntil === null ? '' : registrationTexts.offeredUntil(moment(next.offerUntil, now)),
    moved: movedWords(next.changed),
  };
}

export interface OpeningView {
  activityId: string;
  title: string;
  programme: Api.Activity.Programme;
  when: string;
  place: string;
  /** Millis of the opening where it is less than a day away, for a live countdown; else 0. */
  countTo: Api.Millis;
  /** Places left, or when sign-up opens. */
  words: string;
  full: boolean;
  /** Sign-up opens a day or more from now: nothing to do yet. */
  later: boolean;
}

export function openingView(card: Api.Activity.Card, now: Api.Millis): OpeningView {
  const announced = card.phase === 'announced' && card.signUpOpensAt > now;
  const soon = announced && card.signUpOpensAt - now < 86_400_000;
  return {
    activityId: card.activityId,
    title: card.title,
    programme: card.programme,
    when: span(card.startsAt, card.endsAt, now),
    place: card.place.name,
    countTo: soon ? card.signUpOpensAt : 0,
    words: announced ? `${moment(card.signUpOpensAt, now)} 开放报名` : placesWords(card),
    full: !announced && card.left === 0,
    later: announced && !soon,
  };
}

/** 陈建国，早上好 · and the unit, or what a person outside every roster can do. */
export function hello(who: Api.People.Me | null, now: Api.Millis): { hello: string; unit: string } {
  if (who === null) return { hello: greeting(now), unit: '' };
  if (who.member === null) return { hello: greeting(now), unit: homeTexts.stranger };
  return { hello: `${who.member.name}，${greeting(now)}`, unit: who.member.unitName };
}
