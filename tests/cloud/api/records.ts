import { localDatabase } from '../../../scripts/local-database';

interface Records {
  add(document: object): Promise<unknown>;
  doc(id: string): { get(): Promise<{ data: Record<string, unknown>[] }>; update(change: object): Promise<unknown>; set(document: object): Promise<unknown> };
  where(condition: object): {
    count(): Promise<{ total: number }>;
    update(change: object): Promise<unknown>;
    remove(): Promise<unknown>;
    limit(count: number): { get(): Promise<{ data: Record<string, unknown>[] }> };
  };
}

/** The documents of a collection of a local cloud, to look at what an act kept and to lay what no act can bring about. */
export function records(cloudUrl: string, collection: string): Records {
  return localDatabase<{ collection(name: string): Records }>(cloudUrl).collection(collection);
}

/** A field's whole new value, where the old one is no object to write into. */
export function whole(cloudUrl: string, value: object): unknown {
  return localDatabase<{ command: { set(value: object): unknown } }>(cloudUrl).command.set(value);
}

/** One document, which must be there. */
export async function recordOf(cloudUrl: string, collection: string, id: string): Promise<Record<string, unknown>> {
  const [found] = (await records(cloudUrl, collection).doc(id).get()).data;
  if (!found) throw new Error(`${collection} has no ${id}`);
  return found;
}
