import { scopeEnd } from '../../../miniprogram/domain/people/scope';
import type { Entry } from '../../../miniprogram/domain/registration/seats';
import type { Database } from '../../platform/database';
import { readSeats, type SeatsDocument } from './store';

/**
 * The mark on a held place that its member came. It lies where a cancel is decided, so that of a scan and a cancel in the same moment one wins:
 * the mark asks for the place, the cancel asks for the absence of the mark.
 */

const seatsOf = (db: Database) => db.collection<SeatsDocument>('seats');

/** Within one of these scopes, as a condition on `scope`. */
function within(db: Database, scopes: readonly string[]): object {
  const { and, gte, lt, or } = db.command;
  const ranges = scopes.map((scope) => and(gte(scope), lt(scopeEnd(scope))));
  return ranges.length === 1 && ranges[0] ? ranges[0] : or(...ranges);
}

/**
 * Marks the held place of somebody who comes in now.
 * @param scopes where whoever admits keeps the gate; null: the member themself, by 现场签到码
 * @param endsAfter the session ends after this instant
 * @returns false: no place is held here, it is marked already, or this is not their gate
 */
export async function arrive(db: Database, activityId: string, uid: string, scopes: readonly string[] | null, endsAfter: number, at: number): Promise<boolean> {
  const { elemMatch, exists, gt, inc } = db.command;
  const gate = scopes === null ? {} : { scope: within(db, scopes) };
  const { stats } = await seatsOf(db)
    .where({ _id: activityId, held: elemMatch({ u: uid, c: exists(false) }), cancelled: false, endsAt: gt(endsAfter), ...gate })
    .update({ data: { 'held.$.c': at, v: inc(1) } });
  return stats.updated === 1;
}

const attempts = 5;

/** Brings the marks of these members up to when they first came, told late: what the list of a gate shows. A place given back meanwhile has none. */
export async function noteArrivals(db: Database, activityId: string, firsts: ReadonlyMap<string, number>, known: SeatsDocument): Promise<void> {
  let seats: SeatsDocument | null = known;
  for (let attempt = 0; attempt < attempts && seats; attempt += 1) {
    const stale = seats.held.flatMap((entry: Entry, index) => {
      const at = firsts.get(entry.u);
      return at === undefined || entry.c === at ? [] : [{ index, u: entry.u, at }];
    });
    if (stale.length === 0) return;
    const asSeen = Object.fromEntries(stale.map(({ index, u }) => [`held.${index}.u`, u]));
    const marks = Object.fromEntries(stale.map(({ index, at }) => [`held.${index}.c`, at]));
    const { stats } = await seatsOf(db)
      .where({ _id: activityId, ...asSeen })
      .update({ data: { ...marks, v: db.command.inc(1) } });
    if (stats.updated === 1) return;
    seats = await readSeats(db, activityId);
  }
}

/** The places of an activity as a gate counts them. */
export interface Arrivals {
  _id: string;
  scope: string;
  cap: number;
  left: number;
  /** How many of those who hold a place came. */
  came: number;
}

/** How many came, by activity. */
export async function arrivalsOf(db: Database, activityIds: string[]): Promise<Map<string, Arrivals>> {
  if (activityIds.length === 0) return new Map();
  const { list } = await seatsOf(db)
    .aggregate()
    .match({ _id: db.command.in(activityIds) })
    .limit(activityIds.length)
    .project({ scope: 1, cap: 1, left: 1, came: db.command.aggregate.size('$held.c') })
    .end();
  // The projection above is the type's shape.
  return new Map((list as Arrivals[]).map((found) => [found._id, found]));
}
