import { lastAnswer } from './answers';
import { call } from './client';
import { once } from './once';

/** The home page in one call. */
export const home = () => call('activity.home', {}, { keep: true });

export const lastHome = () => lastAnswer('activity.home', {});

/** One page of activities; the first page of a question is kept on the phone. */
export const list = (input: Api.Activity.ListInput) => call('activity.list', input, { keep: input.cursor === undefined && input.search === undefined });

export const lastList = (input: Api.Activity.ListInput) => lastAnswer('activity.list', input);

export const detail = (activityId: string) => call('activity.detail', { activityId }, { keep: true });

export const lastDetail = (activityId: string) => lastAnswer('activity.detail', { activityId });

/** Opens an activity. The draft's own key makes every repeat, also after the app was closed, the same activity. */
export const create = (input: Api.Activity.CreateInput, key: string) => call('activity.create', input, { key });

export const managed = (cursor?: string) => call('activity.managed', cursor === undefined ? {} : { cursor }, { keep: cursor === undefined });

export const lastManaged = () => lastAnswer('activity.managed', {});

export const roster = (input: Api.Input<'activity.roster'>) => call('activity.roster', input);

/** Changes an open activity, as it was in this edition. */
export const update = (activityId: string, edition: number, edit: Api.Activity.Edit) =>
  once(`update:${activityId}:${edition}:${JSON.stringify(edit)}`, 'activity.update', { activityId, edition, edit });

/** Cancels the activity for everyone. */
export const cancel = (activityId: string, reason: string) => once(`cancelActivity:${activityId}`, 'activity.cancel', { activityId, reason });

/** Cloud file id of the code that leads to the activity's page. */
export const qr = (activityId: string) => call('activity.qr', { activityId }, { keep: true });

/** Cadre: how the invited units stand. */
export const progress = (activityId: string) => call('activity.progress', { activityId });
