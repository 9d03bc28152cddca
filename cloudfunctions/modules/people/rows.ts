import * as v from 'valibot';
import { staffNumberOf } from '../../../miniprogram/domain/people/roster-lines';
import { holds } from '../../../miniprogram/domain/people/scope';
import { tidy } from '../../../miniprogram/domain/text/clean';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import { type Action, defineAction, type Member } from '../../platform/router';
import { idOf, inputHash, unseal } from '../../platform/secrets';
import { openOf } from '../application/store';
import { recordOf } from '../audit/record';
import { touched } from '../registration/store';
import { viewsOf } from '../registration/views';
import { holdsOffice } from './change';
import { name } from './join';
import { carryOut, dropStale } from './leave';
import { departureById, type DepartureDocument, insertDeparture, removeDeparted } from './leave-store';
import { ownUnion, reason } from './roster';
import { memberById, membersAmong, staffMarks, uidOfStaff, wholeNameOf } from './roster-store';
import { correct } from './rows-store';
import type { MemberDocument } from './store';
import { officeOf, transfer } from './transfer';

/** What a cadre does to one row of a roster: corrects it, moves it, removes it. */

const attempts = 8;

/** A row that this cadre is over; to all others it does not exist. */
async function rowInScope(db: Database, uid: string, member: Member, now: number): Promise<MemberDocument> {
  const row = await memberById(db, uid);
  if (!row || !holds(member.grants, 'cadre', row.unitPath, now)) throw new Refusal('NOT_FOUND', '名册里没有这个人');
  return row;
}

const staffNumber = v.pipe(v.string(), v.maxLength(40), v.check((text) => staffNumberOf(text) !== null, '工号写 2–20 个字母、数字或横线'));

const correctSchema = v.strictObject({
  uid: id,
  name: v.exactOptional(name),
  staffNumber: v.exactOptional(staffNumber),
  kind: v.exactOptional(v.picklist(['active', 'retired', 'dispatched'])),
});

const correctRow = defineAction('people.correctRow', 'act', correctSchema, async ({ db, input, key, member, now }) => {
  const act = { k: key, h: inputHash(input) };
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const row = await rowInScope(db, input.uid, member, now);
    const before = row.corrections?.find(({ k }) => k === key);
    if (before && before.h !== act.h) throw new Refusal('KEY_REUSED');
    if (before) return { corrected: true };
    const changed = await changesOf(db, row, input);
    const record = recordOf({ act: 'people.correctRow', by: member.uid, key, at: now, subject: row._id, scope: row.unitPath, scopeName: row.unitName, details: input });
    if (await correct(db, row, changed, act, record)) return { corrected: true };
  }
  throw new Refusal('SLOW_DOWN');
});

async function changesOf(db: Database, row: MemberDocument, input: Api.Input<'people.correctRow'>): Promise<Partial<MemberDocument>> {
  const { name: called, kind } = input;
  const number = input.staffNumber === undefined ? null : staffNumberOf(input.staffNumber);
  if (called === undefined && kind === undefined && number === null) throw new Refusal('BAD_INPUT', '没有要改的内容');
  const staffKey = number === null ? '' : uidOfStaff(row.unitId, number);
  if (staffKey !== '' && staffKey !== (row.staffKey ?? row._id) && (await membersAmong(db, [staffKey])).size > 0) throw new Refusal('USED', '这个工号已在名册里');
  // A row that was claimed by somebody else is given by a cadre only, whatever its number.
  const marks = staffMarks(row._id, number ?? '');
  return {
    ...(called === undefined ? {} : { name: tidy(called), wholeName: wholeNameOf(called) }),
    ...(kind === undefined ? {} : { kind }),
    ...(number === null ? {} : { staffKey, staffTail: marks.staffTail, tailKey: row.dispute ? '' : marks.tailKey }),
  };
}

const moveRow = defineAction('people.moveRow', 'act', v.strictObject({ uid: id, unionId: id }), async ({ db, input, key, member, now }) => {
  const h = inputHash(input);
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const row = await rowInScope(db, input.uid, member, now);
    const before = row.changes?.find(({ k }) => k === key);
    if (before && before.h !== h) throw new Refusal('KEY_REUSED');
    if (before) return { moved: true };
    const to = await ownUnion(db, input.unionId, member, now);
    if (to._id === row.unitId) throw new Refusal('USED', `这位会员已经在${to.name}了`);
    if (officeOf(row.grants, now)) throw holdsOffice();
    if (row._id === member.uid) throw new Refusal('FORBIDDEN', '不能转自己，请由其他干部办理');
    const record = recordOf({ act: 'people.moveRow', by: member.uid, key, at: now, subject: row._id, scope: row.unitPath, scopeName: row.unitName, details: { ...input, to: to.path } });
    if (await transfer(db, row, to, { k: key, h, t: now, by: member.uid, how: 'moved' }, now, record)) return { moved: true };
  }
  throw new Refusal('SLOW_DOWN');
});

/** How many registrations and applications of a member are not over. */
async function liveOf(db: Database, uid: string, now: number): Promise<number> {
  let live = (await openOf(db, uid)).length;
  let before: { at: number; id: string } | undefined;
  do {
    const rows = await touched(db, uid, before, 100);
    const views = await viewsOf(db, rows.map(({ activityId }) => activityId), uid);
    live += [...views.values()].filter(({ standing, cancelled, endsAt }) => standing && !cancelled && now < endsAt).length;
    const last = rows[rows.length - 1];
    before = rows.length === 100 && last ? { at: last.at, id: last.activityId } : undefined;
  } while (before);
  return live;
}

const removeRow = defineAction('people.removeRow', 'act', v.strictObject({ uid: id, reason, cancel: v.boolean() }), async ({ db, input, key, member, now }) => {
  const departureId = idOf('removal', member.uid, key);
  const h = inputHash(input);
  const before = await departureById(db, departureId);
  if (before && before.removal?.h !== h) throw new Refusal('KEY_REUSED');
  const departure = before ?? (await decideRemoval(db, departureId, input, h, member, key, now));
  await removeDeparted(db, departure);
  await dropStale(db, departure);
  await carryOut(db, departure, now);
  return { removed: true };
});

async function decideRemoval(db: Database, departureId: string, input: Api.Input<'people.removeRow'>, h: string, member: Member, key: string, now: number): Promise<DepartureDocument> {
  const row = await rowInScope(db, input.uid, member, now);
  if (row._id === member.uid) throw new Refusal('FORBIDDEN', '不能移除自己，请由其他干部办理');
  if (row.grants.some((grant) => now < grant.expires)) throw new Refusal('FORBIDDEN', '这位会员担任工会职务，请先解除职务');
  const live = input.cancel ? 0 : await liveOf(db, row._id, now);
  if (live > 0) throw new Refusal('USED', `${unseal(row.name)}还有 ${live} 项没有结束的报名，请先取消，或选“连同报名一起取消”`);
  const why = tidy(input.reason);
  const record = recordOf({ act: 'people.removeRow', by: member.uid, key, at: now, subject: row._id, scope: row.unitPath, scopeName: row.unitName, details: { ...input, reason: why } });
  const departure: DepartureDocument = {
    _id: departureId,
    uid: row._id,
    unitPath: row.unitPath,
    at: now,
    open: true,
    removal: { h, by: member.uid, unitId: row.unitId, reason: why },
    audit: [record],
  };
  await insertDeparture(db, departure);
  return departure;
}

export const rowActions: readonly Action[] = [correctRow, moveRow, removeRow];
