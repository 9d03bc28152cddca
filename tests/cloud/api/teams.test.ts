import { plainRules } from '../../../miniprogram/domain/activity/rules';
import { type ApiSession, codeOf, dataOf, newKey, openApiSession } from '../local-session';
import { recordOf } from './records';

/** Teams 组队 through the real functions: made, invited, joined, signed up as one, changed until sign-up closes. */

let session: ApiSession;
const hour = 3_600_000;
const wang = 'demo-cadre-wang';
const liu = 'demo-cadre-liu';
const chen = 'demo-worker-chen';
const li = 'demo-worker-li';
const aerken = 'demo-worker-aerken';
const uids = new Map<string, string>();
const uid = (openid: string) => uids.get(openid) ?? '';

beforeAll(async () => {
  session = await openApiSession({ workers: 2 });
  for (const openid of [wang, liu, chen, li, aerken]) uids.set(openid, dataOf(await session.call(openid, 'people.me', {})).member?.uid ?? '');
});
afterAll(() => session.close());

async function open(over: Partial<Api.Activity.CreateInput> = {}): Promise<string> {
  const startsAt = Date.now() + 3 * hour;
  const rules = { ...plainRules, team: { min: 2, max: 3 } };
  const draft = { title: '趣味运动会', programme: 'meet', audienceUnionId: 'city', placeName: '体育场', startsAt, endsAt: startsAt + hour, capacity: 2, rules, ...over } as const;
  return dataOf(await session.call(wang, 'activity.create', draft, newKey())).activityId;
}

const act = <A extends Api.ActionName>(openid: string, action: A, input: Api.Input<A>, key = newKey()) => session.call(openid, action, input, key);
const mine = async (openid: string, activityId: string) => dataOf(await session.call(openid, 'teams.mine', { activityId })).team;

/** A team of these people, the first of them its leader. */
async function team(activityId: string, name: string, leader: string, ...others: string[]): Promise<string> {
  dataOf(await act(leader, 'teams.make', { activityId, name }));
  const code = (await mine(leader, activityId))?.code ?? '';
  for (const other of others) dataOf(await act(other, 'teams.join', { activityId, code }));
  return code;
}

/** The refusal of an act that must write nothing. */
async function refused<A extends Api.ActionName>(openid: string, action: A, input: Api.Input<A>, key = newKey()): Promise<string> {
  const { answer, cost } = await session.measured(openid, action, input, key);
  expect([action, cost.writes]).toEqual([action, 0]);
  return codeOf(answer);
}

test('a leader makes a team, a member joins by the link, the team signs up as one and all of it is in', async () => {
  const activityId = await open();
  const code = await team(activityId, '铁锤队', chen);
  expect(dataOf(await session.call(li, 'teams.invitation', { activityId, code }))).toMatchObject({ name: '铁锤队', people: 1, joined: false, can: { ok: true } });
  expect(await refused(chen, 'teams.submit', { activityId })).toBe('BAD_INPUT');
  expect(dataOf(await act(li, 'teams.join', { activityId, code }))).toHaveProperty('teamId');
  expect((await mine(li, activityId))?.code).toBeNull();
  expect(await refused(li, 'teams.submit', { activityId })).toBe('FORBIDDEN');

  const key = newKey();
  expect(dataOf(await act(chen, 'teams.submit', { activityId }, key))).toMatchObject({ state: 'held' });
  const seats = await recordOf(session.url, 'seats', activityId);
  for (const again of [key, newKey()]) expect(dataOf(await act(chen, 'teams.submit', { activityId }, again))).toMatchObject({ state: 'held' });
  const after = await recordOf(session.url, 'seats', activityId);
  expect([after['left'], after['held']]).toEqual([seats['left'], [expect.objectContaining({ k: key, m: [uid(chen), uid(li)] })]]);
  for (const openid of [chen, li]) {
    expect(await mine(openid, activityId)).toMatchObject({ state: 'held', short: false, people: [{ uid: uid(chen), leads: true }, { uid: uid(li), leads: false }] });
    expect(dataOf(await session.call(openid, 'activity.detail', { activityId })).registration).toMatchObject({ state: 'held', team: '铁锤队' });
    expect(codeOf(await session.call(openid, 'registration.pass', { activityId }))).toBe('OK');
  }
});

