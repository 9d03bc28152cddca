import { tidy } from '../../../miniprogram/domain/text/clean';
import { checkText } from '../../platform/wechat';

/** Text safety of what an entry will show to everybody: its title, its songs, and the words that are sung. */

/** WeChat looks at so many characters at a time. */
const longest = 2500;

type Words = Pick<Api.Contest.EntryDraft, 'title' | 'songs' | 'lyrics'>;

/** Words of any length as pieces that WeChat takes. */
function piecesOfText(words: string): string[] {
  const text = [...tidy(words)];
  return Array.from({ length: Math.ceil(text.length / longest) }, (_, index) => text.slice(index * longest, (index + 1) * longest).join(''));
}

/** All the words of an entry as such pieces. */
export const piecesOf = ({ title, songs, lyrics }: Words): string[] => piecesOfText([title, ...songs.flatMap((song) => [song.title, song.author]), lyrics].join('\n'));

/** Asks within the author's own call. @returns what is amiss; null: all passed */
export const checkWords = (openid: string, words: Words): Promise<Api.Contest.TextState | null> => checkPieces(openid, piecesOf(words));

/** The same of a text of any length. */
export const checkLongText = (openid: string, text: string): Promise<Api.Contest.TextState | null> => checkPieces(openid, piecesOfText(text));

async function checkPieces(openid: string, pieces: readonly string[]): Promise<Api.Contest.TextState | null> {
  const verdicts = await Promise.all(pieces.map((piece) => checkText(openid, piece)));
  if (verdicts.includes('risky')) return 'risky';
  if (verdicts.includes('unreachable')) return 'held';
  return verdicts.includes('review') ? 'review' : null;
}
