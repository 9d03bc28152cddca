import * as v from 'valibot';
import { readRosterCells } from '../../../miniprogram/domain/people/roster-lines';
import { unifyName } from '../../../miniprogram/domain/people/names';
import { depthOf, maxDepth, siblingKey } from '../../../miniprogram/domain/people/union';
import { maxUnionRows, parentNames, planUnions, type PlannedUnion, readUnionRows, type Standing, type UnionRow } from '../../../miniprogram/domain/people/union-rows';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import { project } from '../../platform/log';
import { type Action, defineAction } from '../../platform/router';
import { idOf, inputHash, seal } from '../../platform/secrets';
import { importedCells, importedFile, pastedCells } from '../../platform/sheet';
import { recordOf } from '../audit/record';
import { knownIn, ownUnion } from '../people/roster';
import { staffMarks, uidFor } from '../people/roster-store';
import type { UnionDocument } from '../people/store';
import { decideImport, type ImportDocument, importById, type RosterEntry, type UnionEntry } from './import-store';
import { putIn } from './import-run';
import { treeUnion } from './rows';
import { takenKeys, unionsNamed } from './store';

type Fault = Api.Unions.Fault;

const source = v.union([v.strictObject({ text: v.string() }), v.strictObject({ fileId: importedFile })]);

/** Chunks that the deciding call itself puts in: a short list is there when the answer is. */
const chunksAtOnce = 2;
const shownFaults = 200;

async function cellsOf(given: Api.Unions.Source): Promise<string[][]> {
  return 'text' in given ? pastedCells(given.text) : importedCells(given.fileId);
}

/** A repeat of an import: its answer, or KEY_REUSED; null: there was none. */
async function repeated(db: Database, importId: string, h: string): Promise<Api.Output<'unions.import'> | null> {
  const before = await importById(db, importId);
  if (!before) return null;
  if (before.h !== h) throw new Refusal('KEY_REUSED');
  return { importId, total: before.total, faults: [] };
}

const bad = (faults: Fault[]): Api.Output<'unions.import'> => ({ importId: null, total: 0, faults: faults.slice(0, shownFaults) });

async function decide<R>(db: Database, document: Parameters<typeof decideImport>[1], rows: R[], requestId: string): Promise<Api.Output<'unions.import'>> {
  if (!(await decideImport(db, document, rows))) {
    const first = await repeated(db, document._id, document.h);
    if (first) return first;
  }
  await project(requestId, () => putIn(db, document._id, chunksAtOnce));
  return { importId: document._id, total: rows.length, faults: [] };
}

const importUnions = defineAction('unions.import', 'act', v.strictObject({ parentId: id, source }), async ({ db, input, key, member, now, requestId }) => {
  const importId = idOf('import', member.uid, key);
  const h = inputHash(input);
  const first = await repeated(db, importId, h);
  if (first) return first;
  const parent = await treeUnion(db, input.parentId, member, now);
  const { rows, faults, unread } = readUnionRows(await cellsOf(input.source));
  const { planned, faults: misplaced } = await plan(db, parent, rows.slice(0, maxUnionRows), unread);
  const all = [...faults, ...misplaced].sort((a, b) => a.line - b.line);
  if (all.length > 0) return bad(all);
  const entries = planned.map((one) => entryOf(one, importId));
  const record = recordOf({ act: 'unions.import', by: member.uid, key, at: now, subject: parent._id, scope: parent.path, scopeName: parent.name, details: entries });
  const document = { _id: importId, k: key, h, by: member.uid, at: now, kind: 'unions' as const, unitId: parent._id, unitName: parent.name, audit: [record] };
  return decide<UnionEntry>(db, document, entries, requestId);
});

/** Looks up what the rows speak of, and puts them in order. */
async function plan(db: Database, parent: UnionDocument, rows: UnionRow[], unread: string[]) {
  const named = await unionsNamed(db, parentNames(rows), parent.path);
  const standing = new Map([parent, ...named].map((union) => [union._id, standingOf(union)]));
  const byName = new Map<string, Standing[]>();
  for (const union of standing.values()) byName.set(unifyName(union.name), [...(byName.get(unifyName(union.name)) ?? []), union]);
  // Where a row may come to stand: below the unions that have its parent's name, or below the root.
  const below = ({ parent: way }: UnionRow) => (way.length === 0 ? [standingOf(parent)] : (byName.get(unifyName(way[way.length - 1] ?? '')) ?? []));
  const keys = rows.flatMap((row) => below(row).map((union) => siblingKey(union.id, row.name)));
  const taken = await takenKeys(db, [...new Set(keys)]);
  return planUnions(rows, { root: standingOf(parent), standing: [...standing.values()], unread, taken, maxDepth });
}

function standingOf({ _id, name, level, path, trail }: UnionDocument): Standing {
  return { id: _id, name, level, depth: depthOf(path), above: trail[trail.length - 2] ?? '' };
}

const rowId = (importId: string, row: number) => `u${idOf('union', importId, String(row)).slice(0, 15)}`;

function entryOf({ parent, ...row }: PlannedUnion, importId: string): UnionEntry {
  return { ...row, id: rowId(importId, row.row), parentId: 'id' in parent ? parent.id : rowId(importId, parent.row) };
}

const maxRosterRows = 10_000;

const importRoster = defineAction('people.importRoster', 'act', v.strictObject({ unionId: id, source }), async ({ db, input, key, member, now, requestId }) => {
  const importId = idOf('import', member.uid, key);
  const h = inputHash(input);
  const first = await repeated(db, importId, h);
  if (first) return first;
  const union = await ownUnion(db, input.unionId, member, now);
  const { lines, faults } = readRosterCells(await cellsOf(input.source), maxRosterRows);
  if (faults.length === 0) faults.push(...(await knownIn(db, union, lines)));
  if (faults.length > 0) return bad(faults);
  const rows = lines.map((line): RosterEntry => {
    const uid = uidFor(union, line, member.uid, key);
    return { _id: uid, row: line.line, name: seal(line.name), kind: line.kind, ...staffMarks(uid, line.staffNumber) };
  });
  const record = recordOf({ act: 'people.importRoster', by: member.uid, key, at: now, subject: union._id, scope: union.path, scopeName: union.name, details: rowIds(rows) });
  const document = { _id: importId, k: key, h, by: member.uid, at: now, kind: 'roster' as const, unitId: union._id, unitName: union.name, audit: [record] };
  return decide<RosterEntry>(db, document, rows, requestId);
});

/** Names are sealed anew at every try: the act is told by ids. */
const rowIds = (rows: RosterEntry[]) => rows.map(({ _id, kind }) => [_id, kind]);

const importState = defineAction('unions.importState', 'member', v.strictObject({ importId: id }), async ({ db, input, member }) => {
  const found = await importById(db, input.importId);
  if (!found || found.by !== member.uid) throw new Refusal('NOT_FOUND', '没有找到这次导入');
  return stateOf(found);
});

function stateOf({ _id, kind, unitName, total, done, open, skipped }: ImportDocument): Api.Unions.Import {
  return { importId: _id, kind, unionName: unitName, total, done, finished: !open, skipped: skipped.slice(0, shownFaults) };
}

export const importActions: readonly Action[] = [importUnions, importRoster, importState];
