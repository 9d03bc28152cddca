import { day, hour } from '../time/shanghai';

/** A fault of rules, in the words of whoever set them; `part`: of which rule. */
export interface RuleFault {
  part: keyof Api.Activity.Rules;
  message: string;
}

/** What rules are held against: times and places of the same draft. */
export interface RuleFrame {
  capacity: number;
  opensAt: number;
  closesAt: number;
  startsAt: number;
  endsAt: number;
}

/** Sum of the places of quotas or batches. */
export const placesOf = (parts: readonly { places: number }[]) => parts.reduce((sum, { places }) => sum + places, 0);

/** Every fault of rules, in the order of the form; quotas' unions are the server's to check, which knows the tree. */
export function checkRules(rules: Api.Activity.Rules, frame: RuleFrame): RuleFault[] {
  return [...modeFaults(rules, frame), ...quotaFaults(rules, frame), ...batchFaults(rules, frame), ...teamFaults(rules), ...timeFaults(rules, frame)];
}

function modeFaults({ mode, favourNew, sealedForm }: Api.Activity.Rules, { opensAt, closesAt, startsAt }: RuleFrame): RuleFault[] {
  const faults: RuleFault[] = [];
  if (mode === 'lottery' && closesAt - opensAt < hour) faults.push({ part: 'mode', message: '摇号的报名时间至少 1 小时，让大家都来得及报' });
  else if (mode !== 'firstCome' && closesAt >= startsAt) {
    faults.push({ part: 'mode', message: mode === 'lottery' ? '摇号要在活动开始前，请把报名截止提前' : '审核要在活动开始前，请把报名截止提前' });
  }
  if (favourNew && mode !== 'lottery') faults.push({ part: 'favourNew', message: '“没参加过的人多一次机会”只用于摇号' });
  if (sealedForm && mode !== 'review') faults.push({ part: 'sealedForm', message: '盖章报名表只用于审核报名' });
  return faults;
}

function quotaFaults({ quotas, quotasReturnAt }: Api.Activity.Rules, { capacity, opensAt, startsAt }: RuleFrame): RuleFault[] {
  if (new Set(quotas.map(({ unionId }) => unionId)).size !== quotas.length) return [{ part: 'quotas', message: '同一个单位只能分一次名额' }];
  const faults: RuleFault[] = [];
  if (quotas.some(({ places }) => !Number.isInteger(places) || places < 1)) faults.push({ part: 'quotas', message: '每个单位的名额填 1 以上的整数' });
  else if (placesOf(quotas) > capacity) faults.push({ part: 'quotas', message: `各单位名额合计 ${placesOf(quotas)}，超过了总名额 ${capacity}` });
  if (quotasReturnAt === null) return faults;
  if (quotas.length === 0) faults.push({ part: 'quotasReturnAt', message: '没有分单位名额，不用回收' });
  else if (quotasReturnAt <= opensAt || quotasReturnAt > startsAt) faults.push({ part: 'quotasReturnAt', message: '回收时间要在报名开始之后、活动开始之前' });
  return faults;
}

function batchFaults({ mode, batches, quotas, team }: Api.Activity.Rules, { capacity, opensAt, closesAt }: RuleFrame): RuleFault[] {
  const refuse = (message: string): RuleFault[] => [{ part: 'batches', message }];
  if (batches.length === 0) return [];
  if (mode !== 'firstCome') return refuse('分批放号只用于先到先得');
  if (quotas.length > 0) return refuse('分批放号不能和分单位名额同时用');
  if (team !== null) return refuse('分批放号不能和组队报名同时用');
  if (batches.length < 2) return refuse('分批放号至少两批');
  if (batches.some(({ places }) => !Number.isInteger(places) || places < 1)) return refuse('每批名额填 1 以上的整数');
  if (placesOf(batches) !== capacity) return refuse(`各批名额合计 ${placesOf(batches)}，要等于总名额 ${capacity}`);
  if (batches.some(({ at }, index) => at <= (batches[index - 1]?.at ?? -Infinity))) return refuse('每一批的时间要比前一批晚');
  if (batches.some(({ at }) => at < opensAt || at >= closesAt)) return refuse('每一批的时间要在报名开始和截止之间');
  return [];
}

function teamFaults({ mode, team }: Api.Activity.Rules): RuleFault[] {
  const refuse = (message: string): RuleFault[] => [{ part: 'team', message }];
  if (team === null) return [];
  if (mode !== 'firstCome') return refuse('组队报名只用于先到先得');
  const whole = Number.isInteger(team.min) && Number.isInteger(team.max);
  if (!whole || team.min < 2 || team.max > 100) return refuse('每队 2–100 人');
  return team.min > team.max ? refuse('每队的最少人数不能超过最多人数') : [];
}

function timeFaults({ offerHours, substituteUntil }: Api.Activity.Rules, { opensAt, endsAt }: RuleFrame): RuleFault[] {
  const faults: RuleFault[] = [];
  if (offerHours !== null && (!Number.isInteger(offerHours) || offerHours < 1 || offerHours > (7 * day) / hour)) {
    faults.push({ part: 'offerHours', message: '候补确认时间填 1–168 小时' });
  }
  if (substituteUntil !== null && (substituteUntil <= opensAt || substituteUntil > endsAt)) {
    faults.push({ part: 'substituteUntil', message: '换人截止要在报名开始之后、活动结束之前' });
  }
  return faults;
}
