import type { AuditRecord } from '../../../miniprogram/domain/audit/chain';
import { covers } from '../../../miniprogram/domain/people/scope';
import { rewritePath } from '../../../miniprogram/domain/people/union';
import { minute } from '../../../miniprogram/domain/time/shanghai';
import { type Database, insertOnce } from '../../platform/database';
import { Refusal } from '../../platform/errors';

/**
 * A move or a merge, decided by its insert. Its id is its number, so that only one can follow the one before:
 * two at once could put a union below itself.
 */
export interface MoveDocument {
  /** Number in ten digits. */
  _id: string;
  /** Names the act: a repeat finds it. */
  id: string;
  h: string;
  by: string;
  at: number;
  kind: 'move' | 'merge';
  unionId: string;
  unionName: string;
  from: string;
  to: string;
  /** The new parent, or the union that takes it in. */
  toId: string;
  toName: string;
  /** Names that a trail of what moved begins with, in place of its first so many. */
  trail: string[];
  names: number;
  /** Up to which holder, in the order of ids, grants have been given under both paths; `~`: all. */
  twinned: string;
  open: boolean;
  audit: AuditRecord[];
}

/** Calls that read a path before it changed have written by then what they copied of it: the longest function and a margin, ms. */
export const grace = 2.5 * minute;

const moves = (db: Database) => db.collection<MoveDocument>('moves');

export async function lastMove(db: Database): Promise<MoveDocument | null> {
  return (await moves(db).where({}).orderBy('_id', 'desc').limit(1).get()).data[0] ?? null;
}

export async function moveById(db: Database, id: string): Promise<MoveDocument | null> {
  return (await moves(db).where({ id }).limit(1).get()).data[0] ?? null;
}

/** Decides, as the one after `before`. @returns false: another move was first */
export function insertMove(db: Database, before: MoveDocument | null, move: Omit<MoveDocument, '_id'>): Promise<boolean> {
  const number = before === null ? 1 : Number(before._id) + 1;
  return insertOnce(moves(db), { _id: String(number).padStart(10, '0'), ...move });
}

/** The move that is under way; null: none is. */
export async function openMove(db: Database): Promise<MoveDocument | null> {
  return (await moves(db).where({ open: true }).limit(1).get()).data[0] ?? null;
}

export async function keepTwinned(db: Database, move: MoveDocument, twinned: string): Promise<void> {
  await moves(db).where({ _id: move._id, twinned: move.twinned }).update({ data: { twinned } });
}

export async function closeMove(db: Database, id: string): Promise<void> {
  await moves(db).where({ _id: id, open: true }).update({ data: { open: false } });
}

/**
 * Tries with a member's path; where it is refused as not of the audience while the member's union is on its way to another place,
 * with the other spelling of the path: the member's row and the activity may not be rewritten at the same moment.
 */
export async function underBothPaths<T>(db: Database, path: string, attempt: (path: string) => Promise<T>): Promise<T> {
  try {
    return await attempt(path);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'FORBIDDEN') throw error;
    const move = await openMove(db);
    const other = move && (covers(move.from, path) ? rewritePath(path, move.from, move.to) : move.kind === 'move' ? rewritePath(path, move.to, move.from) : path);
    if (!other || other === path) throw error;
    return attempt(other);
  }
}
