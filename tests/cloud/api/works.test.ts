import * as v from 'valibot';
import { day, hour, minute } from '../../../miniprogram/domain/time/shanghai';
import { resultOf } from '../../../miniprogram/domain/works/result';
import { type ApiSession, codeOf, dataOf, newKey, openApiSession } from '../local-session';
import { recordOf, records } from './records';
import { photoOf } from './uploads';

/** 征文 from the call to the published result: what judges never read, what is counted once, and what nobody sees before it is sealed. */

const cadre = 'demo-cadre-wang';
const chen = 'demo-worker-chen';
const li = 'demo-worker-li';
const writers = [chen, li, 'demo-member-20', 'demo-member-21', 'demo-member-22', 'demo-member-23'];
const judges = ['demo-judge-sun', 'demo-worker-aerken', 'demo-member-41', 'demo-member-42'];
/** Joins the panel when judging is under way. */
const spare = 'demo-member-43';
const bench = [...judges, spare];
const start = Date.UTC(2027, 3, 1, 1);
const closesAt = start + 10 * day;
const until = closesAt + 5 * day;
const essay = '扳手是师傅传给我的，柄上磨出了三道浅浅的印子。';
let session: ApiSession;
let activityId: string;
let callId: string;
let uids: string[];

const act = <A extends Api.ActionName>(openid: string, action: A, input: Api.Input<A>, key = newKey()) => session.call(openid, action, input, key);
const timer = () => fetch(`${session.url}/dev/timer/jobs/everyMinute`, { method: 'POST' });
const uidOf = async (openid: string) => dataOf(await session.call(openid, 'people.me', {})).member?.uid ?? '';
const call = async (openid: string) => dataOf(await session.call(openid, 'works.call', { callId }));
const desk = async () => dataOf(await session.call(cadre, 'works.desk', { callId }));

const stored = v.array(v.object({ _id: v.string(), kind: v.string(), number: v.number(), name: v.string(), sheets: v.array(v.object({ marks: v.record(v.string(), v.number()) })) }));
const works = async () => v.parse(stored, (await records(session.url, 'works').where({ callId, state: 'in' }).limit(50).get()).data);

const plan = (): Api.Works.Plan => ({
  ...{ title: '劳动最美', theme: '写身边的劳动者', opensAt: start, closesAt },
  kinds: [
    { id: 'k1', name: '征文', text: { least: 10, most: 200 }, photos: { least: 0, most: 2 } },
    { id: 'k2', name: '摄影', text: null, photos: { least: 1, most: 3 } },
  ],
  judging: { criteria: [{ id: 'c1', name: '立意', weight: 60 }, { id: 'c2', name: '文字', weight: 40 }], maximum: 100, trim: 0, perWork: 3, until },
  prizes: [{ name: '一等奖', count: 1 }, { name: '二等奖', count: 2 }],
});
const hand = (openid: string, change: Partial<Api.Input<'works.submit'>> = {}, key = newKey()) => act(openid, 'works.submit', { callId, kind: 'k1', v: 0, title: '师傅的扳手', text: essay, photos: [], ...change }, key);

beforeAll(async () => {
  session = await openApiSession({ members: 60 });
  await session.setClock(start - day);
  const draft = { title: '读书沙龙', programme: 'reading' as const, audienceUnionId: 'city', placeName: '职工书屋', startsAt: until + day, endsAt: until + 2 * day, capacity: 50 };
  activityId = dataOf(await act(cadre, 'activity.create', draft)).activityId;
  uids = await Promise.all(judges.map(uidOf));
  for (const uid of [...uids.slice(1), await uidOf(spare)]) await act(cadre, 'people.grant', { uid, role: 'judge', unionId: 'city', expires: until + 30 * day });
});
afterAll(() => session.close());

