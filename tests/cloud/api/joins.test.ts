import { plainRules } from '../../../miniprogram/domain/activity/rules';
import { type ApiSession, codeOf, dataOf, newKey, openApiSession } from '../local-session';
import { recordOf, records } from './records';

/** Joining without a unit, changing units, and what a cadre does to a row. */

let session: ApiSession;
const [chen, wang, liu, wu] = ['demo-worker-chen', 'demo-cadre-wang', 'demo-cadre-liu', 'demo-admin-wu'];
const day = 86_400_000;

beforeAll(async () => {
  session = await openApiSession({ workers: 2 });
});
afterAll(() => session.close());

const runTimer = () => fetch(`${session.url}/dev/timer/jobs/everyMinute`, { method: 'POST' });
const join = (who: string, input: Api.Input<'people.joinOutside'>, key = newKey()) => session.call(who, 'people.joinOutside', input, key);
const me = async (who: string) => dataOf(await session.call(who, 'people.me', {}));
const requests = async (who: string) => dataOf(await session.call(who, 'people.requests', {})).requests;
const requestOf = async (who: string, name: string) => {
  const found = (await requests(who)).find((one) => one.name === name);
  if (!found) throw new Error(`no request of ${name}`);
  return found;
};
const answer = (who: string, requestId: string, accept: boolean, key = newKey()) =>
  session.call(who, 'people.answerRequest', accept ? { requestId, accept } : { requestId, accept, reason: '不在本单位' }, key);
const rosterOf = async (unionId: string, who = wang) => dataOf(await session.call(who, 'people.roster', { unionId })).rows;
const activity = async (audienceUnionId = 'city', more: Partial<Api.Activity.CreateInput> = {}) => {
  const draft: Api.Activity.CreateInput = { title: '骑手拔河赛', programme: 'general', audienceUnionId, placeName: '职工之家', startsAt: Date.now() + 20 * day, endsAt: Date.now() + 20 * day + 3_600_000, capacity: 9, ...more };
  return dataOf(await session.call(wang, 'activity.create', draft, newKey())).activityId;
};
const acts = async () => {
  await runTimer();
  const { items } = dataOf(await session.call(wu, 'audit.list', {}));
  return items.map(({ act }) => act);
};

