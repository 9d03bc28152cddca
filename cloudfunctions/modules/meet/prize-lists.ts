import * as v from 'valibot';
import { maskName } from '../../../miniprogram/domain/people/names';
import { holds } from '../../../miniprogram/domain/people/scope';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { count, id } from '../../platform/fields';
import { type Action, defineAction, type Member } from '../../platform/router';
import { unseal } from '../../platform/secrets';
import { namesOf } from '../people/store';
import { type BoardDocument, boardById } from './board-store';
import { crew, eventFields, eventFor } from './event-guards';
import { eventsOfMember, eventsWithBib } from './event-store';
import { type HandedOver, noPrizes, prizesById, type PrizesDocument } from './prize-store';
import { eventWinners, givenIn, namedWinners, prizeId, resultCode, stateOfPrizes, teamWinners, unitsOf, type Winner } from './prize-winners';

/** What there is to give, what was given, and what is mine. */

export const noMeet = () => new Refusal('NOT_FOUND', '没有找到这个运动会，或还没有编排');

/** The board of a meet, for those who work at it. */
export async function boardFor(db: Database, meetId: string, { grants }: Pick<Member, 'grants'>, roles: readonly string[], now: number): Promise<BoardDocument> {
  const board = await boardById(db, meetId);
  if (!board || !roles.some((role) => holds(grants, role, board.scope, now))) throw noMeet();
  return board;
}

type Namer = (uid: string) => string;

async function namerOf(db: Database, handed: readonly HandedOver[]): Promise<Namer> {
  const names = await namesOf(db, [...new Set(handed.map(({ by }) => by))]);
  return (uid) => names.get(uid)?.name ?? '已注销的会员';
}

interface Seen {
  nameOf: Namer;
  uid: string;
  cadre: boolean;
}

function rowOf(winner: Winner, handed: HandedOver | undefined, { nameOf, uid, cadre }: Seen): Api.Meet.PrizeRow {
  const { of, prize, what, whom, unitName, people, mark } = winner;
  return {
    ...{ of, prize, what, whom, unitName, mark, astray: handed && handed.prize !== prize ? 'change' : null, people: people.map(({ name, bib }) => ({ name, bib })) },
    given: handed ? { prize: handed.prize, at: handed.at, byName: nameOf(handed.by), proxy: handed.proxy === '' ? '' : maskName(unseal(handed.proxy)), mine: cadre || handed.by === uid } : null,
  };
}

/** Rows of winners, then what was given to those who are winners no more. */
function rowsOf(winners: readonly Winner[], handed: readonly HandedOver[], seen: Seen): Api.Meet.PrizeRow[] {
  const known = new Map(handed.map((one) => [prizeId(one.of), one]));
  const entitled = new Set(winners.map(({ of }) => prizeId(of)));
  const astray = handed.filter(({ of }) => !entitled.has(prizeId(of)));
  return [
    ...winners.map((winner) => rowOf(winner, known.get(prizeId(winner.of)), seen)),
    ...astray.map((one) => ({ ...rowOf({ ...one, whom: unseal(one.whom), people: [], mark: '' }, one, seen), astray: 'back' as const })),
  ];
}

const handedIn = ({ given }: PrizesDocument, fits: (of: Api.Meet.PrizeOf) => boolean): HandedOver[] => Object.values(given).filter(({ of }) => fits(of));

const list = defineAction('meet.prizes', 'member', v.strictObject({ meetId: id }), async ({ db, input, member, now }) => {
  const [board, kept] = await Promise.all([boardFor(db, input.meetId, member, crew, now), prizesById(db, input.meetId)]);
  const document = kept ?? noPrizes(board);
  const cadre = holds(member.grants, 'cadre', board.scope, now);
  const handed = handedIn(document, ({ kind }) => kind !== 'event');
  const seen = { nameOf: await namerOf(db, handed), uid: member.uid, cadre };
  return {
    ...{ meetId: board._id, title: board.title, terms: document.terms, choices: unitsOf(board), manages: cadre, v: document.v, now },
    events: board.events.map(({ event, name, announcedAt, confirmed, prizes }): Api.Meet.PrizeEvent => ({ event, name, state: announcedAt === null ? 'open' : confirmed ? 'due' : 'waits', prizes, given: givenIn(document, event) })),
    units: rowsOf([...teamWinners(board, document.terms), ...namedWinners(board, document.terms)], handed, seen),
    teamsDue: board.events.every(({ confirmed }) => confirmed),
  };
});

const winners = defineAction('meet.winners', 'member', v.strictObject(eventFields), async ({ db, input, member, now }) => {
  const [event, kept] = await Promise.all([eventFor(db, input, member, crew, now), prizesById(db, input.meetId)]);
  const handed = kept ? handedIn(kept, (of) => of.kind === 'event' && of.event === input.event) : [];
  const seen = { nameOf: await namerOf(db, handed), uid: member.uid, cadre: holds(member.grants, 'cadre', event.scope, now) };
  return { name: event.event.name, state: stateOfPrizes(event, now), until: event.result?.confirmedFrom ?? null, rows: rowsOf(eventWinners(event), handed, seen), now };
});

const winnersOf = defineAction('meet.winnersOf', 'member', v.strictObject({ meetId: id, bib: count(1, 99_999) }), async ({ db, input, member, now }) => {
  const [board, kept, events] = await Promise.all([boardFor(db, input.meetId, member, crew, now), prizesById(db, input.meetId), eventsWithBib(db, input.meetId, input.bib)]);
  const won = events.filter((one) => stateOfPrizes(one, now) === 'due').flatMap(eventWinners).filter(({ people }) => people.some(({ bib }) => bib === input.bib));
  const ids = new Set(won.map(({ of }) => prizeId(of)));
  const handed = kept ? handedIn(kept, (of) => ids.has(prizeId(of))) : [];
  const seen = { nameOf: await namerOf(db, handed), uid: member.uid, cadre: holds(member.grants, 'cadre', board.scope, now) };
  return { rows: rowsOf(won, handed, seen), waits: events.filter((one) => stateOfPrizes(one, now) === 'waits').length, now };
});

const own = defineAction('meet.ownPrizes', 'member', v.strictObject({ meetId: id }), async ({ db, input, member, now }) => {
  const [board, kept, events] = await Promise.all([boardById(db, input.meetId), prizesById(db, input.meetId), eventsOfMember(db, input.meetId, member.uid)]);
  if (!board) throw noMeet();
  const { terms, given } = kept ?? noPrizes(board);
  const worded = ({ of, prize, what, unitName, mark }: Winner, whom: string, at: number, code: string): Api.Meet.OwnPrize => ({
    ...{ prize, what, whom, unitName, mark, contest: board.title, organiser: board.scopeName, at, code },
    given: given[prizeId(of)]?.at ?? null,
  });
  const mine = events
    .filter((one) => stateOfPrizes(one, now) === 'due')
    .flatMap((one) => eventWinners(one).filter(({ people }) => people.some(({ uid }) => uid === member.uid)).map((winner) => worded(winner, member.name, one.result?.at ?? now, resultCode(one))));
  const leads = holds(member.grants, 'cadre', member.unitPath, now);
  const over = board.events.every(({ confirmed }) => confirmed);
  const ours = leads && over ? [...teamWinners(board, terms), ...namedWinners(board, terms)].filter(({ of }) => of.kind !== 'event' && of.unit === member.unitId) : [];
  return { items: [...mine, ...ours.map((winner) => worded(winner, winner.whom, board.at, ''))] };
});

export const prizeListActions: readonly Action[] = [list, winners, winnersOf, own];
