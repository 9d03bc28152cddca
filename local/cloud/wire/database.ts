import { randomUUID } from 'node:crypto';
import type { ClientSession, Collection, Direction, Document, Engine, Filter, Sort, Value } from '../engine/types';
import { MongoServerError } from '../engine/errors';
import { decode, encode } from './ejson';
import { WireError, errorReply } from './errors';
import { endTransaction, sessionOf, startTransaction } from './sessions';

/** Database work of one function call; `handleDatabase` adds to it. */
export interface Counters {
  /** Requests to the database. */
  roundTrips: number;
  /** Requests that write, whether a document matched or not. */
  writes: number;
  /** The same by collection. */
  writesBy: Record<string, number>;
  /** Documents that the engine fetched. */
  docsRead: number;
}

/** Counters of a call that has done nothing yet. */
export const noWork = (): Counters => ({ roundTrips: 0, writes: 0, writesBy: {}, docsRead: 0 });

/** A request as the SDKs post it: `action` is `database.*`. */
export type DatabaseRequest = Readonly<Record<string, unknown>>;

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 1000;

interface Call {
  readonly engine: Engine;
  readonly request: DatabaseRequest;
  readonly counters: Counters;
  readonly now: number;
}

const READS: Readonly<Record<string, (call: Call) => Promise<object>>> = {
  'database.getDocument': getDocument,
  'database.calculateDocument': calculateDocument,
  'database.aggregateDocuments': aggregateDocuments,
  'database.startTransaction': async ({ engine }) => ({ transactionId: startTransaction(engine) }),
  'database.commitTransaction': commitTransaction,
  'database.abortTransaction': abortTransaction,
};

const WRITES: Readonly<Record<string, (call: Call) => Promise<object>>> = {
  'database.insertDocument': insertDocument,
  'database.modifyDocument': modifyDocument,
  'database.modifyAndReturnDoc': modifyAndReturnDoc,
  'database.removeDocument': removeDocument,
  'database.addCollection': addCollection,
};

/**
 * Answers one `database.*` request of the SDKs: `{requestId, …}` or `{requestId, code, message}`; never rejects.
 * @param clock the server's time in ms since 1970, shifted with the local cloud's clock
 */
export async function handleDatabase(
  engine: Engine,
  request: DatabaseRequest,
  counters: Counters,
  clock: () => number = Date.now,
): Promise<object> {
  const requestId = randomUUID();
  const action = String(request['action']);
  const write = WRITES[action];
  const run = write ?? READS[action];
  counters.roundTrips += 1;
  if (write) {
    const collection = String(request['collectionName']);
    counters.writes += 1;
    counters.writesBy[collection] = (counters.writesBy[collection] ?? 0) + 1;
  }
  try {
    if (!run) throw new WireError('INVALID_PARAM', `action ${action} is not supported`);
    return { requestId, ...(await run({ engine, request, counters, now: clock() })) };
  } catch (error) {
    return { ...errorReply(error), requestId };
  }
}

async function getDocument(call: Call): Promise<object> {
  const { request } = call;
  const collection = await existing(call);
  const isDocument = request['queryType'] === 'DOC';
  const asked = count(request['limit']) || undefined;
  const limit = isDocument ? 1 : Math.min(asked ?? DEFAULT_LIMIT, MAX_LIMIT);
  const offset = count(request['offset']) ?? 0;
  const list = await collection
    .find(filterOf(call), { ...scope(call), projection: projectionOf(call), sort: sortOf(call), skip: offset, limit })
    .toArray();
  return { data: { list: list.map(encode) }, offset, ...(asked === undefined ? {} : { limit }) };
}

async function calculateDocument(call: Call): Promise<object> {
  const collection = await existing(call);
  return { data: { total: await collection.countDocuments(filterOf(call), scope(call)) } };
}

async function aggregateDocuments(call: Call): Promise<object> {
  const collection = await existing(call);
  const stages = call.request['stages'];
  if (!Array.isArray(stages)) throw new WireError('INVALID_PARAM', 'stages must be an array');
  const pipeline = stages.map((stage: { stageKey?: unknown; stageValue?: unknown }) => ({
    [String(stage.stageKey)]: decode(String(stage.stageValue), call.now),
  }));
  const list = await collection.aggregate(pipeline, scope(call)).toArray();
  return { data: { list: list.map(encode) } };
}

