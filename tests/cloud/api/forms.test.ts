import { type ApiSession, codeOf, dataOf, newKey, openApiSession } from '../local-session';
import { recordOf } from './records';

/** The sign-up form 报名表 through the real functions: asked, answered, kept sealed, seen by the organiser alone. */

let session: ApiSession;
const hour = 3_600_000;
const wang = 'demo-cadre-wang';
const chen = 'demo-worker-chen';

beforeAll(async () => {
  session = await openApiSession({ workers: 2 });
});
afterAll(() => session.close());

const field = (over: Partial<Api.Activity.Field>): Api.Activity.Field => ({ id: 'f1', kind: 'text', label: '带什么来', note: '', required: true, options: [], most: null, least: null, ...over });
const fields = [
  field({ label: '紧急联系电话' }),
  field({ id: 'f2', kind: 'choice', label: '衣服尺码', options: ['M', 'L', 'XL'] }),
  field({ id: 'f3', kind: 'number', label: '同来的孩子', required: false, least: 0, most: 3 }),
];
const good: Api.Activity.Answers = { f1: ' 13800000001 ', f2: ['L'], f3: 2 };

async function open(over: Partial<Api.Activity.CreateInput> = {}): Promise<string> {
  const startsAt = Date.now() + 3 * hour;
  const draft = { title: '亲子烘焙课', programme: 'general', audienceUnionId: 'city', placeName: '职工之家', startsAt, endsAt: startsAt + hour, capacity: 3, fields, ...over } as const;
  return dataOf(await session.call(wang, 'activity.create', draft, newKey())).activityId;
}

/** What a sign-up is answered that changes nothing: no form is written, and the places stay as they are. */
async function refused(openid: string, input: Api.Input<'registration.signUp'>, key = newKey()): Promise<{ code: string; message: string }> {
  const placesOf = async () => {
    const { held, waiting } = (await recordOf(session.url, 'seats', input.activityId)) as { held: { u: string; k: string }[]; waiting: { u: string; k: string }[] };
    return [held, waiting].map((entries) => entries.map(({ u, k }) => [u, k]));
  };
  const before = await placesOf();
  const { answer, cost } = await session.measured(openid, 'registration.signUp', input, key);
  expect(cost.writesBy['forms'] ?? 0).toBe(0);
  expect(await placesOf()).toEqual(before);
  return answer.ok ? { code: 'OK', message: '' } : answer.error;
}

test('a question that must be answered is; every bad answer is refused with its question, and nothing is written', async () => {
  const activityId = await open();
  expect(await refused(chen, { activityId })).toMatchObject({ code: 'BAD_INPUT', message: '这个活动要先填报名表' });
  for (const [answers, message] of [
    [{}, '紧急联系电话：请填写'],
    [{ ...good, f2: ['S'] }, '衣服尺码：请从选项里选'],
    [{ ...good, f2: ['L', 'M'] }, '衣服尺码：最多选 1 项'],
    [{ ...good, f3: 4 }, '同来的孩子：不能大于 3'],
    [{ ...good, f1: '\u200b\u200b' }, '紧急联系电话：写 1–100 个字'],
    [{ ...good, f9: 'x' }, '报名表已经更新，请重新打开'],
  ] as const) {
    expect(await refused(chen, { activityId, answers: { ...answers } as Api.Activity.Answers })).toMatchObject({ code: 'BAD_INPUT', message });
  }
  for (const answers of [{ f1: { $ne: null } }, { constructor: 'x' }, { $where: '1' }, { f1: 'x'.repeat(3000) }, [], 'f1']) {
    const { answer, cost } = await session.measured(chen, 'registration.signUp', { activityId, answers } as unknown as Api.Input<'registration.signUp'>, newKey());
    expect([codeOf(answer), cost.writes]).toEqual(['BAD_INPUT', 0]);
  }
});

test('answers are kept with the place, tidy; a repeat changes nothing; another body under the same key is refused', async () => {
  const activityId = await open();
  const key = newKey();
  const first = dataOf(await session.call(chen, 'registration.signUp', { activityId, answers: good }, key));
  expect(first).toMatchObject({ state: 'held' });
  expect(await refused(chen, { activityId, answers: good }, key)).toMatchObject({ code: 'OK' });
  expect(await refused(chen, { activityId, answers: { ...good, f3: 0 } }, key)).toMatchObject({ code: 'KEY_REUSED' });
  // A second phone is answered with the place that is there, with which its key is noted; its other answers are not taken.
  const second = await session.measured(chen, 'registration.signUp', { activityId, answers: { ...good, f2: ['XL'] } }, newKey());
  expect(dataOf(second.answer)).toEqual(first);
  expect(second.cost.writesBy['forms'] ?? 0).toBe(0);
  const { answers, fields: asked } = dataOf(await session.call(chen, 'registration.answers', { activityId }));
  expect(answers).toEqual({ f1: '13800000001', f2: ['L'], f3: 2 });
  expect(asked).toHaveLength(3);
});

