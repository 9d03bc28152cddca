import { lastAnswer } from './answers';
import { call } from './client';

/** Gate staff: today's gates and the keys to verify passes with; kept for a gate without a network. */
export const duties = () => call('checkin.duties', {}, { keep: true });

export const lastDuties = () => lastAnswer('checkin.duties', {});

/** Admits the bearer of a pass. The scan's own key makes a repeat, also from the offline queue, the same scan. */
export const scan = (input: Api.Input<'checkin.scan'>, key: string) => call('checkin.scan', input, { key });
