import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { writeFileSync, rmSync } from 'node:fs';
import { collections } from '../database/collections';
import { localTarget } from '../database/local-target';
import { provision } from '../database/provision';
import { watchFunctions } from '../scripts/build-functions';
import { buildNpm } from '../scripts/build-npm';
import { isSeeded, seedCity } from '../scripts/seed/write';
import { builtIn } from './built';
import { startCloud, type Cloud } from './cloud';
import { localKeys } from './keys';
import { messageFields } from './message-templates';
import type { Phone } from './phone';
import { addressFile, homeDir, runningCloud } from './running';

const root = resolve(__dirname, '..');

export interface LocalOptions {
  dataDir: string;
  /** Port of the page with the phone; 0: any. */
  port?: number;
  /** Demo members to lay into an empty city; 0: none. */
  members?: number;
  /** Keep building what changes, functions and app. */
  watch?: boolean;
  /** Start the phone too. */
  phone?: boolean;
  /** Timers of the functions run by themselves; true. */
  timers?: boolean;
  workers?: number;
  quiet?: boolean;
}

export interface Local {
  cloud: Cloud;
  phone: Phone | null;
  close(): Promise<void>;
}

/** The whole product on this machine: functions built, local cloud with the demo city, the phone in the browser. */
export async function startLocal(options: LocalOptions): Promise<Local> {
  const quiet = options.quiet ?? false;
  const keys = localKeys(join(options.dataDir, 'keys.json'));
  Object.assign(process.env, keys);
  // Not the build for deployment: a local cloud and that do not disturb each other.
  const { functionsDir, hallDir } = await builtIn(options.dataDir);
  const stopWatching = options.watch ? await watchFunctions(functionsDir) : undefined;
  const cloud = await startCloud({
    dataDir: options.dataDir,
    functionsDir,
    hallDir,
    env: keys,
    templates: messageFields,
    quiet,
    ...(options.timers === undefined ? {} : { timers: options.timers }),
    ...(options.workers === undefined ? {} : { workers: options.workers }),
  });
  await provision(localTarget(cloud.url), collections);
  const members = options.members ?? 300;
  if (members > 0 && !(await isSeeded(cloud.url))) {
    if (!quiet) console.log('第一次启动：正在建立示范城市“江城”…');
    await seedCity(cloud.url, { members, now: Date.now() });
  }
  const phone = options.phone === false ? null : await openPhone(cloud.url, options);
  return {
    cloud,
    phone,
    async close() {
      await phone?.close();
      await cloud.close();
      await stopWatching?.();
    },
  };
}

/** Loaded when wanted: tests of the cloud alone need no page builder. */
async function openPhone(cloudUrl: string, { quiet = false, port, watch = false }: LocalOptions): Promise<Phone> {
  const [{ startPhone }] = await Promise.all([import('./phone'), buildNpm()]);
  return startPhone({ miniprogramRoot: join(root, 'miniprogram'), cloudUrl, quiet, watch, ...(port === undefined ? {} : { port }) });
}

/** This port if nobody listens on it, else 0: any. */
function freePort(wanted: number): Promise<number> {
  return new Promise((answer) => {
    const probe = createServer();
    probe.once('error', () => answer(0));
    probe.listen(wanted, '127.0.0.1', () => probe.close(() => answer(wanted)));
  });
}

async function main(): Promise<void> {
  if ((await runningCloud()) !== null) {
    console.error('工韵已经在这个文件夹里运行：请用已打开的页面，或先结束它（Ctrl+C）再启动。');
    process.exit(1);
  }
  const started = Date.now();
  const local = await startLocal({ dataDir: homeDir, port: await freePort(Number(process.env['PORT'] ?? 8420)), watch: true });
  writeFileSync(addressFile, local.cloud.url);
  // What the timer counts each minute is there at the first look.
  void fetch(`${local.cloud.url}/dev/timer/jobs/everyMinute`, { method: 'POST' });
  console.log(`\n  工韵已就绪（${((Date.now() - started) / 1000).toFixed(1)} 秒）：${local.phone?.url ?? ''}\n  在浏览器里打开它。按 Ctrl+C 结束。数据在 .local/home，删掉即重新开始。\n`);
  const stop = () => {
    rmSync(addressFile, { force: true });
    void local.close().then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

if (process.argv[1] === __filename) {
  main().catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
}
