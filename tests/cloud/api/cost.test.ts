import { plainRules } from '../../../miniprogram/domain/activity/rules';
import { type ApiSession, type CallCost, codeOf, dataOf, newKey, openApiSession } from '../local-session';

/** What calls cost the database, with the demo city in it. A sign-up's index row is one write and one round trip beside what decides. */

let session: ApiSession;
const hour = 3_600_000;
const wang = 'demo-cadre-wang';

beforeAll(async () => {
  session = await openApiSession({ workers: 1 });
});
afterAll(() => session.close());

async function open(capacity: number): Promise<string> {
  const startsAt = Date.now() + 3 * hour;
  const draft = { title: '午间瑜伽课', programme: 'general', audienceUnionId: 'city', placeName: '职工之家', startsAt, endsAt: startsAt + hour, capacity } as const;
  return dataOf(await session.call(wang, 'activity.create', draft, newKey())).activityId;
}

async function costOf<A extends Api.ActionName>(openid: string, action: A, input: Api.Input<A>, key?: string): Promise<CallCost> {
  const { answer, cost } = await session.measured(openid, action, input, key);
  expect(codeOf(answer)).toBe('OK');
  return cost;
}

test('a place: one deciding write and at most three round trips; the waitlist: at most five', async () => {
  const activityId = await open(1);
  const place = await costOf('demo-member-1', 'registration.signUp', { activityId }, newKey());
  expect(place).toMatchObject({ writes: 1 + 1 });
  expect(place.roundTrips - 1).toBeLessThanOrEqual(3);
  expect(place.docsRead).toBeLessThanOrEqual(2);
  const coldLatecomer = await costOf('demo-member-2', 'registration.signUp', { activityId }, newKey());
  expect(coldLatecomer.roundTrips - 1).toBeLessThanOrEqual(5);
  const latecomer = await costOf('demo-member-3', 'registration.signUp', { activityId }, newKey());
  expect(latecomer).toMatchObject({ writes: 1 + 1 });
  expect(latecomer.roundTrips - 1).toBeLessThanOrEqual(3);
});

test('a scan: three round trips, the mark on the place and the insert among them', async () => {
  const activityId = await open(2);
  await session.call('demo-member-1', 'registration.signUp', { activityId }, newKey());
  const { token } = dataOf(await session.call('demo-member-1', 'registration.pass', { activityId }));
  const scan = await costOf('demo-gate-zhao', 'checkin.scan', { activityId, token, gate: '东门' }, newKey());
  expect(scan).toMatchObject({ writes: 2, roundTrips: 3 });
  expect(scan.docsRead).toBeLessThanOrEqual(2);
});

test.each<[Api.ActionName, string, object, number, number]>([
  // Beside the member: an activity and its seats each (what it is, and what decides: decision 39), and the row that says whether there is a next page.
  ['activity.list', 'demo-worker-chen', {}, 1 + 11 + 10, 3],
  // Also those that end sooner and are not open yet.
  ['activity.list', 'demo-worker-chen', { openNow: true }, 1 + 11 + 10 + 10, 3],
  // What opens soon, what is open, what is mine, and the places of all of them.
  ['activity.home', 'demo-worker-chen', {}, 60, 5],
  ['activity.managed', wang, {}, 1 + 11 + 10, 3],
  ['activity.detail', 'demo-worker-chen', { activityId: 'meet-walk' }, 3, 2],
  // Beside the member: the row, the activity and its seats each, and what was applied for.
  ['registration.mine', 'demo-worker-chen', {}, 1 + 21 + 3 * 20, 3],
  ['registration.pass', 'demo-worker-chen', { activityId: 'meet-walk' }, 3, 2],
  ['application.counts', wang, {}, 1, 3],
])('%s as %s with %j reads at most %i documents in %i round trips, and writes nothing', async (action, openid, input, most, trips) => {
  const { cost } = await session.measured(openid, action, input as Api.Input<typeof action>);
  expect(cost.writes).toBe(0);
  expect(cost.docsRead).toBeLessThanOrEqual(most);
  expect(cost.roundTrips).toBeLessThanOrEqual(trips);
});

describe('a list of people: three round trips, a page and three documents', () => {
  let big = '';

  beforeAll(async () => {
    big = await open(60);
    for (let index = 1; index <= 58; index += 1) await session.call(`demo-member-${index}`, 'registration.signUp', { activityId: big }, newKey());
  });

  test.each<[Api.ActionName, string, () => object, number]>([
    ['activity.roster', wang, () => ({ activityId: big }), 50],
    ['activity.roster', wang, () => ({ activityId: big, filter: 'absent' }), 50],
    ['activity.roster', wang, () => ({ activityId: big, name: '李秀英' }), 50],
    ['checkin.list', 'demo-gate-zhao', () => ({ activityId: big }), 200],
    ['checkin.left', 'demo-gate-zhao', () => ({ activityId: big }), 200],
    ['checkin.absent', 'demo-gate-zhao', () => ({ activityId: big }), 200],
    ['people.roster', 'demo-cadre-liu', () => ({ unionId: 'jcjc' }), 50],
    ['people.grants', 'demo-admin-wu', () => ({}), 20],
    ['people.requests', wang, () => ({}), 50],
    // Beside the records: the people and activities that they name by id.
    ['audit.list', 'demo-admin-wu', () => ({}), 20 + 40],
  ])('%s as %s', async (action, openid, input, pageSize) => {
    const { answer, cost } = await session.measured(openid, action, input() as Api.Input<typeof action>);
    expect(codeOf(answer)).toBe('OK');
    expect(cost.writes).toBe(0);
    expect(cost.roundTrips).toBeLessThanOrEqual(3);
    expect(cost.docsRead).toBeLessThanOrEqual(pageSize + 3);
  });
});

test('a page of applications: three round trips; an application and its member a row, each unit and activity once', async () => {
  const startsAt = Date.now() + 9 * hour;
  const draft = { title: '职工书法展评', programme: 'general', audienceUnionId: 'city', placeName: '职工之家', startsAt, endsAt: startsAt + hour, signUpClosesAt: startsAt - hour, capacity: 9, rules: { ...plainRules, mode: 'review' } } as const;
  const { activityId } = dataOf(await session.call(wang, 'activity.create', draft, newKey()));
  for (let index = 1; index <= 34; index += 1) dataOf(await session.call(`demo-member-${index}`, 'application.apply', { activityId }, newKey()));
  const { answer, cost } = await session.measured(wang, 'application.list', { tab: 'unit', activityId });
  const { rows, next } = dataOf(answer);
  expect([rows.length, next === null, cost.writes, cost.roundTrips]).toEqual([30, false, 0, 3]);
  const units = new Set(rows.map(({ unitName }) => unitName)).size;
  // The cadre, the activity for its own sake and for the rows, and what of the row after the last is read with it.
  expect(cost.docsRead).toBeLessThanOrEqual(31 * 2 + units + 1 + 3);
  expect((await costOf(wang, 'application.list', { tab: 'unit' })).roundTrips).toBe(2);
  expect(await costOf(wang, 'application.counts', { activityId })).toMatchObject({ roundTrips: 3 });
});
