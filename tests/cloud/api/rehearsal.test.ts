import { demoUid } from '../../../scripts/seed/people';
import { type ApiSession, codeOf, dataOf, newKey, openApiSession } from '../local-session';
import { recordOf, records } from './records';
import { upload } from './uploads';

/** 走台彩排 of a round, and what leaders and singers of a contest are told. */

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];
const [cadre, official, leader, other, worker] = ['demo-cadre-wang', 'demo-official-zhou', 'demo-cadre-liu', 'demo-worker-chen', 'demo-worker-aerken'];
const where = { contestId: 'contest-solo', roundId: 'r1' };
const key = 'contest-solo:r1';
const start = Date.now();
let session: ApiSession;

const call = <A extends Api.ActionName>(openid: string, action: A, input: Api.Input<A>) => session.call(openid, action, input);
const act = <A extends Api.ActionName>(openid: string, action: A, input: Api.Input<A>, given = newKey()) => session.call(openid, action, input, given);
async function refused<A extends Api.ActionName>(openid: string, action: A, input: object, code: string): Promise<void> {
  const { answer, cost } = await session.measured(openid, action, input as Api.Input<A>, newKey());
  expect([codeOf(answer), cost.writes]).toEqual([code, 0]);
}
const view = async (openid = cadre) => dataOf(await call(openid, 'rehearsal.view', where));
/** What the contest told somebody. */
const inbox = async (openid: string) => (await records(session.url, 'inbox').where({ uid: demoUid(openid), kind: 'matter' }).limit(100).get()).data;
const timer = () => fetch(`${session.url}/dev/timer/jobs/everyMinute`, { method: 'POST' });

const nine = start + 2 * day;
const plan = { ...where, v: 0, stage: '大剧场舞台', minutes: 10, sessions: [{ startsAt: nine, count: 8 }, { startsAt: nine + 2 * hour, count: 6 }], how: 'choose' as const, chooseUntil: start + day };

beforeAll(async () => {
  session = await openApiSession();
  await session.setClock(start);
  dataOf(await act('demo-admin-wu', 'people.grant', { uid: demoUid(other), role: 'cadre', unionId: 'bus', expires: start + 30 * day }));
  dataOf(await act(cadre, 'stage.open', where));
});
afterAll(() => session.close());

test('the organiser lays slots out: enough of them, apart, ahead; once', async () => {
  expect(await view(worker)).toMatchObject({ rehearsal: null, mine: [], manages: false, works: false });
  await refused(leader, 'rehearsal.lay', plan, 'NOT_FOUND');
  await refused(official, 'rehearsal.lay', plan, 'FORBIDDEN');
  await refused(cadre, 'rehearsal.lay', { ...plan, sessions: [{ startsAt: nine, count: 3 }] }, 'BAD_INPUT');
  await refused(cadre, 'rehearsal.lay', { ...plan, sessions: [{ startsAt: nine, count: 14 }, { startsAt: nine + hour, count: 1 }] }, 'BAD_INPUT');
  await refused(cadre, 'rehearsal.lay', { ...plan, sessions: [{ startsAt: start - hour, count: 14 }] }, 'BAD_INPUT');
  await refused(cadre, 'rehearsal.lay', { ...plan, chooseUntil: null }, 'BAD_INPUT');
  await refused(cadre, 'rehearsal.lay', { ...plan, chooseUntil: nine + 1 }, 'BAD_INPUT');
  await refused(cadre, 'rehearsal.lay', { ...plan, how: 'order', chooseUntil: null }, 'NOT_OPEN');
  await refused(cadre, 'rehearsal.lay', { ...plan, minutes: 0 }, 'BAD_INPUT');
  await refused(cadre, 'rehearsal.lay', { ...plan, stage: ' ' }, 'BAD_INPUT');
  const given = newKey();
  const done = await act(cadre, 'rehearsal.lay', plan, given);
  expect(dataOf(done)).toEqual({ slots: 14, placed: 0 });
  expect(await act(cadre, 'rehearsal.lay', plan, given)).toEqual(done);
  expect(codeOf(await act(cadre, 'rehearsal.lay', { ...plan, minutes: 5 }, given))).toBe('KEY_REUSED');
  await refused(cadre, 'rehearsal.lay', plan, 'USED');
});

