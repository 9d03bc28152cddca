import type { Action } from '../../platform/router';
import { browseActions } from './browse';
import { challengeActions } from './challenges';
import { checkInActions } from './check-in';
import { deskActions } from './desk';
import { feedActions } from './feed';
import { noteDeskActions } from './note-desk';
import { paperActions } from './paper';
import { participationActions } from './participation';
import { setupActions } from './setup';
import { shelfActions } from './shelf';
import { talkActions } from './talk';

export const readingActions: readonly Action[] = [
  ...setupActions,
  ...checkInActions,
  ...browseActions,
  ...feedActions,
  ...talkActions,
  ...shelfActions,
  ...challengeActions,
  ...noteDeskActions,
  ...deskActions,
  ...participationActions,
  ...paperActions,
];
