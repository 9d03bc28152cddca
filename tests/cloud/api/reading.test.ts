import { plainRules } from '../../../miniprogram/domain/reading/rules';
import { rankingDigest } from '../../../miniprogram/domain/points/leaders';
import { addDays } from '../../../miniprogram/domain/time/days';
import { day, hour, instant } from '../../../miniprogram/domain/time/shanghai';
import { madeNotes } from '../../reading/made-notes';
import { type ApiSession, codeOf, dataOf, newKey, openApiSession } from '../local-session';

const cadre = 'demo-cadre-wang';
const from = '2027-03-29';
const start = instant(2027, 3, 29, 8);
const reader = (index: number) => `demo-member-${index}`;
let session: ApiSession;
let editionId: string;
let bookId: string;
let demo: { edition: Api.Reading.Edition; checkedIn: Api.Reading.CheckedIn };

const act = <A extends Api.ActionName>(openid: string, action: A, input: Api.Input<A>, key = newKey()) => session.call(openid, action, input, key);
const timer = async () => {
  for (let run = 0; run < 2; run += 1) await fetch(`${session.url}/dev/timer/jobs/everyMinute`, { method: 'POST' });
};
const given = (change: Partial<Api.Input<'reading.checkIn'>> = {}): Api.Input<'reading.checkIn'> => ({ editionId, bookId, minutes: 20, pages: 0, note: '', night: false, makeUpFor: null, ...change });
const checkIn = (openid: string, change: Partial<Api.Input<'reading.checkIn'>> = {}, key = newKey()) => act(openid, 'reading.checkIn', given(change), key);
const longNote = '昨天夜里读到少平离开家的那一段，心里一下子热了起来，想起了自己刚进厂的样子，师傅说过手艺是熬出来的，书里的人也是。';
/** Notes of which none is like another. */
const stories = madeNotes(600).flatMap(({ id, family, text }) => (id === family && !text.startsWith('职工') && text.length > 80 ? [text] : []));
const book = (isbn: string, title: string) => ({ editionId, isbn, title, author: '路遥', theme: '劳动者', link: '' });

async function activityOf(programme: Api.Activity.Programme): Promise<string> {
  const draft = { title: '职工读书月', programme, audienceUnionId: 'city', placeName: '各职工书屋', startsAt: start + day, endsAt: start + 40 * day, capacity: 50 };
  return dataOf(await act(cadre, 'activity.create', draft)).activityId;
}

async function edition(rules: Partial<Api.Reading.Rules> = {}, until = '2027-04-30'): Promise<string> {
  const activityId = await activityOf('reading');
  return dataOf(await act(cadre, 'reading.create', { activityId, from, until, rules: { ...plainRules, ...rules } })).editionId;
}

/** Before the clock is moved: it has begun three days ago. */
async function lookAtDemo(): Promise<typeof demo> {
  const chen = 'demo-worker-chen';
  await timer();
  const found = dataOf(await session.call(chen, 'reading.edition', { editionId: 'reading-month' }));
  const { items } = dataOf(await session.call(chen, 'reading.books', { editionId: 'reading-month', search: '平凡' }));
  const checkedIn = dataOf(await act(chen, 'reading.checkIn', { ...given(), editionId: 'reading-month', bookId: items[0]?.bookId ?? '' }));
  return { edition: found, checkedIn };
}

beforeAll(async () => {
  session = await openApiSession({ members: 60 });
  demo = await lookAtDemo();
  await session.setClock(start - 2 * day);
  editionId = await edition();
  bookId = dataOf(await act(cadre, 'reading.addBook', book('978-7-5366-9293-0', '三体'))).bookId;
  await session.setClock(start);
});
afterAll(() => session.close());

test('an edition and its books: one act each, by a cadre over the activity', async () => {
  const activityId = await activityOf('reading');
  const input = { activityId, from, until: '2027-04-30', rules: plainRules };
  const key = newKey();
  expect(codeOf(await act('demo-worker-chen', 'reading.create', input))).toBe('NOT_FOUND');
  expect(codeOf(await act(cadre, 'reading.create', { ...input, until: '2027-08-01' }))).toBe('BAD_INPUT');
  expect(codeOf(await act(cadre, 'reading.create', { ...input, from: '2027-02-30' }))).toBe('BAD_INPUT');
  expect(codeOf(await act(cadre, 'reading.create', { ...input, rules: { ...plainRules, checkIn: -5 } }))).toBe('BAD_INPUT');
  expect(codeOf(await act(cadre, 'reading.create', { ...input, activityId: await activityOf('general') }))).toBe('NOT_FOUND');
  const answers = await Promise.all([1, 2, 3].map(() => act(cadre, 'reading.create', input, key)));
  expect(answers.map(codeOf)).toEqual(['OK', 'OK', 'OK']);
  expect(codeOf(await act(cadre, 'reading.create', { ...input, until: '2027-04-29' }, key))).toBe('KEY_REUSED');
  expect(codeOf(await act(cadre, 'reading.create', input))).toBe('USED');
});

