import * as v from 'valibot';
import { Refusal } from '../../platform/errors';
import { type Action, defineAction } from '../../platform/router';
import { inputHash } from '../../platform/secrets';
import { type EventDocument, eventKey, type Round, type Starter } from './event-document';
import { actOf, calledOf, counted, entryId, eventFields, noEvent } from './event-guards';
import { leads } from './event-protests';
import { actOnEvent, eventById, placeIn, roundsIn } from './event-store';

/** 棒次: the leader hands in who runs which leg of a relay, until the team is called to 检录. */

/** The round that a team runs next or ran last; null: it is in none. */
const roundFor = (event: EventDocument, entry: string): Round | null => [...roundsIn(event)].reverse().find(({ cards }) => cards[entry]) ?? null;

/** May the order of a team still be handed in? */
export function isOrderOpen(event: EventDocument, { entry, people }: Starter): boolean {
  const round = roundFor(event, entry);
  const card = round?.cards[entry];
  return event.event.team?.relay === true && people.length > 1 && round?.signed === 0 && card?.call === 'none' && card.m === 0;
}

const schema = v.strictObject({ ...eventFields, entry: entryId, bibs: v.pipe(v.array(counted), v.maxLength(60)) });

const order = defineAction('event.order', 'act', schema, ({ db, input, key, member, now }) => {
  const load = async () => {
    const found = await eventById(db, eventKey(input.meetId, input.event));
    if (!found) throw noEvent();
    return found;
  };
  return actOnEvent(db, load, actOf(member, key, inputHash(input), now), (event, done) => {
    const answer = { handedIn: true } as const;
    if (done) return { answer };
    const starter = event.starters.find(({ entry }) => entry === input.entry);
    if (!starter) throw new Refusal('NOT_FOUND', '这个项目没有这支队');
    if (!leads(starter, member, now)) throw new Refusal('FORBIDDEN', '棒次由本队的领队报');
    if (event.event.team?.relay !== true) throw new Refusal('BAD_INPUT', '只有接力要报棒次');
    const round = roundFor(event, starter.entry);
    if (!round || !isOrderOpen(event, starter)) throw new Refusal('CLOSED', `${calledOf(event.starters, starter.entry)}已经检录，棒次不能再改`);
    const people = input.bibs.flatMap((bib) => starter.people.find((one) => one.bib === bib)?.uid ?? []);
    if (new Set(people).size !== starter.people.length || people.length !== input.bibs.length) throw new Refusal('BAD_INPUT', '本队每个人排一次，替补排在最后');
    const { path, card } = placeIn(event, round.n);
    return {
      answer,
      write: {
        where: { [card(starter.entry, 'call')]: 'none', [card(starter.entry, 'm')]: 0, [path('signed')]: 0 },
        data: { [`orders.${starter.entry}`]: db.command.set({ people, by: member.uid, at: now }) },
      },
    };
  });
});

export const orderActions: readonly Action[] = [order];
