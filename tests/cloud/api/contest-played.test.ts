import { orderByLot, orderSeed, rosterHash } from '../../../miniprogram/domain/contest/order';
import { resultDigest } from '../../../miniprogram/domain/contest/result';
import { commitmentOf } from '../../../miniprogram/domain/draw/seed';
import { demoUid } from '../../../scripts/seed/people';
import { type ApiSession, dataOf, newKey, openApiSession } from '../local-session';
import { criteria, keysOf, placesOf, plain, type Sung } from './contest-plain';
import { photoOf } from './uploads';
import { recordOf } from './records';

/**
 * A whole contest over the API on the test's clock, from the call for entries to the prize table: 12 entries of 4 units, 7 judges and a reserve,
 * 3 rounds, 200 voters. Every standing is worked out again here, plainly and in whole numbers, from what the judges and voters did.
 */

const [day, minute] = [86_400_000, 60_000];
const [cadre, official, supervisor] = ['demo-cadre-wang', 'demo-official-zhou', 'demo-worker-li'];
const start = Math.ceil(Date.now() / minute) * minute;
const units = ['bus', 'hosp', 'jcjc', 'weave'] as const;
const leaders: Record<(typeof units)[number], string> = { bus: 'demo-member-260', hosp: 'demo-member-261', jcjc: 'demo-cadre-liu', weave: 'demo-member-262' };
const voters = Array.from({ length: 200 }, (_, index) => `demo-member-${index}`);
const prizes: Api.Contest.Prize[] = [
  { name: '一等奖', count: 1, kind: 'rank' },
  { name: '二等奖', count: 2, kind: 'rank' },
  { name: '三等奖', count: 2, kind: 'rank' },
  { name: '最佳台风奖', count: 1, kind: 'special' },
  { name: '优秀组织奖', count: 1, kind: 'organisation' },
];

let session: ApiSession;
let contestId: string;
/** Entry ids in the order in which they were sent. */
const entries: string[] = [];
/** Seven judges, one of them of 江城机床厂, and the reserve. */
let judges: string[];
let reserve: string;
const own = 'demo-worker-chen';

const call = <A extends Api.ActionName>(openid: string, action: A, input: Api.Input<A>) => session.call(openid, action, input).then((answer) => dataOf(answer as Api.Response<A>));
const act = <A extends Api.ActionName>(openid: string, action: A, input: Api.Input<A>) => session.call(openid, action, input, newKey()).then((answer) => dataOf(answer as Api.Response<A>));
const timer = () => fetch(`${session.url}/dev/timer/jobs/everyMinute`, { method: 'POST' });

/** Marks in steps of half a point, close together: ties are usual. */
const markOf = (entry: number, judge: number, criterion: number, round: number) => 8500 + ((entry * 7 + judge * 11 + criterion * 5 + round * 3 + entry * judge) % 9) * 50;

beforeAll(async () => {
  session = await openApiSession();
  await session.setClock(start);
  const expires = start + 80 * day;
  const grant = (openid: string, role: Api.People.Grant['role'], unionId: string) => act('demo-admin-wu', 'people.grant', { uid: demoUid(openid), role, unionId, expires });
  // Judges whose own units send nothing.
  const outside: string[] = [];
  for (let index = 200; outside.length < 7; index += 1) {
    const { unitPath } = await recordOf(session.url, 'members', demoUid(`demo-member-${index}`));
    if (!units.some((unit) => String(unitPath).includes(`/${unit}/`))) outside.push(`demo-member-${index}`);
  }
  reserve = outside[6] ?? '';
  judges = [...outside.slice(0, 6), own];
  await Promise.all([...outside, own].map((openid) => grant(openid, 'judge', 'city')));
  await Promise.all(units.filter((unit) => unit !== 'jcjc').map((unit) => grant(leaders[unit], 'cadre', unit)));
  await grant(supervisor, 'supervisor', 'city');
});
afterAll(() => session.close());

