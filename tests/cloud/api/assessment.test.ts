import readExcel from 'read-excel-file/node';
import { fourBatches } from '../../../miniprogram/domain/assessment/assessment';
import { demoUid } from '../../../scripts/seed/people';
import { type ApiSession, codeOf, dataOf, newKey, openApiSession } from '../local-session';
import { records } from './records';

/** 考核 from the targets to the answered appeal. */

const wang = 'demo-cadre-wang';
const wu = 'demo-admin-wu';
const liu = 'demo-cadre-liu';
const year = new Date(Date.now() + 8 * 3_600_000).getUTCFullYear();
let session: ApiSession;
let assessmentId: string;

const act = <A extends Api.ActionName>(openid: string, action: A, input: Api.Input<A>, key = newKey()) => session.call(openid, action, input, key);
const plan = (unionId: string): Api.Input<'assessment.create'> => ({ unionId, year, title: '四个一批', indicators: [...fourBatches], from: null });
const view = async (openid: string) => dataOf(await session.call(openid, 'assessment.view', { assessmentId }));

beforeAll(async () => {
  session = await openApiSession({ members: 300 });
  for (let run = 0; run < 3; run += 1) await fetch(`${session.url}/dev/timer/jobs/everyMinute`, { method: 'POST' });
  assessmentId = dataOf(await act(wang, 'assessment.create', plan('east'))).assessmentId;
});
afterAll(() => session.close());

test('targets are broken down over the unions right below; a repeat is the same, another body is refused', async () => {
  const { rows, indicators, manages } = await view(wang);
  expect(manages).toBe(true);
  expect(rows.map(({ unionId }) => unionId).sort()).toEqual(['bus', 'jcjc', 'street']);
  for (const [index, { measure, target }] of indicators.entries()) {
    const parts = rows.map(({ marks }) => marks[index]?.target ?? 0);
    if (measure === 'share') expect(new Set(parts)).toEqual(new Set([target]));
    else expect(parts.reduce((sum, part) => sum + part, 0)).toBe(target);
  }
  const key = newKey();
  const first = dataOf(await act(wang, 'assessment.create', plan('west'), key));
  expect(dataOf(await act(wang, 'assessment.create', plan('west'), key))).toEqual(first);
  expect(codeOf(await act(wang, 'assessment.create', plan('edu'), key))).toBe('KEY_REUSED');
});

test('scores follow from what really happened, the best first', async () => {
  const { rows, indicators } = await view(wang);
  for (const { unionId, marks, total } of rows) {
    const board = dataOf(await session.call(wang, 'balance.board', { unionId }));
    const [activities, joined, times, share] = marks;
    expect([joined?.value, times?.value]).toEqual([board.joined, board.times]);
    expect(share?.value).toBe(Math.floor((Math.min(board.joined, board.members) * 10_000) / board.members));
    const held = await records(session.url, 'activities').where({ scopes: `/city/east/${unionId}/`, cancelled: null }).count();
    expect(activities?.value).toBe(held.total);
    for (const [index, mark] of marks.entries()) expect(mark.score).toBe(mark.target <= 0 ? 2500 : Math.min(2500, Math.floor((mark.value * (indicators[index]?.points ?? 0) * 100) / mark.target)));
    expect(total).toBe(marks.reduce((sum, { score }) => sum + score, 0));
  }
  expect(rows.map(({ total }) => total)).toEqual([...rows.map(({ total }) => total)].sort((a, b) => b - a));
});

test('a unit sees its own row; who is in none sees nothing', async () => {
  const own = await view(liu);
  expect(own.rows.map(({ unionId, own: mine }) => [unionId, mine])).toEqual([['jcjc', true]]);
  expect(own.manages).toBe(false);
  const listed = dataOf(await session.call(liu, 'assessment.list', {})).items.map((one) => one.assessmentId);
  expect(listed.sort()).toEqual([assessmentId, 'year-east'].sort());
  expect(codeOf(await session.call('demo-worker-chen', 'assessment.view', { assessmentId }))).toBe('NOT_FOUND');
  expect(codeOf(await session.call('demo-worker-chen', 'assessment.list', {}))).toBe('FORBIDDEN');
  expect(codeOf(await act(liu, 'assessment.create', plan('east')))).toBe('NOT_FOUND');
});

