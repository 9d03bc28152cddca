import { shareOf } from '../../../miniprogram/domain/balance/shares';
import { sizeClasses } from '../../../miniprogram/domain/reading/units';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { boardId, boardsById } from '../balance/boards';
import type { BoardDocument } from '../balance/documents';
import { viewOf } from '../balance/view';

/** Words of 参与情况 in printed files. */

export type PrintedBoard = Omit<Api.Balance.Board, 'names'>;

/** A union's board of a year as files may show it, and the document for what only files say. @throws Refusal where nothing was counted */
export async function boardOf(db: Database, unionId: string, year: number): Promise<{ board: PrintedBoard; sums: BoardDocument }> {
  const found = await boardsById(db, [boardId(year, unionId), boardId(year - 1, unionId)]);
  const sums = found.get(boardId(year, unionId));
  if (!sums) throw new Refusal('NOT_FOUND', '这一年还没有统计');
  return { board: viewOf(sums, found.get(boardId(year - 1, unionId)), year), sums };
}

/** 47.3% */
export function percent(hundredths: number): string {
  const tenths = Math.floor(hundredths / 10);
  return `${Math.floor(tenths / 10)}.${tenths % 10}%`;
}

export const sharePercent = ({ members, joined }: Api.Balance.Figures): string => percent(shareOf({ m: members, j: joined }));

export const dimensionWords: Record<Api.Balance.Dimension, string> = { region: '地区', trade: '行业', size: '单位规模', ownership: '单位性质', level: '层级', age: '年龄段' };
const levels = ['市总工会机关', '区、产业工会机关', '企事业单位', '班组'];
const cohorts: Record<string, string> = { '50': '60 前', '60': '60 后', '70': '70 后', '80': '80 后', '90': '90 后', '00': '00 后' };

export function groupWords(dimension: Api.Balance.Dimension, key: string): string {
  if (key === '' || key === '-') return '没有填写';
  if (dimension === 'size') return sizeClasses[Number(key)]?.name ?? key;
  if (dimension === 'level') return levels[Number(key)] ?? key;
  return dimension === 'age' ? (cohorts[key] ?? key) : key;
}

export interface Line extends Api.Balance.Figures {
  name: string;
}

/** Units below, most members first; the union's own members as 本级, small ones together. */
export function unitLinesOf({ units, rest }: PrintedBoard): Line[] {
  const lines = units.map(({ name, members, joined, times }) => ({ name: name === '' ? '本级' : name, members, joined, times }));
  return rest === null ? lines : [...lines, { name: `其他 ${rest.count} 个小单位`, members: rest.members, joined: rest.joined, times: rest.times }];
}

export function groupLinesOf({ dimension, groups, rest }: Api.Balance.Breakdown): Line[] {
  const lines = groups.map(({ key, members, joined, times }) => ({ name: groupWords(dimension, key), members, joined, times }));
  return rest === null ? lines : [...lines, { name: `其他 ${rest.count} 类`, members: rest.members, joined: rest.joined, times: rest.times }];
}
