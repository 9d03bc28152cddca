import { worksTexts as t } from '../texts/works';
import { moment, untilWords } from './when';

type Timed = Pick<Api.Works.Card, 'phase' | 'opensAt' | 'closesAt'>;
type Tone = 'neutral' | 'green' | 'amber' | 'gold';

/** Where a call stands. An answer that is some minutes old still says `open`: the server's clock decides. */
export function callPhase({ phase, opensAt, closesAt }: Timed, now: Api.Millis): Api.Works.Phase {
  if (phase !== 'announced' && phase !== 'open') return phase;
  return now < opensAt ? 'announced' : now < closesAt ? 'open' : 'vetting';
}

const tones: Readonly<Partial<Record<Api.Works.Phase, Tone>>> = { waiting: 'amber', open: 'green', judging: 'amber', published: 'gold' };

export function callTag(card: Timed, now: Api.Millis): { text: string; tone: Tone } {
  const phase = callPhase(card, now);
  return { text: t.phases[phase], tone: tones[phase] ?? 'neutral' };
}

/** 12月1日 周二 18:00 截稿 · 还有 3 天 */
export function callTime(card: Timed, now: Api.Millis): string {
  const phase = callPhase(card, now);
  if (phase === 'waiting' || phase === 'announced') return `${moment(card.opensAt, now)} 开始${now < card.opensAt ? ` · ${untilWords(card.opensAt, now)}` : ''}`;
  if (phase === 'open') return `${moment(card.closesAt, now)} 截稿 · ${untilWords(card.closesAt, now)}`;
  return `已于${moment(card.closesAt, now)} 截稿`;
}

/** 800–3000 字 · 可配图片 3 张 */
export function asksOf({ text, photos }: Pick<Api.Works.Kind, 'text' | 'photos'>): string {
  const words = text ? t.asks.text(text.least, text.most) : t.asks.noText;
  return photos.most === 0 ? words : `${words} · ${t.asks.photos(photos.least, photos.most)}`;
}
