import type { AuditRecord } from '../../../miniprogram/domain/audit/chain';
import { chanceOf } from '../../../miniprogram/domain/meet/lots';
import type { Slots } from '../../../miniprogram/domain/meet/knockout';
import type { JumpOffRound } from '../../../miniprogram/domain/meet/heights';
import type { Protest, Signature } from '../../../miniprogram/domain/meet/result';
import { sameEvent } from '../../../miniprogram/domain/meet/record-list';
import { roundRobin } from '../../../miniprogram/domain/meet/round-robin';
import { pairRound } from '../../../miniprogram/domain/meet/swiss';
import type { Act } from '../../platform/acts';

/** The ONE document of an event on the day: who starts, what was entered, who signed, what came of it. What it is of the meet was fixed at the draw. */

export interface StarterPerson {
  /** The member. */
  uid: string;
  /** Sealed in storage: read it through event-store. */
  name: string;
  bib: number;
}

/** A unit with its share of an entry's points; the shares of an entry sum to 1. */
export interface UnitShare {
  unit: string;
  name: string;
  /** 单位组别; null: none covers it. */
  unitClass: string | null;
  n: number;
  d: number;
}

/** An entry as it starts. */
export interface Starter {
  /** Letters, digits, - and _: it is the name of a field here. */
  entry: string;
  /** 参赛单位 that it competes for; of a 联队 the one that leads it. */
  unit: string;
  unitPath: string;
  /** The name under which it starts: the delegation's. */
  unitName: string;
  /** 领队: may protest, as the unit's cadres may. */
  leader: string;
  /** Who gets its points: a 联队 several, else the unit alone. */
  units: UnitShare[];
  /** In the order of a relay's legs, once that was handed in. */
  people: StarterPerson[];
  /** Official mark to be seeded by; null: none. */
  seed: number | null;
}

export interface RelayOrder {
  people: string[];
  by: string;
  at: number;
}

/** One entry in one round. Two officials on different entries write different fields. */
export interface Card {
  call: Api.Meet.Call;
  /** When it was first at 检录; null: it was not. */
  calledAt: number | null;
  entered: Api.Meet.Entered | null;
  /** How often its mark was entered: an official enters upon this number. */
  m: number;
  /** Who entered it, and when; empty and 0: nobody. */
  by: string;
  at: number;
}

/** A match as it was entered, by its id in the table. */
export interface MatchCard {
  raw: Api.Meet.RawMatch | null;
  m: number;
  by: string;
  at: number;
}

export interface ProtestCard extends Protest {
  id: string;
  unit: string;
  unitName: string;
  text: string;
  by: string;
  /** The 裁判长's answer and, if it went on, the 仲裁委员会's decision. */
  answer: { upheld: boolean; text: string; by: string } | null;
  decision: { upheld: boolean; text: string; by: string } | null;
}

/** A line that changed after the announcement 更正: what it was, what it is, who gave the sheet back, and why. */
export interface Correction {
  entry: string;
  before: Api.Meet.SheetLine | null;
  after: Api.Meet.SheetLine | null;
  reason: string;
  by: string;
  at: number;
}

export interface HeatMerge extends Api.Meet.MergeMade {
  moves: Api.Meet.HeatMove[];
  by: string;
  at: number;
}

