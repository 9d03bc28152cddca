import { tidy } from '../../../miniprogram/domain/text/clean';
import { checkText } from '../../platform/wechat';

/** Text safety of what an entry will show to everybody: its title, its songs, and the words that are sung. */

/** WeChat looks at so many characters at a time. */
const longest = 2500;

type Words = Pick<Api.Contest.EntryDraft, 'title' | 'songs' | 'lyrics'>;

/** All the words as pieces that WeChat takes. */
export function piecesOf({ title, songs, lyrics }: Words): string[] {
  const text = [...tidy([title, ...songs.flatMap((song) => [song.title, song.author]), lyrics].join('\n'))];
  return Array.from({ length: Math.ceil(text.length / longest) }, (_, index) => text.slice(index * longest, (index + 1) * longest).join(''));
}

/** Asks within the author's own call. @returns what is amiss; null: all passed */
export async function checkWords(openid: string, words: Words): Promise<Api.Contest.TextState | null> {
  const verdicts = await Promise.all(piecesOf(words).map((piece) => checkText(openid, piece)));
  if (verdicts.includes('risky')) return 'risky';
  if (verdicts.includes('unreachable')) return 'held';
  return verdicts.includes('review') ? 'review' : null;
}
