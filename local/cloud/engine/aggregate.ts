import { Aggregator } from 'mingo';
import { Context, ProcessingMode } from 'mingo/core';
import * as accumulators from 'mingo/operators/accumulator';
import * as expressions from 'mingo/operators/expression';
import * as pipelines from 'mingo/operators/pipeline';
import * as projections from 'mingo/operators/projection';
import * as queries from 'mingo/operators/query';
import * as windows from 'mingo/operators/window';
import { MongoServerError } from './errors';
import { isPlainObject } from './order';
import { fromText, toText } from './serialization';
import type { Direction, Document, Filter, Sort } from './types';

/** The stages that an index can answer, taken off the front of a pipeline. */
export interface PipelineHead {
  readonly filter: Filter;
  readonly sort: Sort | undefined;
  readonly limit: number | undefined;
  readonly rest: readonly Document[];
}

/** `$match`, then `$sort`, then `$limit`, as far as the pipeline begins with them. */
export function splitPipeline(pipeline: readonly Document[]): PipelineHead {
  const rest = [...pipeline];
  const filters: Filter[] = [];
  for (let match = rest[0]?.['$match']; isPlainObject(match); match = rest[0]?.['$match']) {
    filters.push(match);
    rest.shift();
  }
  let sort: Sort | undefined;
  const order = rest[0]?.['$sort'];
  if (isPlainObject(order) && Object.values(order).every((direction) => direction === 1 || direction === -1)) {
    const directions: Record<string, Direction> = {};
    for (const [field, direction] of Object.entries(order)) directions[field] = direction === -1 ? -1 : 1;
    sort = directions;
    rest.shift();
  }
  let limit: number | undefined;
  const cut = rest[0]?.['$limit'];
  if (typeof cut === 'number') {
    limit = cut;
    rest.shift();
  }
  const [only] = filters;
  return { filter: filters.length === 1 && only ? only : filters.length === 0 ? {} : { $and: filters }, sort, limit, rest };
}

const CONTEXT = Context.init({
  accumulator: accumulators,
  expression: expressions,
  pipeline: pipelines,
  projection: projections,
  query: queries,
  window: windows,
});

/** Stages that write, or run code: CloudBase offers none of them. */
const REFUSED = new Set(['$out', '$merge', '$function', '$accumulator', '$where']);

/** Stages that build their results anew: what they are given may be shared with the cache. */
const READING = new Set(['$match', '$project', '$group', '$limit', '$skip', '$count', '$sort']);

/** Gives the documents of another collection that fulfil a filter, for `$lookup`. */
export type Resolve = (collection: string, filter: Filter) => readonly Document[];

/** Runs the remaining stages in memory. */
export function runPipeline(documents: readonly Document[], pipeline: readonly Document[], resolve: Resolve): readonly Document[] {
  for (const stage of pipeline) {
    const [name] = Object.keys(stage);
    if (name === undefined || REFUSED.has(name)) throw new MongoServerError(40324, `Unrecognized pipeline stage name: '${name ?? ''}'`);
  }
  // A lookup by equality asks only for the values at hand, so that an index serves it: the stages before it are run first.
  const index = pipeline.findIndex((stage) => lookedUp(stage) !== null);
  const lookup = lookedUp(pipeline[index] ?? {});
  if (!lookup) return runStages(documents, pipeline, (name) => resolve(name, {}));
  const before = runStages(documents, pipeline.slice(0, index), (name) => resolve(name, {}));
  const values = runStages(before, [{ $group: { _id: `$${lookup.localField}` } }], () => []).flatMap(({ _id }) => (Array.isArray(_id) ? _id : [_id ?? null]));
  const joined = runStages(before, pipeline.slice(index, index + 1), (name) => resolve(name, { [lookup.foreignField]: { $in: values } }));
  return runPipeline(joined, pipeline.slice(index + 1), resolve);
}

function lookedUp(stage: Document): { localField: string; foreignField: string } | null {
  const lookup = stage['$lookup'];
  if (!isPlainObject(lookup)) return null;
  const { localField, foreignField } = lookup;
  return typeof localField === 'string' && typeof foreignField === 'string' ? { localField, foreignField } : null;
}

function runStages(documents: readonly Document[], pipeline: readonly Document[], resolve: (collection: string) => readonly Document[]): readonly Document[] {
  if (pipeline.length === 0) return documents;
  const aggregator = new Aggregator(
    pipeline.map((stage) => ({ ...stage })),
    {
      context: CONTEXT,
      scriptEnabled: false,
      processingMode: pipeline.every((stage) => Object.keys(stage).every((name) => READING.has(name))) ? ProcessingMode.CLONE_OFF : ProcessingMode.CLONE_INPUT,
      // mingo clones its input but not what it looks up.
      collectionResolver: (name) => resolve(name).map((document) => fromText(toText(document))),
    },
  );
  try {
    return aggregator.run(documents.slice()) as readonly Document[];
  } catch (error) {
    throw new MongoServerError(40324, error instanceof Error ? error.message : String(error));
  }
}