export interface Round {
  /** From 1. */
  n: number;
  /** Empty: it has a table. */
  heats: Api.Meet.Heat[];
  /** 并组 since the draw, the first first, with whose heat or lane each changed. */
  merges: HeatMerge[];
  /** By entry. */
  cards: Record<string, Card>;
  /** Hundredths of a m/s by heat (`h1`); null: no gauge. */
  winds: Record<string, number | null>;
  jumpOff: JumpOffRound[];
  table: Api.Meet.Table | null;
  /** When its people were told to come to 检录; null: they were not. */
  summonedAt: number | null;
  /** By the id of the match; those that were entered. */
  matches: Record<string, MatchCard>;
  /** Photos of the paper sheets. */
  photos: { mediaId: string; by: string; at: number }[];
  /** Counts whatever changes its result: a signature is conditional on it. */
  edits: number;
  /** 记录员, 主裁判, 裁判长 in this order; `signed` is how many, so that a mark can be conditional on none. */
  signatures: Signature[];
  signed: number;
  /** What they signed; empty: nobody has. */
  digest: string;
  /** How often the sheet was given back, to be entered and signed again. */
  returns: { reason: string; by: string; at: number }[];
  /** When the 成绩公告 went out; null: it has not. A corrected one goes out again. */
  announcedAt: number | null;
  correctedAt: number | null;
  /** As it was announced last: stands until it is announced again. */
  lines: Api.Meet.SheetLine[];
  /** Who goes on, the best first; `lots`: between whom the last place was drawn. */
  through: { entry: string; by: 'Q' | 'q' }[];
  lots: string[];
  protests: ProtestCard[];
  corrections: Correction[];
}

/** One line of the result. */
export interface ResultRow {
  entry: string;
  place: number | null;
  outcome: Api.Meet.Outcome;
  /** Official; null: none, or matches. */
  mark: number | null;
  timing: Api.Meet.Timing | null;
  /** Exact share, [numerator, denominator]; null: no points. */
  points: [number, number] | null;
  record: 'broken' | 'equalled' | 'first' | null;
  /** The record stands 无风速. */
  noGauge: boolean;
  /** Was at 检录 and withdrew. */
  withdrew: boolean;
  units: UnitShare[];
}

export interface EventResult {
  at: number;
  rows: ResultRow[];
  /** The first three as lists name them; names sealed. */
  top: { place: number; name: string; unitName: string; mark: string }[];
  /** When nothing can change it any more; null: a protest waits for its answer, or the sheet was given back. */
  confirmedFrom: number | null;
}

export interface EventDocument {
  _id: string;
  meetId: string;
  eventId: string;
  /** Title of the meet and of its organiser. */
  title: string;
  scope: string;
  scopeName: string;
  event: Api.Meet.Event;
  /** 男子青年组 */
  groupName: string;
  rules: Pick<Api.Meet.Rulebook, 'timing' | 'lanes' | 'bands' | 'points' | 'unitClasses'>;
  /** Seed of the meet's lots, hex: later rounds are drawn with it. */
  seed: string;
  /** The list in force before the meet, of this event. */
  records: Api.Meet.RecordRow[];
  starters: Starter[];
  /** 棒次 as leaders handed them in, by entry: members in the order of their legs. */
  orders: Record<string, RelayOrder>;
  /** Units that start in it, those of a 联队 each. */
  units: Omit<UnitShare, 'n' | 'd'>[];
  rounds: Record<string, Round>;
  /** How many rounds it will have. */
  last: number;
  /** Which round it is in, and how far: for lists, which do not read the rounds. */
  stands: { n: number; state: Api.Meet.RoundShown['state'] };
  /** What came of it; null: not announced. */
  result: EventResult | null;
  /** Somebody may not have been told of a 并组. */
  untold: boolean;
  /** The board does not know of it for certain. */
  unfolded: boolean;
  /** The number of the seal 成绩册封存 that closed it: nothing changes it then. 0: it is open. */
  sealed: number;
  /** The round whose 成绩公告 its people are to be told of, and when it went out; absent or null: they were. */
  news?: { n: number; at: number } | null;
  /** Counts every write. */
  v: number;
  acts: Act[];
  audit?: AuditRecord[];
}

/** How an event begins: heats and lanes, or who meets whom. */
export type Draw =
  | { kind: 'heats'; heats: readonly Api.Meet.Heat[] }
  | { kind: 'knockout'; slots: Slots }
  /** Round robin and Swiss: everybody in the order that was drawn. */
  | { kind: 'order'; entries: readonly string[] };

/** What an event takes from its meet. */
export interface MeetOfEvent {
  meetId: string;
  title: string;
  scope: string;
  scopeName: string;
  rulebook: Api.Meet.Rulebook;
  /** Seed of the lots, hex. */
  seed: string;
  records: readonly Api.Meet.RecordRow[];
}

