import { demoUid } from '../../../scripts/seed/people';
import { type ApiSession, codeOf, dataOf, newKey, openApiSession } from '../local-session';

let session: ApiSession;
const [aerken, chen, li, wang, zhao, wu, zhou] = ['demo-worker-aerken', 'demo-worker-chen', 'demo-worker-li', 'demo-cadre-wang', 'demo-gate-zhao', 'demo-admin-wu', 'demo-official-zhou'];
const day = 86_400_000;
const t0 = Date.now();

beforeAll(async () => {
  session = await openApiSession({ workers: 2 });
});
afterAll(() => session.close());

type GrantInput = Api.Input<'people.grant'>;
const grant = (who: string, to: string, role: GrantInput['role'], unionId: string, change: Partial<GrantInput> = {}, key = newKey()) =>
  session.call(who, 'people.grant', { uid: demoUid(to), role, unionId, expires: t0 + 300 * day, ...change }, key);
const revoke = (who: string, from: string, role: GrantInput['role'], scope: string, key = newKey()) => session.call(who, 'people.revoke', { uid: demoUid(from), role, scope }, key);
const runTimer = () => fetch(`${session.url}/dev/timer/jobs/everyMinute`, { method: 'POST' });
const rolesOf = async (who: string) => dataOf(await session.call(who, 'people.me', {})).grants.map(({ role, scope, scopeName }) => [role, scope, scopeName]);

test('a grant works at the next call and a revocation at the one after', async () => {
  expect(codeOf(await session.call(li, 'checkin.duties', {}))).toBe('FORBIDDEN');
  dataOf(await grant(wang, li, 'gate', 'east'));
  expect(codeOf(await session.call(li, 'checkin.duties', {}))).toBe('OK');
  expect(await rolesOf(li)).toEqual([['gate', '/city/east/', '江东区总工会']]);
  dataOf(await revoke(wang, li, 'gate', '/city/east/'));
  expect(codeOf(await session.call(li, 'checkin.duties', {}))).toBe('FORBIDDEN');
  expect(await rolesOf(li)).toEqual([]);
});

test('an expired grant is none: it vanishes from 我的 and opens nothing, and may be given anew', async () => {
  dataOf(await grant(wang, chen, 'cadre', 'jcjc', { expires: t0 + 10 * day }));
  expect(codeOf(await session.call(chen, 'activity.managed', {}))).toBe('OK');
  await session.setClock(t0 + 10 * day);
  expect(await rolesOf(chen)).toEqual([]);
  expect(codeOf(await session.call(chen, 'activity.managed', {}))).toBe('FORBIDDEN');
  expect(codeOf(await session.call(chen, 'people.grants', {}))).toBe('FORBIDDEN');
  const { items } = dataOf(await session.call(wang, 'people.grants', {}));
  expect(items.find(({ uid }) => uid === demoUid(chen))?.grants).toMatchObject([{ role: 'cadre', expires: t0 + 10 * day }]);
  dataOf(await grant(wang, chen, 'cadre', 'jcjc', { expires: t0 + 20 * day }));
  expect(await rolesOf(chen)).toHaveLength(1);
  await session.setClock(Date.now());
});

test('a double tap is one grant; a repeat has its answer; another body under the key is KEY_REUSED', async () => {
  const key = newKey();
  const answers = await Promise.all([1, 2, 3].map(() => grant(wang, zhou, 'judge', 'edu', {}, key)));
  expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(new Set([JSON.stringify(answers[0])]));
  expect(codeOf(answers[0])).toBe('OK');
  expect((await rolesOf(zhou)).filter(([role]) => role === 'judge')).toHaveLength(1);
  expect(codeOf(await grant(wang, zhou, 'judge', 'city', {}, key))).toBe('KEY_REUSED');
  const off = newKey();
  expect(codeOf(await revoke(wang, zhou, 'judge', '/city/edu/', off))).toBe('OK');
  expect(codeOf(await revoke(wang, zhou, 'judge', '/city/edu/', off))).toBe('OK');
  expect(codeOf(await grant(wang, zhou, 'judge', 'edu', {}, key))).toBe('OK');
  expect((await rolesOf(zhou)).filter(([role]) => role === 'judge')).toHaveLength(0);
});

