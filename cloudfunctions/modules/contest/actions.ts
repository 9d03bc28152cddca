import type { Action } from '../../platform/router';
import { entryActions } from './entries';
import { judgingActions } from './judging';
import { rehearsalActions } from './rehearsal';
import { resultActions } from './results';
import { reviewActions } from './review';
import { setupActions } from './setup';
import { stageActions } from './stage';

export const contestActions: readonly Action[] = [...setupActions, ...entryActions, ...reviewActions, ...judgingActions, ...stageActions, ...rehearsalActions, ...resultActions];
