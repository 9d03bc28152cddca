import { listDigest } from '../../../miniprogram/domain/awards/notice';
import { plainRules } from '../../../miniprogram/domain/reading/rules';
import { day, instant, minute } from '../../../miniprogram/domain/time/shanghai';
import { type ApiSession, codeOf, dataOf, newKey, openApiSession } from '../local-session';
import { recordOf, records } from './records';

/** 评选 from the frozen ranking to the decision: what is proposed, what is published, what an objection does, and who is never named. */

const cadre = 'demo-cadre-wang';
const chen = 'demo-worker-chen';
const start = instant(2027, 3, 22, 8);
const until = '2027-03-24';
const reader = (index: number) => `demo-member-${index}`;
const office = { name: '市总工会宣教部', telephone: '0550-66123456' };
let session: ApiSession;
let editionId: string;
let selectionId: string;
let others: string[];

const act = <A extends Api.ActionName>(openid: string, action: A, input: Api.Input<A>, key = newKey()) => session.call(openid, action, input, key);
const timer = async () => {
  for (let run = 0; run < 3; run += 1) await fetch(`${session.url}/dev/timer/jobs/everyMinute`, { method: 'POST' });
};
const at = (month: number, date: number) => session.setClock(instant(2027, month, date, 9));
const desk = async () => dataOf(await session.call(cadre, 'awards.desk', { selectionId }));
const star = { kind: 'star' as const, title: '读书之星', basis: '', without: 'select' as const, places: 3 };

beforeAll(async () => {
  session = await openApiSession({ members: 60 });
  await session.setClock(start - day);
  const draft = { title: '职工读书月', programme: 'reading' as const, audienceUnionId: 'city', placeName: '各职工书屋', startsAt: start, endsAt: start + 3 * day, capacity: 50 };
  const { activityId } = dataOf(await act(cadre, 'activity.create', draft));
  editionId = dataOf(await act(cadre, 'reading.create', { activityId, from: '2027-03-22', until, rules: { ...plainRules, activeDays: 1 } })).editionId;
  const { bookId } = dataOf(await act(cadre, 'reading.addBook', { editionId, isbn: '9787536692930', title: '三体', author: '刘慈欣', theme: '科幻', link: '' }));
  await session.setClock(start);
  others = Array.from({ length: 14 }, (_, index) => reader(index + 1));
  for (const [index, who] of [chen, ...others].entries()) {
    await act(who, 'reading.checkIn', { editionId, bookId, minutes: 10 + 10 * (index % 4), pages: 0, note: '', night: false, makeUpFor: null });
  }
  await session.setClock(start + day);
  await act(chen, 'reading.checkIn', { editionId, bookId, minutes: 40, pages: 0, note: '', night: false, makeUpFor: null });
  await timer();
});
afterAll(() => session.close());

test('nothing is proposed before the ranking is frozen; then by quota, once', async () => {
  const propose = (change: object = {}, key = newKey(), openid = cadre) => act(openid, 'awards.propose', { editionId, ...star, ...change }, key);
  expect(codeOf(await propose())).toBe('NOT_OPEN');
  await session.setClock(instant(2027, 3, 25, 0) + 11 * minute);
  await timer();
  expect(dataOf(await session.call(cadre, 'awards.list', { editionId }))).toMatchObject({ items: [], frozen: true });
  expect(codeOf(await propose({}, newKey(), chen))).toBe('NOT_FOUND');
  expect(codeOf(await propose({ places: 0 }))).toBe('BAD_INPUT');
  const key = newKey();
  const twice = await Promise.all([propose({}, key), propose({}, key)]);
  expect(twice.map(codeOf)).toEqual(['OK', 'OK']);
  selectionId = dataOf(twice[0] ?? (await propose({}, key))).selectionId;
  expect(codeOf(await propose({ places: 4 }, key))).toBe('KEY_REUSED');
  expect(codeOf(await propose())).toBe('USED');
  const { quotas, candidates, twice: both } = await desk();
  expect(both).toBe(true);
  expect(quotas.reduce((sum, { places }) => sum + places, 0)).toBe(3);
  for (const { name, places } of quotas) expect(candidates.filter(({ groupName, state }) => groupName === name && state === 'listed').length).toBeLessThanOrEqual(places);
  const first = candidates.find(({ name }) => name === '陈建国');
  expect(first).toMatchObject({ state: 'listed', evidence: { of: 'star', rank: 1, days: 2, longestRun: 2, notes: 0 } });
  expect(JSON.stringify(await recordOf(session.url, 'selections', selectionId))).not.toContain('陈建国');
});

