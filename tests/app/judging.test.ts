import { randomBytes } from 'node:crypto';
import { commitmentOf } from '../../miniprogram/domain/draw/seed';
import { demoUid } from '../../scripts/seed/people';
import { recordOf, records } from '../cloud/api/records';
import { openSession, type Session } from './session';
import { dataWhen, element, pageAt, setNetwork, tap } from './steps';

/** A judge in the hall: scores, loses the network, the app is killed, comes back, signs; officials see who is missing and witness a correction. */

const roundsPath = 'packages/contest/pages/judging/judging';
const padPath = 'packages/contest/pages/pad/pad';
const panelPath = 'packages/contest/pages/panel/panel';
const missingPath = 'packages/contest/pages/missing/missing';
const round = { contestId: 'contest-solo', roundId: 'r1' };
const query = 'contest=contest-solo&round=r1';
const cadre = 'demo-cadre-wang';
const official = 'demo-official-zhou';
const judge = 'demo-judge-sun';
const jury = ['demo-member-10', 'demo-member-11', 'demo-member-12', 'demo-member-13'];
const all = (points: number) => ({ pitch: points * 100, voice: points * 100, feeling: points * 100, bearing: points * 100 });
let session: Session;
let order: string[] = [];

const reads = ['stage.board', 'judging.mine', 'judging.missing'];

async function invoke<T>(openid: string, action: string, input: object): Promise<T> {
  const key = reads.includes(action) ? {} : { key: randomBytes(16).toString('base64url') };
  const response = await fetch(`${session.cloudUrl}/dev/invoke/api`, { method: 'POST', body: JSON.stringify({ action, input, ...key }), headers: { 'content-type': 'application/json', 'x-wx-openid': openid } });
  const answer = (await response.json()) as { ok: boolean; data: T; error?: { message: string } };
  if (!answer.ok) throw new Error(`${action}: ${answer.error?.message ?? ''}`);
  return answer.data;
}

async function perform(entryId: string): Promise<void> {
  for (const [from, to] of [['expected', 'signed'], ['signed', 'waiting'], ['waiting', 'stage'], ['stage', 'done']]) await invoke(official, 'stage.call', { ...round, entryId, from, to });
}

beforeAll(async () => {
  session = await openSession({ as: judge, page: `/${roundsPath}` });
  const expires = Date.now() + 86_400_000;
  for (const openid of jury) await invoke('demo-admin-wu', 'people.grant', { uid: demoUid(openid), role: 'judge', unionId: 'city', expires });
  await invoke(cadre, 'stage.open', round);
  await invoke('demo-cadre-liu', 'stage.commit', { ...round, drawId: 'contest-solo:r1:1', unitId: 'jcjc', commitment: commitmentOf('contest-solo:r1:1', 'jcjc', 'a-share-of-the-works') });
  await invoke(cadre, 'stage.again', { ...round, drawId: 'contest-solo:r1:1', valueName: '明日福彩3D开奖号码' });
  await invoke(cadre, 'stage.draw', { ...round, drawId: 'contest-solo:r1:2', value: '327' });
  order = (await invoke<{ board: Api.Contest.Board }>(judge, 'stage.board', round)).board.rows.map(({ entryId }) => entryId);
});
afterAll(() => session.close());

const settle = () => new Promise((resolve) => setTimeout(resolve, 500));

const network = (online: boolean) => setNetwork(session, online);

/** Pictures of a page on a small phone, in the dark, and with large letters. */
async function looks(as: string, page: string, name: string, ready: (page: Awaited<ReturnType<typeof pageAt>>) => Promise<unknown>): Promise<void> {
  for (const [look, options] of Object.entries({ small: { size: 'small' }, dark: { theme: 'dark' }, large: { size: 'small', font: 1.6, theme: 'dark' } } as const)) {
    const other = await openSession({ as, page: `/${page}?${query}`, ...options });
    try {
      await ready(await pageAt(other.program, page));
      await settle();
      await other.screenshot(`judging-${name}-${look}`);
    } finally {
      await other.close();
    }
  }
}

