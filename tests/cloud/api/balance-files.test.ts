import readExcel from 'read-excel-file/node';
import { type ApiSession, codeOf, dataOf, newKey, openApiSession } from '../local-session';
import { wordsOf } from '../office';

/** The printed files of a union's year and of an activity's costs. */

const wang = 'demo-cadre-wang';
const liu = 'demo-cadre-liu';
const year = new Date(Date.now() + 8 * 3_600_000).getUTCFullYear();
let session: ApiSession;

async function made(who: string, kind: Api.Export.Kind, subject: string, options: Record<string, unknown>): Promise<{ name: string; file: Buffer }> {
  const { job } = dataOf(await session.call(who, 'export.start', { kind, subject, options }, newKey()));
  for (let look = 0; look < 150; look += 1) {
    const { job: now } = dataOf(await session.call(who, 'export.status', { jobId: job.jobId }));
    if (now.state === 'failed') throw new Error(now.fault);
    if (now.state === 'done') break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const { url, name } = dataOf(await session.call(who, 'export.link', { jobId: job.jobId }));
  return { name, file: Buffer.from(await (await fetch(url)).arrayBuffer()) };
}

beforeAll(async () => {
  session = await openApiSession({ members: 300 });
  for (let run = 0; run < 3; run += 1) await fetch(`${session.url}/dev/timer/jobs/everyMinute`, { method: 'POST' });
});
afterAll(() => session.close());

test('参与情况表 says what the page says, and the Gini coefficient', async () => {
  const board = dataOf(await session.call(wang, 'balance.board', {}));
  const { name, file } = await made(wang, 'balance', 'city', { year });
  expect(name).toBe(`参与情况表 江城市总工会 ${year}.xlsx`);
  const [units, groups] = await readExcel(file);
  const rows = units?.data ?? [];
  expect(String(rows[1]?.[0])).toMatch(/基尼系数 0\.\d{4}/);
  expect(rows.find((row) => row[0] === '合计')?.slice(0, 6)).toEqual(['合计', board.members, board.joined, expect.stringMatching(/%$/), board.members - board.joined, board.times]);
  const east = board.units.find(({ unionId }) => unionId === 'east');
  expect(rows.find((row) => row[0] === '江东区总工会')?.[1]).toBe(east?.members);
  expect((groups?.data ?? []).some((row) => row[0] === '年龄段')).toBe(true);
});

test('年度工作总结 has the year in sentences and tables, and leaves room', async () => {
  const board = dataOf(await session.call(wang, 'balance.board', {}));
  const words = wordsOf((await made(wang, 'yearReport', 'city', { year })).file);
  expect(words[0]).toBe(`江城市总工会 ${year} 年职工文化工作总结`);
  expect(words.join('\n')).toContain(`会员 ${board.members} 人，其中 ${board.joined} 人至少参加过一次`);
  for (const heading of ['一、总体情况', '二、活动开展', '三、职工参与', '四、参与不均衡', '五、工作亮点', '附：活动清单']) expect(words).toContain(heading);
  expect(words).toContain('文艺赛事');
});

test('报销材料 has each part, with everybody who takes part', async () => {
  const words = wordsOf((await made(wang, 'expenses', 'lecture-law', {})).file);
  const { rows } = dataOf(await session.call(wang, 'activity.roster', { activityId: 'lecture-law', filter: 'held' }));
  for (const part of ['参加人员名单', '签到表', '物品签收表', '现场照片']) expect(words.some((line) => line.endsWith(part))).toBe(true);
  expect(words[0]).toContain('关于举办');
  for (const { name } of rows.slice(0, 5)) expect(words.filter((line) => line === name).length).toBeGreaterThanOrEqual(3);
});

test('files of a union are its cadres’; of another’s they do not exist', async () => {
  const start = (who: string, kind: Api.Export.Kind, subject: string) => session.call(who, 'export.start', { kind, subject, options: kind === 'expenses' ? {} : { year } }, newKey());
  expect(codeOf(await start(liu, 'balance', 'city'))).toBe('NOT_FOUND');
  expect(codeOf(await start(liu, 'yearReport', 'jcjc'))).toBe('OK');
  expect(codeOf(await start(liu, 'expenses', 'lecture-law'))).toBe('NOT_FOUND');
  expect(codeOf(await start('demo-worker-chen', 'balance', 'city'))).toBe('FORBIDDEN');
  expect(codeOf(await session.call(wang, 'export.start', { kind: 'balance', subject: 'city', options: { year: 'x' } }, newKey()))).toBe('BAD_INPUT');
});