describe('without a unit', () => {
  test('a courier is routed to the street’s union, asks once, and is let in as a new row', async () => {
    const page = dataOf(await session.call('wx-rider', 'people.outside', {}));
    expect(page.regions).toEqual(expect.arrayContaining(['江东区', '江西新区']));
    expect(page.regions).not.toContain('江城市');
    const key = newKey();
    const input = { name: '马快递', work: 'courier', region: '江东区' } as const;
    const asked = dataOf(await join('wx-rider', input, key));
    expect(asked).toMatchObject({ unionName: '滨江街道新就业形态工会联合会' });
    expect(asked.dueAt - asked.at).toBeGreaterThan(7 * day);
    expect(dataOf(await join('wx-rider', input, key))).toEqual(asked);
    expect(codeOf(await join('wx-rider', { ...input, region: '江西新区' }, key))).toBe('KEY_REUSED');
    expect(codeOf(await join('wx-rider', input))).toBe('USED');
    expect((await me('wx-rider')).request).toMatchObject({ state: 'open', dueAt: asked.dueAt, passed: [], since: asked.at });
    const request = await requestOf(wang, '马快递');
    expect(request.outside).toEqual({ work: 'courier', region: '江东区', dueAt: asked.dueAt });
    expect((await requests(liu)).some(({ name }) => name === '马快递')).toBe(false);
    expect(codeOf(await answer(liu, request.requestId, true))).toBe('NOT_FOUND');
    expect(codeOf(await answer(wang, request.requestId, true))).toBe('OK');
    expect((await me('wx-rider')).member).toMatchObject({ name: '马快递', unitPath: '/city/east/street/' });
    expect(codeOf(await join('wx-rider', input))).toBe('USED');
    expect(await acts()).toContain('people.admit');
  });

  test('nobody suits but the district, the city; a scanned code goes first; what is no request is refused', async () => {
    expect(dataOf(await join('wx-b1', { name: '石建筑', work: 'builder', region: '江西新区' })).unionName).toBe('江西新区总工会');
    expect(dataOf(await join('wx-b2', { name: '石二', work: 'builder', region: '' })).unionName).toBe('江城市总工会');
    expect(dataOf(await session.call('wx-b3', 'people.outside', { unionId: 'bus' })).union).toEqual({ id: 'bus', name: '江城公交集团工会' });
    expect(dataOf(await join('wx-b3', { name: '石三', work: 'driver', region: '', unionId: 'bus' })).unionName).toBe('江城公交集团工会');
    for (const input of [
      { name: '石四', work: 'king', region: '' },
      { name: '\u200B\u200B', work: 'driver', region: '' },
      { name: '石四', work: 'driver', region: { $ne: '' } },
      { name: '石四', work: 'driver', region: '', openid: 'x' },
    ]) {
      expect(codeOf(await session.invoke('api', { action: 'people.joinOutside', input, key: newKey() }, 'wx-b4'))).toBe('BAD_INPUT');
    }
  });

  test('unanswered it goes up a level each term, once, and stays with the city', async () => {
    dataOf(await join('wx-slow', { name: '慢等', work: 'courier', region: '江东区' }));
    const first = (await me('wx-slow')).request;
    await session.setClock((first?.dueAt ?? 0) - 1000);
    await runTimer();
    expect((await me('wx-slow')).request?.unionName).toBe('滨江街道新就业形态工会联合会');
    await session.setClock((first?.dueAt ?? 0) + 1000);
    await Promise.all([runTimer(), runTimer(), runTimer()]);
    const second = (await me('wx-slow')).request;
    expect(second).toMatchObject({ unionName: '江东区总工会', passed: ['滨江街道新就业形态工会联合会'], at: first?.at });
    expect(second?.dueAt ?? 0).toBeGreaterThan((first?.dueAt ?? 0) + 7 * day);
    await session.setClock((second?.dueAt ?? 0) + 1000);
    await runTimer();
    const third = (await me('wx-slow')).request;
    expect(third).toMatchObject({ unionName: '江城市总工会', passed: ['滨江街道新就业形态工会联合会', '江东区总工会'] });
    await session.setClock((third?.dueAt ?? 0) + 1000);
    await Promise.all([runTimer(), runTimer()]);
    expect((await me('wx-slow')).request).toEqual(third);
    expect((await records(session.url, 'join_requests').where({ due: { $gt: 0, $lte: third?.dueAt ?? 0 } }).count()).total).toBe(0);
    expect(codeOf(await answer(wang, (await requestOf(wang, '慢等')).requestId, true))).toBe('OK');
    expect((await me('wx-slow')).member?.unitName).toBe('江城市总工会');
    await session.setClock(Date.now());
  });
});

