import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { startCloud } from '../../local/cloud';
import { openEngine } from '../../local/cloud/engine';

/** The value below which a share of the values lies; 0 ≤ share < 1. */
export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length * share)] ?? 0;
}

const bareFunction = `
import cloud from 'wx-server-sdk';
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });
const db = cloud.database();
let n = 0;
const start = Date.now() + '-' + Math.random();
export const main = async () => { n += 1; await db.collection('raw').add({ data: { _id: start + '-' + n, n } }); return { ok: true }; };
`;

/** A bare function that makes one insert, called the same way with the same concurrency; and the engine's own rate. */
export async function rawWrites(concurrency: number, calls: number): Promise<{ perSecond: number; enginePerSecond: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'gongyun-raw-'));
  const functionsDir = join(folder, 'functions');
  await mkdir(join(functionsDir, 'raw'), { recursive: true });
  await build({
    stdin: { contents: bareFunction, resolveDir: __dirname, loader: 'ts' },
    outfile: join(functionsDir, 'raw/index.js'),
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'error',
  });
  await writeFile(join(functionsDir, 'raw/config.json'), '{"timeout":20}');
  const cloud = await startCloud({ dataDir: join(folder, 'data'), functionsDir, timers: false, quiet: true });
  await fetch(`${cloud.url}/dev/collections`, { method: 'POST', body: JSON.stringify({ do: 'createCollection', collection: 'raw' }) });
  const run = async (count: number) => {
    let left = count;
    const started = performance.now();
    await Promise.all(
      Array.from({ length: concurrency }, async () => {
        for (; left > 0; ) {
          left -= 1;
          const response = await fetch(`${cloud.url}/dev/invoke/raw`, { method: 'POST', body: '{}', headers: { 'x-wx-openid': 'raw' } });
          if (!response.ok) throw new Error(await response.text());
          await response.arrayBuffer();
        }
      }),
    );
    return count / ((performance.now() - started) / 1000);
  };
  await run(200);
  const perSecond = await run(calls);
  await cloud.close();

  const engine = openEngine(join(folder, 'engine.sqlite'));
  const collection = await engine.db().createCollection('raw');
  const inserts = 5000;
  const started = performance.now();
  for (let n = 0; n < inserts; n += 1) await collection.insertMany([{ _id: `e${n}`, n }]);
  const enginePerSecond = inserts / ((performance.now() - started) / 1000);
  await engine.close();
  await rm(folder, { recursive: true, force: true });
  return { perSecond, enginePerSecond };
}
