import { day, hour, instant } from '../../miniprogram/domain/time/shanghai';
import { codeOf, dataOf, newKey } from '../cloud/local-session';
import { openSession, type Session } from './session';
import { dataWhen, element, pageAt, tap, type } from './steps';

/** One reader lives a month on the phone, tap by tap: three weeks in a row, a missed day made up, a night shift; the points are counted beside it by hand. */

const page = (name: string) => `packages/reading/pages/${name}/${name}`;
const chen = 'demo-worker-chen';
let worker: Session;

const setClock = (now: number) => fetch(`${worker.cloudUrl}/dev/clock`, { method: 'POST', body: JSON.stringify({ now }) });
const count = async () => {
  for (let run = 0; run < 2; run += 1) await fetch(`${worker.cloudUrl}/dev/timer/jobs/everyMinute`, { method: 'POST' });
};
async function api<A extends Api.ActionName>(openid: string, action: A, input: Api.Input<A>, key?: string): Promise<Api.Response<A>> {
  const response = await fetch(`${worker.cloudUrl}/dev/invoke/api`, {
    ...{ method: 'POST', headers: { 'content-type': 'application/json', 'x-wx-openid': openid } },
    body: JSON.stringify({ action, input, ...(key === undefined ? {} : { key }) }),
  });
  return (await response.json()) as Api.Response<A>;
}

beforeAll(async () => {
  worker = await openSession({ as: chen, size: 'small', page: `/${page('mine')}?id=reading-month` });
  await count();
});
afterAll(() => worker.close());

interface Told {
  earned: string;
  streak: string;
  milestone: string;
}

/** The check-in as a thumb makes it. @param dayMade the day that is made up */
async function checkIn(dayMade = '', before?: (page: Awaited<ReturnType<typeof pageAt>>) => Promise<void>): Promise<Told> {
  await worker.program.reLaunch(`/${page('checkin')}?id=reading-month${dayMade === '' ? '' : `&day=${dayMade}`}`);
  const shown = await pageAt(worker.program, page('checkin'));
  await dataWhen<{ act: { disabled: boolean } }>(shown, 'view', (view) => view !== null && !view.act.disabled);
  await before?.(shown);
  await tap(shown, 'gy-action-bar gy-button', '.button');
  return dataWhen<Told>(shown, 'result', (result) => result !== null);
}

test('a month of one reader, through the pages alone', async () => {
  const { program } = worker;
  const edition = dataOf(await api(chen, 'reading.edition', { editionId: 'reading-month' }));
  const [year = 0, month = 0, date = 0] = edition.from.split('-').map(Number);
  const begun = instant(year, month, date);
  // The demo reader has three days behind them.
  let points = dataOf(await api(chen, 'reading.ledger', { editionId: 'reading-month' })).points;
  const told: string[] = [];
  await program.reLaunch(`/${page('books')}?id=reading-month&choose=1`);
  const books = await pageAt(program, page('books'));
  await dataWhen<unknown[]>(books, 'rows', (rows) => rows.length === 8);
  await tap(books, '.book__act');
  await pageAt(program, page('checkin'));
  for (let number = 3; number < 30; number += 1) {
    // The twelfth day is missed; on the thirteenth it is made up, which joins the days again.
    if (number === 11) continue;
    await setClock(begun + number * day + 12 * hour);
    if (number === 12) {
      const made = await checkIn(new Date(begun + 11 * day + 8 * hour).toISOString().slice(0, 10));
      expect(made.earned).toBe('');
    }
    const nights = number === 20;
    if (nights) await setClock(begun + 21 * day + 2 * hour);
    const { earned, streak, milestone } = await checkIn('', async (shown) => {
      if (nights) await tap(shown, '.night');
      // Words of their own for each day: nothing is nearly the same.
      if (number % 9 === 4) await type(shown, '.note', `第${number}天`);
    });
    // 20 minutes and the check-in, and the two bonuses of the edition.
    const expected = 15 + (number === 6 ? 40 : 0) + (number === 20 ? 160 : 0);
    expect([number, earned, streak]).toEqual([number, `+${expected}`, `连续 ${number + 1} 天`]);
    points += expected;
    if (milestone !== '') told.push(milestone);
    if (number === 6) await worker.screenshot('month-1-seven');
  }
  expect(told).toEqual(expect.arrayContaining(['读满 7 天', '读满 14 天', '读满 21 天', '读满 30 天']));
  // Others read too, over the api alone.
  const { items } = dataOf(await api(chen, 'reading.books', { editionId: 'reading-month' }));
  for (let index = 20; index < 26; index += 1) {
    const input = { editionId: 'reading-month', bookId: items[0]?.bookId ?? '', minutes: 40, pages: 0, note: '', night: false, makeUpFor: null };
    expect(codeOf(await api(`demo-member-${index}`, 'reading.checkIn', input, newKey()))).toBe('OK');
  }
  await count();
  await program.reLaunch(`/${page('mine')}?id=reading-month`);
  const mine = await pageAt(program, page('mine'));
  const view = await dataWhen<{ points: number; streak: number; days: number; rank: string }>(mine, 'view', (found: { days: number }) => found.days === 30);
  expect([view.points, view.streak]).toEqual([points, 30]);
  await worker.screenshot('month-2-mine');
  await program.reLaunch(`/${page('ranking')}?id=reading-month`);
  const ranking = await pageAt(program, page('ranking'));
  await dataWhen<{ mine: string }>(ranking, 'view', (found) => found !== null && found.mine === `我第 1 名 · ${points} 分`);
  await worker.screenshot('month-3-ranking');
  await program.reLaunch(`/${page('card')}?id=reading-month`);
  const card = await pageAt(program, page('card'));
  await dataWhen<boolean>(card, 'drawn', (drawn) => drawn);
  expect((await dataWhen<{ headline: string }>(card, 'words', (words) => words !== null)).headline).toBe('连续 30 天');
  await element(card, '.sheet__canvas');
  await worker.screenshot('month-4-card');
}, 300_000);
