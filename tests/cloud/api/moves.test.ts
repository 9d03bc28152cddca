import { plainRules } from '../../../miniprogram/domain/activity/rules';
import { collections } from '../../../database/collections';
import { demoUid } from '../../../scripts/seed/people';
import { type ApiSession, codeOf, dataOf, newKey, openApiSession } from '../local-session';
import { records, recordOf } from './records';

/** Moving and merging unions: nothing keeps an old path, acts go on meanwhile, and nobody gains anything. */

let session: ApiSession;
const [chen, wang, liu, wu, stranger] = ['demo-worker-chen', 'demo-cadre-wang', 'demo-cadre-liu', 'demo-admin-wu', 'demo-stranger'];
const day = 86_400_000;
const t0 = Date.now();

beforeAll(async () => {
  session = await openApiSession({ workers: 2 });
});
afterAll(() => session.close());

const runTimer = () => fetch(`${session.url}/dev/timer/jobs/everyMinute`, { method: 'POST' });
const move = (who: string, unionId: string, parentId: string, key = newKey()) => session.call(who, 'unions.move', { unionId, parentId }, key);
const merge = (who: string, unionId: string, intoId: string, key = newKey()) => session.call(who, 'unions.merge', { unionId, intoId }, key);
const get = async (unionId: string, who = wu) => dataOf(await session.call(who, 'unions.get', { unionId }));

async function activity(who: string, audienceUnionId: string): Promise<string> {
  const draft: Api.Activity.CreateInput = { title: '班组拔河赛', programme: 'general', audienceUnionId, placeName: '职工之家', startsAt: t0 + 2 * day, endsAt: t0 + 2 * day + 3_600_000, capacity: 9 };
  return dataOf(await session.call(who, 'activity.create', draft, newKey())).activityId;
}

/** Every document outside the histories that speaks of a path that begins so. Histories keep what was then. */
async function left(prefix: string): Promise<string[]> {
  const found: string[] = [];
  for (const { name } of collections.filter((one) => !['audit', 'moves', 'balance_batches'].includes(one.name))) {
    for (const document of (await records(session.url, name).where({}).limit(1000).get()).data) {
      if (JSON.stringify({ ...document, audit: [] }).includes(`"${prefix}`)) found.push(`${name} ${String(document['_id'])}`);
    }
  }
  return found;
}

test('a union goes elsewhere with everything in it, while its people act', async () => {
  const own = await activity(liu, 'jcjc');
  const district = await activity(wang, 'east');
  dataOf(await session.call(stranger, 'people.requestJoin', { unionId: 'jcjc', name: '外来人' }, newKey()));
  dataOf(await session.call(wu, 'people.grant', { uid: demoUid('demo-member-7'), role: 'gate', unionId: 'jcjc1', expires: t0 + 50 * day }, newKey()));
  const members = (await get('jcjc')).members;

  const key = newKey();
  dataOf(await move(wu, 'jcjc', 'west', key));
  dataOf(await move(wu, 'jcjc', 'west', key));
  expect(codeOf(await move(wu, 'jcjc', 'edu', key))).toBe('KEY_REUSED');
  expect(codeOf(await move(wu, 'bus', 'west'))).toBe('SLOW_DOWN');
  expect((await get('jcjc')).moving).toEqual({ kind: 'move', toName: '江西新区总工会' });

  await Promise.all([runTimer(), runTimer()]);
  // Under way: both spellings of the path count, for the same unions.
  expect(codeOf(await session.call(liu, 'activity.roster', { activityId: own }))).toBe('OK');
  expect(codeOf(await session.call(liu, 'people.roster', { unionId: 'jcjc1' }))).toBe('OK');
  expect(codeOf(await session.call(chen, 'registration.signUp', { activityId: own }, newKey()))).toBe('OK');
  expect(codeOf(await session.call(chen, 'registration.signUp', { activityId: district }, newKey()))).toBe('OK');
  expect(codeOf(await session.call(liu, 'unions.list', { parentId: 'west' }))).toBe('NOT_FOUND');
  expect(dataOf(await session.call(liu, 'people.me', {})).grants).toHaveLength(1);
  const late = dataOf(await session.call(liu, 'people.enrol', { unionId: 'jcjc1', text: '晚来的,77770001' }, newKey()));
  expect(late.added).toBe(1);

  await session.setClock(t0 + 4 * 60_000);
  await Promise.all([runTimer(), runTimer()]);
  await runTimer();
  expect(await left('/city/east/jcjc/')).toEqual([]);
  expect(await get('jcjc')).toMatchObject({ moving: null, members: members + 1, above: [{ id: 'city' }, { id: 'west', name: '江西新区总工会' }] });
  expect((await get('jcjc1')).above.map(({ name }) => name)).toEqual(['江城市总工会', '江西新区总工会', '江城机床厂工会']);
  expect([(await get('east')).below, (await get('west')).below]).toEqual([2, 3]);
  expect(dataOf(await session.call(liu, 'people.me', {})).grants).toMatchObject([{ role: 'cadre', scope: '/city/west/jcjc/' }]);
  expect(dataOf(await session.call(liu, 'people.requests', {})).requests).toHaveLength(1);
  expect(codeOf(await session.call(liu, 'activity.roster', { activityId: own }))).toBe('OK');
  expect(dataOf(await session.call(chen, 'registration.mine', {})).items.map(({ activityId }) => activityId)).toEqual(expect.arrayContaining([own, district]));
  expect(codeOf(await session.call(chen, 'registration.cancel', { activityId: district }, newKey()))).toBe('OK');
  expect(codeOf(await session.call(chen, 'registration.signUp', { activityId: district }, newKey()))).toBe('FORBIDDEN');
});

