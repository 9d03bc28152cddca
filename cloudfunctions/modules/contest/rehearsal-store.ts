import type { Slot } from '../../../miniprogram/domain/contest/rehearsal';
import type { AuditRecord } from '../../../miniprogram/domain/audit/chain';
import type { Act } from '../../platform/acts';
import { type Database, insertOnce } from '../../platform/database';

/** 走台彩排: the ONE document of a round's slots. A slot is taken by one conditional write on that slot. */

/** Somebody's new time that their leader was not told for certain. `k`: of the act. */
export interface RehearsalNews {
  entryId: string;
  /** null: none any more. */
  is: number | null;
  k: string;
}

/** `_id` = `contestId:roundId`. */
export interface RehearsalDocument {
  _id: string;
  contestId: string;
  roundId: string;
  stage: string;
  minutes: number;
  how: Api.Contest.Rehearsal['how'];
  chooseUntil: number | null;
  /** In the order of time; `entryId` empty: free, so that a condition on one slot is an equality. */
  slots: Slot[];
  news: RehearsalNews[];
  /** There is news. */
  untold: boolean;
  v: number;
  /** The latest ones. */
  acts: Act[];
  audit: AuditRecord[];
}

const rehearsals = (db: Database) => db.collection<RehearsalDocument>('rehearsals');

/** Far more than a round's entries and their changes are. */
const remembered = 1000;

export async function rehearsalById(db: Database, id: string): Promise<RehearsalDocument | null> {
  return (await rehearsals(db).doc(id).get()).data;
}

/** Of all rounds of a contest, of which there are at most 6. */
export async function rehearsalsOf(db: Database, contestId: string): Promise<Pick<RehearsalDocument, 'roundId' | 'stage' | 'minutes' | 'how' | 'chooseUntil' | 'slots'>[]> {
  const fields = { roundId: true, stage: true, minutes: true, how: true, chooseUntil: true, slots: true } as const;
  return (await rehearsals(db).where({ contestId }).field(fields).limit(6).get()).data;
}

/** @returns false: it was laid out before */
export const insertRehearsal = (db: Database, document: RehearsalDocument): Promise<boolean> => insertOnce(rehearsals(db), document);

export interface RehearsalWrite {
  /** Beside the id, and that the act's key is not in it yet. */
  where: object;
  data: object;
  news: readonly RehearsalNews[];
  record?: AuditRecord;
}

/** @returns whether it was written */
export async function writeRehearsal(db: Database, id: string, act: Act, { where, data, news, record }: RehearsalWrite): Promise<boolean> {
  const { inc, neq, push } = db.command;
  const { stats } = await rehearsals(db)
    .where({ _id: id, ...where, 'acts.k': neq(act.k) })
    .update({
      data: {
        ...data,
        v: inc(1),
        acts: push({ each: [act], slice: -remembered }),
        ...(news.length > 0 ? { news: push([...news]), untold: true } : {}),
        ...(record ? { audit: push([record]) } : {}),
      },
    });
  return stats.updated === 1;
}

export async function untoldRehearsals(db: Database, limit: number): Promise<RehearsalDocument[]> {
  return (await rehearsals(db).where({ untold: true }).limit(limit).get()).data;
}

/** All that was new as it was read is told. Idempotent; what came since stays. */
export async function noteRehearsalTold(db: Database, { _id, v }: Pick<RehearsalDocument, '_id' | 'v'>): Promise<void> {
  await rehearsals(db).where({ _id, v }).update({ data: { news: db.command.set([]), untold: false } });
}
