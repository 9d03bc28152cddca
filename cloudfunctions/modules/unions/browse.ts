import * as v from 'valibot';
import { termsSought } from '../../../miniprogram/domain/text/search';
import { id } from '../../platform/fields';
import { type Action, defineAction } from '../../platform/router';
import { unionsByPath } from '../people/store';
import { openMove } from './move-store';
import { movingOf } from './moves';
import { mayPlace, rowOf, treeScopes, treeUnion, treeUnionOrMerged } from './rows';
import { children, nameCursor, unionsMatching } from './store';

const pageSize = 20;

const listSchema = v.strictObject({ parentId: v.exactOptional(id), cursor: v.exactOptional(v.pipe(v.string(), v.maxLength(200))) });

const list = defineAction('unions.list', 'member', listSchema, async ({ db, input, member, now }) => {
  const scopes = treeScopes(member, now);
  if (input.parentId === undefined) return { parent: null, rows: (await unionsByPath(db, scopes)).map(rowOf), next: null };
  const parent = await treeUnion(db, input.parentId, member, now);
  const found = await children(db, parent._id, input.cursor, pageSize + 1);
  const page = found.slice(0, pageSize);
  const last = page[page.length - 1];
  return { parent: rowOf(parent), rows: page.map(rowOf), next: found.length > pageSize && last ? nameCursor(last) : null };
});

const searchSchema = v.strictObject({ search: v.pipe(v.string(), v.maxLength(40)), cursor: v.exactOptional(id) });

const search = defineAction('unions.search', 'member', searchSchema, async ({ db, input, member, now }) => {
  const scopes = treeScopes(member, now);
  const terms = termsSought(input.search);
  if (terms.length === 0) return { rows: [], next: null };
  const found = await unionsMatching(db, terms, scopes, input.cursor, pageSize + 1);
  const page = found.slice(0, pageSize);
  return {
    rows: page.map((union) => ({ ...rowOf(union), above: union.trail.slice(0, -1), formerNames: union.formerNames })),
    next: found.length > pageSize ? (page[page.length - 1]?._id ?? null) : null,
  };
});

const get = defineAction('unions.get', 'member', v.strictObject({ unionId: id }), async ({ db, input, member, now }) => {
  const scopes = treeScopes(member, now);
  const [union, move] = await Promise.all([treeUnionOrMerged(db, input.unionId, member, now), openMove(db)]);
  const stands = union.mergedInto === null;
  const ids = union.path.split('/').filter((part) => part !== '');
  return {
    ...rowOf(union),
    above: !stands ? [] : union.trail.slice(0, -1).map((name, index) => ({ id: ids[index] ?? '', name })),
    formerNames: union.formerNames,
    mergedInto: union.mergedInto,
    moving: movingOf(move, union),
    may: { edit: stands, add: stands, place: stands && mayPlace(union, scopes) },
  };
});

export const unionBrowseActions: readonly Action[] = [list, search, get];
