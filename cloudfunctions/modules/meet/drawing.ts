import { startersHash } from '../../../miniprogram/domain/meet/lots';
import { firstDraw, seedsIn } from '../../../miniprogram/domain/meet/start-list';
import { inListOrder } from '../../../miniprogram/domain/meet/seeding';
import { seedOf } from '../../../miniprogram/domain/draw/seed';
import type { Database } from '../../platform/database';
import { activityById } from '../activity/store';
import type { DelegationDocument, MeetDocument } from './documents';
import { eventOf, type Starter } from './event-document';
import { insertEvent } from './event-store';
import { delegationsInOrder, starterOf, startsOf } from './lists';
import { noteDrawn } from './meet-store';

/** What a draw follows from, and what follows from a draw. */

export interface DrawnEvent {
  event: Api.Meet.Event;
  starters: Starter[];
}

/** Events in which somebody starts, with who does, in one order. */
export function drawnEvents(meet: Pick<MeetDocument, 'rulebook' | 'units' | 'changes'>, delegations: readonly DelegationDocument[]): DrawnEvent[] {
  const lists = startsOf(delegations, meet);
  return meet.rulebook.events.flatMap((event) => {
    const rows = lists.get(event.id) ?? [];
    const seeds = seedsIn(event.id, meet.changes, rows.map(({ id }) => id));
    // In a knock-out nobody is entered with a mark: the seed is the number among the 种子.
    const numberOf = (id: string, mark: number | null) => (event.format.kind === 'knockout' ? seeds.indexOf(id) + 1 || null : mark);
    const starters = inListOrder(rows.map((row) => starterOf(meet, { ...row, seed: numberOf(row.id, row.seed) })));
    return starters.length > 0 ? [{ event, starters }] : [];
  });
}

/** The hash of everybody who starts, and the seed that follows from it. Hex. */
export function seedFor(events: readonly DrawnEvent[], contributions: readonly string[]): { list: string; seed: string } {
  const list = startersHash(events.map(({ event, starters }) => ({ id: event.id, starters })));
  return { list, seed: Buffer.from(seedOf(list, contributions)).toString('hex') };
}

/** Makes the events of a meet that is drawn. Everything in them follows from documents that change no more: it may be repeated and finished by another. */
export async function makeEvents(db: Database, meet: MeetDocument): Promise<void> {
  const { draw, rulebook } = meet;
  if (!draw) return;
  const [activity, delegations] = await Promise.all([activityById(db, meet._id), delegationsInOrder(db, meet)]);
  if (!activity) return;
  const bytes = Buffer.from(draw.seed, 'hex');
  const of = { meetId: meet._id, title: activity.title, scope: meet.scope, scopeName: activity.organiser, rulebook, seed: draw.seed, records: meet.records };
  const events = drawnEvents(meet, delegations);
  for (let from = 0; from < events.length; from += 10) {
    await Promise.all(events.slice(from, from + 10).map(({ event, starters }) => insertEvent(db, eventOf(of, event, starters, firstDraw(event, starters, rulebook, bytes), draw.act))));
  }
  await noteDrawn(db, meet._id);
}
