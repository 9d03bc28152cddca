import { lastAnswer } from './answers';
import { call } from './client';
import { once } from './once';

/** Who I am: member, unit, grants. */
export const me = () => call('people.me', {}, { keep: true });

/** Who I was at the last answer; null before the first. */
export const lastMe = () => lastAnswer('people.me', {});

/** Unions that a cadre may open an activity for. */
export const unions = () => call('people.unions', {}, { keep: true });

export const lastUnions = () => lastAnswer('people.unions', {});

/** Whether the person holds a role now, anywhere. Only for what to show: the server decides what is allowed. */
export function holds(who: Api.People.Me | null, role: Api.People.Role): boolean {
  if (who === null) return false;
  if (role === 'worker') return who.member !== null;
  return who.grants.some((grant) => (grant.role === role || grant.role === 'admin') && grant.expires > who.now);
}

/** Unions whose name holds these words. */
export const findUnions = (search: string) => call('people.findUnions', { search });

/** Binds this account to a row of a roster. What was typed names the act: a corrected try is a new one. */
export const claim = (input: Api.Input<'people.claim'>) => once(`claim:${JSON.stringify(input)}`, 'people.claim', input);

export const requestJoin = (input: Api.Input<'people.requestJoin'>) => once(`requestJoin:${JSON.stringify(input)}`, 'people.requestJoin', input);

/** For 我没有单位. @param unionId of a scanned code; empty: none */
export const outside = (unionId: string) => call('people.outside', unionId === '' ? {} : { unionId });

/** Cadre: the code that leads to 扫码入会 of a union. */
export const joinCode = (unionId: string) => call('people.joinCode', { unionId });

export const joinOutside = (input: Api.Input<'people.joinOutside'>) => once(`joinOutside:${JSON.stringify(input)}`, 'people.joinOutside', input);

/** The first administrator of an empty system. */
export const claimFirst = (code: string, name: string) => once(`claimFirst:${code}:${name}`, 'people.claimFirst', { code, name });

/** My request to change units. */
export const myChange = () => call('people.myChange', {});

export const requestChange = (unionId: string) => once(`requestChange:${unionId}`, 'people.requestChange', { unionId });

/** Cadre: who lately went to another unit. */
export const leavers = (unionId: string) => call('people.leavers', { unionId });

export const correctRow = (input: Api.Input<'people.correctRow'>) => once(`correctRow:${JSON.stringify(input)}`, 'people.correctRow', input);

export const moveRow = (uid: string, unionId: string) => once(`moveRow:${uid}:${unionId}`, 'people.moveRow', { uid, unionId });

export const removeRow = (input: Api.Input<'people.removeRow'>) => once(`removeRow:${JSON.stringify(input)}`, 'people.removeRow', input);

export const withdrawRequest = () => once('withdrawRequest', 'people.withdrawRequest', {});

/** Cadre: one unit's own roster. */
export const roster = (unionId: string, cursor?: string) => call('people.roster', cursor === undefined ? { unionId } : { unionId, cursor });

export const enrol = (unionId: string, text: string) => once(`enrol:${unionId}:${text}`, 'people.enrol', { unionId, text });

/** Cadre: how many members a unit itself has. */
export const rosterSize = (unionId: string) => call('people.rosterSize', { unionId });

export const requests = () => call('people.requests', {});

export const requestMatches = (requestId: string) => call('people.requestMatches', { requestId });

export const answerRequest = (input: Api.Input<'people.answerRequest'>) => once(`answer:${JSON.stringify(input)}`, 'people.answerRequest', input);

export const claims = (unionId: string) => call('people.claims', { unionId });

export const dispute = (uid: string, reason: string) => once(`dispute:${uid}:${reason}`, 'people.dispute', { uid, reason });

/** Everything kept of me; never stored on the phone. */
export const myData = () => call('people.myData', {});

/** Leaves the union, and with it everything that this phone has kept. */
export async function leave(): Promise<void> {
  await once('leave', 'people.leave', {});
  wx.clearStorageSync();
}
