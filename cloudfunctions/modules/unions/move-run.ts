import { settled, withTwins } from '../../../miniprogram/domain/people/moves';
import { pathsUpwards } from '../../../miniprogram/domain/people/scope';
import { parentPath, rewritePath, siblingKey } from '../../../miniprogram/domain/people/union';
import { termsOf } from '../../../miniprogram/domain/text/search';
import { type Database, isDuplicate } from '../../platform/database';
import { causeOf, log } from '../../platform/log';
import type { ActivityDocument } from '../activity/store';
import type { JoinRequestDocument } from '../people/join-store';
import { recount } from '../people/roster-store';
import { type MemberDocument, type UnionDocument, unionById } from '../people/store';
import { changeHolder, holdersBeneath } from '../roles/store';
import { moveApplications, namedAfter } from './move-applications';
import { moveSeats, moveTeams } from './move-places';
import { moveRounds, moveStarters } from './move-rounds';
import { closeMove, grace, keepTwinned, type MoveDocument, openMove } from './move-store';
import { below, page, recountBelow } from './store';

/**
 * Carries a move out. Every step looks for what still has the old path and rewrites it, conditionally on what it has: so a step may be
 * repeated, runs may overlap, and a run goes on wherever one died. Grants come first, under both paths, and are settled last.
 */

/** Fields that hold the path of a union, each served by an index. Whoever adds one lists it here: tests/cloud/api/moves.test.ts looks for what was forgotten. */
const pathFields: readonly (readonly [collection: string, field: string])[] = [
  ['seats', 'scope'],
  ['absences', 'scope'],
  ['assessments', 'scope'],
  ['votes', 'scope'],
  ['votes', 'audience'],
  ['contests', 'scope'],
  ['contest_rounds', 'scope'],
  ['contest_entries', 'unitPath'],
  ['meets', 'scope'],
  ['meet_events', 'scope'],
  ['meet_boards', 'scope'],
  ['meet_prizes', 'scope'],
  ['delegations', 'unitPath'],
  ['reading_editions', 'scope'],
  ['reading_editions', 'audience'],
  ['reading_units', 'path'],
  ['work_calls', 'scope'],
  ['work_calls', 'audience'],
  ['works', 'unitPath'],
  ['reading_challenges', 'path'],
  ['book_rooms', 'path'],
  ['announcements', 'pinScope'],
  ['announcement_units', 'path'],
  ['inbox', 'path'],
  ['exports', 'scope'],
  ['series', 'scope'],
  ['activities', 'audience'],
  ['applications', 'unitPath'],
  ['enrolments', 'unitPath'],
  ['departures', 'unitPath'],
  ['join_requests', 'unitPath'],
  ['members', 'unitPath'],
];

/** Steps a run takes at most, so that it ends within a function's time. */
const stepsARun = 1500;

class OutOfSteps extends Error {}

export async function settleMoves(db: Database, now: number): Promise<number> {
  const move = await openMove(db);
  if (!move) return 0;
  try {
    await carryOut(db, move, now);
  } catch (error) {
    if (!(error instanceof OutOfSteps)) log('move', { number: move._id, ...causeOf(error) });
  }
  return 1;
}

async function carryOut(db: Database, move: MoveDocument, now: number): Promise<void> {
  let steps = 0;
  const step = () => {
    steps += 1;
    if (steps > stepsARun) throw new OutOfSteps();
  };
  await twinGrants(db, move, step);
  await moveUnions(db, move, step);
  if (move.kind === 'merge') await takeIn(db, move, step, now);
  await moveScopes(db, 'activities', move, step);
  await moveScopes(db, 'announcements', move, step);
  await moveApplications(db, move, step);
  await moveSeats(db, move, step);
  await moveRounds(db, move, step);
  await moveStarters(db, move, step);
  await moveTeams(db, move, step);
  for (const [collection, field] of pathFields) await rewriteField(db, collection, field, move, step, now);
  if (now < move.at + grace) return;
  await settleGrants(db, move, step);
  await recountBelow(db, [move.toId, parentIdIn(move.from)]);
  await recount(db, parentPath(move.from));
  await recount(db, move.to);
  await closeMove(db, move._id);
}

const parentIdIn = (path: string) => parentPath(path).split('/').filter((part) => part !== '').pop() ?? '';

/** First of all: who holds something in what moves holds it under both paths. */
async function twinGrants(db: Database, move: MoveDocument, step: () => void): Promise<void> {
  for (let at = move; at.twinned !== '~'; ) {
    step();
    const holders = await holdersBeneath(db, move.from, at.twinned, page);
    for (const holder of holders) {
      const grants = withTwins(holder.grants, move);
      if (grants) await changeHolder(db, holder._id, (found) => withTwins(found, move));
    }
    const twinned = holders.length < page ? '~' : (holders[holders.length - 1]?._id ?? '~');
    await keepTwinned(db, at, twinned);
    at = { ...at, twinned };
  }
}

