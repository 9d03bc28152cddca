import { markText } from '../../../miniprogram/domain/meet/entered';
import { roundName } from '../../../miniprogram/domain/meet/programme';
import { windTyped } from '../../../miniprogram/domain/meet/typed';
import type { EventDocument, Round, Starter } from '../meet/event-document';

/** Words that the books of a meet share. */

const outcomes: Readonly<Record<Api.Meet.Outcome, string>> = { ok: '', DNS: '弃权', DNF: '未完赛', DQ: '取消资格', NM: '无成绩' };
export const recordWords: Readonly<Record<'broken' | 'equalled' | 'first', string>> = { broken: '破纪录', equalled: '平纪录', first: '立纪录' };

/** 男子青年组100米 预赛 */
export const roundTitle = (event: Pick<Api.Meet.Event, 'name'>, n: number, last: number): string => [event.name, roundName(n, last)].filter((part) => part !== '').join(' ');

export const isTeam = ({ event }: Pick<EventDocument, 'event'>) => event.team !== null;

/** An athlete by name, a team by its unit. */
export const starterName = (one: Starter | undefined): string => (one === undefined ? '' : one.people.length === 1 ? (one.people[0]?.name ?? '') : one.unitName);

/** Bibs 号码 of an entry. */
export const bibsOf = ({ people }: Starter): string => people.map(({ bib }) => String(bib)).join('、');

/** 张三（101）、李四（102）; of a relay whose order was handed in 棒次：张三（101）→李四（102） */
export function peopleWords({ entry, people }: Starter, { orders }: Pick<EventDocument, 'orders'>): string {
  const words = people.map(({ name, bib }) => `${name}（${bib}）`);
  return orders[entry] ? `棒次 ${words.join('→')}` : words.join('、');
}

export const startersById = ({ starters }: Pick<EventDocument, 'starters'>): ReadonlyMap<string, Starter> => new Map(starters.map((one) => [one.entry, one]));

/** 11.2, 5.83, 弃权 …; empty: matches, or nothing. */
export function lineMark({ measure }: Api.Meet.Event, { outcome, mark, timing }: Pick<Api.Meet.SheetLine, 'outcome' | 'mark' | 'timing'>): string {
  if (outcome !== 'ok') return outcomes[outcome];
  return mark === null ? '' : markText(measure, mark, timing);
}

/** 风速 +1.2; empty: none was taken. */
export function windWords({ winds }: Round, heat: number): string {
  const wind = winds[`h${heat}`] ?? null;
  return wind === null ? '' : `风速 ${windTyped(wind)} 米/秒`;
}

/** Who meets whom, and how it ended: 3:1; empty: not played. */
export function scoreWords(match: Api.Meet.RawMatch | null | undefined): string {
  if (!match) return '';
  if (match.forfeit !== null) return { home: '前者弃权', away: '后者弃权', both: '双方弃权' }[match.forfeit];
  const bouts = match.bouts.map(([home, away]) => `${home}:${away}`).join('  ');
  return match.decided === null ? bouts : `${bouts}（${match.decided === 'home' ? '前者' : '后者'}晋级）`;
}