test('the cadre seats the panel from those who have the role', async () => {
  const office = await openSession({ as: cadre, page: `/${panelPath}?${query}` });
  try {
    const page = await pageAt(office.program, panelPath);
    await dataWhen<unknown[]>(page, 'choices', (choices) => choices.length === 5);
    await office.screenshot('judging-panel-empty');
    await tap(page, 'gy-action-bar gy-button', '.button');
    for (let left = 5; left > 0; left -= 1) {
      await settle();
      if (left === 4) await office.screenshot('judging-panel-add');
      const buttons = await page.$$('gy-sheet .bare');
      await (left > 1 ? buttons[0] : buttons[1])?.tap();
      await dataWhen<unknown[]>(page, 'choices', (choices) => choices.length === left - 1);
    }
    await page.callMethod('closeSheet');
    await settle();
    await office.screenshot('judging-panel-changed');
    await tap(page, 'gy-action-bar gy-button', '.button');
    await dataWhen<{ panel: unknown[] }>(page, 'view', ({ panel }) => panel.length === 5);
    await settle();
    await office.screenshot('judging-panel');
  } finally {
    await office.close();
  }

  // The next round begins with the same people.
  const { _id, ...kept } = await recordOf(session.cloudUrl, 'contest_rounds', 'contest-solo:r1');
  await records(session.cloudUrl, 'contest_rounds').add({ ...kept, _id: String(_id).replace('r1', 'r2'), roundId: 'r2', name: '复赛', panel: [] });
  const next = await openSession({ as: cadre, page: `/${panelPath}?contest=contest-solo&round=r2` });
  try {
    const page = await pageAt(next.program, panelPath);
    await dataWhen<boolean>(page, 'before', (before) => before);
    await next.screenshot('judging-panel-before');
    await tap(page, '.gap gy-button', '.button');
    await dataWhen<unknown[]>(page, 'judges', (judges) => judges.length === 4);
    await tap(page, 'gy-action-bar gy-button', '.button');
    await dataWhen<{ panel: unknown[] }>(page, 'view', ({ panel }) => panel.length === 5);
  } finally {
    await next.close();
    await records(session.cloudUrl, 'contest_rounds').where({ _id: 'contest-solo:r2' }).update({ panel: [] });
  }
  await looks(cadre, panelPath, 'panel', (page) => dataWhen<unknown[]>(page, 'judges', (judges) => judges.length === 4));
});

