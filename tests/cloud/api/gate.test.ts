import { plainRules } from '../../../miniprogram/domain/activity/rules';
import { hour } from '../../../miniprogram/domain/time/shanghai';
import { checkInDocuments, openEvening, tellEvening } from '../gate-evening';
import { type ApiSession, codeOf, dataOf, newKey, openApiSession } from '../local-session';
import { records } from './records';

/** The gate (rules.md, Check-in): whatever three gates saw without a network, and in whatever order they tell it. */

let session: ApiSession;
const zhao = 'demo-gate-zhao';
const t0 = Date.now();
const person = (index: number) => `demo-member-${index}`;

beforeAll(async () => {
  session = await openApiSession({ members: 80, workers: 2 });
});
afterAll(() => session.close());

const open = (people: string[]) => openEvening(session, people, t0);
const passOf = async (who: string, activityId: string) => dataOf(await session.call(who, 'registration.pass', { activityId })).token;
const sync = (activityId: string, scans: Api.CheckIn.OfflineScan[], as = zhao) => session.measured(as, 'checkin.sync', { activityId, scans });
const offline = (who: Api.CheckIn.OfflineScan['who'], minutes: number, gate = '东门', key = newKey()): Api.CheckIn.OfflineScan => ({
  id: key,
  gate,
  deviceAt: t0 + minutes * 60_000,
  correction: 0,
  who,
});

const documents = (activityId: string) => checkInDocuments(session.url, activityId);

test('three gates without a network: the order of telling changes nothing, nothing is lost', async () => {
  expect(await tellEvening(session, 20, 4)).toEqual({ scans: 26 * 4, lost: 0, orders_tried: 4, different_results: 0, duplicates: 6 });
});

test('the first accepted online wins over an earlier offline scan, which is kept as a duplicate', async () => {
  const activityId = await open([person(0)]);
  const token = await passOf(person(0), activityId);
  const key = newKey();
  const scan = (withKey: string) => session.measured(zhao, 'checkin.scan', { activityId, token, gate: '东门' }, withKey);
  const first = await scan(key);
  expect(first.cost).toMatchObject({ writes: 2, roundTrips: 3 });
  expect(dataOf(await session.call(zhao, 'checkin.counts', { activityId }))).toEqual({ checkedIn: 1, held: 1, inside: 1 });
  expect(dataOf((await scan(key)).answer)).toEqual(dataOf(first.answer));
  const second = await scan(newKey());
  expect(codeOf(second.answer)).toBe('USED');
  expect((await documents(activityId)).match(/"id"/g)).toHaveLength(1);
  const late = offline({ token }, -10, '西门');
  expect(dataOf((await sync(activityId, [late])).answer).results).toEqual([{ id: late.id, outcome: 'duplicate', message: expect.stringMatching(/^已于 \d+:\d\d 在东门核验$/) }]);
  expect((await documents(activityId)).match(/"id"/g)).toHaveLength(2);
  // The queue tells a scan whose online answer was lost: one scan, its first answer.
  expect(dataOf((await sync(activityId, [offline({ token }, 0, '东门', key)])).answer).results[0]).toMatchObject({ outcome: 'admitted' });
  expect((await documents(activityId)).match(/"id"/g)).toHaveLength(2);
});

