import { type ApiSession, codeOf, dataOf, newKey, openApiSession } from '../local-session';

const day = 86_400_000;
const organiser = 'demo-cadre-wang';
const leader = 'demo-cadre-liu';
const worker = 'demo-worker-chen';
const start = Date.now();
let session: ApiSession;

beforeAll(async () => {
  session = await openApiSession({ members: 40 });
  await session.setClock(start);
});
afterAll(() => session.close());

const timer = () => fetch(`${session.url}/dev/timer/jobs/everyMinute`, { method: 'POST' });
const call = <A extends Api.ActionName>(openid: string, action: A, input: Api.Input<A>, key?: string) => session.call(openid, action, input, key);
const act = <A extends Api.ActionName>(openid: string, action: A, input: Api.Input<A>, key = newKey()) => session.call(openid, action, input, key);

async function activityOf(programme: Api.Activity.Programme = 'contest'): Promise<string> {
  const draft = { title: '职工才艺大赛', programme, audienceUnionId: 'city', placeName: '文化宫', startsAt: start + 40 * day, endsAt: start + 41 * day, capacity: 50 };
  return dataOf(await act(organiser, 'activity.create', draft)).activityId;
}

async function contest(change: Partial<Api.Contest.Rulebook> = {}): Promise<string> {
  const contestId = await activityOf();
  dataOf(await act(organiser, 'contest.create', { activityId: contestId, template: 'talent' }));
  const { setup } = dataOf(await call(organiser, 'contest.detail', { contestId }));
  if (!setup) throw new Error('it is not set up');
  const rulebook = { ...setup.rulebook, unitsPerSong: 1, ...change };
  dataOf(await act(organiser, 'contest.edit', { contestId, v: setup.v, rulebook, entriesUntil: start + 20 * day }));
  return contestId;
}

const draftOf = (song: string, change: Partial<Api.Contest.EntryDraft> = {}): Api.Contest.EntryDraft => ({
  title: '车间晨曲',
  form: 'solo',
  songs: [{ title: song, kind: 'own', author: '佚名', seconds: 240 }],
  performers: [{ name: '陈建国', part: 'singer', outside: false }],
  accompaniment: { kind: 'live', fileId: '' },
  photos: [],
  video: '',
  lyrics: '清晨的汽笛响起来，我们走进车间去',
  contact: '13800001111',
  ...change,
});
const submit = (openid: string, contestId: string, unitId: string, draft: Api.Contest.EntryDraft, key = newKey()) => act(openid, 'contest.submit', { contestId, unitId, draft }, key);

test('a contest is set up from a template, once, by a cadre over a contest', async () => {
  const activityId = await activityOf();
  expect(codeOf(await act(worker, 'contest.create', { activityId, template: 'may' }))).toBe('NOT_FOUND');
  expect(codeOf(await act(organiser, 'contest.create', { activityId: await activityOf('general'), template: 'may' }))).toBe('NOT_FOUND');
  const key = newKey();
  const first = await act(organiser, 'contest.create', { activityId, template: 'vocal' }, key);
  expect(await act(organiser, 'contest.create', { activityId, template: 'vocal' }, key)).toEqual(first);
  expect(codeOf(await act(organiser, 'contest.create', { activityId, template: 'may' }, key))).toBe('KEY_REUSED');
  expect(codeOf(await act(organiser, 'contest.create', { activityId, template: 'may' }))).toBe('USED');
  const detail = dataOf(await call(worker, 'contest.detail', { contestId: activityId }));
  expect(detail).toMatchObject({ manages: false, unit: null, mine: [], setup: { frozen: false, v: 1 } });
  expect(detail.setup?.rulebook.rounds.map(({ name }) => name)).toEqual(['初赛', '复赛', '决赛']);
});

test('an edit is of a version, whole, and once only', async () => {
  const contestId = await contest();
  const { setup } = dataOf(await call(organiser, 'contest.detail', { contestId }));
  if (!setup) throw new Error('it is not set up');
  const { v, rulebook, entriesUntil } = setup;
  const edit = (change: Partial<Api.Contest.Rulebook>, version = v, key = newKey()) => act(organiser, 'contest.edit', { contestId, v: version, rulebook: { ...rulebook, ...change }, entriesUntil }, key);
  expect(codeOf(await edit({ criteria: [{ id: 'a', name: '演唱', weight: 90 }] }))).toBe('BAD_INPUT');
  expect(codeOf(await act(worker, 'contest.edit', { contestId, v, rulebook, entriesUntil }))).toBe('NOT_FOUND');
  const key = newKey();
  expect(dataOf(await edit({ entriesPerUnit: 2 }, v, key))).toEqual({ v: v + 1 });
  expect(dataOf(await edit({ entriesPerUnit: 2 }, v, key))).toEqual({ v: v + 1 });
  expect(codeOf(await edit({ entriesPerUnit: 3 }, v, key))).toBe('KEY_REUSED');
  expect(codeOf(await edit({ entriesPerUnit: 3 }))).toBe('USED');
});

