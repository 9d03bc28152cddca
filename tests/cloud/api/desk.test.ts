import { demoUid } from '../../../scripts/seed/people';
import { day, hour } from '../../../miniprogram/domain/time/shanghai';
import { type ApiSession, codeOf, dataOf, newKey, openApiSession } from '../local-session';
import { records } from './records';

/** What waits on a cadre's desk: each counter against the list that it leads to. */

const wang = 'demo-cadre-wang';
const liu = 'demo-cadre-liu';
let session: ApiSession;

const countOf = async (openid: string, counter: Api.Desk.Counter) => dataOf(await session.call(openid, 'desk.recount', {})).waiting.find((one) => one.counter === counter);

beforeAll(async () => {
  session = await openApiSession({ members: 300 });
});
afterAll(() => session.close());

test('at once what was there at the last count, in one document; then anew', async () => {
  expect(dataOf(await session.call(wang, 'desk.today', {}))).toMatchObject({ waiting: [], at: 0 });
  const counted = dataOf(await session.call(wang, 'desk.recount', {}));
  const { answer, cost } = await session.measured(wang, 'desk.today', {});
  expect(dataOf(answer)).toMatchObject({ waiting: counted.waiting, at: counted.at });
  expect(cost.roundTrips).toBeLessThanOrEqual(3);
  expect(cost.docsRead).toBeLessThanOrEqual(3);
  expect(cost.writes).toBe(0);
});

test('a count reads little, however much there is, and writes the one document', async () => {
  const { cost } = await session.measured(wang, 'desk.recount', {});
  expect(cost.writes).toBe(1);
  expect(cost.roundTrips).toBeLessThanOrEqual(18);
});

test('appeals: as many as the list has; an answer makes it one fewer', async () => {
  const { rows } = dataOf(await session.call(wang, 'absence.appeals', {}));
  expect((await countOf(wang, 'appeals'))?.count).toBe(rows.length);
  const [first] = rows;
  if (!first) throw new Error('the demo has appeals');
  dataOf(await session.call(wang, 'absence.answer', { activityId: first.activityId, uid: first.uid, accept: true, reason: '门口没有扫上码' }, newKey()));
  expect((await countOf(wang, 'appeals'))?.count ?? 0).toBe(rows.length - 1);
});

test('requests to join: mine and below, not a stranger’s', async () => {
  const before = [(await countOf(wang, 'joins'))?.count ?? 0, (await countOf(liu, 'joins'))?.count ?? 0];
  dataOf(await session.call('demo-stranger', 'people.requestJoin', { unionId: 'weave', name: '周小雨' }, newKey()));
  expect((await countOf(wang, 'joins'))?.count).toBe((before[0] ?? 0) + 1);
  expect((await countOf(liu, 'joins'))?.count ?? 0).toBe(before[1]);
});

test('entries of contests that wait for a review, with the contest to open', async () => {
  const waiting = await countOf(wang, 'entries');
  if (!waiting) throw new Error('the demo has entries to review');
  const submitted = await records(session.url, 'contest_entries').where({ state: 'submitted' }).count();
  expect(waiting.count).toBe(submitted.total);
  const entries = await records(session.url, 'contest_entries').where({ contestId: waiting.subject, state: 'submitted' }).count();
  expect(entries.total).toBeGreaterThan(0);
  expect(await countOf(liu, 'entries')).toBeUndefined();
});

test('ballots asked to be voided wait for others than who asked', async () => {
  const laid = { vote: 'vote-choir', number: 1, state: 'held', reason: '', at: 1, k: '', h: '', counts: {}, decision: null, open: false, audit: [], filter: {}, upTo: 0, done: 0, ballots: 0 };
  await records(session.url, 'vote_voids').add({ _id: 'vote-choir:901', ...laid, by: demoUid(wang) });
  expect(await countOf(wang, 'voids')).toBeUndefined();
  await records(session.url, 'vote_voids').add({ _id: 'vote-choir:902', ...laid, by: 'somebody' });
  expect(await countOf(wang, 'voids')).toEqual({ counter: 'voids', count: 1, subject: 'vote-choir' });
});

test('places offered that lapse within a day; those with more time do not', async () => {
  const now = Date.now();
  const draft = { title: '名额会过期的活动', programme: 'general' as const, audienceUnionId: 'city', placeName: '职工之家', startsAt: now + 3 * day, endsAt: now + 3 * day + hour, capacity: 5 };
  const { activityId } = dataOf(await session.call(wang, 'activity.create', draft, newKey()));
  const before = (await countOf(wang, 'offers'))?.count ?? 0;
  const entry = { u: 'somebody', k: 'k', h: '', t: now };
  await records(session.url, 'seats').doc(activityId).update({ held: [{ ...entry, o: now + 2 * day }], due: now + 2 * day });
  expect((await countOf(wang, 'offers'))?.count ?? 0).toBe(before);
  await records(session.url, 'seats').doc(activityId).update({ held: [{ ...entry, o: now + 3 * hour }], due: now + 3 * hour });
  expect((await countOf(wang, 'offers'))?.count).toBe(before + 1);
  expect((await countOf(liu, 'offers'))?.subject ?? '').not.toBe(activityId);
});

test('notes that were held or reported: the city’s cadre all, a unit’s own those of its members', async () => {
  const base = { edition: 'reading-month', uid: 'u', book: 'b', day: '2026-11-20', at: 1, text: '', state: 'held', watched: true, bands: [], same: null };
  await records(session.url, 'reading_notes').add({ ...base, _id: 'held-1', desk: 5, unitIds: ['city', 'east', 'jcjc'] });
  await records(session.url, 'reading_notes').add({ ...base, _id: 'held-2', desk: 6, unitIds: ['city', 'west', 'weave'] });
  const all = await records(session.url, 'reading_notes').where({ edition: 'reading-month', desk: { $gt: 0 } }).count();
  expect(all.total).toBeGreaterThanOrEqual(2);
  expect(await countOf(wang, 'notes')).toMatchObject({ count: all.total, subject: 'reading-month' });
  const own = await countOf(liu, 'notes');
  expect(own?.count).toBeGreaterThanOrEqual(1);
  expect(own?.count).toBeLessThan(all.total);
});

test('a desk is a cadre’s', async () => {
  expect(codeOf(await session.call('demo-worker-chen', 'desk.today', {}))).toBe('FORBIDDEN');
  expect(codeOf(await session.call('demo-worker-chen', 'desk.recount', {}))).toBe('FORBIDDEN');
  expect(codeOf(await session.call('demo-stranger', 'desk.today', {}))).toBe('FORBIDDEN');
  expect(codeOf(await session.call(wang, 'desk.recount', { uid: 'x' } as never))).toBe('BAD_INPUT');
});