test('the list of books: no book twice, found by title and by ISBN, taken off and put back', async () => {
  const key = newKey();
  expect(codeOf(await act(cadre, 'reading.addBook', book('7-5366-9293-5', '三体')))).toBe('USED');
  expect(codeOf(await act(cadre, 'reading.addBook', book('9787536692931', '三体')))).toBe('BAD_INPUT');
  expect(codeOf(await act('demo-worker-chen', 'reading.addBook', book('9780306406157', '活着')))).toBe('NOT_FOUND');
  const added = await act(cadre, 'reading.addBook', book('9780306406157', '平凡的世界'), key);
  expect(await act(cadre, 'reading.addBook', book('9780306406157', '平凡的世界'), key)).toEqual(added);
  expect(codeOf(await act(cadre, 'reading.addBook', book('9780306406157', '别的书'), key))).toBe('KEY_REUSED');
  const found = async (more: object) => dataOf(await session.call(reader(1), 'reading.books', { editionId, ...more })).items.map(({ title }) => title);
  expect(await found({ search: '平凡' })).toEqual(['平凡的世界']);
  expect(await found({ search: 'ISBN 978-0-306-40615-7' })).toEqual(['平凡的世界']);
  expect((await found({ theme: '劳动者' })).sort()).toEqual(['三体', '平凡的世界']);
  const second = dataOf(added).bookId;
  expect(codeOf(await act(cadre, 'reading.removeBook', { editionId, bookId: second, reason: '版本有误' }))).toBe('OK');
  expect(codeOf(await act(cadre, 'reading.removeBook', { editionId, bookId: second, reason: '版本有误' }))).toBe('USED');
  expect(await found({})).toEqual(['三体']);
  expect(codeOf(await checkIn(reader(1), { bookId: second }))).toBe('CLOSED');
  expect(codeOf(await act(cadre, 'reading.addBook', book('9780306406157', '平凡的世界')))).toBe('OK');
  expect((await found({})).sort()).toEqual(['三体', '平凡的世界']);
});

test('a check-in is one write and three round trips, the first and every other; a repeat gives the same answer', async () => {
  const key = newKey();
  const first = await session.measured(reader(2), 'reading.checkIn', given({ minutes: 40, note: longNote }), key);
  expect(first.cost).toMatchObject({ roundTrips: 3, writes: 1 });
  expect(first.cost.docsRead).toBeLessThanOrEqual(4);
  expect(dataOf(first.answer)).toMatchObject({ points: 30, streak: 1, day: '2027-03-29', note: 'shown' });
  expect(dataOf(first.answer).lines.map(({ rule, points }) => `${rule} ${points}`)).toEqual(['checkIn 5', 'note 5', 'minutes 20']);
  const second = await session.measured(reader(2), 'reading.checkIn', given({ minutes: 60 }), newKey());
  expect(second.cost).toMatchObject({ roundTrips: 3, writes: 1 });
  expect(dataOf(second.answer)).toMatchObject({ points: 30, lines: [] });
  const again = await session.measured(reader(2), 'reading.checkIn', given({ minutes: 40, note: longNote }), key);
  expect(again.answer).toEqual(first.answer);
  expect(again.cost.writes).toBe(0);
  expect(codeOf(await checkIn(reader(2), { minutes: 41 }, key))).toBe('KEY_REUSED');
});

test('what is refused writes nothing', async () => {
  const refused = async (input: object, openid = reader(3), key = newKey()) => {
    const { answer, cost } = await session.measured(openid, 'reading.checkIn', { ...given(), ...input } as Api.Input<'reading.checkIn'>, key);
    expect(cost.writes).toBe(0);
    return codeOf(answer);
  };
  expect(await refused({ minutes: 1e9 })).toBe('BAD_INPUT');
  expect(await refused({ minutes: -5 })).toBe('BAD_INPUT');
  expect(await refused({ minutes: 0 })).toBe('BAD_INPUT');
  expect(await refused({ points: 100 })).toBe('BAD_INPUT');
  expect(await refused({ day: '2027-03-30' })).toBe('BAD_INPUT');
  expect(await refused({ editionId: { $ne: null } })).toBe('BAD_INPUT');
  expect(await refused({ editionId: 'no-such' })).toBe('NOT_FOUND');
  expect(await refused({ bookId: 'no-such' })).toBe('BAD_INPUT');
  expect(await refused({ night: true })).toBe('BAD_INPUT');
  expect(await refused({ makeUpFor: '2027-03-28' })).toBe('NOT_OPEN');
  expect(await refused({ makeUpFor: '2027-03-29' })).toBe('BAD_INPUT');
  expect(await refused({ makeUpFor: '2027-02-30' })).toBe('BAD_INPUT');
  expect(await refused({ note: '快来赌博' })).toBe('BAD_INPUT');
  expect(await refused({}, 'demo-stranger')).toBe('FORBIDDEN');
  const later = await edition({}, '2027-04-30');
  await session.setClock(start - 20 * hour);
  expect(await refused({ editionId: later })).toBe('NOT_OPEN');
  await session.setClock(start);
});

