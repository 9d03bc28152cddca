import { type ApiSession, codeOf, dataOf, newKey, openApiSession } from '../local-session';
import { demoUid } from '../../../scripts/seed/people';

const minute = 60_000;
const [wang, wu, worker, watcher] = ['demo-cadre-wang', 'demo-admin-wu', 'demo-worker-chen', 'demo-worker-li'];
const voters = Array.from({ length: 49 }, (_, index) => `demo-member-${index}`);
const start = Math.ceil(Date.now() / minute) * minute;
let session: ApiSession;
let voteId: string;

const cast = (openid: string, choices: string[]) => session.call(openid, 'voting.cast', { voteId, choices }, newKey());
const fold = () => fetch(`${session.url}/dev/timer/jobs/everyMinute`, { method: 'POST' });
const board = async () => dataOf(await session.call(worker, 'voting.board', { voteId }));
const votesOf = async () => (await board()).counts?.map(({ votes, voided }) => [votes, voided]);
const filter = { unitId: null, from: start, until: start + minute, candidateId: null, reason: '同一分钟集中投票' };
const hold = (openid: string, change: object = {}, key = newKey()) => session.measured(openid, 'voting.hold', { voteId, ...filter, ...change }, key);
const decide = (openid: string, number: number, toVoid: boolean, key = newKey()) => session.measured(openid, 'voting.decide', { voteId, number, void: toVoid, reason: '核对过了' }, key);
const desk = async (openid = wu) => dataOf(await session.call(openid, 'voting.flags', { voteId }));

/** 36 voters in the first minute for c1 and c2; for c2 one in each of the next three minutes, 10 in the sixth. */
beforeAll(async () => {
  session = await openApiSession({ members: 60 });
  await session.setClock(start);
  const draft = { title: '歌咏决赛', programme: 'contest', audienceUnionId: 'city', placeName: '文化宫', startsAt: start + minute, endsAt: start + 600 * minute, capacity: 50 } as const;
  const { activityId } = dataOf(await session.call(wang, 'activity.create', draft, newKey()));
  const candidates = ['甲', '乙', '丙'].map((title) => ({ title, unitId: null, note: '', image: '', video: '' }));
  const rules: Api.Voting.Rules = { least: 1, most: 2, ballots: 1, per: 'all', perCandidate: null, ownUnit: null, joinedBefore: null, open: true };
  voteId = dataOf(await session.call(wang, 'voting.create', { activityId, title: '人气节目', summary: '', opensAt: start, closesAt: start + 10 * minute, rules, candidates }, newKey())).voteId;
  for (const [index, voter] of voters.entries()) {
    const later = index < 36 ? 0 : index < 39 ? index - 35 : 5;
    await session.setClock(start + later * minute);
    dataOf(await cast(voter, later === 0 ? ['c1', 'c2'] : ['c2']));
    // Two batches, so that what is watched goes on from the first.
    if (index === 20) await fold();
  }
  await fold();
});
afterAll(() => session.close());

test('what came in oddly is flagged with its evidence, for those who review and nobody else', async () => {
  expect(codeOf(await session.call(worker, 'voting.flags', { voteId }))).toBe('NOT_FOUND');
  const { flags, ballots } = await desk();
  expect(ballots).toBe(49);
  expect(flags.find(({ kind }) => kind === 'burst')).toMatchObject({ candidateId: 'c2', minute: start, votes: 36, of: 1 });
});

test('whoever may not, and what is too wide, holds nothing and writes nothing', async () => {
  const refused = async (openid: string, change: object) => {
    const { answer, cost } = await hold(openid, change);
    expect(cost.writes).toBe(0);
    return codeOf(answer);
  };
  expect(await refused(worker, {})).toBe('NOT_FOUND');
  expect(await refused(wang, { from: null, until: null })).toBe('BAD_INPUT');
  expect(await refused(wang, { until: null })).toBe('BAD_INPUT');
  expect(await refused(wang, { candidateId: 'c9' })).toBe('BAD_INPUT');
  expect(await refused(wang, { reason: '无' })).toBe('BAD_INPUT');
  expect(await refused(wang, { ballots: ['x'] })).toBe('BAD_INPUT');
  expect((await board()).voids).toEqual([]);
});