export const eventKey = (meetId: string, eventId: string) => `${meetId}:${eventId}`;
export const roundName = (n: number) => `r${n}`;

const newCard = (): Card => ({ call: 'none', calledAt: null, entered: null, m: 0, by: '', at: 0 });

export function newRound(n: number, heats: readonly Api.Meet.Heat[], table: Api.Meet.Table | null, entries: readonly string[]): Round {
  return {
    ...{ n, heats: [...heats], merges: [], cards: Object.fromEntries(entries.map((entry) => [entry, newCard()])), table, matches: {}, photos: [], edits: 0 },
    winds: Object.fromEntries(heats.map((heat) => [`h${heat.n}`, null])),
    ...{ summonedAt: null, jumpOff: [], signatures: [], signed: 0, digest: '', returns: [], announcedAt: null, correctedAt: null, lines: [], through: [], lots: [], protests: [], corrections: [] },
  };
}

function tableOf({ format, id }: Api.Meet.Event, draw: Draw, seed: string): Api.Meet.Table | null {
  if (draw.kind === 'knockout') return { kind: 'knockout', slots: [...draw.slots], third: format.kind === 'knockout' && format.third };
  if (draw.kind === 'heats') return null;
  const entries = [...draw.entries];
  if (format.kind !== 'swiss') return { kind: 'roundRobin', rounds: roundRobin(entries) };
  const first = pairRound(entries.map((entry, index) => ({ entry, number: index + 1 })), [], 1) ?? [];
  // Who has the first move in the first round is drawn, board by board.
  const below = chanceOf(Buffer.from(seed, 'hex'), id, 1);
  const drawn = first.map(({ first: one, second }) => (second !== null && below(2) === 1 ? { first: second, second: one } : { first: one, second }));
  return { kind: 'swiss', players: entries, of: format.rounds, rounds: [drawn] };
}

/** Rounds that are run: a heat alone is the final, and two heats need none between. Only races have several. */
export function roundsOf({ format, measure }: Api.Meet.Event, heats: number): number {
  if (format.kind !== 'rounds' || measure.kind !== 'time' || heats < 2) return 1;
  return heats === 2 ? 2 : format.rounds;
}

/**
 * An event as the draw of the meet makes it.
 * @param starters entry ids are names of fields: letters, digits, - and _ @throws RangeError where one is not
 * @param act the draw: the document holds its key
 */
export function eventOf(meet: MeetOfEvent, event: Api.Meet.Event, starters: readonly Starter[], draw: Draw, act: Act): EventDocument {
  const odd = starters.find(({ entry }) => !/^[A-Za-z0-9_-]{1,64}$/.test(entry));
  if (odd) throw new RangeError('an entry id must be the name of a field');
  const { meetId, title, scope, scopeName, rulebook, seed, records } = meet;
  const { timing, lanes, bands, points, unitClasses, groups } = rulebook;
  const heats = draw.kind === 'heats' ? draw.heats : [];
  const entries = starters.map(({ entry }) => entry);
  return {
    ...{ _id: eventKey(meetId, event.id), meetId, eventId: event.id, title, scope, scopeName, event, seed },
    groupName: groups.find(({ id }) => id === event.group)?.name ?? '',
    rules: { timing, lanes, bands, points, unitClasses },
    records: records.filter((row) => sameEvent(row, event)),
    starters: [...starters],
    orders: {},
    units: [...new Map(starters.flatMap(({ units }) => units.map(({ unit, name, unitClass }) => [unit, { unit, name, unitClass }] as const))).values()],
    rounds: { [roundName(1)]: newRound(1, heats, tableOf(event, draw, seed), entries) },
    last: roundsOf(event, heats.length),
    stands: { n: 1, state: 'open' },
    // The board is to know of it.
    ...{ result: null, unfolded: true, untold: false, sealed: 0, v: 1, acts: [act] },
  };
}
