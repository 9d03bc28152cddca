import { type ApiSession, type CallCost, dataOf, newKey, openApiSession } from '../../tests/cloud/local-session';
import { rawWrites } from './measure';

const cadre = 'demo-cadre-wang';

async function openVote(session: ApiSession, candidates: number, ballots: number): Promise<string> {
  const now = Date.now();
  const draft = { title: '投票演练', programme: 'contest', audienceUnionId: 'city', placeName: '线上', startsAt: now + 3_600_000, endsAt: now + 7_200_000, capacity: 50 } as const;
  const { activityId } = dataOf(await session.call(cadre, 'activity.create', draft, newKey()));
  const rules: Api.Voting.Rules = { least: 1, most: 3, ballots, per: 'all', perCandidate: null, ownUnit: null, joinedBefore: null, open: true };
  const list = Array.from({ length: candidates }, (_, index) => ({ title: `节目 ${index + 1}`, unitId: 'city', note: '', image: '', video: '' }));
  return dataOf(await session.call(cadre, 'voting.create', { activityId, title: '投票演练', summary: '', opensAt: now - 60_000, closesAt: now + 3_600_000, rules, candidates: list }, newKey())).voteId;
}

/** Folds as the timer does, until a run changes nothing. */
async function foldAll(session: ApiSession, voteId: string): Promise<Api.Voting.Board> {
  let before = -1;
  for (;;) {
    await fetch(`${session.url}/dev/timer/jobs/everyMinute`, { method: 'POST' });
    const board = dataOf(await session.call(cadre, 'voting.board', { voteId }));
    if (board.ballots === before) return board;
    before = board.ballots;
  }
}

async function recounted(session: ApiSession, voteId: string): Promise<Api.Output<'voting.verify'>> {
  let cursor: string | undefined;
  for (;;) {
    const answer: Api.Output<'voting.verify'> = dataOf(await session.call(cadre, 'voting.verify', cursor === undefined ? { voteId } : { voteId, cursor }));
    if (answer.next === null) return answer;
    cursor = answer.next;
  }
}

/** 1,000 voters cast three ballots each, all at once; what was acknowledged, tallied and counted again. */
export async function voteFigure({ voters = 1000, ballots = 3, concurrency = 64 } = {}): Promise<object> {
  const session = await openApiSession({ members: voters + 8 });
  try {
    const raw = await rawWrites(concurrency, 1500);
    const voteId = await openVote(session, 12, ballots);
    // Warm functions on both sides of the ratio: the bare one had 200 calls too.
    await Promise.all(Array.from({ length: 200 }, () => session.call(cadre, 'people.me', {})));
    const acts = Array.from({ length: voters * ballots }, (_, index) => ({ openid: `demo-member-${index % voters}`, choices: [`c${1 + (index % 12)}`] }));
    const costs: CallCost[] = [];
    const receipts = new Set<string>();
    const started = performance.now();
    await Promise.all(
      Array.from({ length: concurrency }, async () => {
        for (let act = acts.shift(); act !== undefined; act = acts.shift()) {
          const { answer, cost } = await session.measured(act.openid, 'voting.cast', { voteId, choices: act.choices }, newKey());
          receipts.add(dataOf(answer).receipt);
          costs.push(cost);
        }
      }),
    );
    const perSecond = costs.length / ((performance.now() - started) / 1000);
    const tally = await foldAll(session, voteId);
    const recount = await recounted(session, voteId);
    return {
      ballots: costs.length,
      acknowledged: receipts.size,
      tally: tally.ballots,
      recount: recount.equal === true ? recount.ballots : -1,
      per_s: Math.round(perSecond),
      raw_writes_per_s: Math.round(raw.perSecond),
      ratio: Number((perSecond / raw.perSecond).toFixed(2)),
      writes: Math.max(...costs.map(({ writes }) => writes)),
      round_trips: Math.max(...costs.map(({ roundTrips }) => roundTrips)),
    };
  } finally {
    await session.close();
  }
}

/** A board of 100 candidates: documents that it reads beside who asks, and the bytes of its answer. */
export async function boardFigure({ candidates = 100 } = {}): Promise<object> {
  const session = await openApiSession({ members: 40 });
  try {
    const voteId = await openVote(session, candidates, 1);
    for (let voter = 0; voter < 20; voter += 1) dataOf(await session.call(`demo-member-${voter}`, 'voting.cast', { voteId, choices: [`c${voter + 1}`] }, newKey()));
    await foldAll(session, voteId);
    const { answer, cost } = await session.measured('demo-stranger', 'voting.board', { voteId });
    return { candidates: dataOf(answer).candidates.length, docs_read: cost.docsRead, bytes: Buffer.byteLength(JSON.stringify(answer)) };
  } finally {
    await session.close();
  }
}
