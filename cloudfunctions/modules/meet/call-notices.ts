import { whenOf } from '../../../miniprogram/domain/activity/steps';
import { callTime, nextNotice, noticeTime } from '../../../miniprogram/domain/meet/programme';
import type { Database } from '../../platform/database';
import { causeOf, log } from '../../platform/log';
import { activityById } from '../activity/store';
import { tell } from '../notice/tell';
import type { MeetDocument } from './documents';
import { type EventDocument, eventKey, type Round, roundName, type Starter } from './event-document';
import { eventById } from './event-store';
import { meetsToNotify, noteNotified } from './meet-store';

/** Who is called to 检录, and when: by the timetable of itself, or by an official. */

/** Tells these of a round when they are called, each with its own heat: exactly once for each key. @param calledAt when they are to be there */
export async function tellRound(db: Database, { meetId, eventId, event }: EventDocument, round: Round, starters: readonly Starter[], { calledAt, key }: { calledAt: number; key: string }, now: number): Promise<void> {
  const page = `packages/meet/pages/event/event?meet=${meetId}&event=${encodeURIComponent(eventId)}`;
  const several = round.heats.length > 1;
  const groups = several ? round.heats.map(({ n, places }) => ({ heat: ` 第${n}组`, entries: new Set(places.map(({ entry }) => entry)) })) : [{ heat: '', entries: null }];
  for (const { heat, entries } of groups) {
    const to = starters.flatMap(({ entry, people }) => (entries === null || entries.has(entry) ? people.map(({ uid }) => uid) : []));
    if (to.length > 0) await tell(db, { template: 'yourHeat', to, about: { event: event.name, heat, when: whenOf(calledAt, calledAt), place: `${event.zone}检录处`, page }, key }, now);
  }
}

/** So many meets a run. */
const batch = 50;

/** Tells athletes in time before each 检录 of the timetable. @returns how many meets were looked at */
export async function notifyOfCalls(db: Database, now: number): Promise<number> {
  const found = await meetsToNotify(db, now, batch);
  for (const meet of found) {
    try {
      await notifyOf(db, meet, now);
    } catch (error) {
      // The next run takes it up again; the other meets are not to wait for it.
      log('calls', { meetId: meet._id, ...causeOf(error) });
    }
  }
  return found.length;
}

async function notifyOf(db: Database, meet: MeetDocument, now: number): Promise<void> {
  const { rests } = meet.rulebook;
  const items = meet.timetable ?? [];
  const activity = await activityById(db, meet._id);
  if (!activity || activity.cancelled) return noteNotified(db, meet, null);
  const told = new Set<string>();
  for (const { id, event, round: n, start } of items) {
    if (start === null || start <= now || noticeTime(start, rests) > now) continue;
    const found = await eventById(db, eventKey(meet._id, event));
    const round = found?.rounds[roundName(n)];
    // Who goes on is not known yet: looked at again in a minute, until it starts.
    if (!found || !round) continue;
    told.add(id);
    // An official has called them already.
    if (round.summonedAt !== null || round.signed > 0) continue;
    const waiting = found.starters.filter(({ entry }) => round.cards[entry]?.call === 'none');
    // One message for a round, wherever it is moved after that: 顺延 has a message of its own.
    await tellRound(db, found, round, waiting, { calledAt: callTime(start, rests), key: `call:${meet._id}:${id}` }, now);
  }
  await noteNotified(db, meet, nextNotice(items, rests, now, told));
}