describe('another unit', () => {
  test('the member asks, the new unit answers, the old one sees it; the place stays, no second one is had, grants over the old unit end', async () => {
    const activityId = await activity('city', {});
    dataOf(await session.call('demo-member-7', 'registration.signUp', { activityId }, newKey()));
    const before = (await me('demo-member-7')).member;
    const oldId = before?.unitPath.split('/').slice(-2)[0] ?? '';
    const toId = oldId === 'weave' ? 'chip' : 'weave';
    dataOf(await session.call(wu, 'people.grant', { uid: before?.uid ?? '', role: 'gate', unionId: oldId, expires: Date.now() + 50 * day }, newKey()));
    dataOf(await session.call(wu, 'people.grant', { uid: before?.uid ?? '', role: 'judge', unionId: 'city', expires: Date.now() + 50 * day }, newKey()));
    const key = newKey();
    const ask = (keyed = newKey(), unionId = toId) => session.call('demo-member-7', 'people.requestChange', { unionId }, keyed);
    const { at } = dataOf(await ask(key));
    expect(dataOf(await ask(key))).toEqual({ at });
    expect(codeOf(await ask(key, 'bus'))).toBe('KEY_REUSED');
    expect(codeOf(await ask())).toBe('USED');
    expect(codeOf(await ask(newKey(), oldId))).toBe('USED');
    expect(dataOf(await session.call('demo-member-7', 'people.myChange', {})).request).toMatchObject({ state: 'open', dueAt: null });
    const request = await requestOf(wang, before?.name ?? '');
    expect(request).toMatchObject({ from: before?.unitName });
    expect(dataOf(await session.call(wang, 'people.requestMatches', { requestId: request.requestId })).matches).toEqual([]);
    expect(codeOf(await answer(chen, request.requestId, true))).toBe('NOT_FOUND');
    const yes = newKey();
    const both = await Promise.all([answer(wang, request.requestId, true, yes), answer(wang, request.requestId, true, yes)]);
    expect(both.map(codeOf)).toEqual(['OK', 'OK']);
    expect(codeOf(await answer(wu, request.requestId, false))).toBe('CLOSED');
    const after = await me('demo-member-7');
    expect(after.member).toMatchObject({ uid: before?.uid, unitPath: `/city/west/${toId}/` });
    expect(after.grants.map(({ role }) => role)).toEqual(['judge']);
    expect(codeOf(await session.call('demo-member-7', 'registration.signUp', { activityId }, newKey()))).toBe('OK');
    const roster = dataOf(await session.call(wang, 'activity.roster', { activityId }));
    expect(roster.rows).toHaveLength(1);
    const { leavers } = dataOf(await session.call(wang, 'people.leavers', { unionId: oldId }));
    expect(leavers).toMatchObject([{ uid: before?.uid, how: 'asked' }]);
    expect(codeOf(await session.call(chen, 'people.leavers', { unionId: oldId }))).toBe('FORBIDDEN');
    expect(dataOf(await session.call('demo-member-7', 'people.myChange', {})).request).toBeNull();
  });

  test('places of different units: a member who changed keeps the first and gets no second', async () => {
    const activityId = await activity('city', { rules: { ...plainRules, quotas: [{ unionId: 'east', places: 2 }, { unionId: 'west', places: 2 }] } });
    await session.call(liu, 'people.enrol', { unionId: 'jcjc', text: '转一,91010001' }, newKey());
    const uid = (await rosterOf('jcjc', liu)).find(({ name }) => name === '转一')?.uid ?? '';
    dataOf(await session.call(wang, 'registration.signUpOnBehalf', { activityId, uid }, newKey()));
    expect(codeOf(await session.call(liu, 'people.moveRow', { uid, unionId: 'weave' }, newKey()))).toBe('NOT_FOUND');
    const key = newKey();
    const move = (unionId: string) => session.call(wang, 'people.moveRow', { uid, unionId }, key);
    expect(codeOf(await move('weave'))).toBe('OK');
    expect(codeOf(await move('weave'))).toBe('OK');
    expect(codeOf(await move('chip'))).toBe('KEY_REUSED');
    expect(dataOf(await session.call(wang, 'registration.signUpOnBehalf', { activityId, uid }, newKey()))).toMatchObject({ state: 'held' });
    // Nor by a list of names.
    const list = async (unionId: string) => dataOf(await session.call(wang, 'registration.signUpMany', { activityId, unionId, uids: [uid] }, newKey())).results;
    expect(await list('west')).toMatchObject([{ uid, state: 'held' }]);
    expect(dataOf(await session.call(wang, 'activity.roster', { activityId })).rows).toHaveLength(1);
    expect(codeOf(await session.call(wang, 'registration.cancelOnBehalf', { activityId, uid }, newKey()))).toBe('OK');
    expect(dataOf(await session.call(wang, 'activity.roster', { activityId })).rows).toHaveLength(0);
    // A sign-up that read the old unit may still be on its way: into the new unit's places only when it cannot be.
    expect(codeOf(await session.call(wang, 'registration.signUpOnBehalf', { activityId, uid }, newKey()))).toBe('SLOW_DOWN');
    expect(await list('west')).toMatchObject([{ uid, state: null, why: '单位刚有变动，请过三分钟再报名' }]);
    await session.setClock(Date.now() + 3 * 60_000);
    expect(await list('west')).toMatchObject([{ uid, state: 'held' }]);
    const quotas = dataOf(await session.call(wang, 'places.overview', { activityId })).buckets;
    expect(quotas.map(({ unionId, held }) => [unionId, held])).toContainEqual(['west', 1]);
    await session.setClock(Date.now());
    expect(codeOf(await session.call(wang, 'people.moveRow', { uid: (await me(wu)).member?.uid ?? '', unionId: 'weave' }, newKey()))).toBe('FORBIDDEN');
    expect(codeOf(await session.call(wu, 'people.requestChange', { unionId: 'weave' }, newKey()))).toBe('FORBIDDEN');
  });
});

