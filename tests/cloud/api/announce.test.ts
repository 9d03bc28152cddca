import { config } from '../../../miniprogram/config';
import { day, hour, instant } from '../../../miniprogram/domain/time/shanghai';
import { demoUid } from '../../../scripts/seed/people';
import { type ApiSession, codeOf, dataOf, newKey, openApiSession } from '../local-session';
import { partsOf, wordsOf } from '../office';
import { recordOf, records } from './records';
import { jpg, upload } from './uploads';

/** 通知: written by a cadre, once in each inbox of its audience, counted unit by unit, said again, taken back. */

// Timers that overlap are slow where the machine has other work.

let session: ApiSession;
const [wang, wu, liu, chen, li, zhao] = ['demo-cadre-wang', 'demo-admin-wu', 'demo-cadre-liu', 'demo-worker-chen', 'demo-worker-li', 'demo-gate-zhao'];
const noon = instant(2026, 12, 1, 12);

beforeAll(async () => {
  session = await openApiSession({ workers: 2 });
  await session.setClock(noon);
});
afterAll(() => session.close());

const runTimer = () => fetch(`${session.url}/dev/timer/jobs/everyMinute`, { method: 'POST' });
const draft = (over: Partial<Api.Announce.Draft> = {}): Api.Announce.Draft => ({
  ...{ title: '高温慰问品领取', text: '本周五前到工会办公室领取。', pictures: [], file: null, link: null, asks: false, sendAt: null },
  audience: { kind: 'union', unionId: 'jcjc' },
  ...over,
});
const send = (who: string, over: Partial<Api.Announce.Draft> = {}, key = newKey()) => session.call(who, 'announce.send', draft(over), key);
const sent = async (who: string, over: Partial<Api.Announce.Draft> = {}) => dataOf(await send(who, over)).announcementId;
const trace = async (who: string, announcementId: string, unionId: string | null = null) => dataOf(await session.call(who, 'announce.trace', { announcementId, unionId }));
const rowsOf = async (announcementId: string) => (await records(session.url, 'inbox').where({ announcement: announcementId }).limit(1000).get()).data;
const text = (verdict: object) => fetch(`${session.url}/dev/text-check`, { method: 'POST', body: JSON.stringify(verdict) });

test('each of a union has it once however timers overlap; what is read is counted up the tree', async () => {
  const counted = dataOf(await session.call(liu, 'announce.count', { audience: { kind: 'union', unionId: 'jcjc' } }));
  const id = await sent(liu);
  await Promise.all([runTimer(), runTimer(), runTimer()]);
  const rows = await rowsOf(id);
  expect(rows).toHaveLength(counted.people);
  expect(new Set(rows.map(({ uid }) => uid)).size).toBe(counted.people);
  const before = await trace(liu, id);
  expect(before.card).toMatchObject({ state: 'sent', opened: 0, acted: 0 });
  expect(before.card.delivered + before.card.paper).toBe(counted.people);
  expect(before.card.paper).toBeGreaterThan(0);

  for (let time = 0; time < 2; time += 1) expect(dataOf(await session.call(chen, 'announce.open', { announcementId: id })).announcement).toMatchObject({ title: '高温慰问品领取' });
  expect(codeOf(await session.call(li, 'announce.open', { announcementId: id }))).toBe('NOT_FOUND');
  await Promise.all([runTimer(), runTimer()]);
  await runTimer();
  const after = await trace(liu, id);
  expect(after.card.opened).toBe(1);
  expect(after.units.find(({ unionId }) => unionId === 'jcjc1')?.counts?.opened).toBe(1);
  expect(after.units.reduce((sum, { people }) => sum + people, 0)).toBeLessThanOrEqual(counted.people);
});

