import type { Action } from '../../platform/router';
import { bookRoomBrowseActions } from './browse';
import { bookRoomDeskActions } from './desk';
import { loanActions } from './loans';

export const bookRoomActions: readonly Action[] = [...bookRoomBrowseActions, ...loanActions, ...bookRoomDeskActions];
