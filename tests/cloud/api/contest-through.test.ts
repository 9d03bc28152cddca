import { checkDraw } from '../../../miniprogram/packages/contest/draw-check';
import { demoUid } from '../../../scripts/seed/people';
import { type ApiSession, codeOf, dataOf, newKey, openApiSession } from '../local-session';
import { recordOf, records, whole } from './records';
import { type Laid, layContest } from './result-laid';

/** Who goes on from a round, from its published result to the round that is drawn from it, with corrections in between. */

const minute = 60_000;
const [organiser, scorer, watcher, worker] = ['demo-cadre-wang', 'demo-official-zhou', 'demo-worker-li', 'demo-worker-chen'];
const start = Math.ceil(Date.now() / minute) * minute;
let session: ApiSession;
let laid: Laid;
let contestId: string;
let [a, b, c, d] = ['', '', '', ''];

const call = <A extends Api.ActionName>(openid: string, action: A, input: Api.Input<A>) => session.call(openid, action, input);
const act = <A extends Api.ActionName>(openid: string, action: A, input: Api.Input<A>, key = newKey()) => session.call(openid, action, input, key);
async function refused<A extends Api.ActionName>(openid: string, action: A, input: Api.Input<A>): Promise<string> {
  const { answer, cost } = await session.measured(openid, action, input, newKey());
  expect(cost.writes).toBe(0);
  return codeOf(answer);
}
const desk = async () => dataOf(await call(organiser, 'results.desk', { contestId, roundId: 'r1' }));
const view = async () => dataOf(await call(worker, 'stage.verify', { contestId, roundId: 'r2' }));
const roster = async () => (await view()).roster.map(({ entryId }) => entryId).sort();
const through = async () =>
  (dataOf(await call(worker, 'results.board', { contestId, roundId: 'r1' })).result?.rows ?? []).flatMap((row) => (row.through ? [row.entryId] : [])).sort();

/** Scores of the first round as they stand, in running order. */
const score = (scores: readonly [string, number][]) => laid.layRound('r1', scores);

async function signed(reason: string): Promise<string> {
  const digest = (await desk()).content?.digest ?? '';
  dataOf(await act(scorer, 'results.sign', { contestId, roundId: 'r1', digest, as: 'scorer', reason }));
  dataOf(await act(watcher, 'results.sign', { contestId, roundId: 'r1', digest, as: 'supervisor', reason }));
  return digest;
}
const publish = async (reason = '') => dataOf(await act(organiser, 'results.publish', { contestId, roundId: 'r1', digest: await signed(reason) }));

beforeAll(async () => {
  session = await openApiSession();
  await session.setClock(start);
  laid = await layContest(session, start);
  ({ contestId, entries: [a, b, c, d] } = laid);
});
afterAll(() => session.close());

const open = { contestId: '', roundId: 'r2', valueName: '明日福彩3D开奖号码' };

test('the next round waits for the signed result, and is made of its 晋级', async () => {
  open.contestId = contestId;
  await score([[a, 960], [b, 950], [c, 940], [d, 930]]);
  expect(await refused(organiser, 'stage.open', open)).toBe('NOT_OPEN');
  await publish();
  const inbox = () => records(session.url, 'inbox').where({ uid: demoUid('demo-cadre-liu'), kind: 'resultOut' }).count();
  expect((await inbox()).total).toBe(1);
  await fetch(`${session.url}/dev/timer/jobs/everyMinute`, { method: 'POST' });
  expect((await inbox()).total).toBe(1);
  expect(dataOf(await act(organiser, 'stage.open', open)).entries).toBe(2);
  expect(await roster()).toEqual([a, b].sort());
  expect(await through()).toEqual([a, b].sort());
  expect((await recordOf(session.url, 'contest_rounds', `${contestId}:r2`))['from']).toMatchObject({ roundId: 'r1' });
});