test('posts first, then each unit reads its own list, nobody another one', async () => {
  const before = await desk();
  const listed = before.candidates.filter(({ state }) => state === 'listed');
  const publish = (v: number, key = newKey(), workingDays = 5) => act(cadre, 'awards.publish', { selectionId, v, desk: office, workingDays }, key);
  expect(codeOf(await publish(before.v))).toBe('BAD_INPUT');
  const posts = await act(cadre, 'awards.posts', { selectionId, v: before.v, posts: listed.map(({ id }) => ({ candidateId: id, post: '钳工' })) });
  const { v } = dataOf(posts);
  expect(codeOf(await publish(before.v))).toBe('USED');
  expect(codeOf(await publish(v, newKey(), 4))).toBe('BAD_INPUT');
  const key = newKey();
  expect((await Promise.all([publish(v, key), publish(v, key)])).map((one) => dataOf(one).v)).toEqual([v + 1, v + 1]);
  expect(codeOf(await publish(v + 1))).toBe('NOT_OPEN');
  const { notices, state } = await desk();
  expect(state).toBe('unit');
  expect(notices.reduce((sum, { people }) => sum + people, 0)).toBe(listed.length);
  const mine = dataOf(await session.call(chen, 'awards.notices', { editionId })).items;
  expect(mine).toHaveLength(1);
  const notice = dataOf(await session.call(chen, 'awards.notice', { selectionId, noticeId: mine[0]?.noticeId ?? '' }));
  expect(notice).toMatchObject({ heading: '拟推选“读书之星”名单', published: '2027-03-25', until: '2027-04-01', standing: 'running', mine: 'none', desk: office });
  expect(notice.digest).toBe(listDigest(notice.list));
  expect(Object.keys(notice.list[0] ?? {}).sort()).toEqual(['name', 'post', 'unit']);
  const foreign = notices.find(({ noticeId }) => noticeId !== notice.noticeId);
  expect(codeOf(await session.call(chen, 'awards.notice', { selectionId, noticeId: foreign?.noticeId ?? 'none' }))).toBe('NOT_FOUND');
  expect(codeOf(await act(cadre, 'awards.strike', { selectionId, v: v + 1, candidateId: listed[0]?.id ?? '', reason: '来不及了' }))).toBe('CLOSED');
});

test('an objection: one a person, from nobody that can be found; its finding restarts the notice', async () => {
  const [mine] = dataOf(await session.call(chen, 'awards.notices', { editionId })).items;
  const noticeId = mine?.noticeId ?? '';
  const say = (words: string, key = newKey(), openid = chen) => act(openid, 'awards.object', { selectionId, noticeId, words }, key);
  expect(codeOf(await say('太短'))).toBe('BAD_INPUT');
  const key = newKey();
  const said = '名单上这位同志的打卡是别人代打的，请核实。';
  expect((await Promise.all([say(said, key), say(said, key)])).map(codeOf)).toEqual(['OK', 'OK']);
  expect(codeOf(await say(`${said}补充`, key))).toBe('KEY_REUSED');
  expect(codeOf(await say(said))).toBe('USED');
  const kept = JSON.stringify([await recordOf(session.url, 'selections', selectionId), (await records(session.url, 'award_objections').where({ selection: selectionId }).limit(9).get()).data]);
  const [row] = (await records(session.url, 'members').where({ unitId: 'jcjc1' }).limit(1).get()).data;
  const who = dataOf(await session.call(chen, 'people.me', {})).member?.uid ?? String(row?._id);
  expect(kept).not.toContain(said);
  expect(kept.split(who).length - 1).toBe(kept.includes(`"uid":"${who}"`) ? 1 : 0);
  expect(codeOf(await session.call(chen, 'awards.objections', { selectionId }))).toBe('NOT_FOUND');
  const { items, v } = dataOf(await session.call(cadre, 'awards.objections', { selectionId }));
  const waiting = async () => dataOf(await session.call(cadre, 'desk.recount', {})).waiting.find(({ counter }) => counter === 'objections');
  expect(await waiting()).toEqual({ counter: 'objections', count: items.length, subject: selectionId });
  expect(items).toMatchObject([{ words: said, finding: null, noticeId }]);
  expect(dataOf(await session.call(chen, 'awards.notice', { selectionId, noticeId }))).toMatchObject({ mine: 'open', findings: [] });

  await at(4, 2);
  expect(codeOf(await act(cadre, 'awards.publish', { selectionId, v, desk: office, workingDays: 5 }))).toBe('NOT_OPEN');
  expect(codeOf(await say(said, newKey(), 'demo-cadre-liu'))).toBe('CLOSED');
  const find = (change: object = {}) => act(cadre, 'awards.find', { selectionId, v, noticeId, objectionId: items[0]?.objectionId ?? '', words: '经核实，打卡是本人所为。', struck: null, ...change });
  expect(codeOf(await find({ objectionId: 'nobody' }))).toBe('NOT_FOUND');
  expect(codeOf(await find({ struck: 'nobody' }))).toBe('NOT_FOUND');
  const rush = await Promise.all([find(), find()]);
  expect(rush.map(codeOf).sort()).toEqual(['OK', 'USED']);
  expect(await waiting()).toBeUndefined();
  expect(dataOf(await session.call(chen, 'awards.notice', { selectionId, noticeId }))).toMatchObject({ mine: 'answered', findings: [{ words: '经核实，打卡是本人所为。', changed: false }] });
});

