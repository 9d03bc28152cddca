import { covers } from '../../../miniprogram/domain/people/scope';
import { rewritePath } from '../../../miniprogram/domain/people/union';
import type { Database } from '../../platform/database';
import type { RoundDocument } from '../contest/documents';
import type { EventDocument } from '../meet/event-document';
import type { MoveDocument } from './move-store';
import { below } from './store';

const page = 20;

/**
 * Units of entries and of judges in the rounds of contests: whom a judge steps back for follows the move. Conditional on the round's version,
 * as all that changes a whole order; who was quicker is found in the next pass.
 */
export async function moveRounds(db: Database, move: MoveDocument, step: () => void): Promise<void> {
  for (const field of ['performances.unitPath', 'panel.unit']) while ((await onePass(db, field, move, step)) > 0) continue;
}

/** @returns how many rounds had the old path */
async function onePass(db: Database, field: string, { from, to }: MoveDocument, step: () => void): Promise<number> {
  const rounds = db.collection<RoundDocument>('contest_rounds');
  const { gt, inc, set } = db.command;
  let found = 0;
  for (let last = ''; ; ) {
    step();
    // A range over an array also finds one element above and another below it: what is found is looked through.
    const { data } = await rounds.where({ [field]: below(db, from), _id: gt(last) }).orderBy('_id', 'asc').limit(page).get();
    for (const { _id, v, performances, panel } of data) {
      if (!performances.some(({ unitPath }) => covers(from, unitPath)) && !panel.some(({ unit }) => unit !== null && covers(from, unit))) continue;
      found += 1;
      const units = performances.map((one) => ({ ...one, unitPath: rewritePath(one.unitPath, from, to) }));
      const judges = panel.map((one) => ({ ...one, unit: one.unit === null ? null : rewritePath(one.unit, from, to) }));
      await rounds.where({ _id, v }).update({ data: { performances: set(units), panel: set(judges), v: inc(1) } });
    }
    if (data.length < page) return found;
    last = data[data.length - 1]?._id ?? '';
  }
}

/** Units of starters in the events of a meet: who may protest for one follows the move. Conditional on the event's version, as above. */
export async function moveStarters(db: Database, { from, to }: MoveDocument, step: () => void): Promise<void> {
  const events = db.collection<EventDocument>('meet_events');
  const { gt, inc, set } = db.command;
  for (let found = 1; found > 0; ) {
    found = 0;
    for (let last = '', full = true; full; ) {
      step();
      const { data } = await events.where({ 'starters.unitPath': below(db, from), _id: gt(last) }).orderBy('_id', 'asc').limit(page).get();
      for (const { _id, v, starters } of data) {
        if (!starters.some(({ unitPath }) => covers(from, unitPath))) continue;
        found += 1;
        // Names stay sealed as they are.
        await events.where({ _id, v }).update({ data: { starters: set(starters.map((one) => ({ ...one, unitPath: rewritePath(one.unitPath, from, to) }))), v: inc(1) } });
      }
      full = data.length === page;
      last = data[data.length - 1]?._id ?? '';
    }
  }
}
