import { readingTexts } from '../../texts/reading';

const { monthDay } = readingTexts;

/** The rules of an edition as one would tell them, a line each. */
export function ruleLines(rules: Api.Reading.Rules): string[] {
  const { note, minutes, pages, makeUp, nightUntil, bookMost, streaks } = rules;
  const rate = (one: Api.Reading.Rate | null, unit: string) => (one ? [`每读满 ${one.each} ${unit}得 ${one.points} 分，一天计到 ${one.most} ${unit}`] : []);
  return [
    `每天第一次打卡得 ${rules.checkIn} 分${note ? `，读后感满 ${note.characters} 字得 ${note.points} 分` : ''}`,
    ...rate(minutes, '分钟'),
    ...rate(pages, '页'),
    `一天最多 ${rules.dayMost} 分${bookMost === null ? '' : `，一本书最多 ${bookMost} 分`}`,
    ...(streaks.length > 0 ? [`连续打卡另有奖励：${streaks.map(({ days, points }) => `${days} 天 ${points} 分`).join('，')}`] : []),
    makeUp ? `漏打的卡 ${makeUp.within} 天内可补，一届 ${makeUp.most} 次，补卡不得打卡分` : '不能补卡',
    ...(nightUntil === null ? [] : [`夜班：凌晨 ${nightUntil} 点前可记到前一天`]),
    `读满 ${rules.activeDays} 天计入单位参与率`,
    ...(rules.withoutOfficers ? ['工会干部不参加读书之星评选'] : []),
  ];
}

export const spanWords = (from: Api.Day, until: Api.Day, days: number): string => `${monthDay(from)} 至 ${monthDay(until)}，共 ${days} 天`;