test('call for entries: a rulebook, twelve entries of four units, all reviewed', async () => {
  const draft = { title: '江城职工声乐大赛', programme: 'contest', audienceUnionId: 'city', placeName: '文化宫', startsAt: start + 10 * day, endsAt: start + 40 * day, capacity: 50 } as const;
  contestId = (await act(cadre, 'activity.create', draft)).activityId;
  await act(cadre, 'contest.create', { activityId: contestId, template: 'vocal' });
  const { setup } = await call(cadre, 'contest.detail', { contestId });
  if (!setup) throw new Error('it is not set up');
  const rulebook: Api.Contest.Rulebook = {
    ...setup.rulebook,
    ...{ criteria, prizes, maximum: 100, trim: 1, trimNeeds: 5, heldSheets: 3, unitsPerSong: 1, entriesPerUnit: 3, audience: { kind: 'weight', judges: 70, audience: 30 } },
    ties: [{ by: 'untrimmed' }, { by: 'criterion', id: 'pitch' }, { by: 'topMarks' }, { by: 'earlier' }],
    rounds: [
      { id: 'r1', name: '海选', cut: { best: 8 }, order: 'lot', startsAt: start + 10 * day },
      { id: 'r2', name: '复赛', cut: { best: 5 }, order: 'paper', startsAt: start + 20 * day },
      { id: 'r3', name: '决赛', cut: null, order: 'lot', startsAt: start + 30 * day },
    ],
  };
  await act(cadre, 'contest.edit', { contestId, v: setup.v, rulebook, entriesUntil: start + 5 * day });
  for (const unit of units) {
    for (const number of ['一', '二', '三']) {
      const title = `${unit}第${number}支歌`;
      const entry: Api.Contest.EntryDraft = {
        ...{ title, form: 'solo', songs: [{ title, kind: 'own', author: '佚名', seconds: 240 }], photos: [], video: '', lyrics: '清晨的汽笛响起来，我们走进车间去', contact: '13800001111' },
        ...{ performers: [{ name: `歌手${number}`, part: 'singer', outside: false }], accompaniment: { kind: 'live', fileId: '' } },
      };
      const { entryId } = await act(leaders[unit], 'contest.submit', { contestId, unitId: unit, draft: entry });
      expect(await act(cadre, 'contest.review', { entryId, v: 1, accept: true, reason: '' })).toEqual({ state: 'accepted' });
      entries.push(entryId);
    }
  }
  expect((await call(cadre, 'contest.entries', { contestId, state: 'accepted' })).rows).toHaveLength(12);
});

/** The draw with shares of the units' leaders; whoever follows it comes to the same order. */
async function drawByLot(roundId: string): Promise<string[]> {
  const round = { contestId, roundId };
  const { lot, roster } = await call(supervisor, 'stage.verify', round);
  if (!lot) throw new Error('no draw');
  const parties = lot.parties.map(({ unitId }) => unitId as (typeof units)[number]);
  const shareOf = (unit: string) => `share-of-${unit}-${roundId}-0123456789`;
  await Promise.all(parties.map((unitId) => act(leaders[unitId], 'stage.commit', { ...round, drawId: lot.id, unitId, commitment: commitmentOf(lot.id, unitId, shareOf(unitId)) })));
  await Promise.all(parties.map((unitId) => act(leaders[unitId], 'stage.share', { ...round, drawId: lot.id, unitId, share: shareOf(unitId) })));
  await act(cadre, 'stage.draw', { ...round, drawId: lot.id });
  const { running } = await call(supervisor, 'stage.verify', round);
  expect(orderByLot(roster, orderSeed(rosterHash(roster), [...parties].sort().map(shareOf))).running).toEqual(running);
  return running;
}

/** 纸签, entered by one and signed by another. */
async function drawByPaper(roundId: string): Promise<string[]> {
  const round = { contestId, roundId };
  const { roster } = await call(supervisor, 'stage.verify', round);
  const numbers = roster.map(({ entryId }, index) => ({ entryId, number: ((index * 3) % roster.length) + 1, drawnFor: false }));
  await act(cadre, 'stage.paper', { ...round, photo: await photoOf(session, cadre, contestId, 'slips'), numbers });
  const { paper } = await call(cadre, 'stage.verify', round);
  await act(official, 'stage.paperSign', { ...round, at: paper?.at ?? 0 });
  return (await call(supervisor, 'stage.verify', round)).running;
}

