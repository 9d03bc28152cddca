import readExcel from 'read-excel-file/node';
import { type ApiSession, codeOf, dataOf, newKey, openApiSession } from '../local-session';
import { partsOf, wordsOf } from '../office';
import { type Laid, layContest } from './result-laid';

const minute = 60_000;
const [organiser, scorer, watcher] = ['demo-cadre-wang', 'demo-official-zhou', 'demo-worker-li'];
const start = Math.ceil(Date.now() / minute) * minute;
let session: ApiSession;
let laid: Laid;

const act = <A extends Api.ActionName>(openid: string, action: A, input: Api.Input<A>) => session.call(openid, action, input, newKey());
const timer = () => fetch(`${session.url}/dev/timer/jobs/everyMinute`, { method: 'POST' });

/** Asks for a file and waits for it. @returns its bytes, or the sentence with which it failed */
async function asked<K extends Api.Export.Kind>(kind: K, options: Api.Export.Kinds[K]): Promise<Buffer | string> {
  const { job } = dataOf(await act(organiser, 'export.start', { kind, subject: laid.contestId, options }));
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const { state, fault } = dataOf(await session.call(organiser, 'export.status', { jobId: job.jobId })).job;
    if (state === 'failed') return fault;
    if (state === 'done') break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const { url } = dataOf(await session.call(organiser, 'export.link', { jobId: job.jobId }));
  return Buffer.from(await (await fetch(url)).arrayBuffer());
}

async function made<K extends Api.Export.Kind>(kind: K, options: Api.Export.Kinds[K]): Promise<Buffer> {
  const file = await asked(kind, options);
  if (typeof file === 'string') throw new Error(file);
  return file;
}

async function publish(roundId: string): Promise<void> {
  const { contestId } = laid;
  const digest = dataOf(await session.call(organiser, 'results.desk', { contestId, roundId })).content?.digest ?? '';
  dataOf(await act(scorer, 'results.sign', { contestId, roundId, digest, as: 'scorer', reason: '' }));
  dataOf(await act(watcher, 'results.sign', { contestId, roundId, digest, as: 'supervisor', reason: '' }));
  dataOf(await act(organiser, 'results.publish', { contestId, roundId, digest }));
}

beforeAll(async () => {
  session = await openApiSession({ workers: 2 });
  await session.setClock(start);
  laid = await layContest(session, start);
});
afterAll(() => session.close());

test('before there is a result the file says what is missing; others than the organiser ask in vain', async () => {
  expect(await asked('resultSheet', {})).toBe('还不能生成：决赛还没有开始');
  expect(await asked('resultForm', { roundId: 'r1' })).toBe('还不能生成：初赛还没有开始');
  for (const openid of [scorer, 'demo-cadre-liu']) expect(codeOf(await act(openid, 'export.start', { kind: 'resultSheet', subject: laid.contestId, options: {} }))).toBe('NOT_FOUND');
  for (const options of [{ roundId: 'r1', by: 'x' }, { roundId: { $ne: null } }]) expect(codeOf(await act(organiser, 'export.start', { kind: 'resultForm', subject: laid.contestId, options }))).toBe('BAD_INPUT');
  const wide = { form: 'a4', each: 'entry', right: 31, down: 0, trial: false };
  expect(codeOf(await act(organiser, 'export.start', { kind: 'certificates', subject: laid.contestId, options: wide }))).toBe('BAD_INPUT');
});

const certificate = { form: 'a4wide', each: 'entry', right: 0, down: 0, trial: false } as const;

test('to be signed on paper before it is published; certificates wait', async () => {
  const [a, b, c, d] = laid.entries;
  await laid.layRound('r1', [[a, 946], [b, 950], [c, 946], [d, 0]]);
  await laid.layRound('r2', [[a, 940], [b, 930], [c, 920]]);
  const links = [a, b, c].map((entryId, index) => ({ candidateId: `c${index + 1}`, entryId }));
  dataOf(await act(organiser, 'results.audience', { contestId: laid.contestId, voteId: laid.voteId, links }));
  await session.setClock(start + 12 * minute);
  await timer();
  await timer();
  dataOf(await act(organiser, 'results.name', { contestId: laid.contestId, prize: '最佳台风奖', winners: [{ entryId: c, performer: 0, unitId: null }] }));
  dataOf(await act(organiser, 'results.name', { contestId: laid.contestId, prize: '优秀组织奖', winners: [{ entryId: null, performer: null, unitId: 'jcjc' }] }));
  expect(wordsOf(await made('resultForm', { roundId: 'r2' })).join('\n')).toMatch(/尚未公布/);
  expect(await asked('certificates', certificate)).toMatch(/公布以后/);
  expect(wordsOf(await made('certificates', { ...certificate, trial: true })).filter((words) => words !== '')).toEqual(['称谓', '正文', '奖项', expect.stringMatching(/^落款（盖章处留空）/)]);
});

