import { sheetTitles } from '../../../../miniprogram/domain/meet/entry-sheet';
import { makeupWords } from '../../../../miniprogram/domain/meet/entry-words';
import { markUnit } from '../../../../miniprogram/domain/meet/seed-marks';
import { Refusal } from '../../../platform/errors';
import { delegationById, delegationKey } from '../../meet/delegation-store';
import { meetById } from '../../meet/meet-store';
import { type Column, sheetOf, workbook } from '../sheet';
import type { Making } from '.';

/** Empty rows, each cell with the format of text: a mark such as 1:05.3 stays as it is typed. */
const rows = Array.from({ length: 100 }, () => '');
const widths: Readonly<Record<(typeof sheetTitles)[number], number>> = { 姓名: 14, 性别: 8, 出生日期: 16, 工号: 14, 项目: 30, 报名成绩: 14, 队: 8 };
const columns = sheetTitles.map((title): Column<string> => ({ title, width: widths[title], value: (row) => row }));

const marks = { time: '如 12.35 或 1:05.3', length: '如 5.43（米）', count: '如 36', none: '不用写' } as const;

const eventColumns: readonly Column<Api.Meet.Event>[] = [
  { title: '项目', width: 30, align: 'left', value: ({ name }) => name },
  { title: '组队', width: 34, align: 'left', long: true, value: ({ team }) => (team ? makeupWords(team) : '一人一行') },
  { title: '每单位限报', width: 14, value: ({ perUnit }) => perUnit },
  { title: '报名成绩怎么写', width: 22, value: (event) => marks[markUnit(event) ?? 'none'] },
];

/** 报名模板: nobody is named in it. */
export async function entrySheet({ db, subject, options }: Making<'entrySheet'>): Promise<Buffer> {
  const [meet, found] = await Promise.all([meetById(db, subject), delegationById(db, delegationKey(subject, options.unitId))]);
  if (!meet || !found) throw new Refusal('NOT_FOUND', '没有找到这个代表队');
  const note = '一人报一项写一行，接力一队几个人写几行；项目照“项目”页抄。重名才写工号，同一项目报两个队时才写队。';
  return workbook([
    sheetOf({ name: '报名', title: `${found.name} 报名`, note, columns, rows }),
    sheetOf({ name: '项目', title: '项目', note: '报名成绩可以不写。', columns: eventColumns, rows: meet.rulebook.events }),
  ]);
}