test('an appeal is answered by the organiser; the corrected value counts, and both are in the chain of records', async () => {
  const appealed = { assessmentId, unionId: 'jcjc', indicator: 0, reason: '厂里自办的两场没有登记在平台' };
  expect(codeOf(await act(wang, 'assessment.appeal', appealed))).toBe('FORBIDDEN');
  expect(codeOf(await act(liu, 'assessment.appeal', { ...appealed, unionId: 'bus' }))).toBe('FORBIDDEN');
  const key = newKey();
  const { appealId } = dataOf(await act(liu, 'assessment.appeal', appealed, key));
  expect(dataOf(await act(liu, 'assessment.appeal', appealed, key))).toEqual({ appealId });
  expect(codeOf(await act(liu, 'assessment.appeal', appealed))).toBe('USED');
  expect(dataOf(await session.call(wang, 'assessment.list', {})).items.find((one) => one.assessmentId === assessmentId)?.waiting).toBe(1);
  expect(codeOf(await act(liu, 'assessment.answer', { assessmentId, appealId, value: 99, reason: '自己给自己加' }))).toBe('FORBIDDEN');
  const onDesk = async (who: string) => dataOf(await session.call(who, 'desk.recount', {})).waiting.find(({ counter }) => counter === 'scores')?.count ?? 0;
  const listed = async () => dataOf(await session.call(wu, 'assessment.list', {})).items.reduce((sum, { waiting }) => sum + waiting, 0);
  const waited = await listed();
  expect(waited).toBeGreaterThan(0);
  expect(await onDesk(wu)).toBe(waited);
  expect(await onDesk(liu)).toBe(0);

  const before = (await view(liu)).rows[0];
  dataOf(await act(wu, 'assessment.answer', { assessmentId, appealId, value: (before?.marks[0]?.value ?? 0) + 2, reason: '看过照片和签到表，属实' }));
  const after = (await view(liu)).rows[0];
  expect(after?.marks[0]).toMatchObject({ value: (before?.marks[0]?.value ?? 0) + 2, corrected: true });
  expect(after?.total).toBeGreaterThanOrEqual(before?.total ?? 0);
  expect(await listed()).toBe(waited - 1);
  expect(await onDesk(wu)).toBe(waited - 1);
  expect((await view(wang)).appeals[0]?.answer).toMatchObject({ reason: '看过照片和签到表，属实' });
  expect(codeOf(await act(wu, 'assessment.answer', { assessmentId, appealId, value: null, reason: '再答一次' }))).toBe('CLOSED');

  await fetch(`${session.url}/dev/timer/jobs/everyMinute`, { method: 'POST' });
  const chained = (await records(session.url, 'audit').where({ subject: 'east' }).limit(20).get()).data.map(({ act: what, by }) => [what, by]);
  expect(chained).toEqual(expect.arrayContaining([['assessment.create', demoUid(wang)], ['assessment.appeal', demoUid(liu)], ['assessment.answer', demoUid(wu)]]));
});

test('what was set for a unit is handed down once, never lowered, and is found from above', async () => {
  const above = await view(liu);
  const mine = above.rows[0]?.marks.map(({ target }) => target) ?? [];
  const handed = (change = 0): Api.Input<'assessment.create'> => ({ ...plan('jcjc'), from: assessmentId, indicators: above.indicators.map((one, index) => ({ ...one, target: (mine[index] ?? 0) + change })) });
  expect(codeOf(await act(liu, 'assessment.create', { ...handed(-1), unionId: 'jcjc' }))).toBe('BAD_INPUT');
  expect(codeOf(await act(liu, 'assessment.create', { ...handed(), year: year + 1 }))).toBe('BAD_INPUT');
  expect(codeOf(await act(liu, 'assessment.create', { ...handed(), from: 'nowhere' }))).toBe('NOT_FOUND');
  expect(codeOf(await act(wang, 'assessment.create', { ...handed(), unionId: 'west' }))).toBe('NOT_FOUND');
  const [first, second] = await Promise.all([act(liu, 'assessment.create', handed()), act(liu, 'assessment.create', handed())]);
  expect([first, second].filter(({ ok }) => ok)).toHaveLength(1);
  expect([first, second].flatMap((answer) => (answer.ok ? [] : [answer.error.code]))).toEqual(['USED']);
  const { below } = (await view(liu)).rows[0] ?? {};
  const further = dataOf(await session.call(liu, 'assessment.view', { assessmentId: below ?? '' }));
  expect(further.rows.reduce((sum, { marks }) => sum + (marks[2]?.target ?? 0), 0)).toBe(mine[2]);
  expect(dataOf(await session.call(wang, 'assessment.view', { assessmentId: below ?? '' })).manages).toBe(true);
});

