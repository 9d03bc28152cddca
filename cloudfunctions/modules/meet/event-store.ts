import type { AuditRecord } from '../../../miniprogram/domain/audit/chain';
import { sameEvent } from '../../../miniprogram/domain/meet/record-list';
import { type Act, type Decision, decideUpon } from '../../platform/acts';
import { type Database, insertOnce } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { seal, unseal } from '../../platform/secrets';
import { type Card, type EventDocument, eventKey, type RelayOrder, type Round, roundName, type Starter } from './event-document';

/**
 * The ONE document of an event. Rounds, cards and matches are maps, never lists: a condition on `rounds.r1.cards.e1.m` asks that very field, while a number in
 * a path would also ask each element of a list for a field of that name (docs/decisions/0033). Names are sealed in storage. Nobody else reads or writes it.
 */

const events = (db: Database) => db.collection<EventDocument>('meet_events');

/** Acts that an event remembers: three for each of several hundred starters. */
const remembered = 2000;

const sealedStarter = (one: Starter): Starter => ({ ...one, people: one.people.map((person) => ({ ...person, name: seal(person.name) })) });
/** As it is stored. */
export const sealedEvent = (event: EventDocument): EventDocument => ({ ...event, starters: event.starters.map(sealedStarter) });
/** A team in the order of its legs, as far as that was handed in. */
const inOrder = (people: Starter['people'], order: RelayOrder | undefined) => (order ? order.people.flatMap((uid) => people.find((one) => one.uid === uid) ?? []) : people);

const opened = <E extends Pick<EventDocument, 'starters' | 'orders'>>(found: E): E => ({
  ...found,
  starters: found.starters.map((one) => ({ ...one, people: inOrder(one.people, found.orders[one.entry]).map((person) => ({ ...person, name: unseal(person.name) })) })),
});

export async function eventById(db: Database, id: string): Promise<EventDocument | null> {
  const found = (await events(db).doc(id).get()).data;
  return found && opened(found);
}

/** @returns false: it was drawn before */
export const insertEvent = (db: Database, event: EventDocument): Promise<boolean> => insertOnce(events(db), sealedEvent(event));

/** A conditional write of an event. */
export interface EventWrite {
  /** Beside the id, and that the act's key is not in it yet. */
  where: object;
  data: object;
  record?: AuditRecord | undefined;
}

/** @returns whether it was written: else something of `where` is no more so, or the act was done */
export async function writeEvent(db: Database, id: string, act: Act, { where, data, record }: EventWrite): Promise<boolean> {
  const { inc, push, neq } = db.command;
  const { stats } = await events(db)
    .where({ _id: id, ...where, sealed: 0, 'acts.k': neq(act.k) })
    .update({ data: { ...data, v: inc(1), acts: push({ each: [act], slice: -remembered }), ...(record ? { audit: push([record]) } : {}) } });
  return stats.updated === 1;
}

/** Reads the event, lets the act decide, and writes; where somebody else was quicker, decides again. @throws CLOSED where the result book is sealed */
export const actOnEvent = <T>(
  db: Database,
  load: () => Promise<EventDocument>,
  act: Act,
  decide: (event: EventDocument, done: boolean) => Decision<T, EventWrite> | Promise<Decision<T, EventWrite>>,
): Promise<T> =>
  decideUpon(
    load,
    act,
    (event, done) => {
      if (!done && event.sealed > 0) throw new Refusal('CLOSED', '成绩册已经封存，要更正先由主办方启封这一项');
      return decide(event, done);
    },
    (event, write) => writeEvent(db, event._id, act, write),
  );

/** Closes an event as it was read for the seal of this number. Idempotent. */
export async function closeEvent(db: Database, { _id, v }: Pick<EventDocument, '_id' | 'v'>, seal: number): Promise<void> {
  await events(db).where({ _id, v, sealed: 0 }).update({ data: { sealed: seal, v: db.command.inc(1) } });
}

/** Opens an event that the seal of this number closed. Idempotent. */
export async function openEvent(db: Database, _id: string, seal: number): Promise<void> {
  await events(db).where({ _id, sealed: seal }).update({ data: { sealed: 0, v: db.command.inc(1) } });
}

/** Paths into one round, for conditions and changes. */
export interface RoundPlace {
  round: Round;
  path(field: keyof Round): string;
  card(entry: string, field?: keyof Card): string;
}

export function placeIn(event: EventDocument, n: number): RoundPlace {
  const name = roundName(n);
  const round = event.rounds[name];
  if (!round) throw new Refusal('NOT_FOUND', '还没有这一轮');
  return {
    round,
    path: (field) => `rounds.${name}.${field}`,
    card: (entry, field) => `rounds.${name}.cards.${entry}${field === undefined ? '' : `.${field}`}`,
  };
}

/** Rounds as far as there are, the first first. */
export const roundsIn = ({ rounds }: Pick<EventDocument, 'rounds'>): Round[] => Object.values(rounds).sort((a, b) => a.n - b.n);

/** So many are read at once: one may hold hundreds of starters. */
const page = 20;

/** All events of a meet with everything that was entered, by their ids. */
export async function wholeEvents(db: Database, meetId: string): Promise<EventDocument[]> {
  const found: EventDocument[] = [];
  for (let after = ''; ; after = found[found.length - 1]?.eventId ?? after) {
    const { data } = await events(db).where({ meetId, eventId: db.command.gt(after) }).orderBy('eventId', 'asc').limit(page).get();
    found.push(...data.map(opened));
    if (data.length < page) return found;
  }
}

/** Events of a meet in which this bib 号码 starts; at most 20. */
export async function eventsWithBib(db: Database, meetId: string, bib: number): Promise<EventDocument[]> {
  return (await events(db).where({ meetId, 'starters.people.bib': bib }).limit(20).get()).data.map(opened);
}

/** Events of a meet that a member starts in; at most 20. */
export async function eventsOfMember(db: Database, meetId: string, uid: string): Promise<EventDocument[]> {
  return (await events(db).where({ meetId, 'starters.people.uid': uid }).limit(20).get()).data.map(opened);
}

/** Events of which somebody may not have been told of a 并组. */
export async function eventsUntold(db: Database, limit: number): Promise<EventDocument[]> {
  return (await events(db).where({ untold: true }).limit(limit).get()).data.map(opened);
}

/** Everybody was told of every 并组 that the event had as it was read. Idempotent. */
export async function noteMergesTold(db: Database, { _id, rounds }: Pick<EventDocument, '_id' | 'rounds'>): Promise<void> {
  const known = rounds[roundName(1)]?.merges.length ?? 0;
  await events(db)
    .where({ _id, untold: true, [`rounds.${roundName(1)}.merges.${known}`]: db.command.exists(false) })
    .update({ data: { untold: false } });
}

/** An event holds the records in force: what it finds of them is announced with the next result. Idempotent. */
export async function keepRecords(db: Database, meetId: string, event: Pick<Api.Meet.Event, 'id' | 'discipline' | 'group' | 'implement'>, records: readonly Api.Meet.RecordRow[]): Promise<void> {
  const { inc, neq, set } = db.command;
  const own = records.filter((row) => sameEvent(row, event));
  await events(db).where({ _id: eventKey(meetId, event.id), records: neq(own) }).update({ data: { records: set(own), v: inc(1) } });
}