test('who may not, may not: another union, a worker, what is none of one’s business', async () => {
  expect(codeOf(await send(liu, { audience: { kind: 'union', unionId: 'weave' } }))).toBe('NOT_FOUND');
  expect(codeOf(await send(chen))).toBe('NOT_FOUND');
  const id = await sent(wang, { audience: { kind: 'union', unionId: 'weave' } });
  expect(codeOf(await session.call(liu, 'announce.trace', { announcementId: id, unionId: null }))).toBe('NOT_FOUND');
  expect(codeOf(await session.call(liu, 'announce.recall', { announcementId: id, reason: '写错了' }, newKey()))).toBe('NOT_FOUND');
  expect(codeOf(await session.call(chen, 'announce.list', {}))).toBe('FORBIDDEN');
  expect(codeOf(await session.call(wang, 'announce.unread', { announcementId: id, unionId: 'weave' }))).toBe('NOT_FOUND');
  for (const bad of [{ link: { label: '看', page: 'https://evil.example' } }, { link: { label: '看', page: '../x' } }, { title: '\u200b\u200b' }, { audience: { kind: 'union', unionId: { $ne: null } } }, { role: 'admin' }]) {
    expect(codeOf(await session.invoke('api', { action: 'announce.send', input: { ...draft(), ...bad }, key: newKey() }, liu))).toBe('BAD_INPUT');
  }
});

test('one key is one announcement', async () => {
  const key = newKey();
  const [one, two] = [dataOf(await send(liu, {}, key)), dataOf(await send(liu, {}, key))];
  expect(one).toEqual(two);
  expect(codeOf(await send(liu, { title: '别的事情' }, key))).toBe('KEY_REUSED');
  await Promise.all([1, 2, 3].map(() => send(liu, { title: '同时按了三次' }, 'k'.repeat(22))));
  expect((await records(session.url, 'announcements').where({ title: '同时按了三次' }).limit(9).get()).data).toHaveLength(1);
});

test('a whole city wants a second person, who is not the first', async () => {
  const { announcementId, state } = dataOf(await send(wang, { audience: { kind: 'union', unionId: 'city' } }));
  expect(state).toBe('waits');
  await runTimer();
  expect(await rowsOf(announcementId)).toEqual([]);
  expect(codeOf(await session.call(wang, 'announce.approve', { announcementId }, newKey()))).toBe('FORBIDDEN');
  expect(codeOf(await session.call(liu, 'announce.approve', { announcementId }, newKey()))).toBe('NOT_FOUND');
  expect((await trace(wu, announcementId)).mayApprove).toBe(true);
  const key = newKey();
  for (let time = 0; time < 2; time += 1) expect(dataOf(await session.call(wu, 'announce.approve', { announcementId }, key)).state).toBe('scheduled');
  await runTimer();
  expect((await trace(wang, announcementId)).card.state).toBe('sent');
  const pages = dataOf(await session.call(zhao, 'notice.inbox', {}));
  expect(pages.items[0]).toMatchObject({ kind: 'announcement', title: '高温慰问品领取', text: '江城市总工会' });
});

test('words: a risky text is refused, one without a verdict is held until it has one, or a person has looked', async () => {
  expect(codeOf(await send(liu, { text: '来玩博彩' }))).toBe('BAD_INPUT');
  await text({ unreachable: true });
  const { announcementId, state } = dataOf(await send(liu));
  expect(state).toBe('held');
  await runTimer();
  expect(await rowsOf(announcementId)).toEqual([]);
  expect(codeOf(await session.call(liu, 'announce.recheck', { announcementId }, newKey()))).toBe('HELD');
  await text({ unreachable: false });
  expect(dataOf(await session.call(liu, 'announce.recheck', { announcementId }, newKey())).state).toBe('scheduled');
  await runTimer();
  expect((await rowsOf(announcementId)).length).toBeGreaterThan(0);
});

test('scheduled: not before its hour; taken back before it, to nobody', async () => {
  const [kept, gone] = [await sent(liu, { sendAt: noon + 2 * hour }), await sent(liu, { sendAt: noon + 2 * hour })];
  await runTimer();
  expect(await rowsOf(kept)).toEqual([]);
  dataOf(await session.call(liu, 'announce.recall', { announcementId: gone, reason: '时间改了' }, newKey()));
  await session.setClock(noon + 2 * hour + 60_000);
  await runTimer();
  expect((await rowsOf(kept)).length).toBeGreaterThan(0);
  expect(await rowsOf(gone)).toEqual([]);
  expect(codeOf(await send(liu, { sendAt: noon - day }))).toBe('BAD_INPUT');
});