async function insertDocument(call: Call): Promise<object> {
  const collection = await existing(call);
  const data = call.request['data'];
  if (!Array.isArray(data)) throw new WireError('INVALID_PARAM', 'data must be an array');
  const documents = data.map((text) => asDocument(decode(String(text), call.now)));
  const { insertedIds } = await collection.insertMany(documents, scope(call, true));
  return { data: { insertedIds } };
}

async function modifyDocument(call: Call): Promise<object> {
  const { request } = call;
  const collection = await existing(call);
  const filter = filterOf(call);
  const data = asDocument(decode(text(request, 'data'), call.now));
  const options = { ...scope(call, true), upsert: request['upsert'] === true };
  const result =
    request['merge'] === false
      ? await collection.replaceOne(filter, data, options)
      : request['multi'] === true
        ? await collection.updateMany(filter, data, options)
        : await collection.updateOne(filter, data, options);
  const upserted = result.upsertedCount > 0 ? { upsert_id: result.upsertedId } : {};
  return { data: { updated: result.modifiedCount, matched: result.matchedCount, ...upserted } };
}

async function modifyAndReturnDoc(call: Call): Promise<object> {
  const collection = await existing(call);
  const update = asDocument(decode(text(call.request, 'data'), call.now));
  const document = await collection.findOneAndUpdate(filterOf(call), update, { ...scope(call, true), returnDocument: 'after' });
  return { data: document ? { updated: 1, doc: encode(document) } : { updated: 0, doc: null } };
}

async function removeDocument(call: Call): Promise<object> {
  const collection = await existing(call);
  const options = scope(call, true);
  const many = call.request['multi'] === true;
  const { deletedCount } = await (many ? collection.deleteMany(filterOf(call), options) : collection.deleteOne(filterOf(call), options));
  return { data: { deleted: deletedCount } };
}

async function addCollection(call: Call): Promise<object> {
  await call.engine.db().createCollection(text(call.request, 'collectionName'));
  return {};
}

async function commitTransaction(call: Call): Promise<object> {
  const wrote = await endTransaction(call.engine, optionalText(call.request, 'transactionId'), true);
  if (wrote) call.counters.writes += 1;
  return {};
}

async function abortTransaction(call: Call): Promise<object> {
  await endTransaction(call.engine, optionalText(call.request, 'transactionId'), false);
  return {};
}

/** CloudBase makes no collection by itself, as MongoDB would. */
async function existing({ engine, request }: Call): Promise<Collection> {
  const name = text(request, 'collectionName');
  const [found] = await engine.db().listCollections({ name }).toArray();
  if (!found) throw new MongoServerError(26, `ns does not exist: local.${name}`);
  return engine.db().collection(name);
}

function scope(call: Call, write = false): { session: ClientSession | undefined; stats: Counters } {
  return { session: sessionOf(call.engine, optionalText(call.request, 'transactionId'), write), stats: call.counters };
}

function filterOf({ request, now }: Call): Filter {
  const query = request['query'];
  return typeof query === 'string' && query !== '' ? asDocument(decode(query, now)) : {};
}

function projectionOf({ request, now }: Call): Document | undefined {
  const projection = optionalText(request, 'projection');
  return projection === undefined ? undefined : asDocument(decode(projection, now));
}

function sortOf({ request, now }: Call): Sort | undefined {
  const order = optionalText(request, 'order');
  if (order === undefined) return undefined;
  const sort: Record<string, Direction> = {};
  for (const [field, direction] of Object.entries(asDocument(decode(order, now)))) sort[field] = direction === -1 ? -1 : 1;
  return sort;
}

function asDocument(value: Value): Document {
  if (value === null || typeof value !== 'object' || Array.isArray(value) || Object.getPrototypeOf(value) !== Object.prototype) {
    throw new WireError('INVALID_PARAM', 'an object is expected');
  }
  return value as Document;
}

function text(request: DatabaseRequest, field: string): string {
  const value = request[field];
  if (typeof value !== 'string' || value === '') throw new WireError('INVALID_PARAM', `${field} must be a string`);
  return value;
}

function optionalText(request: DatabaseRequest, field: string): string | undefined {
  const value = request[field];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function count(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined;
}
