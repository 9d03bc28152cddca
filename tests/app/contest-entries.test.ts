import { openSession, type Session } from './session';
import { dataWhen, element, pageAt, tap, type, typeInto, until } from './steps';

/** An entry from its unit to its acceptance: the leader sends it, the cadre returns it with a reason, the leader corrects it, the cadre accepts. */

const detailPath = 'packages/activity/pages/detail/detail';
const contestPath = 'packages/contest/pages/contest/contest';
const entryPath = 'packages/contest/pages/entry/entry';
const piecePath = 'packages/contest/pages/piece/piece';
const entriesPath = 'packages/contest/pages/entries/entries';
const managePath = 'packages/cadre/pages/manage/manage';
const setupPath = 'packages/cadre/pages/contest/contest';

let leader: Session;
let cadre: Session;

beforeAll(async () => {
  leader = await openSession({ as: 'demo-cadre-liu', size: 'small', page: `/${detailPath}?id=contest-choir` });
  cadre = await openSession({ as: 'demo-cadre-wang', page: `/${managePath}?id=contest-choir` });
});
afterAll(async () => {
  await leader.close();
  await cadre.close();
});

/** A picture of the whole page, not of the first screen alone. */
async function whole(session: Session, name: string): Promise<void> {
  const size = session.window?.viewportSize();
  if (!session.window || !size) return;
  await session.window.setViewportSize({ width: size.width, height: 2600 });
  await session.window.waitForTimeout(300);
  await session.screenshot(name);
  await session.window.setViewportSize(size);
}

type Page = Awaited<ReturnType<typeof pageAt>>;
type Card = { id: string; title: string; tag: string };
const title = '炉火正红';
const cardWhen = (page: Page, path: 'mine' | 'rows', tag: string) =>
  dataWhen<Card[]>(page, path, (cards) => cards.some((card) => card.title === title && card.tag === tag)).then((cards) => cards.find((card) => card.title === title)?.id ?? '');
const openCard = async (page: Page, id: string) => {
  for (const row of await page.$$('.piece')) if ((await row.attribute('data-id')) === id) await row.tap();
};

test('the leader comes from the activity, is told what is missing, and sends the entry', async () => {
  const { program } = leader;
  const detail = await pageAt(program, detailPath);
  await until('the way to the contest', async () => (await detail.$('activity-contest'))?.$('gy-link-row'));
  await whole(leader, 'entries-1-activity');
  await tap(detail, 'activity-contest', 'gy-link-row', '.link');
  const contest = await pageAt(program, contestPath);
  await dataWhen<boolean>(contest, 'sends', (sends) => sends);
  await whole(leader, 'entries-2-contest');
  await tap(contest, 'gy-action-bar gy-button', '.button');

  const entry = await pageAt(program, entryPath);
  await dataWhen<unknown>(entry, 'typed', (typed) => typed !== null);
  await tap(entry, 'gy-action-bar gy-button', '.button');
  await dataWhen<object>(entry, 'faults', (faults) => 'title' in faults && 'songs' in faults && 'performers' in faults && 'lyrics' in faults && 'contact' in faults);
  await whole(leader, 'entries-3-faults');
  await type(entry, '.title', title);
  await (await element(entry, '.set-song')).trigger('change', { value: 1 });
  const lengths = await entry.$$('.minutes');
  for (const minutes of lengths) await (minutes as typeof minutes & { input(value: string): Promise<void> }).input('3');
  await type(entry, '.song-title', '炉火谣');
  const names = Array.from({ length: 20 }, (_, index) => `${index + 1}、${'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗'[index] ?? ''}志强`);
  await type(entry, '.performers', `${names.join('\n')}\n何映雪 指挥 外请`);
  expect(await entry.data('counted')).toBe('演唱 20 人，指挥和伴奏 1 人，其中外请 1 人');
  await type(entry, '.lyrics', '炉火正红，照着一张张年轻的脸');
  await type(entry, '.contact', '13800001111');
  await dataWhen<object>(entry, 'faults', (faults) => Object.keys(faults).length === 0);
  await whole(leader, 'entries-4-filled');
  await tap(entry, 'gy-action-bar gy-button', '.button');
  const back = await pageAt(program, contestPath);
  await cardWhen(back, 'mine', '待审查');
  await leader.screenshot('entries-5-sent');
});

