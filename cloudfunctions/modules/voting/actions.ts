import type { Action } from '../../platform/router';
import { browseActions } from './browse';
import { castActions } from './cast';
import { manageActions } from './manage';
import { reviewActions } from './review';
import { verifyActions } from './verify';

export const votingActions: readonly Action[] = [...browseActions, ...castActions, ...manageActions, ...reviewActions, ...verifyActions];
