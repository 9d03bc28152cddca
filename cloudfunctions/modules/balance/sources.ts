import { peopleOf } from '../../../miniprogram/domain/registration/seats';
import type { Database } from '../../platform/database';
import type { EntryDocument } from '../contest/documents';
import { batchOf as readingBatch } from '../reading/fold-store';
import type { StandingDocument } from '../reading/documents';
import { readSeats, type SeatsDocument } from '../registration/store';
import { batchOf as ballotBatch, type TallyDocument, type VoteDocument } from '../voting/store';
import { appended, type Group, listed, type Source } from './source';

/** All documents of a collection that a condition finds, 1,000 a request. */
async function every<T extends { _id: string }, K extends keyof T>(db: Database, name: string, condition: object, fields: Record<K | '_id', true>): Promise<Pick<T, K | '_id'>[]> {
  const all: Pick<T, K | '_id'>[] = [];
  for (;;) {
    const after = all[all.length - 1]?._id;
    const further = after === undefined ? {} : { _id: db.command.gt(after) };
    const { data } = await db.collection<T>(name).where(db.command.and(condition, further)).orderBy('_id', 'asc').field<K | '_id'>(fields).limit(1000).get();
    all.push(...data);
    if (data.length < 1000) return all;
  }
}

async function placesOf(db: Database, activityIds: string[], now: number): Promise<Group[]> {
  const data = await every<SeatsDocument, 'activityId' | 'v' | 'endsAt'>(db, 'seats', { activityId: db.command.in(activityIds) }, { _id: true, activityId: true, v: true, endsAt: true });
  // When it is over, only those count who came.
  return data.map(({ _id, activityId, v, endsAt }) => ({ id: _id, activityId, stamp: now < endsAt ? `${v}` : `${v}.` }));
}

/** Who holds a place; when it is over and people were checked in, who of them came. */
async function placeHolders(db: Database, bucketId: string, now: number): Promise<string[]> {
  const seats = await readSeats(db, bucketId);
  if (!seats || seats.cancelled) return [];
  const held = seats.held.filter((entry) => entry.o === undefined && !entry.l);
  const checked = now >= seats.endsAt && held.some(({ c }) => c !== undefined);
  return held.flatMap((entry) => peopleOf(entry).filter((uid) => !checked || entry.c?.[uid] !== undefined));
}

async function entriesOf(db: Database, activityIds: string[]): Promise<Group[]> {
  const data = await every<EntryDocument, 'contestId' | 'v'>(db, 'contest_entries', { contestId: db.command.in(activityIds) }, { _id: true, contestId: true, v: true });
  return data.map(({ _id, contestId, v }) => ({ id: _id, activityId: contestId, stamp: `${v}` }));
}

/** Who performs in an accepted entry. */
async function performers(db: Database, entryId: string): Promise<string[]> {
  const { data } = await db.collection<EntryDocument>('contest_entries').where({ _id: entryId, state: 'accepted' }).field({ performers: true }).limit(1).get();
  return (data[0]?.performers ?? []).flatMap(({ uid }) => uid ?? []);
}

async function editionsOf(db: Database, activityIds: string[]): Promise<Group[]> {
  const data = await every<StandingDocument, 'batch'>(db, 'reading_standings', { _id: db.command.in(activityIds) }, { _id: true, batch: true });
  return data.map(({ _id, batch }) => ({ id: _id, activityId: _id, stamp: batch === 0 ? '' : `${batch}` }));
}

/** Readers whose first check-in is in this batch of the edition's counting. */
async function newReaders(db: Database, edition: string, number: number): Promise<string[] | null> {
  const batch = await readingBatch(db, edition, number);
  return batch && batch.moves.filter(({ from }) => from.v === 0).map(({ reader }) => reader.slice(edition.length + 1));
}

async function votesOf(db: Database, activityIds: string[]): Promise<Group[]> {
  const votes = await every<VoteDocument, 'activityId'>(db, 'votes', { activityId: db.command.in(activityIds) }, { _id: true, activityId: true });
  if (votes.length === 0) return [];
  const data = await every<TallyDocument, 'batch'>(db, 'tallies', { _id: db.command.in(votes.map(({ _id }) => _id)) }, { _id: true, batch: true });
  const batches = new Map(data.map(({ _id, batch }) => [_id, batch]));
  return votes.map(({ _id, activityId }) => ({ id: _id, activityId, stamp: `${batches.get(_id) || ''}` }));
}

/** Voters of a batch of the chain. Taking part only: a vote earns nothing. */
async function voters(db: Database, vote: string, number: number): Promise<string[] | null> {
  const batch = await ballotBatch(db, vote, number);
  return batch && batch.ids.map((ballot) => ballot.slice(vote.length + 1).split(':')[0] ?? '');
}

/** Every kind of taking part. A new kind is a line: `listed` where people come and go, `appended` where they only come. */
export const sources: readonly Source[] = [
  listed('place', placesOf, placeHolders),
  listed('entry', entriesOf, performers),
  appended('reading', editionsOf, newReaders),
  appended('ballot', votesOf, voters),
];
