import type { Action } from '../../platform/router';
import { advanceActions } from './stage-advance';
import { lotActions } from './stage-draw';
import { openActions } from './stage-open';
import { orderActions } from './stage-order';
import { paperActions } from './stage-paper';
import { scoreActions } from './stage-scores';
import { screenActions } from './stage-screens';
import { showActions } from './stage-show';

export const stageActions: readonly Action[] = [...openActions, ...advanceActions, ...lotActions, ...paperActions, ...orderActions, ...scoreActions, ...screenActions, ...showActions];
