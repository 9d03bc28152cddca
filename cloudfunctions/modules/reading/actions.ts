import type { Action } from '../../platform/router';
import { browseActions } from './browse';
import { checkInActions } from './check-in';
import { deskActions } from './desk';
import { paperActions } from './paper';
import { participationActions } from './participation';
import { setupActions } from './setup';

export const readingActions: readonly Action[] = [...setupActions, ...checkInActions, ...browseActions, ...deskActions, ...participationActions, ...paperActions];
