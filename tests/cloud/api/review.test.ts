import { plainRules } from '../../../miniprogram/domain/activity/rules';
import { day } from '../../../miniprogram/domain/time/shanghai';
import { demoUid } from '../../../scripts/seed/people';
import { type ApiSession, codeOf, dataOf, newKey, openApiSession } from '../local-session';
import { records } from './records';
import { photoOf } from './uploads';

/** 两步审核 through the real router, database and timer: the unit passes, the organiser confirms, the place follows. */

let session: ApiSession;
const wang = 'demo-cadre-wang';
const liu = 'demo-cadre-liu';
const chen = 'demo-worker-chen';
const li = 'demo-worker-li';
const t0 = Date.now();

beforeAll(async () => {
  session = await openApiSession({ members: 120 });
});
afterAll(() => session.close());
beforeEach(() => session.setClock(t0));

const runTimer = () => fetch(`${session.url}/dev/timer/jobs/everyMinute`, { method: 'POST' });

async function opened(change: { capacity?: number; audienceUnionId?: string; rules?: Partial<Api.Activity.Rules> } = {}): Promise<string> {
  const { rules, ...rest } = change;
  const input = {
    title: '职工技能比武',
    programme: 'general' as const,
    audienceUnionId: 'city',
    placeName: '技工学校',
    startsAt: t0 + 6 * day,
    endsAt: t0 + 7 * day,
    signUpClosesAt: t0 + 2 * day,
    capacity: 5,
    ...rest,
    rules: { ...plainRules, mode: 'review' as const, ...rules },
  };
  return dataOf(await session.call(wang, 'activity.create', input, newKey())).activityId;
}

const apply = (who: string, activityId: string, given: object = {}) => session.call(who, 'application.apply', { activityId, ...given }, newKey());
const mine = async (who: string, activityId: string) => dataOf(await session.call(who, 'application.mine', { activityId })).mine;
const list = async (who: string, tab: Api.Application.Tab, activityId?: string) => dataOf(await session.call(who, 'application.list', activityId === undefined ? { tab } : { tab, activityId }));
const review = (who: string, step: 'unit' | 'organiser', activityId: string, whom: string[], refuse?: string, key = newKey()) =>
  session.call(who, 'application.review', { step, accept: refuse === undefined, items: whom.map((one) => ({ activityId, uid: demoUid(one) })), ...(refuse === undefined ? {} : { reason: refuse }) }, key);
const standing = async (who: string, activityId: string) => dataOf(await session.call(who, 'activity.detail', { activityId })).registration?.state ?? null;

/** Members of the machine-tool works, whose cadre is Liu. */
async function ofJcjc(count: number): Promise<string[]> {
  const found: string[] = [];
  for (let index = 0; found.length < count && index < 119; index += 1) {
    const who = `demo-member-${index}`;
    const { member } = dataOf(await session.call(who, 'people.me', {}));
    if (member?.unitPath.startsWith('/city/east/jcjc/') === true) found.push(who);
  }
  return found;
}

/** Applications that wait on somebody's desk. */
const reviewsOf = async (openid: string) => dataOf(await session.call(openid, 'desk.recount', {})).waiting.find(({ counter }) => counter === 'reviews')?.count ?? 0;

test('unit, then organiser, then a place; each sees what is theirs to do', async () => {
  const activityId = await opened();
  // The demo city's own lie on this desk too.
  const waiting = await reviewsOf(liu);
  dataOf(await apply(chen, activityId));
  dataOf(await apply(li, activityId));
  expect((await list(liu, 'unit', activityId)).rows).toMatchObject([{ uid: demoUid(chen), name: '陈建国', state: 'applied' }]);
  expect(await list(wang, 'unit', activityId)).toMatchObject({ rows: [{ uid: demoUid(chen) }, { uid: demoUid(li) }], mayConfirm: true });
  expect(dataOf(await session.call(wang, 'application.counts', { activityId }))).toEqual({ unit: 2, organiser: 0 });
  expect(dataOf(await session.call(wang, 'application.counts', {}))).toEqual({ unit: 0, organiser: 0 });
  expect(await reviewsOf(liu)).toBe(waiting + 1);
  expect(codeOf(await session.call(chen, 'application.list', { tab: 'unit', activityId }))).toBe('FORBIDDEN');

  expect(dataOf(await review(wang, 'organiser', activityId, [chen])).results).toMatchObject([{ ok: false, message: '单位还没有审核' }]);
  expect(dataOf(await review(liu, 'unit', activityId, [chen, li])).results).toMatchObject([{ ok: true, message: '已通过' }, { ok: false, message: '没有这份申请' }]);
  expect(await mine(chen, activityId)).toMatchObject({ state: 'passed' });
  expect(await reviewsOf(liu)).toBe(waiting);
  expect(await reviewsOf(wang)).toBe(1);
  expect(dataOf(await review(liu, 'organiser', activityId, [chen])).results).toMatchObject([{ ok: false }]);

  expect(dataOf(await review(wang, 'organiser', activityId, [chen])).results).toMatchObject([{ ok: true, message: '已确认，有名额' }]);
  expect([await mine(chen, activityId), await standing(chen, activityId)]).toMatchObject([{ state: 'confirmed', reason: '' }, 'held']);
  expect((await list(liu, 'done', activityId)).rows).toMatchObject([{ state: 'confirmed' }]);
  dataOf(await session.call(chen, 'registration.pass', { activityId }));

  await runTimer();
  const { items } = dataOf(await session.call('demo-admin-wu', 'audit.list', {}));
  expect(items.map(({ act, byName, subject }) => [act, byName, subject])).toEqual(
    expect.arrayContaining([
      ['application.confirm', '王敏', '陈建国'],
      ['application.pass', '刘建华', '陈建国'],
    ]),
  );
  expect(dataOf(await session.call('demo-admin-wu', 'audit.verify', {})).broken).toBeNull();
});

