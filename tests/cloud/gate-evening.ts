import tcb from '@cloudbase/node-sdk';
import { hour } from '../../miniprogram/domain/time/shanghai';
import { dataOf, newKey, type ApiSession } from './local-session';

const cadre = 'demo-cadre-wang';
const staff = 'demo-gate-zhao';
const gates = ['东门', '西门', '南门'];

/** The check-in documents of an activity as one text, without what differs from activity to activity. */
export async function checkInDocuments(cloudUrl: string, activityId: string): Promise<string> {
  const app = tcb.init({ env: 'gongyun-local', secretId: 'local', secretKey: 'local', serviceUrl: `${cloudUrl}/admin` } as Parameters<typeof tcb.init>[0]);
  const { data } = (await app.database().collection('checkins').where({ activityId }).orderBy('_id', 'asc').limit(1000).get()) as { data: object[] };
  // A pass names its activity, so the hash of what was told does, too.
  return JSON.stringify(data, (name, value: unknown) => (['_id', 'activityId', 'h'].includes(name) ? undefined : value));
}

/** Opens an activity that begins in an hour, with these people in it. */
export async function openEvening(session: ApiSession, people: readonly string[], now: number, change: Partial<Api.Activity.CreateInput> = {}): Promise<string> {
  const draft: Api.Activity.CreateInput = {
    title: '露天电影',
    programme: 'general',
    audienceUnionId: 'city',
    placeName: '职工广场',
    startsAt: now + hour,
    endsAt: now + 3 * hour,
    capacity: people.length + 10,
    ...change,
  };
  const { activityId } = dataOf(await session.call(cadre, 'activity.create', draft, newKey()));
  for (const one of people) dataOf(await session.call(one, 'registration.signUp', { activityId }, newKey()));
  return activityId;
}

export interface EveningResult {
  scans: number;
  /** Scans that are not in the documents at the end. */
  lost: number;
  orders_tried: number;
  /** Orders whose documents differ from those of the first. */
  different_results: number;
  /** Scans answered as duplicates, the same in every order. */
  duplicates: number;
}

/** Numbers from 0 up to 1 that a seed gives again. */
function dice(seed: number): () => number {
  let state = seed * 2654435761 + 1;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    return state / 2 ** 32;
  };
}

/** One evening at three gates without a network, 30 % of the people scanned twice, told to the server in several orders. */
export async function tellEvening(session: ApiSession, members: number, orders: number): Promise<EveningResult> {
  const now = Date.now();
  const people = Array.from({ length: members }, (_, index) => `demo-member-${index}`);
  const scans = people.flatMap((who, index) =>
    Array.from({ length: index % 10 < 3 ? 2 : 1 }, (_, round) => ({ id: newKey(), who, gate: gates[(index + round) % 3] ?? '', minutes: (index * 7 + round * 11) % 40, slow: ((index + round) % 3) * 90_000 })),
  );
  const results: string[] = [];
  const lost = new Set<string>();
  const duplicates = new Set<number>();
  for (let order = 0; order < orders; order += 1) {
    const activityId = await openEvening(session, people, now);
    const tokens = new Map<string, string>();
    for (const who of people) tokens.set(who, dataOf(await session.call(who, 'registration.pass', { activityId })).token);
    const roll = dice(order);
    const shuffled = scans.map((scan) => ({ scan, rank: roll() })).sort((a, b) => a.rank - b.rank).map(({ scan }) => scan);
    const told = (order === 0 ? scans : shuffled).map(({ id, who, gate, minutes, slow }) => ({ id, gate, deviceAt: now + minutes * 60_000 - slow, correction: slow, who: { token: tokens.get(who) ?? '' } }));
    const size = 1 + Math.floor(roll() * 50);
    const batches = Array.from({ length: Math.ceil(told.length / size) }, (_, index) => told.slice(index * size, (index + 1) * size));
    // Gates tell side by side, and a lost answer is asked for again.
    for (let from = 0; from < batches.length; from += 3) {
      await Promise.all(batches.slice(from, from + 3).map(async (batch) => dataOf(await session.call(staff, 'checkin.sync', { activityId, scans: batch }))));
    }
    const again = await Promise.all(batches.map(async (batch) => dataOf(await session.call(staff, 'checkin.sync', { activityId, scans: batch.slice(0, 50) })).results));
    duplicates.add(again.flat().filter(({ outcome }) => outcome === 'duplicate').length);
    const documents = await checkInDocuments(session.url, activityId);
    for (const { id } of scans) if (!documents.includes(`"${id}"`)) lost.add(`${order}:${id}`);
    results.push(documents);
  }
  if (duplicates.size !== 1) throw new Error('orders disagree on the duplicates');
  return {
    scans: scans.length * orders,
    lost: lost.size,
    orders_tried: orders,
    different_results: results.filter((one) => one !== results[0]).length,
    duplicates: [...duplicates][0] ?? 0,
  };
}