test('a unit takes one slot an entry by one write; another one in its place frees the first; nobody gets what is taken', async () => {
  const [first = '', second = ''] = (await view(leader)).mine;
  const [theirs = ''] = (await view(other)).mine;
  const take = (openid: string, entryId: string, slotId: string | null, given = newKey()) => act(openid, 'rehearsal.take', { ...where, entryId, slotId }, given);
  const { answer, cost } = await session.measured(leader, 'rehearsal.take', { ...where, entryId: first, slotId: 's3' }, newKey());
  expect([dataOf(answer), cost.writes]).toEqual([{ at: nine + 20 * minute }, 1]);
  expect(cost.roundTrips).toBeLessThanOrEqual(4);
  await refused(other, 'rehearsal.take', { ...where, entryId: theirs, slotId: 's3' }, 'FULL');
  await refused(other, 'rehearsal.take', { ...where, entryId: first, slotId: 's4' }, 'NOT_FOUND');
  await refused(worker, 'rehearsal.take', { ...where, entryId: first, slotId: 's4' }, 'NOT_FOUND');
  await refused(leader, 'rehearsal.take', { ...where, entryId: first, slotId: 's99' }, 'BAD_INPUT');
  dataOf(await take(leader, first, 's4'));
  dataOf(await take(other, theirs, 's3'));
  const taken = (await view()).rehearsal?.slots.flatMap(({ id, entryId }) => (entryId === null ? [] : [[id, entryId]]));
  expect(taken).toEqual([['s3', theirs], ['s4', first]]);
  // Two phones of two units at one slot, and one entry at two slots, all in the same moment: one each.
  const rush = await Promise.all([take(leader, second, 's7'), take(other, theirs, 's7'), take(leader, second, 's8'), take(leader, second, 's9')]);
  expect(rush.some(({ ok }) => ok)).toBe(true);
  const { slots = [] } = (await view()).rehearsal ?? {};
  const entries = slots.flatMap(({ entryId }) => entryId ?? []);
  expect(new Set(entries).size).toBe(entries.length);
  expect(entries.sort()).toEqual([first, second, theirs].sort());
  dataOf(await take(leader, second, null));
  expect((await view()).waiting.map(({ entryId }) => entryId)).toContain(second);
});

test('an official moves entries with a reason, their leaders are told once; laid out by the order all are placed', async () => {
  const [first = '', second = ''] = (await view(leader)).mine;
  const before = (await inbox(leader)).length;
  await refused(leader, 'rehearsal.place', { ...where, entryId: first, slotId: 's1', reason: '换一下' }, 'NOT_FOUND');
  await refused(official, 'rehearsal.place', { ...where, entryId: first, slotId: 's1', reason: '' }, 'BAD_INPUT');
  const given = newKey();
  const input = { ...where, entryId: first, slotId: 's3', reason: '乐队要先到' };
  const done = await act(official, 'rehearsal.place', input, given);
  expect(dataOf(done)).toEqual({ at: nine + 20 * minute });
  expect(await act(official, 'rehearsal.place', input, given)).toEqual(done);
  await refused(official, 'rehearsal.place', input, 'USED');
  const told = (await inbox(leader)).slice(before);
  expect(told).toHaveLength(1);
  expect(told[0]).toMatchObject({ kind: 'matter', text: expect.stringMatching(/走台，在大剧场舞台。$/), page: 'packages/contest/pages/rehearsal/rehearsal?contest=contest-solo&round=r1' });
  // What a crash kept from them the timer tells, and once.
  dataOf(await act(cadre, 'rehearsal.place', { ...where, entryId: second, slotId: 's1', reason: '乐队要先到' }));
  await records(session.url, 'rehearsals').where({ _id: key }).update({ untold: true, news: [{ entryId: second, is: nine, k: 'lost' }] });
  await timer();
  await timer();
  expect((await inbox(leader)).filter(({ _id }) => String(_id).includes(':lost:'))).toHaveLength(1);
  expect((await recordOf(session.url, 'rehearsals', key))['untold']).toBe(false);

  await session.setClock(start + day);
  await refused(leader, 'rehearsal.take', { ...where, entryId: second, slotId: 's9' }, 'CLOSED');
  const { lot } = dataOf(await call(cadre, 'stage.verify', where));
  // Nobody came to the draw with a phone: a public value decides.
  dataOf(await act(cadre, 'stage.again', { ...where, drawId: lot?.id ?? '', valueName: '明日福彩3D开奖号码' }));
  dataOf(await act(cadre, 'stage.draw', { ...where, drawId: `${key}:2`, value: '327' }));
  const { v } = (await view()).rehearsal ?? { v: 0 };
  expect(dataOf(await act(cadre, 'rehearsal.lay', { ...plan, v, how: 'order', chooseUntil: null }))).toEqual({ slots: 14, placed: 12 });
  const rows = dataOf(await call(worker, 'stage.board', where)).board?.rows.map(({ entryId }) => entryId);
  expect((await view(worker)).rehearsal?.slots.flatMap(({ entryId }) => entryId ?? [])).toEqual(rows);
  await refused(leader, 'rehearsal.take', { ...where, entryId: second, slotId: 's14' }, 'CLOSED');
});