test('an entry is sent once however often it arrives, its names sealed, and seen by its unit and the organiser alone', async () => {
  const contestId = await contest();
  const key = newKey();
  const first = await submit(leader, contestId, 'jcjc', draftOf('我的祖国'), key);
  expect(await submit(leader, contestId, 'jcjc', draftOf('我的祖国'), key)).toEqual(first);
  expect(codeOf(await submit(leader, contestId, 'jcjc', draftOf('我和我的祖国'), key))).toBe('KEY_REUSED');
  const { entryId } = dataOf(first);
  expect(codeOf(await submit(worker, contestId, 'jcjc', draftOf('茉莉花')))).toBe('FORBIDDEN');
  expect(codeOf(await submit(leader, contestId, 'weave', draftOf('茉莉花')))).toBe('FORBIDDEN');
  expect(codeOf(await submit(leader, contestId, 'jcjc', draftOf('茉莉花', { form: 'choir' })))).toBe('BAD_INPUT');
  const seen = dataOf(await call(organiser, 'contest.entry', { entryId }));
  // 陈建国 is one member of the unit: found in the roster.
  expect(seen).toMatchObject({ state: 'submitted', reviews: true, unitName: expect.stringContaining('机床'), contact: '13800001111' });
  expect(seen.performers[0]?.uid).toMatch(/^m/);
  expect(codeOf(await call(worker, 'contest.entry', { entryId }))).toBe('NOT_FOUND');
  expect(codeOf(await call(leader, 'contest.entries', { contestId, state: 'submitted' }))).toBe('NOT_FOUND');
  const list = await session.measured(organiser, 'contest.entries', { contestId, state: 'submitted' });
  expect(dataOf(list.answer).rows.map((row) => row.entryId)).toEqual([entryId]);
  expect(list.cost.roundTrips).toBeLessThanOrEqual(3);
  expect(dataOf(await call(leader, 'contest.detail', { contestId })).mine.map((card) => card.entryId)).toEqual([entryId]);
});

test('units send so many entries, also when all come at once', async () => {
  const contestId = await contest({ entriesPerUnit: 2, unitsPerSong: 9 });
  const answers = await Promise.all(['一', '二', '三', '四', '五'].map((name) => submit(leader, contestId, 'jcjc', draftOf(`歌${name}`))));
  expect(answers.map(codeOf).filter((code) => code === 'OK')).toHaveLength(2);
  expect(answers.map(codeOf).filter((code) => code === 'FULL')).toHaveLength(3);
  const sent = answers.flatMap((answer) => (answer.ok ? [answer.data.entryId] : []));
  dataOf(await act(leader, 'contest.withdraw', { entryId: sent[0] ?? '', reason: '演员生病' }));
  expect(codeOf(await submit(leader, contestId, 'jcjc', draftOf('歌六')))).toBe('OK');
});

test('an own song is one unit’s: the later one is told whose it is, and gets it when it is given up', async () => {
  const contestId = await contest();
  const { entryId } = dataOf(await submit(leader, contestId, 'jcjc', draftOf('《我爱你，中国》')));
  const refused = await submit(organiser, contestId, 'weave', draftOf('我爱你中国'));
  expect(codeOf(refused)).toBe('FULL');
  expect(refused.ok ? '' : refused.error.message).toMatch(/我爱你中国.*机床.*先登记/);
  // The same unit may sing it again; a refused entry keeps no place.
  expect(codeOf(await submit(leader, contestId, 'jcjc', draftOf('我爱你中国')))).toBe('OK');
  const second = dataOf(await call(leader, 'contest.detail', { contestId })).mine.find((card) => card.entryId !== entryId)?.entryId ?? '';
  dataOf(await act(leader, 'contest.withdraw', { entryId: second, reason: '重复报送' }));
  expect(dataOf(await act(leader, 'contest.change', { entryId, v: 1, draft: draftOf('茉莉花') }))).toEqual({ v: 2 });
  expect(codeOf(await submit(organiser, contestId, 'weave', draftOf('我爱你中国')))).toBe('OK');
  expect(codeOf(await act(leader, 'contest.change', { entryId, v: 2, draft: draftOf('我爱你，中国') }))).toBe('FULL');
});

