import { demoUid } from '../../../scripts/seed/people';
import { entriesHash, lotteryOrder, lotsOf } from '../../../miniprogram/domain/draw/lottery';
import { commitmentOf, seedOf } from '../../../miniprogram/domain/draw/seed';
import { plainRules } from '../../../miniprogram/domain/activity/rules';
import { day } from '../../../miniprogram/domain/time/shanghai';
import { type ApiSession, codeOf, dataOf, newKey, openApiSession } from '../local-session';
import { recordOf, records } from './records';

/** 摇号 through the real router, database and timer: applying, the frozen list, the draw that anybody can make again, the places. */

let session: ApiSession;
const wang = 'demo-cadre-wang';
const liu = 'demo-cadre-liu';
const chen = 'demo-worker-chen';
const li = 'demo-worker-li';
const t0 = Date.now();
/** Members of the demo city, by account. */
const people = Array.from({ length: 24 }, (_, index) => `demo-member-${index}`);

beforeAll(async () => {
  session = await openApiSession({ members: 120 });
});
afterAll(() => session.close());
beforeEach(() => session.setClock(t0));

const runTimer = () => fetch(`${session.url}/dev/timer/jobs/everyMinute`, { method: 'POST' });

interface Change {
  capacity?: number;
  audienceUnionId?: string;
  rules?: Partial<Api.Activity.Rules>;
}

async function opened(change: Change = {}): Promise<string> {
  const { rules, ...rest } = change;
  const input = {
    title: '职工疗休养（黄山线）',
    programme: 'general' as const,
    audienceUnionId: 'city',
    placeName: '黄山',
    startsAt: t0 + 6 * day,
    endsAt: t0 + 9 * day,
    signUpClosesAt: t0 + 2 * day,
    capacity: 5,
    ...rest,
    rules: { ...plainRules, mode: 'lottery' as const, ...rules },
  };
  return dataOf(await session.call(wang, 'activity.create', input, newKey())).activityId;
}

const apply = (who: string, activityId: string, key = newKey()) => session.call(who, 'application.apply', { activityId }, key);
const withdraw = (who: string, activityId: string, key = newKey()) => session.call(who, 'application.withdraw', { activityId }, key);
const mine = async (who: string, activityId: string) => dataOf(await session.call(who, 'application.mine', { activityId }));
const draw = (who: string, activityId: string, value = '3278.45', key = newKey()) => session.call(who, 'application.draw', { activityId, value }, key);

/** Everything that is published of a lottery. */
async function publication(activityId: string) {
  const { draw: found } = await mine('demo-stranger', activityId);
  if (!found) throw new Error('not frozen');
  const pages = Array.from({ length: found.pages }, (_, page) => page);
  const entries = (await Promise.all(pages.map(async (page) => dataOf(await session.call('demo-stranger', 'application.entries', { activityId, page })).entries))).flat();
  const order = found.drawn ? (await Promise.all(pages.map(async (page) => dataOf(await session.call('demo-stranger', 'application.order', { activityId, page })).order))).flat() : [];
  return { draw: found, entries, order };
}

async function frozen(activityId: string) {
  await session.setClock(t0 + 2 * day + 51_000);
  await runTimer();
  return publication(activityId);
}

test('from the application to the place, and a stranger makes the draw again', async () => {
  const activityId = await opened();
  for (const who of people) dataOf(await apply(who, activityId));
  dataOf(await withdraw(people[0] ?? '', activityId));
  expect((await mine(people[1] ?? '', activityId)).mine).toMatchObject({ state: 'applied', favoured: false, last: false });
  expect(codeOf(await draw(wang, activityId))).toBe('NOT_OPEN');

  // Not before the last call that was on its way has ended.
  await session.setClock(t0 + 2 * day + 49_000);
  await runTimer();
  expect((await mine(chen, activityId)).draw).toBeNull();
  const { draw: before, entries } = await frozen(activityId);
  expect(before).toMatchObject({ entries: 23, drawn: null, filled: false, valueName: expect.stringContaining('福彩3D') });
  expect(entriesHash(entries)).toBe(before.list);
  expect(entries.every(({ name }) => name.includes('*'))).toBe(true);
  expect(JSON.stringify([before, entries])).not.toContain(demoUid(people[1] ?? ''));

  dataOf(await draw(wang, activityId, ' ３２７８.45 '));
  const { draw: after, order } = await publication(activityId);
  expect(after.drawn).toMatchObject({ value: '3278.45', places: [{ bucket: 0, places: 5 }] });
  expect(after.list).toBe(before.list);
  expect(commitmentOf(activityId, 'organiser', after.drawn?.share ?? '')).toBe(before.commitment);
  expect(order).toEqual(lotteryOrder(entries, seedOf(before.list, [after.drawn?.share ?? '', '3278.45'])));

  const lots = lotsOf(order, () => 0, after.drawn?.places ?? []);
  for (const who of people.slice(1)) {
    const { line } = await mine(who, activityId);
    const { registration } = dataOf(await session.call(who, 'activity.detail', { activityId }));
    expect(line?.lot).toEqual(lots.get(line?.n ?? 0));
    expect(registration?.state ?? null).toBe(line?.lot?.lot === 'won' ? 'held' : 'waiting');
    if (line?.lot?.lot === 'waits') expect(registration?.position).toBe(line.lot.position);
  }
  expect((await mine(people[0] ?? '', activityId)).line).toBeNull();
  const seats = dataOf(await session.call(wang, 'activity.roster', { activityId }));
  expect([seats.held, seats.waiting]).toEqual([5, 18]);

  // From here on places are places: who gives one back hands it to the first who waits.
  const winner = order[0];
  const first = [...lots].find(([, lot]) => lot.lot === 'waits' && lot.position === 1)?.[0];
  const byNumber = new Map<number, string>();
  for (const who of people.slice(1)) byNumber.set((await mine(who, activityId)).line?.n ?? 0, who);
  dataOf(await session.call(byNumber.get(winner ?? 0) ?? '', 'registration.cancel', { activityId }, newKey()));
  expect(dataOf(await session.call(byNumber.get(first ?? 0) ?? '', 'activity.detail', { activityId })).registration?.state).toBe('held');
});

