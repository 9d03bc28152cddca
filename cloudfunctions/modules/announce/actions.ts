import type { Action } from '../../platform/router';
import { announceActActions } from './acts';
import { composeActions } from './compose';
import { announceReadActions } from './read';

export const announceActions: readonly Action[] = [...composeActions, ...announceActActions, ...announceReadActions];
