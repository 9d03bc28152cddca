import * as v from 'valibot';
import type { Database } from '../../platform/database';
import { type Action, defineAction } from '../../platform/router';
import { namesOf } from '../people/store';
import { type EventDocument, eventKey } from './event-document';
import { counted, eventFields, eventFor, noEvent, rolesIn } from './event-guards';
import { eventById } from './event-store';
import { deskOf, peopleIn, viewOf } from './event-views';

/** What is read of an event. */

const namer = async (db: Database, event: EventDocument) => {
  const names = await namesOf(db, peopleIn(event));
  return (uid: string) => names.get(uid)?.name ?? '已注销的会员';
};

const show = defineAction('meet.event', 'member', v.strictObject(eventFields), async ({ db, input, member, now }) => {
  const event = await eventById(db, eventKey(input.meetId, input.event));
  if (!event) throw noEvent();
  return viewOf(event, rolesIn(member, event, now), { member, nameOf: await namer(db, event), now });
});

const desk = defineAction('event.desk', 'member', v.strictObject({ ...eventFields, since: v.exactOptional(counted) }), async ({ db, input, member, now }) => {
  const event = await eventFor(db, input, member, ['cadre', 'official', 'supervisor'], now);
  if (event.v === input.since) return { desk: null, now };
  return { desk: deskOf(event, rolesIn(member, event, now), { member, nameOf: await namer(db, event), now }), now };
});

export const showActions: readonly Action[] = [show, desk];
