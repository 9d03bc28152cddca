import writeSheet from 'write-excel-file/node';
import { openSession, type Session } from './session';
import { dataWhen, element, pageAt, tap, type, until } from './steps';

/** A leader enters athletes: from the activity to the delegation, people of the roster, an event, what the rulebook refuses; and a cadre makes a meet from a template. */

const detailPath = 'packages/activity/pages/detail/detail';
const meetPath = 'packages/meet/pages/meet/meet';
const teamPath = 'packages/meet/pages/team/team';
const jointPath = 'packages/meet/pages/joint/joint';
const sheetPath = 'packages/meet/pages/sheet/sheet';
const athletesPath = 'packages/meet/pages/athletes/athletes';
const eventsPath = 'packages/meet/pages/events/events';
const enterPath = 'packages/meet/pages/enter/enter';
const captainsPath = 'packages/meet/pages/captains/captains';
const proofPath = 'packages/meet/pages/proof/proof';
const planPath = 'packages/meet/pages/plan/plan';
const timetablePath = 'packages/meet/pages/timetable/timetable';
const rulebookPath = 'packages/cadre/pages/meet/meet';

let leader: Session;
let cadre: Session;

beforeAll(async () => {
  leader = await openSession({ as: 'demo-cadre-liu', size: 'small', page: `/${detailPath}?id=meet-city` });
  cadre = await openSession({ as: 'demo-cadre-wang', page: `/${rulebookPath}?id=meet-tug` });
});
afterAll(async () => {
  await leader.close();
  await cadre.close();
});

type Page = Awaited<ReturnType<typeof pageAt>>;
const main = (page: Page) => tap(page, 'gy-action-bar gy-button', '.button');

async function addOne(page: Page, name: string, born: string): Promise<void> {
  await type(page, '.name', name);
  await (await element(page, '.born')).trigger('change', { value: born });
  await dataWhen<string>(page, 'missing', (missing) => missing === '');
  await main(page);
}

test('a unit that was asked into a 联队 comes in, sees the delegation, and leaves again', async () => {
  const { program } = leader;
  await program.mockWxMethod('showModal', { confirm: true, cancel: false, errMsg: 'showModal:ok' });
  await program.navigateTo(`/${meetPath}?id=meet-city`);
  const meet = await pageAt(program, meetPath);
  await leader.screenshot('meet-joint-1-asked');
  await tap(meet, 'meet-invitations', '.accept gy-button', '.button');
  const team = await pageAt(program, teamPath);
  await dataWhen<string>(team, 'jointNote', (note) => note === '和江城机床厂工会一起');
  await leader.screenshot('meet-joint-2-team');
  await program.navigateTo(`/${jointPath}?meet=meet-city&unit=school1`);
  const joint = await pageAt(program, jointPath);
  await dataWhen<{ part: string }[]>(joint, 'units', ([, own]) => own?.part === 'leave');
  await leader.screenshot('meet-joint-3-units');
  await tap(joint, '.part');
  await pageAt(program, meetPath);
  await dataWhen<{ mine: unknown; invitations: unknown[] }>(meet, 'detail', ({ mine, invitations }) => mine === null && invitations.length === 0);
  await program.navigateBack();
});