test('the organiser returns with a reason, the leader corrects, the organiser accepts: then what was promised stays', async () => {
  const contestId = await contest();
  const { entryId } = dataOf(await submit(leader, contestId, 'jcjc', draftOf('我的祖国')));
  expect(codeOf(await act(leader, 'contest.review', { entryId, v: 1, accept: true, reason: '' }))).toBe('NOT_FOUND');
  expect(codeOf(await act(organiser, 'contest.review', { entryId, v: 1, accept: false, reason: '' }))).toBe('BAD_INPUT');
  const key = newKey();
  const returned = await act(organiser, 'contest.review', { entryId, v: 1, accept: false, reason: '歌词第二段缺字' }, key);
  expect(dataOf(returned)).toEqual({ state: 'returned' });
  expect(await act(organiser, 'contest.review', { entryId, v: 1, accept: false, reason: '歌词第二段缺字' }, key)).toEqual(returned);
  expect(codeOf(await act(organiser, 'contest.review', { entryId, v: 1, accept: true, reason: '' }, key))).toBe('KEY_REUSED');
  expect(dataOf(await call(leader, 'contest.entry', { entryId }))).toMatchObject({ state: 'returned', reason: '歌词第二段缺字', mayChange: true, reviews: false });
  expect(codeOf(await act(organiser, 'contest.review', { entryId, v: 2, accept: true, reason: '' }))).toBe('USED');
  dataOf(await act(leader, 'contest.change', { entryId, v: 2, draft: draftOf('我的祖国', { title: '我的祖国' }) }));
  expect(codeOf(await act(organiser, 'contest.review', { entryId, v: 2, accept: true, reason: '' }))).toBe('USED');
  expect(dataOf(await act(organiser, 'contest.review', { entryId, v: 3, accept: true, reason: '' }))).toEqual({ state: 'accepted' });
  expect(codeOf(await act(leader, 'contest.change', { entryId, v: 4, draft: draftOf('茉莉花') }))).toBe('USED');

  const { setup } = dataOf(await call(organiser, 'contest.detail', { contestId }));
  if (!setup) throw new Error('it is not set up');
  const edit = (change: Partial<Api.Contest.Rulebook>) =>
    act(organiser, 'contest.edit', { contestId, v: setup.v, rulebook: { ...setup.rulebook, ...change }, entriesUntil: setup.entriesUntil });
  expect(setup.frozen).toBe(true);
  expect(codeOf(await edit({ trim: 0, trimNeeds: 1 }))).toBe('BAD_INPUT');
  expect(codeOf(await edit({ entriesPerUnit: 1 }))).toBe('BAD_INPUT');
  expect(codeOf(await edit({ entriesPerUnit: null }))).toBe('OK');

  await timer();
  const acts = dataOf(await call('demo-admin-wu', 'audit.list', {})).items.map((item) => item.act);
  expect(acts).toEqual(expect.arrayContaining(['contest.create', 'contest.edit', 'contest.return', 'contest.accept']));
});

test('after the deadline nothing new comes in, but a returned entry may still be corrected until the first round', async () => {
  const contestId = await contest();
  const { entryId } = dataOf(await submit(leader, contestId, 'jcjc', draftOf('我的祖国')));
  await session.setClock(start + 21 * day);
  expect(codeOf(await submit(leader, contestId, 'jcjc', draftOf('茉莉花')))).toBe('CLOSED');
  expect(codeOf(await act(leader, 'contest.change', { entryId, v: 1, draft: draftOf('茉莉花') }))).toBe('CLOSED');
  dataOf(await act(organiser, 'contest.review', { entryId, v: 1, accept: false, reason: '请换一首' }));
  expect(codeOf(await act(leader, 'contest.change', { entryId, v: 2, draft: draftOf('茉莉花') }))).toBe('OK');
  await session.setClock(start);
});

const unreachable = (is: boolean) => fetch(`${session.url}/dev/text-check`, { method: 'POST', body: JSON.stringify({ unreachable: is }) });