test('two phones of one member at once: every check-in is kept, base points come once', async () => {
  const answers = await Promise.all([1, 2, 3, 4].map(() => checkIn(reader(4), { minutes: 40, note: longNote })));
  expect(answers.map(codeOf)).toEqual(['OK', 'OK', 'OK', 'OK']);
  const { mine } = dataOf(await session.call(reader(4), 'reading.edition', { editionId }));
  expect(mine).toMatchObject({ points: 30, days: 1, streak: 1, today: { checkIns: 4, points: 30 } });
  const { lines, points } = dataOf(await session.call(reader(4), 'reading.ledger', { editionId }));
  expect(lines.reduce((sum, line) => sum + line.points, 0)).toBe(points);
  expect(codeOf(await checkIn(reader(4)))).toBe('OK');
  expect(codeOf(await checkIn(reader(4)))).toBe('USED');
});

test('night shifts: until 04:00 the day before, where the edition has them', async () => {
  const night = await edition({ nightUntil: 4 });
  const own = { ...book('978-7-5366-9293-0', '三体'), editionId: night };
  const of = dataOf(await act(cadre, 'reading.addBook', own)).bookId;
  const at = (change: object) => checkIn(reader(5), { editionId: night, bookId: of, ...change });
  const today = async () => dataOf(await session.call(reader(5), 'reading.edition', { editionId: night })).mine?.today.checkIns;
  await session.setClock(instant(2027, 3, 29, 20));
  expect(dataOf(await at({})).day).toBe('2027-03-29');
  expect(await today()).toBe(1);
  await session.setClock(instant(2027, 3, 30, 3, 30));
  expect(await today()).toBe(0);
  expect(dataOf(await at({ night: true })).day).toBe('2027-03-29');
  expect(await today()).toBe(1);
  expect(dataOf(await at({}))).toMatchObject({ day: '2027-03-30', streak: 2 });
  await session.setClock(instant(2027, 3, 30, 4));
  expect(codeOf(await at({ night: true }))).toBe('BAD_INPUT');
  await session.setClock(start);
});

test('a note nearly the same as an earlier one: its points are taken back with the match named, the rankings follow', async () => {
  const other = '周末在家陪孩子把前言读完了，我们争论了很久，他说不服气，我说那就接着往下读，看谁说得对，读到第三章两个人都不说话了，灯下只有翻书的声音。';
  const copy = `${other.replace(/，/gu, '  ')}💪`;
  expect(dataOf(await checkIn(reader(6), { note: other })).points).toBe(20);
  await timer();
  const copied = await checkIn(reader(7), { note: copy });
  expect(dataOf(copied).points).toBe(20);
  await session.setClock(start + day);
  expect(dataOf(await checkIn(reader(6), { note: other })).points).toBe(40);
  await timer();
  await timer();
  const mine = async (index: number) => dataOf(await session.call(reader(index), 'reading.notes', { editionId })).items;
  expect((await mine(6)).map(({ same, bookTitle }) => [same, bookTitle])).toEqual([['与您3月29日的读后感基本相同', '三体'], ['', '三体']]);
  expect((await mine(7))[0]?.same).toMatch(/^与3月29日.+\*的读后感基本相同$/);
  expect(dataOf(await session.call(reader(7), 'notice.inbox', {})).items.map(({ title }) => title)).toContain('一篇读后感雷同，没有计分');
  const { lines, points } = dataOf(await session.call(reader(7), 'reading.ledger', { editionId }));
  expect(points).toBe(15);
  expect(lines[0]).toMatchObject({ rule: 'reversal', points: -5, reason: (await mine(7))[0]?.same });
  expect(dataOf(await session.call(reader(7), 'reading.rank', { editionId }))?.points).toBe(15);
  expect(dataOf(await session.call(reader(6), 'reading.rank', { editionId }))?.points).toBe(35);
  await session.setClock(start);
});

