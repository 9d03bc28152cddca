import { day } from '../../../miniprogram/domain/time/shanghai';
import { Refusal } from '../../platform/errors';
import { checkText } from '../../platform/wechat';

/** An account of less than this is new: what it writes is looked at before others see it (先审后发). */
export const freshFor = 7 * day;

/** What a verdict of WeChat's makes of words written at this instant. review: a person looks, as WeChat asks for or the account is new */
export function sightOf(verdict: 'pass' | 'review' | 'unreachable', since: number, writtenAt: number): Api.Reading.NoteState {
  if (verdict === 'unreachable') return 'held';
  return verdict === 'review' || writtenAt - since < freshFor ? 'review' : 'shown';
}

/**
 * Asks WeChat about words that other members will read, within the call of their author; no words are not asked about. Throws BAD_INPUT where they cannot stand.
 * @param since of the author's account
 */
export async function judgeWords(openid: string, words: string, since: number, now: number, what: string): Promise<Api.Reading.NoteState> {
  const verdict = words === '' ? 'pass' : await checkText(openid, words);
  if (verdict === 'risky') throw new Refusal('BAD_INPUT', `${what}里有不合适的内容，请修改后再提交`);
  return sightOf(verdict, since, now);
}
