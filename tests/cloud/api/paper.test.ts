import { day, hour, minute, startOfDay } from '../../../miniprogram/domain/time/shanghai';
import { openEvening } from '../gate-evening';
import { type ApiSession, codeOf, dataOf, newKey, openApiSession } from '../local-session';
import { records } from './records';

/** 代录: arrivals from a paper list, entered afterwards. */

let session: ApiSession;
const [zhao, wang, sun] = ['demo-gate-zhao', 'demo-cadre-wang', 'demo-judge-sun'];
const t0 = Date.now();
const person = (index: number) => `demo-member-${index}`;
const endsAt = t0 + 3 * hour;
const reason = '当时登记在纸质签到表上';

beforeAll(async () => {
  session = await openApiSession({ members: 20, workers: 2 });
});
afterEach(() => session.setClock(Date.now()));
afterAll(() => session.close());

const uidOf = async (who: string) => dataOf(await session.call(who, 'people.me', {})).member?.uid ?? '';
const enter = (activityId: string, uids: string[], key = newKey(), as = wang, at = t0 + hour, why = reason) =>
  session.measured(as, 'checkin.paper', { activityId, at, reason: why, uids }, key);
const roster = async (activityId: string) => dataOf(await session.call(wang, 'activity.roster', { activityId })).rows;
const scansOf = async (activityId: string) => (await records(session.url, 'checkins').where({ activityId }).count()).total;

test('ticked in a list, once however often it is told, and marked', async () => {
  const activityId = await openEvening(session, [person(0), person(1), person(2)], t0);
  const uids = [await uidOf(person(0)), await uidOf(person(1))];
  const stranger = await uidOf(person(9));
  await session.setClock(endsAt + 2 * hour);
  const list = await session.measured(wang, 'checkin.absent', { activityId });
  expect(list.cost).toMatchObject({ roundTrips: 3, docsRead: 5 });
  expect(dataOf(list.answer)).toMatchObject({ next: null, until: startOfDay(endsAt) + 2 * day });
  expect(dataOf(list.answer).rows.map(({ uid }) => uid)).toEqual(expect.arrayContaining(uids));

  const key = newKey();
  const told = { results: [...uids.map((uid) => ({ uid, outcome: 'entered', message: '' })), { uid: stranger, outcome: 'refused', message: '那时没有名额' }] };
  expect(dataOf((await enter(activityId, [...uids, stranger], key)).answer)).toEqual(told);
  const again = await enter(activityId, [...uids, stranger], key);
  expect(dataOf(again.answer)).toEqual(told);
  expect(codeOf((await enter(activityId, uids, key)).answer)).toBe('KEY_REUSED');
  expect(await scansOf(activityId)).toBe(2);
  const rows = await roster(activityId);
  expect(rows.map(({ checkedInAt, entered }) => [checkedInAt, entered])).toEqual([[t0 + hour, true], [t0 + hour, true], [null, false]]);
  expect(dataOf(await session.call(wang, 'checkin.absent', { activityId })).rows).toHaveLength(1);
  expect(dataOf(await session.call('demo-admin-wu', 'audit.pending', {})).items.filter(({ act }) => act === 'activity.paper')).toEqual([
    expect.objectContaining({ byName: '王敏', subject: '露天电影' }),
  ]);
});

test('who was scanned stays scanned; a scan told later but made earlier takes the mark away', async () => {
  const activityId = await openEvening(session, [person(3), person(4)], t0);
  const [early, late] = [await uidOf(person(3)), await uidOf(person(4))];
  dataOf(await session.call(zhao, 'checkin.admit', { activityId, gate: '东门', who: { uid: early } }, newKey()));
  await session.setClock(t0 + 2 * hour);
  const { results } = dataOf((await enter(activityId, [early, late], newKey(), zhao)).answer);
  expect(results.map(({ outcome }) => outcome)).toEqual(['already', 'entered']);
  expect(results[0]?.message).toMatch(/^已于 \d+:\d\d 在东门核验$/);
  const scan = { id: newKey(), gate: '西门', deviceAt: t0 + 30 * minute, correction: 0, who: { uid: late } };
  expect(dataOf(await session.call(zhao, 'checkin.sync', { activityId, scans: [scan] })).results[0]?.outcome).toBe('admitted');
  expect((await roster(activityId)).map(({ entered }) => entered)).toEqual([false, false]);
});

test('what broke off is finished by the job', async () => {
  const activityId = await openEvening(session, [person(5)], t0);
  const uid = await uidOf(person(5));
  await session.setClock(t0 + 2 * hour);
  dataOf((await enter(activityId, [uid])).answer);
  // As if the function had died after its deciding write.
  const checkins = records(session.url, 'checkins') as unknown as { where(condition: object): { remove(): Promise<unknown> } };
  await checkins.where({ activityId }).remove();
  await records(session.url, 'papers').where({ activityId }).update({ open: true });
  await session.setClock(t0 + 2 * hour + 2 * minute);
  await fetch(`${session.url}/dev/timer/jobs/everyMinute`, { method: 'POST' });
  expect(await scansOf(activityId)).toBe(1);
  expect((await records(session.url, 'papers').where({ activityId, open: true }).count()).total).toBe(0);
});

test('only until the end of the next day, in the hours of the session, by who keeps the gate; a refusal writes nothing', async () => {
  const activityId = await openEvening(session, [person(6)], t0);
  const uid = await uidOf(person(6));
  const refused = async (code: string, call: Promise<{ answer: unknown; cost: { writes: number } }>) => {
    const { answer, cost } = await call;
    expect([codeOf(answer), cost.writes]).toEqual([code, 0]);
  };
  await refused('BAD_INPUT', enter(activityId, [uid]));
  await session.setClock(endsAt + hour);
  await refused('FORBIDDEN', enter(activityId, [uid], newKey(), sun));
  await refused('FORBIDDEN', enter(activityId, [uid], newKey(), person(6)));
  await refused('FORBIDDEN', session.measured(person(6), 'checkin.absent', { activityId }));
  await refused('BAD_INPUT', enter(activityId, [uid], newKey(), wang, endsAt + hour, '忘'));
  await refused('BAD_INPUT', enter(activityId, [uid, uid]));
  await refused('BAD_INPUT', enter(activityId, [uid], newKey(), wang, t0 - 13 * hour));
  await refused('NOT_FOUND', enter('no-such', [uid]));
  await session.setClock(startOfDay(endsAt) + 2 * day);
  await refused('CLOSED', enter(activityId, [uid]));
  await refused('CLOSED', session.measured(wang, 'checkin.absent', { activityId }));
  expect(await scansOf(activityId)).toBe(0);
});