test('a refusal has a reason that the person reads; they may apply again, and withdraw', async () => {
  const activityId = await opened();
  dataOf(await apply(chen, activityId));
  expect(dataOf(await session.call(liu, 'application.review', { step: 'unit', accept: false, items: [{ activityId, uid: demoUid(chen) }] }, newKey())).results[0]).toMatchObject({ ok: false });
  dataOf(await review(liu, 'unit', activityId, [chen], '不在岗'));
  expect(await mine(chen, activityId)).toMatchObject({ state: 'refused', reason: '不在岗', refusedBy: 'unit' });
  dataOf(await apply(chen, activityId));
  dataOf(await review(liu, 'unit', activityId, [chen]));
  dataOf(await session.call(chen, 'application.withdraw', { activityId }, newKey()));
  expect(dataOf(await review(wang, 'organiser', activityId, [chen])).results).toMatchObject([{ ok: false, message: '本人已撤回' }]);
  expect(await standing(chen, activityId)).toBeNull();
});

test('confirmed beyond the places: the waitlist, in the order of the yes; after closing too', async () => {
  const activityId = await opened({ capacity: 1 });
  const three = await ofJcjc(3);
  for (const who of three) dataOf(await apply(who, activityId));
  dataOf(await review(liu, 'unit', activityId, three));
  await session.setClock(t0 + 3 * day);
  const [first = '', second = '', third = ''] = three;
  expect(dataOf(await review(wang, 'organiser', activityId, [first])).results[0]?.message).toBe('已确认，有名额');
  expect(dataOf(await review(wang, 'organiser', activityId, [second])).results[0]?.message).toBe('已确认，候补第 1 位');
  expect(codeOf(await apply(li, activityId))).toBe('CLOSED');
  dataOf(await session.call(first, 'registration.cancel', { activityId }, newKey()));
  expect(await standing(second, activityId)).toBe('held');
  expect(await mine(third, activityId)).toMatchObject({ state: 'passed' });
});

test('up to 50 at once, each answered for itself; a repeat has the same answers; another body does nothing', async () => {
  const activityId = await opened({ capacity: 50 });
  const ten = await ofJcjc(10);
  for (const who of ten) dataOf(await apply(who, activityId));
  const key = newKey();
  const [once, twice] = await Promise.all([review(liu, 'unit', activityId, ten, undefined, key), review(liu, 'unit', activityId, ten, undefined, key)]);
  expect(dataOf(once)).toEqual(dataOf(twice));
  expect(dataOf(once).results.every(({ ok }) => ok)).toBe(true);
  expect(codeOf(await review(liu, 'unit', activityId, ten, '不在岗', key))).toBe('KEY_REUSED');
  expect(dataOf(await review(wang, 'organiser', activityId, ten)).results.every(({ message }) => message === '已确认，有名额')).toBe(true);
  const items = Array.from({ length: 51 }, () => ({ activityId, uid: 'x' }));
  expect(codeOf(await session.call(liu, 'application.review', { step: 'unit', accept: true, items }, newKey()))).toBe('BAD_INPUT');
});

test('a photo of the sealed form where it is asked for; only who decides gets at it', async () => {
  const activityId = await opened({ rules: { sealedForm: true } });
  expect(await apply(chen, activityId)).toMatchObject({ ok: false, error: { code: 'BAD_INPUT', message: '请先拍一张盖好章的报名表' } });
  expect(await apply(chen, activityId, { sealed: await photoOf(session, li, activityId, 'sealed') })).toMatchObject({ ok: false, error: { code: 'BAD_INPUT', message: '盖章报名表：请重新上传' } });
  const photo = await photoOf(session, chen, activityId, 'sealed');
  dataOf(await apply(chen, activityId, { sealed: photo }));
  expect((await list(liu, 'unit', activityId)).rows[0]?.sealed).toBe(photo);
  expect(JSON.stringify(await mine(chen, activityId))).not.toContain(photo);
});

