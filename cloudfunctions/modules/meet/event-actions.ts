import type { Action } from '../../platform/router';
import { boardActions } from './board-actions';
import { callActions } from './event-calls';
import { disqualifyActions } from './event-disqualify';
import { markActions } from './event-marks';
import { matchActions } from './event-matches';
import { mergeActions } from './event-merge';
import { orderActions } from './event-order';
import { protestActions } from './event-protests';
import { recordActions } from './record-actions';
import { showActions } from './event-show';
import { signingActions } from './event-signing';
import { prizeListActions } from './prize-lists';
import { prizeActions } from './prizes';
import { sealActions } from './sealing';

/** The day of a meet. */
export const eventActions: readonly Action[] = [...callActions, ...markActions, ...matchActions, ...disqualifyActions, ...mergeActions, ...orderActions, ...recordActions, ...signingActions, ...protestActions, ...showActions, ...boardActions, ...prizeListActions, ...prizeActions, ...sealActions];
