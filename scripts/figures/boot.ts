import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { launchBrowser } from '../browser';
import { percentile } from './measure';

const root = resolve(__dirname, '../..');

interface Running {
  url: string;
  seconds: number;
  stop(): Promise<void>;
}

/** `npm start` in a folder, until it says that it is ready. */
function start(folder: string, cache: string): Promise<Running> {
  const started = performance.now();
  const child = spawn('npm', ['start'], { cwd: folder, env: { ...process.env, PORT: '0', npm_config_cache: cache }, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<void>((done) => child.on('exit', () => done()));
  return new Promise((ready, failed) => {
    let said = '';
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      const url = said.match(/已就绪.*?(http:\/\/127\.0\.0\.1:\d+)/)?.[1];
      if (url === undefined) return;
      ready({
        url,
        seconds: Number(((performance.now() - started) / 1000).toFixed(1)),
        async stop() {
          // The whole group that npm started, by the id of the process we made.
          if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
          await ended;
        },
      });
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.on('exit', (code) => failed(new Error(`npm start ended with ${code}: ${said.slice(-2000)}`)));
  });
}

/** From opening the phone's page to the home page with its data on screen: the middle of five runs, in ms. */
async function firstRender(url: string): Promise<number> {
  const browser = await launchBrowser();
  const times: number[] = [];
  for (let run = 0; run < 5; run += 1) {
    const context = await browser.newContext({ viewport: { width: 375, height: 812 } });
    const page = await context.newPage();
    const began = performance.now();
    await page.goto(`${url}/phone?as=demo-worker-chen`, { waitUntil: 'commit' });
    await page.getByText('全部活动').first().waitFor();
    times.push(performance.now() - began);
    await context.close();
  }
  await browser.close();
  return Math.round(percentile(times, 0.5));
}

/** A fresh clone on an empty npm cache: the first start, the second, and the first render. */
export async function bootFigure(): Promise<object> {
  const folder = await mkdtemp(join(tmpdir(), 'gongyun-boot-'));
  const clone = join(folder, 'clone');
  const cache = join(folder, 'cache');
  const { status, stderr } = spawnSync('git', ['clone', '--quiet', root, clone], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  const first = await start(clone, cache);
  await first.stop();
  const second = await start(clone, cache);
  const first_render_ms = await firstRender(second.url).finally(() => second.stop());
  await rm(folder, { recursive: true, force: true });
  return { first_start_s: first.seconds, second_start_s: second.seconds, first_render_ms };
}