test('nothing wider, longer, later or for oneself; and each refusal has written nothing', async () => {
  dataOf(await grant(wu, chen, 'cadre', 'east', { expires: t0 + 100 * day }));
  const refused: [string, Promise<{ answer: unknown; cost: { writes: number } }>][] = [];
  const expectCode = (code: string, who: string, input: GrantInput) => refused.push([code, session.measured(who, 'people.grant', input, newKey())]);
  const ask = (to: string, role: GrantInput['role'], unionId: string, expires = t0 + 50 * day): GrantInput => ({ uid: demoUid(to), role, unionId, expires });
  expectCode('FORBIDDEN', chen, ask('demo-member-7', 'cadre', 'east'));
  expectCode('FORBIDDEN', chen, ask('demo-member-7', 'admin', 'jcjc'));
  expectCode('NOT_FOUND', chen, ask('demo-member-7', 'gate', 'west'));
  expectCode('NOT_FOUND', chen, ask('demo-member-7', 'gate', 'city'));
  expectCode('NOT_FOUND', chen, ask(li, 'gate', 'east'));
  expectCode('NOT_FOUND', wu, ask('nobody-at-all', 'gate', 'east'));
  expectCode('FORBIDDEN', wu, ask(wu, 'gate', 'east'));
  expectCode('BAD_INPUT', wu, ask(li, 'gate', 'east', t0 - day));
  expectCode('BAD_INPUT', wu, ask(li, 'gate', 'east', t0 + 1097 * day));
  expectCode('FORBIDDEN', zhao, ask(li, 'gate', 'east'));
  expectCode('FORBIDDEN', li, ask(chen, 'gate', 'east'));
  expectCode('FORBIDDEN', chen, ask(aerken, 'gate', 'east', t0 + 101 * day));
  for (const [code, answered] of refused) {
    const { answer, cost } = await answered;
    expect([codeOf(answer), cost.writes]).toEqual([code, 0]);
  }
  dataOf(await grant(chen, aerken, 'judge', 'east', { expires: t0 + 100 * day }));
  dataOf(await revoke(wang, chen, 'cadre', '/city/east/'));
});

test.each<[string, object]>([
  ['no end', { expires: undefined }],
  ['an unknown role', { role: 'worker' }],
  ['a filter for a person', { uid: { $ne: null } }],
  ['a field too many', { scope: '/' }],
])('%s → BAD_INPUT', async (_name, change) => {
  const input = { uid: demoUid(li), role: 'gate', unionId: 'east', expires: t0 + day, ...change };
  expect(codeOf(await session.invoke('api', { action: 'people.grant', input, key: newKey() }, wu))).toBe('BAD_INPUT');
});

test('a name is found exactly, in every spelling, within the own scope and union, masked, without reading more than it gives', async () => {
  const find = (who: string, name: string, unionId?: string) => session.measured(who, 'people.candidates', unionId === undefined ? { name } : { name, unionId });
  const found = await find(wang, '阿尔肯 • 买买提');
  expect(dataOf(found.answer)).toMatchObject({ items: [{ uid: demoUid(aerken), name: '阿**提', kind: expect.any(String) }], more: false });
  expect(JSON.stringify(found.answer)).not.toContain('买买提');
  expect(found.cost.docsRead).toBeLessThanOrEqual(4);
  expect(dataOf((await find(wang, '阿尔肯·买买提', 'west')).answer).items).toEqual([]);
  expect(codeOf((await find(wang, '王', 'city')).answer)).toBe('BAD_INPUT');
  expect(codeOf((await find(aerken, '王敏')).answer)).toBe('FORBIDDEN');
});

test('the last administrator stays, whoever revokes whom at the same time', async () => {
  expect(codeOf(await revoke(wu, wu, 'admin', '/city/'))).toBe('FORBIDDEN');
  expect(codeOf(await revoke(wang, wu, 'admin', '/city/'))).toBe('NOT_FOUND');
  dataOf(await grant(wu, zhou, 'admin', 'city', { expires: t0 + 20 * day }));
  expect(await revoke(zhou, wu, 'admin', '/city/')).toMatchObject({ ok: false, error: { code: 'FORBIDDEN', message: expect.stringContaining('30 天') } });
  dataOf(await grant(wu, zhou, 'admin', 'city', { expires: t0 + 900 * day }));
  const answers = await Promise.all([revoke(zhou, wu, 'admin', '/city/'), revoke(wu, zhou, 'admin', '/city/')]);
  expect(answers.map(codeOf).filter((code) => code === 'OK')).toHaveLength(1);
  const admins = [await rolesOf(wu), await rolesOf(zhou)].filter((roles) => roles.some(([role]) => role === 'admin'));
  expect(admins).toHaveLength(1);
  const left = codeOf(answers[0]) === 'OK' ? zhou : wu;
  const out = left === zhou ? wu : zhou;
  dataOf(await grant(left, out, 'admin', 'city', { expires: t0 + 890 * day }));
  expect((await rolesOf(out)).filter(([role]) => role === 'admin')).toHaveLength(1);
});