test('photos of an entry pass WeChat before the organiser accepts it; its leader is told what the review said', async () => {
  const keep = async (openid: string, what: string, word = '', content?: Buffer, ending = 'jpg') => act(openid, 'media.keep', { fileId: await upload(session, content, ending, word), activityId: 'contest-choir', what });
  const state = async (id: string) => (await recordOf(session.url, 'media', id))['state'];
  await session.setClock(start);
  const { setup } = dataOf(await call(leader, 'contest.detail', { contestId: 'contest-choir' }));
  const mine = dataOf(await call(leader, 'contest.detail', { contestId: 'contest-choir' })).mine[0]?.entryId ?? '';
  const seen = dataOf(await call(leader, 'contest.entry', { entryId: mine }));
  dataOf(await act(cadre, 'contest.review', { entryId: mine, v: seen.v, accept: false, reason: '请补一张排练照片' }));
  expect((await inbox(leader)).filter(({ title }) => title === '节目退回修改')).toMatchObject([{ text: expect.stringContaining('请补一张排练照片'), page: `packages/contest/pages/piece/piece?id=${mine}` }]);

  expect(codeOf(await keep(worker, 'entry'))).toBe('NOT_FOUND');
  expect(codeOf(await keep(leader, 'sound'))).toBe('BAD_INPUT');
  expect(codeOf(await keep(leader, 'entry', '', Buffer.from('%PDF-1.4 words'), 'pdf'))).toBe('BAD_INPUT');
  const sound = dataOf(await keep(leader, 'sound', '', Buffer.from('ID3 and then music'), 'mp3'));
  expect(sound.state).toBe('unchecked');
  const risky = dataOf(await keep(leader, 'entry', 'risky')).mediaId;
  const good = dataOf(await keep(leader, 'entry')).mediaId;
  const theirs = dataOf(await keep(other, 'entry')).mediaId;
  const { title, form, songs, performers, video, lyrics, contact } = seen;
  const draft = { title, form, songs, performers: performers.map(({ name, part, outside }) => ({ name, part, outside })), video, lyrics, contact, accompaniment: { kind: 'file' as const, fileId: sound.mediaId } };
  const change = async (photos: string[]) => act(leader, 'contest.change', { entryId: mine, v: dataOf(await call(leader, 'contest.entry', { entryId: mine })).v, draft: { ...draft, photos } });
  expect(setup?.rulebook.forms).toContain(form);
  expect(codeOf(await change([theirs]))).toBe('BAD_INPUT');
  expect(codeOf(await change(['a'.repeat(22)]))).toBe('BAD_INPUT');
  dataOf(await change([good]));
  const accept = async () => act(cadre, 'contest.review', { entryId: mine, v: dataOf(await call(cadre, 'contest.entry', { entryId: mine })).v, accept: true, reason: '' });
  const verdictOf = async (id: string, wanted: string) => {
    for (let tries = 0; tries < 50 && (await state(id)) !== wanted; tries += 1) await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await state(id)).toBe(wanted);
  };
  await verdictOf(risky, 'risky');
  expect(codeOf(await change([good, risky]))).toBe('BAD_INPUT');
  await verdictOf(good, 'pass');
  const { v } = dataOf(await call(cadre, 'contest.entry', { entryId: mine }));
  await records(session.url, 'media').where({ _id: good }).update({ state: 'checking' });
  await refused(cadre, 'contest.review', { entryId: mine, v, accept: true, reason: '' }, 'HELD');
  await records(session.url, 'media').where({ _id: good }).update({ state: 'risky' });
  await refused(cadre, 'contest.review', { entryId: mine, v, accept: true, reason: '' }, 'BAD_INPUT');
  await records(session.url, 'media').where({ _id: good }).update({ state: 'pass' });
  expect(dataOf(await accept())).toEqual({ state: 'accepted' });
  expect((await inbox(leader)).filter(({ title: heading }) => heading === '节目通过审查')).toHaveLength(1);
  await timer();
  expect((await inbox(leader)).filter(({ title: heading }) => heading === '节目通过审查')).toHaveLength(1);
  // Who works on the day listens to the accompaniment; a stranger to the contest opens nothing of it.
  expect(codeOf(await call(official, 'media.open', { mediaId: sound.mediaId }))).toBe('OK');
  expect(codeOf(await call(worker, 'media.open', { mediaId: good }))).toBe('NOT_FOUND');
});
