import type { Client, Collection } from './sdks';

/** What an operation works with: one SDK and a collection that nobody else touches. */
export interface Bench {
  readonly client: Client;
  readonly name: string;
  readonly collection: Collection;
  /** Makes an index as provisioning does. */
  createIndex(index: { readonly name: string; readonly keys: Readonly<Record<string, 1 | -1>>; readonly unique?: boolean }): Promise<void>;
}

/** One thing that CloudBase does; `run` rejects when the local cloud does otherwise. */
export interface Operation {
  readonly name: string;
  readonly run: (bench: Bench) => Promise<void>;
}

/** The error that an act ends in. @throws when it ends well */
export async function failure(act: Promise<unknown>): Promise<Error> {
  const error = await act.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error === undefined) throw new Error('it was expected to fail');
  return error instanceof Error ? error : Object.assign(new Error(String(error)), error);
}
