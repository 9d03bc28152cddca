import { type Claim, type ClaimLimit, claimed, givenBack, ownKeys, released } from '../../../miniprogram/domain/contest/songs';
import { type Database, insertOnce } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import type { EntryDocument } from './documents';
import { entryById } from './entry-store';

/**
 * Who holds an own song, or a unit's places for entries: one document each, changed by compare-and-set. A claim is made before the
 * entry is written, so that no crash lets one more in; what a crash leaves over is taken back by the job.
 */
export interface ClaimsDocument {
  /** `contestId:` and the song's key or the unit's id. */
  _id: string;
  claims: Claim[];
  /** A claim in it may have no entry. */
  unsure: boolean;
  /** The latest time that one was made. */
  touched: number;
  v: number;
}

export type ClaimsOf = 'contest_songs' | 'contest_units';

const tries = 12;
/** After so long the function that made a claim is certainly over, ms. */
export const claimSettles = 120_000;

const documents = (db: Database, of: ClaimsOf) => db.collection<ClaimsDocument>(of);

export type Holder = Omit<Claim, 'since' | 'touched'>;

/** Makes a claim or makes sure of it. @returns whose the others are, earliest first, where there is no room; null: it is made */
export async function claim(db: Database, of: ClaimsOf, id: string, mine: Holder, limit: ClaimLimit, now: number): Promise<Claim[] | null> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const before = (await documents(db, of).doc(id).get()).data;
    const made = claimed(before?.claims ?? [], mine, limit, now);
    if ('earlier' in made) return made.earlier;
    const touched = Math.max(now, before?.touched ?? 0);
    if (!before) {
      if (await insertOnce(documents(db, of), { _id: id, claims: made.next, unsure: true, touched, v: 1 })) return null;
      continue;
    }
    const { stats } = await documents(db, of)
      .where({ _id: id, v: before.v })
      .update({ data: { claims: db.command.set(made.next), unsure: true, touched, v: before.v + 1 } });
    if (stats.updated === 1) return null;
  }
  throw new Refusal('SLOW_DOWN');
}

async function lessen(db: Database, of: ClaimsOf, id: string, less: (claims: readonly Claim[]) => Claim[]): Promise<void> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const before = (await documents(db, of).doc(id).get()).data;
    if (!before) return;
    const left = less(before.claims);
    if (left.length === before.claims.length) return;
    const { stats } = await documents(db, of)
      .where({ _id: id, v: before.v })
      .update({ data: { claims: db.command.set(left), v: before.v + 1 } });
    if (stats.updated === 1) return;
  }
  throw new Refusal('SLOW_DOWN');
}

/** Lets an entry's claim go, unless an act has made sure of it after `until`. Idempotent. */
const release = (db: Database, of: ClaimsOf, id: string, entry: string, until: number) => lessen(db, of, id, (claims) => released(claims, entry, until));

/** Gives a claim of this very call back, whose act is refused. Idempotent. */
export const giveBack = (db: Database, of: ClaimsOf, id: string, mine: Holder) => lessen(db, of, id, (claims) => givenBack(claims, mine));

/** Lets go what an entry has given up. Idempotent. */
export async function releaseLoose(db: Database, { _id, contestId, unitId, loose }: EntryDocument): Promise<void> {
  for (const name of loose?.names ?? []) {
    if (name === '') await release(db, 'contest_units', `${contestId}:${unitId}`, _id, loose?.until ?? 0);
    else await release(db, 'contest_songs', `${contestId}:${name}`, _id, loose?.until ?? 0);
  }
}

const holdsStill = (entry: EntryDocument | null, of: ClaimsOf, name: string) => entry !== null && entry.state !== 'withdrawn' && (of === 'contest_units' || ownKeys(entry.songs).includes(name));

/** Takes back claims that no entry stands behind, of documents in which nothing was claimed for a while. @returns how many documents were looked at */
export async function checkClaims(db: Database, of: ClaimsOf, now: number, limit: number): Promise<number> {
  const { data } = await documents(db, of).where({ unsure: true, touched: db.command.lt(now - claimSettles) }).limit(limit).get();
  for (const { _id, claims, v } of data) {
    const name = _id.slice(_id.indexOf(':') + 1);
    const standing = await Promise.all(claims.map(async (one) => holdsStill(await entryById(db, one.entry), of, name)));
    await documents(db, of)
      .where({ _id, v })
      .update({ data: { claims: db.command.set(claims.filter((_, index) => standing[index])), unsure: false, v: v + 1 } });
  }
  return data.length;
}
