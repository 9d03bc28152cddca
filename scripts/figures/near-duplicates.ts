import { madeNotes } from '../../tests/reading/made-notes';
import { watchNotes } from '../../tests/reading/watch-notes';

/** Notes of a reading month, one in eight copied from an earlier one in one of eleven ways, watched one after another. */
export function nearDuplicatesFigure({ notes = 100_000 } = {}): Promise<object> {
  return Promise.resolve(watchNotes(madeNotes(notes)));
}