/** Seats the panel: the judge of 机床厂 steps back from its entries, the reserve sits there. */
async function seat(roundId: string): Promise<void> {
  const seats = [...judges.map((openid) => ({ uid: demoUid(openid), reserve: false })), { uid: demoUid(reserve), reserve: true }];
  await act(cadre, 'judging.panel', { contestId, roundId, seen: [], judges: seats });
}

/** One on stage, so many seconds. */
async function perform(roundId: string, entryId: string, seconds: number): Promise<number> {
  const here = { contestId, roundId, entryId };
  for (const [from, to] of [['expected', 'signed'], ['signed', 'waiting'], ['waiting', 'stage']] as const) await act(official, 'stage.call', { ...here, from, to });
  await act(official, 'stage.time', { ...here, mark: 'start', deviceAt: start });
  const { deduction } = await act(official, 'stage.time', { ...here, mark: 'stop', deviceAt: start + seconds * 1000 });
  await act(official, 'stage.call', { ...here, from: 'stage', to: 'done' });
  return deduction;
}

async function judge(roundId: string, sung: Sung): Promise<void> {
  const [entry, round] = [entries.indexOf(sung.entryId), Number(roundId.slice(1))];
  const ours = Math.floor(entry / 3) === units.indexOf('jcjc');
  const seated = ours ? judges.map((openid) => (openid === own ? reserve : openid)) : judges;
  // In any order, all at once.
  await Promise.all(
    seated.map(async (openid, index) => {
      const marks = Object.fromEntries(criteria.map(({ id }, criterion) => [id, markOf(entry, index, criterion, round)]));
      sung.sheets.set(openid, marks);
      await act(openid, 'judging.sign', { contestId, roundId, entryId: sung.entryId, v: 0, marks });
    }),
  );
}

const release = (roundId: string, entryId: string) => act(official, 'stage.release', { contestId, roundId, entryId });

/** Plays a round in its running order: the first three are judged and released together. */
async function play(roundId: string, running: readonly string[], absent: string | null): Promise<Sung[]> {
  const sung = running.flatMap((entryId, index): Sung[] => (entryId === absent ? [] : [{ entryId, order: index + 1, sheets: new Map(), adjusted: 0 }]));
  if (absent !== null) await act(official, 'stage.change', { contestId, roundId, kind: 'absent', entryId: absent, reason: '演员生病' });
  for (const one of sung.slice(0, 3)) await perform(roundId, one.entryId, 240);
  for (const one of sung.slice(0, 3)) await judge(roundId, one);
  expect((await release(roundId, sung[1]?.entryId ?? '')).released).toHaveLength(3);
  for (const [index, one] of sung.slice(3).entries()) {
    // One of them sings 31 seconds too long: two begun steps of 30 s, a point each, once a second official agrees.
    const deduction = await perform(roundId, one.entryId, index === 1 ? 331 : 240);
    await judge(roundId, one);
    if (deduction !== 0) {
      const { rows } = await call(cadre, 'stage.desk', { contestId, roundId });
      const adjustmentId = rows.find(({ entryId }) => entryId === one.entryId)?.adjustments[0]?.id ?? '';
      await act(cadre, 'stage.confirm', { contestId, roundId, entryId: one.entryId, adjustmentId, confirm: true });
      one.adjusted = deduction;
    }
    expect((await release(roundId, one.entryId)).released).toEqual([{ entryId: one.entryId, announced: plain(one).announced }]);
  }
  return sung;
}

