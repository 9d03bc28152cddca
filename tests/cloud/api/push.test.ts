import { randomBytes } from 'node:crypto';
import { plainRules } from '../../../miniprogram/domain/activity/rules';
import { mostBytes } from '../../../miniprogram/domain/media/file';
import { day, hour } from '../../../miniprogram/domain/time/shanghai';
import { demoUid } from '../../../scripts/seed/people';
import { until } from '../../until';
import { type ApiSession, codeOf, dataOf, newKey, openApiSession } from '../local-session';
import { recordOf, records } from './records';
import { jpg, nameOf, upload } from './uploads';

/** Files through the one service: looked at, given a purpose, checked by WeChat; what is pushed is taken only from WeChat. */

let session: ApiSession;
let activityId = '';
const [wang, liu, chen, li] = ['demo-cadre-wang', 'demo-cadre-liu', 'demo-worker-chen', 'demo-worker-li'];
const pdf = Buffer.from('%PDF-1.7 x');
const field: Api.Activity.Field = { id: 'f1', kind: 'file', label: '健康证', note: '', required: true, options: [], most: 2, least: null };

beforeAll(async () => {
  session = await openApiSession({ workers: 2 });
  activityId = await opened({ fields: [field, { ...field, id: 'f2', label: '照片', required: false }] });
});
afterAll(() => session.close());

async function opened(over: Partial<Api.Activity.CreateInput>): Promise<string> {
  const startsAt = Date.now() + 3 * day;
  const draft = { title: '冬泳', programme: 'general', audienceUnionId: 'city', placeName: '江滩', startsAt, endsAt: startsAt + hour, capacity: 9, ...over } as const;
  return dataOf(await session.call(wang, 'activity.create', draft, newKey())).activityId;
}

const keep = (who: string, fileId: string, what = 'f1', key = newKey(), of = activityId) => session.call(who, 'media.keep', { fileId, activityId: of, what }, key);
const kept = async (who: string, content = jpg, ending = 'jpg', word = '', what = 'f1') => dataOf(await keep(who, await upload(session, content, ending, word), what));
const stateOf = async (mediaId: string) => (await recordOf(session.url, 'media', mediaId))['state'];
const traceOf = async (mediaId: string) => String((await recordOf(session.url, 'media', mediaId))['trace']);
const reach = (unreachable: boolean) => fetch(`${session.url}/dev/text-check`, { method: 'POST', body: JSON.stringify({ unreachable }) });
const push = async (message: object) => (await fetch(`${session.url}/dev/push/push`, { method: 'POST', body: JSON.stringify(message) })).json() as Promise<unknown>;
const verdict = (trace_id: string, suggest = 'pass') => ({ ToUserName: 'gh', FromUserName: chen, CreateTime: 1, MsgType: 'event', Event: 'wxa_media_check', trace_id, version: 2, errcode: 0, result: { suggest, label: 100 } });

test.each([
  ['', 'pass'],
  ['risky', 'risky'],
  ['review', 'held'],
])('a photo is asked about in its author’s call, and the push settles it: %s → %s', async (word, state) => {
  const { mediaId, state: first } = await kept(chen, jpg, 'jpg', word);
  expect(first).toBe('checking');
  expect(await until(() => stateOf(mediaId), (now) => now === state)).toBe(state);
  const opening = await session.call(chen, 'media.open', { mediaId });
  expect(codeOf(opening)).toBe(state === 'risky' ? 'FORBIDDEN' : 'OK');
  expect(JSON.stringify(opening)).not.toContain(await traceOf(mediaId));
  expect(codeOf(await session.call(chen, 'registration.signUp', { activityId, answers: { f1: [mediaId] } }, newKey()))).toBe(state === 'risky' ? 'BAD_INPUT' : 'OK');
  await session.call(chen, 'registration.cancel', { activityId }, newKey());
});