test('holders of a scope: each once, page by page, within a page and three documents', async () => {
  for (let index = 0; index < 25; index += 1) await grant(wang, `demo-member-${index}`, 'gate', 'east');
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const { answer, cost } = await session.measured(wang, 'people.grants', cursor === undefined ? {} : { cursor });
    expect(cost.docsRead).toBeLessThanOrEqual(23);
    expect(cost.roundTrips).toBeLessThanOrEqual(3);
    const page = dataOf(answer);
    seen.push(...page.items.map(({ uid }) => uid));
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen.length).toBeGreaterThan(28);
});

test('every cadre act is in the record: pending first, then in the chain once, whole until somebody touches it', async () => {
  const now = Date.now();
  const draft = { title: '记录员联谊会', programme: 'general' as const, audienceUnionId: 'east', placeName: '职工之家', startsAt: now + day, endsAt: now + day + 3_600_000, capacity: 5 };
  const { activityId } = dataOf(await session.call(wang, 'activity.create', draft, newKey()));
  dataOf(await session.call(wang, 'activity.cancel', { activityId, reason: '台风预警' }, newKey()));
  dataOf(await grant(wu, li, 'supervisor', 'east'));
  expect(codeOf(await session.call(wang, 'audit.list', {}))).toBe('FORBIDDEN');
  expect(codeOf(await session.call(wang, 'audit.pending', {}))).toBe('FORBIDDEN');
  expect(dataOf(await session.call(li, 'audit.pending', {})).items.length).toBeGreaterThan(0);
  expect(dataOf(await session.call(wu, 'audit.pending', {})).items).toEqual(expect.arrayContaining([
    expect.objectContaining({ act: 'activity.create', byName: '王敏', subject: '记录员联谊会', seq: null }),
    expect.objectContaining({ act: 'activity.cancel', byName: '王敏', subject: '记录员联谊会' }),
  ]));

  await Promise.all([runTimer(), runTimer(), runTimer()]);
  await runTimer();
  const { answer, cost } = await session.measured(wu, 'audit.list', {});
  const after = dataOf(answer);
  expect(dataOf(await session.call(wu, 'audit.pending', {})).items).toEqual([]);
  expect(after.items).toHaveLength(20);
  expect(cost.roundTrips).toBeLessThanOrEqual(3);
  const all = [...after.items];
  for (let next = after.next; next !== null; ) {
    const page = dataOf(await session.call(wu, 'audit.list', { cursor: next }));
    all.push(...page.items);
    next = page.next;
  }
  expect(all.map(({ seq }) => seq)).toEqual(Array.from({ length: all.length }, (_, index) => all.length - index));
  expect(all).toEqual(expect.arrayContaining([expect.objectContaining({ act: 'activity.cancel', byName: '王敏', subject: '记录员联谊会' }), expect.objectContaining({ act: 'people.grant', byName: '吴晓', subject: '李秀英', role: 'supervisor', scopeName: '江东区总工会' })]));
  const mine = dataOf(await session.call(li, 'audit.list', {}));
  expect(mine.items.every(({ scopeName }) => scopeName !== '江城市总工会')).toBe(true);
  expect(dataOf(await session.call(li, 'audit.verify', {}))).toMatchObject({ broken: null, checked: all.length, next: null });

  // Somebody with the database in hands alters one record, and later one that lists go by.
  const tcb = (await import('@cloudbase/node-sdk')).default;
  const app = tcb.init({ env: 'gongyun-local', secretId: 'local', secretKey: 'local', serviceUrl: `${session.url}/admin` } as Parameters<typeof tcb.init>[0]);
  const chain = app.database().collection('audit');
  await chain.where({ seq: 3 }).update({ by: 'somebody' });
  expect(dataOf(await session.call(wu, 'audit.verify', {}))).toMatchObject({ broken: 3, checked: 2 });
  const raw = JSON.stringify((await chain.limit(100).get()).data);
  for (const personal of ['李秀英', '王敏', '台风', '记录员']) expect(raw).not.toContain(personal);
});
