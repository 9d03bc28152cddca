import { openSession, type Session } from './session';
import { dataWhen, element, pageAt, tap, type } from './steps';

/** 工会管理 in the hands of an administrator: a list with a bad row, put right, and the tree that it makes. */

const treePath = 'packages/unions/pages/tree/tree';
const importPath = 'packages/unions/pages/import/import';
const sessions: Session[] = [];

async function phoneOf(as: string, page: string): Promise<Session> {
  const session = await openSession({ as, page });
  sessions.push(session);
  return session;
}

beforeAll(async () => {
  await phoneOf('demo-worker-chen', '/pages/home/home');
});
afterAll(async () => {
  for (const session of sessions) await session.close();
});

const named = (name: string) => (rows: { name: string }[]) => rows.some((row) => row.name === name);

test('an administrator pastes a list with a bad row, puts it right, and sees the tree', async () => {
  const session = await phoneOf('demo-admin-wu', `/${treePath}`);
  const tree = await pageAt(session.program, treePath);
  const rows = await dataWhen<{ id: string; name: string }[]>(tree, 'rows', named('江东区总工会'));
  await session.screenshot('unions-1-city');
  for (const row of await tree.$$('.union')) {
    if ((await row.attribute('data-id')) === rows.find(({ name }) => name === '江东区总工会')?.id) await row.tap();
  }
  await dataWhen(tree, 'rows', named('江城机床厂工会'));
  await session.screenshot('unions-2-district');

  await session.program.navigateTo(`/${importPath}?kind=unions&id=east&name=江东区总工会`);
  const page = await pageAt(session.program, importPath);
  await type(page, '.paste', '滨江汽修工会\t\t企业\t汽修\n钣金组\t滨江汽配工会');
  await tap(page, 'gy-action-bar gy-button', '.button');
  await dataWhen<string[]>(page, 'faults', (faults) => faults.length === 1 && (faults[0] ?? '').startsWith('第 2 行'));
  await session.screenshot('unions-3-faults');
  await type(page, '.paste', '滨江汽修工会\t\t企业\t汽修\n钣金组\t滨江汽修工会');
  await tap(page, 'gy-action-bar gy-button', '.button');
  await dataWhen<string>(page, 'stage', (stage) => stage === 'done');
  await session.screenshot('unions-4-done');
  await session.program.navigateBack();
  const back = await pageAt(session.program, treePath);
  await dataWhen(back, 'rows', named('滨江汽修工会'));
});

test('he moves a union below another; its page says so', async () => {
  const session = await phoneOf('demo-admin-wu', `/${treePath}?id=hosp`);
  const tree = await pageAt(session.program, treePath);
  await dataWhen<boolean>(tree, 'head.mayPlace', (may) => may);
  await session.program.mockWxMethod('showModal', { confirm: true, cancel: false, errMsg: 'showModal:ok' });
  await tap(tree, '.place');
  await (await element(tree, '.union-place', '#place-search')).trigger('input', { value: '江东区' });
  await (await element(tree, '.union-place', '.place__row')).tap();
  await dataWhen<string>(tree, 'head.notice', (notice) => notice.includes('正在移到江东区总工会'));
  await session.screenshot('unions-7-moving');
});

test('he adds a team below, and corrects a name; the former one is found', async () => {
  const session = await phoneOf('demo-admin-wu', `/${treePath}?id=jcjc`);
  const tree = await pageAt(session.program, treePath);
  await dataWhen<string>(tree, 'head.name', (name) => name === '江城机床厂工会');
  await tap(tree, 'gy-action-bar gy-button', '.button');
  const form = await element(tree, '.union-form');
  await (await element(tree, '.union-form', '#union-name')).trigger('input', { value: '江城机床厂热处理班组' });
  await session.screenshot('unions-5-add');
  await (await (await form.$('gy-button'))?.$('.button'))?.tap();
  await dataWhen(tree, 'rows', named('江城机床厂热处理班组'));
  await type(tree, '.search__input', '热处理');
  await dataWhen<{ above: string }[]>(tree, 'rows', (rows) => rows.length === 1 && (rows[0]?.above ?? '').includes('江城机床厂工会'));
  await session.screenshot('unions-6-found');
});
