import { randomBytes } from 'node:crypto';
import { demoUid } from '../../scripts/seed/people';
import { openSession, type Session } from './session';
import { dataWhen, pageAt, tap, type, until } from './steps';

/** A vote through the app: a worker casts and checks, a cadre and a supervisor review. */

const votePath = 'packages/vote/pages/vote/vote';
let session: Session;

beforeAll(async () => {
  session = await openSession({ as: 'demo-worker-chen', page: '/packages/activity/pages/detail/detail?id=contest-choir' });
});
afterAll(() => session.close());

test('a worker casts a ballot and keeps the receipt', async () => {
  const { program } = session;
  const detail = await pageAt(program, 'packages/activity/pages/detail/detail');
  await dataWhen<{ title: string }>(detail, 'detail', ({ title }) => title !== '');
  await until('the votes of the activity', async () => (await detail.$('gy-votes'))?.$('.votes__row'));
  await session.screenshot('voting-1-detail');
  await tap(detail, 'gy-votes', '.votes__row');
  const vote = await pageAt(program, votePath);
  await dataWhen<{ open: boolean }>(vote, 'view', ({ open }) => open);
  await session.screenshot('voting-2-vote');

  const cards = await vote.$$('.candidate');
  await cards[0]?.tap();
  await cards[1]?.tap();
  await dataWhen<string[]>(vote, 'chosen', (chosen) => chosen.length === 2);
  expect(((await vote.data('act')) as { note: string }).note).toBe('还可选 1 位');
  await session.screenshot('voting-3-chosen');
  await tap(vote, '.go', '.button');
  await dataWhen<boolean>(vote, 'confirming', (confirming) => confirming);
  await new Promise((resolve) => setTimeout(resolve, 500));
  await session.screenshot('voting-4-confirm');
  await tap(vote, '.confirm', '.button');

  const receipt = await pageAt(program, 'packages/vote/pages/receipt/receipt');
  const rows = await dataWhen<{ receipt: string; when: string }[]>(receipt, 'rows', ([row]) => row !== undefined && row.when !== '');
  expect(rows[0]?.receipt).toMatch(/^[0-9a-f]{24}$/);
  await session.screenshot('voting-5-receipt');
  await tap(receipt, '.receipt__copy');
  await until('the receipt on the clipboard', async () => (await program.callWxMethod('getClipboardData')).data === rows[0]?.receipt);
  await tap(receipt, 'gy-action-bar gy-button', '.button');
  await pageAt(program, votePath);
  await dataWhen<{ kind: string }>(vote, 'act', ({ kind }) => kind === 'board');
  await session.screenshot('voting-6-cast');
  await tap(vote, '.go', '.button');
  const board = await pageAt(program, 'packages/vote/pages/board/board');
  await dataWhen<{ rows: unknown[] }>(board, 'view', (view) => view.rows.length === 8);
  await session.screenshot('voting-7-board');
});

const invoke = async (openid: string, action: string, input: object) => {
  const key = randomBytes(16).toString('base64url');
  const response = await fetch(`${session.cloudUrl}/dev/invoke/api`, { method: 'POST', body: JSON.stringify({ action, input, key }), headers: { 'content-type': 'application/json', 'x-wx-openid': openid } });
  return (await response.json()) as { ok: boolean };
};
const setClock = (now: number) => fetch(`${session.cloudUrl}/dev/clock`, { method: 'POST', body: JSON.stringify({ now }) });
const fold = () => fetch(`${session.cloudUrl}/dev/timer/jobs/everyMinute`, { method: 'POST' });
const reviewPath = 'packages/vote/pages/review/review';

test('a cadre holds a burst of ballots, a supervisor voids it, and the board says so', async () => {
  const now = Math.ceil((Date.now() + 60_000) / 60_000) * 60_000;
  await setClock(now);
  const burst = Array.from({ length: 60 }, (_, index) => `demo-member-${200 + index}`);
  const answers = await Promise.all(burst.map((openid) => invoke(openid, 'voting.cast', { voteId: 'vote-choir', choices: ['c7'] })));
  expect(answers.filter(({ ok }) => ok).length).toBeGreaterThan(40);
  await setClock(now + 90_000);
  await fold();
  expect((await invoke('demo-admin-wu', 'people.grant', { uid: demoUid('demo-worker-li'), role: 'supervisor', unionId: 'city', expires: now + 86_400_000 })).ok).toBe(true);

  const wang = await openSession({ as: 'demo-cadre-wang', page: `/${reviewPath}?id=vote-choir` });
  try {
    const page = await pageAt(wang.program, reviewPath);
    await dataWhen<unknown[]>(page, 'flags', (flags) => flags.length > 0);
    await wang.screenshot('voting-8-flags');
    await tap(page, '.hold');
    await dataWhen<string>(page, 'sheet', (sheet) => sheet === 'hold');
    await new Promise((resolve) => setTimeout(resolve, 600));
    await wang.screenshot('voting-9-hold');
    await tap(page, 'gy-sheet gy-reason', '.go gy-button', '.button');
    const [held] = await dataWhen<{ act: string; count: number }[]>(page, 'cases', (cases) => cases.length === 1);
    expect(held).toMatchObject({ act: 'takeBack' });
    await wang.screenshot('voting-10-held');
  } finally {
    await wang.close();
  }

  const li = await openSession({ as: 'demo-worker-li', page: `/${reviewPath}?id=vote-choir` });
  try {
    const page = await pageAt(li.program, reviewPath);
    await dataWhen<{ act: string }[]>(page, 'cases', ([one]) => one?.act === 'decide');
    await tap(page, '.void', '.button');
    await dataWhen<string>(page, 'sheet', (sheet) => sheet === 'void');
    await new Promise((resolve) => setTimeout(resolve, 600));
    await li.screenshot('voting-11-void');
    await tap(page, 'gy-sheet gy-reason', '.go gy-button', '.button');
    await dataWhen<{ tag: string }[]>(page, 'cases', ([one]) => one?.tag === '已作废');
    await li.program.navigateTo('/packages/vote/pages/board/board?id=vote-choir');
    const board = await pageAt(li.program, 'packages/vote/pages/board/board');
    await dataWhen<{ voids: { text: string }[] }>(board, 'view', ({ voids }) => voids[0]?.text.startsWith('作废') === true);
    await new Promise((resolve) => setTimeout(resolve, 500));
    await li.screenshot('voting-12-board');
  } finally {
    await li.close();
  }
});

