import { openSession, type Session } from './session';
import { dataWhen, element, pageAt, tap, type, until } from './steps';

/** 读友圈: a note is liked and answered, a book put on the shelf and checked in with, a photo goes along. */

const page = (name: string) => `packages/reading/pages/${name}/${name}`;
type Row = Api.Reading.FeedNote;
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==', 'base64');
let worker: Session;

const count = () => fetch(`${worker.cloudUrl}/dev/timer/jobs/everyMinute`, { method: 'POST' });

beforeAll(async () => {
  worker = await openSession({ as: 'demo-worker-chen', size: 'small', page: `/${page('mine')}?id=reading-month` });
  for (let run = 0; run < 2; run += 1) await count();
});
afterAll(() => worker.close());

test('a note of another: liked, read, answered', async () => {
  const { program } = worker;
  await program.navigateTo(`/${page('feed')}?id=reading-month`);
  const feed = await pageAt(program, page('feed'));
  const list = await element(feed, '#feed');
  // The automator's types know components as elements alone.
  const rows = async () => (await (list as unknown as { data(path: string): Promise<Row[]> }).data('rows'));
  await until('notes', async () => (await rows()).length > 3);
  const at = (await rows()).findIndex(({ mine }) => !mine);
  const cards = await list.$$('reading-note');
  const [heart] = await (cards[at] ?? list).$$('.note__acts .bare.num');
  await worker.screenshot('talk-1-feed');
  await heart?.tap();
  await until('the like', async () => (await rows())[at]?.likes === 1);
  await (await (cards[at] ?? list).$('.note__text'))?.tap();
  const note = await pageAt(program, page('note'));
  await dataWhen<Row>(note, 'note', ({ liked, likes }) => liked && likes === 1);
  await type(note, '.answer__text', '说得好，我也去读');
  await tap(note, '.answer__send gy-button', '.button');
  await dataWhen<{ text: string; name: string }[]>(note, 'replies', (replies) => replies.length === 1 && replies[0]?.name === '我');
  expect(await note.data('text')).toBe('');
  await worker.screenshot('talk-2-note');
  await program.navigateBack();
  await feed.callMethod('change', { detail: { value: 'unit' } });
  await until('my unit', async () => (await rows()).length > 0 && (await rows()).every(({ unitName }) => unitName.startsWith('江城机床厂')));
});

test('a book: on my shelf, then checked in with, a photo beside the note', async () => {
  const { program } = worker;
  await program.reLaunch(`/${page('books')}?id=reading-month`);
  const books = await pageAt(program, page('books'));
  await dataWhen<unknown[]>(books, 'rows', (rows) => rows.length === 8);
  await tap(books, 'reading-cover');
  const book = await pageAt(program, page('book'));
  const { title } = await dataWhen<{ title: string }>(book, 'book', (found) => found !== null);
  await book.callMethod('put', { detail: { value: 'want' } });
  await dataWhen<{ shelf: string }>(book, 'book', ({ shelf }) => shelf === 'want');
  await worker.screenshot('talk-3-book');
  await program.navigateTo(`/${page('shelf')}?id=reading-month`);
  const shelf = await pageAt(program, page('shelf'));
  await dataWhen<{ label: string }[]>(shelf, 'chips', (chips) => chips.some(({ label }) => label === '想读 1'));
  await shelf.callMethod('change', { detail: { value: 'want' } });
  await worker.screenshot('talk-4-shelf');
  await program.navigateBack();
  await tap(book, 'gy-action-bar gy-button', '.button');
  const checkIn = await pageAt(program, page('checkin'));
  await dataWhen<{ book: { title: string } }>(checkIn, 'draft', (draft) => draft.book.title === title);
  await type(checkIn, '.note', '翻开第一页就停不下来。');
  const chooser = worker.window?.waitForEvent('filechooser');
  await tap(checkIn, 'gy-photos', '.photos__add');
  await (await chooser)?.setFiles({ name: 'a.png', mimeType: 'image/png', buffer: png });
  await dataWhen<{ photos: string[] }>(checkIn, 'draft', ({ photos }) => photos.length === 1);
  await worker.screenshot('talk-5-checkin');
  await tap(checkIn, 'gy-action-bar gy-button', '.button');
  await dataWhen<{ earned: string }>(checkIn, 'result', (result) => result !== null && result.earned === '+15');
  expect(await checkIn.data('draft')).toMatchObject({ note: '', photos: [] });
  await count();
  // A photo without a verdict is looked at again a minute later.
  let minutes = 2;
  await until('the photo is seen by others', async () => {
    minutes += 1;
    await fetch(`${worker.cloudUrl}/dev/clock`, { method: 'POST', body: JSON.stringify({ now: Date.now() + minutes * 60_000 }) });
    await count();
    const asked = await fetch(`${worker.cloudUrl}/dev/invoke/api`, {
      ...{ method: 'POST', headers: { 'content-type': 'application/json', 'x-wx-openid': 'demo-worker-li' } },
      body: JSON.stringify({ action: 'reading.feed', input: { editionId: 'reading-month', within: 'all' } }),
    });
    const { data } = (await asked.json()) as { data: { items: Row[] } };
    return data.items[0]?.photos.length === 1;
  });
});