test('two teams want one member at once: one has them', async () => {
  for (let round = 0; round < 4; round += 1) {
    const activityId = await open();
    await team(activityId, '一队', chen);
    const two = await team(activityId, '二队', aerken);
    const joins = Array.from({ length: 3 }, () => act(liu, 'teams.join', { activityId, code: two }));
    const answers = await Promise.all([act(chen, 'teams.add', { activityId, name: '刘建华' }), ...joins]);
    expect(answers.map(codeOf).sort()).toEqual(['OK', 'USED', 'USED', 'USED']);
    const rows = dataOf(await session.call(wang, 'teams.list', { activityId })).rows;
    expect(rows.flatMap(({ people }) => people.map((person) => person.uid)).filter((one) => one === uid(liu))).toHaveLength(1);
  }
});

test('a team that is signed up wants a member whom a draft wants too: one has them', async () => {
  for (let round = 0; round < 3; round += 1) {
    const activityId = await open();
    const one = await team(activityId, '一队', chen, liu);
    dataOf(await act(chen, 'teams.submit', { activityId }));
    const two = await team(activityId, '二队', aerken);
    const answers = await Promise.all([act(li, 'teams.join', { activityId, code: one }), act(li, 'teams.join', { activityId, code: two })]);
    expect(answers.map(codeOf).sort()).toEqual(['OK', 'USED']);
    const held = (await recordOf(session.url, 'seats', activityId))['held'] as { m: string[] }[];
    expect(held[0]?.m.includes(uid(li))).toBe((await mine(li, activityId))?.name === '一队');
  }
});

test('a repeat of each act has one effect; another body under the key is refused', async () => {
  const activityId = await open();
  const [makeKey, joinKey, leaveKey] = [newKey(), newKey(), newKey()];
  const first = dataOf(await act(chen, 'teams.make', { activityId, name: '铁锤队' }, makeKey));
  expect(await refused(chen, 'teams.make', { activityId, name: '铁锤队' }, makeKey)).toBe('OK');
  expect(dataOf(await act(chen, 'teams.make', { activityId, name: '铁锤队' }, makeKey))).toEqual(first);
  expect(await refused(chen, 'teams.make', { activityId, name: '大锤队' }, makeKey)).toBe('KEY_REUSED');
  const code = (await mine(chen, activityId))?.code ?? '';
  const both = await Promise.all([act(li, 'teams.join', { activityId, code }, joinKey), act(li, 'teams.join', { activityId, code }, joinKey)]);
  expect(both.map(codeOf)).toEqual(['OK', 'OK']);
  dataOf(await act(chen, 'teams.submit', { activityId }));
  for (let time = 0; time < 2; time += 1) expect(codeOf(await act(li, 'teams.leave', { activityId }, leaveKey))).toBe('OK');
  expect((await mine(chen, activityId))?.people).toHaveLength(1);
  // Late: the join of before brings nobody back.
  dataOf(await act(li, 'teams.join', { activityId, code }, joinKey));
  expect(await mine(li, activityId)).toBeNull();
});