test('the result is decided once nothing waits, and stands from then on', async () => {
  const own = dataOf(await act(wang, 'assessment.create', plan('east'))).assessmentId;
  const conclude = (openid: string, key?: string) => act(openid, 'assessment.conclude', { assessmentId: own }, key);
  const { appealId } = dataOf(await act(liu, 'assessment.appeal', { assessmentId: own, unionId: 'jcjc', indicator: 0, reason: '两场没有登记' }));
  expect(codeOf(await conclude(liu))).toBe('FORBIDDEN');
  expect(codeOf(await conclude(wang))).toBe('NOT_OPEN');
  dataOf(await act(wang, 'assessment.answer', { assessmentId: own, appealId, value: 77, reason: '看过照片，属实' }));
  const told = await records(session.url, 'inbox').where({ uid: demoUid(liu), title: '考核申诉有了答复' }).limit(20).get();
  expect(told.data.filter(({ _id }) => String(_id).includes(appealId))).toHaveLength(1);
  const key = newKey();
  dataOf(await conclude(wang, key));
  dataOf(await conclude(wang, key));
  expect(codeOf(await conclude(wu))).toBe('CLOSED');
  const look = async (openid = wang) => dataOf(await session.call(openid, 'assessment.view', { assessmentId: own }));
  const decided = await look();
  expect(decided.concludedAt).toBeGreaterThan(0);
  expect(decided.rows.find(({ unionId }) => unionId === 'jcjc')?.marks[0]).toMatchObject({ value: 77, corrected: true });
  // What happens afterwards changes nothing.
  await records(session.url, 'balance_boards').where({ _id: `${year}:jcjc` }).update({ joined: 0, times: 0 });
  expect((await look()).rows).toEqual(decided.rows);
  expect((await view(wang)).rows.find(({ unionId }) => unionId === 'jcjc')?.marks[1]?.value).toBe(0);
  expect(codeOf(await act(liu, 'assessment.appeal', { assessmentId: own, unionId: 'jcjc', indicator: 1, reason: '再申诉一次' }))).toBe('CLOSED');
  expect(await look(liu)).toMatchObject({ units: decided.rows.length, waiting: 0, rows: [{ unionId: 'jcjc', own: true }] });
});

test('the scores as an Excel file', async () => {
  const { job } = dataOf(await act(wang, 'export.start', { kind: 'assessment', subject: assessmentId, options: {} }));
  let state = job.state;
  for (let look = 0; look < 100 && state !== 'done'; look += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    state = dataOf(await session.call(wang, 'export.status', { jobId: job.jobId })).job.state;
  }
  const { url } = dataOf(await session.call(wang, 'export.link', { jobId: job.jobId }));
  const [sheet] = await readExcel(Buffer.from(await (await fetch(url)).arrayBuffer()));
  const rows = (sheet?.data ?? []).slice(3);
  expect(rows.map((row) => row[1])).toEqual((await view(wang)).rows.map(({ name }) => name));
  expect(codeOf(await act(liu, 'export.start', { kind: 'assessment', subject: assessmentId, options: {} }))).toBe('NOT_FOUND');
});

test('bad input is refused', async () => {
  const bad: Partial<Api.Input<'assessment.create'>>[] = [{ year: 1999 }, { title: '' }, { indicators: [] }, { indicators: [{ name: '参与率', measure: 'share', target: 10_001, points: 10 }] }, { indicators: [{ name: '场次', measure: 'activities', target: -1, points: 10 }] }];
  for (const change of bad) expect(codeOf(await act(wang, 'assessment.create', { ...plan('east'), ...change }))).toBe('BAD_INPUT');
  expect(codeOf(await act(liu, 'assessment.create', plan('jcjc1')))).toBe('BAD_INPUT');
  expect(codeOf(await session.call(wang, 'assessment.view', { assessmentId: { $ne: null } } as never))).toBe('BAD_INPUT');
});
