import * as v from 'valibot';
import { depthOf, faultOf, maxDepth, mayStandBelow, ownerships, pathBelow, siblingKey, type UnionFault } from '../../../miniprogram/domain/people/union';
import { tidy } from '../../../miniprogram/domain/text/clean';
import { termsOf } from '../../../miniprogram/domain/text/search';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import { project } from '../../platform/log';
import { type Action, defineAction } from '../../platform/router';
import { idOf, inputHash } from '../../platform/secrets';
import { recordOf } from '../audit/record';
import { type UnionDocument, unionById } from '../people/store';
import { treeUnion } from './rows';
import { changeUnion, insertUnion, recountBelow } from './store';

const text = v.pipe(v.string(), v.maxLength(200));
const attributes = { trade: text, region: text, ownership: v.picklist(['', ...ownerships]), size: v.pipe(v.number(), v.safeInteger()) };

const words: Record<UnionFault, string> = {
  name: '工会名称写 2–40 个字',
  trade: '行业最多 20 个字',
  region: '地区最多 20 个字',
  size: '人数规模写 0 到一千万之间的整数',
  ownership: '不认识的性质',
  level: '这一级不能放在那里',
};

function check(name: string, given: Api.Unions.Attributes): void {
  const fault = faultOf(name, given);
  if (fault) throw new Refusal('BAD_INPUT', words[fault]);
}

const taken = () => new Refusal('USED', '上级下面已有同名的工会');

/** A union that begins below another. */
export function newUnion(id: string, parent: Pick<UnionDocument, '_id' | 'path' | 'trail'>, name: string, level: number, given: Api.Unions.Attributes): UnionDocument {
  return {
    _id: id,
    name: tidy(name),
    path: pathBelow(parent.path, id),
    level,
    trail: [...parent.trail, tidy(name)],
    parentId: parent._id,
    siblingKey: siblingKey(parent._id, name),
    trade: tidy(given.trade),
    region: tidy(given.region),
    ownership: given.ownership,
    size: given.size,
    members: 0,
    below: 0,
    terms: termsOf(name),
    formerNames: [],
    mergedInto: null,
    v: 0,
    renamed: false,
    acts: [],
    audit: [],
  };
}

/** A repeat of this act on this union? Another body under its key is refused. */
export function isRepeat(union: UnionDocument | null, act: { k: string; h: string }): boolean {
  const before = union?.acts.find(({ k }) => k === act.k);
  if (before && before.h !== act.h) throw new Refusal('KEY_REUSED');
  return before !== undefined;
}

const addSchema = v.strictObject({ parentId: id, name: text, level: v.picklist([1, 2, 3]), ...attributes });

const add = defineAction('unions.add', 'act', addSchema, async ({ db, input, key, member, now, requestId }) => {
  const unionId = `u${idOf('union', member.uid, key).slice(0, 15)}`;
  const act = { k: key, h: inputHash(input) };
  if (isRepeat(await unionById(db, unionId), act)) return { unionId };
  const parent = await treeUnion(db, input.parentId, member, now);
  check(input.name, input);
  if (!mayStandBelow(input.level, parent.level)) throw new Refusal('BAD_INPUT', words.level);
  if (depthOf(parent.path) >= maxDepth) throw new Refusal('BAD_INPUT', `层级太多，最多 ${maxDepth} 层`);
  const union = newUnion(unionId, parent, input.name, input.level, input);
  const record = recordOf({ act: 'unions.add', by: member.uid, key, at: now, subject: unionId, scope: union.path, scopeName: union.name, details: input });
  if (!(await insertUnion(db, { ...union, acts: [act], audit: [record] })) && !isRepeat(await unionById(db, unionId), act)) throw taken();
  await project(requestId, () => recountBelow(db, [parent._id]));
  return { unionId };
});

const editSchema = v.strictObject({ unionId: id, name: text, ...attributes });
const attempts = 8;

const edit = defineAction('unions.edit', 'act', editSchema, async ({ db, input, key, member, now }) => {
  const act = { k: key, h: inputHash(input) };
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const union = await treeUnion(db, input.unionId, member, now);
    if (isRepeat(union, act)) return { unionId: union._id };
    check(input.name, input);
    const record = recordOf({ act: 'unions.edit', by: member.uid, key, at: now, subject: union._id, scope: union.path, scopeName: tidy(input.name), details: input });
    const done = await changeUnion(db, union, changeOf(union, input), act, record);
    if (done === 'taken') throw taken();
    if (done === 'done') return { unionId: union._id };
  }
  throw new Refusal('SLOW_DOWN');
});

function changeOf(union: UnionDocument, input: Api.Input<'unions.edit'>): Partial<UnionDocument> {
  const name = tidy(input.name);
  const kept = { trade: tidy(input.trade), region: tidy(input.region), ownership: input.ownership, size: input.size };
  if (name === union.name) return kept;
  const formerNames = [...union.formerNames.filter((former) => former !== name), union.name];
  return { ...kept, name, formerNames, renamed: true, siblingKey: siblingKey(union.parentId, name), terms: termsOf(name, ...formerNames), trail: [...union.trail.slice(0, -1), name] };
}

export const unionChangeActions: readonly Action[] = [add, edit];
