import { votingTexts as t } from '../texts/voting';
import { moment, untilWords } from './when';

type Timed = Pick<Api.Voting.Card, 'phase' | 'opensAt' | 'closesAt'>;

/** How a vote stands, as a tag. An answer that is some seconds old still says `open`: the server's clock decides. */
export function votePhase({ phase, opensAt, closesAt }: Timed, now: Api.Millis): { phase: Api.Voting.Phase; text: string; tone: 'neutral' | 'green' | 'amber' } {
  const due = phase === 'frozen' ? 'frozen' : now < opensAt ? 'announced' : now < closesAt ? 'open' : 'closing';
  return { phase: due, text: t.phases[due], tone: due === 'open' ? 'green' : due === 'closing' ? 'amber' : 'neutral' };
}

/** 今天 20:00 截止 · 还有 3 小时 */
export function voteTime(timed: Timed, now: Api.Millis): string {
  const { phase } = votePhase(timed, now);
  if (phase === 'announced') return `${moment(timed.opensAt, now)} 开始 · ${untilWords(timed.opensAt, now)}`;
  if (phase === 'open') return `${moment(timed.closesAt, now)} 截止 · ${untilWords(timed.closesAt, now)}`;
  return `已于${moment(timed.closesAt, now)} 截止`;
}
