import type { SeriesDocument } from '../../cloudfunctions/modules/series/store';
import { day } from '../../miniprogram/domain/time/shanghai';
import { pathOf, unions } from './city';
import { demoUid } from './people';

/** Series that a cadre of the demo city can choose from. */
export function demoSeries(now: number): SeriesDocument[] {
  const one = (id: string, union: string, by: string, name: string, most: number): SeriesDocument => ({
    ...{ _id: id, h: '', by: demoUid(by), createdAt: now - 40 * day, name, most, scope: pathOf(union) },
    organiser: unions.find((found) => found.id === union)?.name ?? '',
  });
  return [one('season-sport', 'city', 'demo-cadre-wang', '职工运动季', 2), one('season-class', 'city', 'demo-cadre-wang', '公益培训班', 3)];
}
