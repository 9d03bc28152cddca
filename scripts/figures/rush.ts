import { plainRules } from '../../miniprogram/domain/activity/rules';
import { bucketId } from '../../miniprogram/domain/registration/layout';
import type { Seats } from '../../miniprogram/domain/registration/seats';
import { recordOf } from '../../tests/cloud/api/records';
import { dataOf, newKey, openApiSession } from '../../tests/cloud/local-session';
import { percentile, rawWrites } from './measure';

const capacity = 500;
/** The unions that have all of the city's members but the few of the federation itself, who find no place. */
const unions = ['east', 'west', 'edu', 'health'];

/** 10,000 members press 报名 at once for 500 places in 4 unit quotas. */
export async function rushFigure({ members = 10_000, concurrency = 64 } = {}): Promise<object> {
  const session = await openApiSession({ members: members + 8 });
  try {
    const raw = await rawWrites(concurrency, 1500);
    const now = Date.now();
    const quotas = unions.map((unionId) => ({ unionId, places: capacity / unions.length }));
    const draft = { title: '万人抢票演练', programme: 'general', audienceUnionId: 'city', placeName: '线上', startsAt: now + 3_600_000, endsAt: now + 7_200_000, capacity } as const;
    const { activityId } = dataOf(await session.call('demo-cadre-wang', 'activity.create', { ...draft, rules: { ...plainRules, quotas } }, newKey()));
    await Promise.all(Array.from({ length: 200 }, () => session.call('demo-cadre-wang', 'people.me', {})));

    const queue = Array.from({ length: members }, (_, index) => `demo-member-${index}`);
    const told = new Map<Api.Registration.State, number>();
    const [times, trips]: [number[], number[]] = [[], []];
    const started = performance.now();
    await Promise.all(
      Array.from({ length: concurrency }, async () => {
        for (let openid = queue.shift(); openid !== undefined; openid = queue.shift()) {
          const begun = performance.now();
          const { answer, cost } = await session.measured(openid, 'registration.signUp', { activityId }, newKey());
          const { state } = dataOf(answer);
          times.push(performance.now() - begun);
          told.set(state, (told.get(state) ?? 0) + 1);
          // A write to the index of touches is a projection; all other round trips decide.
          if (state === 'held') trips.push(cost.roundTrips - (cost.writesBy['registrations'] ?? 0));
        }
      }),
    );
    const perSecond = members / ((performance.now() - started) / 1000);
    const ids = [0, ...unions.map((_, index) => index + 1)].map((bucket) => bucketId(activityId, bucket));
    // What the function wrote is of the function's own type.
    const buckets = (await Promise.all(ids.map((id) => recordOf(session.url, 'seats', id)))) as unknown as Seats[];
    const [held, waiting] = [buckets.flatMap((seats) => seats.held), buckets.flatMap((seats) => seats.waiting)];
    const everybody = [...held, ...waiting].map(({ u }) => u);
    return {
      accepted: held.length,
      waiting: waiting.length,
      over_quota: buckets.reduce((sum, seats, index) => sum + Math.max(0, seats.held.length - (quotas[index - 1]?.places ?? 0)), 0),
      duplicates: everybody.length - new Set(everybody).size,
      told_wrong: Math.abs((told.get('held') ?? 0) - held.length) + Math.abs((told.get('waiting') ?? 0) - waiting.length),
      per_s: Math.round(perSecond),
      p50_ms: Math.round(percentile(times, 0.5)),
      p99_ms: Math.round(percentile(times, 0.99)),
      raw_writes_per_s: Math.round(raw.perSecond),
      ratio: Number((perSecond / raw.perSecond).toFixed(2)),
      round_trips_place: Math.max(...trips),
    };
  } finally {
    await session.close();
  }
}
