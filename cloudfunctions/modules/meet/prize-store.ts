import type { AuditRecord } from '../../../miniprogram/domain/audit/chain';
import { usualTeams } from '../../../miniprogram/domain/meet/prizes';
import type { Act } from '../../platform/acts';
import { type Database, insertOnce } from '../../platform/database';
import type { BoardDocument } from './board-store';

/** A prize that was handed over. */
export interface HandedOver {
  of: Api.Meet.PrizeOf;
  /** As it was called then, for lists that do not read the event. A person's name is sealed. */
  prize: string;
  what: string;
  whom: string;
  unitName: string;
  by: string;
  at: number;
  /** 代领人, sealed; empty: the winner. */
  proxy: string;
}

/** The ONE document of what a meet gives and has given. `_id` = the meet's. */
export interface PrizesDocument {
  _id: string;
  scope: string;
  scopeName: string;
  terms: Api.Meet.PrizeTerms;
  /** By the id of the prize: fields, no list (docs/decisions/0064). */
  given: Record<string, HandedOver>;
  v: number;
  acts: Act[];
  audit?: AuditRecord[];
}

const prizes = (db: Database) => db.collection<PrizesDocument>('meet_prizes');

/** As it is before anybody did anything. */
export const noPrizes = ({ _id, scope, scopeName }: Pick<BoardDocument, '_id' | 'scope' | 'scopeName'>): PrizesDocument => ({ _id, scope, scopeName, terms: { teams: usualTeams, named: [] }, given: {}, v: 1, acts: [] });

export async function prizesById(db: Database, meetId: string): Promise<PrizesDocument | null> {
  return (await prizes(db).doc(meetId).get()).data;
}

/** The document, made where there is none yet. */
export async function prizesFor(db: Database, board: BoardDocument): Promise<PrizesDocument> {
  const found = await prizesById(db, board._id);
  if (found) return found;
  await insertOnce(prizes(db), noPrizes(board));
  return (await prizesById(db, board._id)) ?? noPrizes(board);
}

/** An act upon the version that was read. @returns whether it was done */
export async function writePrizes(db: Database, { _id, v }: PrizesDocument, act: Act, data: object, record: AuditRecord): Promise<boolean> {
  const { inc, push, neq } = db.command;
  const { stats } = await prizes(db)
    .where({ _id, v, 'acts.k': neq(act.k) })
    .update({ data: { ...data, v: inc(1), acts: push({ each: [act], slice: -1000 }), audit: push([record]) } });
  return stats.updated === 1;
}
