import type { AuditRecord } from '../../../miniprogram/domain/audit/chain';
import { type Database, insertOnce } from '../../platform/database';
import type { Act, ContestDocument } from './documents';

const contests = (db: Database) => db.collection<ContestDocument>('contests');

export async function contestById(db: Database, id: string): Promise<ContestDocument | null> {
  return (await contests(db).doc(id).get()).data;
}

/** @returns false: the activity has a contest */
export const insertContest = (db: Database, contest: ContestDocument): Promise<boolean> => insertOnce(contests(db), contest);

/** Writes another rulebook if nobody changed the contest since version `v`. @returns whether it did */
export async function keepRulebook(db: Database, id: string, v: number, next: Pick<ContestDocument, 'rulebook'> & { entriesUntil: number; sealedAt: number | null }, act: Act, record: AuditRecord): Promise<boolean> {
  const { set, push } = db.command;
  const { stats } = await contests(db)
    .where({ _id: id, v })
    .update({ data: { rulebook: set(next.rulebook), entriesUntil: next.entriesUntil, sealedAt: next.sealedAt, v: v + 1, acts: push([act]), audit: push([record]) } });
  return stats.updated === 1;
}

/** The first entry is about to be accepted under version `v`: edits keep its promises from now on. @returns false: the contest was changed meanwhile */
export async function freeze(db: Database, id: string, v: number, now: number): Promise<boolean> {
  const { stats } = await contests(db).where({ _id: id, v }).update({ data: { frozenAt: now, v: v + 1 } });
  return stats.updated === 1;
}

/** The first round is about to be laid out: entries change no more. @returns false: the contest was changed meanwhile */
export async function sealEntries(db: Database, { _id, v, sealedAt }: ContestDocument, now: number): Promise<boolean> {
  if (sealedAt) return true;
  const { stats } = await contests(db).where({ _id, v }).update({ data: { sealedAt: now, v: v + 1 } });
  return stats.updated === 1;
}

/** Until when entries are taken. */
export const entriesEnd = ({ entriesUntil, rulebook }: ContestDocument) => entriesUntil ?? firstRoundAt(rulebook);

export const firstRoundAt = ({ rounds }: Api.Contest.Rulebook) => rounds[0]?.startsAt ?? 0;