test('a call is made once, and seen once 宣教部 has approved it', async () => {
  const create = (change: object = {}, key = newKey(), openid = cadre) => act(openid, 'works.create', { activityId, approval: null, ...plan(), ...change }, key);
  expect(codeOf(await create({}, newKey(), chen))).toBe('NOT_FOUND');
  expect(codeOf(await create({ closesAt: start }))).toBe('BAD_INPUT');
  const key = newKey();
  const twice = await Promise.all([create({}, key), create({}, key)]);
  expect(twice.map(codeOf)).toEqual(['OK', 'OK']);
  callId = dataOf(twice[0] ?? (await create({}, key))).callId;
  expect(codeOf(await create({ title: '另一个' }, key))).toBe('KEY_REUSED');
  const seen = async (openid: string) => dataOf(await session.call(openid, 'works.calls', { activityId })).items.map(({ phase }) => phase);
  expect([await seen(cadre), await seen(chen)]).toEqual([['waiting'], []]);
  expect(codeOf(await session.call(chen, 'works.call', { callId }))).toBe('NOT_FOUND');
  const approve = (who = cadre) => act(who, 'works.approve', { callId, department: '市总工会宣教部', paper: '总工宣〔2027〕3号' });
  expect([codeOf(await approve(chen)), codeOf(await approve()), codeOf(await approve())]).toEqual(['NOT_FOUND', 'OK', 'USED']);
  expect(await seen(chen)).toEqual(['announced']);
  expect(codeOf(await hand(chen))).toBe('NOT_OPEN');
});

test('a work is handed in once, replaced upon its version, taken back, and held where WeChat is silent', async () => {
  await session.setClock(start + hour);
  expect(codeOf(await hand(chen, { text: '太短' }))).toBe('BAD_INPUT');
  expect(codeOf(await hand(chen, { kind: 'k9' }))).toBe('BAD_INPUT');
  const key = newKey();
  expect((await Promise.all([hand(chen, {}, key), hand(chen, {}, key)])).map((one) => dataOf(one).v)).toEqual([1, 1]);
  expect(codeOf(await hand(chen, { title: '别的' }, key))).toBe('KEY_REUSED');
  expect(codeOf(await hand(chen))).toBe('USED');
  expect(dataOf(await hand(chen, { v: 1, text: `我叫陈建国，${essay}` })).v).toBe(2);
  expect(codeOf(await hand(chen, { v: 1 }, key))).toBe('KEY_REUSED');
  expect(dataOf(await session.call(chen, 'works.mine', { callId, kind: 'k1' })).work).toMatchObject({ v: 2, title: '师傅的扳手' });
  const back = dataOf(await hand(li));
  expect(dataOf(await act(li, 'works.withdraw', { callId, kind: 'k1', v: back.v })).v).toBe(2);
  expect((await call(li)).mine).toEqual([]);
  const reach = (unreachable: boolean) => fetch(`${session.url}/dev/text-check`, { method: 'POST', body: JSON.stringify({ unreachable }) });
  await reach(true);
  expect(dataOf(await hand(li, { v: 2, title: '夜班' })).held).toBe(true);
  expect(dataOf(await session.call(li, 'works.recheck', { callId })).held).toBe(1);
  await reach(false);
  expect(dataOf(await session.call(li, 'works.recheck', { callId })).held).toBe(0);
  for (const openid of writers.slice(2)) expect(codeOf(await hand(openid))).toBe('OK');
  const other = await photoOf(session, li, activityId, 'work');
  expect(codeOf(await hand(chen, { kind: 'k2', text: '', photos: [other] }))).toBe('BAD_INPUT');
  expect(codeOf(await hand(chen, { kind: 'k2', text: '', photos: [await photoOf(session, chen, activityId, 'work')] }))).toBe('OK');
  expect((await desk()).counts).toEqual({ k1: 6, k2: 1 });
  // Names are sealed: nowhere but in the text that its writer wrote.
  expect((await works()).map(({ name }) => name).join()).not.toContain('陈建国');
});

