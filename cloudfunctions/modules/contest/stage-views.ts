import { timeOnStage } from '../../../miniprogram/domain/contest/clock';
import { placesOf } from '../../../miniprogram/domain/contest/live';
import { inRosterOrder } from '../../../miniprogram/domain/contest/order';
import { heldTogether, nextUp, onStage, tooClose } from '../../../miniprogram/domain/contest/running';
import { revealTime } from '../../../miniprogram/domain/draw/reveal';
import type { EntryDocument, Performance, RoundDocument } from './documents';
import { revealFrom, standOf } from './stage-draw';
import type { Roles } from './stage-guards';

/** A round as it is shown: to everybody, to those who work on it, to 主持人, and its draw. */

/** What a board is made of: all but the acts. */
export type BoardPart = Pick<RoundDocument, 'contestId' | 'roundId' | 'title' | 'name' | 'state' | 'rules' | 'performances' | 'baselineAt' | 'v'>;

export const pieceOf = ({ entryId, number, title, unitName, form, songs }: Performance): Api.Contest.Piece => ({ entryId, number, title, unitName, form, songs });

function rowOf(one: Performance, place: number | null): Api.Contest.BoardRow {
  return { ...pieceOf(one), state: one.state, announced: one.score?.announced ?? null, corrected: (one.score?.corrections ?? 0) > 0, place };
}

const placesIn = ({ performances, rules }: BoardPart) => new Map(placesOf(performances, rules.ties).map(({ entry, place }) => [entry, place]));

/** Those released last, together. */
export function lastReleased(performances: readonly Performance[]): (Api.Contest.Released & { piece: Api.Contest.Piece })[] {
  const latest = Math.max(0, ...performances.map(({ releasedAt }) => releasedAt ?? 0));
  return performances.flatMap((one) => {
    const { score, releasedAt } = one;
    if (score === null || releasedAt === null || releasedAt !== latest) return [];
    const { announced, highest, lowest, adjusted, corrections } = score;
    return [{ entryId: one.entryId, announced, highest, lowest, adjusted, corrected: corrections > 0, at: releasedAt, piece: pieceOf(one) }];
  });
}

export function boardOf(round: BoardPart): Api.Contest.Board {
  const { contestId, roundId, title, name, state, rules, performances, baselineAt, v } = round;
  const places = placesIn(round);
  return {
    ...{ contestId, roundId, title, name, state, v },
    rows: performances.map((one) => rowOf(one, places.get(one.entryId) ?? null)),
    last: lastReleased(performances).map(({ piece: _piece, ...released }) => released),
    held: baselineAt === null ? heldTogether(performances, rules.heldSheets).length : 0,
  };
}

export function deskOf(round: RoundDocument, uid: string, nameOf: (uid: string) => string, roles: Roles, now: number): Api.Contest.Desk {
  const board = boardOf(round);
  const places = placesIn(round);
  const close = new Set(tooClose(round.performances));
  const rows = round.performances.map((one): Api.Contest.DeskRow => ({
    ...rowOf(one, places.get(one.entryId) ?? null),
    ...{ startedAt: one.startedAt, endedAt: one.endedAt, elapsed: timeOnStage(one), close: close.has(one.entryId), releasedAt: one.releasedAt },
    adjustments: [
      ...one.adjustments.map(({ hundredths, reason, by: [first, second] }, index) => ({ id: String(index), hundredths, reason, byName: nameOf(first), secondName: nameOf(second), mine: false })),
      ...one.proposals.map(({ id, hundredths, reason, by }) => ({ id, hundredths, reason, byName: nameOf(by), secondName: null, mine: by === uid })),
    ],
  }));
  return {
    ...board,
    rows,
    changes: changesOf(round, nameOf),
    duration: round.rules.duration,
    screens: roles.cadre ? round.screens.map(({ id, name, by, at, revokedAt }) => ({ id, name, byName: nameOf(by), at, revokedAt })) : [],
    ...roles,
    now,
  };
}

/** Everybody whom the views name. */
export const peopleIn = ({ performances, changes, screens, slips, draw }: RoundDocument): string[] => [
  ...new Set([
    ...performances.flatMap(({ adjustments, proposals }) => [...adjustments.flatMap(({ by }) => [...by]), ...proposals.map(({ by }) => by)]),
    ...changes.map(({ by }) => by),
    ...screens.map(({ by }) => by),
    ...(slips ? [slips.by] : []),
    ...(draw?.kind === 'paper' ? draw.by : []),
  ]),
];

