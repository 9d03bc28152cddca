import { openSession, type Session } from './session';
import { dataWhen, pageAt, tap } from './steps';

/** 代录: the cadre ticks who signed on paper, says why, and the roster says 代录. */

const managePath = 'packages/cadre/pages/manage/manage';
const paperPath = 'packages/cadre/pages/paper/paper';
const film = 'film-night';
let session: Session;

beforeAll(async () => {
  session = await openSession({ as: 'demo-cadre-wang' });
  const response = await fetch(`${session.cloudUrl}/dev/invoke/api`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-wx-openid': 'demo-cadre-wang' },
    body: JSON.stringify({ action: 'activity.detail', input: { activityId: film } }),
  });
  const { data } = (await response.json()) as { data: { endsAt: number } };
  // Two hours after the session, whatever the hour of this run is.
  await fetch(`${session.cloudUrl}/dev/clock`, { method: 'POST', body: JSON.stringify({ now: data.endsAt + 2 * 3_600_000 }) });
});
afterAll(() => session.close());

test('ticked, entered with a reason, marked in the roster', async () => {
  const { program } = session;
  await program.navigateTo(`/${managePath}?id=${film}`);
  const manage = await pageAt(program, managePath);
  await dataWhen<boolean>(manage, 'paper', (open) => open);
  await program.navigateTo(`/${paperPath}?id=${film}`);
  const page = await pageAt(program, paperPath);
  const people = await dataWhen<{ uid: string; name: string }[]>(page, 'people', (all) => all.length > 0);
  await session.screenshot('paper-1-list');
  await tap(page, '.person');
  await dataWhen<number>(page, 'count', (count) => count === 1);
  await tap(page, '.go', '.button');
  await dataWhen<boolean>(page, 'sheet', (open) => open);
  await session.screenshot('paper-2-reason');
  await tap(page, 'gy-reason', 'gy-button', '.button');
  await dataWhen<string>(page, 'stage', (stage) => stage === 'done');
  expect(await page.data('doneTitle')).toBe('已代录 1 人');
  expect(await page.data('rest')).toEqual([]);
  await session.screenshot('paper-3-done');
  await tap(page, '.finish', '.button');
  const after = await pageAt(program, managePath);
  const rows = await dataWhen<{ uid: string; tag: string }[]>(after, 'people', (all) => all.some(({ tag }) => tag.includes('代录')));
  expect(rows.find(({ uid }) => uid === people[0]?.uid)?.tag).toMatch(/^\d+:\d\d 代录$/);
});
