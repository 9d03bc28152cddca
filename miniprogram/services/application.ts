import { lastAnswer } from './answers';
import { call } from './client';
import { settle } from './keys';
import { once } from './once';

/** My application and, of a lottery, its draw. */
export const mine = (activityId: string) => call('application.mine', { activityId }, { keep: true });

export const lastMine = (activityId: string) => lastAnswer('application.mine', { activityId });

/** Applies. A withdrawal after it is a new act, also where the first one's answer was lost. */
export async function apply(activityId: string, given: Omit<Api.Input<'application.apply'>, 'activityId'> = {}) {
  const subject = `${activityId}:${given.uid ?? ''}`;
  const output = await once(`apply:${subject}`, 'application.apply', { activityId, ...given });
  settle(`withdraw:${subject}`);
  return output;
}

export async function withdraw(activityId: string, uid?: string) {
  const subject = `${activityId}:${uid ?? ''}`;
  const output = await once(`withdraw:${subject}`, 'application.withdraw', uid === undefined ? { activityId } : { activityId, uid });
  settle(`apply:${subject}`);
  return output;
}

/** Cadre: applications by the step they wait for. */
export const applications = (input: Api.Input<'application.list'>) => call('application.list', input);

/** Cadre: how many wait for each step, of one activity or of all (''). */
export const waitingCounts = (activityId: string) => call('application.counts', activityId === '' ? {} : { activityId });

/** Cadre: passes, confirms or refuses. The key is of this very choice: another one is another act. */
export const review = (input: Api.Input<'application.review'>) => once(`review:${JSON.stringify(input)}`, 'application.review', input);

/** Cadre of the organiser: the public value. */
export const draw = (activityId: string, value: string) => once(`draw:${activityId}:${value}`, 'application.draw', { activityId, value });

export const entries = (activityId: string, page: number) => call('application.entries', { activityId, page });

export const order = (activityId: string, page: number) => call('application.order', { activityId, page });