describe('a row', () => {
  test('is corrected: claimed by the new number, known by it at the next enrolment', async () => {
    await session.call(liu, 'people.enrol', { unionId: 'jcjc', text: '改一,92010001' }, newKey());
    const uid = (await rosterOf('jcjc', liu)).find(({ name }) => name === '改一')?.uid ?? '';
    const correct = (input: Omit<Api.Input<'people.correctRow'>, 'uid'>, key = newKey(), who = liu) => session.call(who, 'people.correctRow', { uid, ...input }, key);
    const key = newKey();
    expect(codeOf(await correct({ name: '改壹', staffNumber: '92019999', kind: 'retired' }, key))).toBe('OK');
    expect(codeOf(await correct({ name: '改壹', staffNumber: '92019999', kind: 'retired' }, key))).toBe('OK');
    expect(codeOf(await correct({ name: '改二' }, key))).toBe('KEY_REUSED');
    expect(codeOf(await correct({}))).toBe('BAD_INPUT');
    expect(codeOf(await correct({ name: '改二' }, newKey(), chen))).toBe('NOT_FOUND');
    expect(codeOf(await correct({ staffNumber: '20260817' }))).toBe('USED');
    expect((await rosterOf('jcjc', liu)).find((row) => row.uid === uid)).toMatchObject({ name: '改壹', staffTail: '99', kind: 'retired' });
    expect(dataOf(await session.call(liu, 'people.enrol', { unionId: 'jcjc', text: '别人,92019999' }, newKey())).faults).toEqual([{ line: 1, why: '这个工号已在名册里' }]);
    expect(codeOf(await session.call('wx-gai', 'people.claim', { unionId: 'jcjc', name: '改壹', staffNumberTail: '9999' }, newKey()))).toBe('OK');
    expect((await me('wx-gai')).member?.name).toBe('改壹');
  });

  test('is removed with a reason: not with live registrations, unless they are given back; the account is free', async () => {
    await session.call(liu, 'people.enrol', { unionId: 'jcjc', text: '去一,93010001' }, newKey());
    await session.call('wx-qu', 'people.claim', { unionId: 'jcjc', name: '去一', staffNumberTail: '0001' }, newKey());
    const { uid } = (await me('wx-qu')).member ?? { uid: '' };
    const activityId = await activity('city', { capacity: 1 });
    dataOf(await session.call('wx-qu', 'registration.signUp', { activityId }, newKey()));
    // Not somebody of the demo city: by now the job may have found them absent twice, and last in line.
    dataOf(await session.call('wx-gai', 'registration.signUp', { activityId }, newKey()));
    const remove = (cancel: boolean, key = newKey(), who = liu) => session.call(who, 'people.removeRow', { uid, reason: '已经离职', cancel }, key);
    const refused = await session.measured(liu, 'people.removeRow', { uid, reason: '已经离职', cancel: false }, newKey());
    expect([codeOf(refused.answer), refused.cost.writes]).toEqual(['USED', 0]);
    expect(codeOf(await remove(true, newKey(), chen))).toBe('NOT_FOUND');
    expect(codeOf(await session.call(liu, 'people.removeRow', { uid: (await me(liu)).member?.uid ?? '', reason: '自己', cancel: true }, newKey()))).toBe('FORBIDDEN');
    const key = newKey();
    expect(codeOf(await remove(true, key))).toBe('OK');
    expect(codeOf(await remove(true, key))).toBe('OK');
    expect(codeOf(await remove(false, key))).toBe('KEY_REUSED');
    expect((await me('wx-qu')).member).toBeNull();
    expect(dataOf(await session.call(wang, 'activity.roster', { activityId })).rows.map(({ name, state }) => [name, state])).toEqual([['改壹', 'held']]);
    expect((await records(session.url, 'member_secrets').where({ _id: uid }).count()).total).toBe(0);
    // Enrolled again with the same number: neither the late repeat nor the job takes that away.
    await session.setClock(Date.now() + 120_000);
    dataOf(await session.call(liu, 'people.enrol', { unionId: 'jcjc', text: '去一,93010001' }, newKey()));
    await remove(true, key);
    await runTimer();
    expect((await rosterOf('jcjc', liu)).map((row) => row.uid)).toContain(uid);
    await session.setClock(Date.now());
  });
});

