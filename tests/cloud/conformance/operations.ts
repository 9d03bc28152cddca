import { randomUUID } from 'node:crypto';
import { aggregates } from './aggregates';
import { documents } from './documents';
import type { Bench, Operation } from './operation';
import { queries } from './queries';
import { races } from './races';
import { connect } from './sdks';
import type { Client } from './sdks';
import { transactions } from './transactions';
import { updates } from './updates';

const table: readonly Operation[] = [...documents, ...queries, ...updates, ...aggregates, ...transactions, ...races];

export interface ConformanceOperation {
  readonly name: string;
  /** Rejects when the local cloud does not do as CloudBase does. */
  readonly run: (sdks: readonly Client[], cloudUrl: string) => Promise<void>;
}

/** Every operation through each SDK, each in a collection of its own. */
export const operations: readonly ConformanceOperation[] = ['wx-server-sdk', '@cloudbase/node-sdk'].flatMap((sdk) =>
  table.map(({ name, run }) => ({
    name: `${sdk}: ${name}`,
    run: async (sdks, cloudUrl) => {
      const client = sdks.find((one) => one.sdk === sdk);
      if (!client) throw new Error(`${sdk} is not connected`);
      await run(await bench(client, cloudUrl));
    },
  })),
);

async function bench(client: Client, cloudUrl: string): Promise<Bench> {
  const name = `c${randomUUID().replaceAll('-', '')}`;
  await client.createCollection(name);
  return {
    client,
    name,
    collection: client.collection(name),
    createIndex: async (index) => {
      const body = JSON.stringify({ do: 'createIndex', collection: name, index });
      const response = await fetch(`${cloudUrl}/dev/collections`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
      if (!response.ok) throw new Error(`index ${index.name}: HTTP ${response.status} ${await response.text()}`);
    },
  };
}

/** Runs all operations against a running local cloud, as a figure: `failed` holds a line for each that did not conform. */
export async function runOperations(cloudUrl: string): Promise<{ readonly operations: number; readonly failed: readonly string[] }> {
  const sdks = connect(cloudUrl);
  const failed: string[] = [];
  for (const { name, run } of operations) {
    await run(sdks, cloudUrl).catch((error: unknown) => failed.push(`${name}: ${error instanceof Error ? error.message : String(error)}`));
  }
  return { operations: operations.length, failed };
}
