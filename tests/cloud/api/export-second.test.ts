import { askAbove, askFor } from '../../../miniprogram/domain/export/second';
import { demoUid } from '../../../scripts/seed/people';
import { until } from '../../until';
import { type ApiSession, codeOf, dataOf, newKey, openApiSession } from '../local-session';
import { recordOf } from './records';

/** Files with what many people have filled in: made only when a second cadre agrees. */

const wang = 'demo-cadre-wang';
const wu = 'demo-admin-wu';
const liu = 'demo-cadre-liu';
const day = 86_400_000;
const t0 = Date.now();
let session: ApiSession;
/** Activities with a question that 101 people answered; 100; three. */
let big: string;
let small: string;
let few: string;

async function signedUp(openids: string[]): Promise<string> {
  const fields: Api.Activity.Field[] = [{ id: 'f1', kind: 'text', label: '身份证号', note: '', required: true, options: [], most: null, least: null }];
  const draft: Api.Activity.CreateInput = { title: '疗休养', programme: 'general', audienceUnionId: 'city', placeName: '疗养院', startsAt: t0 + 9 * day, endsAt: t0 + 9 * day + 3_600_000, capacity: 200, fields };
  const { activityId } = dataOf(await session.call(wang, 'activity.create', draft, newKey()));
  for (const openid of openids) dataOf(await session.call(openid, 'registration.signUp', { activityId, answers: { f1: '110101199003078515' } }, newKey()));
  return activityId;
}

const documentOf = (jobId: string) => recordOf(session.url, 'exports', jobId);
const summary = (subject: string): Api.Input<'export.start'> => ({ kind: 'summary', subject, options: {} });
const ask = async (who: string, request: Api.Input<'export.start'>, key = newKey()) => dataOf(await session.call(who, 'export.start', request, key)).job;
const approve = (who: string, jobId: string, key = newKey()) => session.call(who, 'export.approve', { jobId }, key);
const refuse = (who: string, jobId: string, key = newKey()) => session.call(who, 'export.refuse', { jobId, reason: '没有说明用途' }, key);
const stateOf = async (who: string, jobId: string) => dataOf(await session.call(who, 'export.status', { jobId })).job.state;
/** How it ends. */
const over = (who: string, jobId: string) => until(() => stateOf(who, jobId), (state) => state !== 'queued' && state !== 'running');
const asksOf = async (who: string) => dataOf(await session.call(who, 'export.waiting', {})).asks.map(({ jobId }) => jobId);
const runTimer = async () => (await fetch(`${session.url}/dev/timer/jobs/everyMinute`, { method: 'POST' })).json();

beforeAll(async () => {
  session = await openApiSession({ members: 300 });
  const people = Array.from({ length: askAbove + 1 }, (_, index) => `demo-member-${index}`);
  [big, small, few] = await Promise.all([signedUp(people), signedUp(people.slice(1)), signedUp(people.slice(0, 3))]);
});
afterAll(() => session.close());

test('from 101 people on it waits; of 100, of few, and without filled-in fields it does not', async () => {
  const job = await ask(wang, summary(big));
  expect(job).toMatchObject({ state: 'waits', size: 0, lapsesAt: job.at + askFor });
  await runTimer();
  expect(await stateOf(wang, job.jobId)).toBe('waits');
  expect(await documentOf(job.jobId)).toMatchObject({ tries: 0, run: 0, second: { people: askAbove + 1, decision: null } });
  expect(codeOf(await session.call(wang, 'export.link', { jobId: job.jobId }))).toBe('NOT_OPEN');
  for (const other of [summary(small), summary(few), { ...summary(big), kind: 'signIn' as const }]) {
    const { jobId } = await ask(wang, other);
    expect(await over(wang, jobId)).toBe('done');
  }
  // A unit's few are the unit's own affair, however many take part.
  const { jobId } = await ask(liu, { kind: 'sealedForms', subject: big, options: { each: 'unit', unionId: 'jcjc' } });
  expect(await over(liu, jobId)).toBe('done');
  dataOf(await refuse(wu, job.jobId));
});

