import { openSession, type Session } from './session';
import { dataWhen, element, pageAt, tap, typeInto, until, wordsOf } from './steps';

/** A role from its grant to its revocation and the record of both, each through the app: administrator and worker. */

const givePath = 'packages/cadre/pages/give/give';
const grantsPath = 'packages/cadre/pages/grants/grants';
const auditPath = 'packages/cadre/pages/audit/audit';
let admin: Session;

beforeAll(async () => {
  admin = await openSession({ as: 'demo-admin-wu', page: '/packages/cadre/pages/desk/desk' });
});
afterAll(() => admin.close());

async function rolesOf(openid: string): Promise<string[]> {
  const body = JSON.stringify({ action: 'people.me', input: {} });
  const response = await fetch(`${admin.cloudUrl}/dev/invoke/api`, { method: 'POST', body, headers: { 'content-type': 'application/json', 'x-wx-openid': openid } });
  const { data } = (await response.json()) as { data: Api.People.Me };
  return data.grants.map(({ role, scope }) => `${role} ${scope}`);
}

const ours = process.env['GONGYUN_AUTOMATOR_WS'] === undefined ? test : test.skip;

ours('from the desk: a person by name, a role, a union, an end', async () => {
  const desk = await pageAt(admin.program, 'packages/cadre/pages/desk/desk');
  const ways = await dataWhen<{ title: string }[]>(desk, 'ways', (found) => found.some(({ title }) => title === '授权管理'));
  await admin.screenshot('roles-1-desk');
  await (await desk.$$('.ways__one'))[ways.findIndex(({ title }) => title === '授权管理')]?.tap();
  const grants = await pageAt(admin.program, grantsPath);
  await dataWhen<boolean>(grants, 'loaded', (loaded) => loaded);
  await tap(grants, 'gy-action-bar gy-button', '.button');

  const give = await pageAt(admin.program, givePath);
  await dataWhen<boolean>(give, 'loaded', (loaded) => loaded);
  await typeInto(give, '李秀英啊', 'cadre-who', '.find__input');
  await tap(give, 'cadre-who', '.find__go');
  await until('nobody of the name', async () => (await wordsOf(give, 'cadre-who', '.found')).includes('没有这个名字'));
  await admin.screenshot('roles-2-nobody');
  await typeInto(give, '李秀英', 'cadre-who', '.find__input');
  await tap(give, 'cadre-who', '.find__go');
  await element(give, 'cadre-who', '.person');
  for (const row of await (await element(give, 'cadre-who')).$$('.person')) {
    if ((await row.text()).includes('新江纺织有限公司工会')) await row.tap();
  }
  await tap(give, '.pick');
  await element(give, '.sheet__list .row');
  const unions = await dataWhen<{ id: string }[]>(give, 'unionsFound', (found) => found.length > 1);
  await (await give.$$('.sheet__list .row'))[unions.findIndex(({ id }) => id === 'east')]?.tap();
  await dataWhen<string>(give, 'note', (note) => note === '李** 将成为江东区总工会的场馆人员');
  await admin.screenshot('roles-3-chosen');
  await tap(give, 'gy-action-bar gy-button', '.button');

  const back = await pageAt(admin.program, grantsPath);
  await dataWhen<{ name: string }[]>(back, 'rows', (rows) => rows.some(({ name }) => name === '李秀英'));
  await admin.screenshot('roles-4-holders');
  expect(await rolesOf('demo-worker-li')).toEqual(['gate /city/east/']);
});

ours('taken back after a confirmation, at once', async () => {
  const page = await pageAt(admin.program, grantsPath);
  const rows = await dataWhen<{ name: string; grants: { revocable: boolean }[] }[]>(page, 'rows', (found) => found.length > 0);
  const buttons = rows.flatMap(({ name, grants }) => grants.filter(({ revocable }) => revocable).map(() => name));
  await admin.program.mockWxMethod('showModal', { confirm: true, cancel: false, errMsg: 'showModal:ok' });
  await (await page.$$('.holder .bare'))[buttons.indexOf('李秀英')]?.tap();
  await dataWhen<{ name: string }[]>(page, 'rows', (left) => !left.some(({ name }) => name === '李秀英'));
  expect(await rolesOf('demo-worker-li')).toEqual([]);
});

ours('both are in the record, as sentences, and the record is whole', async () => {
  await admin.program.reLaunch(`/${auditPath}`);
  const page = await pageAt(admin.program, auditPath);
  const waiting = await dataWhen<{ sentence: string; pending: boolean }[]>(page, 'waiting', (rows) => rows.length >= 2);
  expect(waiting.map(({ sentence }) => sentence)).toEqual(['吴晓 收回了 李秀英 的场馆人员授权', expect.stringMatching(/^吴晓 授权 李秀英 为场馆人员，到 .*日 为止$/)]);
  await admin.screenshot('roles-5-pending');
  await fetch(`${admin.cloudUrl}/dev/timer/jobs/everyMinute`, { method: 'POST' });
  await admin.program.reLaunch(`/${auditPath}`);
  const folded = await pageAt(admin.program, auditPath);
  await dataWhen<{ pending: boolean }[]>(folded, 'rows', (rows) => rows.length >= 2 && rows.every(({ pending }) => !pending));
  await tap(folded, '.check__act gy-button', '.button');
  await dataWhen<{ text: string }>(folded, 'verdict', ({ text }) => text.startsWith('完整：2 条记录'));
  await admin.screenshot('roles-6-whole');
});