test('late scans are judged by their own time, and a place given back later still counts', async () => {
  const activityId = await open([person(0), person(1)]);
  const [left, stays] = [await passOf(person(0), activityId), await passOf(person(1), activityId)];
  dataOf(await session.call(person(0), 'registration.cancel', { activityId }, newKey()));
  const other = await open([person(2)]);
  const [inTime, gone] = [offline({ token: left }, -30), offline({ token: left }, 90)];
  const future = offline({ token: stays }, 60 * 24 * 30);
  const early = { ...offline({ token: stays }, 0), deviceAt: 0, correction: -5 };
  const foreign = offline({ token: await passOf(person(2), other) }, 0);
  const { results } = dataOf((await sync(activityId, [inTime, gone, future, early, foreign])).answer);
  expect(results.map(({ id, outcome }) => [id, outcome])).toEqual([
    [inTime.id, 'admitted'],
    [gone.id, 'refused'],
    [future.id, 'refused'],
    [early.id, 'admitted'],
    [foreign.id, 'refused'],
  ]);
  expect(results.map(({ message }) => message)).toEqual(['', '这位会员已经取消报名', '入场码已过期', '', '这是另一个活动的入场码']);
  // Told long after the evening, a scan of that evening is still good.
  await session.setClock(t0 + 30 * 24 * hour);
  expect(dataOf((await sync(activityId, [offline({ token: stays }, 61)])).answer).results[0]?.outcome).toBe('duplicate');
  await session.setClock(Date.now());
});

test('the list at the gate, a name from it, a broken pass, and somebody who is not on it', async () => {
  const activityId = await open(Array.from({ length: 12 }, (_, index) => person(index)));
  const { answer, cost } = await session.measured(zhao, 'checkin.list', { activityId });
  const { rows, next } = dataOf(answer);
  expect(rows).toHaveLength(12);
  expect(next).toBeNull();
  expect(cost).toMatchObject({ roundTrips: 3, docsRead: 12 + 2 });
  const [byName, broken] = [rows[0]?.uid ?? '', rows[1]?.uid ?? ''];
  const admit = (who: Api.CheckIn.Named, key = newKey()) => session.measured(zhao, 'checkin.admit', { activityId, gate: '东门', who }, key);
  const named = await admit({ uid: byName });
  expect(dataOf(named.answer).at).toBeGreaterThan(t0);
  expect(named.cost).toMatchObject({ writes: 2, roundTrips: 3 });
  expect(codeOf((await admit({ uid: byName })).answer)).toBe('USED');
  expect(dataOf((await admit({ uid: broken, reason: '屏幕碎了' })).answer).at).toBeGreaterThan(t0);
  const key = newKey();
  const guest = dataOf((await admit({ guest: '老周', reason: '名单漏了' }, key)).answer);
  expect(dataOf((await admit({ guest: '老周', reason: '名单漏了' }, key)).answer)).toEqual(guest);
  expect(dataOf(await session.call(zhao, 'checkin.counts', { activityId }))).toEqual({ checkedIn: 2, held: 12, inside: 3 });
  expect(codeOf((await admit({ guest: '老周', reason: '别的原因' }, key)).answer)).toBe('KEY_REUSED');
  const kept = await documents(activityId);
  expect(kept).toContain('名单漏了');
  expect(kept).not.toContain('老周');
  expect(dataOf(await session.call(zhao, 'checkin.list', { activityId })).rows.filter(({ at }) => at !== null)).toHaveLength(2);
});

test('现场签到码: a holder checks in with the code of now, once; it dies within a minute', async () => {
  const activityId = await open([person(0), person(1)]);
  const { codes } = dataOf(await session.call(zhao, 'checkin.venueCode', { activityId }));
  expect(codes).toHaveLength(21);
  const self = (who: string, code: string, key = newKey()) => session.measured(who, 'checkin.self', { activityId, code }, key);
  const code = codes[0]?.code ?? '';
  const key = newKey();
  const first = await self(person(0), code, key);
  expect(dataOf(first.answer)).toMatchObject({ gate: '现场签到' });
  expect(first.cost).toMatchObject({ writes: 2, roundTrips: 3 });
  expect(await self(person(0), code)).toMatchObject({ answer: { ok: false, error: { code: 'USED', message: expect.stringContaining('自助签到') } } });
  expect(codeOf((await self(person(5), code)).answer)).toBe('NOT_FOUND');
  expect(codeOf((await self(person(1), codes[20]?.code ?? '')).answer)).toBe('CLOSED');
  await session.setClock((codes[0]?.from ?? 0) + 60_000);
  expect(codeOf((await self(person(1), code)).answer)).toBe('CLOSED');
  expect(dataOf((await self(person(0), code, key)).answer)).toEqual(dataOf(first.answer));
  await session.setClock(Date.now());
});

