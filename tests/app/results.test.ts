import { randomBytes } from 'node:crypto';
import { demoUid } from '../../scripts/seed/people';
import { records } from '../cloud/api/records';
import { openSession, type Session } from './session';
import { dataWhen, pageAt, tap } from './steps';

/** A result through the app: a cadre names the prizes, 计分员 and 监督员 sign, the cadre publishes and prints, a winner saves a certificate. */

const award = 'packages/contest/pages/award/award';
const url = `/${award}?id=contest-may`;
let session: Session;

const invoke = async (openid: string, action: string, input: object) => {
  const key = randomBytes(16).toString('base64url');
  const response = await fetch(`${session.cloudUrl}/dev/invoke/api`, { method: 'POST', body: JSON.stringify({ action, input, key }), headers: { 'content-type': 'application/json', 'x-wx-openid': openid } });
  return (await response.json()) as { ok: boolean };
};
const settled = () => new Promise((resolve) => setTimeout(resolve, 600));
type View = { act: { kind: string; label: string; note: string }; prizes: { name: string; winners: unknown[] }[]; signers: { done: boolean }[] };

beforeAll(async () => {
  session = await openSession({ as: 'demo-cadre-wang', page: '/pages/home/home' });
  // The demo contest's result as it was before anybody had signed it.
  await records(session.cloudUrl, 'contest_results').doc('contest-may:r1').update({ published: null, named: [] });
  expect((await invoke('demo-admin-wu', 'people.grant', { uid: demoUid('demo-worker-li'), role: 'supervisor', unionId: 'city', expires: Date.now() + 86_400_000 })).ok).toBe(true);
});
afterAll(() => session.close());

test('a cadre names the prizes that the organiser gives; nothing can be published yet', async () => {
  const { program } = session;
  await program.navigateTo(url);
  const page = await pageAt(program, award);
  await dataWhen<View | null>(page, 'view', (view) => view?.act.note === '等计分员和监督员签字');
  await tap(page, '.naming');
  await dataWhen<string>(page, 'sheet', (sheet) => sheet === 'name');
  const options = await page.$$('.option');
  // The first entry's accompanist stands by himself under it.
  await options[1]?.tap();
  await dataWhen<string>(page, 'nameLabel', (label) => label === '定下这 1 个');
  await settled();
  await session.screenshot('results-1-name');
  await tap(page, '.name-go gy-button', '.button');
  await dataWhen<View>(page, 'view', ({ prizes }) => prizes.find(({ name }) => name === '最佳台风奖')?.winners.length === 1);
  await session.screenshot('results-2-desk');
});

/** Signs through the app. */
async function signAs(openid: string, label: string, done: (view: View) => boolean, picture: string): Promise<void> {
  const signer = await openSession({ as: openid, page: url });
  try {
    const page = await pageAt(signer.program, award);
    await dataWhen<View | null>(page, 'view', (view) => view?.act.label === label);
    await signer.program.mockWxMethod('showModal', { confirm: true, cancel: false, errMsg: 'showModal:ok' });
    await tap(page, '.main', '.button');
    await dataWhen<View>(page, 'view', done);
    await signer.screenshot(picture);
  } finally {
    await signer.close();
  }
}

test('计分员 and 监督员 sign what they see', async () => {
  await signAs('demo-official-zhou', '计分员签字确认', ({ act }) => act.note === '您已签字，等监督员签字', 'results-3-scorer');
  await signAs('demo-worker-li', '监督员签字确认', ({ signers }) => signers.every(({ done }) => done), 'results-4-supervisor');
});

test('the cadre publishes, checks it again, prints', async () => {
  const { program } = session;
  const page = await pageAt(program, award);
  await program.callWxMethod('startPullDownRefresh');
  await dataWhen<View>(page, 'view', ({ act }) => act.kind === 'publish');
  await program.mockWxMethod('showModal', { confirm: true, cancel: false, errMsg: 'showModal:ok' });
  await tap(page, '.main', '.button');
  await dataWhen<View>(page, 'view', ({ act }) => act.label === '已公布');
  await tap(page, '.verify', '.button');
  await dataWhen<{ tone: string } | null>(page, 'verdict', (verdict) => verdict?.tone === 'green');
  await program.callWxMethod('pageScrollTo', { scrollTop: 5000, duration: 0 });
  await settled();
  await session.screenshot('results-5-published');
  const files = await page.$$('.file');
  await files[4]?.tap();
  await dataWhen<string>(page, 'sheet', (sheet) => sheet === 'print');
  await settled();
  await session.screenshot('results-6-print');
  await tap(page, 'contest-print', '.trial gy-button', '.button');
  const exportsPage = await pageAt(program, 'packages/cadre/pages/exports/exports');
  const jobs = await dataWhen<{ name: string; state: string }[]>(exportsPage, 'jobs', ([job]) => job?.state === 'done');
  expect(jobs[0]?.name).toMatch(/^套打证书/);
});

test('the accompanist finds the result on the contest’s page, and saves a certificate', async () => {
  const chen = await openSession({ as: 'demo-worker-chen', page: '/packages/contest/pages/contest/contest?id=contest-may' });
  try {
    const contest = await pageAt(chen.program, 'packages/contest/pages/contest/contest');
    await tap(contest, 'contest-outcome', 'gy-link-row', '.link');
    const page = await pageAt(chen.program, 'packages/contest/pages/results/results');
    const view = await dataWhen<{ whole: boolean; signers: string[] } | null>(page, 'view', (one) => one !== null);
    expect(view).toMatchObject({ whole: true, signers: [expect.stringMatching(/^计分员 周立新/), expect.stringMatching(/^监督员 李秀英/)] });
    await dataWhen<unknown[]>(page, 'certificates', (found) => found.length === 1);
    await chen.program.callWxMethod('pageScrollTo', { scrollTop: 5000, duration: 0 });
    await settled();
    await chen.screenshot('results-7-board');
    await tap(page, 'gy-link-row', '.link');
    const certificate = await pageAt(chen.program, 'packages/contest/pages/certificate/certificate');
    await dataWhen<boolean>(certificate, 'drawn', (drawn) => drawn);
    await settled();
    await chen.screenshot('results-8-certificate');
    const download = chen.window?.waitForEvent('download');
    await tap(certificate, 'gy-action-bar gy-button', '.button');
    expect((await download)?.suggestedFilename()).toMatch(/\.png$/);
  } finally {
    await chen.close();
  }
});
