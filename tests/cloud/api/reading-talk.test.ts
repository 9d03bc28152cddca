import { plainRules } from '../../../miniprogram/domain/reading/rules';
import { day, hour, instant, minute } from '../../../miniprogram/domain/time/shanghai';
import { demoUid } from '../../../scripts/seed/people';
import { madeNotes } from '../../reading/made-notes';
import { until } from '../../until';
import { type ApiSession, codeOf, dataOf, newKey, openApiSession } from '../local-session';
import { recordOf, records } from './records';
import { photoOf, upload } from './uploads';

/** Notes among readers: the feed, likes, replies, reports, photos, and the desk. */

const [wang, liu, chen, li] = ['demo-cadre-wang', 'demo-cadre-liu', 'demo-worker-chen', 'demo-worker-li'];
const start = instant(2027, 3, 29, 8);
/** Members 18–47 are of the machine-tool works, 48 and on of the bus company. */
const reader = (index: number) => `demo-member-${index}`;
const stories = madeNotes(400).flatMap(({ id, family, text }) => (id === family && !text.startsWith('职工') && text.length > 80 ? [text] : []));
let session: ApiSession;
let editionId: string;
let bookId: string;
let told = 0;

const act = <A extends Api.ActionName>(openid: string, action: A, input: Api.Input<A>, key = newKey()) => session.call(openid, action, input, key);
const timer = async () => {
  await fetch(`${session.url}/dev/timer/jobs/everyMinute`, { method: 'POST' });
};
const silent = (unreachable: boolean) => fetch(`${session.url}/dev/text-check`, { method: 'POST', body: JSON.stringify({ unreachable }) });
const checkIn = async (openid: string, change: Partial<Api.Input<'reading.checkIn'>> = {}) =>
  dataOf(await act(openid, 'reading.checkIn', { editionId, bookId, minutes: 20, pages: 0, note: '', night: false, makeUpFor: null, ...change }));
/** A note of words that no other has, put down where others read it. */
async function noteBy(openid: string, change: Partial<Api.Input<'reading.checkIn'>> = {}): Promise<string> {
  const note = stories[told] ?? '';
  told += 1;
  const { checkInId } = await checkIn(openid, { note, ...change });
  await timer();
  return checkInId;
}
const feed = async (openid: string, more: Partial<Api.Input<'reading.feed'>> = {}) => dataOf(await session.call(openid, 'reading.feed', { editionId, within: 'all', ...more }));
const sees = async (openid: string, noteId: string) => codeOf(await session.call(openid, 'reading.note', { editionId, noteId }));
const inFeed = async (openid: string, noteId: string) => (await feed(openid)).items.some((item) => item.noteId === noteId);
const one = async (openid: string, noteId: string) => dataOf(await session.call(openid, 'reading.note', { editionId, noteId }));
const heard = async (openid: string, title: string) => dataOf(await session.call(openid, 'notice.inbox', {})).items.filter((item) => item.title === title);
const held = async (openid: string) => dataOf(await session.call(openid, 'reading.held', { editionId })).items;
const reply = (openid: string, noteId: string, text: string, key = newKey()) => act(openid, 'reading.reply', { editionId, noteId, text }, key);
const report = (openid: string, noteId: string, replyId: string | null = null, key = newKey()) => act(openid, 'reading.report', { editionId, noteId, replyId, reason: 'offTopic' }, key);
const review = (openid: string, noteId: string, verdict: 'show' | 'hide' | 'void', reason = '', replyId: string | null = null, key = newKey()) =>
  act(openid, 'reading.review', { editionId, noteId, replyId, verdict, reason }, key);
const isNew = (openid: string) => records(session.url, 'members').doc(demoUid(openid)).update({ joinedAt: start - day });

async function edition(audienceUnionId: string): Promise<string> {
  const draft = { title: '职工读书月', programme: 'reading', audienceUnionId, placeName: '各职工书屋', startsAt: start + day, endsAt: start + 40 * day, capacity: 50 } as const;
  const { activityId } = dataOf(await act(wang, 'activity.create', draft));
  return dataOf(await act(wang, 'reading.create', { activityId, from: '2027-03-29', until: '2027-04-30', rules: plainRules })).editionId;
}

beforeAll(async () => {
  session = await openApiSession({ members: 120 });
  await session.setClock(start - 2 * day);
  editionId = await edition('city');
  bookId = dataOf(await act(wang, 'reading.addBook', { editionId, isbn: '978-7-5366-9293-0', title: '三体', author: '刘慈欣', theme: '科学', link: '' })).bookId;
  await session.setClock(start);
});
afterAll(() => session.close());

