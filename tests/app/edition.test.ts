import { openSession, type Session } from './session';
import { dataWhen, element, pageAt, tap, type, until } from './steps';

/** A cadre opens a reading month in a few taps, fills its shelf, and sees who takes part; a unit's own cadre enters paper. */

const desk = 'packages/editiondesk/pages/edition/edition';
const plan = 'packages/editiondesk/pages/plan/plan';
const books = 'packages/editiondesk/pages/books/books';
const units = 'packages/editiondesk/pages/units/units';
const absent = 'packages/editiondesk/pages/absent/absent';
const notes = 'packages/editiondesk/pages/notes/notes';
const paper = 'packages/editiondesk/pages/paper/paper';

let cadre: Session;

beforeAll(async () => {
  cadre = await openSession({ as: 'demo-cadre-wang', size: 'small', page: `/${desk}?id=reading-essay` });
});
afterAll(() => cadre.close());

test('an edition from a template: two taps, rules that can be read, one changed', async () => {
  const { program } = cadre;
  const first = await pageAt(program, desk);
  await dataWhen<unknown[]>(first, 'templates', (all) => all.length === 3);
  await cadre.screenshot('edition-1-templates');
  await tap(first, 'gy-button', '.button');
  const form = await pageAt(program, plan);
  await dataWhen<string[]>(form, 'lines', (lines) => lines.includes('一天最多 30 分'));
  await cadre.screenshot('edition-2-plan');
  await tap(form, '.fold');
  await type(form, '.field-dayMost', '');
  await dataWhen<string[]>(form, 'faults', (faults) => faults.length === 1);
  await type(form, '.field-dayMost', '40');
  await dataWhen<string[]>(form, 'lines', (lines) => lines.includes('一天最多 40 分'));
  await tap(form, 'gy-action-bar gy-button', '.button');
  const opened = await pageAt(program, desk);
  const view = await dataWhen<{ phase: string; lines: string[]; open: boolean }>(opened, 'view', () => true);
  expect(view).toMatchObject({ phase: '未开始', open: true });
  expect(view.lines).toContain('一天最多 40 分');
  await cadre.screenshot('edition-3-desk');
});

test('a book by its number, which waits for 宣教部, then is approved', async () => {
  const { program } = cadre;
  await program.navigateTo(`/${books}?id=reading-essay`);
  const page = await pageAt(program, books);
  await dataWhen<boolean>(page, 'loaded', (loaded) => loaded);
  await tap(page, 'gy-action-bar gy-button', '.button');
  await type(page, '.field-isbn', '9787530212005');
  await type(page, '.field-title', '平凡的世界');
  await type(page, '.field-author', '路遥');
  await type(page, '.field-theme', '劳动者');
  await tap(page, '.put gy-button', '.button');
  await dataWhen<string>(page, 'fault', (fault) => fault.startsWith('ISBN 不对'));
  await cadre.screenshot('edition-4-add');
  await type(page, '.field-isbn', '978-7-5302-1200-4');
  await tap(page, '.put gy-button', '.button');
  await dataWhen<{ approval: string }[]>(page, 'rows', (rows) => rows.length === 1 && rows[0]?.approval === '');
  await tap(page, '.acts .accent');
  await element(page, '.field-paper');
  await type(page, '.field-paper', '总工宣〔2026〕12号');
  await cadre.screenshot('edition-5-approve');
  await tap(page, 'gy-sheet gy-button', '.button');
  await dataWhen<{ approval: string }[]>(page, 'rows', (rows) => rows[0]?.approval === '市总工会宣教部 · 总工宣〔2026〕12号');
  await cadre.screenshot('edition-6-books');
});

test('units for the city; names and paper for a unit of its own', async () => {
  await fetch(`${cadre.cloudUrl}/dev/timer/jobs/everyMinute`, { method: 'POST' });
  await cadre.program.reLaunch(`/${units}?id=reading-month`);
  const page = await pageAt(cadre.program, units);
  await dataWhen<unknown[]>(page, 'rows', (rows) => rows.length > 3);
  await cadre.screenshot('edition-7-units');

  const own = await openSession({ as: 'demo-cadre-liu', page: `/${desk}?id=reading-month` });
  try {
    const start = await pageAt(own.program, desk);
    await dataWhen<{ unit: { id: string } | null }>(start, 'desk', ({ unit }) => unit?.id === 'jcjc');
    await own.screenshot('edition-8-own');
    await own.program.navigateTo(`/${absent}?id=reading-month&unit=jcjc`);
    const list = await pageAt(own.program, absent);
    await dataWhen<{ paper: boolean }[]>(list, 'rows', (rows) => rows.some((row) => row.paper));
    await own.screenshot('edition-9-absent');
    await tap(list, '.row .accent');
    const form = await pageAt(own.program, paper);
    await dataWhen<unknown[]>(form, 'found', (found) => found.length > 0);
    await tap(form, '.found');
    await type(form, '.field-minutes', '30');
    await own.screenshot('edition-10-paper');
    await tap(form, 'gy-action-bar gy-button', '.button');
    await dataWhen<string>(form, 'done', (done) => done.endsWith('一共 20 分'));
  } finally {
    await own.close();
  }
});

test('what was reported waits at the desk until somebody has looked at it', async () => {
  const call = async (action: string, input: object, key?: string) => {
    const answer = await fetch(`${cadre.cloudUrl}/dev/invoke/api`, { method: 'POST', body: JSON.stringify({ action, input, ...(key === undefined ? {} : { key }) }), headers: { 'content-type': 'application/json', 'x-wx-openid': 'demo-worker-li' } });
    return ((await answer.json()) as { data?: { items?: { noteId: string }[] } }).data;
  };
  await fetch(`${cadre.cloudUrl}/dev/timer/jobs/everyMinute`, { method: 'POST' });
  const noteId = await until('a note in the feed', async () => (await call('reading.feed', { editionId: 'reading-month', within: 'all' }))?.items?.[0]?.noteId);
  await call('reading.report', { editionId: 'reading-month', noteId, replyId: null, reason: 'offTopic' }, 'r'.repeat(22));
  await cadre.program.reLaunch(`/${notes}?id=reading-month`);
  const page = await pageAt(cadre.program, notes);
  await dataWhen<{ noteId: string; note: object | null }[]>(page, 'cards', (cards) => cards.some((card) => card.noteId === noteId && card.note !== null));
  await cadre.screenshot('edition-11-notes');
  const before = ((await page.data('cards')) as unknown[]).length;
  const button = await element(page, `[data-note="${noteId}"][data-verdict="hide"]`);
  await button.tap();
  await cadre.screenshot('edition-12-hide');
  await tap(page, 'gy-reason', 'gy-button', '.button');
  await dataWhen<unknown[]>(page, 'cards', (cards) => cards.length === before - 1);
});
