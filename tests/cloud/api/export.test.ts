import { inflateSync } from 'node:zlib';
import jsQR from 'jsqr';
import readExcel from 'read-excel-file/node';
import { plainRules } from '../../../miniprogram/domain/activity/rules';
import { verifyPass } from '../../../miniprogram/domain/checkin/pass';
import { type ApiSession, codeOf, dataOf, newKey, openApiSession } from '../local-session';
import { qrPicture } from '../../../cloudfunctions/modules/export/picture';
import { until } from '../../until';
import { partsOf, unzipped, wordsOf } from '../office';
import { recordOf, records } from './records';
import { upload } from './uploads';

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
});
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

/** Rows of a sheet under its header, as objects by the header's words. */
async function sheetRows(file: Buffer, sheet = 0): Promise<Record<string, unknown>[]> {
  const { data } = (await readExcel(file))[sheet] ?? { data: [] };
  const header = (data[2] ?? []).map(String);
  return data.slice(3).map((row) => Object.fromEntries(header.map((name, index) => [name, row[index]])));
}

describe('the other kinds', () => {
  const hostile = ['=1+1', '+86 138', '-2', '@SUM(A1)', '\t=1', '＝1+1', '＋1', '－1', '＠x', '110101199003078515'];
  let activityId: string;

  beforeAll(async () => {
    const field = (id: string, label: string): Api.Activity.Field => ({ id, kind: 'text', label, note: '', required: false, options: [], most: null, least: null });
    const draft: Api.Activity.CreateInput = {
      title: '职工趣味运动会: 拔河/跳绳', programme: 'general', audienceUnionId: 'city', placeName: '市体育场', startsAt: t0 + 2 * day, endsAt: t0 + 2 * day + 3_600_000, capacity: 9,
      fields: [field('f1', '证件号'), field('f2', '备注')],
    };
    activityId = dataOf(await session.call(wang, 'activity.create', draft, newKey())).activityId;
    for (const [index, text] of hostile.entries()) {
      dataOf(await session.call(`demo-member-${index}`, 'registration.signUp', { activityId, answers: { f1: text, f2: `第${index}人` } }, newKey()));
    }
  });

  test('报名汇总表: units add up; answers are text, whatever they begin with, and can be read back to the letter', async () => {
    const file = await made({ kind: 'summary', subject: activityId, options: {} });
    const units = await sheetRows(file);
    const total = units[units.length - 1];
    expect(total).toMatchObject({ 单位: '合计', 名额: 9, 已报: 9, 候补: 1, 已到: 0 });
    expect(units.slice(0, -1).reduce((sum, row) => sum + Number(row['已报']), 0)).toBe(9);
    const people = await sheetRows(file, 1);
    const kept = hostile.map((text) => text.trim());
    expect(people.map((row) => row['证件号']).sort()).toEqual([...kept].sort());
    expect(people.filter((row) => row['状态'] === '候补 1')).toHaveLength(1);
    const parts = partsOf(file);
    for (const [name, xml] of Object.entries(parts)) if (name.includes('worksheets/')) expect(xml).not.toMatch(/<f[ >]/);
    // Every text has the format of text: editing a cell makes no formula of it either.
    const styles = [...(/<cellXfs.*<\/cellXfs>/s.exec(parts['xl/styles.xml'] ?? '')?.[0] ?? '').matchAll(/<xf [^>]*>/g)].map(([xf]) => / ?numFmtId="(\d+)"/.exec(xf)?.[1]);
    const cells = [...(parts['xl/worksheets/sheet2.xml'] ?? '').matchAll(/<c [^>]*>/g)].map(([cell]) => cell).filter((cell) => / t="(s|inlineStr|str)"/.test(cell));
    expect(cells.length).toBeGreaterThan(50);
    for (const cell of cells) expect(styles[Number(/ s="(\d+)"/.exec(cell)?.[1])]).toBe('49');
    expect(parts['xl/workbook.xml']).toContain('_xlnm.Print_Titles');
  });

  test('a quota is a line of its own with everybody below it, also where nobody came forward', async () => {
    const rules = { ...plainRules, quotas: [{ unionId: 'jcjc', places: 3 }, { unionId: 'weave', places: 2 }] };
    const draft: Api.Activity.CreateInput = { title: '春游', programme: 'general', audienceUnionId: 'city', placeName: '礼堂', startsAt: t0 + 2 * day, endsAt: t0 + 2 * day + 3_600_000, capacity: 8, rules };
    const subject = dataOf(await session.call(wang, 'activity.create', draft, newKey())).activityId;
    dataOf(await session.call(chen, 'registration.signUp', { activityId: subject }, newKey()));
    const counts = async () => (await sheetRows(await made({ kind: 'summary', subject, options: {} }))).map((row) => [row['名额'], row['已报']]);
    expect(await counts()).toEqual([[3, 1], [2, 0], [8, 1]]);
    // Everybody of every quota is on the lists, and those without one.
    dataOf(await session.call(wang, 'people.enrol', { unionId: 'weave', text: '冯一,93010001' }, newKey()));
    const row = dataOf(await session.call(wang, 'people.roster', { unionId: 'weave' })).rows[0];
    dataOf(await session.call(wang, 'registration.signUpMany', { activityId: subject, unionId: 'weave', uids: [row?.uid ?? ''] }, newKey()));
    dataOf(await session.call(wang, 'registration.signUp', { activityId: subject }, newKey()));
    const after = await counts();
    expect(after.slice(0, 2)).toEqual([[3, 1], [2, 1]]);
    expect(after[after.length - 1]).toEqual([8, 3]);
    const sheet = JSON.stringify(await readExcel(await made(signIn(subject))));
    for (const name of ['陈建国', '冯一', dataOf(await session.call(wang, 'people.me', {})).member?.name ?? 'nobody']) expect(sheet).toContain(name);
  });

  test('分组表: by size evenly, by unit whole; 候补名单: in line', async () => {
    const bySize = await sheetRows(await made({ kind: 'groups', subject: activityId, options: { by: 'size', size: 4 } }));
    const sizes = ['第 1 组', '第 2 组', '第 3 组'].map((group) => bySize.filter((row) => row['组别'] === group).length);
    expect(sizes).toEqual([3, 3, 3]);
    const byUnit = await sheetRows(await made({ kind: 'groups', subject: activityId, options: { by: 'unit', size: 10 } }));
    expect(byUnit).toHaveLength(9);
    for (const row of byUnit) expect(row['组别']).toBe(row['单位']);
    expect(await sheetRows(await made({ kind: 'waitlist', subject: activityId, options: {} }))).toHaveLength(1);
    expect(codeOf(await startAs(wang, { kind: 'groups', subject: activityId, options: { by: 'size', size: 1 } }))).toBe('BAD_INPUT');
  });

  test('操作说明: three steps and the code; Chinese fonts, page numbers', async () => {
    const file = await made({ kind: 'guide', subject: activityId, options: {} });
    const words = wordsOf(file).join('\n');
    expect(words).toMatch(/1．[\s\S]*2．[\s\S]*3．/);
    const parts = partsOf(file);
    expect(Object.keys(parts).filter((name) => name.startsWith('word/media/'))).toHaveLength(1);
    expect(parts['word/document.xml']).toContain('w:eastAsia="黑体"');
    expect(parts['word/styles.xml']).toContain('w:eastAsia="宋体"');
    expect(Object.entries(parts).find(([name]) => /^word\/footer\d+\.xml$/.test(name))?.[1]).toContain('NUMPAGES');
  });

  test('活动简报: figures and a table whose header stands on every page', async () => {
    const file = await made({ kind: 'brief', subject: activityId, options: {} });
    const words = wordsOf(file).join('\n');
    expect(words).toContain('9 名职工报名');
    expect(partsOf(file)['word/document.xml']).toContain('<w:tblHeader/>');
  });

  test('活动简报 with photos: those of this activity’s cadres, as wide and high as they are; others are refused', async () => {
    const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, 0, 30, 0, 60, 1, 1, 0x11, 0, 0xff, 0xd9]);
    const keep = async (who: string, content: Buffer, ending: string, word = '', of = activityId) =>
      session.call(who, 'media.keep', { fileId: await upload(session, content, ending, word), activityId: of, what: 'brief' }, newKey());
    const photos = [dataOf(await keep(wang, qrPicture('https://example.com').bytes, 'png')).mediaId, dataOf(await keep(wang, jpeg, 'jpg')).mediaId];
    const file = await made({ kind: 'brief', subject: activityId, options: { photos } });
    const parts = partsOf(file);
    expect(Object.keys(parts).filter((name) => name.startsWith('word/media/'))).toHaveLength(2);
    expect(wordsOf(file).join('')).not.toContain('照片贴在这里');
    const [square, wide] = [...(parts['word/document.xml'] ?? '').matchAll(/<wp:extent cx="(\d+)" cy="(\d+)"/g)].map(([, cx, cy]) => Number(cx) / Number(cy));
    expect([square, wide].map((ratio) => Math.round((ratio ?? 0) * 10))).toEqual([10, 20]);
    expect(codeOf(await keep(chen, jpeg, 'jpg'))).toBe('NOT_FOUND');
    const risky = dataOf(await keep(wang, jpeg, 'jpg', 'risky')).mediaId;
    await until(async () => (await recordOf(session.url, 'media', risky))['state'], (state) => state === 'risky');
    const other = await keep(wang, jpeg, 'jpg', '', 'contest-audience');
    for (const bad of [['a'.repeat(22)], [risky], [dataOf(other).mediaId], Array.from({ length: 7 }, () => photos[0] ?? '')]) {
      expect(codeOf(await startAs(wang, { kind: 'brief', subject: activityId, options: { photos: bad } }))).toBe('BAD_INPUT');
    }
  });

  test('盖章报名表: a page a person with the answers, a list a unit, each with a place for the seal', async () => {
    const each = wordsOf(await made({ kind: 'sealedForms', subject: activityId, options: { each: 'person', unionId: null } }));
    expect(each.filter((line) => line.includes('盖章'))).toHaveLength(10);
    for (const text of hostile) expect(each).toContain(text.trim());
    const units = wordsOf(await made({ kind: 'sealedForms', subject: activityId, options: { each: 'unit', unionId: null } }));
    expect(units.filter((line) => line.includes('盖章')).length).toBeLessThan(10);
  });

  test('纸质入场证: for those without WeChat; every code is a pass that the gate takes', async () => {
    expect(await failureOf({ kind: 'passes', subject: activityId, options: { whose: 'paper', unionId: null } })).toContain('没有微信');
    const file = await made({ kind: 'passes', subject: activityId, options: { whose: 'all', unionId: null } });
    const codes = Object.entries(unzipped(file)).filter(([name]) => name.startsWith('word/media/')).map(([, bytes]) => readCode(bytes));
    expect(new Set(codes).size).toBe(9);
    const { passKeys } = dataOf(await session.call('demo-gate-zhao', 'checkin.duties', {}));
    const keys = new Map(Object.entries(passKeys).map(([id, key]) => [Number(id), Buffer.from(key, 'base64url')]));
    for (const code of codes) expect(verifyPass(code, keys, t0)).toMatchObject({ ok: true, pass: { activityId } });
  });

  test('of one unit its own cadre may ask, and gets those of the unit alone', async () => {
    const options = { each: 'unit', unionId: 'jcjc' };
    const mine = dataOf(await startAs(liu, { kind: 'sealedForms', subject: 'contest-audience', options }));
    expect((await over(mine.job.jobId, liu)).state).toBe('done');
    const words = wordsOf(await fileOf(mine.job.jobId, liu)).filter((line) => line.startsWith('单位：'));
    expect(words.length).toBeGreaterThan(0);
    for (const line of words) expect(line).toContain('机床厂');
    expect(codeOf(await startAs(liu, { kind: 'sealedForms', subject: 'contest-audience', options: { each: 'unit', unionId: null } }))).toBe('NOT_FOUND');
    expect(codeOf(await startAs(liu, { kind: 'sealedForms', subject: 'contest-audience', options: { each: 'unit', unionId: 'weave' } }))).toBe('NOT_FOUND');
  });
});

