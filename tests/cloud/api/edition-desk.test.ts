import { plainRules } from '../../../miniprogram/domain/reading/rules';
import { addDays } from '../../../miniprogram/domain/time/days';
import { day, hour, instant } from '../../../miniprogram/domain/time/shanghai';
import { type ApiSession, codeOf, dataOf, newKey, openApiSession } from '../local-session';
import { records } from './records';

/** The cadre's side of a reading month: plan, approval of books, who takes part, paper notes. */

const cadre = 'demo-cadre-wang';
const own = 'demo-cadre-liu';
const worker = 'demo-worker-chen';
const from = '2027-03-29';
const start = instant(2027, 3, 29, 8);
let session: ApiSession;

const act = <A extends Api.ActionName>(openid: string, action: A, input: Api.Input<A>, key = newKey()) => session.call(openid, action, input, key);
const timer = async () => {
  for (let run = 0; run < 2; run += 1) await fetch(`${session.url}/dev/timer/jobs/everyMinute`, { method: 'POST' });
};
const plan = { from, until: '2027-04-30', rules: plainRules };

async function activity(programme: Api.Activity.Programme = 'reading'): Promise<string> {
  const draft = { title: '职工读书月', programme, audienceUnionId: 'city', placeName: '各职工书屋', startsAt: start + day, endsAt: start + 40 * day, capacity: 50 };
  return dataOf(await act(cadre, 'activity.create', draft)).activityId;
}

async function edition(): Promise<string> {
  return dataOf(await act(cadre, 'reading.create', { activityId: await activity(), ...plan, approval: true })).editionId;
}

const book = (editionId: string) => ({ editionId, isbn: '978-7-5366-9293-0', title: '三体', author: '刘慈欣', theme: '科学幻想', link: '' });

beforeAll(async () => {
  session = await openApiSession({ members: 60 });
  await session.setClock(start - 2 * day);
});
afterAll(() => session.close());

test('a desk before and after the plan, for whom it is', async () => {
  const activityId = await activity();
  const desk = (openid: string) => session.call(openid, 'reading.desk', { editionId: activityId });
  expect(dataOf(await desk(cadre))).toMatchObject({ plan: null, phase: null, manages: true, unit: null });
  expect(codeOf(await desk(own))).toBe('NOT_OPEN');
  expect(codeOf(await desk(worker))).toBe('NOT_FOUND');
  expect(codeOf(await session.call(cadre, 'reading.desk', { editionId: await activity('general') }))).toBe('NOT_FOUND');
  expect(codeOf(await act(cadre, 'reading.create', { activityId, ...plan, approval: true }))).toBe('OK');
  expect(dataOf(await desk(cadre))).toMatchObject({ plan: { ...plan, v: 0, approval: true }, phase: 'announced', before: null });
  expect(dataOf(await desk(own))).toMatchObject({ manages: false, unit: { id: 'jcjc' } });
});

test('the plan changes until it begins, once for a key, and never over another change', async () => {
  const editionId = await edition();
  const change = (v: number, rules: Partial<Api.Reading.Rules>, key = newKey(), openid = cadre) => act(openid, 'reading.plan', { editionId, v, ...plan, rules: { ...plainRules, ...rules } }, key);
  const key = newKey();
  const both = await Promise.all([change(0, { dayMost: 40 }, key), change(0, { dayMost: 40 }, key)]);
  expect(both.map((one) => dataOf(one).v)).toEqual([1, 1]);
  expect(codeOf(await change(0, { dayMost: 50 }, key))).toBe('KEY_REUSED');
  expect(codeOf(await change(0, { dayMost: 50 }))).toBe('USED');
  expect(codeOf(await change(1, { dayMost: 0 }))).toBe('BAD_INPUT');
  expect(codeOf(await change(1, { dayMost: 60 }, newKey(), own))).toBe('NOT_FOUND');
  const rush = await Promise.all([50, 60, 70].map((dayMost) => change(1, { dayMost })));
  expect(rush.map(codeOf).sort()).toEqual(['OK', 'USED', 'USED']);
  expect(dataOf(await session.call(cadre, 'reading.desk', { editionId })).plan?.v).toBe(2);
});