describe('the push', () => {
  /** A photo that waits for its verdict: its own was lost. */
  async function waiting(): Promise<{ mediaId: string; trace: string }> {
    const { mediaId } = await kept(chen);
    const trace = randomBytes(9).toString('hex');
    await records(session.url, 'media').doc(mediaId).update({ trace });
    return { mediaId, trace };
  }

  test('is refused from a client, whoever sends it, and through a function that a client called', async () => {
    const { mediaId, trace } = await waiting();
    for (const who of [chen, wang, undefined]) expect(codeOf(await session.invoke('push', verdict(trace), who))).toBe('FORBIDDEN');
    expect(await stateOf(mediaId)).toBe('checking');
    expect(await push(verdict(trace))).toBe('success');
    expect(await stateOf(mediaId)).toBe('pass');
  });

  test('about a check that was never asked for changes nothing', async () => {
    const { mediaId } = await waiting();
    for (const trace of ['0'.repeat(36), '', mediaId]) expect(codeOf(await push(verdict(trace)))).toBe('NOT_FOUND');
    expect(await stateOf(mediaId)).toBe('checking');
  });

  test.each<[string, (trace: string) => object]>([
    ['a filter for a number', () => ({ ...verdict('x'), trace_id: { $ne: '' } })],
    ['another event', (trace) => ({ ...verdict(trace), Event: 'user_enter_tempsession' })],
    ['a verdict of its own', (trace) => verdict(trace, 'unchecked')],
    ['a message', (trace) => ({ ...verdict(trace), MsgType: 'text' })],
    ['nothing', () => ({})],
  ])('that is %s is refused', async (_what, forged) => {
    const { mediaId, trace } = await waiting();
    expect(codeOf(await push(forged(trace)))).toBe('NOT_FOUND');
    expect(await stateOf(mediaId)).toBe('checking');
  });

  test('twice is once; a second, other verdict does not turn the first', async () => {
    const { mediaId, trace } = await waiting();
    expect(await Promise.all([push(verdict(trace, 'risky')), push(verdict(trace, 'risky'))])).toEqual(['success', 'success']);
    expect(await push(verdict(trace, 'pass'))).toBe('success');
    expect(await stateOf(mediaId)).toBe('risky');
  });

  test('of a photo that WeChat could not fetch holds it', async () => {
    const { mediaId, trace } = await waiting();
    expect(await push({ ...verdict(trace), errcode: -1008 })).toBe('success');
    expect(await stateOf(mediaId)).toBe('held');
  });
});

test('while WeChat cannot be reached a photo is held; at its author’s next visit it is asked about again, and by nobody else', async () => {
  await reach(true);
  const { mediaId, state } = await kept(chen);
  expect(state).toBe('held');
  expect(dataOf(await session.call(chen, 'media.recheck', { mediaIds: [mediaId] })).items).toEqual([{ mediaId, state: 'held' }]);
  await reach(false);
  expect(dataOf(await session.call(wang, 'media.recheck', { mediaIds: [mediaId] })).items).toEqual([]);
  expect(await stateOf(mediaId)).toBe('held');
  expect(dataOf(await session.call(chen, 'media.recheck', { mediaIds: [mediaId] })).items).toEqual([{ mediaId, state: 'checking' }]);
  expect(await until(() => stateOf(mediaId), (now) => now === 'pass')).toBe('pass');
});

test('a verdict that never came is asked for again after an hour', async () => {
  const { mediaId } = await kept(chen);
  await records(session.url, 'media').doc(mediaId).update({ trace: 'lost-on-its-way', state: 'checking' });
  const again = async () => dataOf(await session.call(chen, 'media.recheck', { mediaIds: [mediaId] }));
  await again();
  expect(await traceOf(mediaId)).toBe('lost-on-its-way');
  await session.setClock(Date.now() + hour + 60_000);
  await again();
  expect(await traceOf(mediaId)).not.toBe('lost-on-its-way');
  await session.setClock(Date.now());
});

test('a repeat is one file and one question; another body under the key, and another’s file, are refused', async () => {
  const fileId = await upload(session);
  const key = newKey();
  const first = dataOf(await keep(chen, fileId, 'f1', key));
  const trace = await traceOf(first.mediaId);
  expect(dataOf(await keep(chen, fileId, 'f1', key)).mediaId).toBe(first.mediaId);
  expect(await traceOf(first.mediaId)).toBe(trace);
  expect(codeOf(await keep(chen, fileId, 'f2', key))).toBe('KEY_REUSED');
  expect(codeOf(await keep(li, fileId))).toBe('KEY_REUSED');
});

