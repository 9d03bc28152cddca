import * as v from 'valibot';
import { maskName } from '../../../miniprogram/domain/people/names';
import { maxLines, readRosterLines, type RosterLine } from '../../../miniprogram/domain/people/roster-lines';
import { holds, isOwnCadre, scopesOf } from '../../../miniprogram/domain/people/scope';
import { fits, tidy } from '../../../miniprogram/domain/text/clean';
import { day } from '../../../miniprogram/domain/time/shanghai';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { cursor, id, readCursor, writeCursor } from '../../platform/fields';
import { type Action, defineAction, type Member } from '../../platform/router';
import { idOf, inputHash, unseal } from '../../platform/secrets';
import { recordOf } from '../audit/record';
import { admit } from './admit';
import { answer, type JoinRequestDocument, openRequests, requestByReference, withdraw } from './join-store';
import { stillLeaving } from './join';
import { isDeparting } from './leave-store';
import * as roster from './roster-store';
import { dropOpenid, type MemberDocument, type UnionDocument, unionById } from './store';

/** The union, if this member is a cadre over it; to all others it does not exist. */
export async function ownUnion(db: Database, unionId: string, member: Member, now: number): Promise<UnionDocument> {
  if (scopesOf(member.grants, 'cadre', now).length === 0) throw new Refusal('FORBIDDEN', '只有工会干部可以看名册');
  const union = await unionById(db, unionId);
  if (!union || !holds(member.grants, 'cadre', union.path, now)) throw new Refusal('NOT_FOUND', '没有找到这个工会');
  return union;
}

/** How this cadre reads the names of a unit: in full as its own cadre, masked from above. */
export function readerOf(member: Member, unit: UnionDocument, now: number): (sealed: string) => string {
  const own = isOwnCadre(member.grants, unit, now);
  return (sealed) => (own ? unseal(sealed) : maskName(unseal(sealed)));
}

const enrol = defineAction('people.enrol', 'act', v.strictObject({ unionId: id, text: v.string() }), async ({ db, input, key, member, now }) => {
  const union = await ownUnion(db, input.unionId, member, now);
  const enrolmentId = idOf('enrolment', member.uid, key);
  const h = inputHash(input);
  const before = await roster.enrolmentById(db, enrolmentId);
  if (before) return repeated(db, before, h);
  const { lines, faults } = readRosterLines(input.text);
  if (faults.length === 0) faults.push(...(await knownIn(db, union, lines)));
  if (faults.length > 0) return { added: 0, faults };
  const rows = lines.map((line) => roster.paperRow(union, line, roster.uidFor(union, line, member.uid, key), now));
  const record = recordOf({ act: 'people.enrol', by: member.uid, key, at: now, subject: union._id, scope: union.path, scopeName: union.name, details: input });
  const enrolment = { _id: enrolmentId, h, by: member.uid, at: now, unitId: union._id, unitPath: union.path, added: rows.length, rows, open: true, audit: [record] };
  if (!(await roster.insertEnrolment(db, enrolment))) {
    const first = await roster.enrolmentById(db, enrolmentId);
    if (!first) throw new Error('an enrolment is there and not there');
    return repeated(db, first, h);
  }
  await roster.carryOut(db, enrolment);
  return { added: rows.length, faults: [] };
});

async function repeated(db: Database, first: roster.EnrolmentDocument, h: string) {
  if (first.h !== h) throw new Refusal('KEY_REUSED');
  await roster.carryOut(db, first);
  return { added: first.added, faults: [] };
}

/** Lines that name somebody who is in the roster already. */
export async function knownIn(db: Database, union: UnionDocument, lines: RosterLine[]): Promise<{ line: number; why: string }[]> {
  const faults: { line: number; why: string }[] = [];
  for (let from = 0; from < lines.length; from += maxLines) faults.push(...(await known(db, union, lines.slice(from, from + maxLines))));
  return faults;
}