test('成绩表: a sheet a round with scores as numbers, the prizes, places to sign', async () => {
  await publish('r1');
  await publish('r2');
  const sheets = await readExcel(await made('resultSheet', {}));
  expect(sheets.map(({ sheet }) => sheet)).toEqual(['初赛', '决赛', '获奖名单']);
  const [first, last, prizes] = sheets.map(({ data }) => data.slice(3));
  expect(first?.slice(0, 4).map((row) => [row[0], row[1], row[2], row[5], row[6], row[7]])).toEqual([
    [1, 2, '码头号子', '王大力、李小梅', 9.5, '晋级'],
    [2, 1, '车间晨曲', '陈建国', 9.46, '晋级'],
    [2, 3, '炉火正红', '赵钢', 9.46, '晋级'],
    ['未参演', 4, '远方', '孙远', null, null],
  ]);
  expect(first?.[4]?.[0]).toMatch(/计分员（签字）.*监督员（签字）.*评委会主任（签字）/);
  expect(last?.[0]?.slice(6, 10)).toEqual([9.3, 10, 95.1, '一等奖']);
  expect(prizes?.slice(0, 4).map((row) => row.slice(0, 5))).toEqual([
    [1, '一等奖', '《码头号子》　王大力、李小梅', expect.stringContaining('机床'), 1],
    [2, '二等奖', '《车间晨曲》　陈建国', expect.stringContaining('机床'), 2],
    [3, '最佳台风奖', '《炉火正红》　赵钢', expect.stringContaining('机床'), 3],
    [4, '优秀组织奖', expect.stringContaining('机床'), null, null],
  ]);
});

test('成绩单 names the day, the code and who signs; 签收表 has a row a prize; 颁奖顺序表 goes from the lowest prize up', async () => {
  const form = wordsOf(await made('resultForm', { roundId: 'r2' })).join('\n');
  expect(form).toMatch(/公布.*核对码 [0-9a-f]{16}/);
  for (const words of ['95.10', '获奖名单', '计分员：', '监督员：', '评委会主任：', '（盖章）']) expect(form).toContain(words);
  const [receipts] = await readExcel(await made('prizeReceipts', {}));
  expect(receipts?.data[2]).toEqual(['序号', '奖项', '获奖节目或单位', '参赛单位', '领奖人签字', '代领人签字', '领取日期', '备注']);
  expect(receipts?.data.slice(3, 7).map((row) => row[1])).toEqual(['一等奖', '二等奖', '最佳台风奖', '优秀组织奖']);
  const order = wordsOf(await made('ceremony', {})).filter((words) => /^第.项/.test(words));
  expect(order).toEqual(['第一项　优秀组织奖（1 个）', '第二项　最佳台风奖（1 个）', '第三项　二等奖（1 个）', '第四项　一等奖（1 个）']);
});

test('套打: the words alone, at the places of the form, moved by so many mm', async () => {
  const file = await made('certificates', certificate);
  const words = wordsOf(file).filter((text) => text !== '');
  expect(words).toHaveLength(4 * 4);
  expect(words.slice(0, 4)).toEqual(['王大力、李小梅 同志：', '　　在“职工才艺大赛”中，节目《码头号子》荣获', '一等奖', expect.stringMatching(/^江城市总工会.*年.*月.*日$/)]);
  expect(words.slice(12, 14)).toEqual([expect.stringMatching(/机床.*：$/), '　　在“职工才艺大赛”中组织有力、成绩突出，荣获']);
  const places = (xml: string | undefined) => [...(xml ?? '').matchAll(/<w:framePr[^>]*w:x="(\d+)"[^>]*w:y="(\d+)"/g)].map(([, x, y]) => [Number(x), Number(y)]);
  const [plain, moved] = [file, await made('certificates', { ...certificate, each: 'person', right: 10, down: -5 })].map((one) => places(partsOf(one)['word/document.xml']));
  // 10 mm are 567 twentieths of a point; two of the first entry have one each.
  expect(moved).toHaveLength(5 * 4);
  expect(moved?.[0]?.[0]).toBe((plain?.[0]?.[0] ?? 0) + 567);
  expect((plain?.[0]?.[1] ?? 0) - (moved?.[0]?.[1] ?? 0)).toBeGreaterThanOrEqual(283);
});
