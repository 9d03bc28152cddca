import { plainRules } from '../../../miniprogram/domain/activity/rules';
import { demoUid } from '../../../scripts/seed/people';
import { type ApiSession, codeOf, dataOf, newKey, openApiSession } from '../local-session';

/** Absences through the real router, job and database: noted two days after the end, two of them put somebody last in line, and the appeal. */

let session: ApiSession;
/** Of the demo city's people one who is in none of its activities. */
const sun = 'demo-judge-sun';
const li = 'demo-worker-li';
const aerken = 'demo-worker-aerken';
const wang = 'demo-cadre-wang';
const liu = 'demo-cadre-liu';
const zhao = 'demo-gate-zhao';
const hour = 3_600_000;
const day = 24 * hour;
const t0 = Date.now();

beforeAll(async () => {
  session = await openApiSession({ workers: 2 });
});
afterAll(() => session.close());

async function open(startsAt: number, capacity = 5, change: Partial<Api.Activity.CreateInput> = {}): Promise<string> {
  const draft: Api.Activity.CreateInput = {
    title: '职工之家围棋赛',
    programme: 'general',
    audienceUnionId: 'city',
    placeName: '职工之家',
    startsAt,
    endsAt: startsAt + 2 * hour,
    capacity,
    rules: plainRules,
    ...change,
  };
  return dataOf(await session.call(wang, 'activity.create', draft, newKey())).activityId;
}

const signUp = async (who: string, activityId: string) => dataOf(await session.call(who, 'registration.signUp', { activityId }, newKey()));
const detail = async (who: string, activityId: string) => dataOf(await session.call(who, 'activity.detail', { activityId }));
const mine = async (who: string) => dataOf(await session.call(who, 'absence.mine', {}));
const runTimer = () => fetch(`${session.url}/dev/timer/jobs/everyMinute`, { method: 'POST' });

async function comes(who: string, activityId: string): Promise<void> {
  const { token } = dataOf(await session.call(who, 'registration.pass', { activityId }));
  dataOf(await session.call(zhao, 'checkin.scan', { activityId, token, gate: '东门' }, newKey()));
}

/** Noted: the job ran two days after the end. */
async function pass(endsAt: number): Promise<void> {
  await session.setClock(endsAt + 2 * day + 60_000);
  await runTimer();
}

const firstEnds = t0 + 26 * hour;
const secondEnds = t0 + 6 * day + 2 * hour;
const lastUntil = secondEnds + 30 * day;
let first = '';
let second = '';

test('who held a place and did not come is noted two days after the end; leave, and an evening without a gate, are none', async () => {
  first = await open(t0 + 24 * hour);
  const ungated = await open(t0 + 24 * hour);
  for (const who of [sun, li, aerken]) await signUp(who, first);
  for (const who of [sun, li]) await signUp(who, ungated);
  expect(codeOf(await session.call(aerken, 'registration.leave', { activityId: first, reason: '临时调班' }, newKey()))).toBe('OK');
  await session.setClock(t0 + 24 * hour);
  await comes(li, first);
  await session.setClock(firstEnds + hour);
  await runTimer();
  expect((await mine(sun)).items).toEqual([]);
  await pass(firstEnds);
  await runTimer();
  expect(await mine(sun)).toMatchObject({ lastUntil: null, items: [{ activityId: first, state: 'noted', at: firstEnds }] });
  for (const who of [li, aerken]) expect((await mine(who)).items.map(({ activityId }) => activityId)).not.toContain(first);
});

