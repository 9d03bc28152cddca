import { lastAnswer } from './answers';
import { call } from './client';
import { once } from './once';

/** My team in an activity. */
export const mine = (activityId: string) => call('teams.mine', { activityId }, { keep: true });

export const lastMine = (activityId: string) => lastAnswer('teams.mine', { activityId });

/** What an invitation leads to. */
export const invitation = (activityId: string, code: string) => call('teams.invitation', { activityId, code });

export const make = (input: Api.Input<'teams.make'>) => once(`makeTeam:${JSON.stringify(input)}`, 'teams.make', input);

export const join = (activityId: string, code: string) => once(`joinTeam:${activityId}:${code}`, 'teams.join', { activityId, code });

/** Leader: puts in a member of the own unit. */
export const add = (input: Api.Input<'teams.add'>) => once(`addMate:${JSON.stringify(input)}`, 'teams.add', input);

export const remove = (activityId: string, uid: string) => once(`removeMate:${activityId}:${uid}`, 'teams.remove', { activityId, uid });

export const handOver = (activityId: string, uid: string) => once(`handOver:${activityId}:${uid}`, 'teams.handOver', { activityId, uid });

/** Leader: a new invitation; the one before leads nowhere. */
export const renew = (activityId: string) => once(`renewTeam:${activityId}`, 'teams.renew', { activityId });

export const leave = (activityId: string) => once(`leaveTeam:${activityId}`, 'teams.leave', { activityId });

export const disband = (activityId: string) => once(`disband:${activityId}`, 'teams.disband', { activityId });

/** Leader: signs the team up. Another answer to the form is another act. */
export const submit = (activityId: string, answers?: Api.Activity.Answers) =>
  once(`submitTeam:${activityId}:${JSON.stringify(answers ?? {})}`, 'teams.submit', answers === undefined ? { activityId } : { activityId, answers });

/** Cadre: all teams of an activity with their people. */
export const list = (activityId: string, cursor?: string) => call('teams.list', cursor === undefined ? { activityId } : { activityId, cursor });
