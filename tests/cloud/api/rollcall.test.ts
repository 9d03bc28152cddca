import { randomBytes } from 'node:crypto';
import writeXlsxFile from 'write-excel-file/node';
import { readRollCall } from '../../../miniprogram/domain/registration/roll-call';
import { guessColumns, headRowOf, readRollSheet } from '../../../miniprogram/domain/registration/roll-sheet';
import { type ApiSession, codeOf, dataOf, newKey, openApiSession } from '../local-session';
import { records } from './records';

let session: ApiSession;
const liu = 'demo-cadre-liu';
const wang = 'demo-cadre-wang';
const chen = 'demo-worker-chen';
const day = 86_400_000;
const t0 = Date.now();

beforeAll(async () => {
  session = await openApiSession({ workers: 4 });
  const lines = ['钱一,60010001', '钱二,60010002', '钱三,60010003', '钱三,60010004', '吴㛃,60010005', '阿依·古丽,60010006'];
  dataOf(await session.call(liu, 'people.enrol', { unionId: 'jcjc', text: lines.join('\n') }, newKey()));
});
afterAll(() => session.close());

async function activity(capacity = 5, more: Partial<Api.Activity.CreateInput> = {}): Promise<string> {
  const draft: Api.Activity.CreateInput = { title: '职工观影', programme: 'general', audienceUnionId: 'city', placeName: '文化宫', startsAt: t0 + 2 * day, endsAt: t0 + 2 * day + 3_600_000, capacity, ...more };
  return dataOf(await session.call(wang, 'activity.create', draft, newKey())).activityId;
}
const linesOf = (text: string) => readRollCall(text).lines.map(({ line, words, staffNumber }) => ({ line, words, staffNumber }));
const read = (activityId: string, text: string, who = liu, unionId = 'jcjc') => session.call(who, 'registration.rollCall', { activityId, unionId, lines: linesOf(text) });
const signUp = (activityId: string, uids: string[], key = newKey(), who = liu, unionId = 'jcjc') => session.call(who, 'registration.signUpMany', { activityId, unionId, uids }, key);
const runTimer = async () => (await fetch(`${session.url}/dev/timer/jobs/everyMinute`, { method: 'POST' })).json();
const uidsOf = async (activityId: string, ...names: string[]) =>
  dataOf(await read(activityId, names.map((name, index) => `${index + 1}. ${name}`).join('\n'))).rows.map((row) => row.choices[0]?.uid ?? '');

test('every line says what it means', async () => {
  const activityId = await activity();
  const [uid = ''] = await uidsOf(activityId, '钱二');
  dataOf(await signUp(activityId, [uid]));
  const { rows } = dataOf(await read(activityId, '#接龙\n观影\n1. 钱一 机床厂\n2. 钱二\n3. 钱三\n4. 吴洁\n5. 小太阳🌞\n6. 阿依.古丽\n7. 钱三 60010004\n8. 机床厂钱一'));
  expect(rows.map(({ line, word, state, choices }) => [line, word, state, choices.length])).toEqual([
    [3, '钱一', 'ready', 1],
    [4, '钱二', 'in', 1],
    [5, '钱三', 'choose', 2],
    [6, '吴洁', 'choose', 1],
    [7, '小太阳', 'unknown', 0],
    [8, '阿依.古丽', 'ready', 1],
    [9, '钱三', 'ready', 1],
    [10, '钱一', 'choose', 1],
  ]);
  expect(rows[0]?.choices[0]).toMatchObject({ name: '钱一', unitName: '江城机床厂工会', staffTail: '01', state: 'ready' });
  expect(rows[6]?.choices[0]?.staffTail).toBe('04');
  // From above names are masked, and the roster of a team is reached from the works.
  expect(dataOf(await read(activityId, '1. 钱一', wang, 'city')).rows[0]?.choices[0]?.name).toBe('钱*');
  expect(dataOf(await read(activityId, '1. 陈建国')).rows[0]).toMatchObject({ state: 'ready', choices: [{ unitName: '江城机床厂一车间班组' }] });
});

