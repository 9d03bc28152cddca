import { rankingDigest } from '../../../../domain/points/leaders';
import { moment } from '../../../../format/when';
import { rankingTexts as t } from '../../texts';

export interface Row {
  key: string;
  place: string;
  name: string;
  note: string;
  /** A second line of figures; empty: none. */
  raw: string;
  value: string;
  mine: boolean;
  /** The first three. */
  front: boolean;
}

export interface BoardView {
  rows: Row[];
  /** My own place; empty: not of people. */
  mine: string;
  head: string;
  how: string;
  digest: string;
  /** The phone has computed the digest again from the list and found the same. */
  same: boolean;
  /** There are more than are listed. */
  cut: boolean;
}

/** So many people are published. */
const listed = 100;

/** When it was counted last, and of how many; `at` 0: never. */
const headOf = (count: string, at: Api.Millis, now: Api.Millis) => (at === 0 ? '' : [count, t.at(moment(at, now))].filter((words) => words !== '').join(' · '));

export function peopleView(editionId: string, { items, mine, readers, digest, at }: Api.Output<'reading.ranking'>, period: Api.Input<'reading.ranking'>['period'], now: Api.Millis): BoardView {
  return {
    rows: items.map(({ id, place, name, unitName, points, mine: own }) => ({
      ...{ key: id, place: String(place), name: own ? `${name}（${t.wordsOfMine}）` : name, note: unitName, raw: '', value: t.points(points), mine: own, front: place <= 3 },
    })),
    mine: mine === null || (mine.rank === null && period === 'edition') ? t.unranked : mine.rank === null ? t.beyond(mine.points) : t.mine(mine.rank, mine.points),
    ...{ head: headOf(period === 'edition' ? t.readers(readers) : '', at, now), how: t.how.people, digest, same: digest !== '' && rankingDigest(editionId, 'people', items.map(({ id, points, lastAt }) => [id, points, lastAt])) === digest },
    cut: period === 'edition' ? readers > items.length : items.length === listed,
  };
}

/**
 * @param sizeClass 0–3; null: districts
 * @param activeDays days after which a member counts for the 参与率
 */
export function unitsView(editionId: string, { items, units, digest, at }: Api.Output<'reading.units'>, sizeClass: number | null, activeDays: number, now: Api.Millis): BoardView {
  const kind = sizeClass === null ? 'districts' : `units:${sizeClass}`;
  return {
    rows: items.map(({ place, unitId, name, members, active, points, share, perHead }) => ({
      ...{ key: unitId, place: String(place), name, note: t.perHead(perHead), raw: t.raw(active, members, points, activeDays), value: t.share(share), mine: false, front: place <= 3 },
    })),
    mine: '',
    ...{ head: headOf(t.units(units), at, now), how: t.how[sizeClass === null ? 'districts' : 'units'], digest, cut: units > items.length },
    same: digest !== '' && rankingDigest(editionId, kind, items.map(({ unitId, place, members, active, points }) => [unitId, place, members, active, points])) === digest,
  };
}
