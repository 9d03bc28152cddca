import { type ApiSession, codeOf, dataOf, newKey, openApiSession } from '../local-session';
import { recordOf, records } from './records';

/** Refusals by the rules: a code, a sentence, and nothing written. */

let session: ApiSession;
const hour = 3_600_000;
const [chen, li, aerken] = ['demo-worker-chen', 'demo-worker-li', 'demo-worker-aerken'];
const [wang, zhao] = ['demo-cadre-wang', 'demo-gate-zhao'];
/** A member who is made the cadre of the western district. */
const west = 'demo-member-0';
const t0 = Date.now();

beforeAll(async () => {
  session = await openApiSession({ workers: 2 });
  await grant(west, [{ role: 'cadre', scope: '/city/west/', expires: t0 + 1000 * hour }]);
});
afterAll(() => session.close());

async function grant(openid: string, grants: object[]): Promise<void> {
  const { member } = dataOf(await session.call(openid, 'people.me', {}));
  await records(session.url, 'members').doc(member?.uid ?? '').update({ grants });
}

async function open(capacity: number, change: Partial<Api.Activity.CreateInput> = {}, cadre = wang): Promise<string> {
  const draft = { title: '职工插花体验课', programme: 'general' as const, audienceUnionId: 'city', placeName: '职工之家', startsAt: t0 + 3 * hour, endsAt: t0 + 5 * hour, capacity };
  return dataOf(await session.call(cadre, 'activity.create', { ...draft, ...change }, newKey())).activityId;
}

/** Refused with this code, in Chinese, and no request to write was made. */
async function refused<A extends Api.ActionName>(code: string, openid: string, action: A, input: Api.Input<A>, key?: string): Promise<string> {
  const { answer, cost } = await session.measured(openid, action, input, key);
  expect([action, codeOf(answer), cost.writes]).toEqual([action, code, 0]);
  if (answer.ok) throw new Error('it was not refused');
  expect(answer.error.message).toMatch(/[\u4e00-\u9fff]/);
  return answer.error.message;
}

/** The same at a gate, where the write is tried before the places are read: nothing of the activity is changed by it. */
async function refusedAtGate(code: string, openid: string, input: Api.Input<'checkin.scan'>, key: string): Promise<string> {
  const kept = async () => [await recordOf(session.url, 'seats', input.activityId), await records(session.url, 'checkins').where({ activityId: input.activityId }).count()];
  const before = await kept();
  const answer = await session.call(openid, 'checkin.scan', input, key);
  expect(codeOf(answer)).toBe(code);
  const { total } = await records(session.url, 'checkins').where({ activityId: input.activityId }).count();
  expect((await kept())[0]).toEqual(before[0]);
  expect(before[1]).toMatchObject({ total });
  return answer.ok ? '' : answer.error.message;
}

const signUp = (who: string, activityId: string, key = newKey()) => session.call(who, 'registration.signUp', { activityId }, key);
const cancel = (who: string, activityId: string, key = newKey()) => session.call(who, 'registration.cancel', { activityId }, key);

test("another tenant's activity does not exist for a cadre: roster, cancel, list; nor may one be opened there", async () => {
  const theirs = await open(5, { audienceUnionId: 'east' });
  await signUp(chen, theirs);
  const own = await open(5, { audienceUnionId: 'weave' }, west);
  await refused('NOT_FOUND', west, 'activity.roster', { activityId: theirs });
  await refused('NOT_FOUND', west, 'activity.cancel', { activityId: theirs, reason: '与我无关' }, newKey());
  await refused('NOT_FOUND', zhao, 'activity.roster', { activityId: theirs });
  await refused('FORBIDDEN', west, 'activity.create', { ...(await draftFor('city')) }, newKey());
  const { items } = dataOf(await session.call(west, 'activity.managed', {}));
  expect(items.map(({ activityId }) => activityId)).toContain(own);
  expect(items.map(({ activityId }) => activityId)).not.toContain(theirs);
  expect(dataOf(await session.call(west, 'people.unions', {})).unions.every(({ path }) => path.startsWith('/city/west/'))).toBe(true);
  expect(codeOf(await session.call(wang, 'activity.roster', { activityId: own }))).toBe('OK');
});

async function draftFor(audienceUnionId: string): Promise<Api.Activity.CreateInput> {
  return { title: '越权活动', programme: 'general', audienceUnionId, placeName: '某处', startsAt: t0 + hour, endsAt: t0 + 2 * hour, capacity: 5 };
}

test('a grant that expired, or of a role that we do not know, gives nothing and breaks nothing', async () => {
  const member = 'demo-member-1';
  await grant(member, [
    { role: 'steward', scope: '/city/', expires: t0 + hour },
    { role: 'cadre', scope: '/city/', expires: t0 - 1 },
  ]);
  expect(dataOf(await session.call(member, 'people.me', {})).grants).toEqual([]);
  await refused('FORBIDDEN', member, 'activity.managed', {});
  await refused('FORBIDDEN', member, 'activity.create', await draftFor('city'), newKey());
});

