import type { Attempt } from '../../../miniprogram/domain/registration/series';
import type { AuditRecord } from '../../../miniprogram/domain/audit/chain';
import { pathsUpwards } from '../../../miniprogram/domain/people/scope';
import { type Database, insertOnce } from '../../platform/database';

/** A series 系列: what its activities carry of it never changes. */
export interface SeriesDocument {
  _id: string;
  /** Input hash of the act that made it. */
  h: string;
  by: string;
  createdAt: number;
  name: string;
  most: number;
  /** Path of the union whose series it is. */
  scope: string;
  organiser: string;
  audit?: AuditRecord[];
}

/** What one person has of one series. */
export interface ClaimsDocument {
  /** `seriesId:uid` */
  _id: string;
  uid: string;
  attempts: Attempt[];
  v: number;
}

const seriesOf = (db: Database) => db.collection<SeriesDocument>('series');
const claimsOf = (db: Database) => db.collection<ClaimsDocument>('series_claims');

export async function seriesById(db: Database, id: string): Promise<SeriesDocument | null> {
  return (await seriesOf(db).doc(id).get()).data;
}

/** @returns false: the same act made it before */
export function insertSeries(db: Database, series: SeriesDocument): Promise<boolean> {
  return insertOnce(seriesOf(db), series);
}

/** Series of the union at this path and of those above it, latest first. */
export async function seriesFor(db: Database, scope: string, limit: number): Promise<SeriesDocument[]> {
  return (await seriesOf(db).where({ scope: db.command.in(pathsUpwards(scope)) }).orderBy('createdAt', 'desc').limit(limit).get()).data;
}

const claimsId = (seriesId: string, uid: string) => `${seriesId}:${uid}`;

export async function claimsIn(db: Database, seriesId: string, uid: string): Promise<ClaimsDocument | null> {
  return (await claimsOf(db).doc(claimsId(seriesId, uid)).get()).data;
}

/** Writes the first attempt of somebody in a series. @returns false: they have made others */
export function insertClaims(db: Database, seriesId: string, uid: string, attempt: Attempt): Promise<boolean> {
  return insertOnce(claimsOf(db), { _id: claimsId(seriesId, uid), uid, attempts: [attempt], v: 1 });
}

/** @returns false: somebody has changed them since they were read */
export async function swapClaims(db: Database, before: ClaimsDocument, attempts: readonly Attempt[]): Promise<boolean> {
  const { stats } = await claimsOf(db)
    .where({ _id: before._id, v: before.v })
    .update({ data: { attempts: db.command.set(attempts), v: before.v + 1 } });
  return stats.updated === 1;
}

/** Forgets what somebody who leaves had. */
export async function dropClaims(db: Database, uid: string): Promise<void> {
  await claimsOf(db).where({ uid }).remove();
}