test('nobody without the role reads the list, shows codes, admits or tells scans; a refusal writes nothing', async () => {
  const activityId = await open([person(0)]);
  const { rows } = dataOf(await session.call(zhao, 'checkin.list', { activityId }));
  const uid = rows[0]?.uid ?? '';
  const token = await passOf(person(0), activityId);
  for (const who of [person(0), 'demo-judge-sun']) {
    const calls = [
      await session.measured(who, 'checkin.list', { activityId }),
      await session.measured(who, 'checkin.venueCode', { activityId }),
      await session.measured(who, 'checkin.admit', { activityId, gate: '东门', who: { uid } }, newKey()),
      await session.measured(who, 'checkin.admit', { activityId, gate: '东门', who: { guest: '老周', reason: '名单漏了' } }, newKey()),
    ];
    expect(calls.map(({ answer, cost }) => [codeOf(answer), cost.writes])).toEqual(calls.map(() => ['FORBIDDEN', 0]));
    const told = await sync(activityId, [offline({ token }, 0)], who);
    expect(told.cost.writes).toBe(0);
    if (told.answer.ok) expect(told.answer.data.results[0]).toMatchObject({ outcome: 'refused', message: '您没有这个活动的核验权限' });
    else expect(codeOf(told.answer)).toBe('FORBIDDEN');
  }
  const bad = { activityId, scans: [{ ...offline({ token }, 0), who: { token, uid } }] };
  expect(codeOf(await session.invoke('api', { action: 'checkin.sync', input: bad }, zhao))).toBe('BAD_INPUT');
  expect(codeOf(await session.call(zhao, 'checkin.sync', { activityId, scans: Array.from({ length: 51 }, () => offline({ token }, 0)) }))).toBe('BAD_INPUT');
  await session.setClock(t0 + 4 * hour + 1000);
  expect(codeOf(await session.call(zhao, 'checkin.list', { activityId }))).toBe('CLOSED');
  await session.setClock(Date.now());
});

test('进出: in, out, in again; who is inside; the order in which phones tell it changes nothing', async () => {
  const openHall = () => openEvening(session, [person(0), person(1)], t0, { rules: { ...plainRules, exits: true } });
  const activityId = await openHall();
  const token = await passOf(person(0), activityId);
  const scan = (out: boolean, key = newKey()) => session.measured(zhao, 'checkin.scan', { activityId, token, gate: '东门', ...(out ? { out: true as const } : {}) }, key);
  const inside = async () => dataOf(await session.call(zhao, 'checkin.counts', { activityId })).inside;
  expect((await scan(true)).answer).toMatchObject({ ok: false, error: { code: 'NOT_FOUND', message: '没有这位会员的入场记录' } });
  expect(codeOf((await scan(false)).answer)).toBe('OK');
  expect(codeOf((await scan(false)).answer)).toBe('USED');
  expect(await inside()).toBe(1);
  const key = newKey();
  const left = await scan(true, key);
  expect(codeOf(left.answer)).toBe('OK');
  expect(left.cost).toMatchObject({ writes: 1, roundTrips: 3 });
  expect(dataOf((await scan(true, key)).answer)).toEqual(dataOf(left.answer));
  expect(codeOf((await scan(true)).answer)).toBe('USED');
  expect(await inside()).toBe(0);
  expect(dataOf(await session.call(zhao, 'checkin.list', { activityId })).rows.map(({ at }) => at !== null)).toEqual([true, false]);
  const uid = (await documents(activityId)).match(/"uid":"([^"]+)"/)?.[1];
  const gone = await session.measured(zhao, 'checkin.left', { activityId });
  expect(dataOf(gone.answer)).toEqual({ uids: [uid], next: null });
  expect(gone.cost).toMatchObject({ roundTrips: 3, docsRead: 3 });
  expect(codeOf((await scan(false)).answer)).toBe('OK');
  expect(await inside()).toBe(1);

  const results = [];
  for (const order of [[0, 1, 2, 3], [3, 2, 1, 0], [1, 3, 0, 2]]) {
    const hall = await openHall();
    const who = { token: await passOf(person(1), hall) };
    const told = [offline(who, 10), { ...offline(who, 20), out: true as const }, offline(who, 30, '西门'), { ...offline(who, 31), out: true as const }];
    for (const index of order) dataOf((await sync(hall, told.slice(index, index + 1))).answer);
    const again = dataOf((await sync(hall, told)).answer).results.map(({ outcome }) => outcome);
    results.push([again, dataOf(await session.call(zhao, 'checkin.counts', { activityId: hall }))]);
  }
  expect(results[0]).toEqual([['admitted', 'admitted', 'admitted', 'admitted'], { checkedIn: 1, held: 2, inside: 0 }]);
  expect(results[1]).toEqual(results[0]);
  expect(results[2]).toEqual(results[0]);
  const plain = await open([person(0)]);
  const pass = { activityId: plain, token: await passOf(person(0), plain), gate: '东门', out: true as const };
  expect(await session.call(zhao, 'checkin.scan', pass, newKey())).toMatchObject({ ok: false, error: { code: 'BAD_INPUT', message: '这个活动不登记离场' } });
});