test('two people void ballots: held and counted until then, off the counts and in sight afterwards', async () => {
  const key = newKey();
  const first = await hold(wang, {}, key);
  expect(dataOf(first.answer)).toEqual({ number: 1 });
  const again = await hold(wang, {}, key);
  expect([again.answer, again.cost.writes]).toEqual([first.answer, 0]);
  expect(codeOf((await hold(wang, { reason: '另一个原因' }, key)).answer)).toBe('KEY_REUSED');
  expect(codeOf((await hold(wu, { from: start + 5 * minute, until: start + 6 * minute })).answer)).toBe('USED');
  expect((await board()).voids).toMatchObject([{ number: 1, state: 'held', ballots: 36 }]);
  expect(await votesOf()).toEqual([[36, 0], [49, 0], [0, 0]]);

  const own = await decide(wang, 1, true);
  expect([codeOf(own.answer), own.cost.writes]).toEqual(['FORBIDDEN', 0]);
  expect(codeOf((await decide(worker, 1, true)).answer)).toBe('NOT_FOUND');
  expect(codeOf((await decide(wu, 2, true)).answer)).toBe('NOT_FOUND');
  const verdict = newKey();
  const voided = await decide(wu, 1, true, verdict);
  expect(dataOf(voided.answer)).toEqual({ state: 'voided' });
  const repeated = await decide(wu, 1, true, verdict);
  expect([repeated.answer, repeated.cost.writes]).toEqual([voided.answer, 0]);
  expect(codeOf((await decide(wu, 1, false)).answer)).toBe('USED');
  expect(await votesOf()).toEqual([[0, 36], [13, 36], [0, 0]]);
  expect((await board()).voids).toMatchObject([{ number: 1, state: 'voided', ballots: 36, reason: '同一分钟集中投票' }]);
  expect((await desk()).cases).toMatchObject([{ byName: '王敏', mine: false, decided: { byName: '吴晓', reason: '核对过了' }, counts: { c1: 36, c2: 36 } }]);
});

test('a ballot that is voided is not voided again, and a rejected case changes nothing', async () => {
  const number = dataOf((await hold(wu, { until: start + 6 * minute })).answer).number;
  expect((await desk()).cases[1]).toMatchObject({ ballots: 13, mine: true });
  expect(codeOf((await decide(wu, number, false)).answer)).toBe('OK');
  expect((await board()).voids).toHaveLength(1);
  expect(await votesOf()).toEqual([[0, 36], [13, 36], [0, 0]]);
});

test('so few ballots that the sums would say who voted for whom are not voided', async () => {
  const number = dataOf((await hold(wu, { from: null, until: null, unitId: 'city' })).answer).number;
  expect((await desk()).cases[2]?.ballots).toBeLessThan(10);
  expect(codeOf((await decide(wang, number, true)).answer)).toBe('BAD_INPUT');
  expect(codeOf((await decide(wang, number, false)).answer)).toBe('OK');
});

test('after the closing: the recount has all ballots, the voided ones are marked by receipt, a supervisor signs, and the chain of acts has it all', async () => {
  expect(codeOf(await session.call(worker, 'voting.voided', { voteId, number: 1, after: 0 }))).toBe('NOT_FOUND');
  await session.setClock(start + 11 * minute);
  await fold();
  const { digest, ballots, phase } = await board();
  expect([phase, ballots]).toEqual(['frozen', 49]);
  expect(dataOf(await session.call(wang, 'voting.verify', { voteId }))).toMatchObject({ broken: null, ballots: 49, equal: true, counts: { c1: 36, c2: 49 } });
  const list = dataOf(await session.call(worker, 'voting.published', { voteId, chunk: 0 })).ballots;
  const marked = dataOf(await session.call(worker, 'voting.voided', { voteId, number: 1, after: 0 }));
  expect([marked.receipts.length, marked.next]).toEqual([36, null]);
  expect(list.filter(({ receipt }) => marked.receipts.includes(receipt)).every(({ choices }) => choices.length === 2)).toBe(true);
  expect(codeOf(await session.call(worker, 'voting.voided', { voteId, number: 2, after: 0 }))).toBe('NOT_FOUND');

  const sign = (openid: string, what: string, key = newKey()) => session.measured(openid, 'voting.sign', { voteId, digest: what }, key);
  expect(codeOf((await sign(wang, digest)).answer)).toBe('FORBIDDEN');
  expect(codeOf((await sign(watcher, digest)).answer)).toBe('NOT_FOUND');
  const grant = { uid: demoUid(watcher), role: 'supervisor', unionId: 'city', expires: start + 1440 * minute } as const;
  dataOf(await session.call(wu, 'people.grant', grant, newKey()));
  const wrong = await sign(watcher, 'a'.repeat(64));
  expect([codeOf(wrong.answer), wrong.cost.writes]).toEqual(['BAD_INPUT', 0]);
  const key = newKey();
  const signed = await sign(watcher, digest, key);
  expect(codeOf(signed.answer)).toBe('OK');
  expect((await sign(watcher, digest, key)).answer).toEqual(signed.answer);
  expect(codeOf((await sign(watcher, digest)).answer)).toBe('USED');
  expect((await board()).signatures).toMatchObject([{ name: '李秀英' }]);

  await fold();
  const acts = dataOf(await session.call(wu, 'audit.list', {})).items.map(({ act }) => act);
  expect(acts.filter((act) => act.startsWith('voting.')).sort()).toEqual(['voting.create', 'voting.hold', 'voting.hold', 'voting.hold', 'voting.reject', 'voting.reject', 'voting.sign', 'voting.void']);
});
