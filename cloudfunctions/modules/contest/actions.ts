import type { Action } from '../../platform/router';
import { entryActions } from './entries';
import { reviewActions } from './review';
import { setupActions } from './setup';

export const contestActions: readonly Action[] = [...setupActions, ...entryActions, ...reviewActions];
