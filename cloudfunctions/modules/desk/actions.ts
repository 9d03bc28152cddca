import * as v from 'valibot';
import { scopesOf } from '../../../miniprogram/domain/people/scope';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { causeOf, log } from '../../platform/log';
import { type Action, defineAction, type Member } from '../../platform/router';
import { counters, type Desk, most } from './counters';

/** What waited for somebody at the last count. `_id` = the member's. */
interface DeskDocument {
  _id: string;
  waiting: Api.Desk.Waiting[];
  at: number;
}

const desks = (db: Database) => db.collection<DeskDocument>('desks');
const names = Object.keys(counters) as Api.Desk.Counter[];

function deskOf(member: Member, now: number): Desk {
  const scopes = scopesOf(member.grants, 'cadre', now);
  if (scopes.length === 0) throw new Refusal('FORBIDDEN', '只有工会干部有工作台');
  return { uid: member.uid, scopes, now };
}

const today = defineAction('desk.today', 'member', v.strictObject({}), async ({ db, member, now }) => {
  const { uid } = deskOf(member, now);
  const found = (await desks(db).doc(uid).get()).data;
  return { waiting: found?.waiting ?? [], most, at: found?.at ?? 0, now };
});

/** One counter; where it fails the others still count. */
async function countOne(db: Database, desk: Desk, counter: Api.Desk.Counter): Promise<Api.Desk.Waiting[]> {
  try {
    const { count, subject } = await counters[counter](db, desk);
    return count > 0 ? [{ counter, count, subject }] : [];
  } catch (error) {
    log('desk', { counter, ...causeOf(error) });
    return [];
  }
}

const recount = defineAction('desk.recount', 'member', v.strictObject({}), async ({ db, member, now }) => {
  const desk = deskOf(member, now);
  const waiting = (await Promise.all(names.map((counter) => countOne(db, desk, counter)))).flat();
  await desks(db).doc(desk.uid).set({ data: { waiting, at: now } });
  return { waiting, most, at: now, now };
});

export const deskActions: readonly Action[] = [today, recount];
