import type { AuditRecord } from '../../../miniprogram/domain/audit/chain';
import { type Database, insertOnce } from '../../platform/database';
import type { Act, SheetDocument } from './documents';

/** Score sheets 评分表: one document a judge and entry. */

const sheets = (db: Database) => db.collection<SheetDocument>('score_sheets');

/** Acts that a sheet remembers. A phone sends one draft at a time; what comes later than these is known by its version. */
const remembered = 20;

export const sheetId = (roundKey: string, entryId: string, judge: string) => `${roundKey}:${entryId}:${judge}`;

export async function sheetById(db: Database, id: string): Promise<SheetDocument | null> {
  return (await sheets(db).doc(id).get()).data;
}

/** Sheets of these entries; a panel has at most 30 judges. */
export async function sheetsOf(db: Database, roundKey: string, entryIds: readonly string[]): Promise<SheetDocument[]> {
  const { data } = await sheets(db).where({ roundKey, entryId: db.command.in([...entryIds]) }).limit(entryIds.length * 30).get();
  return data;
}

/** A judge's own sheets of a round; a round has fewer than 300 entries. */
export async function sheetsOfJudge(db: Database, roundKey: string, judge: string): Promise<SheetDocument[]> {
  return (await sheets(db).where({ roundKey, judge }).limit(300).get()).data;
}

/** Sheets of a round with a correction that waits for its witness. */
export async function waitingSheets(db: Database, roundKey: string, limit: number): Promise<SheetDocument[]> {
  return (await sheets(db).where({ roundKey, waits: true }).limit(limit).get()).data;
}

/** Sheets with a correction that their round may not know of. */
export async function untoldSheets(db: Database, limit: number): Promise<SheetDocument[]> {
  return (await sheets(db).where({ 'untold.t': db.command.gt(0) }).limit(limit).get()).data;
}

/** @returns false: there is one */
export const insertSheet = (db: Database, sheet: SheetDocument): Promise<boolean> => insertOnce(sheets(db), sheet);

/** What an act on a sheet writes. */
export type SheetChange = Partial<Pick<SheetDocument, 'marks' | 'signedAt' | 'asked' | 'waits' | 'untold'>> & { correction?: SheetDocument['corrections'][number] };

/** Carries an act out upon this version, once; an official's with its audit record. @returns whether it did */
export async function changeSheet(db: Database, before: { _id: string; v: number; signedAt?: null }, act: Act, change: SheetChange, record?: AuditRecord): Promise<boolean> {
  const { set, push, inc, neq } = db.command;
  const { correction, ...fields } = change;
  const whole = Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, typeof value === 'object' && value !== null ? set(value) : value]));
  const { stats } = await sheets(db)
    .where({ ...before, 'acts.k': neq(act.k) })
    .update({
      data: {
        ...whole,
        ...(correction ? { corrections: push([correction]) } : {}),
        v: inc(1),
        acts: push({ each: [act], slice: -remembered }),
        ...(record ? { audit: push([record]) } : {}),
      },
    });
  return stats.updated === 1;
}

/** The round knows of this correction. Idempotent. */
export async function noteTold(db: Database, id: string, { k }: Act): Promise<void> {
  await sheets(db).where({ _id: id, 'untold.k': k }).update({ data: { untold: null } });
}