test('a book is for readers once it is approved, and again after it was taken off', async () => {
  const editionId = await edition();
  const { bookId } = dataOf(await act(cadre, 'reading.addBook', book(editionId)));
  const readers = async () => dataOf(await session.call(worker, 'reading.books', { editionId })).items.map(({ title }) => title);
  const approve = (openid: string, key = newKey(), paper = '总工宣〔2027〕3号') => act(openid, 'reading.approve', { editionId, bookId, department: '市总工会宣教部', paper }, key);
  expect(await readers()).toEqual([]);
  expect(dataOf(await session.call(cadre, 'reading.bookDesk', { editionId, waiting: true })).items).toMatchObject([{ bookId, approved: null }]);
  expect(dataOf(await session.call(cadre, 'reading.desk', { editionId }))).toMatchObject({ books: 1, booksWaiting: 1 });
  expect(codeOf(await session.call(worker, 'reading.bookDesk', { editionId, waiting: false }))).toBe('NOT_FOUND');
  expect(codeOf(await approve(own))).toBe('NOT_FOUND');
  const key = newKey();
  expect((await Promise.all([approve(cadre, key), approve(cadre, key)])).map(codeOf)).toEqual(['OK', 'OK']);
  expect(codeOf(await approve(cadre, key, '别的文件'))).toBe('KEY_REUSED');
  expect(codeOf(await approve(cadre))).toBe('USED');
  expect(await readers()).toEqual(['三体']);
  expect(dataOf(await session.call(cadre, 'reading.bookDesk', { editionId, waiting: false })).items).toMatchObject([{ approved: { paper: '总工宣〔2027〕3号' } }]);
  await act(cadre, 'reading.removeBook', { editionId, bookId, reason: '版本有误' });
  await act(cadre, 'reading.addBook', { ...book(editionId), title: '三体全集' });
  expect(await readers()).toEqual([]);
});

test('participation is by unit above, names are for the unit alone, paper counts as read', async () => {
  const editionId = await edition();
  const { bookId } = dataOf(await act(cadre, 'reading.addBook', book(editionId)));
  await session.setClock(start);
  const given = { editionId, bookId, minutes: 40, pages: 0, note: '', night: false, makeUpFor: null };
  expect(codeOf(await act(worker, 'reading.checkIn', given))).toBe('CLOSED');
  await act(cadre, 'reading.approve', { editionId, bookId, department: '市总工会宣教部', paper: '3月25日部务会' });
  expect(codeOf(await act(worker, 'reading.checkIn', given))).toBe('OK');
  expect(codeOf(await act(cadre, 'reading.plan', { editionId, v: 0, ...plan }))).toBe('CLOSED');
  await timer();

  const wide = await session.measured(cadre, 'reading.participation', { editionId });
  expect(wide.cost.roundTrips).toBeLessThanOrEqual(3);
  const units = dataOf(wide.answer);
  expect(units.items.every(({ members }) => members >= 10)).toBe(true);
  expect(units.items.reduce((sum, { readers }) => sum + readers, 0)).toBe(1);
  const mine = dataOf(await session.call(own, 'reading.participation', { editionId }));
  expect(mine.items.map(({ unitId }) => unitId)).toEqual(['jcjc']);
  expect(mine.items[0]).toMatchObject({ readers: 1, active: 0, before: null });
  expect(codeOf(await session.call(worker, 'reading.participation', { editionId }))).toBe('NOT_FOUND');

  const absentees = (openid: string, unionId: string, cursor?: string) => session.call(openid, 'reading.absentees', { editionId, unionId, ...(cursor === undefined ? {} : { cursor }) });
  expect(codeOf(await absentees(cadre, 'jcjc'))).toBe('FORBIDDEN');
  expect(codeOf(await absentees(cadre, 'city'))).toBe('FORBIDDEN');
  expect(codeOf(await absentees(own, 'bus'))).toBe('NOT_FOUND');
  const missing = dataOf(await absentees(own, 'jcjc')).items;
  const papers = missing.filter((one) => one.paper);
  expect(missing.length).toBeGreaterThan(papers.length);
  expect(missing.some(({ name }) => name === '陈建国')).toBe(false);

  // A reminder goes to just these, and its sender is told how many.
  const audience = { kind: 'absent', unionId: 'jcjc', activityId: editionId } as const;
  expect(dataOf(await session.call(own, 'announce.count', { audience })).people).toBe(missing.length);
  const reminder = { title: '来读一会儿', text: '今天读 10 分钟，就能打第一次卡。', pictures: [], file: null, link: null, asks: false, sendAt: null, audience };
  const { announcementId } = dataOf(await act(own, 'announce.send', reminder));
  await timer();
  const told = (await records(session.url, 'inbox').where({ announcement: announcementId }).limit(200).get()).data.map((row) => row['uid']);
  expect(told.sort()).toEqual(missing.map((one) => one.uid).sort());

  const uid = papers[0]?.uid ?? '';
  const enter = (change: object = {}, key = newKey(), openid = own) => act(openid, 'reading.enterPaper', { editionId, uid, bookId, day: from, minutes: 30, pages: 0, note: '', ...change }, key);
  expect(codeOf(await enter({ day: addDays(from, 1) }))).toBe('BAD_INPUT');
  expect(codeOf(await enter({ day: addDays(from, -1) }))).toBe('NOT_OPEN');
  expect(codeOf(await enter({ uid: missing.find((one) => !one.paper)?.uid ?? '' }))).toBe('FORBIDDEN');
  expect(codeOf(await enter({}, newKey(), cadre))).toBe('FORBIDDEN');
  expect(codeOf(await enter({ minutes: 0 }))).toBe('BAD_INPUT');
  const key = newKey();
  const twice = await Promise.all([enter({}, key), enter({}, key)]);
  expect(twice.map((one) => dataOf(one).points)).toEqual([20, 20]);
  expect(codeOf(await enter({ minutes: 31 }, key))).toBe('KEY_REUSED');
  expect(dataOf(await enter({ minutes: 90 })).points).toBe(20);
  await session.setClock(start + day + hour);
  expect(dataOf(await enter({ minutes: 10 })).points).toBe(20);
  expect(dataOf(await absentees(own, 'jcjc')).items.some((one) => one.uid === uid)).toBe(false);
  await timer();
  expect(dataOf(await session.call(own, 'reading.participation', { editionId })).items[0]?.readers).toBe(2);
  expect((await records(session.url, 'audit').where({ act: 'reading.enterPaper' }).count()).total).toBe(3);
});

