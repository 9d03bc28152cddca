import { lastAnswer } from './answers';
import { call } from './client';
import { once } from './once';

/** 缺席: mine and until when I am last in line. */
export const mine = () => call('absence.mine', {}, { keep: true });

export const lastMine = () => lastAnswer('absence.mine', {});

export const appeal = (activityId: string, reason: string) => once(`appeal:${activityId}:${reason}`, 'absence.appeal', { activityId, reason });

/** Cadre: appeals that wait for an answer. */
export const appeals = () => call('absence.appeals', {});

/** Cadre: takes an absence back, or lets it stand. */
export const answer = (input: Api.Input<'absence.answer'>) => once(`answer:${JSON.stringify(input)}`, 'absence.answer', input);
