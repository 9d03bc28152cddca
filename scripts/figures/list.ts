import { type CallCost, codeOf, dataOf, newKey, openApiSession } from '../../tests/cloud/local-session';
import { percentile } from './measure';

interface Measured {
  action: Api.ActionName;
  pageSize: number;
  cost: CallCost;
  ms: number[];
}

const calls = 40;

/**
 * The lists of people, first and further pages, with so many members in the database: of all of them the most round trips, the list that
 * reads most documents beyond its page, and the slowest median.
 */
export async function listFigure({ members = 100_000, people = 260 } = {}): Promise<object> {
  const session = await openApiSession({ members });
  try {
    const now = Date.now();
    const wang = 'demo-cadre-wang';
    const draft = { title: '万人长廊', programme: 'general', audienceUnionId: 'city', placeName: '职工广场', startsAt: now + 3_600_000, endsAt: now + 7_200_000, capacity: people - 60 } as const;
    const { activityId } = dataOf(await session.call(wang, 'activity.create', draft, newKey()));
    for (let index = 0; index < people; index += 1) dataOf(await session.call(`demo-member-${index}`, 'registration.signUp', { activityId }, newKey()));
    const roster = dataOf(await session.call(wang, 'activity.roster', { activityId }));
    const ownRoster = dataOf(await session.call('demo-cadre-liu', 'people.roster', { unionId: 'jcjc' }));
    const further = (next: string | null) => (next === null ? {} : { cursor: next });
    const lists: [Api.ActionName, string, object, number][] = [
      ['activity.roster', wang, { activityId }, 50],
      ['activity.roster', wang, { activityId, ...further(roster.next) }, 50],
      ['activity.roster', wang, { activityId, filter: 'absent' }, 50],
      ['checkin.list', 'demo-gate-zhao', { activityId }, 200],
      ['checkin.absent', 'demo-gate-zhao', { activityId }, 200],
      ['people.roster', 'demo-cadre-liu', { unionId: 'jcjc' }, 50],
      ['people.roster', 'demo-cadre-liu', { unionId: 'jcjc', ...further(ownRoster.next) }, 50],
      ['people.grants', 'demo-admin-wu', {}, 20],
      ['people.requests', wang, {}, 50],
    ];
    const measured: Measured[] = [];
    for (const [action, openid, input, pageSize] of lists) {
      const ms: number[] = [];
      const costs: CallCost[] = [];
      for (let call = 0; call < calls; call += 1) {
        const begun = performance.now();
        const { answer, cost } = await session.measured(openid, action, input as Api.Input<typeof action>);
        ms.push(performance.now() - begun);
        if (codeOf(answer) !== 'OK') throw new Error(`${action} ${codeOf(answer)}`);
        costs.push(cost);
      }
      const cost = costs[0];
      if (cost) measured.push({ action, pageSize, cost, ms });
    }
    const [worst] = [...measured].sort((a, b) => b.cost.docsRead - b.pageSize - (a.cost.docsRead - a.pageSize));
    return {
      members,
      round_trips: Math.max(...measured.map(({ cost }) => cost.roundTrips)),
      docs_read: worst?.cost.docsRead ?? 0,
      page_size: worst?.pageSize ?? 0,
      p50_ms: Math.round(Math.max(...measured.map(({ ms }) => percentile(ms, 0.5))) * 10) / 10,
      lists: measured.length,
      worst: worst?.action ?? '',
    };
  } finally {
    await session.close();
  }
}
