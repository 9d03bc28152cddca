import { type Measure, placesOf, scoreOf } from '../../../miniprogram/domain/assessment/assessment';
import { shareOf } from '../../../miniprogram/domain/balance/shares';
import { instant } from '../../../miniprogram/domain/time/shanghai';
import type { Database } from '../../platform/database';
import type { ActivityDocument } from '../activity/store';
import { boardId, boardsById } from '../balance/boards';
import type { BoardDocument } from '../balance/documents';
import type { AssessmentDocument } from './store';

/** What really happened, as far as an indicator asks: the boards of participation, and activities that were held. */

/** Activities of the year by union at or above the organiser; those that were called off do not count. */
async function activitiesOf(db: Database, { scope, year }: AssessmentDocument): Promise<Map<string, number>> {
  const { and, gt, gte, lt, or } = db.command;
  const counts = new Map<string, number>();
  for (let after = { at: instant(year, 1, 1), id: '' }; ; ) {
    const { data } = await db
      .collection<ActivityDocument>('activities')
      .where(and({ scopes: scope, endsAt: and(gte(after.at), lt(instant(year + 1, 1, 1))) }, or({ endsAt: gt(after.at) }, { _id: gt(after.id) })))
      .orderBy('endsAt', 'asc')
      .orderBy('_id', 'asc')
      .field({ _id: true, scope: true, endsAt: true, cancelled: true })
      .limit(1000)
      .get();
    for (const { scope: of } of data.filter(({ cancelled }) => cancelled === null)) {
      for (const id of of.split('/')) if (id !== '') counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    const last = data[data.length - 1];
    if (data.length < 1000 || !last) return counts;
    after = { at: last.endsAt, id: last._id };
  }
}

function valueOf(measure: Measure, board: BoardDocument | undefined, activities: number): number {
  if (measure === 'activities') return activities;
  if (!board) return 0;
  return measure === 'share' ? shareOf({ m: board.members, j: board.joined }) : board[measure];
}

/** Rows of all units, the best first. An appeal that was granted stands for what was measured; once decided, what stood then. */
export async function rowsOf(db: Database, one: AssessmentDocument): Promise<Omit<Api.Assessment.Row, 'own' | 'below'>[]> {
  const asksActivities = !one.final && one.indicators.some(({ measure }) => measure === 'activities');
  const [boards, activities] = await Promise.all([one.final ? new Map<string, BoardDocument>() : boardsById(db, one.units.map(({ id }) => boardId(one.year, id))), asksActivities ? activitiesOf(db, one) : new Map<string, number>()]);
  const rows = one.units.map(({ id, name, targets }, at) => {
    const marks = one.indicators.map((indicator, index): Api.Assessment.Mark => {
      const granted = one.appeals.filter((appeal) => appeal.unit === id && appeal.indicator === index && appeal.answer !== null && appeal.answer.value !== null).pop()?.answer?.value;
      const value = one.final?.values[at]?.[index] ?? granted ?? valueOf(indicator.measure, boards.get(boardId(one.year, id)), activities.get(id) ?? 0);
      const target = targets[index] ?? 0;
      return { target, value, corrected: granted !== undefined && granted !== null, score: scoreOf(indicator, target, value) };
    });
    return { unionId: id, name, total: marks.reduce((sum, { score }) => sum + score, 0), marks };
  });
  const places = placesOf(rows.map(({ total }) => total));
  return rows.map((row, index) => ({ ...row, place: places[index] ?? 0 })).sort((a, b) => a.place - b.place || (a.unionId < b.unionId ? -1 : 1));
}