test('each unit quota by itself; who never came to anything has two tickets, who has come has one', async () => {
  const activityId = await opened({ capacity: 5, rules: { quotas: [{ unionId: 'east', places: 2 }, { unionId: 'jcjc', places: 1 }], favourNew: true } });
  for (const who of people) dataOf(await apply(who, activityId));
  const { entries } = await frozen(activityId);
  const came = await records(session.url, 'checkins').where({ uid: demoUid(people[0] ?? '') }).count();
  expect(entries[0]?.tickets).toBe(came.total === 0 ? 2 : 1);
  expect(new Set(entries.map(({ tickets }) => tickets))).toEqual(new Set([1, 2]));
  expect(new Set(entries.map(({ bucket }) => bucket))).toEqual(new Set([0, 1, 2]));
  dataOf(await draw(wang, activityId));
  const { draw: after, order } = await publication(activityId);
  const bucketOf = new Map(entries.map(({ n, bucket }) => [n, bucket]));
  expect(after.drawn?.places.map(({ bucket, places }) => [bucket, places])).toEqual([[0, 2], [1, 2], [2, 1]]);
  const won = [...lotsOf(order, (n) => bucketOf.get(n) ?? -1, after.drawn?.places ?? [])].filter(([, lot]) => lot.lot === 'won').map(([n]) => bucketOf.get(n));
  expect(won.sort()).toEqual([0, 0, 1, 1, 2]);
  const roster = dataOf(await session.call(wang, 'activity.roster', { activityId }));
  expect([roster.held, roster.waiting]).toEqual([5, 19]);
});

test('a double tap is one application; a repeat has its answer; another body under the key, and a late duplicate, do nothing', async () => {
  const [activityId, other] = [await opened(), await opened()];
  const key = newKey();
  const answers = await Promise.all([1, 2, 3].map(() => apply(li, activityId, key)));
  expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toHaveProperty('size', 1);
  expect(codeOf(await session.call(li, 'application.apply', { activityId, sealed: 'a'.repeat(22) }, key))).toBe('KEY_REUSED');
  expect(codeOf(await apply(li, other, key))).toBe('OK');
  dataOf(await withdraw(li, activityId));
  // The first application arrives once more: it answers what is, and does not come back.
  expect(dataOf(await apply(li, activityId, key)).state).toBe('withdrawn');
  expect((await mine(li, activityId)).mine?.state).toBe('withdrawn');
  dataOf(await apply(li, activityId));
  expect((await mine(li, activityId)).applied).toBe(1);
});

test('by the server clock, for the audience, and never by plain sign-up; refusals write nothing', async () => {
  const activityId = await opened({ audienceUnionId: 'east' });
  const plain = dataOf(await session.call(wang, 'activity.create', { title: '先到先得', programme: 'general', audienceUnionId: 'city', placeName: '馆', startsAt: t0 + day, endsAt: t0 + 2 * day, capacity: 3 }, newKey())).activityId;
  const refused = async (code: string, who: string, action: 'application.apply' | 'application.withdraw' | 'registration.signUp', id = activityId) => {
    const { answer, cost } = await session.measured(who, action, { activityId: id }, newKey());
    expect([codeOf(answer), cost.writes]).toEqual([code, 0]);
  };
  await refused('FORBIDDEN', li, 'application.apply');
  await refused('FORBIDDEN', 'demo-stranger', 'application.apply');
  await refused('NOT_FOUND', chen, 'application.withdraw');
  await refused('NOT_FOUND', chen, 'application.apply', 'nothing-here');
  await refused('BAD_INPUT', chen, 'application.apply', plain);
  expect(codeOf(await session.call(chen, 'registration.signUp', { activityId }, newKey()))).not.toBe('OK');
  dataOf(await apply(chen, activityId));
  await session.setClock(t0 + 2 * day);
  await refused('CLOSED', liu, 'application.apply');
  await refused('CLOSED', chen, 'application.withdraw');
});

