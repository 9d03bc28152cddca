import { sealFaults } from '../../../miniprogram/domain/meet/sealing';
import type { Database } from '../../platform/database';
import { digestOf } from '../../platform/secrets';
import { boardById, keepSeal, unsettledSeals } from './board-store';
import { type EventDocument, eventKey } from './event-document';
import { closeEvent, openEvent, roundsIn, wholeEvents } from './event-store';

/** Carrying a seal out: events are closed one by one, and then it is looked whether they still say what was signed. */

/** What the book says of an event. No names: whose name goes on wish does not break the seal. */
const saidOf = (document: EventDocument) => [
  document.eventId,
  document.starters.map(({ entry, unit, people }) => [entry, unit, people.map(({ bib }) => bib)]),
  roundsIn(document).map(({ n, lines }) => [n, lines]),
  (document.result?.rows ?? []).map(({ entry, place, outcome, mark, timing, points, record, noGauge }) => [entry, place, outcome, mark, timing, points, record, noGauge]),
];

/** The digest that is signed: of every result, and of what was not held. */
export const digestOfBook = (events: readonly EventDocument[], unheld: readonly string[]): string => digestOf([events.map(saidOf), [...unheld].sort()]);

/**
 * Brings the events to what the seal says. Every step may be repeated: by whoever sealed, by the job, by both at once. An event that was given back between the
 * signature and its closing stays open, and the book with it: it is signed anew.
 */
export async function settleSeal(db: Database, meetId: string, now: number): Promise<void> {
  for (let attempt = 0; attempt < 6; attempt += 1) {
    const board = await boardById(db, meetId);
    if (!board?.seal || !board.unsettled) return;
    const { seal } = board;
    if (seal.opening) {
      await openEvent(db, eventKey(meetId, seal.opening.event), seal.opening.was);
      if (await keepSeal(db, board, { ...seal, opening: null }, false)) return;
      continue;
    }
    const open = (await wholeEvents(db, meetId)).filter(({ sealed }) => sealed === 0);
    const certain = open.filter((one) => sealFaults([{ ...one, event: one.eventId, name: one.event.name }], seal.unheld, now).length === 0);
    await Promise.all(certain.map((one) => closeEvent(db, one, seal.n)));
    const after = await wholeEvents(db, meetId);
    const stands = after.every(({ sealed }) => sealed > 0) && digestOfBook(after, seal.unheld) === seal.digest;
    if (await keepSeal(db, board, { ...seal, state: stands ? 'sealed' : 'opened' }, false)) return;
  }
}

/** Carries out what broke off. @returns how many meets */
export async function settleSeals(db: Database, now: number): Promise<number> {
  const meets = await unsettledSeals(db, 10);
  for (const meetId of meets) await settleSeal(db, meetId, now);
  return meets.length;
}
