import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ApiSession, codeOf, dataOf, newKey, openApiSession } from '../local-session';
import { rowsOf, wordsOf } from '../office';

/** 报名表 of a delegation and 报名总表, made by the function and read back. */

const meetId = 'meet-city';
const unitId = 'bus';
const organiser = 'demo-cadre-wang';
const leader = 'demo-cadre-liu';
const worker = 'demo-worker-chen';
let session: ApiSession;

beforeAll(async () => {
  session = await openApiSession({ workers: 2 });
});
afterAll(() => session.close());

const start = <K extends Api.Export.Kind>(openid: string, kind: K, subject: string, options: Api.Export.Kinds[K]) => session.call(openid, 'export.start', { kind, subject, options }, newKey());

/** Makes a file and fetches it; it is kept to be looked at. */
async function fileOf<K extends Api.Export.Kind>(openid: string, kind: K, options: Api.Export.Kinds[K]): Promise<Buffer> {
  let { job } = dataOf(await start(openid, kind, meetId, options));
  for (let ask = 0; ask < 300 && (job.state === 'queued' || job.state === 'running'); ask += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    ({ job } = dataOf(await session.call(openid, 'export.status', { jobId: job.jobId })));
  }
  expect(job).toMatchObject({ state: 'done', fault: '' });
  const { url } = dataOf(await session.call(openid, 'export.link', { jobId: job.jobId }));
  const file = Buffer.from(await (await fetch(url)).arrayBuffer());
  const folder = join(__dirname, '../../../.local/books');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${kind}.${job.format}`), file);
  return file;
}

const delegationOf = async (unit: string) => dataOf(await session.call(organiser, 'delegation.detail', { meetId, unitId: unit }));
const noBirthday = /(19|20)\d\d-\d\d-\d\d|出生/;

test('报名表: every athlete and entry of the one delegation, the insurance, places for signature and seal, no date of birth', async () => {
  const words = wordsOf(await fileOf(organiser, 'delegationForm', { unitId }));
  const all = words.join('\n');
  const { title, name, athletes, entries, insurance, setup } = await delegationOf(unitId);
  expect(words[0]).toBe(`${title} 报名表`);
  expect(words).toContain(name);
  expect(all).toContain(`保险\n${insurance?.company}　保单号 ${insurance?.policy}`);
  const named = new Map(athletes.map((one) => [one.uid, one.name]));
  const healths = { signed: '本人已签', paper: '纸质已交', none: '未交' };
  for (const [index, one] of athletes.entries()) {
    const group = setup.rulebook.groups.find(({ id }) => id === one.groups[0])?.name ?? '';
    expect(all).toContain(`\n${index + 1}\n${one.name}\n${one.sex === 'female' ? '女' : '男'}\n${group}\n${healths[one.health ?? 'none']}\n`);
  }
  expect(entries.length).toBeGreaterThan(3);
  for (const { event, people } of entries) {
    const rule = setup.rulebook.events.find(({ id }) => id === event);
    const runners = people.map((uid, index) => `${rule?.team?.relay ? `${index + 1}棒 ` : ''}${named.get(uid)}`).join('、');
    expect(all).toContain(`${rule?.name}\n${runners}\n`);
  }
  // It is a 联队: each unit seals for its own.
  for (const part of ['领队签名：______________', '日期：______________', '江城公交集团工会意见：', '滨江街道新就业形态工会联合会意见：', '（盖章）']) expect(words).toContain(part);
  expect(all).not.toMatch(noBirthday);
});

test('报名表 is for the own unit and the organiser; 报名总表 for the organiser alone', async () => {
  expect(codeOf(await start(worker, 'delegationForm', meetId, { unitId }))).toBe('NOT_FOUND');
  expect(codeOf(await start(leader, 'delegationForm', meetId, { unitId }))).toBe('NOT_FOUND');
  expect(codeOf(await start(leader, 'meetEntries', meetId, {}))).toBe('NOT_FOUND');
  expect(codeOf(await start(organiser, 'delegationForm', meetId, { unitId: 'nobody' }))).toBe('NOT_FOUND');
  const own = { meetId, unitId: 'jcjc' };
  dataOf(await session.call(leader, 'delegation.open', { ...own, name: '机床厂代表队', contact: '13800001111' }, newKey()));
  expect(await start(leader, 'delegationForm', meetId, { unitId: 'jcjc' })).toMatchObject({ ok: true });
  dataOf(await session.call(leader, 'delegation.athletes', { ...own, lines: [{ name: '陈建国', sex: 'male', born: '1968-02-29', staffTail: '' }] }, newKey()));
  const words = wordsOf(await fileOf(leader, 'delegationForm', { unitId: 'jcjc' }));
  expect(words).toContain('陈建国');
  expect(words).toContain('单位工会意见：');
  expect(words).toContain('还没有报项目。');
  expect(words).toContain('还没有登记');
  expect(words.join('\n')).not.toMatch(/1968/);
});

test('报名总表: one row an entry of every delegation, and every athlete once', async () => {
  const file = await fileOf(organiser, 'meetEntries', {});
  const { delegations } = dataOf(await session.call(organiser, 'meet.delegations', { meetId }));
  const all = await Promise.all(delegations.map((one) => delegationOf(one.unitId)));
  const entries = rowsOf(file, 1).slice(3);
  const { events } = all[0]?.setup.rulebook ?? { events: [] };
  const wanted = all.flatMap(({ name, entries: own, athletes }) =>
    own.map(({ event, people }) => `${events.find(({ id }) => id === event)?.name}|${name}|${people.length}|${people.map((uid) => athletes.find((one) => one.uid === uid)?.name).join()}`),
  );
  const found = entries.map(([, event, team, people = '', count]) => `${event}|${team}|${count}|${people.replace(/\d棒 /g, '').replaceAll('、', ',')}`);
  expect(found.sort()).toEqual(wanted.sort());
  expect(wanted.length).toBeGreaterThan(20);
  const athletes = rowsOf(file, 2).slice(3);
  expect(athletes.map(([, , name, , , team]) => `${name}|${team}`).sort()).toEqual(all.flatMap((one) => one.athletes.map(({ name }) => `${name}|${one.name}`)).sort());
  expect(JSON.stringify([entries, athletes])).not.toMatch(noBirthday);
});