async function settleGrants(db: Database, move: MoveDocument, step: () => void): Promise<void> {
  for (let more = true; more; ) {
    step();
    const holders = await holdersBeneath(db, move.from, '', page);
    for (const holder of holders) await changeHolder(db, holder._id, (found) => settled(found, move));
    more = holders.length > 0;
  }
}

async function moveUnions(db: Database, move: MoveDocument, step: () => void): Promise<void> {
  const unions = db.collection<UnionDocument>('unions');
  for (let more = true; more; ) {
    step();
    const { data } = await unions.where({ path: below(db, move.from), _id: db.command.neq(move.kind === 'merge' ? move.unionId : '') }).orderBy('path', 'asc').limit(page).get();
    await Promise.all(data.map((union) => moveUnion(db, union, move)));
    more = data.length > 0;
  }
}

async function moveUnion(db: Database, union: UnionDocument, move: MoveDocument): Promise<void> {
  const { set } = db.command;
  const path = rewritePath(union.path, move.from, move.to);
  const trail = [...move.trail, ...union.trail.slice(move.names)];
  const parentId = move.kind === 'move' ? (union._id === move.unionId ? move.toId : union.parentId) : union.parentId === move.unionId ? move.toId : union.parentId;
  const key = siblingKey(parentId, union.name);
  const where = { _id: union._id, path: union.path };
  const change = (taken: string) => db.collection<UnionDocument>('unions').where(where).update({ data: { path, trail: set(trail), parentId, siblingKey: taken } });
  try {
    await change(key);
  } catch (error) {
    // Somebody made one of this name there meanwhile: it comes all the same, and whoever looks after them renames one.
    if (!isDuplicate(error)) throw error;
    await change(`${key} ${union._id}`);
  }
}

/** A merge: the members and requests of the union itself become those of the other; what remains of it says where it went. */
async function takeIn(db: Database, move: MoveDocument, step: () => void, now: number): Promise<void> {
  const members = db.collection<MemberDocument>('members');
  const requests = db.collection<JoinRequestDocument>('join_requests');
  const into = { unitId: move.toId, unitName: move.toName, unitPath: move.to };
  for (let more = true; more; ) {
    step();
    const { data } = await members.where({ unitId: move.unionId }).limit(page).get();
    await Promise.all(data.map(({ _id }) => members.where({ _id, unitId: move.unionId }).update({ data: { ...into, changedAt: now } })));
    more = data.length > 0;
  }
  for (let more = true; more; ) {
    step();
    const { data } = await requests.where({ unitPath: move.from }).limit(page).get();
    await Promise.all(data.map(({ _id }) => requests.where({ _id, unitPath: move.from }).update({ data: into })));
    more = data.length > 0;
  }
  const gone = { path: `/merged/${move.unionId}/`, parentId: '', siblingKey: `merged:${move.unionId}`, terms: db.command.set([]), members: 0, below: 0 };
  await db
    .collection<UnionDocument>('unions')
    .where({ _id: move.unionId, path: move.from })
    .update({ data: { ...gone, mergedInto: db.command.set({ id: move.toId, name: move.toName }) } });
  const taker = await unionById(db, move.toId);
  if (taker && !taker.formerNames.includes(move.unionName)) {
    const formerNames = [...taker.formerNames, move.unionName];
    await db
      .collection<UnionDocument>('unions')
      .where({ _id: taker._id, v: taker.v })
      .update({ data: { formerNames: db.command.set(formerNames), terms: db.command.set(termsOf(taker.name, ...formerNames)), v: taker.v + 1 } });
  }
}

/** What carries its own path and all above it. */
async function moveScopes(db: Database, name: 'activities' | 'announcements', move: MoveDocument, step: () => void): Promise<void> {
  const scoped = db.collection<Pick<ActivityDocument, '_id' | 'scope' | 'scopes'>>(name);
  for (let more = true; more; ) {
    step();
    const { data } = await scoped.where({ scopes: move.from }).limit(page).get();
    await Promise.all(
      data.map(({ _id, scope }) => {
        const next = rewritePath(scope, move.from, move.to);
        return scoped.where({ _id, scope }).update({ data: { scope: next, scopes: db.command.set(pathsUpwards(next)) } });
      }),
    );
    more = data.length > 0;
  }
}

/** All documents of one path at once, path by path, until none has the old prefix. */
async function rewriteField(db: Database, name: string, field: string, move: MoveDocument, step: () => void, now: number): Promise<void> {
  const { from, to } = move;
  const collection = db.collection<Record<string, unknown>>(name);
  for (;;) {
    step();
    const { data } = await collection.where({ [field]: below(db, from) }).field({ [field]: true }).orderBy(field, 'asc').limit(1).get();
    const path: unknown = data[0]?.[field];
    if (typeof path !== 'string') return;
    // Members may come into another bucket of places by it: what they took before is looked for in all of them.
    const mark = name === 'members' ? { changedAt: now } : name === 'applications' ? namedAfter(move, path) : {};
    await collection.where({ [field]: path }).update({ data: { [field]: rewritePath(path, from, to), ...mark } });
  }
}
