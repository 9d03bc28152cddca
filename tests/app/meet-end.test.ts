import { openSession, type Session } from './session';
import { dataWhen, pageAt, tap } from './steps';

/** A prize is handed over at the table; the organiser seals the result book; the athlete sees both. */

const [list, winners, seal, day, board, certificate] = ['prizes', 'winners', 'seal', 'day', 'board', 'certificate'].map((name) => `packages/${name === 'certificate' ? 'contest' : 'meet'}/pages/${name}/${name}`) as [string, string, string, string, string, string];
const meetId = 'meet-games';

let table: Session;

beforeAll(async () => {
  table = await openSession({ as: 'demo-official-zhou', size: 'small', page: `/${list}?id=${meetId}` });
  for (let run = 0; run < 2; run += 1) await fetch(`${table.cloudUrl}/dev/timer/jobs/everyMinute`, { method: 'POST' });
});
afterAll(() => table.close());

const settle = () => new Promise((resolve) => setTimeout(resolve, 500));

test('at the table: what there is to give, a prize signed for by its winner', async () => {
  const { program } = table;
  const prizes = await pageAt(program, list);
  await prizes.callMethod('refresh');
  await dataWhen<{ tag: string }[]>(prizes, 'rows', (rows) => rows.some(({ tag }) => tag === '2 / 8'));
  await program.navigateTo(`/${winners}?id=${meetId}&event=${encodeURIComponent('x-一分钟跳绳')}`);
  const event = await pageAt(program, winners);
  await dataWhen<unknown[]>(event, 'rows', (rows) => rows.length === 8);
  const rows = await (await event.$('prize-rows'))?.$$('.row');
  await rows?.[2]?.tap();
  await settle();
  await table.screenshot('meet-end-1-give');
  await tap(event, 'prize-rows', '.self gy-button', '.button');
  await dataWhen<Api.Meet.PrizeRow[]>(event, 'rows', (now) => now.filter(({ given }) => given !== null).length === 3);
  await table.screenshot('meet-end-2-given');
});

test('the organiser marks what was not held, and seals the book', async () => {
  const session = await openSession({ as: 'demo-cadre-wang', page: `/${seal}?id=${meetId}` });
  try {
    const page = await pageAt(session.program, seal);
    for (const left of [1, 0]) {
      await tap(page, '.toggle');
      await dataWhen<{ toggle: string }[]>(page, 'rows', (rows) => rows.filter(({ toggle }) => toggle === '没有举行').length === left);
    }
    await settle();
    await session.screenshot('meet-end-3-ready');
    await session.program.mockWxMethod('showModal', { confirm: true, cancel: false });
    await tap(page, 'gy-action-bar gy-button', '.button');
    await dataWhen<{ tone: string } | null>(page, 'stands', (stands) => stands?.tone === 'green');
    await settle();
    await session.screenshot('meet-end-4-sealed');
  } finally {
    await session.close();
  }
});

test('the athlete has the own prizes with a certificate; the book is sealed', async () => {
  const session = await openSession({ as: 'demo-worker-chen', theme: 'dark', page: `/${day}?id=${meetId}` });
  try {
    const { program } = session;
    const page = await pageAt(program, day);
    await dataWhen(page, 'confirmed', (confirmed) => confirmed === true);
    await tap(page, 'own-prizes', '.row');
    const own = await pageAt(program, certificate);
    await dataWhen<{ body: string }>(own, 'words', ({ body }) => body.includes('江东区职工趣味运动会'));
    await session.screenshot('meet-end-5-certificate');
    await program.navigateTo(`/${board}?id=${meetId}`);
    await dataWhen<string>(await pageAt(program, board), 'sealed', (sealed) => sealed.startsWith('成绩册已封存'));
    await settle();
    await session.screenshot('meet-end-6-board');
  } finally {
    await session.close();
  }
});
