import { day, hour, instant } from '../../../miniprogram/domain/time/shanghai';
import { demoUid } from '../../../scripts/seed/people';
import { type ApiSession, codeOf, dataOf, newKey, openApiSession } from '../local-session';
import { records } from './records';

/** 职工书屋: opened and stocked by the unit's own cadre, one write a loan, a line for what is out, reminders once each. */

const own = 'demo-cadre-liu';
const above = 'demo-cadre-wang';
const chen = 'demo-worker-chen';
const start = instant(2027, 3, 1, 10);
const isbn = '9787532768998';
let session: ApiSession;
/** Others of the same unit, and one of another. */
let colleagues: string[] = [];
const stranger = 'demo-worker-aerken';
let [roomId, titleId] = ['', ''];

const act = <A extends Api.ActionName>(openid: string, action: A, input: Api.Input<A>, key = newKey()) => session.call(openid, action, input, key);
const settings = { name: '读书角', place: '三楼东侧', hours: '', days: 30, most: 2 };
const setUp = (openid: string, v: number | null, change: Partial<typeof settings> = {}, key = newKey()) => act(openid, 'bookroom.setUp', { unionId: 'jcjc', v, ...settings, ...change }, key);
const stock = (copies: number, number = isbn, key = newKey(), openid = own) => act(openid, 'bookroom.stock', { roomId, isbn: number, title: '人世间', author: '梁晓声', theme: '文学', copies }, key);
const borrow = (openid: string, key = newKey(), number = isbn) => session.measured(openid, 'bookroom.borrow', { roomId, isbn: number }, key);
const borrowed = async (openid: string, number = isbn) => dataOf((await borrow(openid, newKey(), number)).answer);
const giveBack = (openid: string, loanId: string, key = newKey()) => act(openid, 'bookroom.giveBack', { titleId, loanId }, key);
const want = (openid: string, wants = true) => session.call(openid, 'bookroom.want', { titleId, want: wants });
const row = async (openid: string) => dataOf(await session.call(openid, 'bookroom.shelf', { roomId, search: isbn })).items[0];
const mine = async (openid: string) => dataOf(await session.call(openid, 'bookroom.mine', {}));
const timer = () => fetch(`${session.url}/dev/timer/jobs/everyMinute`, { method: 'POST' });
const heard = async (openid: string, title: string) => dataOf(await session.call(openid, 'notice.inbox', {})).items.filter((item) => item.title === title);
const another = (index: number): string => colleagues[index] ?? 'nobody';

beforeAll(async () => {
  session = await openApiSession({ members: 300 });
  const { data } = await records(session.url, 'members').where({ unitPath: '/city/east/jcjc/' }).limit(100).get();
  const there = new Set(data.map(({ _id }) => _id));
  colleagues = Array.from({ length: 300 }, (_, number) => `demo-member-${number}`).filter((openid) => there.has(demoUid(openid)));
  expect(colleagues.length).toBeGreaterThan(8);
  // What the demo city has to do by then is done; it has a book room of its own.
  for (const name of ['book_rooms', 'room_titles']) await records(session.url, name).where({}).remove();
  await session.setClock(start);
  await timer();
});
afterAll(() => session.close());
beforeEach(async () => {
  await session.setClock(start);
  for (const name of ['book_rooms', 'room_titles']) await records(session.url, name).where({}).remove();
  ({ roomId } = dataOf(await setUp(own, null)));
  ({ titleId } = dataOf(await stock(2)));
});

