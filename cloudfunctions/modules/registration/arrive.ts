import type { Database } from '../../platform/database';
import { within } from '../people/within';
import { readBuckets, type SeatsDocument, seatsOf } from './store';

/**
 * The mark on a held place that its member came. It lies where a cancel is decided, so that of a scan and a cancel in the same moment one wins:
 * the mark asks for the place, the cancel asks for the absence of the mark.
 */

/**
 * Marks the held place of somebody who comes in now, alone or of a team, whichever bucket it is in.
 * @param scopes where whoever admits keeps the gate; null: the member themself, by 现场签到码
 * @param endsAfter the session ends after this instant
 * @returns false: no place is held here, it is marked already, or this is not their gate
 */
export async function arrive(db: Database, activityId: string, uid: string, scopes: readonly string[] | null, endsAfter: number, at: number): Promise<boolean> {
  const { elemMatch, exists, gt, inc } = db.command;
  const gate = scopes === null ? {} : { scope: within(db, scopes) };
  const place = elemMatch({ $or: [{ u: uid }, { m: uid }], o: exists(false), [`c.${uid}`]: exists(false) });
  const { stats } = await seatsOf(db)
    .where({ activityId, held: place, cancelled: false, endsAt: gt(endsAfter), ...gate })
    .update({ data: { [`held.$.c.${uid}`]: at, v: inc(1) } });
  return stats.updated === 1;
}

/** How somebody first came. */
export interface First {
  at: number;
  /** Told by 代录. */
  entered: boolean;
}

const attempts = 5;

/** Brings the marks of these members up to when they first came, told late: what the list of a gate shows. A place given back meanwhile has none. */
export async function noteArrivals(db: Database, activityId: string, firsts: ReadonlyMap<string, First>): Promise<void> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const noted = await Promise.all((await readBuckets(db, activityId)).map((bucket) => noteIn(db, bucket, firsts)));
    if (noted.every(Boolean)) return;
  }
}

/** @returns false: the bucket has changed since it was read */
async function noteIn(db: Database, { _id, held }: SeatsDocument, firsts: ReadonlyMap<string, First>): Promise<boolean> {
  const stale = held.flatMap(({ u, m, c, e }, index) =>
    (m ?? [u]).flatMap((uid) => {
      const first = firsts.get(uid);
      return !first || (c?.[uid] === first.at && (e?.[uid] ?? false) === first.entered) ? [] : [{ index, u, uid, marked: e?.[uid] !== undefined, ...first }];
    }),
  );
  if (stale.length === 0) return true;
  const asSeen = Object.fromEntries(stale.map(({ index, u }) => [`held.${index}.u`, u]));
  const marks = Object.fromEntries(
    stale.flatMap(({ index, uid, at, entered, marked }) => [[`held.${index}.c.${uid}`, at], ...(entered || marked ? [[`held.${index}.e.${uid}`, entered]] : [])]),
  );
  const { stats } = await seatsOf(db)
    .where({ _id, ...asSeen })
    .update({ data: { ...marks, v: db.command.inc(1) } });
  return stats.updated === 1;
}

/** The places of an activity as a gate counts them: people, not teams. */
export interface Arrivals {
  scope: string;
  places: number;
  held: number;
  came: number;
}

interface Computed {
  activityId: string;
  scope: string;
  cap: number;
  people: string[][] | null;
  holds: number;
  /** Of each place that somebody came to: who, and when. */
  came: Record<string, number>[];
}

/** How many came, by activity. */
export async function arrivalsOf(db: Database, activityIds: string[]): Promise<Map<string, Arrivals>> {
  if (activityIds.length === 0) return new Map();
  const { size, cond, filter, ifNull } = db.command.aggregate;
  const offers = cond(['$offerFor', size(filter({ input: '$held', as: 'e', cond: ifNull(['$$e.o', false]) })), 0]);
  const { list } = await seatsOf(db)
    .aggregate()
    .match({ activityId: db.command.in(activityIds) })
    .limit(1000)
    .project({ activityId: 1, scope: 1, cap: 1, people: cond(['$teams', '$held.m', null]), holds: size('$held'), offers, came: '$held.c' })
    .end();
  const all = new Map<string, Arrivals>();
  // The projection above is the type's shape.
  for (const { activityId, scope, cap, people, holds, offers: offered, came } of list as (Computed & { offers: number })[]) {
    const sum = all.get(activityId) ?? { scope, places: 0, held: 0, came: 0 };
    const held = people ? people.flat().length : holds - offered;
    all.set(activityId, { scope, places: sum.places + cap, held: sum.held + held, came: sum.came + came.reduce((total, one) => total + Object.keys(one).length, 0) });
  }
  return all;
}
