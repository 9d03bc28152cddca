import { openSession, type Session } from './session';
import { dataWhen, pageAt, tap, until } from './steps';

/** A vote through the app: a worker finds it, casts, holds a receipt. */

const votePath = 'packages/vote/pages/vote/vote';
let session: Session;

beforeAll(async () => {
  session = await openSession({ as: 'demo-worker-chen', page: '/packages/activity/pages/detail/detail?id=contest-choir' });
}, 120_000);
afterAll(() => session.close());

test('a worker casts a ballot and keeps the receipt', async () => {
  const { program } = session;
  const detail = await pageAt(program, 'packages/activity/pages/detail/detail');
  await dataWhen<{ title: string }>(detail, 'detail', ({ title }) => title !== '');
  await until('the votes of the activity', async () => (await detail.$('gy-votes'))?.$('.votes__row'));
  await session.screenshot('voting-1-detail');
  await tap(detail, 'gy-votes', '.votes__row');
  const vote = await pageAt(program, votePath);
  await dataWhen<{ open: boolean }>(vote, 'view', ({ open }) => open);
  await session.screenshot('voting-2-vote');

  const cards = await vote.$$('.candidate');
  await cards[0]?.tap();
  await cards[1]?.tap();
  await dataWhen<string[]>(vote, 'chosen', (chosen) => chosen.length === 2);
  expect(((await vote.data('act')) as { note: string }).note).toBe('还可选 1 位');
  await session.screenshot('voting-3-chosen');
  await tap(vote, '.go', '.button');
  await dataWhen<boolean>(vote, 'confirming', (confirming) => confirming);
  await new Promise((resolve) => setTimeout(resolve, 500));
  await session.screenshot('voting-4-confirm');
  await tap(vote, '.confirm', '.button');

  const receipt = await pageAt(program, 'packages/vote/pages/receipt/receipt');
  const rows = await dataWhen<{ receipt: string; when: string }[]>(receipt, 'rows', ([row]) => row !== undefined && row.when !== '');
  expect(rows[0]?.receipt).toMatch(/^[0-9a-f]{24}$/);
  await session.screenshot('voting-5-receipt');
  await tap(receipt, '.receipt__copy');
  await until('the receipt on the clipboard', async () => (await program.callWxMethod('getClipboardData')).data === rows[0]?.receipt);
  await tap(receipt, 'gy-action-bar gy-button', '.button');
  await pageAt(program, votePath);
  await dataWhen<{ kind: string }>(vote, 'act', ({ kind }) => kind === 'board');
  await session.screenshot('voting-6-cast');
  await tap(vote, '.go', '.button');
  const board = await pageAt(program, 'packages/vote/pages/board/board');
  await dataWhen<{ rows: unknown[] }>(board, 'view', (view) => view.rows.length === 8);
  await session.screenshot('voting-7-board');
}, 90_000);
