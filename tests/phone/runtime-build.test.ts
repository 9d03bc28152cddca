import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBench, type Bench } from './bench';

/** A copy of the fixture that the tests may edit; it keeps the packages of this repository in reach. */
const folder = mkdtempSync(join(tmpdir(), 'mini-program-'));
const file = (path: string): string => join(folder, path);
/** As editors save: a new file takes the place of the old one. */
const edit = (path: string, from: string, to: string): void => {
  writeFileSync(file(`${path}.saving`), readFileSync(file(path), 'utf8').replace(from, to));
  renameSync(file(`${path}.saving`), file(path));
};
let bench: Bench;

beforeAll(async () => {
  cpSync(join(__dirname, 'fixture'), folder, { recursive: true });
  // The copy lies outside the repository, where npm's packages are not found.
  edit('app.json', ', "pages/design/design"', '');
  bench = await startBench({ root: folder, watch: true });
});

afterAll(async () => {
  await bench.close();
  rmSync(folder, { recursive: true });
});

it('shows an edit within two seconds, on the page where one was', async () => {
  const tab = await bench.open('/packages/more/pages/form/form?from=here');
  const tookMs: number[] = [];
  for (const [from, to] of [['备注', '补充说明'], ['补充说明', '其他'], ['其他', '备注']] as const) {
    const began = Date.now();
    edit('packages/more/pages/form/form.wxml', from, to);
    await tab.getByText(to).waitFor();
    tookMs.push(Date.now() - began);
  }
  expect(await bench.data('query')).toEqual({ from: 'here' });
  // The best of three: what the phone itself takes, whatever else the machine is doing.
  expect(Math.min(...tookMs)).toBeLessThan(2000);
});

it('names file and line of an error on the screen, and recovers', async () => {
  const tab = await bench.open();
  edit('pages/home/home.ts', "title: '样例首页',", "title: '样例首页;");
  await tab.getByText(/pages\/home\/home\.ts:12:\d+/).waitFor();
  edit('pages/home/home.ts', "title: '样例首页;", "title: '修好了',");
  await tab.getByText('修好了').waitFor();
  edit('pages/home/home.wxml', '<card title="第一张"', '<card title="{{"');
  await tab.getByText(/pages\/home\/home\.wxml:\d+:\d+/).waitFor();
  edit('pages/home/home.wxml', '<card title="{{"', '<card title="第一张"');
  await tab.getByText('第一张').waitFor();
  edit('pages/home/home.wxss', '.page {', '.page { color: red');
  await tab.getByText(/pages\/home\/home\.wxss:\d+:\d+/).waitFor();
  edit('pages/home/home.wxss', '.page { color: red', '.page {');
  edit('pages/home/home.json', '/components/card/card', '/components/none');
  await tab.getByText(/pages\/home\/home\.json usingComponents: "card"/).waitFor();
});

/** The status for a request under another name for this address, as DNS rebinding makes it. */
const statusWithHost = (host: string): Promise<number | undefined> => new Promise((resolve, reject) => {
  get(`${bench.url}/phone`, { headers: { host } }, (response) => resolve(response.resume().statusCode)).on('error', reject);
});

it('serves this machine only', async () => {
  const answer = async (path: string, init: RequestInit = {}): Promise<number> => (await fetch(`${bench.url}${path}`, init)).status;
  expect(await answer('/phone')).toBe(200);
  expect(await answer('/phone', { method: 'POST', headers: { origin: 'http://evil.example' } })).toBe(403);
  expect(await answer('/package/..%2f..%2fpackage.json')).toBe(404);
  expect(await answer('/dev/state')).toBe(503);
  expect(await statusWithHost('evil.example')).toBe(403);
});
