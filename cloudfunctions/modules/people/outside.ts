import * as v from 'valibot';
import { allTrades, answerBy, regionsIn, routeTo, works } from '../../../miniprogram/domain/people/outside';
import { tidy } from '../../../miniprogram/domain/text/clean';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import { type Action, defineAction } from '../../platform/router';
import { accountOf, inputHash } from '../../platform/secrets';
import { makeCode } from '../../platform/wechat';
import { askFor } from './asking';
import { memberAlready, name } from './join';
import { requestOf, takers } from './join-store';
import { ownUnion } from './roster';
import { keepJoinCode, type UnionDocument, unionById } from './store';

/** 扫码入会: drivers, couriers, domestic and migrant workers ask without a unit; rules say which union, a term by when it answers. */

const candidate = (union: UnionDocument) => ({ id: union._id, name: union.name, path: union.path, level: union.level, trade: union.trade, region: union.region, union });

/** The union of a scanned code; null: none was scanned, or it is there no more. */
async function scanned(db: Database, unionId: string | undefined): Promise<UnionDocument | null> {
  const union = unionId === undefined ? null : await unionById(db, unionId);
  return union?.mergedInto === null ? union : null;
}

const outside = defineAction('people.outside', 'anyone', v.strictObject({ unionId: v.exactOptional(id) }), async ({ db, input }) => {
  const [unions, union] = await Promise.all([takers(db, allTrades), scanned(db, input.unionId)]);
  return { regions: regionsIn(unions.map(candidate)), union: union && { id: union._id, name: union.name } };
});

const joinSchema = v.strictObject({ name, work: v.picklist(works), region: v.pipe(v.string(), v.maxLength(40)), unionId: v.exactOptional(id) });

const joinOutside = defineAction('people.joinOutside', 'openAct', joinSchema, async ({ db, input, key, member: known, openid, now }) => {
  if (known) throw memberAlready(known.unitName);
  const account = accountOf(openid);
  const region = tidy(input.region);
  const union = (await scanned(db, input.unionId)) ?? routeTo(input.work, region, (await takers(db, allTrades)).map(candidate))?.union;
  if (!union) throw new Refusal('NOT_FOUND', '还没有工会可以接收，请稍后再来');
  await askFor(db, { union, name: input.name, account, openid, act: { k: key, h: inputHash(input) }, now, outside: { work: input.work, region, dueAt: answerBy(now) } });
  // A repeat may find it elsewhere by now.
  const asked = await requestOf(db, account);
  if (!asked?.outside) throw new Error('a request is there and not there');
  return { unionName: asked.unitName, at: asked.at, dueAt: asked.outside.dueAt };
});

const outsidePage = 'packages/people/pages/outside/outside';

const joinCode = defineAction('people.joinCode', 'member', v.strictObject({ unionId: id }), async ({ db, input, member, now }) => {
  const union = await ownUnion(db, input.unionId, member, now);
  if (union.mergedInto !== null) throw new Refusal('NOT_FOUND', '没有找到这个工会');
  if (union.joinCode !== undefined) return { fileId: union.joinCode, unionName: union.name };
  const fileId = await makeCode(outsidePage, union._id);
  await keepJoinCode(db, union._id, fileId);
  return { fileId, unionName: union.name };
});

export const outsideActions: readonly Action[] = [outside, joinOutside, joinCode];
