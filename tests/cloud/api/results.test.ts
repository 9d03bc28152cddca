import { resultDigest } from '../../../miniprogram/domain/contest/result';
import { type ApiSession, codeOf, dataOf, newKey, openApiSession } from '../local-session';
import { demoUid } from '../../../scripts/seed/people';
import { recordOf, records } from './records';
import { type Laid, layContest } from './result-laid';

const [day, minute] = [86_400_000, 60_000];
const [organiser, leader, scorer, watcher, worker] = ['demo-cadre-wang', 'demo-cadre-liu', 'demo-official-zhou', 'demo-worker-li', 'demo-worker-chen'];
const start = Math.ceil(Date.now() / minute) * minute;
let session: ApiSession;
let contestId: string;
let voteId: string;
let laid: Laid;
/** a 车间晨曲 by 陈建国, b 码头号子, c 炉火正红, d 远方 */
let [a, b, c, d] = ['', '', '', ''];

const call = <A extends Api.ActionName>(openid: string, action: A, input: Api.Input<A>) => session.call(openid, action, input);
const act = <A extends Api.ActionName>(openid: string, action: A, input: Api.Input<A>, key = newKey()) => session.call(openid, action, input, key);
const timer = () => fetch(`${session.url}/dev/timer/jobs/everyMinute`, { method: 'POST' });
/** The refusal's code of an act that wrote nothing. */
async function refused<A extends Api.ActionName>(openid: string, action: A, input: object, key: string | undefined = newKey()): Promise<string> {
  const { answer, cost } = await session.measured(openid, action, input as Api.Input<A>, key);
  expect(cost.writes).toBe(0);
  return codeOf(answer);
}

const layRound = (...args: Parameters<Laid['layRound']>) => laid.layRound(...args);
const desk = async (roundId: string, openid = organiser) => dataOf(await call(openid, 'results.desk', { contestId, roundId }));
const digestOf = async (roundId: string) => (await desk(roundId)).content?.digest ?? '';
const sign = (openid: string, roundId: string, digest: string, as: 'scorer' | 'supervisor', reason = '') => act(openid, 'results.sign', { contestId, roundId, digest, as, reason });
const board = async (roundId?: string, openid = worker) => dataOf(await call(openid, 'results.board', roundId === undefined ? { contestId } : { contestId, roundId }));

async function publish(roundId: string, reason = ''): Promise<string> {
  const digest = await digestOf(roundId);
  dataOf(await sign(scorer, roundId, digest, 'scorer', reason));
  dataOf(await sign(watcher, roundId, digest, 'supervisor', reason));
  dataOf(await act(organiser, 'results.publish', { contestId, roundId, digest }));
  return digest;
}

beforeAll(async () => {
  session = await openApiSession();
  await session.setClock(start);
  laid = await layContest(session, start);
  ({ contestId, voteId, entries: [a, b, c, d] } = laid);
});
afterAll(() => session.close());

test('nothing to sign and nothing to see before every score of the round is out', async () => {
  expect((await desk('r1')).missing).toBe('初赛还没有开始');
  await layRound('r1', [[a, 946], [b, 946], [c, null], [d, 0]], 'running');
  expect(await desk('r1')).toMatchObject({ content: null, missing: '初赛还有 1 个节目没有公布成绩', draft: null, published: null });
  expect(await refused(scorer, 'results.sign', { contestId, roundId: 'r1', digest: 'f'.repeat(64), as: 'scorer', reason: '' })).toBe('NOT_OPEN');
  await layRound('r1', [[a, 946], [b, 946], [c, 946], [d, 0]], 'running');
  expect((await desk('r1')).missing).toBe('初赛还没有结束');
  expect(await board()).toMatchObject({ result: null, works: false, rounds: [{ roundId: 'r1', published: false }, { roundId: 'r2', published: false }] });
});