test('the desk looks at what tells who wrote it, without a name, after closing', async () => {
  const pile = async () => dataOf(await session.call(cadre, 'works.pile', { callId, look: true })).items;
  const mine = (await pile()).find(({ findings }) => findings.words.length > 0);
  expect(mine).toMatchObject({ title: '师傅的扳手', findings: { words: ['陈建国'] }, vet: 'look' });
  expect(Object.keys(mine ?? {})).not.toEqual(expect.arrayContaining(['name', 'unitName', 'uid']));
  const vet = (verdict: 'pass' | 'mask' | 'strike', reason = '') => act(cadre, 'works.vet', { callId, workId: mine?.workId ?? '', v: mine?.v ?? 0, verdict, reason });
  expect(codeOf(await vet('mask'))).toBe('NOT_OPEN');
  const begin = (change: object = {}, key = newKey()) => act(cadre, 'works.begin', { callId, judges: uids, perWork: 3, ...change }, key);
  await session.setClock(closesAt);
  expect([codeOf(await hand(chen, { v: 2 })), codeOf(await begin())]).toEqual(['CLOSED', 'NOT_OPEN']);
  await session.setClock(closesAt + 2 * minute);
  await timer();
  expect(codeOf(await begin())).toBe('NOT_OPEN');
  for (const work of await pile()) {
    expect(codeOf(await act(cadre, 'works.vet', { callId, workId: work.workId, v: work.v, verdict: work.findings.words.length > 0 ? 'mask' : 'pass', reason: '' }))).toBe('OK');
  }
  expect((await desk()).looks).toBe(0);
  expect(codeOf(await begin({ judges: [...uids, await uidOf(chen)] }))).toBe('BAD_INPUT');
  expect(codeOf(await begin({ perWork: 9 }))).toBe('BAD_INPUT');
  const key = newKey();
  expect((await Promise.all([begin({}, key), begin({}, key)])).map((one) => dataOf(one).works)).toEqual([7, 7]);
  expect(codeOf(await begin())).toBe('USED');
  await timer();
  const { panel, phase, open } = await desk();
  expect(phase).toBe('judging');
  expect(panel.reduce((sum, { given }) => sum + given, 0)).toBe(open);
});

test('what a judge does not mark goes to others, once; who was not on the panel joins it', async () => {
  const silent = uids[3] ?? '';
  const before = await desk();
  const given = before.panel.find(({ uid }) => uid === silent)?.given ?? 0;
  const handOn = (to: string[], from: string | null = silent, key = newKey(), openid = cadre) => act(openid, 'works.handOn', { callId, from, to }, key);
  const others = [await uidOf(spare), ...uids.slice(0, 3)];
  expect(codeOf(await handOn(others, silent, newKey(), chen))).toBe('NOT_FOUND');
  expect(codeOf(await handOn([silent]))).toBe('BAD_INPUT');
  expect(codeOf(await handOn([await uidOf(chen)]))).toBe('BAD_INPUT');
  expect(codeOf(await handOn(others, await uidOf(spare)))).toBe('BAD_INPUT');
  const key = newKey();
  expect((await Promise.all([handOn(others, silent, key), handOn(others, silent, key)])).map(codeOf)).toEqual(['OK', 'OK']);
  expect(codeOf(await handOn(others.slice(1), silent, key))).toBe('KEY_REUSED');
  await timer();
  const after = await desk();
  expect(after.panel.map(({ uid }) => uid).sort()).toEqual([...uids, others[0]].sort());
  expect(after.panel.find(({ uid }) => uid === silent)?.given).toBeLessThan(given);
  expect([after.open, after.handing]).toEqual([before.open, false]);
  for (const openid of bench) {
    const asked = dataOf(await session.call(openid, 'works.sheets', { callId })).items.length;
    const uid = await uidOf(openid);
    expect([openid, after.panel.find((one) => one.uid === uid)?.given]).toEqual([openid, asked]);
  }
  expect((await works()).every(({ sheets }) => sheets.length === 0)).toBe(true);
  // Works that have fewer than asked for get one more where somebody may judge them.
  expect(codeOf(await handOn(others, null))).toBe('OK');
  expect((await desk()).short).toBeLessThanOrEqual(after.short);
});

