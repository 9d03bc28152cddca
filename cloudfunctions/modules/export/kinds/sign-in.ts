import { whenOf } from '../../../../miniprogram/domain/activity/steps';
import { Refusal } from '../../../platform/errors';
import { attendanceOf, byUnit, type Attendance, type Attendee } from '../attendance';
import { type Column, sheetOf, workbook } from '../sheet';
import { teamColumn } from './summary';
import type { Making } from '.';

/** 签到表: who holds a place, by unit, with a column to sign in. */
export async function signIn({ db, subject, progress }: Making<'signIn'>): Promise<Buffer> {
  const attendance = await attendanceOf(db, subject, progress);
  if (attendance.held.length === 0) throw new Refusal('NOT_FOUND', '还没有人报名，有人报名后再生成签到表');
  return workbook([sheetOf({ name: '签到表', title: `${attendance.activity.title} 签到表`, note: factsOf(attendance), columns: attendance.activity.rules.team === null ? columns : [...columns.slice(0, 3), teamColumn, ...columns.slice(3)], rows: byUnit(attendance.held), rowHeight: 26 })]);
}

const columns: readonly Column<Attendee>[] = [
  { title: '序号', width: 6, value: (_, index) => index + 1 },
  { title: '姓名', width: 14, value: ({ name }) => name },
  { title: '单位', width: 34, align: 'left', value: ({ unitName }) => unitName },
  { title: '签名', width: 20, value: () => null },
  { title: '备注', width: 12, value: ({ paper, leave }) => (leave ? '请假' : paper ? '无微信' : null) },
];

/** When, where and how many, in one line. */
function factsOf({ activity, held }: Attendance): string {
  return `时间：${whenOf(activity.startsAt, activity.endsAt)}　地点：${activity.place.name}　应到：${held.length} 人`;
}
