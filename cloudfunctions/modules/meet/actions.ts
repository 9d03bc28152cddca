import type { Action } from '../../platform/router';
import { athleteActions } from './athletes';
import { captainActions } from './captains';
import { delegationActions } from './delegations';
import { entryActions } from './entries';
import { entryImportActions } from './entry-import';
import { jointActions } from './joint-actions';
import { setupActions } from './setup';
import { timetableActions } from './timetable';

export const meetActions: readonly Action[] = [...setupActions, ...delegationActions, ...athleteActions, ...entryActions, ...entryImportActions, ...jointActions, ...captainActions, ...timetableActions];