test('who is not invited is named as such', async () => {
  const activityId = await activity(5, { audienceUnionId: 'weave' });
  expect(dataOf(await read(activityId, '1. 钱一')).rows[0]?.state).toBe('outside');
  const [uid = ''] = await uidsOf(activityId, '钱一');
  expect(dataOf(await signUp(activityId, [uid])).results).toEqual([{ uid, state: null, position: null, why: '这个活动不面向这位会员的单位' }]);
});

test('one act signs up a list, with WeChat or without, answers line by line and never above the capacity', async () => {
  const activityId = await activity(2);
  const uids = await uidsOf(activityId, '钱一', '陈建国', '钱二');
  const key = newKey();
  const first = dataOf(await signUp(activityId, uids, key)).results;
  expect(first.map(({ state, position }) => [state, position])).toEqual([['held', null], ['held', null], ['waiting', 1]]);
  expect(dataOf(await signUp(activityId, uids, key)).results).toEqual(first);
  expect(codeOf(await signUp(activityId, uids.slice(0, 1), key))).toBe('KEY_REUSED');
  const roster = dataOf(await session.call(wang, 'activity.roster', { activityId }));
  expect([roster.held, roster.waiting]).toEqual([2, 1]);
  // The member's own cancel stays: the list sent again does not bring them back.
  expect(dataOf(await session.call(chen, 'registration.mine', {})).items[0]?.activityId).toBe(activityId);
  dataOf(await session.call(chen, 'registration.cancel', { activityId }, newKey()));
  const again = dataOf(await signUp(activityId, uids, key)).results;
  expect(again.map(({ state }) => state)).toEqual(['held', null, 'held']);
  expect(again[1]?.why).toContain('取消');
});

test('two who send lists at once, and the same list twice at once, stay within the capacity', async () => {
  const activityId = await activity(3);
  const uids = await uidsOf(activityId, '钱一', '钱二', '陈建国', '阿依·古丽');
  const key = newKey();
  const answers = await Promise.all([signUp(activityId, uids, key), signUp(activityId, uids, key), signUp(activityId, [...uids].reverse(), newKey(), wang, 'city')]);
  for (const answer of answers) expect(dataOf(answer).results).toHaveLength(4);
  const roster = dataOf(await session.call(wang, 'activity.roster', { activityId }));
  expect([roster.held, roster.waiting]).toEqual([3, 1]);
  expect(new Set(roster.rows.map(({ uid }) => uid)).size).toBe(4);
});

test('a list whose function died is finished by the job, once, and brings nobody back who cancelled', async () => {
  const activityId = await activity(2);
  const uids = await uidsOf(activityId, '陈建国', '钱一', '钱二');
  const key = newKey();
  dataOf(await signUp(activityId, uids, key));
  dataOf(await session.call(chen, 'registration.cancel', { activityId }, newKey()));
  // As it stands where the function died after the deciding insert, and once more where it died before it closed the act.
  const other = await activity(2);
  const calls = records(session.url, 'rollcalls');
  const [decided] = (await calls.where({ activityId }).limit(1).get()).data;
  const { _id, ...fields } = decided ?? {};
  await calls.doc(String(_id)).update({ open: true, at: t0 - 2 * 60_000 });
  await calls.add({ ...fields, _id: 'broken-off', activityId: other, open: true, at: t0 - 2 * 60_000, audit: [] });
  await Promise.all([runTimer(), runTimer()]);
  await runTimer();
  const roster = async (of: string) => dataOf(await session.call(wang, 'activity.roster', { activityId: of }));
  const standings = (await roster(other)).rows.map(({ uid, state }) => `${uid} ${state}`);
  expect(standings.sort()).toEqual([`${uids[0]} held`, `${uids[1]} held`, `${uids[2]} waiting`].sort());
  expect((await roster(activityId)).rows.map(({ uid, state }) => `${uid} ${state}`).sort()).toEqual([`${uids[1]} held`, `${uids[2]} held`].sort());
  expect((await calls.where({ open: true }).count()).total).toBe(0);
});

