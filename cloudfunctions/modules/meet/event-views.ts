import { disqualifiedOf, playedOf } from '../../../miniprogram/domain/meet/day';
import { mayAppeal, mayProtest, protestTime } from '../../../miniprogram/domain/meet/result';
import { fraction } from '../../../miniprogram/domain/numbers/fraction';
import { shareText } from '../../../miniprogram/domain/meet/points';
import type { Member } from '../../platform/router';
import type { EventDocument, ResultRow, Round } from './event-document';
import { type EventRoles, missingWords } from './event-guards';
import { mergeableOf } from './event-merge';
import { isOrderOpen } from './event-order';
import { leads } from './event-protests';
import { digestOfRound } from './event-result';
import { roundsIn } from './event-store';

/** An event as it is shown: to everybody, and to those who work on it. */

interface Seen {
  member: Pick<Member, 'uid' | 'grants'>;
  nameOf(uid: string): string;
  now: number;
}

/** Everybody whom the views name. */
export const peopleIn = (event: EventDocument): string[] => [
  ...new Set(
    roundsIn(event).flatMap(({ cards, matches, signatures, returns, corrections, protests, photos }) => [
      ...Object.values(cards).map(({ by }) => by),
      ...Object.values(matches).map(({ by }) => by),
      ...[...signatures, ...returns, ...corrections, ...photos].map(({ by }) => by),
      ...protests.flatMap(({ answer, decision }) => [answer?.by ?? '', decision?.by ?? '']),
    ]),
  ),
].filter((uid) => uid !== '');

const startersOf = (event: EventDocument, { member, now }: Seen): Api.Meet.StarterRow[] =>
  event.starters.map((one) => ({
    ordered: event.orders[one.entry]?.at ?? null,
    mayOrder: leads(one, member, now) && isOrderOpen(event, one),
    ...{ entry: one.entry, unit: one.unit, unitName: one.unitName, seed: one.seed },
    people: one.people.map(({ name, bib }) => ({ name, bib })),
    mine: one.people.some(({ uid }) => uid === member.uid),
    ours: leads(one, member, now),
  }));

function protestsOf({ starters }: EventDocument, { protests }: Round, { member, nameOf, now }: Seen): Api.Meet.ProtestRow[] {
  return protests.map((one) => ({
    ...{ id: one.id, unitName: one.unitName, text: one.text, at: one.at, appealed: one.appealed },
    answer: one.answer && one.answered !== null ? { upheld: one.answer.upheld, text: one.answer.text, byName: nameOf(one.answer.by), at: one.answered } : null,
    decision: one.decision && one.decided !== null ? { upheld: one.decision.upheld, text: one.decision.text, byName: nameOf(one.decision.by), at: one.decided } : null,
    mayAppeal: mayAppeal(one, now) && starters.some((starter) => starter.unit === one.unit && leads(starter, member, now)),
  }));
}

export function stateOf({ signed, announcedAt, returns, correctedAt }: Round): Api.Meet.RoundShown['state'] {
  if (announcedAt === null) return signed > 0 ? 'signing' : 'open';
  const given = returns[returns.length - 1];
  return given && given.at > (correctedAt ?? announcedAt) ? 'correcting' : 'announced';
}

function shownRound(event: EventDocument, round: Round, seen: Seen): Api.Meet.RoundShown {
  const { n, heats, cards, announcedAt, correctedAt, lines, winds, through, lots, table, corrections } = round;
  const said = correctedAt ?? announcedAt;
  const ours = event.starters.some((one) => leads(one, seen.member, seen.now));
  return {
    ...{ n, heats, state: stateOf(round), announcedAt, correctedAt, lines, winds, through, lots, table },
    calls: Object.fromEntries(Object.entries(cards).map(([entry, { call }]) => [entry, call])),
    matches: Object.fromEntries(playedOf(event.event, round)),
    disqualified: disqualifiedOf(round),
    merges: round.merges.map(({ from, into, gone, at }) => ({ from, into, gone, at })),
    protests: protestsOf(event, round, seen),
    corrections: corrections.map(({ entry, before, after, reason, by, at }) => ({ entry, before, after, reason, byName: seen.nameOf(by), at })),
    protestUntil: said !== null && ours && mayProtest(said, seen.now) ? said + protestTime : null,
  };
}

export const pointsText = ({ points }: Pick<ResultRow, 'points'>): string => (points === null ? '' : shareText(fraction(points[0], points[1])));

export function viewOf(document: EventDocument, roles: EventRoles, seen: Seen): Api.Meet.EventView {
  const { meetId, event, title, groupName, last, result, records } = document;
  return {
    ...{ meetId, event, title, groupName, last, records },
    starters: startersOf(document, seen),
    rounds: roundsIn(document).map((round) => shownRound(document, round, seen)),
    result: result && {
      rows: result.rows.map((row) => ({ entry: row.entry, place: row.place, outcome: row.outcome, mark: row.mark, timing: row.timing, points: pointsText(row), record: row.record, noGauge: row.noGauge })),
      at: result.at,
      confirmedFrom: result.confirmedFrom,
    },
    works: roles.cadre || roles.official || roles.supervisor,
    now: seen.now,
  };
}

function deskRound(event: EventDocument, round: Round, seen: Seen): Api.Meet.DeskRound {
  const { nameOf, member } = seen;
  const { n, heats, cards, winds, jumpOff, table, matches, photos, signatures, announcedAt, correctedAt, returns } = round;
  return {
    ...{ n, heats, winds, table, announcedAt, correctedAt, summonedAt: round.summonedAt, mergeable: mergeableOf(event, round) },
    cards: Object.fromEntries(Object.entries(cards).map(([entry, { call, entered, m, by }]) => [entry, { call, entered, m, byName: by === '' ? '' : nameOf(by) }])),
    jumpOff: jumpOff.map(({ height, trials }) => ({ height, trials: { ...trials } })),
    matches: Object.fromEntries(Object.entries(matches).map(([id, { raw, m, by }]) => [id, { raw, m, byName: nameOf(by) }])),
    photos: photos.map(({ mediaId, by, at }) => ({ mediaId, byName: nameOf(by), at })),
    signatures: signatures.map(({ as, by, at }) => ({ as, byName: nameOf(by), mine: by === member.uid, at })),
    digest: digestOfRound(round),
    missing: missingWords(event, round),
    protests: protestsOf(event, round, seen),
    returns: returns.map(({ reason, by, at }) => ({ reason, byName: nameOf(by), at })),
  };
}

export function deskOf(document: EventDocument, roles: EventRoles, seen: Seen): Api.Meet.EventDesk {
  const { meetId, event, title, groupName, rules, last, v } = document;
  return {
    ...{ meetId, event, title, groupName, timing: rules.timing, last, v },
    starters: startersOf(document, seen),
    rounds: roundsIn(document).map((round) => deskRound(document, round, seen)),
    cadre: roles.cadre,
    supervisor: roles.supervisor,
    now: seen.now,
  };
}