test('salons are the reading activities of its time and units: listed for whom they are for, counted for the unit', async () => {
  await session.setClock(start - 2 * day);
  const editionId = await edition();
  await session.setClock(start);
  const salon = (change: object = {}) => ({ title: '读书沙龙', programme: 'reading' as const, audienceUnionId: 'jcjc', placeName: '职工书屋', startsAt: start + day, endsAt: start + day + 2 * hour, capacity: 20, ...change });
  const open = async (change: object = {}) => dataOf(await act(own, 'activity.create', salon(change))).activityId;
  const first = await open();
  const second = await open({ startsAt: start + 2 * day, endsAt: start + 2 * day + hour });
  await open({ programme: 'general' });
  await open({ startsAt: start + 90 * day, endsAt: start + 90 * day + hour });
  dataOf(await act(own, 'activity.cancel', { activityId: await open({ startsAt: start + 3 * day, endsAt: start + 3 * day + hour }), reason: '场地有变' }));
  await timer();

  const listed = async (openid: string) => dataOf(await session.call(openid, 'reading.salons', { editionId })).items.map(({ activityId }) => activityId);
  expect(await listed(worker)).toEqual([first, second]);
  expect(await listed('demo-worker-aerken')).not.toContain(first);
  const desk = (openid: string, unionId = 'jcjc') => session.call(openid, 'reading.salonDesk', { editionId, unionId });
  expect(dataOf(await desk(own))).toMatchObject({ held: 0, ahead: 2, needed: 4 });
  expect([codeOf(await desk(cadre)), codeOf(await desk(worker)), codeOf(await desk(own, 'bus'))]).toEqual(['FORBIDDEN', 'FORBIDDEN', 'NOT_FOUND']);
  await session.setClock(start + day + 3 * hour);
  expect(dataOf(await desk(own))).toMatchObject({ held: 1, ahead: 1 });
  expect(await listed(worker)).toEqual([second]);
  await session.setClock(start);
});