test('a leader opens the delegation, adds athletes of the roster, and enters them within the rulebook', async () => {
  const { program } = leader;
  const detail = await pageAt(program, detailPath);
  await until('the way to the meet', async () => (await detail.$('activity-meet'))?.$('gy-link-row'));
  await tap(detail, 'activity-meet', 'gy-link-row', '.link');
  const meet = await pageAt(program, meetPath);
  await dataWhen<string>(meet, 'act', (act) => act !== '');
  await leader.screenshot('meet-entries-1-meet');
  await main(meet);

  const team = await pageAt(program, teamPath);
  await dataWhen<boolean>(team, 'loaded', (loaded) => loaded);
  await type(team, '.name', '机床厂代表队');
  await type(team, '.contact', '13800001111');
  await leader.screenshot('meet-entries-2-open');
  await main(team);
  await dataWhen<unknown>(team, 'delegation', (delegation) => delegation !== null);
  await main(team);

  const athletes = await pageAt(program, athletesPath);
  await dataWhen<boolean>(athletes, 'loaded', (loaded) => loaded);
  await addOne(athletes, '查无此人', '1990-05-01');
  await dataWhen<string[]>(athletes, 'faults', ([fault]) => fault?.includes('不在本单位') === true);
  await leader.screenshot('meet-entries-3-fault');
  await addOne(athletes, '陈建国', '1968-03-02');
  await pageAt(program, teamPath);
  const [chen] = await dataWhen<{ uid: string; name: string; note: string }[]>(team, 'athletes', (list) => list.length === 1);
  expect(chen).toMatchObject({ name: '陈建国', note: expect.stringContaining('男子常青组') });
  await leader.screenshot('meet-entries-4-team');

  await main(team);
  const events = await pageAt(program, eventsPath);
  await dataWhen<unknown[]>(events, 'events', (list) => list.length > 0);
  await events.setData({ group: 'm3' });
  await events.callMethod('show');
  await dataWhen<{ name: string }[]>(events, 'events', (list) => list.some(({ name }) => name === '立定跳远'));
  await leader.screenshot('meet-entries-5-events');
  await (await events.$$('.event'))[0]?.tap();
  const enter = await pageAt(program, enterPath);
  await dataWhen<unknown[]>(enter, 'people', (people) => people.length === 1);
  await tap(enter, '.person');
  await type(enter, '.seed', '9.9.9');
  await main(enter);
  await dataWhen<string>(enter, 'fault', (fault) => fault.includes('看不懂'));
  await type(enter, '.seed', '14.35');
  await leader.screenshot('meet-entries-6-enter');
  await main(enter);
  await pageAt(program, eventsPath);
  await dataWhen<{ counted: string }[]>(events, 'events', ([first]) => first?.counted === '已报 1/2');
  await program.navigateBack();
  await pageAt(program, teamPath);
  await dataWhen<{ name: string; seed: string }[]>(team, 'entries', ([entry]) => entry?.name === '男子常青组100米' && entry.seed === '14.35');
  await tap(team, '.insurance');
  await type(team, '.company', '江城财险');
  await type(team, '.policy', 'PA-2026-0038');
  await leader.screenshot('meet-entries-7-insurance');
  await tap(team, '.go gy-button', '.button');
  await dataWhen<string>(team, 'insuredWords', (words) => words.includes('PA-2026-0038'));
  await leader.window?.locator('.print').scrollIntoViewIfNeeded();
  await leader.screenshot('meet-entries-8-done');
  const opened = leader.window?.waitForEvent('download');
  await tap(team, '.print');
  expect((await opened)?.suggestedFilename()).toMatch(/^报名表.*机床厂代表队\.docx$/);

  await program.navigateTo(`/${jointPath}?meet=meet-city&unit=jcjc`);
  const joint = await pageAt(program, jointPath);
  await dataWhen<boolean>(joint, 'asks', (asks) => asks);
  await type(joint, '.search__input', '微澜');
  await dataWhen<unknown[] | null>(joint, 'found', (found) => found?.length === 1);
  await leader.screenshot('meet-joint-4-find');
  await tap(joint, '.invite');
  await dataWhen<{ part: string }[]>(joint, 'units', ([, asked]) => asked?.part === 'takeBack');
  await program.navigateBack();

  await program.navigateTo(`/${sheetPath}?meet=meet-city&unit=jcjc`);
  const sheet = await pageAt(program, sheetPath);
  const choose = async (event: string) => {
    const cells = [['姓名', '性别', '出生日期', '工号', '项目', '报名成绩', '队'], ['陈建国', '', '', '', event, '']].map((row) => row.map((value) => ({ type: String, value })));
    const buffer = await (writeSheet as unknown as (data: unknown) => { toBuffer(): Promise<Buffer> })(cells).toBuffer();
    const chooser = leader.window?.waitForEvent('filechooser');
    await main(sheet);
    await (await chooser)?.setFiles({ name: '报名.xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer });
    await dataWhen<string>(sheet, 'fileName', (name) => name === '报名.xlsx');
  };
  // A browser opens its file dialog only just after something was done in its window.
  await leader.screenshot('meet-sheet-1-empty');
  await choose('男子常青组一百米');
  await main(sheet);
  await dataWhen<string[]>(sheet, 'faults', ([fault]) => fault?.startsWith('第 2 行：没有“男子常青组一百米”') === true);
  await leader.screenshot('meet-sheet-2-faults');
  await choose('男子常青组立定跳远');
  await leader.screenshot('meet-sheet-3-chosen');
  await main(sheet);
  await pageAt(program, teamPath);
  await dataWhen<{ name: string }[]>(team, 'entries', (list) => list.some(({ name }) => name === '男子常青组立定跳远'));
});

test('a cadre makes a 趣味 meet from a template, turns an event off and saves', async () => {
  const { program } = cadre;
  const page = await pageAt(program, rulebookPath);
  await dataWhen<boolean>(page, 'loaded', (loaded) => loaded);
  await cadre.screenshot('meet-entries-9-choose');
  const choices = await page.$$('.choice__go gy-button');
  await (await choices[1]?.$('.button'))?.tap();
  await dataWhen<unknown>(page, 'setup', (setup) => setup !== null);
  await cadre.screenshot('meet-entries-10-rulebook');
  const before = (await page.data('counted')) as string;
  await page.callMethod('take', 'events-x', '踢毽子');
  await dataWhen<string>(page, 'counted', (counted) => counted !== before);
  await main(page);
  await dataWhen<{ v: number; rulebook: Api.Meet.Rulebook }>(page, 'setup', ({ v, rulebook }) => v === 2 && !rulebook.events.some(({ discipline }) => discipline === '踢毽子'));
});

test('the organiser locks the list, merges a thin event, draws, and the draw is worked out again on the phone', async () => {
  const { program } = cadre;
  await program.navigateTo(`/${captainsPath}?id=meet-west`);
  const page = await pageAt(program, captainsPath);
  await dataWhen<string>(page, 'act', (act) => act === 'freeze');
  await main(page);
  await type(page, '.typed', '12月1日福彩3D开奖号码');
  await cadre.screenshot('meet-captains-1-freeze');
  await tap(page, '.go gy-button', '.button');
  await dataWhen<string>(page, 'act', (act) => act === 'draw');
  const events = await dataWhen<{ id: string; name: string; into: string }[]>(page, 'events', (list) => list.some(({ into }) => into !== ''));
  await cadre.screenshot('meet-captains-2-thin');
  const thin = events.findIndex(({ into }) => into !== '');
  await (await page.$$('.event'))[thin]?.tap();
  await dataWhen<string>(page, 'sheet', (sheet) => sheet === 'event');
  await tap(page, '.go gy-button', '.button');
  await dataWhen<{ merged: boolean }[]>(page, 'events', (list) => list.some(({ merged }) => merged));
  await main(page);
  await type(page, '.typed', '327');
  await tap(page, '.go gy-button', '.button');
  await dataWhen<string>(page, 'act', (act) => act === 'see');
  await cadre.screenshot('meet-captains-3-drawn');
  await main(page);
  const proof = await pageAt(program, proofPath);
  await dataWhen<{ ok: boolean }[]>(proof, 'checks', (checks) => checks.length === 3 && checks.every(({ ok }) => ok));
  await (await proof.$$('.event .row'))[0]?.tap();
  await dataWhen<boolean | null>(proof, 'same', (same) => same === true);
  await cadre.screenshot('meet-captains-4-proof');

  await program.navigateTo(`/${planPath}?id=meet-west`);
  const plan = await pageAt(program, planPath);
  await dataWhen<unknown[]>(plan, 'unplanned', (list) => list.length > 0);
  await plan.callMethod('propose');
  await dataWhen<string>(plan, 'clashes', (words) => words === '没有冲突');
  await dataWhen<unknown[]>(plan, 'zones', (zones) => zones.length > 1);
  await cadre.screenshot('meet-captains-5-plan');
  const [zone] = (await plan.data('zones')) as { blocks: { id: string }[] }[];
  await plan.callMethod('choose', zone?.blocks[0]?.id);
  for (let n = 0; n < 6; n += 1) await plan.callMethod('later');
  await dataWhen<string>(plan, 'clashes', (words) => words.includes('处冲突'));
  await cadre.screenshot('meet-captains-6-clash');
  for (let n = 0; n < 6; n += 1) await plan.callMethod('earlier');
  await plan.callMethod('closeSheet');
  // The sheet goes down before the button under it can be tapped.
  await new Promise((resolve) => setTimeout(resolve, 800));
  await main(plan);
  await until('the timetable saved', async () => (await plan.data('changed')) === false);
  await program.navigateTo(`/${timetablePath}?id=meet-west`);
  const timetable = await pageAt(program, timetablePath);
  await dataWhen<unknown[]>(timetable, 'days', (days) => days.length > 0);
  await main(timetable);
  await tap(timetable, '.shift gy-button', '.button');
  await cadre.screenshot('meet-captains-7-shift');
  const before = (await timetable.data('days')) as { rows: { time: string }[] }[];
  await tap(timetable, 'gy-reason', '.go gy-button', '.button');
  await dataWhen<{ rows: { time: string }[] }[]>(timetable, 'days', (days) => days[0]?.rows[0]?.time !== before[0]?.rows[0]?.time);
  await cadre.screenshot('meet-captains-8-timetable');
});
