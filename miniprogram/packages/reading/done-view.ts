import type { Milestone } from '../../domain/reading/milestones';
import { milestoneName } from './card-texts';
import { doneTexts as t } from './texts';

/** What the reader sees after a check-in: the flame, what was earned and why. */
export interface DoneView {
  madeUp: boolean;
  streak: string;
  /** +25; empty: nothing. */
  earned: string;
  nothing: string;
  lines: { what: string; points: string }[];
  total: string;
  levels: string[];
  /** Empty: none is new. */
  milestone: string;
  /** Worth a card to show. */
  great: boolean;
  /** The next bonus for days in a row; empty: none is left. */
  next: string;
  day: string;
  note: string;
}

export function doneView({ lines, points, streak, levels, note, day }: Api.Reading.CheckedIn, rules: Api.Reading.Rules, today: Api.Day, madeUp: boolean, milestone: Milestone | null): DoneView {
  const earned = lines.reduce((sum, line) => sum + line.points, 0);
  const bonus = rules.streaks.find(({ days }) => days > streak);
  return {
    madeUp,
    streak: t.streak(streak),
    earned: earned > 0 ? t.earned(earned) : '',
    nothing: earned > 0 ? '' : madeUp ? t.nothingMadeUp : t.nothing,
    lines: lines.map((line) => ({ what: lineWords(line), points: t.points(line.points) })),
    total: t.total(points),
    levels: levels.map(t.level),
    milestone: milestone === null ? '' : milestoneName(milestone),
    great: milestone !== null || levels.length > 0 || lines.some(({ rule }) => rule === 'streak'),
    next: bonus ? t.next(bonus.days - streak, bonus.points) : '',
    day: day === today ? '' : t.day(day),
    note: note === 'review' ? t.review : note === 'held' ? t.held : '',
  };
}

/** 阅读时长 · 连续打卡 7 天 · 冲减：与…雷同 */
export function lineWords({ rule, streak, reason }: Api.Reading.Line): string {
  if (rule === 'streak') return t.streakLine(streak);
  return reason === '' ? t.lines[rule] : `${t.lines[rule]}：${reason}`;
}
