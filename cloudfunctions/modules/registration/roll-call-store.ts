import type { Database } from '../../platform/database';
import type { MemberDocument } from '../people/store';
import { type OpenAct, openActs } from './open-acts';

/** Acts of signing a list up. */
export const rollCalls = openActs<OpenAct>('rollcalls');

const personFields = { _id: true, name: true, unitId: true, unitName: true, unitPath: true, staffTail: true, last: true, changedAt: true } as const;
export type Person = Pick<MemberDocument, keyof typeof personFields>;

const members = (db: Database) => db.collection<MemberDocument>('members');
// '0' is the character after '/', so it ends the range of everything below.
const below = (db: Database, path: string) => db.command.and(db.command.gte(path), db.command.lt(`${path.slice(0, -1)}0`));

/** Members of a union and below it whose name folds to one of these keys; at most 1,000. */
export async function peopleNamed(db: Database, path: string, wholeNames: string[]): Promise<Person[]> {
  if (wholeNames.length === 0) return [];
  const { data } = await members(db).where({ wholeName: db.command.in(wholeNames), unitPath: below(db, path) }).field(personFields).limit(1000).get();
  return data;
}

/** Those of these members who belong to a union or below it. */
export async function peopleAmong(db: Database, path: string, uids: string[]): Promise<Person[]> {
  const { data } = await members(db).where({ _id: db.command.in(uids), unitPath: below(db, path) }).field(personFields).limit(uids.length).get();
  return data;
}

/** Which units these members belong to, by member. */
export async function unitsOf(db: Database, uids: string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (let from = 0; from < uids.length; from += 1000) {
    const { data } = await members(db).where({ _id: db.command.in(uids.slice(from, from + 1000)) }).field({ _id: true, unitPath: true }).limit(1000).get();
    for (const { _id, unitPath } of data) found.set(_id, unitPath);
  }
  return found;
}