test('recall: it is in no inbox any more, unread falls, the page says so; a repeat is the same act', async () => {
  const before = dataOf(await session.call(chen, 'notice.unread', {})).unread;
  const id = await sent(liu);
  await runTimer();
  expect(dataOf(await session.call(chen, 'notice.unread', {})).unread).toBe(before + 1);
  const key = newKey();
  for (let time = 0; time < 2; time += 1) dataOf(await session.call(liu, 'announce.recall', { announcementId: id, reason: '日期写错了' }, key));
  expect(codeOf(await session.call(chen, 'announce.open', { announcementId: id }))).toBe('CLOSED');
  await runTimer();
  expect(await rowsOf(id)).toEqual([]);
  expect(dataOf(await session.call(chen, 'notice.unread', {})).unread).toBe(before);
  expect((await trace(liu, id)).reason).toBe('日期写错了');
});

test('pinned on top for the whole union and no longer than it is', async () => {
  const id = await sent(liu);
  await runTimer();
  dataOf(await session.call(liu, 'announce.pin', { announcementId: id, days: 3 }, newKey()));
  const pinned = async (who: string) => dataOf(await session.call(who, 'notice.inbox', {})).pinned.map(({ page }) => page.split('=')[1]);
  expect(await pinned(chen)).toEqual([id]);
  expect(await pinned(li)).toEqual([]);
  const { cost } = await session.measured(chen, 'notice.inbox', {});
  expect(cost.roundTrips).toBeLessThanOrEqual(3);
  dataOf(await session.call(liu, 'announce.pin', { announcementId: id, days: 0 }, newKey()));
  expect(await pinned(chen)).toEqual([]);
});

test('reminded with one tap are those who have not done it; by WeChat where a consent is left, at most once', async () => {
  const id = await sent(liu, { asks: true, title: '体检登记' });
  await runTimer();
  dataOf(await session.call(chen, 'announce.done', { announcementId: id }));
  await runTimer();
  const other = dataOf(await session.call(liu, 'announce.unread', { announcementId: id, unionId: 'jcjc' })).people;
  expect(other.some(({ paper }) => paper)).toBe(true);
  await fetch(`${session.url}/dev/consent`, { method: 'POST', body: JSON.stringify({ openid: liu, answers: { [config.templates.announcement]: 'accept' } }) });
  dataOf(await session.call(liu, 'notice.consent', { template: 'announcement', answer: 'accept' }, newKey()));
  const key = newKey();
  const [first, second] = [dataOf(await session.call(liu, 'announce.remind', { announcementId: id }, key)), dataOf(await session.call(liu, 'announce.remind', { announcementId: id }, key))];
  expect(first).toEqual(second);
  expect(codeOf(await session.call(liu, 'announce.remind', { announcementId: id }, newKey()))).toBe('SLOW_DOWN');
  await Promise.all([runTimer(), runTimer()]);
  await runTimer();
  const rows = await rowsOf(id);
  expect(rows.filter(({ reminded }) => reminded === 1)).toHaveLength(rows.length - 1);
  expect(rows.find(({ uid }) => uid === demoUid(chen))).toMatchObject({ seen: 2, reminded: 0 });
  const outbox = (await (await fetch(`${session.url}/dev/outbox?openid=${liu}`)).json()) as { page: string }[];
  expect(outbox.filter(({ page }) => page.endsWith(id))).toHaveLength(1);
  expect((await trace(liu, id)).card).toMatchObject({ acted: 1, opened: 1 });
});