test('two within 90 days: last in line for 30 days, while others get the free places, without a round trip more', async () => {
  second = await open(t0 + 6 * day);
  for (const who of [sun, li]) await signUp(who, second);
  await session.setClock(t0 + 6 * day);
  await comes(li, second);
  await pass(secondEnds);
  expect(await mine(sun)).toMatchObject({ lastUntil });

  const later = await open(t0 + 12 * day, 1);
  expect(await detail(sun, later)).toMatchObject({ lastUntil, registration: null });
  expect(await detail(li, later)).toMatchObject({ lastUntil: null });
  expect(await signUp(sun, later)).toMatchObject({ state: 'waiting' });
  const { answer, cost } = await session.measured(li, 'registration.signUp', { activityId: later }, newKey());
  expect(dataOf(answer)).toMatchObject({ state: 'held' });
  expect(cost.roundTrips - 1).toBeLessThanOrEqual(3);

  const lottery = await open(t0 + 12 * day, 1, { rules: { ...plainRules, mode: 'lottery' }, signUpClosesAt: t0 + 11 * day });
  expect(codeOf(await session.call(sun, 'application.apply', { activityId: lottery }, newKey()))).toBe('OK');
  expect(dataOf(await session.call(sun, 'application.mine', { activityId: lottery })).mine).toMatchObject({ last: true });
  const empty = await open(t0 + 12 * day, 1);
  expect(await signUp(sun, empty)).toMatchObject({ state: 'waiting' });
  await session.setClock(t0 + 12 * day);
  await runTimer();
  expect(await detail(sun, empty)).toMatchObject({ registration: { state: 'held' } });
  expect(await detail(sun, later)).toMatchObject({ registration: { state: 'waiting' } });
});

test('an appeal, once, is answered by the organiser alone, and what was excused counts no more', async () => {
  const uid = demoUid(sun);
  const key = newKey();
  const appeal = (activityId: string, reason: string, as = newKey()) => session.call(sun, 'absence.appeal', { activityId, reason }, as);
  expect(codeOf(await appeal(first, '我到场了，没有扫上码', key))).toBe('OK');
  expect(codeOf(await appeal(first, '我到场了，没有扫上码', key))).toBe('OK');
  expect(codeOf(await appeal(first, '当天请过假', key))).toBe('KEY_REUSED');
  expect(codeOf(await appeal(first, '当天请过假'))).toBe('USED');
  expect(codeOf(await session.call(li, 'absence.appeal', { activityId: first, reason: '我到场了' }, newKey()))).toBe('NOT_FOUND');
  expect((await mine(sun)).lastUntil).toBe(lastUntil);

  expect(dataOf(await session.call(liu, 'absence.appeals', {})).rows.map(({ activityId }) => activityId)).not.toContain(first);
  expect(codeOf(await session.call(li, 'absence.appeals', {}))).toBe('FORBIDDEN');
  const { answer: listed, cost } = await session.measured(wang, 'absence.appeals', {});
  expect(dataOf(listed).rows.filter(({ activityId }) => activityId === first)).toEqual([expect.objectContaining({ activityId: first, uid, name: '孙雅琴', reason: '我到场了，没有扫上码' })]);
  expect(cost.roundTrips).toBeLessThanOrEqual(2);

  const give = (who: string, accept: boolean, as = newKey()) => session.call(who, 'absence.answer', { activityId: first, uid, accept, reason: '核实到场了' }, as);
  expect(codeOf(await give(liu, true))).toBe('NOT_FOUND');
  const answerKey = newKey();
  expect(dataOf(await give(wang, true, answerKey))).toEqual({ state: 'excused' });
  expect(dataOf(await give(wang, true, answerKey))).toEqual({ state: 'excused' });
  expect(codeOf(await give(wang, false, answerKey))).toBe('KEY_REUSED');
  expect(codeOf(await give(wang, false))).toBe('USED');
  expect(await mine(sun)).toMatchObject({ lastUntil: null, items: [{ activityId: second, state: 'noted' }, { activityId: first, state: 'excused', answer: '核实到场了' }] });
  expect(await signUp(sun, await open(t0 + 14 * day, 1))).toMatchObject({ state: 'held' });
  await runTimer();
  const { items } = dataOf(await session.call('demo-admin-wu', 'audit.list', {}));
  expect(items.filter(({ act }) => act === 'absence.excuse')).toHaveLength(1);
});