test('after the closing anybody recounts the list on the phone, and a supervisor recounts the ballots and signs', async () => {
  const closed = Date.now() + 7 * 86_400_000;
  await setClock(closed);
  await fold();
  await fold();
  const { program } = session;
  await program.navigateTo('/packages/vote/pages/check/check?id=vote-choir');
  const check = await pageAt(program, 'packages/vote/pages/check/check');
  await dataWhen<boolean>(check, 'frozen', (frozen) => frozen);
  await tap(check, '.go', '.button');
  const verdict = await dataWhen<{ title: string; text: string }>(check, 'verdict', ({ title }) => title !== '');
  expect(verdict.title).toBe('一致');
  expect(await check.data('mine')).toMatchObject([{ tone: 'green' }]);
  await session.screenshot('voting-13-check');

  const li = await openSession({ as: 'demo-worker-li', page: '/packages/vote/pages/supervise/supervise?id=vote-choir' });
  try {
    // A week later the grant of a day is over.
    expect((await invoke('demo-admin-wu', 'people.grant', { uid: demoUid('demo-worker-li'), role: 'supervisor', unionId: 'city', expires: closed + 86_400_000 })).ok).toBe(true);
    const page = await pageAt(li.program, 'packages/vote/pages/supervise/supervise');
    await li.program.callWxMethod('startPullDownRefresh');
    await dataWhen<boolean>(page, 'supervises', (supervises) => supervises);
    await tap(page, '.recount', '.button');
    await dataWhen<{ tone: string }>(page, 'verdict', ({ tone }) => tone === 'green');
    await li.program.mockWxMethod('showModal', { confirm: true, cancel: false, errMsg: 'showModal:ok' });
    await tap(page, '.sign', '.button');
    await dataWhen<string[]>(page, 'signers', ([one]) => one?.startsWith('李秀英') === true);
    await li.screenshot('voting-14-supervise');
  } finally {
    await li.close();
  }
});

test('a cadre opens a vote with names one a line, and takes one of them out', async () => {
  const wang = await openSession({ as: 'demo-cadre-wang', page: '/packages/cadre/pages/manage/manage?id=contest-choir' });
  try {
    await setClock(Date.now());
    const manage = await pageAt(wang.program, 'packages/cadre/pages/manage/manage');
    await dataWhen<boolean>(manage, 'loaded', (loaded) => loaded);
    await wang.screenshot('voting-15-manage');
    await wang.program.navigateTo('/packages/vote/pages/open/open?id=contest-choir');
    const page = await pageAt(wang.program, 'packages/vote/pages/open/open');
    await type(page, '.title', '最佳指挥');
    await type(page, '.candidates', '老周 江城机床厂工会\n小吴 没有这个厂\n郑老师');
    await dataWhen<string>(page, 'read', (read) => read === '认出 3 个对象，其中 1 个认出了单位');
    await wang.screenshot('voting-16-open');
    await wang.program.mockWxMethod('showModal', { confirm: true, cancel: false, errMsg: 'showModal:ok' });
    await tap(page, '.go', '.button');
    const vote = await pageAt(wang.program, votePath);
    const detail = await dataWhen<Api.Voting.Detail>(vote, 'detail', ({ title }) => title === '最佳指挥');
    expect(detail.candidates.map(({ title, unitName, note }) => [title, unitName, note])).toEqual([['老周', '江城机床厂工会', ''], ['小吴', '', '没有这个厂'], ['郑老师', '', '']]);
    await wang.program.navigateTo(`/packages/vote/pages/run/run?id=${detail.voteId}`);
    const run = await pageAt(wang.program, 'packages/vote/pages/run/run');
    await dataWhen<boolean>(run, 'open', (open) => open);
    await tap(run, '.withdraw');
    await dataWhen<string>(run, 'chosen', (chosen) => chosen === 'c1');
    await tap(run, 'gy-sheet gy-reason', '.go gy-button', '.button');
    await dataWhen<Api.Voting.Detail>(run, 'detail', ({ candidates }) => candidates[0]?.withdrawn === true);
    await wang.screenshot('voting-17-run');
  } finally {
    await wang.close();
  }
});