test('a role taken back on the way is gone under both paths', async () => {
  dataOf(await session.call(wu, 'people.grant', { uid: demoUid('demo-member-9'), role: 'judge', unionId: 'jcjc', expires: t0 + 50 * day }, newKey()));
  dataOf(await move(wu, 'jcjc', 'east'));
  await runTimer();
  const scopes = () => recordOf(session.url, 'members', demoUid('demo-member-9')).then(({ grants }) => (grants as { scope: string }[]).map(({ scope }) => scope).sort());
  expect(await scopes()).toEqual(['/city/east/jcjc/', '/city/west/jcjc/']);
  const shown = dataOf(await session.call(wu, 'people.grants', {})).items.find(({ uid }) => uid === demoUid('demo-member-9'))?.grants ?? [];
  expect(shown).toHaveLength(1);
  dataOf(await session.call(wu, 'people.revoke', { uid: demoUid('demo-member-9'), role: 'judge', scope: shown[0]?.scope ?? '' }, newKey()));
  expect(await scopes()).toEqual([]);
  await session.setClock(t0 + 9 * 60_000);
  await runTimer();
  expect(await left('/city/west/jcjc/')).toEqual([]);
});

test('a merge waits for activities in which the union has a quota of its own', async () => {
  const rules = { ...plainRules, quotas: [{ unionId: 'hosp', places: 2 }, { unionId: 'bus', places: 2 }] };
  const draft: Api.Activity.CreateInput = { title: '全市跳绳赛', programme: 'general', audienceUnionId: 'city', placeName: '职工之家', startsAt: t0 + day, endsAt: t0 + day + 3_600_000, capacity: 6, rules };
  const { activityId } = dataOf(await session.call(wu, 'activity.create', draft, newKey()));
  const refused = await merge(wu, 'hosp', 'bus');
  expect(refused).toMatchObject({ ok: false, error: { code: 'USED', message: '“全市跳绳赛”给江城市人民医院工会单独分了名额，等活动结束后再合并' } });
  dataOf(await session.call(wu, 'activity.cancel', { activityId, reason: '场地停电' }, newKey()));
  // Called off, it is in nobody's way: the refusal that is left is another one.
  expect(codeOf(await merge(wu, 'hosp', 'hosp'))).toBe('BAD_INPUT');
});