test('another cadre of the scope agrees, once; then the file is made; asking again under the key is the same job', async () => {
  const key = newKey();
  const { jobId } = await ask(wang, summary(big), key);
  expect(await asksOf(wang)).not.toContain(jobId);
  expect(await asksOf(liu)).not.toContain(jobId);
  const { asks } = dataOf(await session.call(wu, 'export.waiting', {}));
  expect(asks.find((one) => one.jobId === jobId)).toMatchObject({ kind: 'summary', byName: '王敏', people: askAbove + 1 });
  const desk = dataOf(await session.call(wu, 'desk.recount', {})).waiting.find(({ counter }) => counter === 'exports');
  expect(desk?.count).toBe(asks.length);

  const refused = await session.measured(wang, 'export.approve', { jobId }, newKey());
  expect([codeOf(refused.answer), refused.cost.writes]).toEqual(['FORBIDDEN', 0]);
  expect(codeOf(await approve(liu, jobId))).toBe('NOT_FOUND');
  expect(codeOf(await approve('demo-worker-chen', jobId))).toBe('NOT_FOUND');
  expect(await stateOf(wang, jobId)).toBe('waits');

  const answered = newKey();
  for (let time = 0; time < 2; time += 1) expect(dataOf(await approve(wu, jobId, answered))).toEqual({ answer: 'approved' });
  expect(codeOf(await refuse(wu, jobId, answered))).toBe('KEY_REUSED');
  expect(codeOf(await approve(wu, jobId))).toBe('USED');
  expect(codeOf(await refuse(wu, jobId))).toBe('USED');
  expect(await over(wang, jobId)).toBe('done');
  expect((await documentOf(jobId))['run']).toBe(1);
  expect((await ask(wang, summary(big), key)).jobId).toBe(jobId);
  expect(dataOf(await session.call(wang, 'export.link', { jobId })).url).not.toBe('');
  // The file is of who asked; who agreed does not get it.
  expect(codeOf(await session.call(wu, 'export.link', { jobId }))).toBe('NOT_FOUND');

  await runTimer();
  const { items } = dataOf(await session.call(wu, 'audit.list', {}));
  const acts = items.filter(({ act, subject }) => act.startsWith('export.') && subject === '疗休养').map(({ act, byName }) => `${act} ${byName}`);
  expect(acts).toEqual(expect.arrayContaining(['export.ask 王敏', 'export.approve 吴晓', 'export.refuse 吴晓']));
});

test('two who answer at once: one answer stands', async () => {
  const second = 'demo-member-200';
  dataOf(await session.call(wu, 'people.grant', { uid: demoUid(second), role: 'cadre', unionId: 'city', expires: t0 + 30 * day }, newKey()));
  for (let round = 0; round < 4; round += 1) {
    const { jobId } = await ask(wang, summary(big));
    const codes = (await Promise.all([approve(wu, jobId), refuse(second, jobId)])).map(codeOf);
    expect([...codes].sort()).toEqual(['OK', 'USED']);
    const document = await documentOf(jobId);
    expect(document['state'] === 'refused').toBe(codes[1] === 'OK');
    expect(document['second']).toMatchObject({ decision: { reason: codes[1] === 'OK' ? '没有说明用途' : null } });
    if (codes[0] === 'OK') expect(await over(wang, jobId)).toBe('done');
  }
});

test('refused with a reason that the asker reads: nothing makes it any more', async () => {
  const { jobId } = await ask(wang, summary(big));
  expect(codeOf(await session.call(wu, 'export.refuse', { jobId, reason: '' }, newKey()))).toBe('BAD_INPUT');
  const key = newKey();
  for (let time = 0; time < 2; time += 1) expect(dataOf(await refuse(wu, jobId, key))).toEqual({ answer: 'refused' });
  expect(codeOf(await session.call(wu, 'export.refuse', { jobId, reason: '别的原因' }, key))).toBe('KEY_REUSED');
  expect(dataOf(await session.call(wang, 'export.retry', { jobId }, newKey())).job).toMatchObject({ state: 'refused', fault: '没有说明用途', lapsesAt: null });
  await runTimer();
  expect(await documentOf(jobId)).toMatchObject({ state: 'refused', open: false, run: 0 });
  expect(await asksOf(wu)).not.toContain(jobId);
  expect(await recordOf(session.url, 'inbox', `export:${jobId}:${demoUid(wang)}`)).toMatchObject({ title: '同事没有同意导出', page: 'packages/cadre/pages/exports/exports' });
});

test('after 48 hours it has lapsed, whoever answers; after 7 days it is gone', async () => {
  const { jobId, at } = await ask(wang, summary(big));
  await session.setClock(at + askFor - 60_000);
  expect(await asksOf(wu)).toContain(jobId);
  await session.setClock(at + askFor + 1_000);
  expect(await asksOf(wu)).not.toContain(jobId);
  expect(codeOf(await approve(wu, jobId))).toBe('CLOSED');
  expect(await stateOf(wang, jobId)).toBe('lapsed');
  expect(dataOf(await session.call(wang, 'export.retry', { jobId }, newKey())).job.state).toBe('lapsed');
  await runTimer();
  await session.setClock(at + 7 * day + 60_000);
  await runTimer();
  await runTimer();
  expect(codeOf(await session.call(wang, 'export.status', { jobId }))).toBe('NOT_FOUND');
  await session.setClock(t0);
});
