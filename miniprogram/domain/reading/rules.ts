/** The rules of an edition as it opens with them; each number is data that its organiser may change before the first check-in. */
export const plainRules: Api.Reading.Rules = {
  checkIn: 5,
  note: { points: 5, characters: 50 },
  minutes: { points: 5, each: 10, most: 40 },
  pages: null,
  dayMost: 30,
  bookMost: null,
  streaks: [
    { days: 7, points: 40 },
    { days: 21, points: 160 },
  ],
  makeUp: { within: 3, most: 2 },
  nightUntil: null,
  activeDays: 7,
  withoutOfficers: false,
};

/** An edition runs so many days at most: its members' documents stay small. */
export const longestEdition = 100;

const whole = (value: number, least: number, most: number): boolean => Number.isInteger(value) && least <= value && value <= most;
const fair = (rate: Api.Reading.Rate, most: number): boolean => whole(rate.points, 1, 100) && whole(rate.each, 1, most) && whole(rate.most, rate.each, most);

/** What is wrong with rules, in the words their author sees; empty: nothing. */
export function checkRules(rules: Api.Reading.Rules): string[] {
  const faults: string[] = [];
  const { note, minutes, pages, streaks, makeUp, nightUntil } = rules;
  if (!whole(rules.checkIn, 0, 100)) faults.push('打卡积分要在 0–100 之间');
  if (note && !(whole(note.points, 1, 100) && whole(note.characters, 10, 500))) faults.push('读后感积分要在 1–100 之间，字数要在 10–500 之间');
  if (minutes && !fair(minutes, 240)) faults.push('阅读时长的积分、每段分钟数和每日上限不合适');
  if (pages && !fair(pages, 1000)) faults.push('阅读页数的积分、每段页数和每日上限不合适');
  if (!whole(rules.dayMost, 1, 200)) faults.push('每日积分上限要在 1–200 之间');
  if (rules.bookMost !== null && !whole(rules.bookMost, 1, 2000)) faults.push('每本书的积分上限要在 1–2000 之间');
  const rising = streaks.every(({ days }, index) => days > (streaks[index - 1]?.days ?? 1));
  if (streaks.length > 5 || !rising || !streaks.every(({ days, points }) => whole(days, 2, longestEdition) && whole(points, 1, 500))) faults.push('连续打卡奖励最多 5 档，天数要逐档增加');
  if (makeUp && !(whole(makeUp.within, 1, 7) && whole(makeUp.most, 1, 10))) faults.push('补卡要在 1–7 天内，每届 1–10 次');
  if (nightUntil !== null && !whole(nightUntil, 1, 11)) faults.push('夜班截止要在 1–11 点之间');
  if (!whole(rules.activeDays, 1, longestEdition)) faults.push('计入参与率的天数不合适');
  return faults;
}

/** Points that these rules can give one member in so many days: what a rank counts on. */
export const mostPoints = (rules: Api.Reading.Rules, days: number): number => rules.dayMost * days + rules.streaks.reduce((sum, { points }) => sum + points, 0);
