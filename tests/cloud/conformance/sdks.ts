/**
 * Both SDKs, unmodified, behind one small interface: they differ in how data is wrapped and how errors are told.
 * Everything goes over HTTP to a running local cloud.
 */

export type Fields = Readonly<Record<string, unknown>>;

/** `db.command` of either SDK. */
export type Command = Readonly<Record<string, (...values: unknown[]) => unknown>>;

export interface Query {
  where(query: Fields): Query;
  orderBy(field: string, direction: 'asc' | 'desc'): Query;
  limit(count: number): Query;
  skip(count: number): Query;
  field(projection: Fields): Query;
  get(): Promise<readonly Fields[]>;
  count(): Promise<number>;
  /** The number of documents changed. */
  update(data: Fields): Promise<number>;
  /** The number of documents removed. */
  remove(): Promise<number>;
}

export interface Doc {
  /** undefined when there is none. */
  get(): Promise<Fields | undefined>;
  set(data: Fields): Promise<void>;
  update(data: Fields): Promise<number>;
  remove(): Promise<number>;
}

export interface Collection extends Query {
  doc(id: string): Doc;
  add(data: Fields): Promise<string>;
  addAll(data: readonly Fields[]): Promise<readonly string[]>;
  aggregate(stages: (pipeline: Pipeline) => Pipeline): Promise<readonly Fields[]>;
}

export type Pipeline = Readonly<Record<'match' | 'group' | 'sort' | 'limit' | 'skip' | 'project' | 'unwind' | 'count' | 'lookup' | 'addFields', (stage: unknown) => Pipeline>>;

export interface Transaction {
  collection(name: string): Pick<Collection, 'doc' | 'add'>;
  commit(): Promise<void>;
  rollback(): Promise<void>;
}

export interface Client {
  readonly sdk: string;
  readonly command: Command;
  serverDate(offset: number): unknown;
  regExp(regexp: string, options: string): unknown;
  createCollection(name: string): Promise<void>;
  collection(name: string): Collection;
  startTransaction(): Promise<Transaction>;
  runTransaction<T>(run: (transaction: Pick<Transaction, 'collection'>) => Promise<T>): Promise<T>;
  /** The SDK's own code of an error: a number from wx-server-sdk, a name from @cloudbase/node-sdk. */
  codeOf(error: unknown): unknown;
}

/** What the SDKs give, as far as it is used here: their own types know neither each other nor every method. */
interface Raw {
  [method: string]: (...values: unknown[]) => unknown;
}

type RawDatabase = Raw & { readonly command: unknown };

interface Dialect {
  readonly wrap: (data: Fields | readonly Fields[]) => unknown;
  readonly changed: (result: Fields, kind: 'updated' | 'removed' | 'deleted') => number;
  readonly one: (data: unknown) => Fields | undefined;
  readonly listOf: (result: Fields) => readonly Fields[];
  readonly idOf: (result: Fields) => string;
  readonly idsOf: (result: Fields) => readonly string[];
}

const WX: Dialect = {
  wrap: (data) => ({ data }),
  changed: (result, kind) => Number((result['stats'] as Fields)[kind === 'deleted' ? 'removed' : kind]),
  one: (data) => data as Fields,
  listOf: (result) => result['list'] as readonly Fields[],
  idOf: (result) => String(result['_id']),
  idsOf: (result) => result['_ids'] as readonly string[],
};

const NODE: Dialect = {
  wrap: (data) => data,
  changed: (result, kind) => Number(result[kind === 'removed' ? 'deleted' : kind]),
  one: (data) => (Array.isArray(data) ? (data[0] as Fields | undefined) : ((data as Fields | null) ?? undefined)),
  listOf: (result) => result['data'] as readonly Fields[],
  idOf: (result) => String(result['id']),
  idsOf: (result) => result['ids'] as readonly string[],
};

