import type { Database } from '../../platform/database';

/** The offer to be the first administrator of an empty system, laid by scripts/first-union.ts. Whoever takes it decides by one update. */
export interface FirstStepsDocument {
  /** Always `first`. */
  _id: string;
  /** Digest of the claim code; the code is not kept. */
  code: string;
  unionName: string;
  region: string;
  expires: number;
  /** Who took it, by which act; the name is sealed. */
  taken: null | { k: string; h: string; t: number; account: string; name: string };
}

const steps = (db: Database) => db.collection<FirstStepsDocument>('first_steps');

export async function firstSteps(db: Database): Promise<FirstStepsDocument | null> {
  return (await steps(db).doc('first').get()).data;
}

/** Takes the offer if it stands. @returns whether this act did */
export async function takeFirst(db: Database, code: string, taken: NonNullable<FirstStepsDocument['taken']>): Promise<boolean> {
  const { stats } = await steps(db)
    .where({ _id: 'first', code, taken: null, expires: db.command.gt(taken.t) })
    .update({ data: { taken: db.command.set(taken) } });
  return stats.updated === 1;
}