test('only who works on the result comes to its desk', async () => {
  for (const openid of [worker, leader]) expect(codeOf(await call(openid, 'results.desk', { contestId }))).toBe('NOT_FOUND');
  expect(codeOf(await call(organiser, 'results.desk', { contestId, roundId: 'r9' }))).toBe('NOT_FOUND');
  expect(codeOf(await call(organiser, 'results.desk', { contestId: 'none' }))).toBe('NOT_FOUND');
  expect((await desk('r1', scorer)).signAs).toEqual(['scorer']);
  expect((await desk('r1', watcher)).signAs).toEqual(['supervisor']);
  expect(codeOf(await call(scorer, 'results.choices', { contestId }))).toBe('FORBIDDEN');
});

test('a round: a tie at the cut goes through, two sign, a cadre publishes; every other way is refused and writes nothing', async () => {
  await layRound('r1', [[a, 946], [b, 950], [c, 946], [d, 0]]);
  const { content } = await desk('r1');
  const digest = content?.digest ?? '';
  expect(content?.rows.map(({ entryId, place, through, who }) => [entryId, place, through, who])).toEqual([
    [b, 1, true, '王大力、李小梅'],
    [a, 2, true, '陈建国'],
    [c, 2, true, '赵钢'],
    [d, null, false, '孙远'],
  ]);
  const input = { contestId, roundId: 'r1', digest, as: 'scorer', reason: '' };
  expect(await refused(organiser, 'results.publish', { contestId, roundId: 'r1', digest })).toBe('NOT_OPEN');
  expect(await refused(worker, 'results.sign', input)).toBe('NOT_FOUND');
  expect(await refused(organiser, 'results.sign', input)).toBe('FORBIDDEN');
  expect(await refused(scorer, 'results.sign', { ...input, as: 'supervisor' })).toBe('FORBIDDEN');
  expect(await refused(scorer, 'results.sign', { ...input, digest: 'f'.repeat(64) })).toBe('USED');
  for (const bad of [{ digest: { $ne: null } }, { as: 'cadre' }, { roundId: 'r0' }, { uid: 'm1' }, { digest: digest.toUpperCase() }]) expect(await refused(scorer, 'results.sign', { ...input, ...bad })).toBe('BAD_INPUT');

  const key = newKey();
  const first = await act(scorer, 'results.sign', { contestId, roundId: 'r1', digest, as: 'scorer', reason: '' }, key);
  expect(codeOf(first)).toBe('OK');
  expect(await act(scorer, 'results.sign', { contestId, roundId: 'r1', digest, as: 'scorer', reason: '' }, key)).toEqual(first);
  expect(await refused(scorer, 'results.sign', { ...input, roundId: 'r1', digest: 'f'.repeat(64) }, key)).toBe('KEY_REUSED');
  expect(await refused(scorer, 'results.sign', input)).toBe('USED');
  expect(await refused(organiser, 'results.publish', { contestId, roundId: 'r1', digest })).toBe('NOT_OPEN');
  expect((await board()).result).toBeNull();

  // One who holds both roles signs once only.
  dataOf(await act('demo-admin-wu', 'people.grant', { uid: demoUid(scorer), role: 'supervisor', unionId: 'city', expires: start + 90 * day }));
  expect(await refused(scorer, 'results.sign', { ...input, as: 'supervisor' })).toBe('FORBIDDEN');
  const second = await session.measured(watcher, 'results.sign', { contestId, roundId: 'r1', digest, as: 'supervisor', reason: '' }, newKey());
  expect([codeOf(second.answer), second.cost.writes]).toEqual(['OK', 1]);
  expect(await refused(watcher, 'results.publish', { contestId, roundId: 'r1', digest })).toBe('FORBIDDEN');
  dataOf(await act(organiser, 'results.publish', { contestId, roundId: 'r1', digest }));
  const seen = await session.measured(worker, 'results.board', { contestId });
  expect(seen.cost.roundTrips).toBeLessThanOrEqual(3);
  // Who asks, the contest, its activity, its rounds' results, and the one that is shown.
  expect(seen.cost.docsRead).toBeLessThanOrEqual(5);
  const { result } = dataOf(seen.answer);
  expect(result?.rows.filter(({ through }) => through).map(({ title }) => title)).toEqual(['码头号子', '车间晨曲', '炉火正红']);
  expect(result?.signatures.map(({ as, name }) => [as, name])).toEqual([['scorer', '周立新'], ['supervisor', '李秀英']]);
  // Whoever has what is published works the digest out again.
  expect(result && resultDigest(contestId, 'r1', result)).toBe(digest);
});