async function known(db: Database, union: UnionDocument, lines: RosterLine[]): Promise<{ line: number; why: string }[]> {
  const numbered = lines.filter((line) => line.staffNumber !== '');
  const [taken, named] = await Promise.all([
    roster.membersAmong(db, numbered.map((line) => roster.uidOfStaff(union._id, line.staffNumber))),
    roster.membersNamed(db, union._id, lines.map((line) => roster.wholeNameOf(line.name)), 1000),
  ]);
  const byName = new Map<string, MemberDocument[]>();
  for (const row of named) byName.set(row.wholeName, [...(byName.get(row.wholeName) ?? []), row]);
  return lines.flatMap(({ line, name, staffNumber }) => {
    if (staffNumber !== '' && taken.has(roster.uidOfStaff(union._id, staffNumber))) return [{ line, why: '这个工号已在名册里' }];
    const same = byName.get(roster.wholeNameOf(name)) ?? [];
    // Two of one name are two people only where a number tells them apart.
    const unclear = same.some((row) => staffNumber === '' || row.staffTail === '');
    return unclear ? [{ line, why: staffNumber === '' ? '名册里已有同名的人，不是同一个人就请写上工号' : '名册里已有同名的人，没有登记工号，请先核对' }] : [];
  });
}

const pageSize = 50;

const rosterPage = defineAction('people.roster', 'member', v.strictObject({ unionId: id, cursor: v.exactOptional(cursor) }), async ({ db, input, member, now }) => {
  const union = await ownUnion(db, input.unionId, member, now);
  const read = readerOf(member, union, now);
  const found = await roster.rosterPage(db, union._id, input.cursor === undefined ? undefined : readCursor(input.cursor), pageSize + 1);
  const page = found.slice(0, pageSize);
  const last = page[page.length - 1];
  return {
    unionName: union.name,
    rows: page.map((row) => ({ uid: row._id, name: read(row.name), kind: row.kind, staffTail: row.staffTail, bound: row.account !== roster.paper(row._id) })),
    next: found.length > pageSize && last ? writeCursor(last.joinedAt, last._id) : null,
  };
});

const rosterSize = defineAction('people.rosterSize', 'member', v.strictObject({ unionId: id }), async ({ db, input, member, now }) => {
  const union = await ownUnion(db, input.unionId, member, now);
  return { total: await roster.rosterSize(db, union._id) };
});

const requestsShown = 50;

const requests = defineAction('people.requests', 'member', v.strictObject({}), async ({ db, member, now }) => {
  const scopes = scopesOf(member.grants, 'cadre', now);
  if (scopes.length === 0) throw new Refusal('FORBIDDEN');
  const found = await openRequests(db, scopes, requestsShown);
  return {
    requests: found.map((request) => ({
      requestId: request.reference,
      name: unseal(request.name),
      unionName: request.unitName,
      at: request.at,
      outside: request.outside ?? null,
      from: request.change?.fromName ?? null,
    })),
  };
});

/** An open request to one of the unions that this member is over; any other does not exist. */
async function ownRequest(db: Database, requestId: string, member: Member, now: number): Promise<JoinRequestDocument> {
  const request = await requestByReference(db, requestId);
  if (!request || !holds(member.grants, 'cadre', request.unitPath, now)) throw new Refusal('NOT_FOUND', '没有找到这份申请，可能本人已撤回');
  return request;
}

const matchesShown = 5;

const matches = defineAction('people.requestMatches', 'member', v.strictObject({ requestId: id }), async ({ db, input, member, now }) => {
  const request = await ownRequest(db, input.requestId, member, now);
  const named = request.state === 'open' && !request.change ? await roster.membersNamed(db, request.unitId, [request.wholeName], 20) : [];
  const free = named.filter((row) => row.account === roster.paper(row._id)).slice(0, matchesShown);
  return { matches: free.map((row) => ({ uid: row._id, name: unseal(row.name), staffTail: row.staffTail, kind: row.kind })) };
});

export const reason = v.pipe(v.string(), v.check((text) => fits(text, 2, 60), '原因写 2–60 个字'));

const answerSchema = v.strictObject({ requestId: id, accept: v.boolean(), uid: v.exactOptional(id), reason: v.exactOptional(reason) });

