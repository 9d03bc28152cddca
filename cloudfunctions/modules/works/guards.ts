import * as v from 'valibot';
import { covers, holds } from '../../../miniprogram/domain/people/scope';
import { phaseOf } from '../../../miniprogram/domain/works/call';
import { masked } from '../../../miniprogram/domain/works/identity';
import type { AuditAct, AuditRecord } from '../../../miniprogram/domain/audit/chain';
import type { Act } from '../../platform/acts';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import type { Member } from '../../platform/router';
import { addressesAtOnce, addressesOf } from '../../platform/storage';
import { recordOf } from '../audit/record';
import type { CallDocument, WorkDocument, WorkPhoto } from './documents';
import { callById } from './store';

/** Who sees a call, and what of a work. */

export const callField = { callId: id };
export const kindField = v.pipe(v.string(), v.regex(/^k\d$/));
export const version = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(1_000_000));

export const notThere = () => new Refusal('NOT_FOUND', '没有找到这次征集');
export const noWork = () => new Refusal('NOT_FOUND', '没有找到这件作品');

export const manages = ({ scope }: Pick<CallDocument, 'scope'>, { grants }: Pick<Member, 'grants'>, now: number): boolean => holds(grants, 'cadre', scope, now);
/** Has the role over the call now; whether works were handed to them the works know. */
export const mayMark = ({ scope }: Pick<CallDocument, 'scope'>, { grants }: Pick<Member, 'grants'>, now: number): boolean => holds(grants, 'judge', scope, now);

/** A call that is for this member, or that they run or judge. Throws NOT_FOUND */
export async function callFor(db: Database, callId: string, member: Member, now: number): Promise<CallDocument> {
  const call = await callById(db, callId);
  if (!call) throw notThere();
  if (manages(call, member, now)) return call;
  const hidden = phaseOf(call, now) === 'waiting';
  if (hidden || !(covers(call.audience, member.unitPath) || mayMark(call, member, now))) throw notThere();
  return call;
}

/** Throws NOT_FOUND for all but its cadres. */
export async function ownCall(db: Database, callId: string, member: Member, now: number): Promise<CallDocument> {
  const call = await callById(db, callId);
  if (!call || !manages(call, member, now)) throw notThere();
  return call;
}

export const recorded = (act: AuditAct, call: CallDocument, { k, t, by }: Act, details: unknown): AuditRecord =>
  recordOf({ act, by, key: k, at: t, subject: call.activityId, scope: call.scope, scopeName: call.organiser, details });

export const cardOf = (call: CallDocument, now: number): Api.Works.Card => ({
  ...{ callId: call._id, activityId: call.activityId, title: call.title, organiser: call.organiser, opensAt: call.opensAt, closesAt: call.closesAt },
  phase: phaseOf(call, now),
});

export const planOf = ({ title, theme, kinds, opensAt, closesAt, judging, prizes }: Api.Works.Plan): Api.Works.Plan => ({ title, theme, kinds, opensAt, closesAt, judging, prizes });

/** Of a work that the desk covered, judges read the words covered. */
export const blind = ({ title, text, words, vet }: Pick<WorkDocument, 'title' | 'text' | 'words' | 'vet'>): { title: string; text: string } =>
  vet === 'masked' ? { title: masked(title, words), text: masked(text, words) } : { title, text };

/** Addresses last as long as somebody reads, seconds. */
const lasts = 3600;

/** Photos with their addresses, those that `seen` lets through. */
export async function photosFor(works: readonly Pick<WorkDocument, 'photos'>[], seen: (photo: WorkPhoto) => boolean): Promise<(work: Pick<WorkDocument, 'photos'>) => Api.Works.Photo[]> {
  const files = works.flatMap(({ photos }) => photos.filter(seen).map(({ fileId }) => fileId));
  const found = new Map<string, string>();
  for (let from = 0; from < files.length; from += addressesAtOnce) for (const [file, url] of await addressesOf(files.slice(from, from + addressesAtOnce), lasts)) found.set(file, url);
  return ({ photos }) => photos.map(({ id: mediaId, fileId }) => ({ mediaId, url: found.get(fileId) ?? '' }));
}

/** Judges and readers see what WeChat passed, and what the desk let stand. */
export const seenIn = ({ vet }: Pick<WorkDocument, 'vet'>) => ({ state }: WorkPhoto): boolean => state === 'pass' || (vet !== 'clear' && vet !== 'look' && state !== 'risky');

/** Has somebody at the desk to look at it before judges do: for words that tell who wrote it, for the text, for photos that WeChat has not passed? */
export const vetOf = ({ words, verdict, photos }: Pick<WorkDocument, 'words' | 'photos'> & { verdict: unknown }): 'look' | 'clear' =>
  words.length > 0 || verdict !== null || photos.some(({ state }) => state !== 'pass') ? 'look' : 'clear';
