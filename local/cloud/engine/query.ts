import type { Entry } from './cache';
import type { IndexDefinition } from './indexes';
import { compileFilter, hasOperators } from './match';

import { encodeKey, isPlainObject } from './order';
import { plansFor } from './planner';
import type { IndexPlan } from './planner';
import { candidates, countRows } from './scan';
import type { IndexRows } from './scan';
import { sortComparator } from './sort';
import type { Store, StoredCollection } from './store';
import type { Document, Filter, Sort, Stats, Value } from './types';

export interface Selection {
  readonly filter: Filter;
  readonly sort?: Sort | undefined;
  /** How many of the first matches are wanted; all without it. */
  readonly first?: number | undefined;
  /** Documents, by encoded `_id`, that are to be left out. */
  readonly except?: ReadonlyMap<string, unknown> | undefined;
  readonly stats?: Stats | undefined;
}

/** The index that every collection has; its rows are the documents themselves. */
const PRIMARY: IndexDefinition = {
  number: 0,
  name: '_id_',
  fields: [{ name: '_id', path: ['_id'], direction: 1 }],
  unique: true,
  sparse: false,
  multikey: [false],
};

const SCAN_BATCH = 256;
const FEW_ROWS = 100;

/** The committed documents that match, in order, through the best index. */
export function select(store: Store, collection: StoredCollection, selection: Selection): readonly Entry[] {
  const { filter, sort, first, except, stats } = selection;
  const matches = compileFilter(filter);
  const test = (entry: Entry): boolean => !except?.has(entry.idKey) && matches(entry.document);
  const id = exactId(filter);
  if (id !== undefined) {
    const entry = collection.table.byId(encodeKey(id), stats);
    return entry && test(entry) ? [entry] : [];
  }
  const definitions = [PRIMARY, ...[...collection.indexes.values()].map((index) => index.definition)];
  const order = sort && Object.keys(sort).length > 0 ? sort : undefined;
  const plan = bestPlan(store, collection, plansFor(filter, order, definitions));
  if (plan) return gather(entriesOf(store, collection, plan, first, order !== undefined, stats), test, plan.sorted ? undefined : order, first);
  const union = order || first === undefined ? unionOf(store, collection, filter, definitions, stats) : undefined;
  return gather(union ?? everything(collection, stats), test, order, first);
}

/**
 * How many documents hold these values, from an index alone; undefined when the filter says more than single values
 * of an index's leading fields.
 */
export function countByIndex(store: Store, collection: StoredCollection, filter: Filter): number | undefined {
  const entries = Object.entries(filter);
  if (entries.length === 0) return collection.table.count();
  if (!entries.every(([, value]) => ['string', 'number', 'boolean'].includes(typeof value) || value instanceof Date)) return undefined;
  const index = [...collection.indexes.values()].find(({ definition }) =>
    entries.every(([name]) => definition.fields.slice(0, entries.length).some((field) => field.name === name)),
  );
  if (!index) return undefined;
  const keys = index.definition.fields.slice(0, entries.length).map(({ name }) => encodeKey(filter[name]));
  const conditions = index.columns.slice(0, keys.length).map((column) => `${column} = ?`);
  return Number(store.sqlite.get(`SELECT count(DISTINCT rid) FROM ${index.table} WHERE ${conditions.join(' AND ')}`, ...keys)?.[0] ?? 0);
}

/** The one `_id` that a filter asks for, if it does. */
function exactId(filter: Filter): Value {
  const id = filter['_id'];
  if (id === undefined || id === null || Array.isArray(id) || id instanceof RegExp) return undefined;
  if (!hasOperators(id)) return id;
  const equal = id['$eq'];
  return Object.keys(id).length === 1 && equal !== null && !Array.isArray(equal) && !(equal instanceof RegExp) ? equal : undefined;
}

/** The first plan, unless another one has few rows to read: a rare word beats a list that is in order. */
function bestPlan(store: Store, collection: StoredCollection, plans: readonly IndexPlan[]): IndexPlan | undefined {
  let best = plans[0];
  if (plans.length < 2) return best;
  let fewest = FEW_ROWS;
  for (const plan of plans) {
    const rows = countRows(store.sqlite, plan, rowsOf(collection, plan), fewest);
    if (rows >= fewest) continue;
    [best, fewest] = [plan, rows];
  }
  return best;
}

function rowsOf(collection: StoredCollection, plan: IndexPlan): IndexRows {
  return collection.indexes.get(plan.index.name) ?? { table: `documents_${collection.table.number}`, columns: ['id'] };
}

function gather(entries: Iterable<Entry>, test: (entry: Entry) => boolean, sort: Sort | undefined, first: number | undefined): readonly Entry[] {
  const found: Entry[] = [];
  for (const entry of entries) {
    if (!test(entry)) continue;
    found.push(entry);
    if (!sort && first !== undefined && found.length >= first) break;
  }
  if (!sort) return found;
  const compare = sortComparator(sort);
  found.sort((a, b) => compare(a.document, b.document));
  return first === undefined ? found : found.slice(0, first);
}

function* entriesOf(
  store: Store,
  collection: StoredCollection,
  plan: IndexPlan,
  first: number | undefined,
  ordered: boolean,
  stats: Stats | undefined,
): Generator<Entry> {
  const rows = rowsOf(collection, plan);
  const hint = first === undefined || (ordered && !plan.sorted) ? undefined : first + 8;
  for (const rid of candidates(store.sqlite, plan, rows, hint)) {
    const entry = collection.table.byRid(rid, stats);
    if (entry) yield entry;
  }
}

/** `$or` whose every clause has an index: the union of what they find. */
function unionOf(
  store: Store,
  collection: StoredCollection,
  filter: Filter,
  definitions: readonly IndexDefinition[],
  stats: Stats | undefined,
): Iterable<Entry> | undefined {
  const clauses = filter['$or'];
  if (!Array.isArray(clauses)) return undefined;
  const plans: IndexPlan[] = [];
  for (const clause of clauses) {
    const plan = isPlainObject(clause) ? bestPlan(store, collection, plansFor(clause, undefined, definitions)) : undefined;
    if (!plan) return undefined;
    plans.push(plan);
  }
  const found = new Map<number, Entry>();
  for (const plan of plans) {
    for (const entry of entriesOf(store, collection, plan, undefined, false, stats)) found.set(entry.rid, entry);
  }
  return [...found.values()].sort((a, b) => a.rid - b.rid);
}

function* everything(collection: StoredCollection, stats: Stats | undefined): Generator<Entry> {
  for (let last = 0; ; ) {
    const batch = collection.table.after(last, SCAN_BATCH, stats);
    yield* batch;
    const end = batch.at(-1);
    if (!end || batch.length < SCAN_BATCH) return;
    last = end.rid;
  }
}

/** Sorts and cuts documents that do not come from one index. */
export function arrange(documents: readonly Document[], sort: Sort | undefined, first: number | undefined): readonly Document[] {
  const sorted = sort && Object.keys(sort).length > 0 ? [...documents].sort(sortComparator(sort)) : documents;
  return first === undefined ? sorted : sorted.slice(0, first);
}
