import { calendarTime, day } from '../time/shanghai';

/**
 * The public value that a lottery waits for, as its organiser named it; else by rule the 福彩3D number of the day after sign-up closes.
 * Either way it is said from the first day on and is not known before the list is fixed.
 */
export function valueNameOf(rules: Pick<Api.Activity.Rules, 'drawValue'>, signUpClosesAt: number): string {
  if (rules.drawValue !== undefined) return rules.drawValue;
  const next = calendarTime(signUpClosesAt + day);
  return `${next.month}月${next.date}日福彩3D开奖号码`;
}
