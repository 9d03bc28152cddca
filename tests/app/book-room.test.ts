import { openSession, type Session } from './session';
import { dataWhen, element, pageAt, tap, type } from './steps';

/** A worker borrows from the unit's room, gets in line, and gives back; the cadre sees who has it, takes back, and adds a book. */

const page = 'packages/reading/pages/room/room';
const loans = 'packages/reading/pages/loans/loans';
const desk = 'packages/editiondesk/pages/room/room';
const lent = 'packages/editiondesk/pages/lent/lent';
type Row = { title: string; act: string };
let worker: Session;

beforeAll(async () => {
  worker = await openSession({ as: 'demo-worker-chen', size: 'small', page: `/${page}` });
});
afterAll(() => worker.close());

test('borrowed with two taps, lent on, given back', async () => {
  const room = await pageAt(worker.program, page);
  const rows = await dataWhen<Row[]>(room, 'rows', (all) => all.length === 8);
  expect(rows.filter(({ act }) => act === '').map(({ title }) => title)).toEqual(['平凡的世界']);
  await tap(room, '.book__act.accent');
  await element(room, '.take');
  await worker.screenshot('room-1-borrow');
  await tap(room, '.take gy-button', '.button');
  await dataWhen<Row[]>(room, 'rows', (all) => all.filter(({ act }) => act === '').length === 2);
  await tap(room, '.way gy-link-row', '.link');
  const mine = await pageAt(worker.program, loans);
  await dataWhen<unknown[]>(mine, 'loans', (all) => all.length === 2);
  await tap(mine, '.renew');
  await dataWhen<{ renewable: boolean }[]>(mine, 'loans', (all) => all.filter(({ renewable }) => renewable).length === 1);
  await tap(mine, '.give');
  await element(mine, '.back');
  await worker.screenshot('room-2-back');
  await tap(mine, '.back gy-button', '.button');
  await dataWhen<unknown[]>(mine, 'loans', (all) => all.length === 1);
});

test('the cadre sees who has what, takes back, and puts a book on the shelf', async () => {
  const cadre = await openSession({ as: 'demo-cadre-liu', size: 'small', page: `/${desk}?unit=jcjc&id=reading-month` });
  try {
    const room = await pageAt(cadre.program, desk);
    await dataWhen<unknown[]>(room, 'rows', (rows) => rows.length === 8);
    await tap(room, 'gy-action-bar gy-button', '.button');
    await type(room, '.field-isbn', '9787532768998');
    await type(room, '.field-title', '人世间');
    await type(room, '.field-author', '梁晓声');
    await type(room, '.field-theme', '文学');
    await cadre.screenshot('room-3-add');
    await tap(room, '.put gy-button', '.button');
    await dataWhen<unknown[]>(room, 'rows', (rows) => rows.length === 9);
    await tap(room, '.list gy-link-row', '.link');
    const out = await pageAt(cadre.program, lent);
    const before = await dataWhen<{ overdue: boolean }[]>(out, 'rows', (rows) => rows.length === 4);
    expect(before[0]?.overdue).toBe(true);
    await tap(out, '.back');
    await element(out, '.take');
    await cadre.screenshot('room-4-back');
    await tap(out, '.take gy-button', '.button');
    await dataWhen<unknown[]>(out, 'rows', (rows) => rows.length === 3);
  } finally {
    await cadre.close();
  }
});
