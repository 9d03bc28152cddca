import type { Action } from '../../platform/router';
import { browseActions } from './browse';
import { checkInActions } from './check-in';
import { noteDeskActions } from './note-desk';
import { feedActions } from './feed';
import { setupActions } from './setup';
import { talkActions } from './talk';

export const readingActions: readonly Action[] = [...setupActions, ...checkInActions, ...browseActions, ...feedActions, ...talkActions, ...noteDeskActions];
