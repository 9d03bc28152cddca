import { localDatabase } from '../../../scripts/local-database';
import { classOf } from '../../../miniprogram/domain/reading/units';
import { peopleOf, type Seats } from '../../../miniprogram/domain/registration/seats';
import { calendarTime, day, hour } from '../../../miniprogram/domain/time/shanghai';
import { type ApiSession, codeOf, dataOf, newKey, openApiSession } from '../local-session';
import { records } from './records';

const city = 'demo-cadre-wang';
const factory = 'demo-cadre-liu';
const chen = 'demo-worker-chen';
let session: ApiSession;

const act = <A extends Api.ActionName>(openid: string, action: A, input: Api.Input<A>, key = newKey()) => session.call(openid, action, input, key);
const timer = async (runs = 4) => {
  for (let run = 0; run < runs; run += 1) await fetch(`${session.url}/dev/timer/jobs/everyMinute`, { method: 'POST' });
};
const board = async (input: Api.Input<'balance.board'> = {}, openid = city) => dataOf(await session.call(openid, 'balance.board', input));

interface All {
  collection(name: string): { limit(count: number): { get(): Promise<{ data: Record<string, unknown>[] }> } };
}
const all = async <T>(name: string) => (await localDatabase<All>(session.url).collection(name).limit(1000).get()).data as T[];

interface Person {
  _id: string;
  unitId: string;
  unitPath: string;
  cohort?: string;
}
interface Union {
  _id: string;
  path: string;
  parentId: string;
  level: number;
  trade: string;
  region: string;
  ownership: string;
  members: number;
}

/** Who took part in how many activities, straight from what the acts decided: nothing of the fold is used. */
async function plainTimes(): Promise<Map<string, number>> {
  const done = new Map<string, Set<string>>();
  const note = (uid: string | undefined, activity: string) => uid !== undefined && done.set(uid, (done.get(uid) ?? new Set()).add(activity));
  const now = Date.now();
  for (const seats of await all<Seats>('seats')) {
    const held = seats.cancelled ? [] : seats.held.filter(({ o, l }) => o === undefined && !l);
    const checked = now >= seats.endsAt && held.some(({ c }) => c);
    for (const entry of held) for (const uid of peopleOf(entry)) if (!checked || entry.c?.[uid] !== undefined) note(uid, seats.activityId);
  }
  for (const { edition, uid } of await all<{ edition: string; uid: string }>('readers')) note(uid, edition);
  for (const entry of await all<{ contestId: string; state: string; performers: { uid?: string }[] }>('contest_entries')) if (entry.state === 'accepted') for (const { uid } of entry.performers) note(uid, entry.contestId);
  const votes = new Map((await all<{ _id: string; activityId: string }>('votes')).map(({ _id, activityId }) => [_id, activityId]));
  for (const { who, vote } of await all<{ who: string; vote: string }>('ballots')) note(who.slice(vote.length + 1), votes.get(vote) ?? '');
  return new Map([...done].map(([uid, activities]) => [uid, activities.size]));
}

/** The whole city counted anew. */
async function plainBoard() {
  const [people, unions, times] = [await all<Person>('members'), await all<Union>('unions'), await plainTimes()];
  const byId = new Map(unions.map((union) => [union._id, union]));
  const keys: Record<string, (person: Person, unit: Union, employer: Union) => string> = {
    region: (_, unit) => unit.region,
    trade: (_, unit) => unit.trade,
    ownership: (_, unit) => unit.ownership,
    level: (_, unit) => String(unit.level),
    size: (_person, _unit, employer) => String(classOf(employer.members)),
    age: ({ cohort = '' }) => cohort,
  };
  const dims: Record<string, Record<string, [number, number, number]>> = {};
  for (const person of people) {
    const unit = byId.get(person.unitId);
    if (!unit) continue;
    const employer = unit.level === 3 ? (byId.get(unit.parentId) ?? unit) : unit;
    for (const [dimension, keyOf] of Object.entries(keys)) {
      const group = ((dims[dimension] ??= {})[keyOf(person, unit, employer) || '-'] ??= [0, 0, 0]);
      group[0] += 1;
      group[1] += times.has(person._id) ? 1 : 0;
      group[2] += times.get(person._id) ?? 0;
    }
  }
  const counted = people.map(({ _id }) => times.get(_id) ?? 0);
  return { members: people.length, joined: counted.filter((one) => one > 0).length, times: counted.reduce((sum, one) => sum + one, 0), dims };
}

