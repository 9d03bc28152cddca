import { whenOf } from '../../../../miniprogram/domain/activity/steps';
import { calendarTime } from '../../../../miniprogram/domain/time/shanghai';
import { answerText, attendanceOf, type Attendee, byUnit, type UnitLine, unitLines } from '../attendance';
import { type Column, sheetOf, workbook } from '../sheet';
import type { Making } from '.';

/** 报名汇总表: a line a unit, and on a second sheet everybody with what they answered. */
export async function summary({ db, subject, now, progress }: Making<'summary'>): Promise<Buffer> {
  const attendance = await attendanceOf(db, subject, progress);
  const { activity, held, waiting } = attendance;
  const lines = unitLines(attendance);
  const total = lines.reduce<UnitLine>(
    (sum, line) => ({ ...sum, held: sum.held + line.held, waiting: sum.waiting + line.waiting, arrived: sum.arrived + line.arrived }),
    { name: '合计', quota: attendance.capacity, held: 0, waiting: 0, arrived: 0 },
  );
  const people = [...byUnit(held), ...waiting];
  const teams = activity.rules.team === null ? [] : [teamColumn];
  const asked = activity.fields.map((field): Column<Attendee> => ({ title: field.label, width: 18, long: true, align: 'left', value: ({ answers }) => answerText(field, answers) || null }));
  return workbook([
    sheetOf({ name: '按单位汇总', title: `${activity.title} 报名汇总表`, note: `截至 ${stamp(now)}　时间：${whenOf(activity.startsAt, activity.endsAt)}　地点：${activity.place.name}${activity.rules.team === null ? '' : '　名额按队计'}`, columns: unitColumns, rows: [...lines, total] }),
    sheetOf({ name: '名单', title: `${activity.title} 报名名单`, note: `截至 ${stamp(now)}`, columns: [...personColumns, ...teams, ...asked], rows: people, landscape: asked.length > 1 }),
  ]);
}

/** How somebody stands, as lists say it. */
export function standing({ state, position, quota, leave }: Attendee): string {
  if (state === 'waiting') return `${quota === null ? '候补' : `${quota} 候补`} ${position ?? ''}`.trim();
  return state === 'offered' ? '待接受' : leave ? '请假' : '已报名';
}

const unitColumns: readonly Column<UnitLine>[] = [
  { title: '单位', width: 40, align: 'left', value: ({ name }) => name },
  { title: '名额', width: 10, value: ({ quota }) => quota },
  { title: '已报', width: 10, value: ({ held }) => held },
  { title: '候补', width: 10, value: ({ waiting }) => waiting },
  { title: '已到', width: 10, value: ({ arrived }) => arrived },
];

const personColumns: readonly Column<Attendee>[] = [
  { title: '序号', width: 6, value: (_, index) => index + 1 },
  { title: '姓名', width: 14, value: ({ name }) => name },
  { title: '单位', width: 30, align: 'left', value: ({ unitName }) => unitName },
  { title: '状态', width: 10, value: standing },
  { title: '报名时间', width: 14, value: ({ at }) => stamp(at) },
  { title: '签到时间', width: 14, value: ({ checkedInAt }) => (checkedInAt === null ? null : stamp(checkedInAt)) },
];

export const teamColumn: Column<Attendee> = { title: '队名', width: 18, value: ({ team }) => team };

const two = (value: number) => String(value).padStart(2, '0');

/** 11-28 09:05 */
export function stamp(at: number): string {
  const { month, date, hour, minute } = calendarTime(at);
  return `${two(month)}-${two(date)} ${two(hour)}:${two(minute)}`;
}
