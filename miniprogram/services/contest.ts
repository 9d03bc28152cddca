import { lastAnswer } from './answers';
import { call } from './client';
import { once } from './once';

export const contest = (contestId: string) => call('contest.detail', { contestId }, { keep: true });

export const lastContest = (contestId: string) => lastAnswer('contest.detail', { contestId });

/** Cadre: by a template. The key is of this very choice: another one is another act. */
export const create = (activityId: string, template: Api.Contest.TemplateId) => once(`contest:${activityId}:${template}`, 'contest.create', { activityId, template });

export const edit = (input: Api.Input<'contest.edit'>) => once(`contest-edit:${JSON.stringify(input)}`, 'contest.edit', input);

/** Personal: never kept on the phone. */
export const entry = (entryId: string) => call('contest.entry', { entryId });

export const entries = (input: Api.Input<'contest.entries'>) => call('contest.entries', input);

export const submit = (input: Api.Input<'contest.submit'>) => once(`entry:${JSON.stringify(input)}`, 'contest.submit', input);

export const change = (input: Api.Input<'contest.change'>) => once(`entry:${JSON.stringify(input)}`, 'contest.change', input);

/** Where the words of an entry have no verdict yet: asks again. */
export const recheck = (entryId: string) => call('contest.recheck', { entryId });

export const withdraw = (entryId: string, reason: string) => once(`entry-out:${entryId}:${reason}`, 'contest.withdraw', { entryId, reason });

export const review = (input: Api.Input<'contest.review'>) => once(`entry-review:${JSON.stringify(input)}`, 'contest.review', input);
