import type { Action } from '../../platform/router';
import { entryActions } from './entries';
import { resultActions } from './results';
import { reviewActions } from './review';
import { setupActions } from './setup';
import { stageActions } from './stage';

export const contestActions: readonly Action[] = [...setupActions, ...entryActions, ...reviewActions, ...stageActions, ...resultActions];
