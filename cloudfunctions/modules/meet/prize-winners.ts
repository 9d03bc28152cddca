import { markText } from '../../../miniprogram/domain/meet/entered';
import { placeWords, prizedRows, prizedUnits, prizeState } from '../../../miniprogram/domain/meet/prizes';
import { digestOf } from '../../platform/secrets';
import type { BoardPart } from './board-store';
import type { EventDocument, StarterPerson } from './event-document';
import type { PrizesDocument } from './prize-store';

/** Who gets which prize of a meet, worked out anew from the results wherever it is asked. */

export interface Winner {
  of: Api.Meet.PrizeOf;
  prize: string;
  what: string;
  /** An athlete; else the unit. */
  whom: string;
  unitName: string;
  people: StarterPerson[];
  mark: string;
}

/** Names what was handed over in the document of the meet's prizes; the same prize always has the same. */
export const prizeId = (of: Api.Meet.PrizeOf): string => digestOf(of).slice(0, 22);

/** First characters of an event's result, to look a certificate up by. */
export const resultCode = ({ eventId, result }: Pick<EventDocument, 'eventId' | 'result'>): string => digestOf([eventId, result?.rows ?? []]).slice(0, 16);

export const stateOfPrizes = ({ result }: Pick<EventDocument, 'result'>, now: number): Api.Meet.PrizeEvent['state'] => prizeState(result !== null, result?.confirmedFrom ?? null, now);

/** The winners of an event as it is announced, confirmed or not. */
export function eventWinners({ event, rules, result, starters }: Pick<EventDocument, 'event' | 'rules' | 'result' | 'starters'>): Winner[] {
  return prizedRows(result?.rows ?? [], rules.points).flatMap(({ entry, place, mark, timing }): Winner[] => {
    const starter = starters.find((one) => one.entry === entry);
    if (!starter) return [];
    const [person, ...others] = starter.people;
    return [
      {
        ...{ of: { kind: 'event', event: event.id, entry }, prize: placeWords(place), what: event.name, people: starter.people, unitName: starter.unitName },
        whom: person && others.length === 0 ? person.name : starter.unitName,
        mark: mark === null ? '' : markText(event.measure, mark, timing),
      },
    ];
  });
}

/** 团体总分 class by class. */
export const teamWinners = ({ classes }: Pick<BoardPart, 'classes'>, { teams }: Api.Meet.PrizeTerms): Winner[] =>
  classes.flatMap(({ id: unitClass, name, units }) =>
    prizedUnits(units, teams).map((one): Winner => ({ of: { kind: 'team', unitClass, unit: one.unit }, prize: placeWords(one.place), what: `团体总分${name}`, whom: one.name, unitName: one.name, people: [], mark: `${one.points}分` })),
  );

/** Everybody in 团体总分 by the unit. */
export const unitsOf = ({ classes }: Pick<BoardPart, 'classes'>): { unit: string; name: string }[] => classes.flatMap(({ units }) => units.map(({ unit, name }) => ({ unit, name })));

/** What the organiser named units for. */
export function namedWinners(board: Pick<BoardPart, 'classes'>, { named }: Api.Meet.PrizeTerms): Winner[] {
  const names = new Map(unitsOf(board).map(({ unit, name }) => [unit, name]));
  return named.flatMap(({ prize, units }) =>
    units.map((unit): Winner => {
      const whom = names.get(unit) ?? '';
      return { of: { kind: 'named', prize, unit }, prize, what: '', whom, unitName: whom, people: [], mark: '' };
    }),
  );
}

/** How many of an event's prizes were handed over. */
export const givenIn = ({ given }: Pick<PrizesDocument, 'given'>, event: string): number => Object.values(given).filter(({ of }) => of.kind === 'event' && of.event === event).length;
