import * as v from 'valibot';
import { isPhoto } from '../../../miniprogram/domain/media/file';
import { hour } from '../../../miniprogram/domain/time/shanghai';
import type { Database } from '../../platform/database';
import { addressOf } from '../../platform/storage';
import { checkPhoto } from '../../platform/wechat';
import { type MediaDocument, noteAsked, noteVerdict } from './store';

/** WeChat answers within half an hour; after this it is asked again. */
const patience = hour;
/** So long WeChat can fetch the photo, seconds. */
const fetchable = 3600;

/** Is there no verdict, and none to wait for? A photo that WeChat leaves to a person (held, with a number) is not asked about again. */
export function isOwed({ state, trace, askedAt }: MediaDocument, now: number): boolean {
  if (trace === '') return state === 'checking' || state === 'held';
  return state === 'checking' && askedAt < now - patience;
}

/** Has WeChat said nothing of this photo yet? One that it leaves to a person has its verdict: whoever looks decides. */
export const hasNoVerdict = ({ state, trace }: Pick<MediaDocument, 'state' | 'trace'>) => state === 'checking' || (state === 'held' && trace === '');

/** Asks WeChat about a photo, within the author's own call. @returns its state now */
export async function ask(db: Database, media: MediaDocument, openid: string, now: number): Promise<Api.Media.State> {
  if (!isPhoto(media.ending)) return media.state;
  const url = await addressOf(media.fileId, fetchable);
  const trace = url === null ? 'unreachable' : await checkPhoto(openid, url);
  const asked = trace === 'unreachable' ? { state: 'held' as const, trace: '', askedAt: now } : { state: 'checking' as const, trace: trace.trace, askedAt: now };
  await noteAsked(db, media, asked);
  return asked.state;
}

/** What WeChat pushes when it has looked at a photo; it sends more than is used here. */
const verdictSchema = v.object({
  MsgType: v.literal('event'),
  Event: v.literal('wxa_media_check'),
  trace_id: v.pipe(v.string(), v.regex(/^[\w-]{8,80}$/)),
  /** 0 or none: it could look at the photo. */
  errcode: v.exactOptional(v.number()),
  result: v.exactOptional(v.object({ suggest: v.picklist(['pass', 'risky', 'review']) })),
});

/** Takes a verdict that WeChat pushed. A repeat changes nothing. @returns false: no such message, or about a check that we never asked for */
export async function takeVerdict(db: Database, message: unknown): Promise<boolean> {
  const read = v.safeParse(verdictSchema, message);
  if (!read.success) return false;
  const { trace_id: trace, errcode = 0, result } = read.output;
  const suggest = errcode === 0 ? result?.suggest : undefined;
  return noteVerdict(db, trace, suggest === 'pass' || suggest === 'risky' ? suggest : 'held');
}