const changesOf = ({ changes }: RoundDocument, nameOf: (uid: string) => string): Api.Contest.ChangeRow[] =>
  changes.map(({ kind, entries, reason, by, at }) => ({ kind, entries, reason, byName: nameOf(by), at }));

function cueOf(one: Performance, entry: EntryDocument | undefined): Api.Contest.Cue {
  const performers = entry?.performers ?? [];
  const named = (part: Api.Contest.Performer['part']) => performers.filter((who) => who.part === part).map(({ name }) => name);
  const singers = performers.filter(({ part }) => part === 'singer' || part === 'lead').length;
  const parts = (['conductor', 'lead', 'accompanist', 'singer'] as const).map((part) => ({ part, names: named(part) }));
  // A choir is not read out by name.
  return { ...pieceOf(one), people: parts.filter(({ part, names }) => names.length > 0 && (part !== 'singer' || names.length <= 4)), singers };
}

/** Whom the script introduces: on stage or called to it, and the one after. */
export function cuesOf({ performances }: RoundDocument): Performance[] {
  const on = onStage(performances);
  return on ? [on, ...nextUp(performances, 1)] : nextUp(performances, 2);
}

export function scriptOf(round: RoundDocument, entries: readonly EntryDocument[]): Api.Contest.Script {
  const { title, name, performances, rules, baselineAt, v } = round;
  const [on, next] = cuesOf(round).map((one) => cueOf(one, entries.find(({ _id }) => _id === one.entryId)));
  const held = baselineAt === null ? heldTogether(performances, rules.heldSheets) : [];
  return {
    ...{ title, name, v },
    on: on ?? null,
    next: next ?? null,
    last: lastReleased(performances),
    held: held.length > 0 ? { done: held.filter(({ state }) => state === 'done').length, of: held.length } : null,
  };
}

/** The draw as anybody may follow it. */
export function drawViewOf(round: RoundDocument, context: { uid: string; mine: Map<string, string>; nameOf: (uid: string) => string; manages: boolean; official: boolean; now: number }): Api.Contest.DrawView {
  const { nameOf, now } = context;
  const unitName = new Map(round.performances.map((one) => [one.unitId, one.unitName]));
  const slips = round.draw?.kind === 'paper' ? { ...round.draw, by: round.draw.by[0], second: round.draw.by[1] } : round.slips && { ...round.slips, second: null };
  return {
    ...{ contestId: round.contestId, roundId: round.roundId, title: round.title, name: round.name, order: round.order, state: round.state, rosterHash: round.rosterHash },
    roster: inRosterOrder(round.performances.filter(({ joined }) => !joined)).map(({ entryId, title, unitName: unit, shared }) => ({ entryId, title, unitName: unit, shared })),
    joined: round.performances.flatMap(({ entryId, title, unitName: unit, number, joined }) => (joined ? [{ entryId, title, unitName: unit, number }] : [])),
    renew: !!round.renew,
    lot: lotViewOf(round, unitName, now),
    paper: slips && { photo: slips.photo, numbers: slips.numbers, byName: nameOf(slips.by), secondName: slips.second === null ? null : nameOf(slips.second), mine: slips.by === context.uid, at: slips.at },
    voids: round.voids.map(({ units, why, at }) => ({ units: units.map((unit) => unitName.get(unit) ?? ''), why, at })),
    ...{ drawn: round.draw?.drawn ?? [], running: round.draw?.running ?? [], at: round.draw?.at ?? null, changes: changesOf(round, nameOf) },
    mine: [...context.mine].map(([unitId, name]) => ({ unitId, unitName: name })),
    ...{ manages: context.manages, official: context.official, now },
  };
}

function lotViewOf({ lot, draw }: RoundDocument, unitName: Map<string, string>, now: number): Api.Contest.LotDraw | null {
  if (!lot) return null;
  const from = revealFrom(lot);
  const drawn = draw?.kind === 'lot' ? draw : null;
  return {
    id: lot.id,
    beganAt: lot.beganAt,
    stand: standOf(lot, now),
    parties: lot.units.map((unitId) => ({ unitId, unitName: unitName.get(unitId) ?? '', commitment: lot.commitments[unitId]?.commitment ?? null, share: lot.shares[unitId] ?? null })),
    until: from === null || lot.units.length === 0 ? null : from + revealTime,
    value: lot.value && { name: lot.value.name, commitment: lot.value.commitment, share: drawn?.contributions[0] ?? null, value: drawn?.publicValue ?? null },
  };
}
