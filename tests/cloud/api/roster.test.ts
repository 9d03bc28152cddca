import { plainRules } from '../../../miniprogram/domain/activity/rules';
import { hour } from '../../../miniprogram/domain/time/shanghai';
import { type ApiSession, codeOf, dataOf, newKey, openApiSession } from '../local-session';

/** The roster of an activity by state and by name, and how an offer reaches the home page. */

const [wang, chen, li, aerken] = ['demo-cadre-wang', 'demo-worker-chen', 'demo-worker-li', 'demo-worker-aerken'];
let session: ApiSession;
let activityId = '';
let startsAt = 0;

beforeAll(async () => {
  session = await openApiSession({ members: 400 });
  const now = Date.now();
  startsAt = now + 72 * hour;
  const activity = { title: '车间书法雅集', programme: 'general' as const, audienceUnionId: 'city', placeName: '职工书屋', startsAt, endsAt: startsAt + hour, capacity: 2 };
  ({ activityId } = dataOf(await session.call(wang, 'activity.create', { ...activity, rules: { ...plainRules, offerHours: 24 } }, newKey())));
  // The demo city has an offer of its own for the third of them, which would come first at home.
  dataOf(await session.call(aerken, 'registration.cancel', { activityId: 'resort-week' }, newKey()));
  for (const who of [chen, li, aerken]) dataOf(await session.call(who, 'registration.signUp', { activityId }, newKey()));
});
afterAll(() => session.close());

const namesOf = async (input: Omit<Api.Input<'activity.roster'>, 'activityId'>) => dataOf(await session.call(wang, 'activity.roster', { activityId, ...input })).rows.map(({ name }) => name);

test('by state and by name, for three requests', async () => {
  expect(await namesOf({})).toEqual(['陈建国', '李秀英', '阿尔肯·买买提']);
  expect(await namesOf({ filter: 'held' })).toEqual(['陈建国', '李秀英']);
  expect(await namesOf({ filter: 'waiting' })).toEqual(['阿尔肯·买买提']);
  expect(await namesOf({ name: '李秀英' })).toEqual(['李秀英']);
  expect(await namesOf({ name: '阿尔肯•买买提', filter: 'waiting' })).toEqual(['阿尔肯·买买提']);
  expect(await namesOf({ name: '李秀' })).toEqual([]);
  const [plain, named] = [await session.measured(wang, 'activity.roster', { activityId }), await session.measured(wang, 'activity.roster', { activityId, name: '李秀英' })];
  expect([plain.cost.roundTrips, named.cost.roundTrips]).toEqual([3, 3]);
  expect(named.cost.docsRead).toBeLessThanOrEqual(53);
  expect(codeOf(await session.call(wang, 'activity.roster', JSON.parse(`{"activityId":"${activityId}","filter":{"$ne":null}}`)))).toBe('BAD_INPUT');
  expect(codeOf(await session.call(chen, 'activity.roster', { activityId, name: '李秀英' }))).toBe('NOT_FOUND');
});

test('who asked for leave is not among the absent', async () => {
  dataOf(await session.call(li, 'registration.leave', { activityId, reason: '临时加班' }, newKey()));
  expect(await namesOf({ filter: 'leave' })).toEqual(['李秀英']);
  expect(await namesOf({ filter: 'absent' })).toEqual(['陈建国']);
});

test('a place that is offered comes first at home and in the list, with its end', async () => {
  dataOf(await session.call(chen, 'registration.cancel', { activityId }, newKey()));
  const { next } = dataOf(await session.call(aerken, 'activity.home', {}));
  expect(next).toMatchObject({ activityId, state: 'offered', offerUntil: expect.any(Number) });
  const { items } = dataOf(await session.call(aerken, 'registration.mine', {}));
  expect(items.find((card) => card.activityId === activityId)?.offerUntil).toBe(next?.offerUntil);
  expect(await namesOf({ filter: 'offered' })).toEqual(['阿尔肯·买买提']);
});