test('the feed: a page costs what is on it, goes on without a gap, by unit and by book', async () => {
  for (let index = 20; index < 34; index += 1) await checkIn(reader(index), { note: stories[(told += 1)] ?? '' });
  for (let index = 48; index < 54; index += 1) await checkIn(reader(index), { note: stories[(told += 1)] ?? '' });
  told += 1;
  // A copy of another's words is in no feed.
  await checkIn(reader(54), { note: stories[2] ?? '' });
  await timer();
  const first = await session.measured(reader(60), 'reading.feed', { editionId, within: 'all' });
  const { items, next } = dataOf(first.answer);
  expect(items).toHaveLength(15);
  expect(first.cost.docsRead).toBeLessThanOrEqual(15 + 3);
  expect(first.cost).toMatchObject({ writes: 0 });
  expect(first.cost.roundTrips).toBeLessThanOrEqual(3);
  const rest = await session.measured(reader(60), 'reading.feed', { editionId, within: 'all', cursor: next ?? '' });
  expect(rest.cost.docsRead).toBeLessThanOrEqual(15 + 3);
  const all = [...items, ...dataOf(rest.answer).items];
  expect([all.length, new Set(all.map(({ noteId }) => noteId)).size, dataOf(rest.answer).next]).toEqual([20, 20, null]);
  expect(all.every(({ name, mine }) => name.includes('*') && !mine)).toBe(true);
  expect(all.map(({ at }) => at)).toEqual([...all.map(({ at }) => at)].sort((a, b) => b - a));
  const unit = await session.measured(reader(20), 'reading.feed', { editionId, within: 'unit' });
  expect(dataOf(unit.answer).items.map(({ unitName }) => unitName)).toEqual(Array<string>(14).fill('江城机床厂工会'));
  expect(unit.cost.docsRead).toBeLessThanOrEqual(14 + 2);
  expect(dataOf(unit.answer).items.filter(({ mine }) => mine)).toHaveLength(1);
  expect((await feed(reader(60), { bookId })).items).toHaveLength(15);
  expect((await feed(reader(60), { bookId: 'no-such' })).items).toEqual([]);
  expect(codeOf(await session.call('demo-stranger', 'reading.feed', { editionId, within: 'all' }))).toBe('FORBIDDEN');
  expect(codeOf(await session.call(reader(60), 'reading.feed', { editionId: await edition('jcjc'), within: 'all' }))).toBe('NOT_FOUND');
});

test('a like is one write, and once; who may not read a note may not like it', async () => {
  const noteId = await noteBy(chen);
  const likes = async () => (await one(li, noteId)).likes;
  const first = await session.measured(li, 'reading.like', { editionId, noteId, on: true });
  expect([dataOf(first.answer), first.cost.writes, first.cost.roundTrips]).toEqual([{ liked: true }, 1, 2]);
  expect(dataOf(await session.call(li, 'reading.like', { editionId, noteId, on: true }))).toEqual({ liked: true });
  await Promise.all([1, 2, 3].map(() => session.call(reader(20), 'reading.like', { editionId, noteId, on: true })));
  expect(await likes()).toBe(2);
  expect((await feed(li)).items.find((item) => item.noteId === noteId)).toMatchObject({ liked: true, likes: 2 });
  for (let time = 0; time < 2; time += 1) dataOf(await session.call(li, 'reading.like', { editionId, noteId, on: false }));
  expect(await likes()).toBe(1);
  await records(session.url, 'reading_notes').doc(noteId).update({ audience: '/elsewhere/' });
  expect(codeOf(await session.call(li, 'reading.like', { editionId, noteId, on: true }))).toBe('NOT_FOUND');
  expect(await sees(li, noteId)).toBe('NOT_FOUND');
  expect(codeOf(await session.call(li, 'reading.like', { editionId, noteId: 'no-such', on: true }))).toBe('NOT_FOUND');
});