/** Signed by two and published. @returns what everybody sees */
async function publish(roundId: string): Promise<Api.Contest.PublishedResult> {
  const digest = (await call(cadre, 'results.desk', { contestId, roundId })).content?.digest ?? '';
  await act(official, 'results.sign', { contestId, roundId, digest, as: 'scorer', reason: '' });
  await act(supervisor, 'results.sign', { contestId, roundId, digest, as: 'supervisor', reason: '' });
  await act(cadre, 'results.publish', { contestId, roundId, digest });
  const { result } = await call('demo-stranger', 'results.board', { contestId, roundId });
  if (!result) throw new Error('it is not published');
  expect(resultDigest(contestId, roundId, result)).toBe(digest);
  return result;
}

/** The published standings of a round without votes are the plain ones. @returns who is through */
function compare(result: Api.Contest.PublishedResult, sung: readonly Sung[], best: number): string[] {
  const keyed = sung.map((one) => ({ entryId: one.entryId, announced: keysOf(one).announced, keys: [keysOf(one).announced, keysOf(one).five, ...keysOf(one).chain] }));
  const places = placesOf(keyed);
  const through = [...places].filter(([, place]) => place <= best).map(([entryId]) => entryId);
  const told = result.rows.filter(({ place }) => place !== null);
  expect(new Map(told.map(({ entryId, place }) => [entryId, place]))).toEqual(places);
  expect(told.map(({ entryId, total }) => [entryId, total]).sort()).toEqual(keyed.map(({ entryId, announced }) => [entryId, announced]).sort());
  expect(told.filter((row) => row.through).map(({ entryId }) => entryId).sort()).toEqual([...through].sort());
  return through;
}

let through: string[] = [];

test('海选: drawn by shares, played in that order, the best eight go on', async () => {
  await session.setClock(start + 9 * day);
  expect((await act(cadre, 'stage.open', { contestId, roundId: 'r1' })).entries).toBe(12);
  const running = await drawByLot('r1');
  expect([...running].sort()).toEqual([...entries].sort());
  await seat('r1');
  await session.setClock(start + 10 * day);
  const sung = await play('r1', running, null);

  // A judge finds an error in a signed sheet; a supervisor witnesses it, the score is released anew.
  const first = sung[0];
  if (!first) throw new Error('nobody sang');
  const openid = [...first.sheets.keys()][0] ?? '';
  const marks = { ...first.sheets.get(openid), pitch: 9850 };
  first.sheets.set(openid, marks);
  await act(openid, 'judging.correct', { contestId, roundId: 'r1', entryId: first.entryId, v: 1, marks, reason: '音准看错了一行' });
  await act(supervisor, 'judging.witness', { contestId, roundId: 'r1', entryId: first.entryId, judge: demoUid(openid), v: 2, confirm: true });

  await act(cadre, 'stage.close', { contestId, roundId: 'r1' });
  through = compare(await publish('r1'), sung, 8);
  expect(through.length).toBeGreaterThanOrEqual(8);
});

test('复赛: drawn by slips, two exchanged, one does not come; the best five go on', async () => {
  await session.setClock(start + 19 * day);
  expect((await act(cadre, 'stage.open', { contestId, roundId: 'r2' })).entries).toBe(through.length);
  const drawn = await drawByPaper('r2');
  expect([...drawn].sort()).toEqual([...through].sort());
  await seat('r2');
  await session.setClock(start + 20 * day);
  const [one = '', two = ''] = drawn.slice(-2);
  await act(official, 'stage.change', { contestId, roundId: 'r2', kind: 'swap', entryId: one, otherId: two, reason: '领队在路上，双方领队同意' });
  const running = [...drawn.slice(0, -2), two, one];
  const sung = await play('r2', running, running[4] ?? null);
  await act(cadre, 'stage.close', { contestId, roundId: 'r2' });
  const result = await publish('r2');
  expect(result.rows.filter(({ place }) => place === null).map(({ entryId }) => entryId)).toEqual([running[4]]);
  through = compare(result, sung, 5);
});