test('who cancelled five times signs up no more, though places are free', async () => {
  const activityId = await open(5);
  for (let round = 0; round < 5; round += 1) {
    expect(codeOf(await signUp(chen, activityId))).toBe('OK');
    expect(codeOf(await cancel(chen, activityId))).toBe('OK');
  }
  expect(codeOf(await signUp(chen, activityId))).toBe('SLOW_DOWN');
  expect(codeOf(await signUp(li, activityId))).toBe('OK');
});

test('a refused sign-up leaves the places as they were', async () => {
  const later = await open(5, { signUpOpensAt: t0 + hour });
  const foreign = await open(5, { audienceUnionId: 'weave' });
  const off = await open(5);
  await session.call(wang, 'activity.cancel', { activityId: off, reason: '场地检修' }, newKey());
  for (const [activityId, code] of [[later, 'NOT_OPEN'], [foreign, 'FORBIDDEN'], [off, 'CLOSED']] as const) {
    const before = await recordOf(session.url, 'seats', activityId);
    expect(codeOf(await signUp(chen, activityId))).toBe(code);
    expect(await recordOf(session.url, 'seats', activityId)).toEqual(before);
  }
  expect(codeOf(await signUp(chen, 'no-such-activity'))).toBe('NOT_FOUND');
});

test('one key names one act: not a sign-up and its cancel, not two answers', async () => {
  const activityId = await open(5);
  const [key, cancelKey] = [newKey(), newKey()];
  await signUp(chen, activityId, key);
  await refused('KEY_REUSED', chen, 'registration.cancel', { activityId }, key);
  await cancel(chen, activityId, cancelKey);
  expect(codeOf(await signUp(chen, activityId, cancelKey))).toBe('KEY_REUSED');
  const consentKey = newKey();
  const consent = (answer: 'accept' | 'reject') => ({ template: 'placeFreed', answer }) as const;
  dataOf(await session.call(chen, 'notice.consent', consent('accept'), consentKey));
  dataOf(await session.call(chen, 'notice.consent', consent('accept'), consentKey));
  await refused('KEY_REUSED', chen, 'notice.consent', consent('reject'), consentKey);
});

test('cancelling what one is not in, and an activity that is over or called off', async () => {
  const activityId = await open(5);
  await refused('NOT_FOUND', chen, 'registration.cancel', { activityId }, newKey());
  await refused('NOT_FOUND', chen, 'registration.pass', { activityId });
  await signUp(chen, activityId);
  const key = newKey();
  const reason = '台风预警';
  await session.call(wang, 'activity.cancel', { activityId, reason }, key);
  await refused('CLOSED', wang, 'activity.cancel', { activityId, reason }, newKey());
  await refused('KEY_REUSED', wang, 'activity.cancel', { activityId, reason: '换个说法' }, key);
  await refused('CLOSED', chen, 'registration.cancel', { activityId }, newKey());
  await refused('CLOSED', chen, 'registration.pass', { activityId });
});

test('at the gate: used, in line with the pass of a place given back, cancelled, of another scope', async () => {
  const activityId = await open(1);
  await signUp(chen, activityId);
  const { token } = dataOf(await session.call(chen, 'registration.pass', { activityId }));
  await signUp(li, activityId);
  await cancel(chen, activityId);
  const scan = { activityId, token, gate: '东门' };
  expect(await refusedAtGate('NOT_FOUND', zhao, scan, newKey())).toContain('取消报名');
  await signUp(chen, activityId);
  expect(await refusedAtGate('NOT_FOUND', zhao, scan, newKey())).toContain('候补');
  await refusedAtGate('FORBIDDEN', west, scan, newKey());
  const li2 = { ...scan, token: dataOf(await session.call(li, 'registration.pass', { activityId })).token };
  await refused('BAD_INPUT', zhao, 'checkin.scan', { ...li2, gate: '\u200B' }, newKey());
  const key = newKey();
  expect(codeOf(await session.call(zhao, 'checkin.scan', li2, key))).toBe('OK');
  expect(await refusedAtGate('USED', zhao, li2, newKey())).toMatch(/在东门核验/);
  await refusedAtGate('KEY_REUSED', zhao, { ...li2, gate: '西门' }, key);
  await refused('USED', li, 'registration.cancel', { activityId }, newKey());
});

test('an expired pass is refused; a member sees nobody else in an activity', async () => {
  const activityId = await open(2);
  await signUp(aerken, activityId);
  const { token } = dataOf(await session.call(aerken, 'registration.pass', { activityId }));
  const seen = JSON.stringify(dataOf(await session.call(chen, 'activity.detail', { activityId })));
  expect(seen).not.toContain('阿尔肯');
  expect(seen).not.toContain(dataOf(await session.call(aerken, 'people.me', {})).member?.uid);
  await session.setClock(t0 + 6 * hour + 1000);
  expect(await refused('CLOSED', zhao, 'checkin.scan', { activityId, token, gate: '东门' }, newKey())).toContain('过期');
  await refused('CLOSED', wang, 'activity.cancel', { activityId, reason: '太晚了' }, newKey());
  await session.setClock(Date.now());
});

test('a cursor before now opens no list of what is over', async () => {
  const first = dataOf(await session.call(chen, 'activity.list', {}));
  expect(dataOf(await session.call(chen, 'activity.list', { cursor: '0.a' })).items).toEqual(first.items);
});
