import { chunkHash, digestOf } from '../../../miniprogram/domain/voting/chain';
import { type ApiSession, codeOf, dataOf, newKey, openApiSession } from '../local-session';

const minute = 60_000;
const cadre = 'demo-cadre-wang';
const voters = Array.from({ length: 30 }, (_, index) => `demo-member-${index}`);
const rules: Api.Voting.Rules = { least: 1, most: 2, ballots: 2, per: 'all', perCandidate: 1, ownUnit: null, joinedBefore: null, open: true };
let session: ApiSession;
let activityId: string;
const start = Date.now();

beforeAll(async () => {
  session = await openApiSession({ members: 40 });
  await session.setClock(start);
  const draft = { title: '歌咏决赛', programme: 'contest', audienceUnionId: 'city', placeName: '文化宫', startsAt: start + minute, endsAt: start + 600 * minute, capacity: 50 } as const;
  activityId = dataOf(await session.call(cadre, 'activity.create', draft, newKey())).activityId;
});
afterAll(() => session.close());

const candidates = ['甲', '乙', '丙'].map((title) => ({ title, unitId: null, note: '', image: '', video: '' }));
const draftOf = (change: Partial<Api.Voting.Rules> = {}, from = start): Api.Voting.CreateInput => ({
  activityId,
  title: '最受欢迎节目',
  summary: '',
  opensAt: from,
  closesAt: from + 10 * minute,
  rules: { ...rules, ...change },
  candidates,
});
const open = async (change: Partial<Api.Voting.Rules> = {}, from = start) => dataOf(await session.call(cadre, 'voting.create', draftOf(change, from), newKey())).voteId;
const cast = (openid: string, voteId: string, choices: string[], key = newKey()) => session.call(openid, 'voting.cast', { voteId, choices }, key);
const fold = () => fetch(`${session.url}/dev/timer/jobs/everyMinute`, { method: 'POST' });
const board = async (voteId: string) => dataOf(await session.call(cadre, 'voting.board', { voteId }));
const votesOf = (counts: Api.Voting.Count[] | null) => counts?.map(({ votes }) => votes);

test('a ballot is one write and three round trips, also the second one; a repeat gives the same receipt', async () => {
  const voteId = await open();
  const key = newKey();
  const first = await session.measured(voters[0] ?? '', 'voting.cast', { voteId, choices: ['c1', 'c2'] }, key);
  expect(first.cost).toMatchObject({ roundTrips: 3, writes: 1 });
  expect(first.cost.docsRead).toBeLessThanOrEqual(2);
  expect(dataOf(first.answer)).toMatchObject({ remaining: 1, choices: ['c1', 'c2'] });
  expect(dataOf(first.answer).receipt).toMatch(/^[0-9a-f]{24}$/);
  const again = await session.measured(voters[0] ?? '', 'voting.cast', { voteId, choices: ['c1', 'c2'] }, key);
  expect(again.answer).toEqual(first.answer);
  expect(again.cost.writes).toBe(0);
  expect(codeOf(await cast(voters[0] ?? '', voteId, ['c3'], key))).toBe('KEY_REUSED');
  const second = await session.measured(voters[0] ?? '', 'voting.cast', { voteId, choices: ['c3'] }, newKey());
  expect(second.cost).toMatchObject({ roundTrips: 3, writes: 1, docsRead: 3 });
  expect(dataOf(second.answer).receipt).not.toBe(dataOf(first.answer).receipt);
});

test('every limit refuses with its code and writes nothing', async () => {
  const voteId = await open();
  const refused = async (openid: string, input: object, key: string | undefined = newKey()) => {
    const { answer, cost } = await session.measured(openid, 'voting.cast', input as Api.Input<'voting.cast'>, key);
    expect(cost.writes).toBe(0);
    return codeOf(answer);
  };
  await cast(voters[1] ?? '', voteId, ['c1']);
  expect(await refused(voters[1] ?? '', { voteId, choices: ['c1'] })).toBe('USED');
  await cast(voters[1] ?? '', voteId, ['c2']);
  expect(await refused(voters[1] ?? '', { voteId, choices: ['c3'] })).toBe('USED');
  expect(await refused(voters[2] ?? '', { voteId, choices: ['c9'] })).toBe('BAD_INPUT');
  expect(await refused(voters[2] ?? '', { voteId, choices: [] })).toBe('BAD_INPUT');
  expect(await refused(voters[2] ?? '', { voteId, choices: ['c1', 'c1'] })).toBe('BAD_INPUT');
  expect(await refused(voters[2] ?? '', { voteId, choices: ['c1', 'c2', 'c3'] })).toBe('BAD_INPUT');
  expect(await refused(voters[2] ?? '', { voteId, choices: ['c1'], weight: 9 })).toBe('BAD_INPUT');
  expect(await refused(voters[2] ?? '', { voteId, choices: ['c1'], day: '2026-01-01' })).toBe('BAD_INPUT');
  expect(await refused(voters[2] ?? '', { voteId: { $ne: null }, choices: ['c1'] })).toBe('BAD_INPUT');
  expect(await refused('demo-stranger', { voteId, choices: ['c1'] })).toBe('FORBIDDEN');
  expect(await refused(voters[2] ?? '', { voteId: 'no-such-vote', choices: ['c1'] })).toBe('NOT_FOUND');
  expect(codeOf(await session.call(cadre, 'voting.withdraw', { voteId, candidateId: 'c3', reason: '身体原因' }, newKey()))).toBe('OK');
  expect(await refused(voters[2] ?? '', { voteId, choices: ['c3'] })).toBe('CLOSED');
  const later = await open({}, start + minute);
  expect(await refused(voters[2] ?? '', { voteId: later, choices: ['c1'] })).toBe('NOT_OPEN');
});

