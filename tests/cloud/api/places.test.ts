import { plainRules } from '../../../miniprogram/domain/activity/rules';
import { demoUid } from '../../../scripts/seed/people';
import { type ApiSession, codeOf, dataOf, newKey, openApiSession } from '../local-session';

/** Quotas, batches and offers through the real router and database. Chen is of 热电厂, Li of 新江纺织 (`weave`). */

let session: ApiSession;
const chen = 'demo-worker-chen';
const li = 'demo-worker-li';
const aerken = 'demo-worker-aerken';
const wang = 'demo-cadre-wang';
const hour = 3_600_000;
const t0 = Date.now();

beforeAll(async () => {
  session = await openApiSession({ workers: 2 });
});
afterAll(() => session.close());
afterEach(() => session.setClock(Date.now()));

async function open(capacity: number, rules: Partial<Api.Activity.Rules>, change: Partial<Api.Activity.CreateInput> = {}): Promise<string> {
  const draft: Api.Activity.CreateInput = {
    title: '职工之家围棋赛',
    programme: 'general',
    audienceUnionId: 'city',
    placeName: '职工之家',
    startsAt: t0 + 48 * hour,
    endsAt: t0 + 50 * hour,
    capacity,
    rules: { ...plainRules, ...rules },
    ...change,
  };
  return dataOf(await session.call(wang, 'activity.create', draft, newKey())).activityId;
}

const signUp = (who: string, activityId: string, key = newKey()) => session.call(who, 'registration.signUp', { activityId }, key);
const cancel = (who: string, activityId: string, key = newKey()) => session.call(who, 'registration.cancel', { activityId }, key);
const detail = async (who: string, activityId: string) => dataOf(await session.call(who, 'activity.detail', { activityId }));
const runTimer = () => fetch(`${session.url}/dev/timer/jobs/everyMinute`, { method: 'POST' });
const stateOf = async (who: string, activityId: string) => (await detail(who, activityId)).registration?.state ?? null;

test('a unit quota is kept for its unit; others share the rest; a place costs three round trips and one deciding write', async () => {
  const activityId = await open(2, { quotas: [{ unionId: 'weave', places: 1 }] });
  expect(await detail(chen, activityId)).toMatchObject({ capacity: 1, left: 1, quota: null, total: { capacity: 2, left: 2 } });
  expect(await detail(li, activityId)).toMatchObject({ capacity: 1, left: 1, quota: '新江纺织有限公司工会', total: { capacity: 2 } });

  const { answer, cost } = await session.measured(chen, 'registration.signUp', { activityId }, newKey());
  expect(dataOf(answer)).toMatchObject({ state: 'held' });
  expect(cost).toMatchObject({ writes: 1 + 1 });
  expect(cost.roundTrips - 1).toBeLessThanOrEqual(3);
  expect(dataOf(await signUp(aerken, activityId))).toMatchObject({ state: 'waiting', position: 1 });

  const quota = await session.measured(li, 'registration.signUp', { activityId }, newKey());
  expect(dataOf(quota.answer)).toMatchObject({ state: 'held' });
  expect(quota.cost).toMatchObject({ writes: 1 + 1 });
  expect(quota.cost.roundTrips - 1).toBeLessThanOrEqual(3);
  expect(await detail(li, activityId)).toMatchObject({ left: 0, mine: 'held', total: { left: 0, waiting: 1 } });

  const roster = dataOf(await session.call(wang, 'activity.roster', { activityId }));
  expect(roster).toMatchObject({ capacity: 2, held: 2, waiting: 1 });
  expect(roster.rows.map(({ state, position, quota: of }) => [state, position, of !== null])).toEqual([['held', null, false], ['held', null, true], ['waiting', 1, false]]);

  expect(codeOf(await cancel(li, activityId))).toBe('OK');
  expect(await stateOf(aerken, activityId)).toBe('waiting');
  expect(codeOf(await session.call(wang, 'activity.cancel', { activityId, reason: '台风预警' }, newKey()))).toBe('OK');
  expect(codeOf(await signUp(li, activityId))).toBe('CLOSED');
});