test('a member without WeChat: the unit applies, withdraws, and they are reviewed like all', async () => {
  const activityId = await opened();
  const uid = dataOf(await session.call(liu, 'registration.behalf', { activityId, unionId: 'jcjc' })).rows[0]?.uid ?? '';
  dataOf(await apply(liu, activityId, { uid }));
  expect((await list(liu, 'unit', activityId)).rows).toMatchObject([{ uid }]);
  dataOf(await session.call(liu, 'application.withdraw', { activityId, uid }, newKey()));
  dataOf(await apply(liu, activityId, { uid }));
  for (const [who, step] of [[liu, 'unit'], [wang, 'organiser']] as const) {
    expect(dataOf(await session.call(who, 'application.review', { step, accept: true, items: [{ activityId, uid }] }, newKey())).results).toMatchObject([{ ok: true }]);
  }
  expect(codeOf(await apply(liu, activityId, { uid: demoUid(chen) }))).toBe('FORBIDDEN');
  expect(codeOf(await apply(chen, activityId, { uid }))).toBe('NOT_FOUND');
});

test('a unit that organises for itself does both steps on its own desk', async () => {
  const create = { title: '班组安全竞赛', programme: 'general' as const, audienceUnionId: 'jcjc', placeName: '一车间', startsAt: t0 + 6 * day, endsAt: t0 + 7 * day, signUpClosesAt: t0 + 2 * day, capacity: 5, rules: { ...plainRules, mode: 'review' as const } };
  const { activityId } = dataOf(await session.call(liu, 'activity.create', create, newKey()));
  dataOf(await apply(chen, activityId));
  expect((await list(liu, 'unit')).rows).toContainEqual(expect.objectContaining({ activityId, title: '班组安全竞赛' }));
  dataOf(await review(liu, 'unit', activityId, [chen]));
  expect(dataOf(await review(liu, 'organiser', activityId, [chen])).results).toMatchObject([{ ok: true }]);
});

test('plain sign-up is refused; what somebody may not decide writes nothing', async () => {
  const activityId = await opened();
  expect(codeOf(await session.call(chen, 'registration.signUp', { activityId }, newKey()))).toBe('FORBIDDEN');
  expect(await standing(chen, activityId)).toBeNull();
  const measured = [
    await session.measured(chen, 'application.review', { step: 'unit', accept: true, items: [{ activityId, uid: demoUid(chen) }] }, newKey()),
    await session.measured(liu, 'application.review', { step: 'unit', accept: true, items: [{ activityId: 'nothing', uid: demoUid(chen) }] }, newKey()),
  ];
  expect(measured.map(({ answer, cost }) => [codeOf(answer), cost.writes])).toEqual([['FORBIDDEN', 0], ['OK', 0]]);
});

test('a page of applications reads little more than it shows', async () => {
  const activityId = await opened({ capacity: 50 });
  for (const who of await ofJcjc(12)) dataOf(await apply(who, activityId));
  const { answer, cost } = await session.measured(liu, 'application.list', { tab: 'unit', activityId });
  expect(dataOf(answer).rows).toHaveLength(12);
  // Each row has its application and its name; with the activity, the units and who asks.
  expect(cost.docsRead).toBeLessThanOrEqual(2 * 12 + 6 + 12);
  expect((await records(session.url, 'applications').where({ activityId }).count()).total).toBe(12);
});

test('a key is the whole batch: another item under it is refused, the batch itself is answered again', async () => {
  const activityId = await opened();
  const [first, second] = await ofJcjc(2);
  if (first === undefined || second === undefined) throw new Error('nobody of jcjc');
  for (const who of [first, second]) dataOf(await apply(who, activityId));
  const key = newKey();
  const pass = (people: string[]) => session.call(liu, 'application.review', { step: 'unit', accept: true, items: people.map((who) => ({ activityId, uid: demoUid(who) })) }, key);
  dataOf(await pass([first]));
  expect(codeOf(await pass([first, second]))).toBe('KEY_REUSED');
  expect(codeOf(await pass([second]))).toBe('KEY_REUSED');
  expect(await mine(second, activityId)).toMatchObject({ state: 'applied' });
  expect(dataOf(await pass([first])).results).toMatchObject([{ ok: true, message: '已通过' }]);
});

test('before there is a place an application stands among my sign-ups, and in the list of the cadre who acts for others', async () => {
  const activityId = await opened();
  dataOf(await apply(chen, activityId));
  const state = async () => dataOf(await session.call(chen, 'registration.mine', {})).applications.find((one) => one.activityId === activityId)?.state;
  expect(await state()).toBe('applied');
  dataOf(await review(liu, 'unit', activityId, [chen]));
  expect(await state()).toBe('passed');
  const { answer, cost } = await session.measured(chen, 'registration.mine', {});
  expect(codeOf(answer)).toBe('OK');
  expect(cost.roundTrips).toBeLessThanOrEqual(6);
  dataOf(await review(wang, 'organiser', activityId, [chen]));
  expect(await state()).toBeUndefined();

  const { rows } = dataOf(await session.call(liu, 'registration.behalf', { activityId, unionId: 'jcjc1' }));
  const [row] = rows;
  if (!row) throw new Error('nobody without WeChat in jcjc1');
  dataOf(await session.call(liu, 'application.apply', { activityId, uid: row.uid }, newKey()));
  expect(dataOf(await session.call(liu, 'registration.behalf', { activityId, unionId: 'jcjc1' })).rows[0]).toMatchObject({ uid: row.uid, state: null, application: 'applied' });
});
