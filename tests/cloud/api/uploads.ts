import { randomBytes } from 'node:crypto';
import { type ApiSession, dataOf, newKey } from '../local-session';

/** The shortest thing that begins as a photo. */
export const jpg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);

/** A name that nobody guesses; `word` makes WeChat's double think of it what the word says. */
export const nameOf = (word = '') => `${word}${randomBytes(18).toString('base64url')}`.slice(0, 22);

/** Puts a file where phones put theirs. @returns its file id */
export async function upload(session: ApiSession, content: Buffer = jpg, ending = 'jpg', word = ''): Promise<string> {
  const path = encodeURIComponent(`media/${nameOf(word)}.${ending}`);
  const response = await fetch(`${session.url}/dev/upload?path=${path}`, { method: 'POST', body: content, headers: { 'x-wx-openid': 'demo-worker-chen' } });
  return ((await response.json()) as { fileID: string }).fileID;
}

/** A photo that this person uploaded for this purpose. @returns its media id */
export async function photoOf(session: ApiSession, who: string, activityId: string, what: string): Promise<string> {
  return dataOf(await session.call(who, 'media.keep', { fileId: await upload(session), activityId, what }, newKey())).mediaId;
}