test('决赛: 200 voters and seven judges make one result by 70 and 30, and the prizes follow', async () => {
  await session.setClock(start + 29 * day);
  expect((await act(cadre, 'stage.open', { contestId, roundId: 'r3' })).entries).toBe(through.length);
  const running = await drawByLot('r3');
  await seat('r3');

  const unitOf = (entryId: string) => units[Math.floor(entries.indexOf(entryId) / 3)] ?? '';
  const titleOf = (entryId: string) => `${unitOf(entryId)}第${['一', '二', '三'][entries.indexOf(entryId) % 3] ?? ''}支歌`;
  const rules: Api.Voting.Rules = { least: 1, most: 2, ballots: 1, per: 'all', perCandidate: null, ownUnit: null, joinedBefore: null, open: false };
  const candidates = through.map((entryId) => ({ title: titleOf(entryId), unitId: unitOf(entryId), note: '', image: '', video: '' }));
  const times = { opensAt: start + 30 * day, closesAt: start + 30 * day + 60 * minute };
  const { voteId } = await act(cadre, 'voting.create', { activityId: contestId, title: '最受欢迎的歌', summary: '', rules, candidates, ...times });

  await session.setClock(start + 30 * day + minute);
  const votes = new Map(through.map((entryId) => [entryId, 0]));
  await Promise.all(
    voters.map(async (openid, index) => {
      const chosen = [...new Set([(index * index) % through.length, index % 3])];
      for (const at of chosen) votes.set(through[at] ?? '', (votes.get(through[at] ?? '') ?? 0) + 1);
      await act(openid, 'voting.cast', { voteId, choices: chosen.map((at) => `c${at + 1}`) });
    }),
  );
  const sung = await play('r3', running, null);
  await act(cadre, 'stage.close', { contestId, roundId: 'r3' });
  await session.setClock(times.closesAt + 2 * minute);
  await timer();
  await timer();

  const { votes: found, units: sent } = await call(cadre, 'results.choices', { contestId });
  const links = found[0]?.candidates.flatMap(({ id: candidateId, entryId }) => (entryId === null ? [] : [{ candidateId, entryId }])) ?? [];
  expect(links.map(({ entryId }) => entryId)).toEqual(through);
  await act(cadre, 'results.audience', { contestId, voteId, links });
  await act(cadre, 'results.name', { contestId, prize: '最佳台风奖', winners: [{ entryId: through[4] ?? '', performer: 0, unitId: null }] });
  await act(cadre, 'results.name', { contestId, prize: '优秀组织奖', winners: [{ entryId: null, performer: null, unitId: sent[0]?.unitId ?? '' }] });
  const result = await publish('r3');

  // In ten-thousandths times 50 and the best candidate's votes: 70 % of the judges' and 30 % of the votes' share of 100.
  const best = Math.max(...votes.values());
  const keyed = sung.map((one) => {
    const { five, chain } = keysOf(one);
    const whole = five * 7 * best + 15_000_000 * (votes.get(one.entryId) ?? 0);
    const announced = Math.floor((2 * whole + 5000 * best) / (10_000 * best));
    return { entryId: one.entryId, announced, keys: [announced, whole, ...chain] };
  });
  const places = placesOf(keyed);
  expect(result.rows.map(({ entryId, place, votes: got, total }) => [entryId, place, got, total]).sort()).toEqual(
    keyed.map(({ entryId, announced }) => [entryId, places.get(entryId) ?? null, votes.get(entryId) ?? 0, announced]).sort(),
  );
  // The rulebook's last rule is who sang earlier: nobody shares a place.
  const order = [...places].sort((a, b) => a[1] - b[1]).map(([entryId]) => entryId);
  const prized = (from: number, to: number) => order.slice(from, to);
  expect(result.prizes.map(({ name, winners }) => [name, winners.map(({ entryId, unitId }) => entryId ?? unitId)])).toEqual([
    ['一等奖', prized(0, 1)],
    ['二等奖', prized(1, 3)],
    ['三等奖', prized(3, 5)],
    ['最佳台风奖', [through[4]]],
    ['优秀组织奖', [sent[0]?.unitId]],
  ]);
  for (const roundId of ['r1', 'r2', 'r3']) expect(await call(supervisor, 'results.verify', { contestId, roundId })).toEqual({ whole: true, differs: '' });
});