test('by role, by activity, by what was answered, and 尚未参加', async () => {
  const startsAt = noon + 5 * day;
  const field: Api.Activity.Field = { id: 'f1', kind: 'choice', label: '衣服尺码', note: '', required: true, options: ['大号', '小号'], most: 1, least: null };
  const open = { title: '工间操比赛', programme: 'general', audienceUnionId: 'city', placeName: '体育馆', startsAt, endsAt: startsAt + hour, capacity: 9 } as const;
  const { activityId } = dataOf(await session.call(wang, 'activity.create', { ...open, fields: [field] }, newKey()));
  for (const [who, size] of [[liu, '大号'], [li, '小号']] as const) dataOf(await session.call(who, 'registration.signUp', { activityId, answers: { f1: [size] } }, newKey()));
  const reached = async (who: string, audience: Api.Announce.Audience) => {
    const id = await sent(who, { audience });
    await runTimer();
    return (await rowsOf(id)).map(({ uid }) => uid);
  };
  expect(await reached(wang, { kind: 'activity', activityId })).toEqual(expect.arrayContaining([demoUid(liu), demoUid(li)]));
  expect(await reached(wang, { kind: 'answer', activityId, field: 'f1', option: '大号' })).toEqual([demoUid(liu)]);
  expect(codeOf(await send(wang, { audience: { kind: 'answer', activityId, field: 'f1', option: '均码' } }))).toBe('BAD_INPUT');
  expect(await reached(wang, { kind: 'role', unionId: 'city', role: 'gate' })).toEqual([demoUid(zhao)]);
  const all = dataOf(await session.call(liu, 'announce.count', { audience: { kind: 'union', unionId: 'jcjc' } })).people;
  const absent = dataOf(await session.call(liu, 'announce.count', { audience: { kind: 'absent', unionId: 'jcjc', activityId } })).people;
  expect(absent).toBe(all - 1);
  const away = await reached(liu, { kind: 'absent', unionId: 'jcjc', activityId });
  expect(away).toHaveLength(absent);
  expect(away).not.toContain(demoUid(liu));
});

test('pictures of the cadre alone; the notice for the board and the list for the 班组长', async () => {
  const fileId = await upload(session, jpg, 'jpg');
  const picture = dataOf(await session.call(liu, 'media.keep', { fileId, activityId: 'jcjc', what: 'announcement' }, newKey())).mediaId;
  expect(codeOf(await session.call(liu, 'media.keep', { fileId: await upload(session, jpg, 'jpg'), activityId: 'weave', what: 'announcement' }, newKey()))).toBe('NOT_FOUND');
  expect(codeOf(await send(wang, { pictures: [picture] }))).toBe('BAD_INPUT');
  const id = await sent(liu, { pictures: [picture], text: '第一段\n第二段' });
  await runTimer();
  const fileOf = async (kind: 'notice' | 'noticeList', options: Record<string, unknown>) => {
    const { job } = dataOf(await session.call(liu, 'export.start', { kind, subject: id, options }, newKey()));
    for (let wait = 0; wait < 40; wait += 1) {
      const now = dataOf(await session.call(liu, 'export.status', { jobId: job.jobId })).job;
      if (now.state === 'done') break;
      if (now.state === 'failed') throw new Error(now.fault);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    const { url } = dataOf(await session.call(liu, 'export.link', { jobId: job.jobId }));
    return Buffer.from(await (await fetch(url)).arrayBuffer());
  };
  expect(wordsOf(await fileOf('notice', {}))).toEqual(expect.arrayContaining(['高温慰问品领取', '　　第一段', '　　第二段']));
  expect(Object.values(partsOf(await fileOf('noticeList', { unionId: 'jcjc' }))).join('')).toContain('没有微信');
  expect(codeOf(await session.call(wang, 'export.start', { kind: 'noticeList', subject: id, options: { unionId: 'jcjc' } }, newKey()))).toBe('FORBIDDEN');
});

test('every act is in the chain', async () => {
  await runTimer();
  const acts = (await records(session.url, 'audit').where({ scope: '/city/east/jcjc/' }).limit(200).get()).data.map(({ act }) => act);
  for (const one of ['announce.send', 'announce.recall', 'announce.pin', 'announce.remind']) expect(acts).toContain(one);
  expect((await recordOf(session.url, 'announcements', String((await records(session.url, 'announcements').where({ title: '体检登记' }).limit(1).get()).data[0]?.['_id'])))['audit']).toEqual([]);
});