test('a reply: once, short, judged, five of one person; withdrawn it stays withdrawn', async () => {
  const noteId = await noteBy(chen);
  const key = newKey();
  const first = await session.measured(li, 'reading.reply', { editionId, noteId, text: '说到心里去了' }, key);
  // The note, and one message in its writer's inbox.
  expect(first.cost.writesBy).toEqual({ reading_notes: 1, inbox: 1 });
  const given = dataOf(first.answer);
  expect(given).toMatchObject({ text: '说到心里去了', mine: true, state: 'shown', name: '李秀英' });
  expect(dataOf(await reply(li, noteId, '说到心里去了', key))).toEqual(given);
  expect(codeOf(await reply(li, noteId, '别的话', key))).toBe('KEY_REUSED');
  for (const text of ['', '字'.repeat(101), '两\n行', '快来赌博']) expect(codeOf(await reply(li, noteId, text))).toBe('BAD_INPUT');
  for (let time = 0; time < 4; time += 1) expect(codeOf(await reply(li, noteId, `第 ${time} 句`))).toBe('OK');
  expect(codeOf(await reply(li, noteId, '第六句'))).toBe('USED');
  // Told once a day for a note, however many answer it.
  expect(await heard(chen, '有人回复了您的读后感')).toHaveLength(1);
  const { replies, replyList } = await one(chen, noteId);
  expect([replies, replyList.length, replyList[0]?.name]).toEqual([5, 5, '李**']);
  const replyId = given.replyId;
  expect(codeOf(await session.call(chen, 'reading.withdraw', { editionId, noteId, replyId }))).toBe('NOT_FOUND');
  for (let time = 0; time < 2; time += 1) expect(codeOf(await session.call(li, 'reading.withdraw', { editionId, noteId, replyId }))).toBe('OK');
  expect((await one(li, noteId)).replyList).toHaveLength(4);
  // The act's late duplicate does not bring it back.
  expect(dataOf(await reply(li, noteId, '说到心里去了', key))).toMatchObject({ state: 'withdrawn', text: '' });
  expect((await one(chen, noteId)).replies).toBe(4);
});

test('the safety service is silent: held, seen by its writer alone, asked again at the next visit', async () => {
  const noteId = await noteBy(reader(21));
  await session.setClock(start + hour);
  await silent(true);
  const heldNote = await noteBy(li);
  const answer = dataOf(await reply(li, noteId, '想借来看看'));
  expect(answer.state).toBe('held');
  expect([await inFeed(chen, heldNote), await sees(chen, heldNote), await sees(li, heldNote)]).toEqual([false, 'NOT_FOUND', 'OK']);
  expect([(await one(chen, noteId)).replyList.length, (await one(li, noteId)).replyList.length]).toEqual([0, 1]);
  expect((await held(wang)).map((item) => item.noteId).sort()).toEqual([heldNote, noteId].sort());
  expect(dataOf(await session.call(li, 'reading.recheck', { editionId }))).toEqual({ held: 2 });
  await silent(false);
  expect(dataOf(await session.call(chen, 'reading.recheck', { editionId }))).toEqual({ held: 0 });
  expect(await inFeed(chen, heldNote)).toBe(false);
  expect(dataOf(await session.call(li, 'reading.recheck', { editionId }))).toEqual({ held: 0 });
  expect([await inFeed(chen, heldNote), (await one(chen, noteId)).replyList.length]).toEqual([true, 1]);
  expect(await held(wang)).toEqual([]);
  await silent(true);
  const bad = await noteBy(reader(22), { note: `${stories[399 % stories.length] ?? ''}快来赌博` });
  await silent(false);
  expect(dataOf(await session.call(reader(22), 'reading.recheck', { editionId }))).toEqual({ held: 0 });
  expect((await one(reader(22), bad)).why).toBe('没有通过微信的内容检查');
  expect(await inFeed(chen, bad)).toBe(false);
  // What WeChat wants a person to look at goes to the desk.
  expect((await checkIn(reader(23), { note: '周末有人找代购这套书吗' })).note).toBe('review');
  await timer();
  const waits = (await held(wang))[0];
  expect(waits?.state).toBe('review');
  await review(wang, waits?.noteId ?? '', 'hide', '与读书无关');
});

