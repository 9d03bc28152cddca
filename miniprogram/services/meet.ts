import { lastAnswer } from './answers';
import { call } from './client';
import { once } from './once';

export const meet = (meetId: string) => call('meet.detail', { meetId }, { keep: true });

export const lastMeet = (meetId: string) => lastAnswer('meet.detail', { meetId });

/** Cadre: by a template. The key is of this very choice: another one is another act. */
export const create = (input: Api.Input<'meet.create'>) => once(`meet:${JSON.stringify(input)}`, 'meet.create', input);

export const edit = (input: Api.Input<'meet.edit'>) => once(`meet-edit:${JSON.stringify(input)}`, 'meet.edit', input);

export const delegations = (meetId: string) => call('meet.delegations', { meetId });

export const openDelegation = (input: Api.Input<'delegation.open'>) => once(`delegation:${JSON.stringify(input)}`, 'delegation.open', input);

/** Personal: never kept on the phone. */
export const delegation = (meetId: string, unitId: string) => call('delegation.detail', { meetId, unitId });

export const seekUnits = (input: Api.Input<'delegation.seek'>) => call('delegation.seek', input);

export const inviteUnit = (input: Api.Input<'delegation.invite'>) => once(`joint-invite:${JSON.stringify(input)}`, 'delegation.invite', input);

export const joinTeam = (input: Api.Input<'delegation.join'>) => once(`joint-join:${JSON.stringify(input)}`, 'delegation.join', input);

export const partTeam = (input: Api.Input<'delegation.part'>) => once(`joint-part:${JSON.stringify(input)}`, 'delegation.part', input);

export const addAthletes = (input: Api.Input<'delegation.athletes'>) => once(`athletes:${JSON.stringify(input)}`, 'delegation.athletes', input);

/** A filled-in 报名模板; each upload is a file of its own. */
export const importEntries = (input: Api.Input<'delegation.import'>) => once(`entries-in:${JSON.stringify(input)}`, 'delegation.import', input);

export const removeAthlete = (input: Api.Input<'delegation.remove'>) => once(`athlete-out:${JSON.stringify(input)}`, 'delegation.remove', input);

export const enter = (input: Api.Input<'delegation.enter'>) => once(`enter:${JSON.stringify(input)}`, 'delegation.enter', input);

export const withdraw = (input: Api.Input<'delegation.withdraw'>) => once(`enter-out:${JSON.stringify(input)}`, 'delegation.withdraw', input);

export const keepHealth = (input: Api.Input<'delegation.health'>) => once(`health:${JSON.stringify(input)}`, 'delegation.health', input);

export const insure = (input: Api.Input<'delegation.insure'>) => once(`insure:${JSON.stringify(input)}`, 'delegation.insure', input);

export const sign = (meetId: string) => once(`sign:${meetId}`, 'delegation.sign', { meetId });

export const substitute = (input: Api.Input<'delegation.substitute'>) => once(`substitute:${JSON.stringify(input)}`, 'delegation.substitute', input);

export const startList = (meetId: string) => call('meet.list', { meetId });

export const listed = (meetId: string, event: string) => call('meet.listed', { meetId, event });

export const freeze = (input: Api.Input<'meet.freeze'>) => once(`meet-freeze:${JSON.stringify(input)}`, 'meet.freeze', input);

export const amend = (input: Api.Input<'meet.amend'>) => once(`meet-amend:${JSON.stringify(input)}`, 'meet.amend', input);

export const restore = (input: Api.Input<'meet.restore'>) => once(`meet-restore:${JSON.stringify(input)}`, 'meet.restore', input);

export const draw = (input: Api.Input<'meet.draw'>) => once(`meet-draw:${JSON.stringify(input)}`, 'meet.draw', input);

export const proof = (meetId: string) => call('meet.proof', { meetId });

/** An event as it begins. */
export const drawnEvent = (meetId: string, event: string) => call('meet.event', { meetId, event });

export const timetable = (meetId: string) => call('meet.timetable', { meetId }, { keep: true });

export const lastTimetable = (meetId: string) => lastAnswer('meet.timetable', { meetId });

export const programme = (meetId: string) => call('meet.programme', { meetId });

export const proposeTimetable = (meetId: string, seconds: number) => call('meet.propose', { meetId, seconds });

export const arrange = (input: Api.Input<'meet.arrange'>) => once(`meet-arrange:${JSON.stringify(input)}`, 'meet.arrange', input);

export const shift = (input: Api.Input<'meet.shift'>) => once(`meet-shift:${JSON.stringify(input)}`, 'meet.shift', input);

export const pause = (input: Api.Input<'meet.pause'>) => once(`meet-pause:${JSON.stringify(input)}`, 'meet.pause', input);

export const records = (meetId: string) => call('meet.records', { meetId });

export const keepRecord = (input: Api.Input<'meet.record'>) => once(`meet-record:${JSON.stringify(input)}`, 'meet.record', input);