test('opened once by the own cadre, changed over what was read; to other units it does not exist', async () => {
  expect(codeOf(await setUp(above, null))).toBe('FORBIDDEN');
  expect(codeOf(await setUp(chen, null))).toBe('FORBIDDEN');
  expect(codeOf(await setUp(own, null))).toBe('USED');
  const key = newKey();
  const both = await Promise.all([setUp(own, 1, { most: 3 }, key), setUp(own, 1, { most: 3 }, key)]);
  expect(both.map(codeOf)).toEqual(['OK', 'OK']);
  expect(codeOf(await setUp(own, 1, { most: 4 }, key))).toBe('KEY_REUSED');
  expect(codeOf(await setUp(own, 1, { most: 4 }))).toBe('USED');
  expect(dataOf(await session.call(own, 'bookroom.desk', { unionId: 'jcjc' }))).toMatchObject({ room: { most: 3, v: 2 }, titles: 1, lent: 0, overdue: 0 });
  expect(dataOf(await session.call(chen, 'bookroom.rooms', {})).items).toMatchObject([{ roomId, name: '读书角' }]);
  expect(dataOf(await session.call(stranger, 'bookroom.rooms', {})).items).toEqual([]);
  expect(codeOf(await session.call(stranger, 'bookroom.shelf', { roomId }))).toBe('NOT_FOUND');
  expect(codeOf((await borrow(stranger)).answer)).toBe('NOT_FOUND');
  expect(codeOf(await session.call(above, 'bookroom.lent', { roomId }))).toBe('NOT_FOUND');
  expect(codeOf(await stock(1, isbn, newKey(), above))).toBe('NOT_FOUND');
  expect(codeOf(await stock(1, '9787532768997'))).toBe('BAD_INPUT');
});

test('five at once for two copies: two have one, each by one write in three round trips', async () => {
  const all = await Promise.all(colleagues.slice(0, 5).map((openid) => borrow(openid)));
  expect(all.map(({ answer }) => codeOf(answer)).sort()).toEqual(['FULL', 'FULL', 'FULL', 'OK', 'OK']);
  expect(await row(chen)).toMatchObject({ copies: 2, free: 0, mine: 'none' });
  await stock(1);
  const { answer, cost } = await borrow(chen);
  expect(dataOf(answer)).toMatchObject({ title: '人世间', due: instant(2027, 4, 1) });
  expect(cost.writes).toBe(1);
  expect(cost.roundTrips).toBeLessThanOrEqual(3);
  expect(await row(chen)).toMatchObject({ copies: 3, free: 0, mine: 'have' });
});

test('one loan for a key; given back once; a late duplicate of the borrowing borrows nothing', async () => {
  const key = newKey();
  const both = await Promise.all([borrow(chen, key), borrow(chen, key)]);
  const [first, second] = both.map(({ answer }) => dataOf(answer));
  expect(second).toEqual(first);
  expect(codeOf((await borrow(chen, key, '9787536692930')).answer)).toBe('NOT_FOUND');
  expect(codeOf((await borrow(chen)).answer)).toBe('USED');
  const loanId = first?.loanId ?? '';
  expect(codeOf(await giveBack(another(0), loanId))).toBe('CLOSED');
  const back = newKey();
  expect((await Promise.all([giveBack(chen, loanId, back), giveBack(chen, loanId, back)])).map(codeOf)).toEqual(['OK', 'OK']);
  expect(codeOf(await giveBack(chen, loanId))).toBe('CLOSED');
  expect(dataOf((await borrow(chen, key)).answer)).toEqual(first);
  expect([await row(chen), (await mine(chen)).loans]).toMatchObject([{ free: 2, mine: 'none' }, []]);
});

test('no more books at once than the room lends, also from two phones', async () => {
  const numbers = ['9787020002207', '9787020008735', '9787544253994'];
  for (const number of numbers) dataOf(await stock(1, number));
  const rush = await Promise.all([isbn, ...numbers].map((number) => borrow(chen, newKey(), number)));
  expect(rush.map(({ answer }) => codeOf(answer)).sort()).toEqual(['FULL', 'FULL', 'OK', 'OK']);
  expect((await mine(chen)).loans).toHaveLength(2);
});

