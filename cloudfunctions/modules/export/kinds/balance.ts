import { giniOf } from '../../../../miniprogram/domain/balance/shares';
import { fraction, roundHalfUp, times } from '../../../../miniprogram/domain/numbers/fraction';
import { boardOf, dimensionWords, groupLinesOf, type Line, percent, sharePercent, unitLinesOf } from '../balance-words';
import { type Column, sheetOf, workbook } from '../sheet';
import type { Making } from '.';
import { stamp } from './summary';

/** 参与情况表: by unit, and on a second sheet by region, trade, size, kind, level and age. */
export async function balance({ db, subject, options: { year } }: Making<'balance'>): Promise<Buffer> {
  const { board, sums } = await boardOf(db, subject, year);
  const gini = giniOf(sums.members, sums.h);
  const giniWords = gini === null ? '' : `　基尼系数 0.${String(roundHalfUp(times(gini, fraction(10_000)))).padStart(4, '0')}`;
  const top = board.topTenth === null ? '' : `　最活跃的一成职工占 ${percent(board.topTenth)} 的人次`;
  const note = `截至 ${stamp(board.at)}　参与率 ${sharePercent(board)}${top}${giniWords}　不足 10 人的合在一起`;
  const total: Line = { name: '合计', members: board.members, joined: board.joined, times: board.times };
  const groups = board.breakdowns.flatMap((breakdown) => groupLinesOf(breakdown).map((line) => ({ ...line, by: dimensionWords[breakdown.dimension] })));
  const title = `${board.unionName} ${year} 年参与情况`;
  return workbook([
    sheetOf({ name: '按单位', title, note, columns, rows: [...unitLinesOf(board), total] }),
    sheetOf({ name: '分类', title, note, columns: [{ title: '分类', width: 12, value: ({ by }: Line & { by: string }) => by }, ...columns], rows: groups }),
  ]);
}

const columns: readonly Column<Line>[] = [
  { title: '单位或类别', width: 40, align: 'left', value: ({ name }) => name },
  { title: '会员', width: 12, value: ({ members }) => members },
  { title: '参加过', width: 12, value: ({ joined }) => joined },
  { title: '参与率', width: 12, value: sharePercent },
  { title: '尚未参加', width: 12, value: ({ members, joined }) => Math.max(0, members - joined) },
  { title: '人次', width: 12, value: ({ times: count }) => count },
];
