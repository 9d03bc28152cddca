import { plainRules } from '../../../miniprogram/domain/activity/rules';
import { day, hour, minute } from '../../../miniprogram/domain/time/shanghai';
import { demoUid } from '../../../scripts/seed/people';
import { type ApiSession, codeOf, dataOf, newKey, openApiSession } from '../local-session';
import { records } from './records';

/** 系列限报 through the real functions: of the activities of a series one person has so many, however they come by a place and however they lose it. */

let session: ApiSession;
const wang = 'demo-cadre-wang';
const liu = 'demo-cadre-liu';
const chen = 'demo-worker-chen';
const li = 'demo-worker-li';
const aerken = 'demo-worker-aerken';
const t0 = Date.now();

beforeAll(async () => {
  session = await openApiSession({ workers: 2 });
});
afterAll(() => session.close());
afterEach(() => session.setClock(Date.now()));

const act = <A extends Api.ActionName>(who: string, action: A, input: Api.Input<A>, key = newKey()) => session.call(who, action, input, key);
const newSeries = async (most: number, name = '职工运动季') => dataOf(await act(wang, 'series.create', { audienceUnionId: 'city', name, most })).seriesId;

async function open(seriesId: string, title: string, change: Partial<Api.Activity.CreateInput> = {}): Promise<string> {
  const draft = { title, programme: 'general', audienceUnionId: 'city', placeName: '体育馆', startsAt: t0 + 3 * day, endsAt: t0 + 3 * day + 2 * hour, capacity: 5, seriesId, ...change } as const;
  return dataOf(await act(wang, 'activity.create', draft)).activityId;
}

const signUp = (who: string, activityId: string, key = newKey()) => act(who, 'registration.signUp', { activityId }, key);
const cancel = (who: string, activityId: string) => act(who, 'registration.cancel', { activityId });
const review = (mode: 'review' | 'lottery') => ({ rules: { ...plainRules, mode }, signUpClosesAt: t0 + day });
const runTimer = () => fetch(`${session.url}/dev/timer/jobs/everyMinute`, { method: 'POST' });

/** The refusal of an act that must change nothing: neither the places nor what anybody has of a series. Some are tried as a write before they are read. */
async function refused<A extends Api.ActionName>(who: string, action: A, input: Api.Input<A>): Promise<string> {
  const kept = () => Promise.all(['seats', 'series', 'series_claims', 'applications', 'teams'].map(async (name) => (await records(session.url, name).where({}).limit(1000).get()).data));
  const before = await kept();
  const answer = await act(who, action, input);
  expect(await kept()).toEqual(before);
  return answer.ok ? 'OK' : `${answer.error.code} ${answer.error.message}`;
}

test('at most so many of a series: the next is refused by name and writes nothing, and one given back makes room at once', async () => {
  const seriesId = await newSeries(2);
  const [swim, chess, songs] = [await open(seriesId, '游泳'), await open(seriesId, '象棋'), await open(seriesId, '合唱', { capacity: 1 })];
  expect(dataOf(await signUp(chen, swim))).toMatchObject({ state: 'held' });
  expect(dataOf(await signUp(chen, chess))).toMatchObject({ state: 'held' });
  expect(await refused(chen, 'registration.signUp', { activityId: songs })).toBe('USED 已报满“职工运动季”的 2 项：游泳、象棋');
  const detail = dataOf(await session.call(chen, 'activity.detail', { activityId: songs }));
  expect(detail.series).toEqual({ id: seriesId, name: '职工运动季', most: 2, mine: ['游泳', '象棋'] });
  expect(detail.howChosen).toContain('“职工运动季”每人最多报 2 项');
  // What one is in already is answered as ever.
  expect(dataOf(await signUp(chen, swim))).toMatchObject({ state: 'held' });
  dataOf(await cancel(chen, swim));
  dataOf(await signUp(li, songs));
  // Waiting counts too.
  expect(dataOf(await signUp(chen, songs))).toMatchObject({ state: 'waiting', position: 1 });
  expect(await refused(chen, 'registration.signUp', { activityId: swim })).toContain('象棋、合唱');
});

