import type { AuditRecord } from '../../../miniprogram/domain/audit/chain';
import { holds } from '../../../miniprogram/domain/people/scope';
import { type Database, insertOnce } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import type { Member } from '../../platform/router';
import { idOf, seal, unseal } from '../../platform/secrets';
import type { Act, ObjectionDocument, SelectionDocument } from './documents';

const selections = (db: Database) => db.collection<SelectionDocument>('selections');
const objections = (db: Database) => db.collection<ObjectionDocument>('award_objections');

export const selectionId = (edition: string, kind: Api.Awards.Kind): string => idOf('selection', edition, kind);

/** Acts kept to answer repeats from. */
const keptActs = 200;
const tries = 12;

const each = (change: (name: string) => string) => (document: SelectionDocument): SelectionDocument => ({
  ...document,
  candidates: document.candidates.map((one) => (one.uid === '' ? one : { ...one, name: change(one.name) })),
  // Units name themselves; people are sealed wherever they stand.
  notices: document.kind === 'star' ? document.notices.map((notice) => ({ ...notice, list: notice.list.map((line) => ({ ...line, name: change(line.name) })) })) : document.notices,
});
/** Names of people are sealed in storage. */
export const sealedSelection = each(seal);
const opened = each(unseal);

export const insertSelection = (db: Database, selection: SelectionDocument): Promise<boolean> => insertOnce(selections(db), sealedSelection(selection));

export async function selectionById(db: Database, id: string): Promise<SelectionDocument | null> {
  const found = (await selections(db).doc(id).get()).data;
  return found && opened(found);
}

/** A selection, for a cadre over its scope; to all others it does not exist. */
export async function ownSelection(db: Database, id: string, member: Member, now: number): Promise<SelectionDocument> {
  const found = await selectionById(db, id);
  if (!found || !holds(member.grants, 'cadre', found.scope, now)) throw new Refusal('NOT_FOUND', '没有找到这次评选');
  return found;
}

export async function selectionsOf(db: Database, edition: string): Promise<SelectionDocument[]> {
  return (await selections(db).where({ edition }).limit(10).get()).data.map(opened);
}

/** Selections of this kind that were decided on in this scope, latest ten. */
export async function decidedOf(db: Database, scope: string, kind: Api.Awards.Kind): Promise<SelectionDocument[]> {
  return (await selections(db).where({ scope, kind, state: 'decided' }).limit(10).get()).data;
}

/**
 * Carries an act out on the selection as it stands at the write: whoever loses a race decides again on what the other left.
 * @param record null: an objector's act, which names nobody
 * @returns the number of changes after it; a repeat gets that of the first
 */
export async function changeSelection(db: Database, id: string, act: Act, record: AuditRecord | null, decide: (before: SelectionDocument) => SelectionDocument): Promise<number> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const before = await selectionById(db, id);
    if (!before) throw new Refusal('NOT_FOUND', '没有找到这次评选');
    const done = before.acts.find(({ k, by }) => k === act.k && by === act.by);
    if (done && done.h !== act.h) throw new Refusal('KEY_REUSED');
    if (done) return before.v;
    const next = sealedSelection(decide(before));
    const { push, set } = db.command;
    const { stats } = await selections(db)
      .where({ _id: id, v: before.v })
      .update({
        data: {
          ...{ state: next.state, candidates: set(next.candidates), notices: set(next.notices), decision: set(next.decision) },
          ...{ v: before.v + 1, acts: set([...before.acts, act].slice(-keptActs)), ...(record ? { audit: push([record]) } : {}) },
        },
      });
    if (stats.updated === 1) return before.v + 1;
  }
  throw new Refusal('SLOW_DOWN');
}

/** @returns the objection as it is kept: the first of this person to this notice */
export async function keepObjection(db: Database, objection: ObjectionDocument): Promise<ObjectionDocument> {
  if (await insertOnce(objections(db), objection)) return objection;
  const kept = (await objections(db).doc(objection._id).get()).data;
  if (!kept) throw new Refusal('SLOW_DOWN');
  return kept;
}

/** What the objections to a selection say, by their ids. */
export async function wordsOf(db: Database, selection: string): Promise<Map<string, string>> {
  const { data } = await objections(db).where({ selection }).limit(1000).get();
  return new Map(data.map(({ _id, words }) => [_id, unseal(words)]));
}

/** Selections whose list is before a unit or before all now; names stay sealed. */
export async function selectionsInNotice(db: Database, limit: number): Promise<SelectionDocument[]> {
  return (await selections(db).where({ state: db.command.in(['unit', 'city']) }).limit(limit).get()).data;
}