test('a correction before the draw: nothing is drawn until the roster follows it', async () => {
  const before = await view();
  expect(await refused(organiser, 'stage.renew', open)).toBe('USED');
  await score([[a, 960], [b, 950], [c, 970], [d, 930]]);
  await publish('评分表看错了行');
  expect(await through()).toEqual([a, c].sort());
  expect(await view()).toMatchObject({ renew: true, running: [] });
  expect(await refused(organiser, 'stage.draw', { contestId, roundId: 'r2', drawId: before.lot?.id ?? '', value: '327' })).toBe('CLOSED');
  expect(await refused(worker, 'stage.renew', open)).toBe('NOT_FOUND');
  expect(await refused(scorer, 'stage.renew', open)).toBe('FORBIDDEN');
  const key = newKey();
  const done = await act(organiser, 'stage.renew', { contestId, roundId: 'r2' }, key);
  expect(dataOf(done).entries).toBe(2);
  expect(await act(organiser, 'stage.renew', { contestId, roundId: 'r2' }, key)).toEqual(done);
  expect(codeOf(await act(organiser, 'stage.renew', open, key))).toBe('KEY_REUSED');
  const after = await view();
  expect(after).toMatchObject({ renew: false, voids: [{ units: [], why: 'roster' }] });
  expect(after.rosterHash).not.toBe(before.rosterHash);
  expect(after.lot?.id).not.toBe(before.lot?.id);
  expect(await roster()).toEqual([a, c].sort());
});

test('a correction that stopped the draw and was never published lets go of it', async () => {
  const round = records(session.url, 'contest_rounds').where({ _id: `${contestId}:r2` });
  await round.update({ renew: whole(session.url, { digest: 'f'.repeat(64), at: start }) });
  expect(await refused(organiser, 'stage.renew', { contestId, roundId: 'r2' })).toBe('SLOW_DOWN');
  await session.setClock(start + 3 * minute);
  dataOf(await act(organiser, 'stage.renew', { contestId, roundId: 'r2' }));
  expect(await roster()).toEqual([a, c].sort());
});

test('a correction after the draw: nobody loses the place, and who should have had one comes in before anybody signs', async () => {
  dataOf(await act(organiser, 'stage.draw', { contestId, roundId: 'r2', drawId: (await view()).lot?.id ?? '', value: '327' }));
  await score([[a, 960], [b, 980], [c, 970], [d, 930]]);
  const { missing, joins, content } = await desk();
  expect(missing).toContain('《码头号子》也应进入');
  expect([joins, content]).toEqual([{ roundId: 'r2', name: expect.any(String), entries: [{ entryId: b, title: '码头号子' }] }, null]);
  const join = (entryId: string) => ({ contestId, roundId: 'r2', entryId, reason: '评分表更正后晋级' });
  expect(await refused(scorer, 'stage.join', join(b))).toBe('FORBIDDEN');
  expect(await refused(organiser, 'stage.join', join(c))).toBe('USED');
  expect(await refused(organiser, 'stage.join', join(d))).toBe('BAD_INPUT');
  const key = newKey();
  const done = await act(organiser, 'stage.join', join(b), key);
  expect(dataOf(done)).toEqual({ number: 3 });
  expect(await act(organiser, 'stage.join', join(b), key)).toEqual(done);
  expect((await desk()).joins).toBeNull();
  await publish('评分表看错了行');
  expect(await through()).toEqual([a, b, c].sort());
  // Anybody's phone still finds the draw as it was, and the one who came in beside it.
  const shown = await view();
  expect(shown.joined).toMatchObject([{ entryId: b, number: 3 }]);
  expect(shown.changes).toMatchObject([{ kind: 'joined', entries: [b], reason: '评分表更正后晋级' }]);
  expect(checkDraw(shown, new Map()).every(({ ok }) => ok)).toBe(true);
  const board = dataOf(await call(worker, 'stage.board', { contestId, roundId: 'r2' })).board;
  expect(board?.rows.map(({ entryId }) => entryId).slice(-1)).toEqual([b]);
});