test('words are checked when an entry is sent: forbidden ones are refused and claim nothing, doubtful ones are for the reviewer to read', async () => {
  const contestId = await contest({ entriesPerUnit: 2 });
  const risky = await submit(leader, contestId, 'jcjc', draftOf('茉莉花', { lyrics: '来玩网络赌博，赌博有意思，赌博' }));
  expect(codeOf(risky)).toBe('BAD_INPUT');
  expect(risky.ok ? '' : risky.error.message).toMatch(/内容安全检查/);
  expect(codeOf(await submit(leader, contestId, 'jcjc', draftOf('色情小调')))).toBe('BAD_INPUT');
  // The song is still free.
  expect(codeOf(await submit(organiser, contestId, 'weave', draftOf('茉莉花')))).toBe('OK');
  const { entryId } = dataOf(await submit(leader, contestId, 'jcjc', draftOf('兼职之歌')));
  expect(dataOf(await call(organiser, 'contest.entry', { entryId })).text).toBe('review');
  expect(codeOf(await act(organiser, 'contest.review', { entryId, v: 1, accept: true, reason: '' }))).toBe('OK');
  // At the very end of long words: more than WeChat takes at a time.
  expect(codeOf(await submit(leader, contestId, 'jcjc', draftOf('长歌行', { lyrics: `${'啦'.repeat(4900)}办假证` })))).toBe('BAD_INPUT');
});

test('while WeChat is silent an entry is held: nobody accepts it until its leader comes back and it passes', async () => {
  const contestId = await contest();
  await unreachable(true);
  const key = newKey();
  const sent = await submit(leader, contestId, 'jcjc', draftOf('我的祖国'), key);
  const { entryId } = dataOf(sent);
  expect(dataOf(await call(organiser, 'contest.entries', { contestId, state: 'submitted' })).rows[0]?.text).toBe('held');
  expect(codeOf(await act(organiser, 'contest.review', { entryId, v: 1, accept: true, reason: '' }))).toBe('HELD');
  expect(dataOf(await call(leader, 'contest.recheck', { entryId }))).toEqual({ text: 'held' });
  expect(codeOf(await call(worker, 'contest.recheck', { entryId }))).toBe('NOT_FOUND');
  await unreachable(false);
  // A repeat answers from what is stored; it does not ask again.
  expect(await submit(leader, contestId, 'jcjc', draftOf('我的祖国'), key)).toEqual(sent);
  expect(codeOf(await act(organiser, 'contest.review', { entryId, v: 1, accept: true, reason: '' }))).toBe('HELD');
  expect(dataOf(await call(leader, 'contest.recheck', { entryId }))).toEqual({ text: null });
  expect(dataOf(await act(organiser, 'contest.review', { entryId, v: 1, accept: true, reason: '' }))).toEqual({ state: 'accepted' });
  expect(dataOf(await call(organiser, 'contest.detail', { contestId })).accepted).toBe(1);
  expect(dataOf(await call(leader, 'contest.detail', { contestId })).accepted).toBe(0);
});

test('from when the first round is laid out, its entries stand', async () => {
  const contestId = await contest();
  const { entryId } = dataOf(await submit(leader, contestId, 'jcjc', draftOf('我的祖国')));
  const late = dataOf(await submit(organiser, contestId, 'weave', draftOf('茉莉花'))).entryId;
  dataOf(await act(organiser, 'contest.review', { entryId, v: 1, accept: true, reason: '' }));
  expect(dataOf(await call(organiser, 'contest.entry', { entryId }))).toMatchObject({ mayDecide: true });
  await session.setClock(start + 21 * day);
  const key = newKey();
  dataOf(await act(organiser, 'stage.open', { contestId, roundId: 'r1', valueName: '12月1日福彩3D开奖号码' }, key));
  expect(codeOf(await act(organiser, 'contest.review', { entryId, v: 2, accept: false, reason: '请换一首' }))).toBe('CLOSED');
  expect(codeOf(await act(organiser, 'contest.review', { entryId: late, v: 1, accept: true, reason: '' }))).toBe('CLOSED');
  expect(codeOf(await act(leader, 'contest.withdraw', { entryId, reason: '演员生病' }))).toBe('CLOSED');
  expect(dataOf(await call(organiser, 'contest.entry', { entryId }))).toMatchObject({ mayDecide: false, mayWithdraw: false, mayChange: false });
  const { setup } = dataOf(await call(organiser, 'contest.detail', { contestId }));
  if (!setup) throw new Error('it is not set up');
  expect(codeOf(await act(organiser, 'contest.edit', { contestId, v: setup.v, rulebook: setup.rulebook, entriesUntil: start + 22 * day }))).toBe('BAD_INPUT');
  await session.setClock(start);
});

test('a video is a link of https', async () => {
  const contestId = await contest();
  for (const video of ['http://v.qq.com/abc', 'javascript:alert(1)', 'v.qq.com/abc']) expect(codeOf(await submit(leader, contestId, 'jcjc', draftOf('茉莉花', { video })))).toBe('BAD_INPUT');
  expect(codeOf(await submit(leader, contestId, 'jcjc', draftOf('茉莉花', { video: 'https://v.qq.com/abc' })))).toBe('OK');
});
