import { lastAnswer } from './answers';
import { call } from './client';

/** 工作台: what waited for me at the last count. */
export const today = () => call('desk.today', {}, { keep: true });

export const lastToday = () => lastAnswer('desk.today', {});

/** What waits for me now. */
export const recount = () => call('desk.recount', {});