test('the list of all, then the decision; certificates and receipts only after it', async () => {
  const before = await desk();
  expect(codeOf(await act(cadre, 'awards.decide', { selectionId, v: before.v, paper: '总工发〔2027〕9号' }))).toBe('CLOSED');
  expect(codeOf(await act(cadre, 'awards.publish', { selectionId, v: before.v, desk: office, workingDays: 5 }))).toBe('OK');
  const all = await desk();
  expect(all).toMatchObject({ state: 'city', notices: [{ level: 'city', people: all.listed }] });
  expect(dataOf(await session.call(others[0] ?? '', 'awards.notices', { editionId })).items.some(({ level }) => level === 'city')).toBe(true);
  const file = async (kind: 'honourNotice' | 'honourReceipts' | 'honourCertificates', options: object) => dataOf(await act(cadre, 'export.start', { kind, subject: editionId, options: { selectionId, ...options } })).job;
  const printed = { form: 'a4', right: 0, down: 0, trial: false };
  expect(await file('honourNotice', {})).toMatchObject({ state: 'done' });
  expect(await file('honourReceipts', {})).toMatchObject({ state: 'failed', fault: '登记评选决定以后才能打印' });
  expect(codeOf(await act(cadre, 'awards.decide', { selectionId, v: all.v, paper: '总工发〔2027〕9号' }))).toBe('NOT_OPEN');
  await at(4, 13);
  const key = newKey();
  const decide = () => act(cadre, 'awards.decide', { selectionId, v: all.v, paper: '总工发〔2027〕9号' }, key);
  expect((await Promise.all([decide(), decide()])).map(codeOf)).toEqual(['OK', 'OK']);
  expect(await desk()).toMatchObject({ state: 'decided', decision: { paper: '总工发〔2027〕9号', words: '推选为“读书之星”' } });
  expect(await file('honourReceipts', {})).toMatchObject({ state: 'done' });
  expect(await file('honourCertificates', printed)).toMatchObject({ state: 'done' });
  expect(codeOf(await act(chen, 'export.start', { kind: 'honourReceipts', subject: editionId, options: { selectionId } }))).toBe('NOT_FOUND');
});

test('enterprises by their own rule, with what the others lack', async () => {
  const { selectionId: found } = dataOf(await act(cadre, 'awards.propose', { editionId, kind: 'enterprise', title: '书香企业', basis: '总工发〔2027〕3号', without: 'select', places: 1 }));
  const { candidates, short } = dataOf(await session.call(cadre, 'awards.desk', { selectionId: found }));
  expect(candidates).toEqual([]);
  expect(short.events).toBeGreaterThan(0);
  expect(codeOf(await act(cadre, 'awards.publish', { selectionId: found, v: 1, desk: office, workingDays: 5 }))).toBe('BAD_INPUT');
});

test('files of the edition: figures of units, and a ledger that adds up, names for the unit alone', async () => {
  const start = async (openid: string, kind: 'readingUnits' | 'readingLedger', options: Record<string, unknown>) => act(openid, 'export.start', { kind, subject: editionId, options });
  expect(dataOf(await start(cadre, 'readingUnits', {})).job.state).toBe('done');
  expect(dataOf(await start(cadre, 'readingLedger', { unionId: null })).job.state).toBe('done');
  expect(dataOf(await start('demo-cadre-liu', 'readingLedger', { unionId: 'jcjc' })).job.state).toBe('done');
  expect(codeOf(await start(cadre, 'readingLedger', { unionId: 'jcjc' }))).toBe('FORBIDDEN');
  expect(codeOf(await start('demo-cadre-liu', 'readingLedger', { unionId: null }))).toBe('NOT_FOUND');
});
