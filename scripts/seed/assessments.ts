import type { AssessmentDocument } from '../../cloudfunctions/modules/assessment/store';
import { breakDown, fourBatches, type Indicator } from '../../miniprogram/domain/assessment/assessment';
import { calendarTime, day } from '../../miniprogram/domain/time/shanghai';
import { pathOf, unions } from './city';
import { demoUid } from './people';

/** 考核 of the demo city: the year's targets over its districts and trades, and what 江东区 hands down; 机床厂 appeals. */
export function demoAssessments(members: readonly { unitPath: string }[], now: number): AssessmentDocument[] {
  const one = (id: string, by: string, indicators: Indicator[], from: string, at: number): AssessmentDocument => {
    const below = unions
      .filter(({ id: child }) => pathOf(child) === `${pathOf(id)}${child}/`)
      .map(({ id: child, name }) => ({ id: child, name, members: members.filter(({ unitPath }) => unitPath.startsWith(pathOf(child))).length }))
      .filter(({ members: count }) => count > 0);
    const targets = breakDown(indicators, below);
    return {
      ...{ _id: `year-${id}`, scope: pathOf(id), unionId: id, unionName: unions.find((union) => union.id === id)?.name ?? '', year: calendarTime(now).year, title: '四个一批', indicators },
      units: below.map(({ id: unit, name }) => ({ id: unit, name, targets: targets.get(unit) ?? [] })),
      ...{ appeals: [], from, final: null, v: 1, acts: [{ k: `year-${id}`, h: '', t: at, by: demoUid(by) }], audit: [] },
    };
  };
  const city = one('city', 'demo-admin-wu', [...fourBatches], '', now - 60 * day);
  const handed = city.units.find(({ id }) => id === 'east')?.targets ?? [];
  const east = one('east', 'demo-cadre-wang', fourBatches.map((indicator, at) => ({ ...indicator, target: handed[at] ?? 0 })), city._id, now - 50 * day);
  const appeal = { id: 'year-east-jcjc', unit: 'jcjc', indicator: 0, reason: '厂里自办的两场趣味赛没有登记在平台', by: demoUid('demo-cadre-liu'), at: now - 2 * day, answer: null };
  return [city, { ...east, appeals: [appeal] }];
}
