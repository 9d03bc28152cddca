import { type Book, bookJob, bookOf } from '../books';
import { type ApiSession, dataOf, newKey, openApiSession } from '../local-session';

/** 秩序册 and 成绩册, made by the function and read back. */

const organiser = 'demo-cadre-wang';
let session: ApiSession;

beforeAll(async () => {
  session = await openApiSession({ workers: 2 });
});
afterAll(() => session.close());

const call = async <A extends Api.ActionName>(action: A, input: Api.Input<A>) => dataOf(await session.call(organiser, action, input));
const actAs = async <A extends Api.ActionName>(who: string, action: A, input: Api.Input<A>) => dataOf(await session.call(who, action, input, newKey()));
const act = <A extends Api.ActionName>(action: A, input: Api.Input<A>) => actAs(organiser, action, input);

const over = (kind: Book, meetId: string) => bookJob(session, organiser, kind, meetId);

test('秩序册: only after the draw; every athlete with the bib, every event with its heats, no date of birth', async () => {
  const meetId = 'meet-west';
  expect(await over('orderBook', meetId)).toMatchObject({ state: 'failed', fault: expect.stringContaining('抽签') as string });
  const { setup } = await call('meet.list', { meetId });
  await act('meet.freeze', { meetId, v: setup.v, valueName: '11月30日福彩3D开奖号码' });
  const frozen = await call('meet.list', { meetId });
  await act('meet.draw', { meetId, v: frozen.setup.v, value: '327' });
  const { planned } = await call('meet.propose', { meetId, seconds: 1 });
  const { v } = await call('meet.programme', { meetId });
  await act('meet.arrange', { meetId, v, planned });
  const words = await bookOf(session, organiser, 'orderBook', meetId, 'orderBook');
  const all = words.join('\n');
  for (const part of ['竞赛规程', '组委会与裁判名单', '代表队名单', '竞赛日程', '分组分道表']) expect(words).toContain(part);
  const { events } = await call('meet.proof', { meetId });
  expect(events.length).toBeGreaterThan(3);
  for (const { event } of events.filter(({ starters }) => starters.length > 0)) expect(all).toContain(`${event.name}（`);
  const { delegations } = await call('meet.delegations', { meetId });
  for (const { unitId, name, athletes } of delegations) {
    expect(words).toContain(`${name}（${athletes} 人）`);
    const own = await call('delegation.detail', { meetId, unitId });
    for (const athlete of own.athletes) expect(all).toContain(`${athlete.bib ?? '?'}　${athlete.name}`);
  }
  expect(all).not.toMatch(/(19|20)\d\d-\d\d-\d\d.*生|出生/);
});

test('成绩册: what was announced with points, and what was not says so', async () => {
  const meetId = 'meet-east';
  expect(await over('resultBook', meetId)).toMatchObject({ state: 'failed', fault: expect.stringContaining('公告') as string });
  const event = 'x-一分钟跳绳';
  const desk = async () => {
    const { desk: found } = await call('event.desk', { meetId, event });
    if (!found) throw new Error('no desk');
    return found;
  };
  const { starters } = await desk();
  for (const [index, { entry }] of starters.entries()) {
    const entered: Api.Meet.Entered = { outcome: 'ok', rule: '', raw: { kind: 'count', count: 180 - 3 * Math.floor(index / 2) }, violations: 0, reruns: 0 };
    await act('event.mark', { meetId, event, round: 1, entry, m: 0, entered });
  }
  const digest = (await desk()).rounds[0]?.digest ?? '';
  for (const [as, who] of [['recorder', 'demo-official-zhou'], ['judge', organiser], ['referee', 'demo-admin-wu']] as const) await actAs(who, 'event.sign', { meetId, event, round: 1, as, digest });
  await act('event.announce', { meetId, event, round: 1 });
  const words = await bookOf(session, organiser, 'resultBook', meetId, 'resultBook');
  for (const part of ['团体总分', '奖牌榜', '纪录', '各项成绩']) expect(words).toContain(part);
  const heading = words.findIndex((line) => line.includes('一分钟跳绳') && line.includes('待确认'));
  expect(heading).toBeGreaterThan(0);
  const rows = words.slice(heading + 8, heading + 8 + 14);
  const { result } = await call('meet.event', { meetId, event });
  const names = new Map(starters.map(({ entry, people }) => [entry, people[0]?.name ?? '']));
  const [first, second] = result?.rows ?? [];
  expect([rows[0], rows[2], rows[4], rows[5]]).toEqual(['1', names.get(first?.entry ?? ''), '180', first?.points]);
  expect([rows[7], rows[9]]).toEqual(['1', names.get(second?.entry ?? '')]);
  expect(words.some((line) => line.includes('100米') && line.includes('成绩未公告'))).toBe(true);
});
