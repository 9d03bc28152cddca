import { desksOf } from '../../../miniprogram/domain/application/desks';
import { rewritePath } from '../../../miniprogram/domain/people/union';
import type { Database } from '../../platform/database';
import { activitiesById } from '../activity/store';
import type { ApplicationDocument } from '../application/store';
import type { MoveDocument } from './move-store';

const page = 50;

/**
 * Puts applications onto the desks of the new path: whoever comes from what moves, and what is asked of what moves. After the activities,
 * whose scopes the desks follow. An act on its way may put one back onto an old desk: the next run finds it there.
 */
export async function moveApplications(db: Database, move: MoveDocument, step: () => void): Promise<void> {
  const { from, to } = move;
  const applications = db.collection<ApplicationDocument>('applications');
  const old = ['u', 'w', 'o', 'd'].map((letter) => `${letter}:${from}`);
  for (let more = true; more; ) {
    step();
    const { data } = await applications.where({ desks: db.command.in(old) }).limit(page).get();
    const activities = await activitiesById(db, [...new Set(data.map(({ activityId }) => activityId))]);
    await Promise.all(
      data.map(({ _id, v, activityId, state, unitPath }) => {
        const scope = activities.get(activityId)?.scope;
        const path = rewritePath(unitPath, from, to);
        return applications.where({ _id, v }).update({ data: { unitPath: path, ...namedAfter(move, unitPath), desks: db.command.set(scope === undefined ? [] : desksOf(state, path, rewritePath(scope, from, to))) } });
      }),
    );
    more = data.length > 0;
  }
}

/** The name of the union that takes another one in, for what was that one's own: whoever is asked about it knows no other. */
export const namedAfter = ({ kind, from, toName }: MoveDocument, unitPath: string): { unitName?: string } => (kind === 'merge' && unitPath === from ? { unitName: toName } : {});