test('twelve days lived: every ranking is that of a plain recomputation, and stands at the end with its digest', async () => {
  const month = await edition({}, addDays(from, 11));
  const of = dataOf(await act(cadre, 'reading.addBook', { ...book('978-7-5366-9293-0', '三体'), editionId: month })).bookId;
  const people = Array.from({ length: 14 }, (_, index) => index + 10);
  const points = new Map<number, number>();
  const weeks = new Map<number, number>();
  const told = async (index: number, change: Partial<Api.Input<'reading.checkIn'>>, number: number) => {
    const answer = dataOf(await checkIn(reader(index), { editionId: month, bookId: of, ...change }));
    points.set(index, answer.points);
    // The second week begins on the eighth day, 5 April.
    if (number >= 7) weeks.set(index, (weeks.get(index) ?? 0) + answer.lines.reduce((sum, line) => sum + line.points, 0));
  };
  for (let number = 0; number < 12; number += 1) {
    await session.setClock(start + number * day);
    await Promise.all(people.filter((index) => (index * 7 + number * 3) % index !== 0 || index < 12).map((index) => told(index, { minutes: 10 + ((index * number) % 40), note: (index + number) % 3 === 0 ? (stories[number * 20 + index] ?? '') : '' }, number)));
    if (number % 5 === 0) await timer();
  }
  await timer();
  const expected = [...points].map(([index, sum]) => ({ index, rank: 1 + [...points.values()].filter((other) => other > sum).length, sum }));
  for (const { index, rank, sum } of expected) {
    const { answer, cost } = await session.measured(reader(index), 'reading.rank', { editionId: month });
    expect(dataOf(answer)).toEqual({ points: sum, rank });
    // Beside the member: their own document and the histogram.
    expect(cost.docsRead).toBeLessThanOrEqual(1 + 2);
  }
  const open = await session.measured(reader(10), 'reading.ranking', { editionId: month, period: 'edition' });
  expect(open.cost).toMatchObject({ writes: 0, roundTrips: 3 });
  expect(open.cost.docsRead).toBeLessThanOrEqual(5);
  expect(dataOf(open.answer)).toMatchObject({ digest: '', readers: points.size });
  expect(dataOf(open.answer).items.map((item) => item.points)).toEqual([...points.values()].sort((a, b) => b - a));
  const week = dataOf(await session.call(reader(10), 'reading.ranking', { editionId: month, period: 'week' }));
  expect(week.items.map((item) => item.points)).toEqual([...weeks.values()].sort((a, b) => b - a));
  expect(week.mine).toEqual({ points: weeks.get(10), rank: 1 + [...weeks.values()].filter((other) => other > (weeks.get(10) ?? 0)).length });
  for (const { name, mine } of dataOf(open.answer).items) expect(name.includes('*')).toBe(!mine);

  await session.setClock(start + 12 * day + 20 * 60_000);
  expect(codeOf(await checkIn(reader(10), { editionId: month, bookId: of }))).toBe('CLOSED');
  await timer();
  const end = dataOf(await session.call(reader(10), 'reading.ranking', { editionId: month, period: 'edition' }));
  // Any phone can compute it again from the list.
  expect(end.digest).toBe(rankingDigest(month, 'people', end.items.map(({ id, points: sum, lastAt }) => [id, sum, lastAt])));
  expect(dataOf(await session.call(reader(10), 'reading.edition', { editionId: month })).phase).toBe('frozen');

  const boards = await Promise.all([0, 1, 2, 3, null].map(async (sizeClass) => dataOf(await session.call(cadre, 'reading.units', { editionId: month, sizeClass }))));
  const [districts] = boards.slice(-1);
  expect(boards.every(({ digest }) => digest.length === 64)).toBe(true);
  const units = boards.slice(0, 4).flatMap(({ items }) => items);
  for (const { members, active, share, points: sum, perHead } of units) {
    expect(share).toBe(Math.floor((Math.min(active, members) * 10_000) / members));
    expect(perHead).toBe(Math.floor((sum * 100) / members));
  }
  const inUnits = (what: (unit: Api.Reading.RankedUnit) => number) => units.reduce((sum, unit) => sum + what(unit), 0);
  expect(inUnits((unit) => unit.readers)).toBeGreaterThan(0);
  expect(inUnits((unit) => unit.points)).toBeLessThanOrEqual([...points.values()].reduce((sum, one) => sum + one, 0));
  expect(districts?.items.length).toBeGreaterThan(1);
  await session.setClock(start);
});

test('what a cadre did is in the record', async () => {
  await timer();
  const { items } = dataOf(await session.call('demo-admin-wu', 'audit.list', {}));
  expect(items.map((item) => item.act)).toContain('reading.create');
  expect(items.find((item) => item.act === 'reading.addBook')?.subject).toBe('职工读书月');
});

test('the demo city has an edition that has begun: books, and a streak of three that waits for today', () => {
  expect(demo.edition).toMatchObject({ phase: 'open', mine: { streak: 3, days: 3, today: { checkIns: 0, points: 0 } } });
  expect(demo.edition.mine?.rank).toBeGreaterThan(0);
  expect(demo.checkedIn).toMatchObject({ streak: 4 });
});
