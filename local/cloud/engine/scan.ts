import type { IndexDefinition } from './indexes';
import { compareText } from './order';
import type { IndexPlan } from './planner';
import type { Param, Row, Sqlite } from './sqlite';

/** Where an index's rows are: the primary one is the documents' own table. */
export interface IndexRows {
  readonly table: string;
  readonly columns: readonly string[];
}

const LARGEST_BATCH = 4_096;

/** Row numbers of a plan's candidates, each once, in the index's order when the plan is sorted. `hint` is how many may be enough. */
export function* candidates(sqlite: Sqlite, plan: IndexPlan, rows: IndexRows, hint: number | undefined): Generator<number> {
  // Stretches that are merged share the rows that are wanted among them.
  const each = hint === undefined ? undefined : plan.sorted ? Math.ceil(hint / plan.prefixes.length) + 2 : hint;
  const streams = plan.prefixes.map((prefix) => stretch(sqlite, plan, rows, prefix, each));
  const seen = plan.index.multikey.includes(true) ? new Set<number>() : undefined;
  for (const rid of plan.sorted && streams.length > 1 ? merge(plan, streams) : chain(streams)) {
    if (seen?.has(rid)) continue;
    seen?.add(rid);
    yield rid;
  }
}

function* chain(streams: readonly Iterator<Row>[]): Generator<number> {
  for (const stream of streams) {
    for (let step = stream.next(); !step.done; step = stream.next()) yield Number(step.value[0]);
  }
}

/** Joins stretches that are each in order into one that is. */
function* merge(plan: IndexPlan, streams: readonly Iterator<Row>[]): Generator<number> {
  const directions = sortedFields(plan).map(({ direction }) => (plan.reverse ? -direction : direction));
  const heads = streams.map((stream) => ({ stream, step: stream.next() })).filter(({ step }) => !step.done);
  while (heads.length > 0) {
    let first = heads[0];
    for (const head of heads) if (first && compareRows(head.step.value, first.step.value, directions) < 0) first = head;
    if (!first) return;
    yield Number(first.step.value[0]);
    first.step = first.stream.next();
    if (first.step.done) heads.splice(heads.indexOf(first), 1);
  }
}

function compareRows(a: Row, b: Row, directions: readonly number[]): number {
  for (const [i, direction] of directions.entries()) {
    const order = compareText(String(a[i + 1]), String(b[i + 1]));
    if (order !== 0) return direction * order;
  }
  return 0;
}

function sortedFields(plan: IndexPlan): IndexDefinition['fields'] {
  return plan.index.fields.slice(plan.prefixes[0]?.length ?? 0);
}

/** How many rows a plan would read, counted up to `cap`. */
export function countRows(sqlite: Sqlite, plan: IndexPlan, rows: IndexRows, cap: number): number {
  let total = 0;
  for (const prefix of plan.prefixes) {
    const { where, params } = conditionsOf(plan, rows, prefix);
    total += Number(sqlite.get(`SELECT count(*) FROM (SELECT 1 FROM ${rows.table}${where} LIMIT ?)`, ...params, cap - total)?.[0] ?? 0);
    if (total >= cap) break;
  }
  return total;
}

function conditionsOf(plan: IndexPlan, rows: IndexRows, prefix: readonly string[]): { readonly where: string; readonly params: readonly Param[] } {
  const conditions = prefix.map((_, i) => `${rows.columns[i] ?? ''} = ?`);
  const params: Param[] = [...prefix];
  const bounded = rows.columns[prefix.length];
  if (plan.range && bounded !== undefined) {
    conditions.push(`${bounded} ${plan.range.lowOpen ? '>' : '>='} ?`, `${bounded} ${plan.range.highOpen ? '<' : '<='} ?`);
    params.push(plan.range.low, plan.range.high);
  }
  return { where: conditions.length > 0 ? ` WHERE ${conditions.join(' AND ')}` : '', params };
}

/** One stretch of the index, read in growing batches: rid, then the keys after the prefix. */
function* stretch(sqlite: Sqlite, plan: IndexPlan, rows: IndexRows, prefix: readonly string[], hint: number | undefined): Generator<Row> {
  const after = rows.columns.slice(prefix.length);
  const { where, params } = conditionsOf(plan, rows, prefix);
  const order = sortedFields(plan).map(({ direction }, i) => `${after[i] ?? ''} ${(direction === 1) === plan.reverse ? 'DESC' : 'ASC'}`);
  const sql =
    `SELECT ${['rid', ...after].join(', ')} FROM ${rows.table}${where}` +
    (order.length > 0 ? ` ORDER BY ${order.join(', ')}` : '') +
    ' LIMIT ? OFFSET ?';
  let size = hint === undefined ? LARGEST_BATCH : Math.min(hint, LARGEST_BATCH);
  for (let offset = 0; ; ) {
    const batch = sqlite.all(sql, ...params, size, offset);
    yield* batch;
    if (batch.length < size) return;
    offset += batch.length;
    size = Math.min(size * 2, LARGEST_BATCH);
  }
}