async function expectEqual(): Promise<void> {
  const [counted, plain] = [await board(), await plainBoard()];
  expect({ members: counted.members, joined: counted.joined, times: counted.times }).toEqual({ members: plain.members, joined: plain.joined, times: plain.times });
  for (const { dimension, groups, rest } of counted.breakdowns) {
    const expected = plain.dims[dimension] ?? {};
    for (const { key, members, joined, times } of groups) expect([dimension, key, members, joined, times]).toEqual([dimension, key, ...(expected[key] ?? [])]);
    const hidden = Object.keys(expected).filter((key) => !groups.some((group) => group.key === key));
    expect([dimension, rest?.count ?? 0]).toEqual([dimension, hidden.length]);
  }
  const below = [...counted.units, ...(counted.rest ? [counted.rest] : [])];
  expect(below.reduce((sum, { members }) => sum + members, 0)).toBe(plain.members);
  expect(below.reduce((sum, { times }) => sum + times, 0)).toBe(plain.times);
}

async function openActivity(title: string): Promise<string> {
  const now = Date.now();
  const draft = { title, programme: 'general' as const, audienceUnionId: 'city', placeName: '职工之家', startsAt: now + day, endsAt: now + day + 2 * hour, capacity: 20 };
  return dataOf(await act(city, 'activity.create', draft)).activityId;
}

const { year } = calendarTime(Date.now());
const earlier = { path: '/city/east/jcjc/', name: '江城机床厂工会', level: 2, batch: 0, at: 1, members: 40, times: 30, h: {}, dims: {}, below: {} };

beforeAll(async () => {
  session = await openApiSession({ members: 300 });
  // Years that were counted before this one begins.
  for (const [before, joined] of [[1, 12], [2, 9]] as const) await records(session.url, 'balance_boards').add({ _id: `${year - before}:jcjc`, ...earlier, joined });
  await timer(6);
});
afterAll(() => session.close());

test('after the timer the boards are what a plain count of seats, readers, entries and ballots gives', async () => {
  await expectEqual();
  const { breakdowns, units, topTenth, joined } = await board();
  expect(breakdowns.map(({ dimension }) => dimension)).toEqual(['region', 'trade', 'size', 'ownership', 'level', 'age']);
  expect(joined).toBeGreaterThan(20);
  expect(topTenth).toBeGreaterThan(1000);
  expect(units.map(({ name }) => name)).toEqual(expect.arrayContaining(['江东区总工会', '江西新区总工会']));
});

test('a page is three documents at most, in at most three round trips', async () => {
  const { cost } = await session.measured(city, 'balance.board', {});
  expect(cost.docsRead).toBeLessThanOrEqual(3);
  expect(cost.roundTrips).toBeLessThanOrEqual(3);
  expect(cost.writes).toBe(0);
});

test('signing up counts once, cancelling takes it back, and runs over again change nothing', async () => {
  const activityId = await openActivity('参与一次的活动');
  const before = await board();
  for (const index of [1, 2, 3]) dataOf(await act(`demo-member-${index}`, 'registration.signUp', { activityId }));
  await timer(3);
  expect((await board()).times).toBe(before.times + 3);
  await expectEqual();
  await timer(3);
  expect((await board()).times).toBe(before.times + 3);
  dataOf(await act('demo-member-2', 'registration.cancel', { activityId }));
  await timer(3);
  expect((await board()).times).toBe(before.times + 2);
  await expectEqual();
  dataOf(await act('demo-member-2', 'registration.signUp', { activityId }));
  await timer(3);
  expect((await board()).times).toBe(before.times + 3);
});

test('a member who changes units takes what they did along; one who is removed is counted nowhere', async () => {
  const activityId = await openActivity('转会之前参加的活动');
  dataOf(await act(chen, 'registration.signUp', { activityId }));
  await timer(3);
  const before = await board({ unionId: 'jcjc' });
  const uid = dataOf(await session.call(chen, 'people.me', {})).member?.uid ?? '';
  dataOf(await act(city, 'people.moveRow', { uid, unionId: 'weave' }));
  await session.setClock(Date.now() + 5 * 60_000);
  await timer(4);
  const after = await board({ unionId: 'jcjc' });
  expect([after.members, after.joined]).toEqual([before.members - 1, before.joined - 1]);
  await expectEqual();
  dataOf(await act(city, 'people.removeRow', { uid, reason: '已调离本市', cancel: true }));
  await session.setClock(Date.now() + 10 * 60_000);
  await timer(4);
  await expectEqual();
  expect((await records(session.url, 'participants').where({ uid }).count()).total).toBe(0);
});