test('a merge: members, teams and activities go over, the grants over it end, and its name leads to the other', async () => {
  const own = await activity(liu, 'jcjc');
  const draft = { title: '职工书法展评', programme: 'general', audienceUnionId: 'city', placeName: '职工之家', startsAt: t0 + day, endsAt: t0 + day + 3_600_000, capacity: 6, signUpClosesAt: t0 + day - 3_600_000, rules: { ...plainRules, mode: 'review' } } as const;
  const asked = dataOf(await session.call(wu, 'activity.create', draft, newKey())).activityId;
  for (const who of [liu, chen]) dataOf(await session.call(who, 'application.apply', { activityId: asked }, newKey()));
  const unitsOf = async () => Object.fromEntries(dataOf(await session.call(wu, 'application.list', { tab: 'unit', activityId: asked })).rows.map(({ uid, unitName }) => [uid, unitName]));
  const asking = await unitsOf();
  const before = { jcjc: await get('jcjc'), bus: await get('bus') };
  dataOf(await merge(wu, 'jcjc', 'bus'));
  await runTimer();
  await session.setClock(t0 + 14 * 60_000);
  await runTimer();
  // The board of a union that is gone says where it stood.
  expect((await left('/city/east/jcjc/')).filter((one) => !/^balance_boards \d{4}:jcjc$/.test(one))).toEqual([]);
  expect(await get('jcjc')).toMatchObject({ mergedInto: { id: 'bus', name: '江城公交集团工会' }, may: { edit: false, add: false, place: false } });
  const bus = await get('bus');
  expect(bus).toMatchObject({ members: before.jcjc.members + before.bus.members, below: before.jcjc.below + before.bus.below, formerNames: ['江城机床厂工会'] });
  expect(dataOf(await session.call(wu, 'unions.search', { search: '江城机床厂工会' })).rows.map(({ id }) => id)).toContain('bus');
  expect(dataOf(await session.call(stranger, 'people.findUnions', { search: '江城机床厂工会' })).unions.map(({ id }) => id)).not.toContain('jcjc');
  // A grant over the smaller union is none over the larger one.
  expect(dataOf(await session.call(liu, 'people.me', {})).grants).toEqual([]);
  expect(codeOf(await session.call(liu, 'activity.roster', { activityId: own }))).toBe('NOT_FOUND');
  expect(codeOf(await session.call(wang, 'activity.roster', { activityId: own }))).toBe('OK');
  expect(dataOf(await session.call(stranger, 'people.me', {})).request).toMatchObject({ unionName: '江城公交集团工会', state: 'open' });
  // Whose unit was the one that is merged comes from the other now; whose team went over, from the same team.
  expect(asking).toMatchObject({ [demoUid(liu)]: '江城机床厂工会' });
  expect(await unitsOf()).toEqual({ ...asking, [demoUid(liu)]: '江城公交集团工会' });
});

test('a new name reaches trails, members and roles; the job has no more to do', async () => {
  dataOf(await session.call(wu, 'unions.edit', { unionId: 'hosp', name: '江城市中心医院工会', trade: '卫生', region: '江东区', ownership: '事业单位', size: 900 }, newKey()));
  dataOf(await session.call(wu, 'unions.add', { parentId: 'hosp', name: '急诊班组', level: 3, trade: '', region: '', ownership: '', size: 0 }, newKey()));
  await runTimer();
  expect((await records(session.url, 'members').where({ unitId: 'hosp', unitName: '江城市人民医院工会' }).count()).total).toBe(0);
  const [team] = dataOf(await session.call(wu, 'unions.search', { search: '急诊' })).rows;
  expect(team?.above).toEqual(['江城市总工会', '江城市卫生健康工会', '江城市中心医院工会']);
  expect((await records(session.url, 'unions').where({ renamed: true }).count()).total).toBe(0);
});

test('nobody moves what is not below their own, into itself, or above its kind; refusals write nothing', async () => {
  const refused: [string, Promise<{ answer: unknown; cost: { writes: number } }>][] = [];
  const expectCode = (code: string, who: string, unionId: string, parentId: string) => refused.push([code, session.measured(who, 'unions.move', { unionId, parentId }, newKey())]);
  expectCode('FORBIDDEN', chen, 'bus', 'west');
  expectCode('NOT_FOUND', wu, 'bus', 'nowhere');
  expectCode('FORBIDDEN', wu, 'city', 'east');
  expectCode('BAD_INPUT', wu, 'east', 'bus');
  expectCode('BAD_INPUT', wu, 'bus', 'east');
  expectCode('BAD_INPUT', wu, 'bus', 'bus6');
  expectCode('BAD_INPUT', wu, 'bus', 'jcjc1');
  for (const [code, answered] of refused) {
    const { answer, cost } = await answered;
    expect([codeOf(answer), cost.writes]).toEqual([code, 0]);
  }
});