test('a judge scores, loses the network, the app is killed, comes back, and signs: nothing is lost and nothing twice', async () => {
  const { program } = session;
  // Three are performed: their sheets are signed together.
  for (const entryId of order.slice(0, 3)) await perform(entryId);
  const rounds = await pageAt(program, roundsPath);
  await rounds.callMethod('load');
  await dataWhen<unknown[]>(rounds, 'rows', (rows) => rows.length === 3);
  await session.screenshot('judging-rounds');
  await tap(rounds, '.row');
  let page = await pageAt(program, padPath);
  await dataWhen<unknown[]>(page, 'rows', (rows) => rows.length === 4);
  await settle();
  await session.screenshot('judging-pad-open');
  const steps = async () => (await page.$$('.mark__step')).filter((_: unknown, index: number) => index % 2 === 1);
  const plus = await steps();
  await plus[0]?.tap();
  await plus[0]?.tap();
  await dataWhen<string>(page, 'kept', (kept) => kept === 'saved');

  await network(false);
  for (const button of (await steps()).slice(1)) await button.tap();
  await dataWhen<string>(page, 'total', (total) => total !== '');
  await dataWhen<string>(page, 'kept', (kept) => kept === 'kept');
  await session.screenshot('judging-pad-offline');
  await program.reLaunch(`/${padPath}?${query}`);
  page = await pageAt(program, padPath);
  const total = await dataWhen<string>(page, 'total', (text) => text !== '');
  expect(total).toBe('80.15');
  await tap(page, 'gy-action-bar gy-button', '.button');
  await settle();
  await session.screenshot('judging-pad-confirm');
  await tap(page, 'gy-sheet gy-button', '.button');
  await dataWhen<{ state: string }>(page, 'piece', ({ state }) => state === 'waiting');
  await session.screenshot('judging-pad-waiting');
  const before = (await invoke<Api.Contest.JudgePad>(judge, 'judging.mine', round)).sheets;
  expect(before.map(({ signedAt }) => signedAt)).toEqual([null]);

  await network(true);
  await dataWhen<{ state: string }>(page, 'piece', ({ state }) => state === 'signed');
  await settle();
  await session.screenshot('judging-pad-signed');
  const [sheet, ...others] = (await invoke<Api.Contest.JudgePad>(judge, 'judging.mine', round)).sheets;
  expect(others).toEqual([]);
  expect(sheet).toMatchObject({ entryId: order[0], marks: { pitch: 8050, voice: 8000, feeling: 8000, bearing: 8000 }, signedAt: expect.any(Number) });
  await looks(judge, padPath, 'pad', (other) => dataWhen<unknown[]>(other, 'rows', (rows) => rows.length === 4));
});

test('officials see who is missing; a correction is asked for and witnessed', async () => {
  const [first = ''] = order;
  const { rows: seated } = await invoke<Api.Contest.MissingDesk>(official, 'judging.missing', { ...round, entryId: first });
  for (const openid of jury.filter((one) => seated.some(({ uid }) => uid === demoUid(one))).slice(0, 2)) await invoke(openid, 'judging.sign', { ...round, entryId: first, v: 0, marks: all(85) });
  const desk = await openSession({ as: official, page: `/${missingPath}?${query}` });
  try {
    const page = await pageAt(desk.program, missingPath);
    await dataWhen<unknown[]>(page, 'rows', (rows) => rows.length === 4);
    await session.program.reLaunch(`/${padPath}?${query}`);
    const pad = await pageAt(session.program, padPath);
    await dataWhen<unknown>(pad, 'judge', () => true);
    await pad.callMethod('goTo', 0);
    await dataWhen<{ mayCorrect: boolean }>(pad, 'piece', ({ mayCorrect }) => mayCorrect);
    await pad.callMethod('beginCorrection');
    const [plus] = (await pad.$$('.mark__step')).slice(1);
    await plus?.tap();
    await dataWhen<string>(pad, 'reason', (reason) => reason === '');
    await session.screenshot('judging-pad-correct');
    await tap(pad, 'gy-action-bar gy-button', '.button');
    await settle();
    await tap(pad, 'gy-reason', 'gy-button', '.button');
    await dataWhen<{ signedNote: string }>(pad, 'piece', ({ signedNote }) => signedNote.includes('等工作人员见证'));

    await page.callMethod('load');
    await dataWhen<unknown[]>(page, 'asked', (asked) => asked.length === 1);
    await settle();
    await desk.screenshot('judging-missing');
    await tap(page, '.acts .bare');
    await settle();
    await desk.screenshot('judging-witness');
    const go = (await page.$$('gy-sheet gy-button'))[0] ?? (await element(page, 'gy-sheet gy-button'));
    await (await go.$('.button'))?.tap();
    await dataWhen<unknown[]>(page, 'asked', (asked) => asked.length === 0);
    expect((await invoke<Api.Contest.JudgePad>(judge, 'judging.mine', round)).sheets[0]).toMatchObject({ corrections: 1, marks: { pitch: 8100 } });
  } finally {
    await desk.close();
  }
  await looks(official, missingPath, 'missing', (page) => dataWhen<unknown[]>(page, 'rows', (rows) => rows.length === 4));
});