test('a union that is said to be of another trade takes its figures there', async () => {
  dataOf(await act(city, 'unions.edit', { unionId: 'chip', name: '微澜电子科技工会', trade: '集成电路', region: '江西新区', ownership: '民企', size: 400 }));
  await timer(4);
  await expectEqual();
  const trades = (await board()).breakdowns.find(({ dimension }) => dimension === 'trade')?.groups.map(({ key }) => key);
  expect(trades).toContain('集成电路');
  expect(trades).not.toContain('电子信息');
});

test('figures go to cadres over the union, names to the unit’s own alone', async () => {
  expect(codeOf(await session.call(chen, 'balance.board', {}))).toBe('FORBIDDEN');
  expect(codeOf(await session.call(factory, 'balance.board', { unionId: 'city' }))).toBe('NOT_FOUND');
  expect(codeOf(await session.call(factory, 'balance.board', { unionId: 'weave' }))).toBe('NOT_FOUND');
  expect(codeOf(await session.call(city, 'balance.board', { unionId: 'nowhere' }))).toBe('NOT_FOUND');
  const own = await board({}, factory);
  expect([own.unionId, own.names]).toEqual(['jcjc', true]);
  expect((await board({ unionId: 'jcjc' })).names).toBe(false);
  expect(codeOf(await session.call(city, 'balance.absent', { unionId: 'jcjc' }))).toBe('FORBIDDEN');
  expect(codeOf(await session.call(factory, 'balance.absent', { unionId: 'weave' }))).toBe('NOT_FOUND');
});

test('who never took part, for the unit’s own cadre: page after page, exactly those', async () => {
  const lines = ['甲', '乙', '丙', '丁', '戊'].map((one, index) => `新工${one},N90${index},90后`).join('\n');
  expect(dataOf(await act(factory, 'people.enrol', { unionId: 'jcjc', text: lines })).added).toBe(5);
  await timer(4);
  await expectEqual();
  const times = await plainTimes();
  const never = (await all<Person>('members')).filter(({ _id, unitId }) => unitId === 'jcjc' && !times.has(_id)).map(({ _id }) => _id);
  const found: string[] = [];
  for (let next: string | null | undefined; next !== null; ) {
    const { answer, cost } = await session.measured(factory, 'balance.absent', { unionId: 'jcjc', ...(next === undefined ? {} : { cursor: next }) });
    const page = dataOf(answer);
    found.push(...page.rows.map(({ uid }) => uid));
    expect(cost.docsRead).toBeLessThanOrEqual(53);
    next = page.next;
  }
  expect(found.sort()).toEqual(never.sort());
  expect(never.length).toBeGreaterThan(3);
});

test('a group under ten is shown nowhere', async () => {
  const { breakdowns, units } = await board();
  for (const { members } of [...units, ...breakdowns.flatMap(({ groups }) => groups)]) expect(members).toBeGreaterThanOrEqual(10);
  const small = (await all<Union>('unions')).find(({ members }) => members > 0 && members < 10);
  if (small) expect(codeOf(await session.call(city, 'balance.board', { unionId: small._id }))).toBe('FORBIDDEN');
});

test('bad input is refused and nothing is written', async () => {
  for (const input of [{ unionId: '' }, { unionId: { $ne: null } }, { year: 1999 }, { year: 2026.5 }, { extra: 1 }]) {
    const { answer, cost } = await session.measured(city, 'balance.board', input as Api.Input<'balance.board'>);
    expect(codeOf(answer)).toBe('BAD_INPUT');
    expect(cost.writes).toBe(0);
  }
  expect(codeOf(await session.call(city, 'balance.board', { year: 2030 }))).toBe('NOT_OPEN');
});

test('the two years before stand beside a year, in two documents', async () => {
  const { answer, cost } = await session.measured(factory, 'balance.board', { unionId: 'jcjc' });
  expect(dataOf(answer).past).toEqual([{ year: year - 1, members: 40, joined: 12, times: 30 }, { year: year - 2, members: 40, joined: 9, times: 30 }]);
  expect(cost.docsRead).toBeLessThanOrEqual(3);
  expect((await board()).past.map((one) => one.year)).toEqual([year - 1, year - 2]);
});
