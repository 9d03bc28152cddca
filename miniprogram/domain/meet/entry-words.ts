import type { EntryProblem } from './entries';
import type { RulebookProblem } from './rulebook';

/** Problems of entries and of rulebooks in words for a leader and a cadre. */

const problems: Readonly<Record<EntryProblem, string>> = {
  wrongSex: '性别不符合这一组',
  tooYoung: '年龄不到这一组',
  tooOld: '年龄超过这一组',
  noSuchEvent: '规程里已经没有这个项目',
  noSuchAthlete: '不在本队名单里',
  otherUnit: '不是本队参赛单位的人',
  twice: '这个项目已经报过',
  tooMany: '超过每人限报项数',
  tooManyAmong: '兼项超过规程',
  tooManyOfUnit: '这个项目本单位已报满',
  notAlone: '个人项目只能报一个人',
  tooFewPeople: '队员人数不够',
  tooManyPeople: '队员人数超过规程',
  tooFewMen: '男队员不够',
  tooFewWomen: '女队员不够',
  agesTooLow: '年龄合计不够',
  agesTooHigh: '年龄合计超过规程',
};

/** @param name of the athlete that it is about; empty: the entry as a whole */
export const problemWords = (problem: EntryProblem, name: string): string => (name === '' ? problems[problem] : `${name}：${problems[problem]}`);

const faults: Readonly<Record<RulebookProblem, string>> = {
  noEvents: '至少要有一个项目',
  noGroups: '至少要有一个组别',
  sameId: '有两项编号相同',
  noSuchGroup: '组别已经删去',
  ages: '最小年龄大于最大年龄',
  classesOverlap: '单位组别的人数范围有重叠',
  table: '名次分要从高到低，写整数',
  limits: '每人限报至少 1 项',
  bars: '起跳高度和升高计划要从低到高',
  heatSize: '每组至少 1 人',
  bands: '每条道次要在抽签区段里出现一次',
  makeup: '组队人数前后不一致',
  direction: '成绩好坏的方向不对',
  format: '赛制不适合这个项目',
  rests: '间隔时间要写整数分钟',
};

/** @param name of the event, group or class; empty: the rulebook as a whole */
export const rulebookWords = (problem: RulebookProblem, name: string): string => (name === '' ? faults[problem] : `${name}：${faults[problem]}`);

/** What a team must be made up of 组队要求, in words. */
export function makeupWords({ min, max, men, women, ages }: Api.Meet.TeamRule): string {
  const people = min === max ? `${min} 人` : `${min}–${max} 人`;
  const sexes = [...(men > 0 ? [`至少男 ${men}`] : []), ...(women > 0 ? [`至少女 ${women}`] : [])];
  const sums = ages ? [`年龄合计 ${ages.min ?? 0}–${ages.max ?? '不限'} 岁`] : [];
  return [people, ...sexes, ...sums].join('，');
}