const answerRequest = defineAction('people.answerRequest', 'act', answerSchema, async ({ db, input, key, member, now }) => {
  const request = await ownRequest(db, input.requestId, member, now);
  const h = inputHash(input);
  if (request.answer?.k === key) {
    if (request.answer.h !== h) throw new Refusal('KEY_REUSED');
    await admit(db, request, now);
    return { answered: true };
  }
  if (request.state !== 'open') throw new Refusal('CLOSED', request.state === 'withdrawn' ? '本人撤回了申请' : '这份申请已经处理过了');
  if (!input.accept && input.reason === undefined) throw new Refusal('BAD_INPUT', '写一句为什么，让申请的人知道怎么办');
  if (request.change && input.uid !== undefined) throw new Refusal('BAD_INPUT');
  const joined = input.accept && !request.change && (await roster.memberOfAccount(db, request._id)) !== null;
  const uid = input.uid ?? request.change?.uid ?? `m${idOf('member', request._id, request.reference).slice(0, 15)}`;
  if (input.accept && input.uid !== undefined) {
    const row = await roster.memberById(db, uid);
    if (row?.unitId !== request.unitId || row.account !== roster.paper(uid)) throw new Refusal('NOT_FOUND', '名册里的这一行已经绑定了微信');
    if (await isDeparting(db, uid)) throw stillLeaving();
  }
  const given = { k: key, h, t: now, by: member.uid, uid: input.accept ? uid : '', reason: tidy(input.reason ?? '') };
  const place = { by: member.uid, key, at: now, scope: request.unitPath, scopeName: request.unitName, details: input };
  const record = recordOf({ ...place, act: input.accept ? 'people.admit' : 'people.turnDown', subject: input.accept ? uid : request.unitId });
  if (joined || !(await answer(db, request, input.accept ? 'accepted' : 'refused', given, record))) {
    // The same act may have been done since it was read.
    const after = await requestByReference(db, input.requestId);
    if (after?.answer?.k === key && after.answer.h !== h) throw new Refusal('KEY_REUSED');
    if (joined && after?.answer?.k !== key) {
      await withdraw(db, request._id);
      throw new Refusal('CLOSED', '本人已经加入工会了');
    }
    if (after?.state === 'open') throw new Refusal('SLOW_DOWN', '这份申请刚刚转到了上级工会，请刷新后再看');
    if (after?.answer?.k !== key) throw new Refusal('CLOSED', '这份申请已经处理过了');
  }
  if (input.accept) await admit(db, { ...request, answer: given }, now);
  return { answered: true };
});

const claims = defineAction('people.claims', 'member', v.strictObject({ unionId: id }), async ({ db, input, member, now }) => {
  const union = await ownUnion(db, input.unionId, member, now);
  const read = readerOf(member, union, now);
  const rows = await roster.boundSince(db, union._id, now - 30 * day, 100);
  return {
    claims: rows.map((row) => ({ uid: row._id, name: read(row.name), staffTail: row.staffTail, at: row.boundAt, how: row.binding?.how ?? 'claim' })),
  };
});

const dispute = defineAction('people.dispute', 'act', v.strictObject({ uid: id, reason }), async ({ db, input, key, member, now }) => {
  const row = await roster.memberById(db, input.uid);
  if (!row || !holds(member.grants, 'cadre', row.unitPath, now)) throw new Refusal('NOT_FOUND', '名册里没有这个人');
  const act = { k: key, h: inputHash(input), t: now, by: member.uid, reason: tidy(input.reason) };
  if (row.dispute?.k === key) {
    if (row.dispute.h !== act.h) throw new Refusal('KEY_REUSED');
    return { disputed: true };
  }
  if (row.account === roster.paper(row._id)) throw new Refusal('CLOSED', '这位会员现在没有绑定微信');
  if (row.boundAt === 0) throw new Refusal('FORBIDDEN', '这不是新近的绑定，不能在这里解除');
  if (row.grants.some((grant) => now < grant.expires)) throw new Refusal('FORBIDDEN', '这位会员担任工会职务，请先解除职务');
  const record = recordOf({ act: 'people.dispute', by: member.uid, key, at: now, subject: row._id, scope: row.unitPath, scopeName: row.unitName, details: input });
  if (!(await roster.unbind(db, row, act, record)) && (await roster.memberById(db, row._id))?.dispute?.k !== key) throw new Refusal('CLOSED', '绑定刚刚有变化，请刷新后再看');
  // Left behind by a failure it is not used: openidOf compares it with the row's account.
  await dropOpenid(db, row._id);
  return { disputed: true };
});

export const rosterActions: readonly Action[] = [enrol, rosterPage, rosterSize, requests, matches, answerRequest, claims, dispute];
