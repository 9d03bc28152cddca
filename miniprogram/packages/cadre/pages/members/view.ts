import { moment } from '../../../../format/when';
import { kindNames } from '../../../../texts/people';
import { cadreTexts as t } from '../../texts';

/** A row of one of the page's lists. */
export interface Row {
  id: string;
  name: string;
  note: string;
}

export interface RosterRow extends Row {
  bound: boolean;
}

const withTail = (first: string, tail: string) => (tail === '' ? first : `${first} · ${t.staffTail(tail)}`);

export const rosterRow = ({ uid, name, kind, staffTail, bound }: Api.People.MemberRow): RosterRow => ({ id: uid, name, note: withTail(kindNames[kind], staffTail), bound });

export const requestRow = ({ requestId, name, unionName, at }: Api.People.RequestRow, now: Api.Millis): Row => ({
  id: requestId,
  name,
  note: t.asked(moment(at, now), unionName),
});

export const claimRow = ({ uid, name, staffTail, at, how }: Api.People.ClaimRow, now: Api.Millis): Row => ({ id: uid, name, note: withTail(`${moment(at, now)} · ${t.how[how]}`, staffTail) });