test('the cadre opens it from the activity and returns it with a reason', async () => {
  const { program } = cadre;
  const manage = await pageAt(program, managePath);
  await dataWhen<boolean>(manage, 'contest', (is) => is);
  await whole(cadre, 'entries-6-manage');
  const links = await (await element(manage, 'cadre-contest')).$$('gy-link-row');
  await (await links[1]?.$('.link'))?.tap();
  const list = await pageAt(program, entriesPath);
  await openCard(list, await cardWhen(list, 'rows', '待审查'));
  const piece = await pageAt(program, piecePath);
  await dataWhen<unknown>(piece, 'view', (view) => view !== null);
  await whole(cadre, 'entries-7-piece');
  await tap(piece, '.back .bare');
  await element(piece, 'gy-reason');
  const [reason] = await (await element(piece, 'gy-reason')).$$('.row');
  await reason?.tap();
  await cadre.screenshot('entries-8-return');
  await tap(piece, 'gy-reason', '.go gy-button', '.button');
  await dataWhen<{ state: string; reason: string }>(piece, 'entry', ({ state, reason: why }) => state === 'returned' && why === '歌词不全，请补齐');
});

test('the leader reads why, corrects it and sends it again; the cadre accepts', async () => {
  const { program } = leader;
  const contest = await pageAt(program, contestPath);
  await contest.callMethod('refresh');
  await openCard(contest, await cardWhen(contest, 'mine', '请修改'));
  const piece = await pageAt(program, piecePath);
  await dataWhen<{ state: string }>(piece, 'entry', ({ state }) => state === 'returned');
  await leader.screenshot('entries-9-returned');
  await tap(piece, 'gy-action-bar gy-button', '.button');
  const entry = await pageAt(program, entryPath);
  await dataWhen<{ title: string }>(entry, 'typed', (typed) => typed.title === title);
  await type(entry, '.lyrics', '炉火正红，照着一张张年轻的脸。第二段：炉火不熄，映着一座城的灯。');
  await tap(entry, 'gy-action-bar gy-button', '.button');
  await pageAt(program, piecePath);
  await dataWhen<{ state: string }>(piece, 'entry', ({ state }) => state === 'submitted');

  const seen = await pageAt(cadre.program, piecePath);
  await seen.callMethod('load');
  await dataWhen<{ lyrics: string }>(seen, 'entry', ({ lyrics }) => lyrics.includes('第二段'));
  await tap(seen, 'gy-action-bar gy-button', '.button');
  await dataWhen<{ state: string }>(seen, 'entry', ({ state }) => state === 'accepted');
  await cadre.screenshot('entries-10-accepted');
  await piece.callMethod('load');
  await dataWhen<{ state: string; mayChange: boolean }>(piece, 'entry', ({ state, mayChange }) => state === 'accepted' && !mayChange);
});

test('a rulebook opens from a template; what cannot stand is said and not saved; what can is', async () => {
  const { program } = cadre;
  await program.navigateTo(`/${setupPath}?id=contest-audience`);
  const setup = await pageAt(program, setupPath);
  await dataWhen<boolean>(setup, 'loaded', (loaded) => loaded);
  const choices = await setup.$$('.choice__go gy-button');
  await (await choices[2]?.$('.button'))?.tap();
  await dataWhen<unknown>(setup, 'setup', (is) => is !== null);
  await whole(cadre, 'entries-11-rulebook');
  const lines = await dataWhen<{ fields: { key: string }[] }[]>(setup, 'sections', (sections) => sections.length === 4);
  const keys = lines.flatMap(({ fields }) => fields.map(({ key }) => key));
  expect(keys).toEqual(expect.arrayContaining(['until', 'forms', 'setSongs', 'rounds', 'criteria', 'trim', 'ties', 'audience', 'bands', 'prizes']));
  await typeInto(setup, '演唱水平 50\n艺术表现 30', 'cadre-fields', '.field-criteria');
  await dataWhen<string[]>(setup, 'faults', (faults) => faults.some((fault) => fault.includes('80%')));
  await typeInto(setup, '演唱水平 50\n艺术表现 50', 'cadre-fields', '.field-criteria');
  await typeInto(setup, '第一名', 'cadre-fields', '.field-bands');
  await dataWhen<Record<string, boolean>>(setup, 'unread', (unread) => unread['bands'] === true);
  await whole(cadre, 'entries-12-faults');
  await typeInto(setup, '1-3 2', 'cadre-fields', '.field-bands');
  await dataWhen<string[]>(setup, 'faults', (faults) => faults.length === 0);
  await tap(setup, 'gy-action-bar gy-button', '.button');
  await dataWhen<{ v: number; rulebook: Api.Contest.Rulebook }>(setup, 'setup', ({ v, rulebook }) => v === 2 && rulebook.criteria.length === 2 && rulebook.audience.kind === 'bonus' && rulebook.audience.bands.length === 1);
});
