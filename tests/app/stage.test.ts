import { randomBytes } from 'node:crypto';
import { commitmentOf } from '../../miniprogram/domain/draw/seed';
import { localDatabase } from '../../scripts/local-database';
import { demoUid } from '../../scripts/seed/people';
import { openSession, type Session } from './session';
import { dataWhen, element, pageAt, tap, typeInto, until } from './steps';

/** A round on the day: two leaders draw at the 领队会, officials run the stage, everybody and the hall see what is released. */

const contestPath = 'packages/contest/pages/contest/contest';
const drawPath = 'packages/contest/pages/draw/draw';
const stagePath = 'packages/contest/pages/stage/stage';
const livePath = 'packages/contest/pages/live/live';
const round = { contestId: 'contest-solo', roundId: 'r1' };
const query = 'contest=contest-solo&round=r1';
let session: Session;

beforeAll(async () => {
  session = await openSession({ as: 'demo-cadre-wang', page: `/${contestPath}?id=contest-solo` });
  const expires = Date.now() + 86_400_000;
  await invoke('demo-admin-wu', 'people.grant', { uid: demoUid('demo-worker-chen'), role: 'cadre', unionId: 'bus', expires });
  await invoke('demo-admin-wu', 'people.grant', { uid: demoUid('demo-worker-li'), role: 'official', unionId: 'edu', expires });
});
afterAll(() => session.close());

async function invoke(openid: string, action: string, input: object): Promise<Record<string, unknown>> {
  const key = ['stage.verify', 'stage.board', 'stage.desk'].includes(action) ? {} : { key: randomBytes(16).toString('base64url') };
  const response = await fetch(`${session.cloudUrl}/dev/invoke/api`, { method: 'POST', body: JSON.stringify({ action, input, ...key }), headers: { 'content-type': 'application/json', 'x-wx-openid': openid } });
  const answer = (await response.json()) as { ok: boolean; data: Record<string, unknown>; error?: { message: string } };
  if (!answer.ok) throw new Error(`${action}: ${answer.error?.message ?? ''}`);
  return answer.data;
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 600));
const order = async () => ((await invoke('demo-worker-li', 'stage.board', round)) as unknown as { board: Api.Contest.Board }).board.rows;

test('the round is opened, units commit, who did not come is left out, all reveal, the cadre draws, and the leader’s phone makes the draw again', async () => {
  const { program } = session;
  const contest = await pageAt(program, contestPath);
  await tap(contest, 'contest-rounds', '.open gy-button', '.button');
  await settle();
  await session.screenshot('stage-1-open');
  const opener = await element(contest, 'contest-rounds', 'gy-sheet gy-button', '.button');
  await opener.tap();
  await until('the round', async () => (await contest.$('contest-rounds'))?.$('.way--draw'));
  await settle();
  await session.screenshot('stage-2-rounds');
  await tap(contest, 'contest-rounds', '.way--draw');
  const cadre = await pageAt(program, drawPath);
  await dataWhen<unknown[]>(cadre, 'parties', (parties) => parties.length === 7);

  const liu = await openSession({ as: 'demo-cadre-liu', page: `/${drawPath}?${query}` });
  try {
    const leader = await pageAt(liu.program, drawPath);
    const commits = async (drawId: string) => {
      await dataWhen<{ act: string }>(leader, 'main', ({ act }) => act === 'commit');
      await liu.screenshot('stage-3-commit');
      await tap(leader, 'gy-action-bar gy-button', '.button');
      await invoke('demo-worker-chen', 'stage.commit', { ...round, drawId, unitId: 'bus', commitment: commitmentOf(drawId, 'bus', 'share-of-the-bus-0123') });
      await dataWhen<{ tag: string }[]>(leader, 'parties', (parties) => parties.filter(({ tag }) => tag !== '未投入').length === 2);
    };
    await commits('contest-solo:r1:1');
    await dataWhen<{ act: string }>(cadre, 'main', (main) => main?.act === 'again');
    await tap(cadre, 'gy-action-bar gy-button', '.button');
    await settle();
    await session.screenshot('stage-4-again');
    await tap(cadre, 'gy-sheet', '.go gy-button', '.button');
    await dataWhen<unknown[]>(cadre, 'parties', (parties) => parties.length === 2);
    await dataWhen<unknown[]>(leader, 'parties', (parties) => parties.length === 2);
    await commits('contest-solo:r1:2');
    // The leader's phone reveals by itself.
    await dataWhen<{ tag: string }[]>(leader, 'parties', (parties) => parties.some(({ tag }) => tag === '已公布'));
    await liu.screenshot('stage-5-reveal');
    await invoke('demo-worker-chen', 'stage.share', { ...round, drawId: 'contest-solo:r1:2', unitId: 'bus', share: 'share-of-the-bus-0123' });
    await dataWhen<{ act: string }>(cadre, 'main', (main) => main?.act === 'draw');
    await session.screenshot('stage-6-draw');
    await tap(cadre, 'gy-action-bar gy-button', '.button');
    await dataWhen<{ at: number | null }>(cadre, 'view', ({ at }) => at !== null);
    await dataWhen<{ act: string }>(leader, 'main', (main) => main?.act === 'verify');
    await tap(leader, 'gy-action-bar gy-button', '.button');
    expect(await dataWhen<string>(leader, 'verdict', (verdict) => verdict !== '')).toBe('same');
    expect((await leader.data('checks')) as unknown[]).toHaveLength(4);
    await settle();
    await liu.screenshot('stage-7-verified');
  } finally {
    await liu.close();
  }
});