test('a double tap and two phones are one attempt that counts; two activities at once are one of them', async () => {
  const seriesId = await newSeries(1);
  const [swim, chess] = [await open(seriesId, '游泳'), await open(seriesId, '象棋')];
  const key = newKey();
  const same = await Promise.all([signUp(chen, swim, key), signUp(chen, swim, key), signUp(chen, swim)]);
  for (const answer of same) expect(dataOf(answer)).toMatchObject({ state: 'held' });
  const both = await Promise.all([signUp(li, swim), signUp(li, chess)]);
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
});

test('a warm function gives a place of a series in four round trips, three writes among them', async () => {
  const seriesId = await newSeries(3);
  const swim = await open(seriesId, '游泳');
  for (const who of ['demo-member-1', 'demo-member-2']) dataOf(await signUp(who, swim));
  const { cost } = await session.measured('demo-member-3', 'registration.signUp', { activityId: swim }, newKey());
  expect(cost.writesBy).toEqual({ seats: 1, series_claims: 1, registrations: 1 });
  // Beside them identity, the places as they stand, and the index row that follows the answer; a cold one tries the place first.
  expect(cost.roundTrips - 1).toBeLessThanOrEqual(5);
});

test('a refusal of the activity itself takes no room of the series', async () => {
  const seriesId = await newSeries(1);
  const [later, now] = [await open(seriesId, '夜跑', { signUpOpensAt: t0 + hour }), await open(seriesId, '象棋')];
  expect(await refused(chen, 'registration.signUp', { activityId: later })).toContain('NOT_OPEN');
  expect(dataOf(await signUp(chen, now))).toMatchObject({ state: 'held' });
});

test('however somebody comes in: by a cadre, in somebody’s stead, in a team, by application', async () => {
  const seriesId = await newSeries(1);
  const first = await open(seriesId, '游泳', { rules: { ...plainRules, substituteUntil: t0 + 2 * day } });
  for (const who of [chen, aerken]) dataOf(await signUp(who, first));
  const second = await open(seriesId, '象棋');
  expect(await refused(wang, 'places.add', { activityId: second, uid: demoUid(chen), reason: '补报' })).toContain('USED');
  dataOf(await signUp(li, second));
  expect(await refused(wang, 'places.substitute', { activityId: first, uid: demoUid(chen), byUid: demoUid(li), reason: '换班' })).toContain('USED');

  const teams = await open(seriesId, '接力', { rules: { ...plainRules, team: { min: 2, max: 3 } } });
  dataOf(await act(chen, 'teams.make', { activityId: teams, name: '铁锤队' }));
  const code = dataOf(await session.call(chen, 'teams.mine', { activityId: teams })).team?.code ?? '';
  dataOf(await act(wang, 'teams.join', { activityId: teams, code }));
  const sent = await act(chen, 'teams.submit', { activityId: teams });
  expect(sent.ok ? '' : sent.error.message).toBe('陈建国已报满“职工运动季”的 1 项：游泳');
  dataOf(await cancel(chen, first));
  dataOf(await act(chen, 'teams.submit', { activityId: teams }));
  expect(codeOf(await act(li, 'teams.join', { activityId: teams, code }))).toBe('USED');
  expect(await refused(chen, 'registration.signUp', { activityId: second })).toContain('接力');

  const asked = await open(seriesId, '书法展', review('review'));
  expect(await refused(li, 'application.apply', { activityId: asked })).toContain('象棋');
});