test('quotas beyond the capacity, of a unit outside the audience, or twice the same are refused', async () => {
  const create = (rules: Partial<Api.Activity.Rules>, audienceUnionId = 'city') => open(2, rules, { audienceUnionId });
  await expect(create({ quotas: [{ unionId: 'weave', places: 3 }] })).rejects.toThrow('BAD_INPUT');
  await expect(create({ quotas: [{ unionId: 'weave', places: 1 }, { unionId: 'weave', places: 1 }] })).rejects.toThrow('BAD_INPUT');
  await expect(create({ quotas: [{ unionId: 'city', places: 1 }] }, 'weave')).rejects.toThrow(/BAD_INPUT|FORBIDDEN/);
});

test('unused places of a unit return on their day: to those who wait, then to whoever comes', async () => {
  const activityId = await open(3, { quotas: [{ unionId: 'weave', places: 2 }], quotasReturnAt: t0 + 10 * hour });
  await signUp(chen, activityId);
  await signUp(aerken, activityId);
  await runTimer();
  expect(await stateOf(aerken, activityId)).toBe('waiting');
  await session.setClock(t0 + 11 * hour);
  await runTimer();
  expect(await stateOf(aerken, activityId)).toBe('held');
  expect(dataOf(await signUp('demo-cadre-wang', activityId))).toMatchObject({ state: 'held' });
  expect(dataOf(await signUp(li, activityId))).toMatchObject({ state: 'waiting' });
  expect(await detail(wang, activityId)).toMatchObject({ total: { capacity: 3, left: 0, waiting: 1 } });
});

test('batches open at their hours; a full batch names the next one; the last has a waitlist', async () => {
  const at = t0 + 2 * hour;
  const activityId = await open(2, { batches: [{ at: t0 - hour, places: 1 }, { at, places: 1 }] }, { signUpOpensAt: t0 - 2 * hour });
  expect(await detail(chen, activityId)).toMatchObject({ capacity: 2, left: 1, nextBatchAt: at });
  expect(dataOf(await signUp(chen, activityId))).toMatchObject({ state: 'held' });
  const refused = await session.measured(li, 'registration.signUp', { activityId }, newKey());
  expect(refused.answer).toMatchObject({ ok: false, error: { code: 'FULL', message: expect.stringMatching(/本批名额已报满，下一批.*放号/) } });
  await session.setClock(at + 1000);
  expect(dataOf(await signUp(li, activityId))).toMatchObject({ state: 'held' });
  expect(dataOf(await signUp(aerken, activityId))).toMatchObject({ state: 'waiting', position: 1 });
});

test('a freed place is offered, taken in time or passed on; who let it lapse is told so', async () => {
  const activityId = await open(1, { offerHours: 2 });
  await signUp(chen, activityId);
  await signUp(li, activityId);
  await signUp(aerken, activityId);
  await cancel(chen, activityId);
  const offered = await detail(li, activityId);
  expect(offered).toMatchObject({ left: 0, registration: { state: 'offered', position: null } });
  expect(Math.abs((offered.registration?.offerUntil ?? 0) - Date.now() - 2 * hour)).toBeLessThan(60_000);
  expect(codeOf(await session.call(li, 'registration.pass', { activityId }))).toBe('NOT_FOUND');

  await session.setClock(Date.now() + 3 * hour);
  expect(codeOf(await session.call(li, 'registration.accept', { activityId }, newKey()))).toBe('CLOSED');
  expect(await stateOf(li, activityId)).toBeNull();
  await runTimer();
  expect(await detail(li, activityId)).toMatchObject({ registration: null, parted: { how: 'lapsed' } });
  expect(await stateOf(aerken, activityId)).toBe('offered');
  const key = newKey();
  expect(codeOf(await session.call(aerken, 'registration.accept', { activityId }, key))).toBe('OK');
  expect(codeOf(await session.call(aerken, 'registration.accept', { activityId }, key))).toBe('OK');
  expect(await stateOf(aerken, activityId)).toBe('held');
  expect(codeOf(await session.call(aerken, 'registration.pass', { activityId }))).toBe('OK');
});