test('what a file is, its bytes say: the rest is refused and deleted', async () => {
  for (const [content, ending] of [[Buffer.from('<script>'), 'jpg'], [pdf, 'png'], [Buffer.alloc(0), 'pdf'], [Buffer.concat([jpg, Buffer.alloc(mostBytes)]), 'jpg']] as const) {
    const fileId = await upload(session, content, ending);
    const { answer, cost } = await session.measured(chen, 'media.keep', { fileId, activityId, what: 'f1' }, newKey());
    expect([codeOf(answer), cost.writes]).toEqual(['BAD_INPUT', 0]);
    expect(codeOf(await keep(chen, fileId))).toBe('NOT_FOUND');
  }
  expect(await kept(chen, pdf, 'pdf')).toMatchObject({ state: 'unchecked' });
});

test.each([
  ['a path of another folder', () => ({ fileId: `cloud://env.bucket/codes/${nameOf()}.jpg` }), 'BAD_INPUT'],
  ['a path that leads out', () => ({ fileId: `cloud://env.bucket/media/../${nameOf()}.jpg` }), 'BAD_INPUT'],
  ['an address', () => ({ fileId: 'https://example.com/a.jpg' }), 'BAD_INPUT'],
  ['a kind that is not taken', () => ({ fileId: `cloud://env.bucket/media/${nameOf()}.svg` }), 'BAD_INPUT'],
  ['a file that is not there', () => ({ fileId: `cloud://local-env.x/media/${nameOf()}.jpg` }), 'NOT_FOUND'],
  ['a question that is none', () => ({ what: 'f9' }), 'NOT_FOUND'],
  ['a sealed form that nobody asks for', () => ({ what: 'sealed' }), 'NOT_FOUND'],
  ['an activity that is none', () => ({ activityId: 'nowhere' }), 'NOT_FOUND'],
])('%s is refused', async (_what, over, code) => {
  const input = { fileId: await upload(session), activityId, what: 'f1', ...over() };
  const { answer, cost } = await session.measured(chen, 'media.keep', input, newKey());
  expect([codeOf(answer), cost.writes]).toEqual([code, 0]);
});

test('an answer’s file belongs to the person and to this question; the organiser’s cadre opens it, nobody else', async () => {
  const mine = await kept(chen);
  const other = await kept(li);
  const elsewhere = await kept(chen, jpg, 'jpg', '', 'f2');
  const signUp = (answers: Api.Activity.Answers) => session.call(chen, 'registration.signUp', { activityId, answers }, newKey());
  for (const id of [other.mediaId, elsewhere.mediaId, nameOf()]) expect(await signUp({ f1: [id] })).toMatchObject({ ok: false, error: { code: 'BAD_INPUT', message: '健康证：请重新上传' } });
  expect(codeOf(await signUp({ f1: [mine.mediaId] }))).toBe('OK');
  const { answers } = dataOf(await session.call(wang, 'registration.answers', { activityId, uid: demoUid(chen) }));
  expect(answers).toEqual({ f1: [mine.mediaId] });
  const { url, ending } = dataOf(await session.call(wang, 'media.open', { mediaId: mine.mediaId }));
  expect([ending, Buffer.from(await (await fetch(url)).arrayBuffer())]).toEqual(['jpg', jpg]);
  for (const who of [li, liu, 'demo-gate-zhao']) expect(codeOf(await session.call(who, 'media.open', { mediaId: mine.mediaId }))).toBe('NOT_FOUND');
});

test('a sealed form is opened by the unit that passes it', async () => {
  const review = await opened({ signUpClosesAt: Date.now() + day, rules: { ...plainRules, mode: 'review', sealedForm: true } });
  const { mediaId } = dataOf(await keep(chen, await upload(session), 'sealed', newKey(), review));
  for (const who of [chen, liu, wang]) expect(codeOf(await session.call(who, 'media.open', { mediaId }))).toBe('OK');
  expect(codeOf(await session.call(li, 'media.open', { mediaId }))).toBe('NOT_FOUND');
});

test('who leaves takes their files along', async () => {
  const { mediaId } = await kept(li, pdf, 'pdf');
  const { url } = dataOf(await session.call(li, 'media.open', { mediaId }));
  expect((await fetch(url)).status).toBe(200);
  expect(codeOf(await session.call(li, 'people.leave', {}, newKey()))).toBe('OK');
  expect((await records(session.url, 'media').doc(mediaId).get()).data).toEqual([]);
  expect((await fetch(url)).status).toBe(404);
});
