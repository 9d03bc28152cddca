import { openSession, type Session } from './session';
import { dataWhen, element, pageAt, tap, until } from './steps';

/** An absence 缺席 and its appeal: the member says why, the organiser takes it back, the member reads the answer. */

const absencesPath = 'packages/activity/pages/absences/absences';
const appealsPath = 'packages/cadre/pages/appeals/appeals';
let member: Session;
let cadre: Session;

beforeAll(async () => {
  member = await openSession({ as: 'demo-worker-chen', page: `/${absencesPath}`, size: 'small' });
  cadre = await openSession({ as: 'demo-cadre-wang', page: '/packages/cadre/pages/desk/desk', theme: 'dark' });
});
afterAll(async () => {
  await cadre.close();
  await member.close();
});

interface Row {
  activityId: string;
  tag: string;
  lines: string[];
  mayAppeal: boolean;
}

const rowOf = (rows: Row[]) => rows.find(({ activityId }) => activityId === 'meet-fun');

test('the member appeals once, in words of the sheet', async () => {
  const page = await pageAt(member.program, absencesPath);
  await dataWhen<Row[]>(page, 'rows', (rows) => rowOf(rows)?.mayAppeal === true);
  await tap(page, '.absence__act gy-button', '.button');
  await tap(page, 'gy-reason', '.row');
  await member.screenshot('absences-1-appeal');
  await tap(page, 'gy-reason', '.go gy-button', '.button');
  const rows = await dataWhen<Row[]>(page, 'rows', (all) => rowOf(all)?.mayAppeal === false);
  expect(rowOf(rows)).toMatchObject({ tag: '申诉中', lines: ['您说：我到场了，没有扫上码'] });
  await member.screenshot('absences-2-appealed');
});

test('the organiser finds it on the desk, takes the absence back and says why', async () => {
  await cadre.program.reLaunch('/packages/cadre/pages/desk/desk');
  const desk = await pageAt(cadre.program, 'packages/cadre/pages/desk/desk');
  await until('the appeals on the desk', async () => {
    const waiting = await desk.$('cadre-waiting');
    const rows = (await waiting?.$$('gy-link-row')) ?? [];
    const titles: string[] = [];
    for (const row of rows) titles.push(String(await row.attribute('title')));
    return titles.includes('缺席申诉 2');
  });
  await cadre.screenshot('absences-3-desk');
  await cadre.program.navigateTo(`/${appealsPath}`);
  const page = await pageAt(cadre.program, appealsPath);
  const rows = await dataWhen<{ key: string; name: string }[]>(page, 'rows', (all) => all.length === 2);
  const key = rows.find(({ key: one }) => one.startsWith('meet-fun:') && one !== rows[0]?.key)?.key ?? '';
  await element(page, '.appeal');
  for (const button of await page.$$('.appeal__act:nth-child(2) gy-button')) {
    if ((await button.attribute('data-key')) === key) await (await button.$('.button'))?.tap();
  }
  await tap(page, 'gy-reason', '.row');
  await cadre.screenshot('absences-4-answer');
  await tap(page, 'gy-reason', '.go gy-button', '.button');
  await dataWhen<unknown[]>(page, 'rows', (all) => all.length === 1);
});

test('the member reads the answer; the absence counts no more', async () => {
  await member.program.reLaunch(`/${absencesPath}`);
  const page = await pageAt(member.program, absencesPath);
  const rows = await dataWhen<Row[]>(page, 'rows', (all) => rowOf(all)?.tag === '已撤销');
  expect(rowOf(rows)?.lines).toContain('主办方答复：核实到场了');
  await member.screenshot('absences-5-excused');
});