test('a scan and a cancel at the same moment: one of them wins, never both', async () => {
  for (let round = 0; round < 6; round += 1) {
    const activityId = await open([person(0), person(1)]);
    const token = await passOf(person(0), activityId);
    const [scanned, cancelled] = await Promise.all([
      session.call(zhao, 'checkin.scan', { activityId, token, gate: '东门' }, newKey()),
      session.call(person(0), 'registration.cancel', { activityId }, newKey()),
    ]);
    expect([codeOf(scanned), codeOf(cancelled)].filter((code) => code === 'OK')).toHaveLength(1);
    const { checkedIn, held } = dataOf(await session.call(zhao, 'checkin.counts', { activityId }));
    expect([checkedIn, held]).toEqual(scanned.ok ? [1, 2] : [0, 1]);
  }
});

test('the mark on the place keeps it where the cancel had looked before the scan was kept', async () => {
  const activityId = await open([person(0)]);
  const { rows } = dataOf(await session.call(zhao, 'checkin.list', { activityId }));
  // As a scan leaves it whose function died between its two writes.
  await records(session.url, 'seats').where({ _id: activityId }).update({ [`held.0.c.${rows[0]?.uid}`]: t0 });
  expect(codeOf(await session.call(person(0), 'registration.cancel', { activityId }, newKey()))).toBe('USED');
  const token = await passOf(person(0), activityId);
  expect(codeOf(await session.call(zhao, 'checkin.scan', { activityId, token, gate: '东门' }, newKey()))).toBe('OK');
  expect(rows).toHaveLength(1);
});

test('a pass whose place was given back is refused: online, and told from offline; the refreshed list has it no more', async () => {
  const activityId = await open([person(0), person(1)]);
  const token = await passOf(person(0), activityId);
  expect(dataOf(await session.call(zhao, 'checkin.list', { activityId })).rows).toHaveLength(2);
  dataOf(await session.call(person(0), 'registration.cancel', { activityId }, newKey()));
  expect(await session.call(zhao, 'checkin.scan', { activityId, token, gate: '东门' }, newKey())).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
  const { member } = dataOf(await session.call(person(0), 'people.me', {}));
  const { rows, gone } = dataOf(await session.call(zhao, 'checkin.list', { activityId }));
  expect([rows.length, gone]).toEqual([1, [member?.uid]]);
  expect(dataOf((await sync(activityId, [offline({ token }, 5)])).answer).results[0]).toMatchObject({ outcome: 'refused', message: '这位会员已经取消报名' });
});
