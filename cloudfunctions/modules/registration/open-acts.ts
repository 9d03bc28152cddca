import type { AuditRecord } from '../../../miniprogram/domain/audit/chain';
import { type Database, insertOnce } from '../../platform/database';

/** An act of a cadre on many people of an activity, decided by its insert, with its audit record; it is carried out after it and by the job. */
export interface OpenAct {
  _id: string;
  k: string;
  h: string;
  by: string;
  at: number;
  activityId: string;
  uids: string[];
  /** Is anything still to be carried out? */
  open: boolean;
  audit?: AuditRecord[];
}

/** The acts of one kind, each kind in a collection of its own. */
export function openActs<T extends OpenAct>(collection: string) {
  const acts = (db: Database) => db.collection<T>(collection);
  return {
    async byId(db: Database, id: string): Promise<T | null> {
      return (await acts(db).doc(id).get()).data;
    },

    /** @returns false: the id is taken */
    insert: (db: Database, act: T): Promise<boolean> => insertOnce(acts(db), act),

    async close(db: Database, id: string): Promise<void> {
      await acts(db).where({ _id: id, open: true }).update({ data: { open: false } });
    },

    /** Acts from before `before` that broke off. */
    async brokenOff(db: Database, before: number, limit: number): Promise<T[]> {
      return (await acts(db).where({ open: true, at: db.command.lt(before) }).limit(limit).get()).data;
    },
  };
}
