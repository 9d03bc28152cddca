import { Refusal } from '../../../platform/errors';
import { rowsOf } from '../../assessment/evidence';
import { assessmentById } from '../../assessment/store';
import { percent } from '../balance-words';
import { type Column, sheetOf, workbook } from '../sheet';
import type { Making } from '.';
import { stamp } from './summary';

type Row = Awaited<ReturnType<typeof rowsOf>>[number];

/** 考核评分表: a row a unit, the best first; target, value and score of each indicator. */
export async function assessment({ db, subject, now }: Making<'assessment'>): Promise<Buffer> {
  const one = await assessmentById(db, subject);
  if (!one) throw new Refusal('NOT_FOUND', '这项考核已经不在了');
  const marks = one.indicators.flatMap(({ name, measure, points }, index): Column<Row>[] => {
    const shown = (value: number) => (measure === 'share' ? percent(value) : value);
    return [
      { title: `${name} 目标`, width: 12, value: (row) => shown(row.marks[index]?.target ?? 0) },
      { title: '完成', width: 10, value: (row) => shown(row.marks[index]?.value ?? 0) },
      { title: `得分（${points}）`, width: 10, decimals: 2, value: (row) => (row.marks[index]?.score ?? 0) / 100 },
    ];
  });
  const note = `截至 ${stamp(now)}　满分 ${one.indicators.reduce((sum, { points }) => sum + points, 0)}　完成数取自实际记录，申诉后更正的以答复为准`;
  return workbook([sheetOf({ name: '评分', title: `${one.unionName} ${one.year} 年 ${one.title}`, note, columns: [place, unit, total, ...marks], rows: await rowsOf(db, one), landscape: true })]);
}

const place: Column<Row> = { title: '名次', width: 6, value: (row) => row.place };
const unit: Column<Row> = { title: '单位', width: 30, align: 'left', value: ({ name }) => name };
const total: Column<Row> = { title: '总分', width: 10, decimals: 2, value: (row) => row.total / 100 };
