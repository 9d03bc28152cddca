import { activitiesIn, type Attempt, attempted, dropped, pruned } from '../../../miniprogram/domain/registration/series';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { causeOf, log } from '../../platform/log';
import { newSecret } from '../../platform/secrets';
import { activitiesById } from '../activity/store';
import { namesOf } from '../people/store';
import { factsOf } from './standing';
import { claimsIn, insertClaims, swapClaims } from './store';

const tries = 8;

/** What may bring places in an activity of a series: who, and under which key. */
export interface Claiming {
  activityId: string;
  people: readonly string[];
  key: string;
  now: number;
}

/**
 * Does what may bring people places in an activity of a series, when each of them has room for it. The attempt is written down first, by one
 * conditional write on what that person has of the series; a refusal takes it back. What a crash leaves over is found out by whoever needs
 * the room, so that nothing else, neither a cancel nor a job, has to think of it.
 * @param series null: the activity belongs to none
 * @throws Refusal USED with what they have, where there is no room
 */
export async function inSeries<T>(db: Database, series: Api.Series.Rule | null | undefined, { activityId, people, key, now }: Claiming, work: () => Promise<T>): Promise<T> {
  if (!series) return work();
  const call = newSecret();
  const attempt: Attempt = { a: activityId, k: key, n: call, t: now };
  try {
    for (const uid of people) await claim(db, series, uid, attempt, people.length > 1);
    return await work();
  } catch (error) {
    if (error instanceof Refusal) await Promise.all(people.map((uid) => takeBack(db, series.id, uid, call)));
    throw error;
  }
}

async function claim(db: Database, series: Api.Series.Rule, uid: string, attempt: Attempt, ofTeam: boolean): Promise<void> {
  if (await insertClaims(db, series.id, uid, attempt)) return;
  for (let again = 0; again < tries; again += 1) {
    const before = await claimsIn(db, series.id, uid);
    if (!before) {
      if (await insertClaims(db, series.id, uid, attempt)) return;
      continue;
    }
    const known = attempted(before.attempts, attempt, series.most);
    const left = known ? before.attempts : pruned(before.attempts, await factsOf(db, before.attempts, uid, attempt.t));
    const next = known ?? attempted(left, attempt, series.most);
    if (!next) throw await fullWith(db, series, uid, activitiesIn(left).filter((one) => one !== attempt.a), ofTeam);
    if (await swapClaims(db, before, next)) return;
  }
  throw new Refusal('SLOW_DOWN');
}

/** A refusal stands whether or not its attempt could be taken back: what stays is found out later. */
async function takeBack(db: Database, seriesId: string, uid: string, call: string): Promise<void> {
  try {
    for (let again = 0; again < tries; again += 1) {
      const before = await claimsIn(db, seriesId, uid);
      const left = before && dropped(before.attempts, call);
      if (!before || !left || left.length === before.attempts.length || (await swapClaims(db, before, left))) return;
    }
  } catch (error) {
    log('series', { seriesId, ...causeOf(error) });
  }
}

async function fullWith(db: Database, { name, most }: Api.Series.Rule, uid: string, ids: string[], ofTeam: boolean): Promise<Refusal> {
  if (ids.length < most) return new Refusal('SLOW_DOWN', '操作太频繁，请过几分钟再试');
  const [activities, names] = await Promise.all([activitiesById(db, ids), ofTeam ? namesOf(db, [uid]) : null]);
  const titles = ids.map((id) => activities.get(id)?.title ?? '').filter((title) => title !== '');
  const who = names ? `${names.get(uid)?.name ?? '队里有人'}` : '';
  return new Refusal('USED', `${who}已报满“${name}”的 ${most} 项：${titles.join('、')}`);
}

/** Titles of the other activities of the series in which somebody stands, for their eyes. */
export async function othersInSeries(db: Database, series: Api.Series.Rule, activityId: string, uid: string, now: number): Promise<string[]> {
  const others = ((await claimsIn(db, series.id, uid))?.attempts ?? []).filter(({ a }) => a !== activityId);
  if (others.length === 0) return [];
  const ids = activitiesIn(others);
  const [{ standing }, activities] = await Promise.all([factsOf(db, others, uid, now), activitiesById(db, ids)]);
  return ids.filter((id) => standing.has(id)).map((id) => activities.get(id)?.title ?? '');
}