/** Points both SDKs at a local cloud. The address is read when they are loaded, so this comes first and once in a process. */
export function connect(cloudUrl: string): readonly Client[] {
  Object.assign(process.env, {
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: `${cloudUrl}/admin` }),
    TENCENTCLOUD_SECRETID: 'local',
    TENCENTCLOUD_SECRETKEY: 'local',
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: 'ap-shanghai',
    SCF_NAMESPACE: 'local-env',
    TCB_ENV: 'local-env',
  });
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const wx = require('wx-server-sdk') as { init(config: Fields): void; database(): RawDatabase };
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const tcb = require('@cloudbase/node-sdk') as { init(config: Fields): { database(): RawDatabase } };
  wx.init({ env: 'local-env' });
  return [
    client('wx-server-sdk', wx.database(), WX, (error) => (error as { errCode?: unknown }).errCode),
    client('@cloudbase/node-sdk', tcb.init({ env: 'local-env' }).database(), NODE, (error) => (error as { code?: unknown }).code),
  ];
}

function client(sdk: string, db: RawDatabase, dialect: Dialect, codeOf: (error: unknown) => unknown): Client {
  const within = (raw: Raw) => (name: string) => collection(call(raw, 'collection', name), dialect);
  return {
    sdk,
    command: db.command as Command,
    serverDate: (offset) => call(db, 'serverDate', { offset }),
    regExp: (regexp, options) => call(db, 'RegExp', { regexp, options }),
    createCollection: async (name) => void (await call(db, 'createCollection', name)),
    collection: within(db),
    startTransaction: async () => {
      const raw = (await call(db, 'startTransaction')) as unknown as Raw;
      return {
        collection: within(raw),
        commit: async () => void (await call(raw, 'commit')),
        rollback: async () => void (await call(raw, 'rollback')),
      };
    },
    runTransaction: async <T>(run: (transaction: Pick<Transaction, 'collection'>) => Promise<T>) =>
      (await call(db, 'runTransaction', (raw: Raw) => run({ collection: within(raw) }))) as T,
    codeOf,
  };
}

function call(raw: Raw, method: string, ...values: unknown[]): Raw {
  return raw[method]?.(...values) as Raw;
}

async function result(raw: Raw, method: string, ...values: unknown[]): Promise<Fields> {
  return (await call(raw, method, ...values)) as unknown as Fields;
}

function query(raw: Raw, dialect: Dialect): Query {
  const next = (method: string) => (...values: unknown[]) => query(call(raw, method, ...values), dialect);
  return {
    where: next('where'),
    orderBy: next('orderBy'),
    limit: next('limit'),
    skip: next('skip'),
    field: next('field'),
    get: async () => (await result(raw, 'get'))['data'] as readonly Fields[],
    count: async () => Number((await result(raw, 'count'))['total']),
    update: async (data) => dialect.changed(await result(raw, 'update', dialect.wrap(data)), 'updated'),
    remove: async () => dialect.changed(await result(raw, 'remove'), 'removed'),
  };
}

function doc(raw: Raw, dialect: Dialect): Doc {
  return {
    get: async () => dialect.one((await result(raw, 'get'))['data']),
    set: async (data) => void (await result(raw, 'set', dialect.wrap(data))),
    update: async (data) => dialect.changed(await result(raw, 'update', dialect.wrap(data)), 'updated'),
    remove: async () => dialect.changed(await result(raw, 'remove'), 'removed'),
  };
}

function collection(raw: Raw, dialect: Dialect): Collection {
  return {
    ...query(raw, dialect),
    doc: (id) => doc(call(raw, 'doc', id), dialect),
    add: async (data) => dialect.idOf(await result(raw, 'add', dialect.wrap(data))),
    addAll: async (data) => dialect.idsOf(await result(raw, 'add', dialect.wrap(data))),
    aggregate: async (stages) => dialect.listOf(await result(stages(call(raw, 'aggregate') as unknown as Pipeline) as unknown as Raw, 'end')),
  };
}