test('all of it is in the chain, which is whole', async () => {
  const uid = (await me('wx-gai')).member?.uid ?? '';
  dataOf(await session.call(liu, 'people.dispute', { uid, reason: '不是本人' }, newKey()));
  const activityId = await activity();
  dataOf(await session.call(liu, 'registration.signUpOnBehalf', { activityId, uid }, newKey()));
  dataOf(await session.call(liu, 'registration.cancelOnBehalf', { activityId, uid }, newKey()));
  for (let run = 0; run < 4; run += 1) await runTimer();
  expect(dataOf(await session.call(wu, 'audit.pending', {})).items).toEqual([]);
  const found = new Set<string>();
  let cursor: string | undefined;
  do {
    const { items, next } = dataOf(await session.call(wu, 'audit.list', cursor === undefined ? {} : { cursor }));
    for (const { act, subject } of items) {
      found.add(act);
      if (act === 'registration.signUpOnBehalf') expect(subject).toBe('骑手拔河赛');
    }
    cursor = next ?? undefined;
  } while (cursor !== undefined);
  for (const act of ['people.enrol', 'people.admit', 'people.dispute', 'people.correctRow', 'people.moveRow', 'people.removeRow', 'registration.signUpOnBehalf', 'registration.cancelOnBehalf']) expect(found).toContain(act);
  expect(dataOf(await session.call(wu, 'audit.verify', {})).broken).toBeNull();
  expect((await recordOf(session.url, 'members', uid))['audit']).toEqual([]);
});

test('a union’s code is its own cadres’, made once, and leads to the union', async () => {
  const code = await session.call(liu, 'people.joinCode', { unionId: 'jcjc' });
  expect(dataOf(code)).toMatchObject({ unionName: '江城机床厂工会' });
  expect(await session.call(liu, 'people.joinCode', { unionId: 'jcjc' })).toEqual(code);
  expect(codeOf(await session.call(chen, 'people.joinCode', { unionId: 'jcjc' }))).toBe('FORBIDDEN');
  expect(codeOf(await session.call(liu, 'people.joinCode', { unionId: 'weave' }))).toBe('NOT_FOUND');
  expect(dataOf(await session.call('wx-scanner', 'people.outside', { unionId: 'jcjc' })).union).toEqual({ id: 'jcjc', name: '江城机床厂工会' });
});
