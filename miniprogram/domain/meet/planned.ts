import { heatSizes } from './seeding';

/** How long a round is planned to take: a first figure for the timetable, for the organiser to change. Whole minutes. */

/** A heat with its start and clearing the lanes: 4 min to 200 m, 5 to 400 m, 7 to 1000 m, 12 above; teams take 2 more. */
function minutesOfHeat({ metres, team }: Pick<Api.Meet.Event, 'metres' | 'team'>): number {
  const far = metres ?? 0;
  const running = far <= 200 ? 4 : far <= 400 ? 5 : far <= 1000 ? 7 : 12;
  return running + (team ? 2 : 0);
}

/**
 * @param starters of the round @param most of a heat, see `mostIn`
 * @returns 0 without starters
 */
export function plannedMinutes({ measure, metres, team }: Pick<Api.Meet.Event, 'measure' | 'metres' | 'team'>, starters: number, most: number): number {
  if (starters === 0) return 0;
  const heats = heatSizes(starters, most).length;
  switch (measure.kind) {
    case 'distance':
      // A minute an attempt: three each, and three more for the finalists.
      return 3 * starters + 3 * Math.min(measure.finalists ?? 0, starters);
    case 'height':
      // About eight trials each.
      return 8 * starters;
    case 'time':
      return metres === null ? 6 * heats : heats * minutesOfHeat({ metres, team });
    case 'bouts':
      // Each match of a knock-out ends somebody's contest.
      return 10 * Math.max(1, starters - 1);
    case 'timePenalty':
    case 'count':
    case 'hits':
    case 'sum':
      return 6 * heats;
  }
}