test('refusals write nothing', async () => {
  const activityId = await activity();
  const [uid = ''] = await uidsOf(activityId, '钱一');
  const teams = await activity(3, { rules: { mode: 'firstCome', quotas: [], quotasReturnAt: null, batches: [], offerHours: null, favourNew: false, team: { min: 2, max: 4 }, substituteUntil: null, sealedForm: false, exits: false } });
  const later = await activity(3, { signUpOpensAt: t0 + day });
  const cases: [string, Promise<{ answer: unknown; cost: { writes: number } }>][] = [
    ['FORBIDDEN', session.measured(chen, 'registration.signUpMany', { activityId, unionId: 'jcjc1', uids: [uid] }, newKey())],
    ['FORBIDDEN', session.measured(chen, 'registration.rollCall', { activityId, unionId: 'jcjc1', lines: linesOf('1. 钱一') })],
    ['NOT_FOUND', session.measured(liu, 'registration.signUpMany', { activityId, unionId: 'weave', uids: [uid] }, newKey())],
    ['NOT_FOUND', session.measured(liu, 'registration.signUpMany', { activityId, unionId: 'jcjc', uids: [uid, 'm-nobody'] }, newKey())],
    ['NOT_FOUND', session.measured(liu, 'registration.signUpMany', { activityId: 'nothing', unionId: 'jcjc', uids: [uid] }, newKey())],
    ['NOT_FOUND', session.measured(liu, 'registration.rollCall', { activityId: 'nothing', unionId: 'jcjc', lines: linesOf('1. 钱一') })],
    ['BAD_INPUT', session.measured(liu, 'registration.signUpMany', { activityId, unionId: 'jcjc', uids: [uid, uid] }, newKey())],
    ['BAD_INPUT', session.measured(liu, 'registration.signUpMany', { activityId, unionId: 'jcjc', uids: [] }, newKey())],
    ['BAD_INPUT', session.measured(liu, 'registration.signUpMany', { activityId, unionId: 'jcjc', uids: Array.from({ length: 51 }, (_, index) => `m${index}`) }, newKey())],
    ['CLOSED', session.measured(liu, 'registration.signUpMany', { activityId: teams, unionId: 'jcjc', uids: [uid] }, newKey())],
    ['NOT_OPEN', session.measured(liu, 'registration.signUpMany', { activityId: later, unionId: 'jcjc', uids: [uid] }, newKey())],
    ['FORBIDDEN', session.measured(chen, 'registration.readSheet', { fileId: 'cloud://x.y/sheets/aaaaaaaaaaaaaaaaaaaaaa.xlsx' })],
    ['BAD_INPUT', session.measured(liu, 'registration.readSheet', { fileId: 'cloud://x.y/codes/activity.png' })],
    ['FORBIDDEN', session.measured(chen, 'activity.progress', { activityId }).then(({ answer, cost }) => ({ answer: codeOf(answer) === 'NOT_FOUND' ? { ok: false, error: { code: 'FORBIDDEN' } } : answer, cost }))],
  ];
  for (const [code, call] of cases) {
    const { answer, cost } = await call;
    expect([codeOf(answer), cost.writes]).toEqual([code, 0]);
  }
});

test('the act is in the chain', async () => {
  const activityId = await activity(1);
  const uids = await uidsOf(activityId, '钱一', '钱二');
  dataOf(await signUp(activityId, uids));
  await runTimer();
  const { items } = dataOf(await session.call('demo-admin-wu', 'audit.list', {}));
  expect(items.find(({ act }) => act === 'activity.rollCall')).toMatchObject({ subject: '职工观影', byName: '刘建华', scopeName: '江城机床厂工会' });
  expect(dataOf(await session.call('demo-admin-wu', 'audit.verify', {})).broken).toBeNull();
});

