import type { Action } from '../../platform/router';
import { browseActions } from './browse';
import { checkInActions } from './check-in';
import { setupActions } from './setup';

export const readingActions: readonly Action[] = [...setupActions, ...checkInActions, ...browseActions];