test('a new account is looked at first; the desk is that of the edition, and of a unit for its own', async () => {
  await isNew(reader(24));
  await isNew(reader(55));
  const [works, bus] = [await noteBy(reader(24)), await noteBy(reader(55))];
  expect([await inFeed(chen, works), await sees(chen, works)]).toEqual([false, 'NOT_FOUND']);
  expect((await held(wang)).map((item) => item.noteId)).toEqual([works, bus]);
  expect((await held(liu)).map((item) => item.noteId)).toEqual([works]);
  expect((await held(liu))[0]).toMatchObject({ waits: true, state: 'review', reports: [], replies: [] });
  expect(codeOf(await session.call(chen, 'reading.held', { editionId }))).toBe('NOT_FOUND');
  expect(codeOf(await review(chen, works, 'show'))).toBe('NOT_FOUND');
  expect(codeOf(await review(liu, bus, 'show'))).toBe('NOT_FOUND');
  expect(codeOf(await review(liu, works, 'hide'))).toBe('BAD_INPUT');
  const key = newKey();
  const decided = await session.measured(liu, 'reading.review', { editionId, noteId: works, replyId: null, verdict: 'show', reason: '' }, key);
  expect([dataOf(decided.answer), decided.cost.writes]).toEqual([{ state: 'shown' }, 1]);
  expect(codeOf(await review(liu, works, 'show', '', null, key))).toBe('OK');
  expect(codeOf(await review(liu, works, 'hide', '与读书无关', null, key))).toBe('KEY_REUSED');
  expect(codeOf(await review(wang, works, 'show'))).toBe('USED');
  expect(await inFeed(chen, works)).toBe(true);
  const points = async () => dataOf(await session.call(reader(55), 'reading.ledger', { editionId }));
  expect((await points()).points).toBe(20);
  expect(codeOf(await review(wang, bus, 'void', '抄自网上的书评'))).toBe('OK');
  expect(await points()).toMatchObject({ points: 15, lines: [{ rule: 'reversal', points: -5, reason: '抄自网上的书评' }, {}, {}, {}] });
  expect(await one(reader(55), bus)).toMatchObject({ state: 'hidden', why: '抄自网上的书评' });
  expect(await heard(reader(55), '您写的一段话没有公开')).toMatchObject([{ text: '《三体》的读后感或回复，工会看过后没有公开：抄自网上的书评。' }]);
  await timer();
  const { items } = dataOf(await session.call('demo-admin-wu', 'audit.list', {}));
  expect(items.filter(({ act: name }) => name === 'reading.review').length).toBe(3);
});

test('three reports and it is out of sight; what a cadre lets stand, stays', async () => {
  const noteId = await noteBy(chen);
  expect(codeOf(await report(chen, noteId))).toBe('BAD_INPUT');
  const key = newKey();
  for (let time = 0; time < 2; time += 1) expect(codeOf(await report(li, noteId, null, key))).toBe('OK');
  expect(codeOf(await report(li, noteId))).toBe('USED');
  await report(reader(20), noteId);
  expect(await inFeed(li, noteId)).toBe(true);
  expect(codeOf(await report(reader(21), noteId))).toBe('OK');
  expect([await inFeed(li, noteId), await sees(chen, noteId)]).toEqual([false, 'OK']);
  const [item] = await held(liu);
  expect(item).toMatchObject({ noteId, state: 'reported', reports: [{ reason: 'offTopic' }, {}, {}] });
  // Nobody learns who reported it.
  expect(JSON.stringify(item)).not.toContain(demoUid(li));
  expect(codeOf(await review(liu, noteId, 'show'))).toBe('OK');
  for (let index = 25; index < 29; index += 1) expect(codeOf(await report(reader(index), noteId))).toBe('OK');
  expect(await inFeed(li, noteId)).toBe(true);
  const { replyId } = dataOf(await reply(li, noteId, '加油'));
  expect(codeOf(await report(chen, noteId, replyId))).toBe('OK');
  expect((await held(liu))[0]?.replies).toMatchObject([{ replyId, reports: [{ reason: 'offTopic' }] }]);
  expect(codeOf(await review(liu, noteId, 'hide', '与读书无关', replyId))).toBe('OK');
  expect(codeOf(await review(liu, noteId, 'show'))).toBe('OK');
  expect((await one(chen, noteId)).replyList).toEqual([]);
  expect((await one(li, noteId)).replyList).toMatchObject([{ state: 'hidden', why: '与读书无关' }]);
  expect(await held(liu)).toEqual([]);
  expect(codeOf(await session.call(chen, 'reading.withdraw', { editionId, noteId, replyId: null }))).toBe('OK');
  expect([await inFeed(li, noteId), await inFeed(chen, noteId)]).toEqual([false, false]);
});