test('a signature is for what was seen: a score that changes between the two makes it worth nothing', async () => {
  await layRound('r2', [[a, 940], [b, 930], [c, 920]]);
  expect((await desk('r2')).missing).toBe('要先选定观众投票，对好候选对象和节目');
  await layRound('r1', [[a, 947], [b, 950], [c, 946], [d, 0]]);
  const digest = await digestOf('r1');
  expect(await refused(scorer, 'results.sign', { contestId, roundId: 'r1', digest, as: 'scorer', reason: '' })).toBe('BAD_INPUT');
  dataOf(await sign(scorer, 'r1', digest, 'scorer', '车间晨曲漏计一张评分表'));
  await layRound('r1', [[a, 948], [b, 950], [c, 946], [d, 0]]);
  expect((await desk('r1')).draft).toMatchObject({ stale: true, reason: '车间晨曲漏计一张评分表' });
  expect(await refused(watcher, 'results.sign', { contestId, roundId: 'r1', digest, as: 'supervisor', reason: '' })).toBe('USED');
  expect((await board('r1')).result?.rows.find(({ entryId }) => entryId === a)?.total).toBe(946);

  const to = await publish('r1', '车间晨曲漏计一张评分表');
  const { result } = await board('r1');
  expect(result?.corrections).toEqual([
    { at: expect.any(Number), reason: '车间晨曲漏计一张评分表', from: expect.stringMatching(/^[0-9a-f]{64}$/), to, moved: [{ name: '《车间晨曲》', was: '第 2 名 9.46 分', is: '第 2 名 9.48 分' }, { name: '《炉火正红》', was: '第 2 名 9.46 分', is: '第 3 名 9.46 分' }], by: ['周立新', '李秀英'] },
  ]);
  // The final is over: who sang there went through, whatever the score has become.
  expect(result?.rows.filter(({ through }) => through).map(({ entryId }) => entryId)).toEqual([b, a, c]);
  expect(await refused(scorer, 'results.sign', { contestId, roundId: 'r1', digest: to, as: 'scorer', reason: '再来一次' })).toBe('USED');
});

test('a vote joins by its candidates and entries, counts when it is frozen, and only where the rulebook asks for it', async () => {
  const { votes, entries, units } = dataOf(await call(organiser, 'results.choices', { contestId }));
  expect(entries.map(({ entryId }) => entryId)).toEqual([a, b, c, d]);
  expect(units).toEqual([{ unitId: 'jcjc', name: expect.stringContaining('机床'), entries: 4 }]);
  const links = votes[0]?.candidates.flatMap(({ id: candidateId, entryId }) => (entryId === null ? [] : [{ candidateId, entryId }])) ?? [];
  expect(links.map(({ entryId }) => entryId)).toEqual([a, b, c]);
  expect(await refused(scorer, 'results.audience', { contestId, voteId, links })).toBe('FORBIDDEN');
  expect(await refused(organiser, 'results.audience', { contestId, voteId: 'none', links })).toBe('NOT_FOUND');
  expect(await refused(organiser, 'results.audience', { contestId, voteId, links: [...links, { candidateId: 'c9', entryId: d }] })).toBe('BAD_INPUT');
  expect(await refused(organiser, 'results.audience', { contestId, voteId, links: [{ candidateId: 'c1', entryId: a }, { candidateId: 'c2', entryId: a }] })).toBe('BAD_INPUT');
  expect(await refused(organiser, 'results.audience', { contestId, voteId, links: [{ candidateId: 'c1', entryId: 'other:1' }] })).toBe('BAD_INPUT');
  dataOf(await act(organiser, 'results.audience', { contestId, voteId, links }));
  expect((await desk('r2')).missing).toBe('观众投票还没有截止封存');
  await session.setClock(start + 12 * minute);
  await timer();
  await timer();
  // a: 94 × 0.7 + 30 × 0.3, b: 93 × 0.7 + 100 × 0.3, c: 92 × 0.7.
  expect((await desk('r2')).content?.rows.map(({ entryId, judges, votes: got, total }) => [entryId, judges, got, total])).toEqual([
    [b, 930, 10, 9510],
    [a, 940, 3, 7480],
    [c, 920, 0, 6440],
  ]);
});

