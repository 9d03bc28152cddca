import * as v from 'valibot';
import { covers } from '../../../miniprogram/domain/people/scope';
import { depthOf, type MoveRefusal, mayStandBelow, pathBelow, refuseMerge, refuseMove, siblingKey } from '../../../miniprogram/domain/people/union';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import { type Action, defineAction, type Member } from '../../platform/router';
import { idOf, inputHash } from '../../platform/secrets';
import { activityById } from '../activity/store';
import { recordOf } from '../audit/record';
import type { UnionDocument } from '../people/store';
import { quotaOver } from '../registration/store';
import { insertMove, lastMove, moveById, type MoveDocument } from './move-store';
import { mayPlace, treeScopes, treeUnion } from './rows';
import { children, pathsBelow, takenKeys } from './store';

const refusals: Record<MoveRefusal, string> = {
  same: '已经在这个上级下面了',
  inside: '不能放到自己或自己的下级里面',
  top: '市级工会不能移动',
  kind: '级别不对：不能放在那里',
  deep: '移过去层级太多',
};

const attempts = 8;

interface Act {
  kind: MoveDocument['kind'];
  unionId: string;
  toId: string;
}

/** Decides where a union goes; the job carries it out. */
async function decide(db: Database, act: Act, member: Member, key: string, now: number): Promise<{ unionId: string }> {
  const moveId = idOf('move', member.uid, key);
  const h = inputHash(act);
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const before = await moveById(db, moveId);
    if (before) {
      if (before.h !== h) throw new Refusal('KEY_REUSED');
      return { unionId: before.unionId };
    }
    const last = await lastMove(db);
    const scopes = treeScopes(member, now);
    const [union, target] = await Promise.all([treeUnion(db, act.unionId, member, now), treeUnion(db, act.toId, member, now)]);
    if (!mayPlace(union, scopes)) throw new Refusal('FORBIDDEN', '请由上级工会办理');
    if (last?.open) throw new Refusal('SLOW_DOWN', `正在${last.kind === 'move' ? '移动' : '合并'}“${last.unionName}”，几分钟后再办这一项`);
    if (act.kind === 'merge') await refuseQuotas(db, union, now);
    const way = act.kind === 'move' ? await wayOfMove(db, union, target) : await wayOfMerge(db, union, target);
    const audited = { by: member.uid, key, at: now, subject: union._id, scope: union.path, scopeName: union.name, details: { ...act, to: target.path } };
    const record = recordOf({ ...audited, act: act.kind === 'move' ? 'unions.move' : 'unions.merge' });
    const move = { ...way, id: moveId, h, by: member.uid, at: now, kind: act.kind, unionId: union._id, unionName: union.name, from: union.path, toId: target._id, toName: target.name };
    if (await insertMove(db, last, { ...move, twinned: '', open: true, audit: [record] })) return { unionId: union._id };
  }
  throw new Refusal('SLOW_DOWN');
}

type Placing = Pick<MoveDocument, 'to' | 'trail' | 'names'>;

async function wayOfMove(db: Database, union: UnionDocument, parent: UnionDocument): Promise<Placing> {
  const refused = refuseMove(union, parent, await levelsBelow(db, union));
  if (refused) throw new Refusal('BAD_INPUT', refusals[refused]);
  if ((await takenKeys(db, [siblingKey(parent._id, union.name)])).size > 0) throw new Refusal('USED', `${parent.name}下面已有同名的工会`);
  return { to: pathBelow(parent.path, union._id), trail: parent.trail, names: depthOf(union.path) - 1 };
}

async function wayOfMerge(db: Database, union: UnionDocument, into: UnionDocument): Promise<Placing> {
  const refused = refuseMerge(union, into, await levelsBelow(db, union));
  if (refused) throw new Refusal('BAD_INPUT', refusals[refused]);
  const below = await children(db, union._id, undefined, 1000);
  if (below.some(({ level }) => !mayStandBelow(level, into.level))) throw new Refusal('BAD_INPUT', refusals.kind);
  const taken = await takenKeys(db, below.map(({ name }) => siblingKey(into._id, name)));
  const clash = below.find(({ name }) => taken.has(siblingKey(into._id, name)));
  if (clash) throw new Refusal('USED', `两边下面都有“${clash.name}”，请先改一个名称`);
  return { to: into.path, trail: into.trail, names: depthOf(union.path) };
}

async function levelsBelow(db: Database, union: UnionDocument): Promise<number> {
  const paths = await pathsBelow(db, union.path);
  return Math.max(0, ...paths.map((path) => depthOf(path) - depthOf(union.path)));
}

/**
 * A quota of a union that goes into another one would stand beside the other's own, for the same people: who has a place in the one could
 * take a second in the other. So a merge waits until such activities are over.
 */
async function refuseQuotas(db: Database, union: UnionDocument, now: number): Promise<void> {
  const bucket = await quotaOver(db, union.path, now);
  const activity = bucket && (await activityById(db, bucket.activityId));
  if (activity) throw new Refusal('USED', `“${activity.title}”给${union.name}单独分了名额，等活动结束后再合并`);
}

const move = defineAction('unions.move', 'act', v.strictObject({ unionId: id, parentId: id }), ({ db, input, key, member, now }) =>
  decide(db, { kind: 'move', unionId: input.unionId, toId: input.parentId }, member, key, now),
);

const merge = defineAction('unions.merge', 'act', v.strictObject({ unionId: id, intoId: id }), ({ db, input, key, member, now }) =>
  decide(db, { kind: 'merge', unionId: input.unionId, toId: input.intoId }, member, key, now),
);

/** What of a move a union's page says. */
export function movingOf(move: MoveDocument | null, union: UnionDocument): Api.Unions.Detail['moving'] {
  if (!move?.open || !(covers(move.from, union.path) || (move.unionId === union._id && move.kind === 'move'))) return null;
  return { kind: move.kind, toName: move.toName };
}

export const moveActions: readonly Action[] = [move, merge];
