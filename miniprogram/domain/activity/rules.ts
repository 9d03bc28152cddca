import { whenOf } from './steps';

/** First come, one pool of places, a freed place is the next one's at once. */
export const plainRules: Api.Activity.Rules = {
  mode: 'firstCome',
  quotas: [],
  quotasReturnAt: null,
  batches: [],
  offerHours: null,
  favourNew: false,
  team: null,
  substituteUntil: null,
  sealedForm: false,
  exits: false,
};

const modes: Record<Api.Activity.Mode, string> = {
  firstCome: '先到先得，满额后按报名先后候补',
  lottery: '报名截止后统一摇号，先报后报机会一样，没摇中的按摇号次序候补',
  review: '单位工会审核，主办方确认，满额后按确认先后候补',
};

/** How an activity gives its places, in plain words: one clause a rule, divided by `；`. @param series the one it belongs to */
export function howChosen(rules: Api.Activity.Rules, capacity: number, series: Api.Series.Rule | null = null): string {
  const { mode, quotas, quotasReturnAt, batches, offerHours, favourNew, team, substituteUntil, sealedForm } = rules;
  const kept = quotas.reduce((sum, { places }) => sum + places, 0);
  const clauses = [modes[mode]];
  if (favourNew) clauses.push('没参加过活动的人机会加倍');
  if (sealedForm) clauses.push('要上传盖章的报名表');
  if (team !== null) clauses.push(`组队报名，每队 ${team.min === team.max ? team.min : `${team.min}–${team.max}`} 人，名额按队算`);
  if (batches.length > 0) clauses.push(`分 ${batches.length} 批放号：${batches.map(({ at, places }) => `${whenOf(at, at)} 放 ${places} 个`).join('，')}`);
  if (quotas.length > 0) clauses.push(`${quotas.length} 个单位留了名额，共 ${kept} 个，${capacity > kept ? `其余 ${capacity - kept} 个不分单位` : '各单位在自己的名额内报'}`);
  if (quotas.length > 0 && quotasReturnAt !== null) clauses.push(`${whenOf(quotasReturnAt, quotasReturnAt)} 起，没用完的单位名额给候补的人`);
  if (offerHours !== null) clauses.push(`候补轮到时，名额留 ${offerHours} 小时，不接受就给下一位`);
  if (substituteUntil !== null) clauses.push(`${whenOf(substituteUntil, substituteUntil)} 前可以换人参加`);
  if (series !== null) clauses.push(`“${series.name}”每人最多报 ${series.most} 项`);
  return clauses.join('；');
}
