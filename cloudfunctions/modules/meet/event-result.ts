import { nextRound, performancesOf, placesSoFar, type RoundLike, runsOf, withdrewOf } from '../../../miniprogram/domain/meet/day';
import { markText, officialMark, timingOf } from '../../../miniprogram/domain/meet/entered';
import { chanceOf } from '../../../miniprogram/domain/meet/lots';
import { recordBreakers, recordsMade } from '../../../miniprogram/domain/meet/records';
import { confirmedFrom } from '../../../miniprogram/domain/meet/result';
import { eventPoints } from '../../../miniprogram/domain/meet/team-points';
import { placesOfRace } from '../../../miniprogram/domain/meet/races';
import { digestOf, seal } from '../../platform/secrets';
import { type Correction, type EventDocument, type EventResult, type ResultRow, type Round } from './event-document';
import { roundsIn } from './event-store';

/** What a sheet says, what is signed of it, and what comes of an event. Computed anew from what was entered, never typed. */

/** What the officials sign: everything that the places follow from. */
export function digestOfRound({ cards, winds, jumpOff, table, matches }: Round): string {
  const marks = Object.entries(cards).map(([entry, { call, entered }]) => [entry, call, entered]);
  const scores = Object.entries(matches).map(([id, { raw }]) => [id, raw]);
  return digestOf([marks.sort(), winds, jumpOff, table, scores.sort()]);
}

/** A round's lines. Of a race from which some go on by place: heat by heat. */
export function linesOf({ event, last }: Pick<EventDocument, 'event' | 'last'>, round: Round): Api.Meet.SheetLine[] {
  const goesOn = round.n < last;
  const placed = goesOn
    ? round.heats.flatMap(({ n }) => placesOfRace(runsOf(event, round, () => '').filter(({ heat }) => heat === n)))
    : placesSoFar(event, [round]);
  return placed.map(({ entry, place, outcome }) => ({ entry, place, outcome, ...markOf(event, round, entry) }));
}

function markOf(event: Api.Meet.Event, round: RoundLike, entry: string): { mark: number | null; timing: Api.Meet.Timing | null } {
  const entered = round.cards[entry]?.entered ?? null;
  return entered === null || round.table ? { mark: null, timing: null } : { mark: officialMark(event, entered), timing: timingOf(event, entered) };
}

/** Who goes on and how the next round is drawn: one stream of chance of the meet's seed. */
export function drawnNext({ event, rules, starters, seed, eventId, last }: EventDocument, round: Round) {
  const unitOf = (entry: string) => starters.find((one) => one.entry === entry)?.unit ?? '';
  return nextRound(event, round, unitOf, rules, round.n + 1 === last, chanceOf(Buffer.from(seed, 'hex'), eventId, round.n + 1));
}

/** How lists name an entry: its athlete; a team by its unit alone. */
const nameOf = ({ people }: EventDocument['starters'][number]): string => (people.length === 1 ? (people[0]?.name ?? '') : '');

/** The event's result from all its rounds. @param rounds as they are announced */
export function resultOfEvent({ event, rules, records, starters }: EventDocument, rounds: readonly Round[], now: number): EventResult {
  const placed = placesSoFar(event, rounds);
  const made = recordsMade(event, performancesOf(event, rounds), records);
  const withdrew = withdrewOf(rounds);
  const points = eventPoints(rules.points, { event, placed, records: recordBreakers(made), withdrew, confirmed: false });
  const rows = placed.map(({ entry, place, outcome }): ResultRow => {
    const ran = [...rounds].reverse().find(({ cards }) => cards[entry]);
    const record = made.find((one) => one.entry === entry);
    const share = points.get(entry);
    return {
      ...{ entry, place, outcome, ...(ran ? markOf(event, ran, entry) : { mark: null, timing: null }) },
      points: share ? [Number(share.n), Number(share.d)] : null,
      record: record?.kind ?? null,
      noGauge: record?.noGauge ?? false,
      withdrew: withdrew.includes(entry),
      units: starters.find((one) => one.entry === entry)?.units ?? [],
    };
  });
  const top = rows.flatMap(({ entry, place, mark, timing }) => {
    const starter = starters.find((one) => one.entry === entry);
    if (!starter || place === null || place > 3) return [];
    return [{ place, name: seal(nameOf(starter)), unitName: starter.unitName, mark: mark === null ? '' : markText(event.measure, mark, timing) }];
  });
  return { at: now, rows, top, confirmedFrom: confirmedOf(rounds) };
}

/** When nothing can change the event any more; null: something waits. */
export function confirmedOf(rounds: readonly Round[]): number | null {
  let latest = 0;
  for (const { announcedAt, correctedAt, signed, protests } of rounds) {
    const from = signed < 3 ? null : confirmedFrom(correctedAt ?? announcedAt, protests);
    if (from === null) return null;
    latest = Math.max(latest, from);
  }
  return latest;
}

/** What differs between what was announced and what is announced now. */
export function correctionsOf(before: readonly Api.Meet.SheetLine[], after: readonly Api.Meet.SheetLine[], given: Round['returns'][number]): Correction[] {
  const entries = [...new Set([...before, ...after].map(({ entry }) => entry))];
  const lineOf = (lines: readonly Api.Meet.SheetLine[], entry: string) => lines.find((one) => one.entry === entry) ?? null;
  return entries.flatMap((entry) => {
    const [was, is] = [lineOf(before, entry), lineOf(after, entry)];
    return digestOf(was) === digestOf(is) ? [] : [{ entry, before: was, after: is, reason: given.reason, by: given.by, at: given.at }];
  });
}

/** The event's rounds with one of them as it will be. */
export const withRound = (event: EventDocument, round: Round): Round[] => roundsIn(event).map((one) => (one.n === round.n ? round : one));

/** Has anything happened in a round yet? */
export const isUntouched = ({ cards, signed }: Round): boolean => signed === 0 && Object.values(cards).every(({ call, m }) => call === 'none' && m === 0);