test('after sign-up the place goes with the team: who leaves is out, who joins is in, below the least it is marked', async () => {
  const activityId = await open();
  const code = await team(activityId, '铁锤队', chen, li);
  dataOf(await act(chen, 'teams.submit', { activityId }));
  dataOf(await act(aerken, 'teams.join', { activityId, code }));
  expect(dataOf(await session.call(aerken, 'activity.detail', { activityId })).registration).toMatchObject({ state: 'held', team: '铁锤队' });
  expect(await refused(liu, 'teams.join', { activityId, code })).toBe('FULL');
  dataOf(await act(chen, 'teams.handOver', { activityId, uid: uid(aerken) }));
  expect(await refused(chen, 'teams.remove', { activityId, uid: uid(li) })).toBe('FORBIDDEN');
  dataOf(await act(aerken, 'teams.remove', { activityId, uid: uid(chen) }));
  expect(dataOf(await session.call(chen, 'activity.detail', { activityId })).registration).toBeNull();
  dataOf(await act(li, 'teams.leave', { activityId }));
  expect(await mine(aerken, activityId)).toMatchObject({ short: true, leads: true, state: 'held', people: [{ uid: uid(aerken) }] });
  const [row] = dataOf(await session.call(wang, 'teams.list', { activityId })).rows;
  expect(row).toMatchObject({ name: '铁锤队', short: true, state: 'held' });
  // The leader gives the place up: the team is a draft again, and may end.
  dataOf(await act(aerken, 'registration.cancel', { activityId }));
  expect(await mine(aerken, activityId)).toMatchObject({ state: 'draft' });
  expect(await refused(aerken, 'teams.submit', { activityId })).toBe('BAD_INPUT');
  dataOf(await act(aerken, 'teams.disband', { activityId }));
  expect(await mine(aerken, activityId)).toBeNull();
});

test('a member of the own unit is put in by name; who is elsewhere or not for this activity is refused', async () => {
  const activityId = await open();
  await team(activityId, '铁锤队', chen);
  const { uid: added } = dataOf(await act(chen, 'teams.add', { activityId, name: '刘建华' }));
  expect(added).toBe(uid(liu));
  expect(await refused(chen, 'teams.add', { activityId, name: '查无此人' })).toBe('NOT_FOUND');
  expect(await refused(chen, 'teams.add', { activityId, name: '刘建华' })).toBe('USED');
  expect(await refused(chen, 'teams.add', { activityId, name: '陈建国' })).toBe('USED');
  // Who was put in may leave.
  dataOf(await act(liu, 'teams.leave', { activityId }));
  const own = await open({ audienceUnionId: 'weave' });
  expect(await refused(chen, 'teams.make', { activityId: own, name: '铁锤队' })).toBe('FORBIDDEN');
});

test('an old invitation, a foreign union, somebody else’s list, an activity without teams: refused, nothing written', async () => {
  const activityId = await open();
  const code = await team(activityId, '铁锤队', chen);
  const { code: fresh } = dataOf(await act(chen, 'teams.renew', { activityId }));
  expect(fresh).not.toBe(code);
  expect(await refused(li, 'teams.join', { activityId, code })).toBe('NOT_FOUND');
  expect(await refused(li, 'teams.make', { activityId, name: '铁锤队' })).toBe('USED');
  expect(await refused(li, 'teams.make', { activityId, name: '二队', unionId: 'weave-x' })).toBe('NOT_FOUND');
  expect(await refused(li, 'teams.make', { activityId, name: '\u200b\u200b' })).toBe('BAD_INPUT');
  expect(await refused(li, 'teams.join', { activityId, code: { $ne: null } } as unknown as Api.Input<'teams.join'>)).toBe('BAD_INPUT');
  expect(await refused(li, 'teams.remove', { activityId, uid: uid(chen) })).toBe('NOT_FOUND');
  expect(codeOf(await session.call(chen, 'teams.list', { activityId }))).toBe('NOT_FOUND');
  const plain = await open({ rules: plainRules });
  expect(await refused(chen, 'teams.make', { activityId: plain, name: '铁锤队' })).toBe('CLOSED');
  const early = await open({ signUpOpensAt: Date.now() + hour });
  await team(early, '铁锤队', chen, li);
  expect(await refused(chen, 'teams.submit', { activityId: early })).toBe('NOT_OPEN');
});

