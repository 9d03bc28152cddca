import writeSheet from 'write-excel-file/node';
import { type ApiSession, codeOf, dataOf, newKey, openApiSession } from '../local-session';
import { rowsOf } from '../office';
import { records } from './records';

/** Entries by Excel: the template as it comes out, the filled-in file in one act, every bad row named by its number. */

type Cell = string | number | Date | { formula: string };
const day = 86_400_000;
const organiser = 'demo-cadre-wang';
const leader = 'demo-cadre-liu';
const start = Date.now();
const own = { unitId: 'jcjc' };
const head: Cell[] = ['姓名', '性别', '出生日期', '工号', '项目', '报名成绩', '队'];
const [m100, m200, m400, relay] = ['男子青年组100米', '男子青年组200米', '男子青年组400米', '男子青年组4×100米接力'];
let session: ApiSession;
/** Names of the machine works' own members that nobody else there has. */
let names: string[] = [];
let meetId = '';

beforeAll(async () => {
  session = await openApiSession({ members: 40 });
  await session.setClock(start);
  const all = dataOf(await session.call(leader, 'people.roster', { unionId: 'jcjc' })).rows.map(({ name }) => name);
  names = all.filter((name) => name !== '陈建国' && all.filter((other) => other === name).length === 1);
});
afterAll(() => session.close());

beforeEach(async () => {
  const draft = { title: '第十届职工运动会', programme: 'meet', audienceUnionId: 'city', placeName: '体育中心', startsAt: start + 40 * day, endsAt: start + 41 * day, capacity: 50 } as const;
  meetId = dataOf(await act(organiser, 'activity.create', draft)).activityId;
  dataOf(await act(organiser, 'meet.create', { activityId: meetId, sport: 'athletics', level: 'district' }));
  const { setup } = dataOf(await session.call(organiser, 'meet.detail', { meetId }));
  if (!setup) throw new Error('it is not set up');
  dataOf(await act(organiser, 'meet.edit', { meetId, v: setup.v, rulebook: setup.rulebook, hours: setup.hours, entriesUntil: start + 20 * day, captainsAt: start + 30 * day }));
  dataOf(await act(leader, 'delegation.open', { meetId, ...own, name: '机床厂代表队', contact: '13800001111' }));
});

const act = <A extends Api.ActionName>(openid: string, action: A, input: Api.Input<A>, key = newKey()) => session.call(openid, action, input, key);

function cellOf(value: Cell): object {
  if (typeof value === 'number') return { type: Number, value };
  if (value instanceof Date) return { type: Date, value, format: 'yyyy-mm-dd' };
  return typeof value === 'string' ? { type: String, value } : { type: 'Formula', value: value.formula };
}

async function put(content: Uint8Array<ArrayBuffer>, folder = 'imports'): Promise<string> {
  const response = await fetch(`${session.url}/dev/upload?path=${encodeURIComponent(`${folder}/${newKey()}.xlsx`)}`, { method: 'POST', body: content, headers: { 'x-wx-openid': leader } });
  return String(((await response.json()) as { fileID: string }).fileID);
}

/** A file as somebody has filled it in: the template's title and note, the titles, the rows from the fourth on. */
const filled = async (...rows: Cell[][]): Promise<string> =>
  put(new Uint8Array(await (writeSheet as unknown as (data: unknown) => { toBuffer(): Promise<Buffer> })([['机床厂代表队 报名'], ['一人报一项写一行'], head, ...rows].map((row) => row.map(cellOf))).toBuffer()));
const bring = (fileId: string, key = newKey(), openid = leader) => act(openid, 'delegation.import', { meetId, ...own, fileId }, key);
const seen = async () => dataOf(await session.call(leader, 'delegation.detail', { meetId, ...own }));
const row = (name: Cell | undefined, event: string | undefined, seed: Cell = '', born: Cell = '1992-05-01', team: Cell = ''): Cell[] => [name ?? '', '男', born, '', event ?? '', seed, team];

test('the template has the titles, the rulebook’s events and nobody’s name; it is for who may enter', async () => {
  const start_ = (openid: string) => act(openid, 'export.start', { kind: 'entrySheet', subject: meetId, options: own });
  expect(codeOf(await start_('demo-worker-chen'))).toBe('NOT_FOUND');
  let { job } = dataOf(await start_(leader));
  for (let ask = 0; ask < 300 && (job.state === 'queued' || job.state === 'running'); ask += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    ({ job } = dataOf(await session.call(leader, 'export.status', { jobId: job.jobId })));
  }
  expect(job).toMatchObject({ state: 'done', fault: '' });
  const file = Buffer.from(await (await fetch(dataOf(await session.call(leader, 'export.link', { jobId: job.jobId })).url)).arrayBuffer());
  expect(rowsOf(file, 1)[2]).toEqual(head);
  const { setup } = await seen();
  expect(rowsOf(file, 2).slice(3).map(([name]) => name)).toEqual(setup.rulebook.events.map(({ name }) => name));
  // As it comes, it is read, and found empty.
  expect(dataOf(await bring(await put(new Uint8Array(file)))).faults).toEqual([{ line: 4, why: '表里没有填人' }]);
});