test('only a cadre over the activity opens and changes a vote', async () => {
  expect(codeOf(await session.call('demo-worker-chen', 'voting.create', draftOf(), newKey()))).toBe('NOT_FOUND');
  const key = newKey();
  const first = await session.call(cadre, 'voting.create', draftOf(), key);
  expect(await session.call(cadre, 'voting.create', draftOf(), key)).toEqual(first);
  expect(codeOf(await session.call(cadre, 'voting.create', { ...draftOf(), title: '别的' }, key))).toBe('KEY_REUSED');
  expect(codeOf(await session.call(cadre, 'voting.create', { ...draftOf({ most: 9 }) }, newKey()))).toBe('BAD_INPUT');
  const { voteId } = dataOf(first);
  expect(codeOf(await session.call('demo-worker-chen', 'voting.withdraw', { voteId, candidateId: 'c1', reason: '身体原因' }, newKey()))).toBe('NOT_FOUND');
  expect(codeOf(await session.call(cadre, 'voting.withdraw', { voteId, candidateId: 'c9', reason: '身体原因' }, newKey()))).toBe('BAD_INPUT');
  // Two cadres at once, one of them with a trembling thumb: it is taken out once, and the one who did it is told so however often they ask.
  const [own, other] = [newKey(), newKey()];
  const out = (given: string) => session.call(cadre, 'voting.withdraw', { voteId, candidateId: 'c1', reason: '身体原因' }, given).then(codeOf);
  const [a, b, c, d] = await Promise.all([out(own), out(other), out(own), out(other)]);
  expect([[a, c], [b, d]].map((both) => both.join()).sort()).toEqual(['OK,OK', 'USED,USED']);
});

test('many ballots at once, folded while they come: the tally is the recount; after the closing the list is published and its digest holds', async () => {
  const voteId = await open({ open: false });
  // Each of 30 voters casts one ballot from two phones at once, twice.
  const answers = await Promise.all(voters.flatMap((voter, index) => [0, 1, 2].map(() => cast(voter, voteId, [`c${(index % 3) + 1}`]))));
  await fold();
  const more = await Promise.all(voters.map((voter, index) => cast(voter, voteId, [`c${((index + 1) % 3) + 1}`])));
  const receipts = new Set([...answers, ...more].flatMap((answer) => (answer.ok ? [answer.data.receipt] : [])));
  expect(receipts.size).toBe(60);
  expect((await board(voteId)).counts).toBeNull();

  await session.setClock(start + 11 * minute);
  await fold();
  await fold();
  const after = await session.measured(cadre, 'voting.board', { voteId });
  expect(after.cost.docsRead).toBeLessThanOrEqual(3);
  const { counts, ballots, digest, chunks, phase } = dataOf(after.answer);
  expect([votesOf(counts), ballots, phase]).toEqual([[20, 20, 20], 60, 'frozen']);
  const verified = dataOf(await session.call(cadre, 'voting.verify', { voteId }));
  expect(verified).toMatchObject({ broken: null, ballots: 60, equal: true, next: null });
  expect(codeOf(await session.call('demo-worker-chen', 'voting.verify', { voteId }))).toBe('NOT_FOUND');

  const list = await Promise.all(Array.from({ length: chunks }, async (_, chunk) => dataOf(await session.call('demo-stranger', 'voting.published', { voteId, chunk }))));
  expect(list.flatMap((chunk) => chunk.ballots.map(({ receipt }) => receipt))).toEqual([...receipts].sort());
  expect(list.map((chunk) => chunkHash(chunk.ballots))).toEqual(list.map(({ hash }) => hash));
  expect(digestOf(voteId, list[0]?.candidates ?? [], list.map(({ hash }) => hash))).toBe(digest);
  expect(codeOf(await cast(voters[0] ?? '', voteId, ['c1']))).toBe('CLOSED');
  await session.setClock(start);
});

test('the list stays closed until the last ballot can have come', async () => {
  const voteId = await open();
  await cast(voters[3] ?? '', voteId, ['c1']);
  await session.setClock(start + 10 * minute + 40_000);
  await fold();
  expect((await board(voteId)).phase).toBe('closing');
  expect(codeOf(await session.call(cadre, 'voting.published', { voteId, chunk: 0 }))).toBe('NOT_FOUND');
  await session.setClock(start + 10 * minute + 51_000);
  await fold();
  expect((await board(voteId)).phase).toBe('frozen');
  await session.setClock(start);
});

test('a day has its own ballots', async () => {
  const voteId = dataOf(await session.call(cadre, 'voting.create', { ...draftOf({ per: 'day', ballots: 1 }), closesAt: start + 3 * 1440 * minute }, newKey())).voteId;
  await cast(voters[4] ?? '', voteId, ['c1']);
  expect(codeOf(await cast(voters[4] ?? '', voteId, ['c1']))).toBe('USED');
  await session.setClock(start + 1440 * minute);
  expect(codeOf(await cast(voters[4] ?? '', voteId, ['c1']))).toBe('OK');
  const detail = dataOf(await session.call(voters[4] ?? '', 'voting.detail', { voteId }));
  expect([detail.mine.length, detail.remaining]).toEqual([1, 0]);
  await session.setClock(start);
});
