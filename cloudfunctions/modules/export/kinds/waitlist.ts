import { Refusal } from '../../../platform/errors';
import { attendanceOf, type Attendee } from '../attendance';
import { type Column, sheetOf, workbook } from '../sheet';
import { stamp, standing } from './summary';
import type { Making } from '.';

/** 候补名单, in line. */
export async function waitlist({ db, subject, now, progress }: Making<'waitlist'>): Promise<Buffer> {
  const { activity, waiting } = await attendanceOf(db, subject, progress);
  if (waiting.length === 0) throw new Refusal('NOT_FOUND', '现在没有人在候补');
  return workbook([sheetOf({ name: '候补名单', title: `${activity.title} 候补名单`, note: `截至 ${stamp(now)}　有人退出时按顺序递补`, columns, rows: waiting })]);
}

const columns: readonly Column<Attendee>[] = [
  { title: '序号', width: 6, value: (_, index) => index + 1 },
  { title: '候补顺序', width: 22, value: standing },
  { title: '姓名', width: 14, value: ({ name }) => name },
  { title: '单位', width: 30, align: 'left', value: ({ unitName }) => unitName },
  { title: '报名时间', width: 16, value: ({ at }) => stamp(at) },
];