test('what cannot come in leaves no form behind', async () => {
  const closed = await open({ signUpOpensAt: Date.now() + hour });
  expect(await refused(chen, { activityId: closed, answers: good })).toMatchObject({ code: 'NOT_OPEN' });
  const foreign = await open({ audienceUnionId: 'weave' });
  expect(await refused(chen, { activityId: foreign, answers: good })).toMatchObject({ code: 'FORBIDDEN' });
  expect(dataOf(await session.call(chen, 'registration.answers', { activityId: foreign })).answers).toBeNull();
});

test('who sees answers: oneself and the organiser; to all others there is no such form', async () => {
  const activityId = await open();
  await session.call(chen, 'registration.signUp', { activityId, answers: good }, newKey());
  const { rows } = dataOf(await session.call(wang, 'activity.roster', { activityId }));
  const uid = rows[0]?.uid ?? '';
  expect(dataOf(await session.call(wang, 'registration.answers', { activityId, uid })).answers).toMatchObject({ f1: '13800000001' });
  for (const other of ['demo-worker-li', 'demo-cadre-liu', 'demo-gate-zhao']) expect(codeOf(await session.call(other, 'registration.answers', { activityId, uid }))).toBe('NOT_FOUND');
});

test('answers are sealed where they lie', async () => {
  const activityId = await open();
  await session.call(chen, 'registration.signUp', { activityId, answers: good }, newKey());
  const uid = dataOf(await session.call(chen, 'people.me', {})).member?.uid ?? '';
  const kept = JSON.stringify(await recordOf(session.url, 'forms', `${activityId}:${uid}`));
  expect(kept).toContain('v1.');
  expect(kept).not.toContain('13800000001');
});

test.each<[string, Partial<Api.Activity.CreateInput>]>([
  ['两个问题用了同一个编号', { fields: [field({}), field({ label: '身高' })] }],
  ['选项写 2–20 个', { fields: [field({ kind: 'choice' })] }],
  ['下限不能大于上限', { fields: [field({ kind: 'number', least: 3, most: 2 })] }],
])('a form at fault opens nothing: %s', async (message, over) => {
  const startsAt = Date.now() + 3 * hour;
  const draft = { title: '亲子烘焙课', programme: 'general', audienceUnionId: 'city', placeName: '职工之家', startsAt, endsAt: startsAt + hour, capacity: 3, ...over } as const;
  const { answer, cost } = await session.measured(wang, 'activity.create', draft, newKey());
  expect(answer).toMatchObject({ ok: false, error: { code: 'BAD_INPUT', message } });
  expect(cost.writes).toBe(0);
});

test('quotas lie inside the audience', async () => {
  const { unions } = dataOf(await session.call(wang, 'people.unions', {}));
  const [first, second] = unions.filter(({ level }) => level === 1);
  expect(first && second).toBeTruthy();
  const rules = (unionId: string): Api.Activity.Rules => ({
    mode: 'firstCome',
    quotas: [{ unionId, places: 1 }],
    quotasReturnAt: null,
    batches: [],
    offerHours: null,
    favourNew: false,
    team: null,
    substituteUntil: null,
    sealedForm: false,
    exits: false,
  });
  const startsAt = Date.now() + 3 * hour;
  const draft = { title: '亲子烘焙课', programme: 'general', audienceUnionId: first?.id ?? '', placeName: '职工之家', startsAt, endsAt: startsAt + hour, capacity: 3 } as const;
  for (const unionId of [second?.id ?? '', 'nowhere']) {
    const { answer, cost } = await session.measured(wang, 'activity.create', { ...draft, rules: rules(unionId) }, newKey());
    expect([codeOf(answer), cost.writes]).toEqual(['BAD_INPUT', 0]);
  }
  expect(codeOf(await session.call(wang, 'activity.create', { ...draft, rules: rules(first?.id ?? '') }, newKey()))).toBe('OK');
});
