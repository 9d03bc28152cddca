import { day, daysBetween, startOfDay } from '../time/shanghai';

/** Joining without a unit 扫码入会: which union takes somebody in, and by when it must answer. */

/** Kinds of work of those who have no unit. */
export const works = ['courier', 'driver', 'domestic', 'builder', 'care', 'cleaner', 'other'] as const;
export type Work = (typeof works)[number];

/** Trades, as unions write them, whose unions take in each kind of work. Data: a word may be added whenever a union uses another. */
export const tradesOf: Record<Work, readonly string[]> = {
  courier: ['快递外卖', '快递', '外卖', '外卖配送', '物流', '新就业形态'],
  driver: ['网约车', '货运', '道路货运', '出租汽车', '交通运输', '物流', '新就业形态'],
  domestic: ['家政服务', '家政', '居民服务', '新就业形态'],
  builder: ['建筑', '建筑业', '建筑施工', '建设'],
  care: ['护理', '养老服务', '居民服务', '家政服务'],
  cleaner: ['物业', '保洁', '环卫', '居民服务'],
  other: ['新就业形态'],
};

export const allTrades: readonly string[] = [...new Set(works.flatMap((work) => tradesOf[work]))];

/** What of a union routing looks at. */
export interface Candidate {
  id: string;
  name: string;
  path: string;
  /** 0 city, 1 district or industry, 2 enterprise or street, 3 team */
  level: number;
  trade: string;
  region: string;
}

/** A union of many employers, such as a street's 工会联合会: an enterprise's own does not take in strangers to the enterprise. */
const isFederation = ({ level, name }: Candidate) => level === 1 || (level === 2 && /(?:联合会|联合工会|总工会)$/u.test(name));

/** A federation of a place, not of a trade. */
const isGeneral = ({ trade }: Candidate) => trade === '' || trade === '综合';

/**
 * The union that is asked: a street's of the same trade and region, else the trade's own, else the district's, else the city's.
 * Of several that suit the first by path, so that a repeat finds the same. null: there is no union at all.
 * @param region empty: not known
 */
export function routeTo<C extends Candidate>(work: Work, region: string, unions: readonly C[]): C | null {
  const byPath = [...unions].sort((a, b) => (a.path < b.path ? -1 : 1));
  const city = byPath.find(({ level }) => level === 0);
  const here = byPath.filter((union) => union.region === region && region !== '' && isFederation(union));
  const ofTrade = (union: C) => tradesOf[work].includes(union.trade);
  const street = here.find((union) => union.level === 2 && ofTrade(union));
  const trade = byPath.find((union) => union.level === 1 && ofTrade(union) && (union.region === region || union.region === city?.region));
  const district = here.find((union) => union.level === 1 && isGeneral(union)) ?? byPath.find((union) => union.level === 1 && isGeneral(union) && here.some(({ path }) => path.startsWith(union.path)));
  return street ?? trade ?? district ?? city ?? null;
}

/** Places that somebody may say they work in: those of federations, without the city as a whole. */
export function regionsIn(unions: readonly Candidate[]): string[] {
  const whole = new Set(unions.filter(({ level }) => level === 0).map(({ region }) => region));
  return [...new Set(unions.filter(isFederation).map(({ region }) => region))].filter((region) => region !== '' && !whole.has(region)).sort((a, b) => a.localeCompare(b, 'zh'));
}

/** Days that a union has to answer; the day of asking does not count. */
export const daysToAnswer = 7;

/** The end of the last day on which a union that was asked at this instant must answer. */
export function answerBy(asked: number): number {
  return startOfDay(asked) + (daysToAnswer + 1) * day;
}

/** Days that are left after today: 0 on the last day, negative once it is over. */
export function daysLeft(dueAt: number, now: number): number {
  return daysBetween(now, dueAt - 1);
}