test('leave keeps the place, says why to the organiser, can be taken back, and ends with the beginning', async () => {
  const activityId = await open(1, {});
  await signUp(chen, activityId);
  const ask = (reason: string | null) => session.call(chen, 'registration.leave', { activityId, reason }, newKey());
  expect(dataOf(await ask('临时顶夜班'))).toEqual({ onLeave: true });
  expect(await detail(chen, activityId)).toMatchObject({ registration: { state: 'held', leave: { reason: '临时顶夜班' } } });
  expect(dataOf(await session.call(wang, 'activity.roster', { activityId })).rows[0]).toMatchObject({ leave: { reason: '临时顶夜班' } });
  expect(dataOf(await ask(null))).toEqual({ onLeave: false });
  expect(await detail(chen, activityId)).toMatchObject({ registration: { leave: null } });
  expect(codeOf(await session.call(li, 'registration.leave', { activityId, reason: '夜班' }, newKey()))).toBe('NOT_FOUND');
  await session.setClock(t0 + 49 * hour);
  expect(codeOf(await ask('来不了了'))).toBe('CLOSED');
});

test('the organiser adds, withdraws, moves up with a place of another unit, and changes the number; every act is audited, keyed and theirs alone', async () => {
  const activityId = await open(2, { quotas: [{ unionId: 'weave', places: 1 }] });
  const uidOf = (openid: string) => demoUid(openid);
  const reason = '领导小组决定';
  const key = newKey();
  const add = (who: string, uid: string, withKey: string) => session.call(who, 'places.add', { activityId, uid, reason }, withKey);
  expect(codeOf(await add(chen, uidOf(li), newKey()))).toBe('NOT_FOUND');
  expect(codeOf(await add(wang, uidOf(chen), key))).toBe('OK');
  expect(codeOf(await add(wang, uidOf(chen), key))).toBe('OK');
  expect(codeOf(await add(wang, uidOf(aerken), key))).toBe('KEY_REUSED');
  expect(codeOf(await add(wang, uidOf(chen), newKey()))).toBe('USED');
  expect(codeOf(await add(wang, uidOf(aerken), newKey()))).toBe('FULL');

  await signUp(aerken, activityId);
  const move = { activityId, uid: uidOf(aerken), from: 'weave', reason };
  const moveKey = newKey();
  expect(codeOf(await session.call(wang, 'places.move', move, moveKey))).toBe('OK');
  expect(codeOf(await session.call(wang, 'places.move', move, moveKey))).toBe('OK');
  expect(await stateOf(aerken, activityId)).toBe('held');
  expect(dataOf(await session.call(wang, 'places.overview', { activityId })).buckets.map(({ capacity, held, left }) => [capacity, held, left])).toEqual([[2, 2, 0], [0, 0, 0]]);

  expect(dataOf(await signUp(li, activityId))).toMatchObject({ state: 'waiting' });
  const resize = (places: number) => session.call(wang, 'places.resize', { activityId, unionId: 'weave', places, reason }, newKey());
  expect(dataOf(await resize(1))).toEqual({ capacity: 3 });
  expect(await stateOf(li, activityId)).toBe('held');
  expect(codeOf(await resize(0))).toBe('FULL');

  expect(codeOf(await session.call(wang, 'places.withdraw', { activityId, uid: uidOf(chen), reason: '与值班冲突' }, newKey()))).toBe('OK');
  expect(await detail(chen, activityId)).toMatchObject({ registration: null, parted: { how: 'withdrawn', reason: '与值班冲突' } });
  await runTimer();
  const { items } = dataOf(await session.call('demo-admin-wu', 'audit.list', {}));
  expect(items.map(({ act }) => act)).toEqual(expect.arrayContaining(['places.add', 'places.move', 'places.resize', 'places.withdraw']));
});

test('substitution: another of the same quota takes the place, once, while the rules let it', async () => {
  const activityId = await open(1, { substituteUntil: t0 + 40 * hour });
  await signUp(chen, activityId);
  const input = { activityId, uid: demoUid(chen), byUid: demoUid(aerken), reason: '临时出差' };
  const key = newKey();
  expect(codeOf(await session.call(li, 'places.substitute', input, newKey()))).toBe('NOT_FOUND');
  expect(codeOf(await session.call(wang, 'places.substitute', input, key))).toBe('OK');
  expect(codeOf(await session.call(wang, 'places.substitute', input, key))).toBe('OK');
  expect([await stateOf(chen, activityId), await stateOf(aerken, activityId)]).toEqual([null, 'held']);
  expect((await detail(chen, activityId)).parted).toMatchObject({ how: 'replaced', reason: '临时出差' });
  await session.setClock(t0 + 41 * hour);
  expect(codeOf(await session.call(wang, 'places.substitute', { ...input, uid: demoUid(aerken), byUid: demoUid(li) }, newKey()))).toBe('CLOSED');
});
