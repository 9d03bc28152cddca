import { records } from '../cloud/api/records';
import { openSession, type Session } from './session';
import { dataWhen, element, pageAt, tap } from './steps';

/** 参与情况 through the app: a cadre sees who takes part, opens a district, shares out places; a unit's own cadre reads who never came. */

const boardPath = 'packages/balance/pages/board/board';
const quiet = { weave: 420, bus: 90, jcjc: 24 };
let session: Session;

const settled = () => new Promise((resolve) => setTimeout(resolve, 400));
const timer = () => fetch(`${session.cloudUrl}/dev/timer/jobs/everyMinute`, { method: 'POST' });

/** Members who never took part in anything: a copy of somebody of the unit without WeChat. */
async function layQuietMembers(): Promise<void> {
  const members = records(session.cloudUrl, 'members');
  for (const [unit, count] of Object.entries(quiet)) {
    const [like] = (await members.where({ unitId: unit }).limit(1).get()).data;
    const [union] = (await records(session.cloudUrl, 'unions').doc(unit).get()).data;
    if (!like || !union) throw new Error(`no ${unit}`);
    for (let index = 0; index < count; index += 1) {
      const uid = `quiet-${unit}-${index}`;
      await members.add({ ...like, _id: uid, account: `paper:${uid}`, joined: `${'0'.repeat(13)}1.${uid}`, joinedAt: 1, cohort: index % 3 === 0 ? '60' : '70', grants: [], grantScopes: [] });
    }
    const paths = ['city', 'east', 'west', unit].filter((id) => String(union['path']).includes(`/${id}/`));
    for (const id of paths) {
      const [found] = (await records(session.cloudUrl, 'unions').doc(id).get()).data;
      await records(session.cloudUrl, 'unions').doc(id).update({ members: Number(found?.['members']) + count, rosterVersion: Date.now() % 1_000_000 });
    }
  }
}

beforeAll(async () => {
  session = await openSession({ as: 'demo-cadre-wang', page: '/packages/cadre/pages/desk/desk' });
  await layQuietMembers();
  for (let run = 0; run < 3; run += 1) await timer();
});
afterAll(() => session.close());

test('a cadre reads who takes part, opens a district and shares out places', async () => {
  const { program } = session;
  await program.reLaunch('/packages/cadre/pages/desk/desk');
  const desk = await pageAt(program, 'packages/cadre/pages/desk/desk');
  await element(desk, 'cadre-glance', '.glance');
  await session.screenshot('balance-0-desk');
  await tap(desk, 'cadre-glance', '.glance');
  const page = await pageAt(program, boardPath);
  const board = await dataWhen<Api.Balance.Board | null>(page, 'board', (found) => found !== null);
  expect(board?.members).toBeGreaterThan(800);
  expect(await page.data('visits')).toEqual([expect.objectContaining({ title: '去江西新区总工会看看' })]);
  await settled();
  await session.screenshot('balance-1-city');
  await program.pageScrollTo(640);
  await settled();
  await session.screenshot('balance-2-map');
  const choices = await (await element(page, 'gy-chips')).$$('.chips__touch');
  await choices[2]?.tap();
  await dataWhen<string>(page, 'places', (places) => places === '200');
  const quotas = (await page.data('quotas')) as { rows: { name: string; places: string }[]; copy: string };
  expect(quotas.rows[0]?.name).toBe('江西新区总工会');
  await program.pageScrollTo(1400);
  await settled();
  await session.screenshot('balance-3-quotas');
  await tap(page, '.copy', 'gy-button', '.button');
  await program.pageScrollTo(4000);
  await settled();
  await session.screenshot('balance-4-groups');
  const tiles = await page.$$('.tile');
  await tiles[0]?.tap();
  const west = await pageAt(program, boardPath);
  await dataWhen<Api.Balance.Board | null>(west, 'board', (found) => found?.unionName === '江西新区总工会');
  await settled();
  await session.screenshot('balance-5-district');
});

test('the unit’s own cadre reads who never came', async () => {
  const liu = await openSession({ as: 'demo-cadre-liu', page: `/${boardPath}`, size: 'small' });
  try {
    const page = await pageAt(liu.program, boardPath);
    await dataWhen<string>(page, 'absent', (words) => words.startsWith('看看还没参加的'));
    await liu.screenshot('balance-6-unit');
    await element(page, 'gy-action-bar');
    await tap(page, 'gy-action-bar', 'gy-button', '.button');
    const list = await pageAt(liu.program, 'packages/balance/pages/absent/absent');
    await dataWhen<{ uid: string }[]>(list, 'rows', (rows) => rows.filter(({ uid }) => uid.startsWith('quiet-jcjc')).length >= 15);
    await liu.screenshot('balance-7-absent');
  } finally {
    await liu.close();
  }
});