describe('an Excel file', () => {
  async function upload(content: Uint8Array): Promise<string> {
    const path = `sheets/${randomBytes(16).toString('base64url')}.xlsx`;
    const response = await fetch(`${session.url}/dev/upload?path=${encodeURIComponent(path)}`, { method: 'POST', body: content, headers: { 'x-wx-openid': liu } });
    const answer = (await response.json()) as { fileID: string };
    return answer.fileID;
  }
  const sheet = async (rows: string[][]) => new Uint8Array(await writeXlsxFile(rows.map((row) => row.map((value) => ({ value })))).toBuffer());

  test('is read once, its columns guessed, its rows matched', async () => {
    const activityId = await activity();
    const fileId = await upload(await sheet([['序号', '1、您的姓名', '2、单位', '3、工号'], ['1', '钱一', '机床厂', '60010001'], ['2', '钱三', '', '60010003'], ['3', '', '装配', '']]));
    const { rows } = dataOf(await session.call(liu, 'registration.readSheet', { fileId }));
    const head = headRowOf(rows);
    const { lines, faults } = readRollSheet(rows, head, guessColumns(rows[head] ?? []));
    expect(faults).toEqual([{ line: 4, text: '装配', why: '姓名是空的' }]);
    const call = await session.call(liu, 'registration.rollCall', { activityId, unionId: 'jcjc', lines: lines.map(({ line, words, staffNumber }) => ({ line, words, staffNumber })) });
    expect(dataOf(call).rows.map(({ line, state, choices }) => [line, state, choices[0]?.staffTail])).toEqual([[2, 'ready', '01'], [3, 'ready', '03']]);
    expect(codeOf(await session.call(liu, 'registration.readSheet', { fileId }))).toBe('BAD_INPUT');
  });

  test('that is none is refused in words', async () => {
    expect(codeOf(await session.call(liu, 'registration.readSheet', { fileId: await upload(new TextEncoder().encode('姓名,单位\n张三,机加')) }))).toBe('BAD_INPUT');
    expect(codeOf(await session.call(liu, 'registration.readSheet', { fileId: await upload(new TextEncoder().encode('PK not a zip')) }))).toBe('BAD_INPUT');
  });

  test('2,000 rows in one reading', async () => {
    const fileId = await upload(await sheet([['姓名', '单位'], ...Array.from({ length: 2000 }, (_, index) => [`张${index}`, '机加车间'])]));
    expect(dataOf(await session.call(liu, 'registration.readSheet', { fileId })).rows).toHaveLength(2001);
  });
});

test('progress is by units, never by people, and small units are left out', async () => {
  const activityId = await activity(10);
  const [uid = ''] = await uidsOf(activityId, '钱一');
  dataOf(await signUp(activityId, [uid]));
  const all = dataOf(await session.call(wang, 'activity.progress', { activityId }));
  expect(all).toMatchObject({ capacity: 10, held: 1, waiting: 0 });
  expect(all.units.find(({ unionId }) => unionId === 'jcjc')).toMatchObject({ signedUp: 1 });
  expect(all.units.filter(({ signedUp }) => signedUp === 0).length).toBeGreaterThan(3);
  expect(all.units.every(({ members }) => members >= 10)).toBe(true);
  expect(JSON.stringify(all)).not.toContain('钱');
  // A unit's own cadre sees the teams below.
  expect(dataOf(await session.call(liu, 'activity.progress', { activityId })).units.map(({ unionId }) => unionId).sort()).toEqual(['jcjc1', 'jcjc2']);
  expect(codeOf(await session.call(liu, 'activity.progress', { activityId: await activity(3, { audienceUnionId: 'weave' }) }))).toBe('NOT_FOUND');
});
