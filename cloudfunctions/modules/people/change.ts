import * as v from 'valibot';
import { day } from '../../../miniprogram/domain/time/shanghai';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import { type Action, defineAction } from '../../platform/router';
import { accountOf, inputHash } from '../../platform/secrets';
import { askFor, requestSeen } from './asking';
import { requestOf } from './join-store';
import { ownUnion, readerOf } from './roster';
import { unionById } from './store';
import { leftFrom, officeOf } from './transfer';

/** Change of unit 换单位: the member asks, the new unit answers, the old unit sees it. */

const myChange = defineAction('people.myChange', 'member', v.strictObject({}), async ({ db, openid }) => {
  const request = await requestOf(db, accountOf(openid));
  return { request: request?.change ? requestSeen(request) : null };
});

export const holdsOffice = () => new Refusal('FORBIDDEN', '全市的系统管理员不能换单位，请先由另一名管理员收回授权');

const requestChange = defineAction('people.requestChange', 'act', v.strictObject({ unionId: id }), async ({ db, input, key, member, openid, now }) => {
  const union = await unionById(db, input.unionId);
  if (union?.mergedInto !== null) throw new Refusal('NOT_FOUND', '没有找到这个工会');
  if (officeOf(member.grants, now)) throw holdsOffice();
  const account = accountOf(openid);
  if (union._id === member.unitId && (await requestOf(db, account))?.k !== key) throw new Refusal('USED', `您已经在${union.name}了`);
  const change = { uid: member.uid, fromId: member.unitId, fromName: member.unitName };
  return { at: await askFor(db, { union, name: member.name, account, openid, act: { k: key, h: inputHash(input) }, now, change }) };
});

const leavers = defineAction('people.leavers', 'member', v.strictObject({ unionId: id }), async ({ db, input, member, now }) => {
  const union = await ownUnion(db, input.unionId, member, now);
  const read = readerOf(member, union, now);
  const rows = (await leftFrom(db, union._id)).flatMap((row) =>
    (row.changes ?? [])
      .filter(({ fromId, t }) => fromId === union._id && t > now - 30 * day)
      .map(({ toName, t, how }) => ({ uid: row._id, name: read(row.name), toUnionName: toName, at: t, how })),
  );
  return { leavers: rows.sort((a, b) => b.at - a.at) };
});

export const changeActions: readonly Action[] = [myChange, requestChange, leavers];
