import { openSession, type Session } from './session';
import { dataWhen, element, pageAt, tap } from './steps';

/** A challenge is joined with one tap; a cadre closes it with a reason, opens it again, and sets a book for a team. */

const page = 'packages/reading/pages/challenges/challenges';
const desk = 'packages/editiondesk/pages/challenges/challenges';
type Row = { name: string; inIt: boolean; words: string };
let worker: Session;

beforeAll(async () => {
  worker = await openSession({ as: 'demo-worker-chen', size: 'small', page: `/${page}?id=reading-month` });
});
afterAll(() => worker.close());

test('one tap joins', async () => {
  const own = await pageAt(worker.program, page);
  const rows = await dataWhen<Row[]>(own, 'rows', (all) => all.length === 3);
  expect(rows.find(({ name }) => name === '连续打卡 7 天')).toMatchObject({ inIt: true, words: '3 / 7 天' });
  await tap(own, '.card gy-button', '.button');
  await dataWhen<Row[]>(own, 'rows', (all) => all.every(({ inIt }) => inIt));
  await worker.screenshot('challenges-1-joined');
});

test('closed with a reason, opened again; a common book for a team', async () => {
  const cadre = await openSession({ as: 'demo-cadre-wang', size: 'small', page: `/${desk}?id=reading-month` });
  try {
    const all = await pageAt(cadre.program, desk);
    await dataWhen<unknown[]>(all, 'rows', (rows) => rows.length === 2);
    await tap(all, '.stop');
    await element(all, 'gy-reason');
    await cadre.screenshot('challenges-2-close');
    await tap(all, 'gy-reason', 'gy-button', '.button');
    await dataWhen<{ closed: boolean }[]>(all, 'rows', (rows) => rows[0]?.closed === true);
    await tap(all, '.again');
    await dataWhen<{ closed: boolean }[]>(all, 'rows', (rows) => rows[0]?.closed === false);
  } finally {
    await cadre.close();
  }
  const unit = await openSession({ as: 'demo-cadre-liu', size: 'small', page: `/${desk}?id=reading-month&unit=jcjc` });
  try {
    const own = await pageAt(unit.program, desk);
    await dataWhen<unknown[]>(own, 'rows', (rows) => rows.length === 1);
    await tap(own, 'gy-action-bar gy-button', '.button');
    await dataWhen<unknown[]>(own, 'found', (found) => found.length === 5);
    await own.callMethod('pickTeam', { detail: { value: '0' } });
    await tap(own, '.book');
    await unit.screenshot('challenges-3-book');
    await tap(own, '.put gy-button', '.button');
    await dataWhen<unknown[]>(own, 'rows', (rows) => rows.length === 2);
  } finally {
    await unit.close();
  }
});
