import { absenceTexts } from '../texts/absence';
import { moment } from './when';

/** The main act of an activity's page: one button, which says what happens, or why it cannot. */
export interface MainAct {
  kind: 'signUp' | 'team' | 'accept' | 'pass' | 'notify' | 'join' | 'read' | 'none';
  label: string;
  /** A line over the button. */
  note: string;
}

type Known = Pick<Api.Activity.Detail, 'phase' | 'left' | 'waiting' | 'signUpOpensAt' | 'eligible' | 'registration' | 'rules' | 'nextBatchAt' | 'lastUntil' | 'series'>;

const none = (label: string, note = ''): MainAct => ({ kind: 'none', label, note });

/**
 * What this person can do now, by the server's clock.
 * An answer that is some seconds old still says `announced`: sign-up opens on the second all the same.
 */
export function mainAct(known: Known, now: Api.Millis): MainAct {
  const { phase, waiting, signUpOpensAt, eligible, registration, lastUntil } = known;
  if (phase === 'cancelled') return none('活动已取消');
  if (phase === 'ended') return none('活动已结束');
  if (registration?.state === 'held') {
    const note = registration.checkedInAt === null ? '' : '已签到，祝您尽兴';
    return { kind: 'pass', label: '出示入场码', note };
  }
  if (registration?.state === 'offered') {
    const until = registration.offerUntil;
    if (until === null || until > now) return { kind: 'accept', label: '接受名额', note: until === null ? '' : `名额给您留到 ${moment(until, now)}` };
  }
  if (registration?.state === 'waiting') {
    return { kind: 'notify', label: '有名额时通知我', note: '有人退出时按顺序自动递补' };
  }
  if (phase === 'closed' || phase === 'running') return none('报名已结束');
  if (!eligible.ok && eligible.join === true) return { kind: 'join', label: '加入工会', note: eligible.reason };
  if (!eligible.ok) return none('不能报名', eligible.reason);
  const full = seriesFull(known);
  if (full !== '') return none('本系列已报满', full);
  if (known.rules.team !== null) return teamAct(known, now);
  if (phase === 'announced' && now < signUpOpensAt) return none(`${moment(signUpOpensAt, now)} 开放报名`);
  if (lastUntil !== null && now < lastUntil) return { kind: 'signUp', label: absenceTexts.actLabel, note: absenceTexts.actNote };
  const { left, next } = batchesAt(known, now);
  if (left === 0 && next !== null) return none(`${moment(next.at, now)} 放 ${next.places} 个号`, '本批已报满，到点再来');
  if (left > 0) return { kind: 'signUp', label: `报名 · 还剩 ${left} 个名额`, note: '' };
  return { kind: 'signUp', label: waiting > 0 ? `候补报名 · 前面 ${waiting} 人` : '候补报名 · 排第 1 位', note: '名额已满，有人退出时按顺序自动递补' };
}

/** Why the series of an activity leaves somebody no room who is not in it; empty: it does. */
export function seriesFull({ series, registration }: Pick<Known, 'series' | 'registration'>): string {
  if (series === null || registration !== null || series.mine.length < series.most) return '';
  return `“${series.name}”每人最多报 ${series.most} 项，您已报：${series.mine.join('、')}`;
}

/** Teams may be made before sign-up opens. */
function teamAct({ phase, left, waiting, signUpOpensAt }: Known, now: Api.Millis): MainAct {
  if (phase === 'announced' && now < signUpOpensAt) return { kind: 'team', label: '先组队', note: `${moment(signUpOpensAt, now)} 开放报名` };
  if (left > 0) return { kind: 'team', label: '组队报名', note: `还能报 ${left} 队` };
  return { kind: 'team', label: '组队候补', note: waiting > 0 ? `名额已满，前面还有 ${waiting} 队候补` : '名额已满，有队退出时按顺序自动递补' };
}

/** Places that are out now, and the next batch 分批放号. An answer that is some seconds old does not have those of this second yet. */
export function batchesAt({ left, nextBatchAt, rules }: Pick<Known, 'left' | 'nextBatchAt' | 'rules'>, now: Api.Millis): { left: number; next: { at: Api.Millis; places: number } | null } {
  if (nextBatchAt === null) return { left, next: null };
  const out = rules.batches.filter(({ at }) => at >= nextBatchAt && at <= now).reduce((sum, { places }) => sum + places, 0);
  return { left: left + out, next: rules.batches.find(({ at }) => at > now) ?? null };
}