test('full: the next team waits as one, and moves up as one; the form goes with the leader', async () => {
  const fields: Api.Activity.Field[] = [{ id: 'f1', kind: 'text', label: '领队电话', note: '', required: true, options: [], most: null, least: null }];
  const activityId = await open({ capacity: 1, fields });
  await team(activityId, '一队', chen, li);
  await team(activityId, '二队', aerken, liu);
  expect(await refused(chen, 'teams.submit', { activityId })).toBe('BAD_INPUT');
  expect(await refused(chen, 'teams.submit', { activityId, answers: {} })).toBe('BAD_INPUT');
  const answers = { f1: '13800000001' };
  expect(dataOf(await act(chen, 'teams.submit', { activityId, answers }))).toMatchObject({ state: 'held' });
  expect(dataOf(await act(aerken, 'teams.submit', { activityId, answers }))).toMatchObject({ state: 'waiting', position: 1 });
  expect(await mine(liu, activityId)).toMatchObject({ state: 'waiting', position: 1 });
  dataOf(await act(chen, 'teams.handOver', { activityId, uid: uid(li) }));
  expect(dataOf(await session.call(li, 'registration.answers', { activityId })).answers).toEqual(answers);
  dataOf(await act(li, 'registration.cancel', { activityId }));
  expect(await mine(liu, activityId)).toMatchObject({ state: 'held', people: [{ uid: uid(aerken) }, { uid: uid(liu) }] });
});

test('a team may compete for a union above its leader’s', async () => {
  const activityId = await open();
  const { units } = dataOf(await session.call(chen, 'teams.mine', { activityId }));
  expect(units.length).toBeGreaterThan(1);
  const above = units[1];
  dataOf(await act(chen, 'teams.make', { activityId, name: '联队', unionId: above?.id ?? '' }));
  dataOf(await act(chen, 'teams.add', { activityId, name: '刘建华' }));
  dataOf(await act(chen, 'teams.submit', { activityId }));
  expect(await mine(chen, activityId)).toMatchObject({ unitName: above?.name });
  const [entry] = (await recordOf(session.url, 'seats', activityId))['held'] as { unit?: string }[];
  expect(entry?.unit).toMatch(/^\/city\//);
});

test('who leaves the union leaves the team, which goes on', async () => {
  const activityId = await open();
  await team(activityId, '铁锤队', aerken, li);
  dataOf(await act(aerken, 'teams.submit', { activityId }));
  dataOf(await act(aerken, 'people.leave', {}));
  expect(await mine(li, activityId)).toMatchObject({ leads: true, state: 'held', short: true });
});

test('a name that WeChat does not pass is never kept; a repeat of what was kept is not asked again', async () => {
  const activityId = await open();
  expect(await refused(liu, 'teams.make', { activityId, name: '赌博队' })).toBe('BAD_INPUT');
  const key = newKey();
  const silent = (unreachable: boolean) => fetch(`${session.url}/dev/text-check`, { method: 'POST', body: JSON.stringify({ unreachable }) });
  await silent(true);
  expect(await refused(liu, 'teams.make', { activityId, name: '铁流队' }, key)).toBe('HELD');
  await silent(false);
  const made = await act(liu, 'teams.make', { activityId, name: '铁流队' }, key);
  await silent(true);
  expect(await act(liu, 'teams.make', { activityId, name: '铁流队' }, key)).toEqual(made);
  await silent(false);
});

test('who leaves the union is in no draft any more: the next leads on, a team of nobody is none', async () => {
  const [two, one] = [await open(), await open()];
  const enrolled = dataOf(await session.call(liu, 'people.enrol', { unionId: 'jcjc', text: '领一,94010001' }, newKey()));
  expect(enrolled.added).toBe(1);
  dataOf(await act('wx-ling', 'people.claim', { unionId: 'jcjc', name: '领一', staffNumberTail: '0001' }));
  await team(two, '铁锤队', 'wx-ling', li);
  await team(one, '独行队', 'wx-ling');
  dataOf(await act('wx-ling', 'people.leave', {}));
  expect(await mine(li, two)).toMatchObject({ leads: true, name: '铁锤队' });
  expect(await mine(li, two).then((team) => team?.people)).toHaveLength(1);
  expect((await recordOf(session.url, 'teams', one))['teams']).toEqual([]);
  dataOf(await act(li, 'teams.make', { activityId: one, name: '独行队' }));
});