test('a filled-in sheet is athletes and entries in one write, once; what stands is not entered again, a new mark replaces the old', async () => {
  const [a = '', b = '', c = '', d = ''] = names;
  const first = await filled(row(a, m100, 12.35), row(a, m200), row(b, m100, '12.8', new Date('1992-05-01')), ...[a, b, c, d].map((name) => row(name, relay, 48.2)));
  const key = newKey();
  const measured = await session.measured(leader, 'delegation.import', { meetId, ...own, fileId: first }, key);
  expect(dataOf(measured.answer)).toEqual({ taken: true, faults: [] });
  expect(measured.cost.writesBy).toEqual({ meet_people: 4, delegations: 1 });
  expect(dataOf(await bring(first, key))).toEqual({ taken: true, faults: [] });
  const { athletes, entries, setup } = await seen();
  const nameOf = new Map(athletes.map(({ uid, name }) => [uid, name]));
  const listed = (list: Api.Meet.Entry[]) => list.map(({ event, people, seed }) => [setup.rulebook.events.find(({ id }) => id === event)?.name, people.map((uid) => nameOf.get(uid)), seed]);
  expect(listed(entries)).toEqual([[m100, [a], 12_350], [m200, [a], null], [m100, [b], 12_800], [relay, [a, b, c, d], 48_200]]);
  expect(JSON.stringify(await seen())).not.toMatch(/1992/);
  // The file is gone once it was read; another one under the same key is another body.
  expect(codeOf(await bring(first))).toBe('BAD_INPUT');
  expect(codeOf(await bring(await filled(row(c, m400)), key))).toBe('KEY_REUSED');

  // Those of the list need no day of birth; the rest stays as it is.
  expect(dataOf(await bring(await filled([a, '', '', '', m100 ?? '', 12.1], [c, '', '', '', m400 ?? ''])))).toEqual({ taken: true, faults: [] });
  const after = await seen();
  expect(listed(after.entries)).toEqual([[m100, [a], 12_100], [m200, [a], null], [m100, [b], 12_800], [relay, [a, b, c, d], 48_200], [m400, [c], null]]);
  expect(after.entries.slice(0, 4).map(({ id }) => id)).toEqual(entries.map(({ id }) => id));
});

test('with one bad row nothing is taken, and each is named by its number: the sheet’s, the roster’s, the rulebook’s', async () => {
  const [a = '', b = '', c = ''] = names;
  const faultsOf = async (...rows: Cell[][]) => dataOf(await bring(await filled(...rows))).faults;
  expect(await faultsOf(row(a, m100), row(b, '男子青年组一百米'), row({ formula: '="王"&"芳"' }, m100), row(c, m100, '9.9.9'))).toMatchObject([{ line: 5 }, { line: 6 }, { line: 7 }]);
  expect(await faultsOf(row(a, m100), row('查无此人', m100), [b, '', '', '', m100 ?? ''])).toEqual([
    { line: 5, why: '查无此人不在本单位的会员名册里' },
    { line: 6, why: `${b}还不在名单里，要写性别和出生日期` },
  ]);
  // Two events a person, two of a unit in one event, four in a relay, the group by age.
  const against = await faultsOf(row(a, m100), row(b, m100), row(c, m100), row(a, m200), row(a, m400), row(names[3], relay), row(names[4], m200, '', '1960-01-01'));
  expect(against).toMatchObject([{ line: 6, why: expect.stringContaining('报满') }, { line: 8, why: expect.stringContaining('限报') }, { line: 9, why: expect.stringContaining('人数') }, { line: 10, why: expect.stringContaining('年龄') }]);
  expect(await faultsOf(...Array.from({ length: 10_000 }, () => row(a, m100)))).toEqual([{ line: 504, why: expect.stringContaining('500') }]);
  const { athletes, entries } = await seen();
  expect([athletes, entries]).toEqual([[], []]);
});

test('what is no such file, of somebody else, or too late is refused and writes nothing', async () => {
  const [a = ''] = names;
  const good = await filled(row(a, m100));
  for (const fileId of ['', 'cloud://x/imports/short.xlsx', good.replace('imports/', 'media/'), good.replace('.xlsx', '.docx'), `${good}/../x.xlsx`]) expect([fileId, codeOf(await bring(fileId))]).toEqual([fileId, 'BAD_INPUT']);
  expect(codeOf(await bring(await put(new TextEncoder().encode('PK, but no Excel file'))))).toBe('BAD_INPUT');
  expect(codeOf(await bring(good, newKey(), 'demo-worker-chen'))).toBe('NOT_FOUND');
  expect(codeOf(await session.invoke('api', { action: 'delegation.import', input: { meetId, ...own, fileId: { $ne: null } }, key: newKey() }, leader))).toBe('BAD_INPUT');
  // One person is in one delegation, also by Excel.
  dataOf(await act(organiser, 'delegation.open', { meetId, unitId: 'east', name: '江东区代表队', contact: '13800001111' }));
  dataOf(await act(organiser, 'delegation.athletes', { meetId, unitId: 'east', lines: [{ name: a, sex: 'male', born: '1992-05-01', staffTail: '' }] }));
  expect(dataOf(await bring(await filled(row(a, m100)))).faults).toEqual([{ line: 4, why: `${a}已经在江东区代表队的名单里` }]);
  await session.setClock(start + 20 * day);
  expect(codeOf(await bring(good))).toBe('CLOSED');
  await session.setClock(start);
  expect((await records(session.url, 'delegations').doc(`${meetId}:jcjc`).get()).data[0]).toMatchObject({ athletes: [], entries: [], v: 1 });
});