test('an application counts until it is refused, withdrawn or drawn without a place', async () => {
  const seriesId = await newSeries(1);
  const [asked, drawn, plain] = [await open(seriesId, '书法展', review('review')), await open(seriesId, '疗休养', { ...review('lottery'), capacity: 1 }), await open(seriesId, '象棋')];
  dataOf(await act(li, 'application.apply', { activityId: asked }));
  expect(await refused(li, 'registration.signUp', { activityId: plain })).toContain('书法展');
  dataOf(await act(li, 'application.withdraw', { activityId: asked }));
  dataOf(await act(li, 'application.apply', { activityId: asked }));
  dataOf(await act(wang, 'application.review', { step: 'unit', accept: false, reason: '名额已满', items: [{ activityId: asked, uid: demoUid(li) }] }));
  await runTimer();
  expect(dataOf(await signUp(li, plain))).toMatchObject({ state: 'held' });

  dataOf(await act(chen, 'application.apply', { activityId: drawn }));
  expect(await refused(chen, 'registration.signUp', { activityId: plain })).toContain('疗休养');
  await session.setClock(t0 + day + minute);
  await runTimer();
  dataOf(await act(wang, 'application.draw', { activityId: drawn, value: '3278.45' }));
  await runTimer();
  // Drawn with a place; given back, there is room again.
  expect(await refused(chen, 'registration.signUp', { activityId: plain })).toContain('疗休养');
  dataOf(await cancel(chen, drawn));
  expect(dataOf(await signUp(chen, plain))).toMatchObject({ state: 'held' });
});

test('what the organiser takes away, calls off, or an activity that is over leaves in line, makes room', async () => {
  const seriesId = await newSeries(1);
  const [swim, chess, songs] = [await open(seriesId, '游泳'), await open(seriesId, '象棋'), await open(seriesId, '合唱', { capacity: 1 })];
  dataOf(await signUp(chen, swim));
  dataOf(await act(wang, 'places.withdraw', { activityId: swim, uid: demoUid(chen), reason: '名单有误' }));
  dataOf(await signUp(chen, chess));
  dataOf(await act(wang, 'activity.cancel', { activityId: chess, reason: '台风预警' }));
  dataOf(await signUp(li, songs));
  expect(dataOf(await signUp(chen, songs))).toMatchObject({ state: 'waiting' });
  await session.setClock(t0 + 3 * day + 3 * hour);
  const late = await open(seriesId, '年末联欢', { startsAt: t0 + 8 * day, endsAt: t0 + 9 * day });
  expect(dataOf(await signUp(chen, late))).toMatchObject({ state: 'held' });
  // A place that was held counts when the activity is over, too.
  expect(await refused(li, 'registration.signUp', { activityId: late })).toContain('合唱');
});

test('only a cadre over it makes a series; a unit below may use it, one beside may not; its repeat is one', async () => {
  const key = newKey();
  const input = { audienceUnionId: 'jcjc', name: '热电运动季', most: 2 };
  expect(await refused(chen, 'series.create', input)).toContain('FORBIDDEN');
  expect(await refused(liu, 'series.create', { ...input, audienceUnionId: 'city' })).toContain('FORBIDDEN');
  expect(await refused(liu, 'series.create', { ...input, most: 0 })).toContain('BAD_INPUT');
  const { seriesId } = dataOf(await act(liu, 'series.create', input, key));
  expect(dataOf(await act(liu, 'series.create', input, key)).seriesId).toBe(seriesId);
  expect(codeOf(await act(liu, 'series.create', { ...input, most: 3 }, key))).toBe('KEY_REUSED');
  const city = await newSeries(2, '全市运动季');
  const seen = dataOf(await session.call(liu, 'series.list', { audienceUnionId: 'jcjc' })).items.map(({ id }) => id);
  expect(seen).toEqual(expect.arrayContaining([seriesId, city]));
  const ofCity = dataOf(await session.call(wang, 'series.list', { audienceUnionId: 'city' })).items.map(({ id }) => id);
  expect(ofCity).not.toContain(seriesId);
  await expect(open(seriesId, '全市游泳')).rejects.toThrow('NOT_FOUND');
  await expect(open('none', '游泳')).rejects.toThrow('NOT_FOUND');
});
