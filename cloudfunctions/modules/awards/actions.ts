import type { Action } from '../../platform/router';
import { deskActions } from './desk';
import { noticeActions } from './notices';

export const awardActions: readonly Action[] = [...deskActions, ...noticeActions];
