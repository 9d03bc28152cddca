import type { Action } from '../../platform/router';
import { deskActions } from './desk';
import { handOnActions } from './hand-on';
import { handOutActions } from './hand-out';
import { judgingActions } from './judging';
import { postponeActions } from './postpone';
import { resultActions } from './result';
import { setupActions } from './setup';
import { writingActions } from './writing';

export const worksActions: readonly Action[] = [...setupActions, ...postponeActions, ...writingActions, ...deskActions, ...handOutActions, ...handOnActions, ...judgingActions, ...resultActions];
