import { dataOf, newKey, openApiSession, type ApiSession, type CallCost } from '../../tests/cloud/local-session';
import { demoUid } from '../seed/people';
import { percentile, rawWrites } from './measure';

const capacity = 50;

interface Outcome {
  openid: string;
  answer: Api.Output<'registration.signUp'>;
  cost: CallCost;
  ms: number;
}

async function openActivity(session: ApiSession): Promise<string> {
  const now = Date.now();
  const draft = { title: '秒杀演练', programme: 'general', audienceUnionId: 'city', placeName: '线上', startsAt: now + 3_600_000, endsAt: now + 7_200_000, capacity } as const;
  return dataOf(await session.call('demo-cadre-wang', 'activity.create', draft, newKey())).activityId;
}

/** 1,000 members press 报名 at once for 50 places. */
export async function signupFigure({ members = 1000, concurrency = 64 } = {}): Promise<object> {
  const session = await openApiSession({ members: members + 8 });
  try {
    const raw = await rawWrites(concurrency, 1500);
    const activityId = await openActivity(session);
    // Warm functions on both sides of the ratio: the bare one had 200 calls too.
    await Promise.all(Array.from({ length: 200 }, () => session.call('demo-cadre-wang', 'people.me', {})));
    const people = Array.from({ length: members }, (_, index) => `demo-member-${index}`);
    const outcomes: Outcome[] = [];
    const started = performance.now();
    const queue = [...people];
    await Promise.all(
      Array.from({ length: concurrency }, async () => {
        for (let openid = queue.shift(); openid !== undefined; openid = queue.shift()) {
          const begun = performance.now();
          const { answer, cost } = await session.measured(openid, 'registration.signUp', { activityId }, newKey());
          outcomes.push({ openid, answer: dataOf(answer), cost, ms: performance.now() - begun });
        }
      }),
    );
    const seconds = (performance.now() - started) / 1000;
    const held = outcomes.filter((outcome) => outcome.answer.state === 'held');
    const waiting = outcomes.filter((outcome) => outcome.answer.state === 'waiting');
    const detail = dataOf(await session.call('demo-cadre-wang', 'activity.detail', { activityId }));
    const uids = await allUids(session, activityId);
    // Nobody left, so the place in line that each was told is where they stand.
    const line = uids.slice(held.length);
    const outOfOrder = waiting.filter(({ openid, answer }) => line[(answer.position ?? 0) - 1] !== demoUid(openid));
    // A write to the index of touches is a projection; all other writes decide.
    const projections = (outcome: Outcome) => outcome.cost.writesBy['registrations'] ?? 0;
    const decidingWrites = (outcome: Outcome) => outcome.cost.writes - projections(outcome);
    const decidingTrips = (outcome: Outcome) => outcome.cost.roundTrips - projections(outcome);
    const perSecond = members / seconds;
    return {
      accepted: held.length,
      waiting: waiting.length,
      duplicates: uids.length - new Set(uids).size + (detail.capacity - detail.left - held.length) + (detail.waiting - waiting.length),
      out_of_order: outOfOrder.length,
      per_s: Math.round(perSecond),
      p50_ms: Math.round(percentile(outcomes.map((outcome) => outcome.ms), 0.5)),
      p99_ms: Math.round(percentile(outcomes.map((outcome) => outcome.ms), 0.99)),
      raw_writes_per_s: Math.round(raw.perSecond),
      ratio: Number((perSecond / raw.perSecond).toFixed(2)),
      engine_writes_per_s: Math.round(raw.enginePerSecond),
      writes: Math.max(...outcomes.map(decidingWrites)),
      writes_place: Math.max(...held.map(decidingWrites)),
      round_trips: Math.max(...outcomes.map(decidingTrips)),
      round_trips_place: Math.max(...held.map(decidingTrips)),
      projection_writes: Math.max(...outcomes.map(projections)),
    };
  } finally {
    await session.close();
  }
}

async function allUids(session: ApiSession, activityId: string): Promise<string[]> {
  const uids: string[] = [];
  let cursor: string | undefined;
  do {
    const page: Api.Output<'activity.roster'> = dataOf(
      await session.call('demo-cadre-wang', 'activity.roster', cursor === undefined ? { activityId } : { activityId, cursor }),
    );
    uids.push(...page.rows.map((row) => row.uid));
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return uids;
}