test('photos: one’s own of this edition, seen by others once they passed', async () => {
  await session.setClock(start + 3 * hour);
  const mediaId = await photoOf(session, chen, editionId, 'note');
  const risky = dataOf(await act(chen, 'media.keep', { fileId: await upload(session, undefined, 'jpg', 'risky'), activityId: editionId, what: 'note' })).mediaId;
  await until(async () => (await recordOf(session.url, 'media', risky))['state'], (state) => state === 'risky');
  await until(async () => (await recordOf(session.url, 'media', mediaId))['state'], (state) => state === 'pass');
  const input = { editionId, bookId, minutes: 20, pages: 0, note: stories[60] ?? '', night: false, makeUpFor: null };
  const refused = async (openid: string, photos: string[]) => codeOf(await act(openid, 'reading.checkIn', { ...input, photos }));
  expect([await refused(li, [mediaId]), await refused(chen, [risky]), await refused(chen, [mediaId, mediaId])]).toEqual(['BAD_INPUT', 'BAD_INPUT', 'BAD_INPUT']);
  expect(codeOf(await act(chen, 'media.keep', { fileId: await upload(session), activityId: 'no-such', what: 'note' }))).toBe('NOT_FOUND');
  const sent = await session.measured(chen, 'reading.checkIn', { ...input, photos: [mediaId] }, newKey());
  expect(sent.cost).toMatchObject({ roundTrips: 3, writes: 1 });
  const noteId = dataOf(sent.answer).checkInId;
  await timer();
  await session.setClock(start + 3 * hour + 2 * minute);
  await timer();
  const [photo] = (await one(li, noteId)).photos;
  expect(photo?.url).toMatch(/^http/);
  expect((await feed(li)).items.find((item) => item.noteId === noteId)?.photos).toHaveLength(1);
  // Without words too, and not before its verdict.
  const second = await photoOf(session, reader(26), editionId, 'note');
  await until(async () => (await recordOf(session.url, 'media', second))['state'], (state) => state === 'pass');
  await records(session.url, 'media').doc(second).update({ state: 'held', trace: 'somebody-looks' });
  const alone = (await checkIn(reader(26), { photos: [second] })).checkInId;
  await timer();
  expect([(await one(li, alone)).photos.length, (await one(reader(26), alone)).photos.length]).toEqual([0, 1]);
});

test('who leaves takes their words along', async () => {
  const noteId = await noteBy(reader(30));
  const other = await noteBy(reader(31));
  await reply(reader(30), other, '一起读');
  expect(codeOf(await act(reader(30), 'people.leave', {}))).toBe('OK');
  expect([await sees(li, noteId), (await one(li, other)).replyList]).toEqual(['NOT_FOUND', []]);
});

test('shelves: a book is on one of them; reading it puts it there, having read it keeps it', async () => {
  const me = reader(40);
  const shelf = async () => dataOf(await session.call(me, 'reading.shelf', { editionId }));
  const shelve = (to: Api.Reading.Shelf | null, of = bookId) => session.measured(me, 'reading.shelve', { editionId, bookId: of, shelf: to });
  expect(await shelf()).toEqual({ items: [], counts: { want: 0, reading: 0, done: 0 } });
  expect((await shelve('want')).cost).toMatchObject({ roundTrips: 4, writes: 2 });
  expect((await shelve('want')).cost.writes).toBe(0);
  expect((await shelf()).items).toMatchObject([{ title: '三体', shelf: 'want', days: 0 }]);
  const book = async () => dataOf(await session.call(me, 'reading.book', { editionId, bookId }));
  const before = await book();
  await checkIn(me, { minutes: 35 });
  await timer();
  expect((await shelf()).items).toMatchObject([{ shelf: 'reading', days: 1, minutes: 35 }]);
  expect(await book()).toMatchObject({ shelf: 'reading', onList: true, readers: before.readers + 1, done: before.done });
  expect(dataOf((await shelve('done')).answer)).toEqual({ shelf: 'done' });
  await checkIn(me, { minutes: 5 });
  await timer();
  const seen = await session.measured(me, 'reading.shelf', { editionId });
  expect(dataOf(seen.answer)).toMatchObject({ items: [{ shelf: 'done', minutes: 40 }], counts: { want: 0, reading: 0, done: 1 } });
  expect(seen.cost.roundTrips).toBeLessThanOrEqual(3);
  expect(await book()).toMatchObject({ readers: before.readers, done: before.done + 1 });
  dataOf((await shelve(null)).answer);
  expect((await shelf()).items).toEqual([]);
  expect(codeOf((await shelve('want', 'no-such')).answer)).toBe('NOT_FOUND');
});