async function failureOf(request: Request): Promise<string> {
  const { job } = dataOf(await startAs(wang, request));
  return (await over(job.jobId)).fault;
}

/** Reads a QR code from a PNG of one bit a pixel, as a camera would. */
function readCode(png: Buffer): string {
  const side = png.readUInt32BE(16);
  const data = inflateSync(png.subarray(41, 41 + png.readUInt32BE(33)));
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  const rowBytes = Math.ceil(side / 8) + 1;
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const white = ((data[y * rowBytes + 1 + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1;
      pixels.fill(white * 255, (y * side + x) * 4, (y * side + x) * 4 + 3);
    }
  }
  return jsQR(pixels, side, side)?.data ?? '';
}

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
    expect(dataOf(await session.call(liu, 'export.recent', {})).jobs.map(({ jobId }) => jobId)).not.toContain(job.jobId);
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
    const started = new Set(dataOf(await session.call(wang, 'export.recent', {})).jobs.map(({ jobId }) => jobId));
    const before = new Set(started);
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
    for (const jobId of started) if (!before.has(jobId)) expect((await documentOf(jobId))['tries']).toBeLessThanOrEqual(3);
    await session.setClock(Date.now());
  });

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
  await session.setClock(Date.now() + 7 * day + 60_000);
  expect(codeOf(await session.call(wang, 'export.link', { jobId: job.jobId }))).toBe('CLOSED');
  await runTimer();
  await runTimer();
  expect(codeOf(await session.call(wang, 'export.status', { jobId: job.jobId }))).toBe('NOT_FOUND');
  expect((await fetch(url)).status).toBe(404);
  await session.setClock(Date.now());
});
