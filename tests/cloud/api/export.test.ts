import readExcel from 'read-excel-file/node';
import { type ApiSession, codeOf, dataOf, newKey, openApiSession } from '../local-session';
import { recordOf, records } from './records';

let session: ApiSession;
const wang = 'demo-cadre-wang';
const liu = 'demo-cadre-liu';
const chen = 'demo-worker-chen';
const day = 86_400_000;
const t0 = Date.now();

const faults = (method: 'POST' | 'DELETE', body?: object) => fetch(`${session.url}/dev/faults`, { method, ...(body ? { body: JSON.stringify(body) } : {}) });
const documentOf = (jobId: string) => recordOf(session.url, 'exports', jobId);

beforeAll(async () => {
  session = await openApiSession({ workers: 2 });
}, 60_000);
afterAll(() => session.close());

type Request = Api.Input<'export.start'>;
const signIn = (subject = 'contest-audience'): Request => ({ kind: 'signIn', subject, options: {} });
const startAs = (who: string, request: Request, key = newKey()) => session.call(who, 'export.start', request, key);
const runTimer = async () => (await fetch(`${session.url}/dev/timer/jobs/everyMinute`, { method: 'POST' })).json();

/** The job once it is over. */
async function over(jobId: string, who = wang): Promise<Api.Export.Job> {
  const end = Date.now() + 15_000;
  for (;;) {
    const { job } = dataOf(await session.call(who, 'export.status', { jobId }));
    if (job.state === 'done' || job.state === 'failed' || Date.now() > end) return job;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function fileOf(jobId: string, who = wang): Promise<Buffer> {
  const { url } = dataOf(await session.call(who, 'export.link', { jobId }));
  const response = await fetch(url);
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
}

async function made(request: Request, who = wang): Promise<Buffer> {
  const { job } = dataOf(await startAs(who, request));
  expect(await over(job.jobId, who)).toMatchObject({ state: 'done', progress: 100, fault: '' });
  return fileOf(job.jobId, who);
}

describe('签到表', () => {
  test('by unit, everybody who holds a place, with a column to sign', async () => {
    const { data } = (await readExcel(await made(signIn())))[0] ?? { data: [] };
    expect(data[0]?.[0]).toMatch(/签到表$/);
    expect(data[2]).toEqual(['序号', '姓名', '单位', '签名', '备注']);
    const { held } = dataOf(await session.call(wang, 'activity.roster', { activityId: 'contest-audience' }));
    const rows = data.slice(3);
    expect(rows).toHaveLength(held);
    expect(rows.map(([number]) => number)).toEqual(rows.map((_, index) => index + 1));
    const units = rows.map(([, , unit]) => unit);
    expect(units.filter((unit, index) => unit !== units[index - 1])).toHaveLength(new Set(units).size);
    expect(rows.map(([, name]) => name)).toContain('陈建国');
  });
});

describe('who may ask', () => {
  test('nobody calls the function that makes files, whatever the event says; nothing is written', async () => {
    const { job } = dataOf(await startAs(wang, signIn()));
    const before = await documentOf((await over(job.jobId)).jobId);
    const events = [{ jobId: job.jobId }, { jobId: job.jobId, SOURCE: 'wx_client,scf', userInfo: { openId: wang } }, { Type: 'Timer', TriggerName: 'everyMinute' }, {}];
    for (const openid of [wang, chen, undefined]) {
      for (const event of events) expect(codeOf(await session.invoke('export', event, openid))).toBe('FORBIDDEN');
    }
    expect(codeOf(await (await fetch(`${session.url}/dev/push/export`, { method: 'POST', body: JSON.stringify({ FromUserName: wang, jobId: job.jobId }) })).json())).toBe('FORBIDDEN');
    expect(await documentOf(job.jobId)).toEqual(before);
  });

  test('only a cadre over the activity; to others it does not exist', async () => {
    for (const [who, code] of [[liu, 'NOT_FOUND'], [chen, 'NOT_FOUND'], ['demo-stranger', 'FORBIDDEN']] as const) {
      const response = await session.measured(who, 'export.start', signIn(), newKey());
      expect(codeOf(response.answer)).toBe(code);
      expect(response.cost.writes).toBe(0);
    }
    expect(codeOf(await startAs(wang, signIn('no-such-activity')))).toBe('NOT_FOUND');
  });

  test('what does not fit is refused before anything is read', async () => {
    const bad = [{ kind: 'constructor' }, { kind: { $ne: null } }, { subject: { $ne: null } }, { options: { path: 'x' } }, { extra: 1 }];
    for (const change of bad) {
      const { answer, cost } = await session.measured(wang, 'export.start', { ...signIn(), ...change } as Request, newKey());
      expect([codeOf(answer), cost.writes]).toEqual(['BAD_INPUT', 0]);
    }
  });

  test('a job, its file and its retry are of who asked', async () => {
    const { job } = dataOf(await startAs(wang, signIn()));
    await over(job.jobId);
    for (const jobId of [job.jobId, 'unknown']) {
      for (const action of ['export.status', 'export.link'] as const) expect(codeOf(await session.call(liu, action, { jobId }))).toBe('NOT_FOUND');
      expect(codeOf(await session.call(liu, 'export.retry', { jobId }, newKey()))).toBe('NOT_FOUND');
    }
    expect(dataOf(await session.call(liu, 'export.recent', {})).jobs).toEqual([]);
    expect(dataOf(await session.call(wang, 'export.recent', {})).jobs.map(({ jobId }) => jobId)).toContain(job.jobId);
    expect((await documentOf(job.jobId))['path']).toMatch(/^exports\/[A-Za-z0-9_-]{32}\.xlsx$/);
  });

  test('the act is in the chain; a repeat is the same job, another body under its key is refused', async () => {
    const key = newKey();
    const { job } = dataOf(await startAs(wang, signIn(), key));
    await over(job.jobId);
    const again = await session.measured(wang, 'export.start', signIn(), key);
    expect([dataOf(again.answer).job.jobId, again.cost.writes]).toEqual([job.jobId, 0]);
    expect(codeOf(await startAs(wang, signIn('lecture-law'), key))).toBe('KEY_REUSED');
    await runTimer();
    const { items } = dataOf(await session.call('demo-admin-wu', 'audit.list', {}));
    expect(items.some(({ act, byName, subject }) => act === 'activity.export' && byName === '王敏' && subject !== '')).toBe(true);
    expect((await documentOf(job.jobId))['audit']).toEqual([]);
  });
});

describe('crashes', () => {
  test('a function that dies in the middle is started again, and makes one file', async () => {
    let died = 0;
    const started = new Set<string>();
    for (let seed = 1; seed <= 14; seed += 1) {
      await faults('POST', { seed, rates: { kill: 0.1, failBefore: 0.04, timeoutAfterCommit: 0.04, duplicate: 0.2 } });
      // Keys of their own, the same in every run: the faults of a seed depend on the event.
      const answer: unknown = await startAs(wang, signIn(), `crash-${seed}`.padEnd(22, '0')).catch(() => null);
      await faults('DELETE');
      const { jobs } = dataOf(await session.call(wang, 'export.recent', {}));
      const fresh = jobs.filter(({ jobId }) => !started.has(jobId));
      for (const { jobId } of fresh) started.add(jobId);
      if (typeof answer === 'object' && answer !== null && codeOf(answer) === 'OK') expect(fresh).not.toHaveLength(0);
      died += fresh.filter(({ state }) => state === 'running').length;
      // The lease of the dead and the grace of the forgotten lapse.
      await fetch(`${session.url}/dev/clock`, { method: 'POST', body: JSON.stringify({ advance: 91_000 }) });
      await runTimer();
      for (const { jobId } of fresh) expect((await over(jobId)).state).toBe('done');
    }
    expect(died).toBeGreaterThan(0);
    for (const jobId of started) expect((await documentOf(jobId))['tries']).toBeLessThanOrEqual(3);
    await session.setClock(Date.now());
  }, 120_000);

  test('a job whose maker fails three times says so, and may be retried', async () => {
    const { job } = dataOf(await startAs(wang, signIn()));
    await over(job.jobId);
    await records(session.url, 'exports').doc(job.jobId).update({ state: 'queued', open: true, tries: 3, due: 0 });
    await runTimer();
    expect(await over(job.jobId)).toMatchObject({ state: 'failed', fault: expect.stringContaining('重试') });
    expect(codeOf(await session.call(wang, 'export.link', { jobId: job.jobId }))).toBe('NOT_OPEN');
    const key = newKey();
    dataOf(await session.call(wang, 'export.retry', { jobId: job.jobId }, key));
    expect((await over(job.jobId)).state).toBe('done');
    const run = (await documentOf(job.jobId))['run'];
    dataOf(await session.call(wang, 'export.retry', { jobId: job.jobId }, key));
    expect((await documentOf(job.jobId))['run']).toBe(run);
  });
});

test('after 7 days file and row are gone', async () => {
  const { job } = dataOf(await startAs(wang, signIn()));
  await over(job.jobId);
  const { url } = dataOf(await session.call(wang, 'export.link', { jobId: job.jobId }));
  await runTimer();
  await session.setClock(t0 + 7 * day + 60_000);
  expect(codeOf(await session.call(wang, 'export.link', { jobId: job.jobId }))).toBe('CLOSED');
  await runTimer();
  await runTimer();
  expect(codeOf(await session.call(wang, 'export.status', { jobId: job.jobId }))).toBe('NOT_FOUND');
  expect((await fetch(url)).status).toBe(404);
  await session.setClock(Date.now());
});