test('judges read number, title and words alone, covered where the desk covered them, and mark once', async () => {
  const sheets = async (openid: string) => dataOf(await session.call(openid, 'works.sheets', { callId })).items;
  expect(codeOf(await session.call(chen, 'works.sheets', { callId }))).toBe('NOT_FOUND');
  const own = new Map<string, number[]>();
  for (const openid of bench) own.set(openid, (await sheets(openid)).map(({ number }) => number));
  const all = [1, 2, 3, 4, 5, 6, 7];
  expect([...new Set([...own.values()].flat())].sort()).toEqual(all);
  for (const openid of bench) {
    for (const number of own.get(openid) ?? []) {
      const answer = JSON.stringify(await session.call(openid, 'works.work', { callId, number }));
      expect(answer).not.toMatch(/陈建国|李秀英|unitName|"uid"|"name":"[^立文]/);
    }
    const foreign = all.find((number) => own.get(openid)?.includes(number) === false);
    if (foreign !== undefined) expect(codeOf(await act(openid, 'works.score', { callId, number: foreign, marks: { c1: 1, c2: 1 } }))).toBe('NOT_FOUND');
  }
  const [first] = judges;
  const readers = (of: number) => [...own.values()].filter((list) => list.includes(of)).length;
  const [alone] = (own.get(first ?? '') ?? []).filter((of) => readers(of) === 1);
  const [number = 0, stepped = 0] = (own.get(first ?? '') ?? []).filter((of) => readers(of) > 1);
  const score = (openid: string, of: number, marks: Api.Works.Marks, key = newKey()) => act(openid, 'works.score', { callId, number: of, marks }, key);
  expect(codeOf(await score(first ?? '', number, { c1: 9000 }))).toBe('BAD_INPUT');
  expect(codeOf(await score(first ?? '', number, { c1: 9000, c2: 10_001 }))).toBe('BAD_INPUT');
  const key = newKey();
  expect((await Promise.all([score(first ?? '', number, { c1: 9000, c2: 8000 }, key), score(first ?? '', number, { c1: 9000, c2: 8000 }, key)])).map((one) => dataOf(one).total)).toEqual([8600, 8600]);
  expect(codeOf(await score(first ?? '', number, { c1: 1, c2: 1 }, key))).toBe('KEY_REUSED');
  expect(codeOf(await score(first ?? '', number, { c1: 1, c2: 1 }))).toBe('USED');
  expect(codeOf(await act(first ?? '', 'works.recuse', { callId, number, reason: '认出来了' }))).toBe('USED');
  expect(codeOf(await act(first ?? '', 'works.recuse', { callId, number: stepped, reason: '认出来了' }))).toBe('OK');
  // The last one who reads a work cannot leave it unread.
  if (alone !== undefined) expect(codeOf(await act(first ?? '', 'works.recuse', { callId, number: alone, reason: '认出来了' }))).toBe('FULL');
  expect((await sheets(first ?? '')).map((one) => one.number)).not.toContain(stepped);
  expect(codeOf(await act(cadre, 'works.seal', { callId, v: (await desk()).v, reason: '' }))).toBe('NOT_OPEN');
  for (const openid of bench) {
    for (const one of await sheets(openid)) if (one.total === null) expect(codeOf(await score(openid, one.number, { c1: 6000 + one.number * 300, c2: 7000 + judges.indexOf(openid) * 100 }))).toBe('OK');
  }
  expect((await call(first ?? '')).toJudge).toBe(0);
});

test('sealed once, names only then; published, told once, and read by all', async () => {
  expect(codeOf(await session.call(cadre, 'works.result', { callId }))).toBe('NOT_OPEN');
  const { v: version } = await desk();
  const key = newKey();
  const seal = () => act(cadre, 'works.seal', { callId, v: version, reason: '' }, key);
  expect((await Promise.all([seal(), seal()])).map(codeOf)).toEqual(['OK', 'OK']);
  await timer();
  const sealed = dataOf(await session.call(cadre, 'works.result', { callId }));
  expect(sealed.lines).toHaveLength(7);
  expect(sealed.lines.map(({ name }) => name)).toContain('陈建国');
  // Places and prizes are those of a plain recomputation out of the stored marks.
  const marked = (await works()).map(({ _id, kind, number, sheets }) => ({ id: _id, kind, number, sheets: sheets.map(({ marks }) => marks) }));
  const again = resultOf(marked, plan().kinds, plan().judging, plan().prizes);
  expect(sealed.lines.map(({ number, place, announced, prize }) => ({ number, place, announced, prize }))).toEqual(
    expect.arrayContaining(again.map(({ number, place, announced, prize }) => ({ number, place, announced, prize }))),
  );
  expect(codeOf(await session.call(chen, 'works.result', { callId }))).toBe('NOT_OPEN');
  expect((await call(chen)).mine.every(({ result }) => result === null)).toBe(true);
  const publish = async () => act(cadre, 'works.publish', { callId, v: (await desk()).v });
  expect([codeOf(await publish()), codeOf(await publish())]).toEqual(['OK', 'USED']);
  await timer();
  await timer();
  const shown = dataOf(await session.call(li, 'works.result', { callId }));
  expect(shown.digest).toBe(sealed.digest);
  expect(shown.lines.every(({ prize }) => prize !== '')).toBe(true);
  const [best] = shown.lines;
  expect(dataOf(await session.call(li, 'works.read', { callId, number: best?.number ?? 0 }))).toMatchObject({ name: best?.name, prize: '一等奖' });
  for (const openid of writers) {
    const { items } = dataOf(await session.call(openid, 'notice.inbox', {}));
    expect(items.filter(({ text }) => text.includes('劳动最美') && text.includes('公布'))).toHaveLength(1);
  }
  expect(JSON.stringify(await recordOf(session.url, 'work_handings', callId))).not.toContain('孙雅琴');
});

test('put off: later and never earlier, once, upon what was seen; a call that had closed is open again', async () => {
  const now = until + 40 * day;
  await session.setClock(now);
  const times = { opensAt: now - day, closesAt: now + day };
  const approval = { department: '市总工会宣教部', paper: '总工宣〔2027〕8号' };
  const other = dataOf(await act(cadre, 'works.create', { ...plan(), ...times, activityId, approval, judging: { ...plan().judging, until: now + 3 * day } })).callId;
  const see = async () => dataOf(await session.call(cadre, 'works.desk', { callId: other }));
  const later = (change: object = {}, key = newKey(), openid = cadre) => act(openid, 'works.postpone', { callId: other, v: 1, days: 2, ...change }, key);
  expect((await see()).v).toBe(1);
  expect(codeOf(await later({}, newKey(), chen))).toBe('NOT_FOUND');
  for (const days of [0, 61, 1.5, -3]) expect(codeOf(await later({ days }))).toBe('BAD_INPUT');
  const key = newKey();
  const rush = await Promise.all([later({}, key), later({}, key), later({ days: 5 })]);
  expect(rush.map(codeOf).filter((code) => code === 'USED').length).toBeGreaterThanOrEqual(1);
  const days = codeOf(rush[2]) === 'OK' ? 5 : 2;
  expect(await see()).toMatchObject({ v: 2, closesAt: times.closesAt + days * day, judging: { until: now + (3 + days) * day } });
  expect(codeOf(await later({ v: 1 }))).toBe('USED');
  if (days === 2) expect(codeOf(await later({ days: 3 }, key))).toBe('KEY_REUSED');

  await session.setClock(now + 10 * day);
  const hand2 = () => act(chen, 'works.submit', { callId: other, kind: 'k1', v: 0, title: '师傅的扳手', text: essay, photos: [] });
  expect(codeOf(await hand2())).toBe('CLOSED');
  expect(codeOf(await later({ v: 2, days: 1 }))).toBe('BAD_INPUT');
  expect(codeOf(await later({ v: 2, days: 30 }))).toBe('OK');
  expect(codeOf(await hand2())).toBe('OK');
  await timer();
  expect((await records(session.url, 'audit').where({ act: 'works.postpone' }).count()).total).toBe(2);
});
