import { randomBytes } from 'node:crypto';
import { fourBatches } from '../../miniprogram/domain/assessment/assessment';
import { openSession, type Session } from './session';
import { dataWhen, element, pageAt, tap, typeInto } from './steps';

/** 考核 through the app: a cadre sets a year's targets; a unit appeals against a value; the organiser puts another in its place. */

const listPath = 'packages/balance/pages/assessments/assessments';
const onePath = 'packages/balance/pages/assessment/assessment';
type Row = { unionId: string; marks: { corrected: boolean; figures: string }[] };
let session: Session;

const settled = () => new Promise((resolve) => setTimeout(resolve, 500));

async function createFor(unionId: string): Promise<string> {
  const key = randomBytes(16).toString('base64url');
  const input = { unionId, year: new Date(Date.now() + 8 * 3_600_000).getUTCFullYear(), title: '四个一批', indicators: fourBatches, from: null };
  const response = await fetch(`${session.cloudUrl}/dev/invoke/api`, { method: 'POST', body: JSON.stringify({ action: 'assessment.create', input, key }), headers: { 'content-type': 'application/json', 'x-wx-openid': 'demo-cadre-wang' } });
  return ((await response.json()) as { data: { assessmentId: string } }).data.assessmentId;
}

beforeAll(async () => {
  session = await openSession({ as: 'demo-cadre-wang', page: `/${listPath}` });
  await fetch(`${session.cloudUrl}/dev/timer/jobs/everyMinute`, { method: 'POST' });
});
afterAll(() => session.close());

test('a cadre sets the targets of the year and sees how far each unit is', async () => {
  const { program } = session;
  const list = await pageAt(program, listPath);
  await dataWhen<string>(list, 'unionId', (id) => id === 'city');
  await tap(list, 'gy-action-bar gy-button', '.button');
  await element(list, 'gy-sheet', '.line');
  await settled();
  await session.screenshot('assessment-1-targets');
  await tap(list, '.save gy-button', '.button');
  const page = await pageAt(program, onePath);
  await dataWhen<Row[]>(page, 'rows', (rows) => rows.length >= 2 && rows.every(({ marks }) => marks.length === 4));
  await settled();
  await session.screenshot('assessment-2-scores');
});

test('a unit appeals, the organiser corrects the value', async () => {
  const id = await createFor('east');
  const liu = await openSession({ as: 'demo-cadre-liu', page: `/${onePath}?id=${id}`, size: 'small' });
  try {
    const own = await pageAt(liu.program, onePath);
    await dataWhen<Row[]>(own, 'rows', (rows) => rows.length === 1);
    await liu.screenshot('assessment-3-own');
    await tap(own, '.mark .bare');
    await tap(own, 'gy-reason', '.go gy-button', '.button');
    await dataWhen<{ answer: string }[]>(own, 'appeals', (appeals) => appeals.length === 1 && appeals[0]?.answer === '');
    await liu.screenshot('assessment-4-appealed');
    await tap(own, '.down');
    const list = await pageAt(liu.program, listPath);
    await dataWhen<unknown>(list, 'from', (from) => from !== null);
    await settled();
    await liu.screenshot('assessment-6-hand-down');
    await tap(list, '.save gy-button', '.button');
    const further = await pageAt(liu.program, onePath);
    await dataWhen<Row[]>(further, 'rows', (rows) => rows.length >= 2);
  } finally {
    await liu.close();
  }
  const { program } = session;
  await program.reLaunch(`/${onePath}?id=${id}`);
  const page = await pageAt(program, onePath);
  await dataWhen<unknown[]>(page, 'appeals', (appeals) => appeals.length === 1);
  await tap(page, '.change gy-button', '.button');
  await typeInto(page, '33', 'gy-sheet', '.value');
  await settled();
  await session.screenshot('assessment-5-answer');
  await tap(page, 'gy-reason', '.go gy-button', '.button');
  const rows = await dataWhen<Row[]>(page, 'rows', (all) => all.some(({ marks }) => marks[0]?.corrected === true));
  expect(rows.find(({ unionId }) => unionId === 'jcjc')?.marks[0]?.figures).toMatch(/^33 \//);
  await element(page, '.below');
  await settled();
  await session.screenshot('assessment-7-organiser');
});
