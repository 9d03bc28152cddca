import { daysLeft } from '../../../../domain/people/outside';
import { moment } from '../../../../format/when';
import { kindNames, workNames } from '../../../../texts/people';
import { cadreTexts as t } from '../../texts';

/** A row of one of the page's lists. */
export interface Row {
  id: string;
  name: string;
  note: string;
}

export interface RosterRow extends Row {
  bound: boolean;
  kind: Api.People.MemberKind;
  /** The name is shown to a cadre above the unit. */
  masked: boolean;
}

export interface RequestRow extends Row {
  /** What else to know: the kind of work, or the unit that is left. */
  about: string;
  /** How long there is to answer; empty: no term. */
  term: string;
  /** The last days of the term, or past it. */
  pressing: boolean;
}

const withTail = (first: string, tail: string) => (tail === '' ? first : `${first} · ${t.staffTail(tail)}`);

export const rosterRow = ({ uid, name, kind, staffTail, bound }: Api.People.MemberRow): RosterRow => ({ id: uid, name, note: withTail(kindNames[kind], staffTail), bound, kind, masked: name.includes('*') });

export const requestRow = ({ requestId, name, unionName, at, outside, from }: Api.People.RequestRow, now: Api.Millis): RequestRow => ({
  id: requestId,
  name,
  note: t.asked(moment(at, now), unionName),
  about: outside ? t.outside(workNames[outside.work], outside.region) : from === null ? '' : t.comesFrom(from),
  term: outside ? t.term(daysLeft(outside.dueAt, now)) : '',
  pressing: outside !== null && daysLeft(outside.dueAt, now) <= 2,
});

export const claimRow = ({ uid, name, staffTail, at, how }: Api.People.ClaimRow, now: Api.Millis): Row => ({ id: uid, name, note: withTail(`${moment(at, now)} · ${t.how[how]}`, staffTail) });

export const leaverRow = ({ uid, name, toUnionName, at, how }: Api.People.LeaverRow, now: Api.Millis): Row => ({ id: `${uid}.${at}`, name, note: t.leftTo(moment(at, now), toUnionName, how) });
