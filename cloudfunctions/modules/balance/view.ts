import { dimensions, type Tally } from '../../../miniprogram/domain/balance/cell';
import { topTenth } from '../../../miniprogram/domain/balance/shares';
import { type Group, leastShown, shown, type Shown } from '../../../miniprogram/domain/balance/shown';
import type { BoardDocument } from './documents';

/** A board as others may see it: no group under ten. */

const figures = ({ m, j, t }: Tally): Api.Balance.Figures => ({ members: m, joined: j, times: t });
const restOf = ({ rest }: Shown<Group>): Api.Balance.Rest | null => rest && { ...figures(rest), count: rest.count };
/** The id at the end of a path. */
export const lastOf = (path: string): string => path.split('/').filter((one) => one !== '').pop() ?? '';

function breakdownsOf({ dims }: BoardDocument): Api.Balance.Breakdown[] {
  return dimensions.flatMap((dimension) => {
    const all = shown(Object.entries(dims[dimension] ?? {}).map(([key, tally]) => ({ key, ...tally })));
    return all.groups.length === 0 ? [] : [{ dimension, groups: all.groups.map(({ key, ...tally }) => ({ key, ...figures(tally) })), rest: restOf(all) }];
  });
}

function unitsOf(board: BoardDocument): Pick<Api.Balance.Board, 'units' | 'rest'> {
  const all = shown(Object.entries(board.below).map(([key, { name = '', ...tally }]) => ({ key, name, ...tally })));
  const own = lastOf(board.path);
  const units = all.groups.map(({ key, name, ...tally }) => ({ unionId: key, name: key === own ? '' : name, ...figures(tally) }));
  return { units: units.sort((a, b) => b.members - a.members || (a.unionId < b.unionId ? -1 : 1)), rest: restOf(all) };
}

const yearOf = ({ members, joined, times }: BoardDocument, year: number) => ({ year, members, joined, times });

/** @param last the board of the year before; undefined: there is none */
export function viewOf(sums: BoardDocument, last: BoardDocument | undefined, year: number): Omit<Api.Balance.Board, 'names'> {
  const { members, joined, times, name, level, path, h, at } = sums;
  return {
    ...{ unionId: lastOf(path), unionName: name, level, year, members, joined, times, topTenth: topTenth(members, h), at },
    past: [...(last ? [yearOf(last, year - 1)] : []), ...(last?.before ? [last.before] : [])].filter(({ members }) => members >= leastShown),
    breakdowns: breakdownsOf(sums),
    ...unitsOf(sums),
  };
}