test.each<[string, object]>([
  ['a filter for an activity', { activityId: { $ne: null } }],
  ['a place of its own', { activityId: 'x', state: 'held' }],
  ['a file from elsewhere', { activityId: 'x', sealed: 'https://example.com/a.jpg' }],
  ['a file that was not kept', { activityId: 'x', sealed: `cloud://env.bucket/media/${'a'.repeat(22)}.jpg` }],
])('%s → BAD_INPUT', async (_name, input) => {
  expect(codeOf(await session.invoke('api', { action: 'application.apply', input, key: newKey() }, chen))).toBe('BAD_INPUT');
});

test('only the organiser draws, once for ever, and the record is in the chain', async () => {
  const activityId = await opened();
  dataOf(await apply(chen, activityId));
  await frozen(activityId);
  for (const who of [chen, liu]) {
    const { answer, cost } = await session.measured(who, 'application.draw', { activityId, value: '1' }, newKey());
    expect([codeOf(answer), cost.writes]).toEqual(['NOT_FOUND', 0]);
  }
  expect(codeOf(await session.invoke('api', { action: 'application.draw', input: { activityId, value: '' }, key: newKey() }, wang))).toBe('BAD_INPUT');
  const key = newKey();
  expect((await Promise.all([draw(wang, activityId, '327', key), draw(wang, activityId, '327', key)])).map(codeOf)).toEqual(['OK', 'OK']);
  expect(codeOf(await draw(wang, activityId, '328', key))).toBe('KEY_REUSED');
  expect(await draw(wang, activityId, '328')).toMatchObject({ ok: false, error: { code: 'CLOSED', message: '已经抽过签，结果不能改' } });
  expect((await publication(activityId)).draw.drawn?.value).toBe('327');
  await runTimer();
  const { items } = dataOf(await session.call('demo-admin-wu', 'audit.list', {}));
  expect(items.find(({ act }) => act === 'activity.draw')).toMatchObject({ subject: '职工疗休养（黄山线）', byName: '王敏' });
});

test('before it is frozen nobody sees a list, before the draw nobody sees a share; pages that are not there are NOT_FOUND', async () => {
  const activityId = await opened();
  dataOf(await apply(chen, activityId));
  expect(codeOf(await session.call(chen, 'application.entries', { activityId, page: 0 }))).toBe('NOT_FOUND');
  const { draw: found } = await frozen(activityId);
  expect(JSON.stringify(found)).not.toContain('"share"');
  expect(codeOf(await session.call(chen, 'application.order', { activityId, page: 0 }))).toBe('NOT_FOUND');
  expect(codeOf(await session.call(chen, 'application.entries', { activityId, page: 1 }))).toBe('NOT_FOUND');
});

test('nobody applied: an empty list, nothing to draw; called off: no list', async () => {
  const [empty, off] = [await opened(), await opened()];
  dataOf(await apply(chen, off));
  dataOf(await session.call(wang, 'activity.cancel', { activityId: off, reason: '台风预警' }, newKey()));
  expect((await frozen(empty)).draw).toMatchObject({ entries: 0, pages: 0 });
  expect((await mine(chen, off)).draw).toBeNull();
  await session.setClock(t0);
  expect(await apply(li, off)).toMatchObject({ ok: false, error: { code: 'CLOSED', message: '主办方取消了这个活动' } });
});

test('who leaves the union after the list was fixed stays in it and takes no place', async () => {
  const activityId = await opened({ capacity: 30 });
  const gone = people[20] ?? '';
  for (const who of [chen, gone]) dataOf(await apply(who, activityId));
  await frozen(activityId);
  dataOf(await session.call(gone, 'people.leave', {}, newKey()));
  dataOf(await draw(wang, activityId));
  const roster = dataOf(await session.call(wang, 'activity.roster', { activityId }));
  expect(roster.rows.map(({ uid }) => uid)).toEqual([demoUid(chen)]);
  expect((await publication(activityId)).order).toHaveLength(2);
});

test('results go to those who asked for them, each once', async () => {
  const activityId = await opened({ capacity: 1 });
  for (const who of [chen, li]) {
    dataOf(await apply(who, activityId));
    dataOf(await session.call(who, 'notice.consent', { template: 'placeFreed', answer: 'accept' }, newKey()));
  }
  await frozen(activityId);
  dataOf(await draw(wang, activityId));
  await runTimer();
  const sent = await Promise.all([chen, li].map((who) => recordOf(session.url, 'sends', `drawn:${activityId}:${demoUid(who)}`)));
  expect(sent.map(({ template }) => template)).toEqual(['placeFreed', 'placeFreed']);
});

test('the cost of applying and of looking', async () => {
  const activityId = await opened();
  const applied = await session.measured(li, 'application.apply', { activityId }, newKey());
  expect(applied.cost.writes).toBeLessThanOrEqual(2);
  await frozen(activityId);
  const looked = await session.measured(li, 'application.mine', { activityId });
  expect(looked.cost.docsRead).toBeLessThanOrEqual(5);
});