interface Written {
  collection(name: string): { add(document: object): Promise<unknown>; doc(id: string): { update(change: object): Promise<unknown> } };
}

async function sheetsOf(entryIds: string[]): Promise<void> {
  const database = localDatabase<Written>(session.cloudUrl);
  const judges = [9800, 9600, 9600, 9200, 9000];
  await database.collection('contest_rounds').doc('contest-solo:r1').update({ panel: judges.map((_, index) => ({ uid: `judge${index}`, name: `评委${index}`, unit: null, reserve: false })) });
  for (const [place, entryId] of entryIds.entries()) {
    for (const [index, mark] of judges.entries()) {
      const own = mark - place * 30;
      await database.collection('score_sheets').add({
        ...{ _id: `contest-solo:r1:${entryId}:judge${index}`, roundKey: 'contest-solo:r1', entryId, judge: `judge${index}`, remark: '', signedAt: 1, corrections: [], v: 1, acts: [] },
        marks: { pitch: own, voice: own, feeling: own, bearing: own },
      });
    }
  }
}

test('officials call, time and release; the live page and the hall show it within a second; the screen is taken back', async () => {
  const zhou = await openSession({ as: 'demo-official-zhou', page: `/${stagePath}?${query}&duty=call` });
  const chen = await openSession({ as: 'demo-worker-chen', page: `/${livePath}?${query}` });
  try {
    const stage = await pageAt(zhou.program, stagePath);
    await dataWhen<string>(stage, 'duty', (duty) => duty === 'call');
    await settle();
    await zhou.screenshot('stage-10-call');
    const [first, second, third, fourth] = await order();
    if (!first || !second || !third || !fourth) throw new Error('too few');

    // By taps: signed, waiting, on stage.
    for (const state of ['signed', 'waiting', 'stage']) {
      await tap(stage, 'stage-call', '.step');
      await until(`the first is ${state}`, async () => (await order())[0]?.state === state);
      await settle();
    }
    await zhou.screenshot('stage-11-on');

    const chips = await until('duties', async () => {
      const found = await (await stage.$('gy-chips'))?.$$('.chips__touch');
      return found && found.length > 1 ? found : null;
    });
    await chips[1]?.tap();
    await dataWhen<string>(stage, 'duty', (duty) => duty === 'time');
    await tap(stage, 'stage-time', '.tap');
    await settle();
    await zhou.screenshot('stage-12-time');
    await tap(stage, 'stage-time', '.tap');
    await until('the time', async () => {
      const { rows } = (await invoke('demo-official-zhou', 'stage.desk', round)) as unknown as Api.Contest.Desk;
      return (rows[0]?.elapsed ?? 0) > 300 && (rows[0]?.elapsed ?? 9999) < 8000;
    });
    await chips[0]?.tap();
    await tap(stage, 'stage-call', '.step--done');
    await until('the first is done', async () => (await order())[0]?.state === 'done');
    await settle();

    // The fourth and the second change places, with a reason.
    await (await until('more', async () => (await (await stage.$('stage-call'))?.$$('.big .bare'))?.[0]))?.tap();
    await settle();
    await zhou.screenshot('stage-13-more');
    const kinds = await (await stage.$('stage-call'))?.$$('gy-sheet .row');
    await kinds?.[1]?.tap();
    await settle();
    const others = await (await stage.$('stage-call'))?.$$('.others .row');
    await others?.[1]?.tap();
    await settle();
    await zhou.screenshot('stage-14-swap');
    await tap(stage, 'stage-call', 'gy-reason', '.go gy-button', '.button');
    await until('the swap', async () => (await order())[1]?.entryId === fourth.entryId);

    const sung = (await order()).slice(0, 3).map(({ entryId }) => entryId);
    await sheetsOf((await order()).map(({ entryId }) => entryId));
    for (const entryId of sung.slice(1)) {
      for (const [from, to] of [['expected', 'signed'], ['signed', 'waiting'], ['waiting', 'stage'], ['stage', 'done']]) await invoke('demo-worker-li', 'stage.call', { ...round, entryId, from, to });
    }
    await invoke('demo-worker-li', 'stage.adjust', { ...round, entryId: sung[1], hundredths: -100, reason: '外请人员' });

    // The hall is let in by the cadre's phone.
    await session.program.navigateTo(`/${stagePath}?${query}&duty=run`);
    const run = await pageAt(session.program, stagePath);
    await dataWhen<string>(run, 'duty', (duty) => duty === 'run');
    await typeInto(run, '剧场主屏', 'stage-run', '.value');
    await tap(run, 'stage-run', '.add gy-button', '.button');
    const address = await until('the address', async () => (await (await run.$('stage-run'))?.$('.code'))?.text());
    await session.screenshot('stage-15-run');
    const hall = await session.window?.context().browser()?.newPage({ viewport: { width: 1920, height: 1080 } });
    if (!hall) throw new Error('no browser');
    await hall.goto(`${session.cloudUrl}/hall/#${address.slice(address.indexOf('#') + 1)}`);
    await hall.waitForSelector('.standings');
    await hall.screenshot({ path: '.local/screenshots/hall-1-before.png' });

    await chips[2]?.tap();
    await dataWhen<string>(stage, 'duty', (duty) => duty === 'score');
    await tap(stage, 'stage-score', '.decide__yes');
    await until('the deduction counts', async () => {
      const { rows } = (await invoke('demo-official-zhou', 'stage.desk', round)) as unknown as Api.Contest.Desk;
      return rows.find(({ entryId }) => entryId === sung[1])?.adjustments[0]?.secondName !== null;
    });
    await settle();
    await zhou.screenshot('stage-16-score');
    await zhou.program.mockWxMethod('showModal', { confirm: true, cancel: false });
    await tap(stage, 'stage-score', '.release');
    await until('the release', async () => (await order())[0]?.announced !== null);
    const released = Date.now();
    await hall.waitForSelector('.together', { timeout: 3000 });
    const lag = Date.now() - released;
    const live = await pageAt(chen.program, livePath);
    await dataWhen<{ standings: unknown[] }>(live, 'view', ({ standings }) => standings.length === 3);
    const appLag = Date.now() - released;
    console.log(JSON.stringify({ hall_ms: lag, live_ms: appLag }));
    expect(lag).toBeLessThan(1000);
    await settle();
    await hall.screenshot({ path: '.local/screenshots/hall-2-three.png' });
    await chen.screenshot('stage-17-live');

    const next = (await order())[3];
    for (const [from, to] of [['expected', 'signed'], ['signed', 'waiting'], ['waiting', 'stage']]) await invoke('demo-worker-li', 'stage.call', { ...round, entryId: next?.entryId, from, to });
    await hall.waitForSelector('.now__title');
    await chips[3]?.tap();
    await until('the script', async () => (await (await stage.$('stage-host'))?.$('.say__words'))?.text());
    await settle();
    await zhou.screenshot('stage-18-host');
    await new Promise((resolve) => setTimeout(resolve, 15_000));
    await hall.screenshot({ path: '.local/screenshots/hall-3-on.png' });
    await invoke('demo-worker-li', 'stage.call', { ...round, entryId: next?.entryId, from: 'stage', to: 'done' });
    await invoke('demo-worker-li', 'stage.release', { ...round, entryId: next?.entryId });
    await hall.waitForSelector('.score--new', { timeout: 3000 });
    await hall.waitForTimeout(400);
    await hall.screenshot({ path: '.local/screenshots/hall-4-score.png' });

    await session.program.mockWxMethod('showModal', { confirm: true, cancel: false });
    await tap(run, 'stage-run', '.revoke');
    await hall.waitForSelector('.message', { timeout: 5000 });
    expect(await hall.textContent('.message')).toContain('收回');
    await hall.close();
  } finally {
    await chen.close();
    await zhou.close();
  }
});
