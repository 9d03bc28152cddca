import { listHash, seedOf } from '../draw/seed';
import { chanceFrom, shuffled } from '../draw/stream';
import { unifyName } from '../people/names';
import { spaced } from './spacing';

/** The running order 出场顺序 of a round: what is hashed before the draw, and what a seed or slips make of it. */

/** A line of the roster as it is published. */
export interface RosterLine {
  entryId: string;
  title: string;
  unitName: string;
  /** Tags of people who are in several entries of the round. */
  shared: readonly string[];
}

/** The roster in the order that is hashed: by entry id, which nobody chooses. */
export const inRosterOrder = <L extends { entryId: string }>(lines: readonly L[]): L[] => [...lines].sort((a, b) => (a.entryId < b.entryId ? -1 : 1));

/** Hash of a roster, in roster order. A line is the JSON array `[entryId,title,unitName,[tags]]`. */
export function rosterHash(roster: readonly RosterLine[]): string {
  return listHash(inRosterOrder(roster).map(({ entryId, title, unitName, shared }) => JSON.stringify([entryId, title, unitName, shared])));
}

export interface Order {
  /** As it was drawn. */
  drawn: string[];
  /** After the spacing rule. */
  running: string[];
}

/** Entries that share people end at least three places apart, by the fixed rule of domain/contest/spacing. */
export function orderFrom(drawn: readonly string[], roster: readonly RosterLine[]): Order {
  const people = new Map(roster.map(({ entryId, shared }) => [entryId, shared]));
  return { drawn: [...drawn], running: spaced(drawn.map((entry) => ({ entry, people: people.get(entry) ?? [] }))).map(({ entry }) => entry) };
}

/** Seed of a draw: of the roster's hash and of all contributions in the order of the units' ids, or of the organiser's share and the public value. */
export const orderSeed = (hash: string, contributions: readonly string[]): Uint8Array => seedOf(hash, contributions);

/** The draw by lot: Fisher–Yates over the roster. */
export function orderByLot(roster: readonly RosterLine[], seed: Uint8Array): Order {
  return orderFrom(shuffled(inRosterOrder(roster).map(({ entryId }) => entryId), chanceFrom(seed)), roster);
}

/** 纸签: by the numbers on the slips. @returns null: a number is missing, used twice, or no number of this roster */
export function orderBySlips(roster: readonly RosterLine[], slips: readonly { entryId: string; number: number }[]): Order | null {
  const known = new Set(roster.map(({ entryId }) => entryId));
  const wanted = new Set(slips.map(({ entryId }) => entryId));
  if (slips.length !== roster.length || wanted.size !== slips.length || slips.some(({ entryId }) => !known.has(entryId))) return null;
  const sorted = [...slips].sort((a, b) => a.number - b.number);
  if (sorted.some(({ number }, index) => number !== index + 1)) return null;
  return orderFrom(sorted.map(({ entryId }) => entryId), roster);
}

/** Who is on stage in an entry, as far as it tells people apart: a member by id, others by name within the unit, people from outside by name alone. */
function personKey({ uid, name, outside }: Api.Contest.Performer, unitId: string): string {
  if (uid !== null) return `uid:${uid}`;
  return outside ? `name:${unifyName(name)}` : `unit:${unitId}:${unifyName(name)}`;
}

/** Tags `p1`, `p2` … for people who are in more than one entry, so that the spacing rule can be run again by anybody without a name. */
export function sharedTags(entries: readonly { entryId: string; unitId: string; performers: readonly Api.Contest.Performer[] }[]): Map<string, string[]> {
  const entriesOf = new Map<string, Set<string>>();
  for (const { entryId, unitId, performers } of inRosterOrder(entries)) {
    for (const performer of performers) {
      const key = personKey(performer, unitId);
      entriesOf.set(key, (entriesOf.get(key) ?? new Set()).add(entryId));
    }
  }
  // People who share the very same entries are one tag: a choir that sings twice needs no eighty.
  const groups = [...new Set([...entriesOf.values()].filter(({ size }) => size > 1).map((ids) => [...ids].sort().join(' ')))].sort();
  const tags = new Map(entries.map(({ entryId }): [string, string[]] => [entryId, []]));
  groups.forEach((group, index) => group.split(' ').forEach((entryId) => tags.get(entryId)?.push(`p${index + 1}`)));
  return tags;
}
