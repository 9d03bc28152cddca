import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { unseal } from '../../platform/secrets';
import { forget, type JoinRequestDocument } from './join-store';
import { bindAccount, insertMember, memberById, memberOfAccount, paper, recount } from './roster-store';
import { joinedOf, keepOpenid, unionById } from './store';
import { transfer } from './transfer';

const gone = () => new Refusal('CLOSED', '这位会员的单位刚刚有变化，请让本人再申请一次');

/** Carries out a change of unit: one conditional update of the member's row. May be repeated. */
async function takeOver(db: Database, now: number, request: JoinRequestDocument, { uid }: NonNullable<JoinRequestDocument['change']>): Promise<void> {
  const { answer, change } = request;
  if (!answer || !change) return;
  const [row, to] = await Promise.all([memberById(db, uid), unionById(db, request.unitId)]);
  const done = row?.changes?.some(({ k }) => k === answer.k) ?? false;
  const may = row?.account === request._id && row.unitId === change.fromId && to !== null && to.mergedInto === null;
  const act = { k: answer.k, h: answer.h, t: answer.t, by: answer.by, how: 'asked' as const };
  if (row && may && !done && !(await transfer(db, row, to, act, now))) throw new Refusal('SLOW_DOWN');
  await forget(db, request._id);
  if (!done && !may) throw gone();
}

/**
 * Carries out an accepted request: a new row, or the account bound to the row that the cadre named. May be repeated.
 * @throws Refusal CLOSED where the row was given to another account meanwhile
 */
export async function admit(db: Database, request: JoinRequestDocument, now: number): Promise<void> {
  const { answer } = request;
  if (!answer || request.openid === '') return;
  if (request.change) return takeOver(db, now, request, request.change);
  const binding = { k: answer.k, h: answer.h, how: 'answer' as const, by: answer.by };
  const row = await memberById(db, answer.uid);
  if (!row) {
    await insertMember(db, {
      _id: answer.uid,
      account: request._id,
      name: request.name,
      unitId: request.unitId,
      unitName: request.unitName,
      unitPath: request.unitPath,
      kind: 'active',
      joinedAt: answer.t,
      joined: joinedOf(answer.t, answer.uid),
      wholeName: request.wholeName,
      staffTail: '',
      tailKey: '',
      origin: 'self',
      boundAt: answer.t,
      binding,
      dispute: null,
      grants: [],
    });
  } else if (row.account === paper(row._id)) {
    await bindAccount(db, row, request._id, binding, answer.t);
  }
  const mine = await memberOfAccount(db, request._id);
  if (mine) await keepOpenid(db, mine._id, unseal(request.openid));
  await recount(db, request.unitPath);
  await forget(db, request._id);
  if (!mine) throw new Refusal('CLOSED', '名册里的这一行刚被别人绑定了，请让本人再申请一次');
}