test('in line for what is out; a copy that comes back is kept three days for who is next, who hears of it once', async () => {
  expect(codeOf(await want(chen))).toBe('USED');
  const [first] = [await borrowed(another(0)), await borrowed(another(1))];
  expect(dataOf(await want(chen))).toEqual({ mine: 'line' });
  expect(dataOf(await want(chen))).toEqual({ mine: 'line' });
  expect(dataOf(await want(another(2)))).toEqual({ mine: 'line' });
  expect((await mine(another(2))).wants).toMatchObject([{ ahead: 1, until: null }]);
  expect(codeOf(await act(another(0), 'bookroom.renew', { titleId, loanId: first?.loanId ?? '' }))).toBe('USED');
  await giveBack(another(0), first?.loanId ?? '');
  expect([await row(chen), await row(another(3))]).toMatchObject([{ mine: 'kept', free: 0 }, { mine: 'none', free: 0, waiting: 1 }]);
  expect(codeOf((await borrow(another(3))).answer)).toBe('FULL');
  await Promise.all([timer(), timer()]);
  expect(await heard(chen, '您等的书到了')).toHaveLength(1);
  await session.setClock(start + 3 * day + hour);
  await timer();
  expect(await heard(chen, '您等的书到了')).toHaveLength(1);
  expect(await heard(another(2), '您等的书到了')).toHaveLength(1);
  expect((await mine(chen)).wants).toEqual([]);
  expect(codeOf((await borrow(another(2))).answer)).toBe('OK');
  expect(dataOf(await want(another(3)))).toEqual({ mine: 'line' });
  expect(dataOf(await want(another(3), false))).toEqual({ mine: 'none' });
});

test('lent on once; reminded before and after the end, once each; the cadre sees who, takes back, writes off', async () => {
  const { loanId } = await borrowed(chen);
  await borrowed(another(0));
  expect(dataOf(await act(chen, 'bookroom.renew', { titleId, loanId }))).toEqual({ due: instant(2027, 5, 1) });
  expect(codeOf(await act(chen, 'bookroom.renew', { titleId, loanId }))).toBe('USED');
  await session.setClock(instant(2027, 4, 29, 9));
  await timer();
  await timer();
  expect([(await heard(chen, '借的书快到期了')).length, (await heard(another(0), '借的书过期了')).length]).toEqual([1, 1]);
  await session.setClock(instant(2027, 5, 1, 9));
  await timer();
  expect(await heard(chen, '借的书过期了')).toHaveLength(1);
  expect(dataOf(await session.call(own, 'bookroom.desk', { unionId: 'jcjc' }))).toMatchObject({ titles: 1, lent: 1, overdue: 1 });
  const { items } = dataOf(await session.call(own, 'bookroom.lent', { roomId }));
  expect(items.map(({ overdue }) => overdue)).toEqual([true, true]);
  expect(items.every(({ name, unitName }) => name !== '' && unitName !== '')).toBe(true);

  const close = (lost: boolean, reason: string, key = newKey()) => act(own, 'bookroom.close', { titleId, loanId, lost, reason }, key);
  expect(codeOf(await close(true, ''))).toBe('BAD_INPUT');
  expect(codeOf(await act(above, 'bookroom.close', { titleId, loanId, lost: true, reason: '丢失' }))).toBe('NOT_FOUND');
  const key = newKey();
  expect(dataOf(await close(true, '丢失', key))).toEqual({ copies: 1 });
  expect(dataOf(await close(true, '丢失', key))).toEqual({ copies: 1 });
  expect(codeOf(await close(true, '丢失'))).toBe('CLOSED');
  expect(codeOf(await act(own, 'bookroom.writeOff', { titleId, copies: 1, reason: '破损' }))).toBe('USED');
  await act(own, 'bookroom.close', { titleId, loanId: items.find((item) => item.loanId !== loanId)?.loanId ?? '', lost: false, reason: '' });
  expect(dataOf(await act(own, 'bookroom.writeOff', { titleId, copies: 1, reason: '破损' }))).toEqual({ copies: 0 });
  expect(await row(chen)).toBeUndefined();
  const { data } = await records(session.url, 'room_titles').where({}).limit(10).get();
  expect(JSON.stringify(data.map(({ audit }) => audit))).toContain('bookroom.writeOff');
});
