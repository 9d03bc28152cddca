import { lastAnswer } from './answers';
import { call } from './client';
import { putFile } from './files';
import { settle } from './keys';
import { once } from './once';

/** Takes a place, or a place in the waitlist. Another answer to the form is another act. */
export async function signUp(activityId: string, answers?: Api.Activity.Answers) {
  const act = answers === undefined ? `signUp:${activityId}` : `signUp:${activityId}:${JSON.stringify(answers)}`;
  const output = await once(act, 'registration.signUp', answers === undefined ? { activityId } : { activityId, answers });
  settle(`giveUp:${activityId}`);
  return output;
}

/** Gives the place back. A sign-up after it is a new act, also where the first one's answer was lost. */
export async function giveUp(activityId: string) {
  const output = await once(`giveUp:${activityId}`, 'registration.cancel', { activityId });
  settle(`signUp:${activityId}`);
  return output;
}

/** Takes a place that was offered to me. */
export const accept = (activityId: string) => once(`accept:${activityId}`, 'registration.accept', { activityId });

/** Asks for leave 请假; null takes it back. */
export const askLeave = (activityId: string, reason: string | null) => once(`leave:${activityId}:${reason ?? ''}`, 'registration.leave', { activityId, reason });

export const mine = (cursor?: string) => call('registration.mine', cursor === undefined ? {} : { cursor }, { keep: cursor === undefined });

export const lastMine = () => lastAnswer('registration.mine', {});

/** My signed pass; kept on the phone for the gate without a network. */
export const pass = (activityId: string) => call('registration.pass', { activityId }, { keep: true });

/** Brings a held place onto the phone, pass and list, so that both stand at a gate without a network; a miss is made good the next time. */
export async function keepPass(activityId: string): Promise<void> {
  await Promise.allSettled([pass(activityId), mine()]);
}

export const lastPass = (activityId: string) => lastAnswer('registration.pass', { activityId });

/** Cadre: members without WeChat of one unit, and where they stand in an activity. */
export const behalf = (activityId: string, unionId: string, cursor?: string) =>
  call('registration.behalf', cursor === undefined ? { activityId, unionId } : { activityId, unionId, cursor });

export async function signUpOnBehalf(activityId: string, uid: string) {
  const output = await once(`signUp:${activityId}:${uid}`, 'registration.signUpOnBehalf', { activityId, uid });
  settle(`giveUp:${activityId}:${uid}`);
  return output;
}

export async function cancelOnBehalf(activityId: string, uid: string) {
  const output = await once(`giveUp:${activityId}:${uid}`, 'registration.cancelOnBehalf', { activityId, uid });
  settle(`signUp:${activityId}:${uid}`);
  return output;
}

/** Cadre: whom the lines of a list mean; at most 50 lines. */
export const rollCall = (input: Api.Input<'registration.rollCall'>) => call('registration.rollCall', input);

/** Cadre: the rows of an Excel file of the phone. Storage keeps it no longer than the reading takes. */
export async function readSheet(filePath: string): Promise<string[][]> {
  const fileId = await putFile(filePath, 'sheets', 'xlsx');
  return (await call('registration.readSheet', { fileId })).rows;
}

/** Cadre: signs up at most 50 members of a list, in its order. */
export const signUpMany = (input: Api.Input<'registration.signUpMany'>) => once(`signUpMany:${JSON.stringify(input)}`, 'registration.signUpMany', input);

/** The questions of an activity's form, and what I answered. */
export const myAnswers = (activityId: string) => call('registration.answers', { activityId });

/** Answers questions that were not answered when signing up. */
export const answerMore = (activityId: string, answers: Api.Activity.Answers) =>
  once(`answer:${activityId}:${JSON.stringify(answers)}`, 'registration.answer', { activityId, answers });

/** The questions of an activity's form, and what a person answered; for the organiser's cadre. */
export const answers = (activityId: string, uid: string) => call('registration.answers', { activityId, uid });