test('prizes: by rank of themselves, the others named by a cadre within the rulebook', async () => {
  const name = (prize: string, ...winners: Api.Contest.NamedWinner[]) => ({ contestId, prize, winners });
  const one = { entryId: c, performer: 0, unitId: null };
  const unit = { entryId: null, performer: null, unitId: 'jcjc' };
  expect(await refused(scorer, 'results.name', name('最佳台风奖', one))).toBe('FORBIDDEN');
  for (const bad of [name('一等奖', one), name('最佳台风奖', one, { ...one, performer: null }), name('优秀组织奖', one), name('不存在的奖', one), name('优秀组织奖', { ...unit, unitId: 'weave' }), { ...name('最佳台风奖', one), points: 5 }])
    expect(await refused(organiser, 'results.name', bad)).toBe('BAD_INPUT');
  await Promise.all([act(organiser, 'results.name', name('最佳台风奖', one)), act('demo-admin-wu', 'results.name', name('优秀组织奖', unit))]);
  const seen = await session.measured(organiser, 'results.desk', { contestId, roundId: 'r2' });
  // Who asks, the contest with its results, the round; its entries, the vote, its tally, the named unit.
  expect(seen.cost).toMatchObject({ roundTrips: 7, writes: 0 });
  const { content, warning } = dataOf(seen.answer);
  expect(content?.prizes.map(({ name: prize, winners }) => [prize, winners.map(({ title, unitName, who }) => title || unitName || who)])).toEqual([
    ['一等奖', ['码头号子']],
    ['二等奖', ['车间晨曲']],
    ['最佳台风奖', ['炉火正红']],
    ['优秀组织奖', [expect.stringContaining('机床')]],
  ]);
  expect(content?.prizes[2]?.winners[0]?.who).toBe('赵钢');
  expect(warning).toBe('奖项一共 3 个，超过 3 个节目的三分之二');
});

test('published: everybody sees it, each winner has a certificate, names are sealed in storage', async () => {
  const digest = await publish('r2');
  expect(await board()).toMatchObject({ result: { roundId: 'r2', digest, audience: { kind: 'weight' }, corrections: [] } });
  expect((await board('r1')).result?.roundId).toBe('r1');
  const mine = async (openid: string) => dataOf(await call(openid, 'results.mine', { contestId })).items.map(({ prize, whom, title }) => [prize, whom, title]);
  expect(await mine(worker)).toEqual([['二等奖', '陈建国', '车间晨曲']]);
  expect(await mine(watcher)).toEqual([]);
  expect((await mine(leader)).map(([prize]) => prize)).toEqual(['一等奖', '二等奖', '优秀组织奖']);
  expect(JSON.stringify(await recordOf(session.url, 'contest_results', `${contestId}:r2`))).not.toMatch(/陈建国|周立新|王大力/);
});

test('what is altered afterwards is named: in the scores, and in the record itself', async () => {
  const verify = async () => dataOf(await call(watcher, 'results.verify', { contestId, roundId: 'r2' }));
  expect(codeOf(await call(worker, 'results.verify', { contestId, roundId: 'r2' }))).toBe('NOT_FOUND');
  expect(await verify()).toEqual({ whole: true, differs: '' });
  await layRound('r2', [[a, 941], [b, 930], [c, 920]]);
  expect(await verify()).toEqual({ whole: true, differs: '《车间晨曲》' });
  await layRound('r2', [[a, 940], [b, 930], [c, 920]]);
  await records(session.url, 'contest_results').doc(`${contestId}:r2`).update({ 'published.content.rows.2.total': 9999 });
  expect(await verify()).toEqual({ whole: false, differs: '《炉火正红》' });
});

test('the acts stand in the chain of records', async () => {
  await timer();
  const { items } = dataOf(await call('demo-admin-wu', 'audit.list', {}));
  expect(items.map((item) => item.act)).toEqual(expect.arrayContaining(['results.sign', 'results.publish', 'results.name', 'results.audience']));
  expect((await recordOf(session.url, 'contest_results', `${contestId}:r2`))['audit']).toEqual([]);
});
