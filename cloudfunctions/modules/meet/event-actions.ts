import type { Action } from '../../platform/router';
import { boardActions } from './board-actions';
import { callActions } from './event-calls';
import { markActions } from './event-marks';
import { matchActions } from './event-matches';
import { prizeListActions } from './prize-lists';
import { prizeActions } from './prizes';
import { sealActions } from './sealing';
import { protestActions } from './event-protests';
import { showActions } from './event-show';
import { signingActions } from './event-signing';

/** The day of a meet. */
export const eventActions: readonly Action[] = [...callActions, ...markActions, ...matchActions, ...signingActions, ...protestActions, ...showActions, ...boardActions, ...prizeListActions, ...prizeActions, ...sealActions];
