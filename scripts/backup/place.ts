import CloudBase from '@cloudbase/manager-node';
import tcb from '@cloudbase/node-sdk';
import { localApp } from '../local-database';

export type Plain = Record<string, unknown> & { _id: string };

/** A database and its files that are copied or put back, with the functions. */
export interface Place {
  /** `local` or the id of the environment: stands in the manifest. */
  name: string;
  /** Documents of a collection in the order of their ids, so many a step. */
  read(collection: string): AsyncGenerator<Plain[]>;
  /** Puts documents that are not there. */
  write(collection: string, documents: Plain[]): Promise<void>;
  empty(collection: string): Promise<void>;
  /** @returns null: there is no such file (any more) */
  file(fileId: string): Promise<Buffer | null>;
  /** Keeps a file, in place of one that is there. @returns its id in this place */
  keep(cloudPath: string, content: Buffer): Promise<string>;
  /** Closes the functions and waits until nothing is on its way; or opens them. */
  close(closed: boolean): Promise<void>;
  isClosed(): Promise<boolean>;
}

/** What of the SDK's database is used. */
interface SdkDatabase {
  collection(name: string): {
    where(condition: object): { orderBy(field: string, order: 'asc'): { limit(count: number): { get(): Promise<{ data: Plain[] }> } }; remove(): Promise<unknown> };
    add(documents: Plain[]): Promise<unknown>;
  };
  command: { gt(value: string): object; in(values: string[]): object };
}

const page = 1000;

function documentsOf(db: SdkDatabase): Pick<Place, 'read' | 'write' | 'empty'> {
  return {
    async *read(collection) {
      for (let after = ''; ; ) {
        const { data } = await db.collection(collection).where({ _id: db.command.gt(after) }).orderBy('_id', 'asc').limit(page).get();
        if (data.length > 0) yield data;
        const last = data[data.length - 1];
        if (data.length < page || !last) return;
        after = last._id;
      }
    },
    async write(collection, documents) {
      await db.collection(collection).add(documents);
    },
    async empty(collection) {
      // Some at a time: one request that removes a million would not come back.
      for (;;) {
        const { data } = await db.collection(collection).where({}).orderBy('_id', 'asc').limit(page).get();
        const last = data[data.length - 1];
        if (!last) return;
        await db.collection(collection).where({ _id: db.command.in(data.map(({ _id }) => _id)) }).remove();
      }
    },
  };
}

/** The SDK by what it is asked for here. */
type App = Pick<ReturnType<typeof tcb.init>, 'database' | 'downloadFile' | 'uploadFile'>;

function filesOf(app: App): Pick<Place, 'file' | 'keep'> {
  return {
    async file(fileId) {
      try {
        const { fileContent } = await app.downloadFile({ fileID: fileId });
        return fileContent === undefined ? null : Buffer.from(fileContent);
      } catch (error) {
        if ((error as { code?: unknown }).code === 'STORAGE_FILE_NONEXIST') return null;
        throw error;
      }
    },
    async keep(cloudPath, content) {
      return (await app.uploadFile({ cloudPath, fileContent: content })).fileID;
    },
  };
}

const contentOf = (app: App) => ({ ...documentsOf(app.database() as unknown as SdkDatabase), ...filesOf(app) });

export function localPlace(cloudUrl: string): Place {
  return {
    name: 'local',
    ...contentOf(localApp(cloudUrl)),
    async close(closed) {
      const response = await fetch(`${cloudUrl}/dev/closed`, { method: 'POST', body: JSON.stringify({ closed }), headers: { 'content-type': 'application/json' } });
      if (!response.ok) throw new Error(`本机云没有${closed ? '关闭' : '打开'}：${await response.text()}`);
    },
    async isClosed() {
      const state = (await (await fetch(`${cloudUrl}/dev/closed`)).json()) as { closed: boolean };
      return state.closed;
    },
  };
}

const functions = ['api', 'jobs', 'export', 'push'];
/** The longest that a call may run, and new settings take to reach every instance, ms. */
const settles = 90_000;

/** A CloudBase environment: its functions are closed by an environment variable, through the management API. */
export function cloudbasePlace({ envId, secretId, secretKey }: { envId: string; secretId: string; secretKey: string }): Place {
  const manager = CloudBase.init({ envId, secretId, secretKey });
  return {
    name: envId,
    ...contentOf(tcb.init({ env: envId, secretId, secretKey, timeout: 60_000 })),
    async close(closed) {
      for (const name of functions) {
        const { Environment } = await manager.functions.getFunctionDetail(name);
        const kept = Environment.Variables.filter(({ Key }) => Key !== 'GONGYUN_CLOSED').map(({ Key, Value }) => [Key, Value] as const);
        // The platform replaces all variables at once: the keys among them go along.
        await manager.functions.updateFunctionConfig({ name, envVariables: Object.fromEntries([...kept, ...(closed ? [['GONGYUN_CLOSED', '1'] as const] : [])]) });
      }
      if (closed) await new Promise((resolve) => setTimeout(resolve, settles));
    },
    async isClosed() {
      const details = await Promise.all(functions.map((name) => manager.functions.getFunctionDetail(name)));
      return details.some(({ Environment }) => Environment.Variables.some(({ Key, Value }) => Key === 'GONGYUN_CLOSED' && Value === '1'));
    },
  };
}
