import { randomBytes } from 'node:crypto';
import { codeFrom, codeInGroups, codeLength } from '../miniprogram/domain/people/claim-code';
import { fits, tidy } from '../miniprogram/domain/text/clean';
import { day } from '../miniprogram/domain/time/shanghai';
import { digestOf } from '../cloudfunctions/platform/secrets';
import type { FirstStepsDocument } from '../cloudfunctions/modules/people/first-store';

/** What of the server SDK's database is used. */
export interface FirstStepsDatabase {
  collection(name: string): {
    count(): Promise<{ total: number }>;
    doc(id: string): { get(): Promise<{ data: FirstStepsDocument[] }>; set(document: Omit<FirstStepsDocument, '_id'>): Promise<unknown> };
  };
}

/** How long the code may be used, ms. */
const lasts = 7 * day;

/**
 * Offers an empty system's city union to whoever has the code; asked again before it is used, an earlier code is void.
 * @returns the code, which is kept nowhere
 */
export async function offerFirstUnion(db: FirstStepsDatabase, unionName: string, region: string, now: number): Promise<string> {
  if (!fits(unionName, 2, 40) || !fits(region, 0, 20)) throw new Error('工会名称写 2–40 个字，地区最多 20 个字');
  if ((await db.collection('unions').count()).total > 0) throw new Error('已经有工会了：请由现有的系统管理员授权。');
  const code = codeFrom(randomBytes(codeLength));
  await db.collection('first_steps').doc('first').set({ code: digestOf(code), unionName: tidy(unionName), region: tidy(region), expires: now + lasts, taken: null });
  return codeInGroups(code);
}
