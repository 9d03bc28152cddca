import { whenOf } from '../../../../miniprogram/domain/activity/steps';
import { calendarTime } from '../../../../miniprogram/domain/time/shanghai';
import { Refusal } from '../../../platform/errors';
import { type Attendance, type Attendee, attendanceOf, byUnit } from '../attendance';
import { type Block, form, frames, heading, pageBreak, photoTable, sealPlace, signatures, table, text, title, wordFile } from '../document';
import type { Making } from '.';
import { readPhotos } from './brief';
import { stamp } from './summary';

/** 报销材料: what a claim for an activity's costs needs, in one file to print: notice, list, sign-in, receipt of goods, photos. */
export async function expenses({ db, subject, options, now, progress }: Making<'expenses'>): Promise<Buffer> {
  const [attendance, photos] = await Promise.all([attendanceOf(db, subject, progress), readPhotos(db, subject, options.photos ?? [])]);
  if (attendance.held.length === 0) throw new Refusal('NOT_FOUND', '还没有人报名，有人报名后再生成报销材料');
  const people = byUnit(attendance.held);
  const { activity } = attendance;
  const named = (words: string) => title(`${activity.title} ${words}`);
  return wordFile([
    ...notice(attendance, now),
    pageBreak(),
    named('参加人员名单'),
    table([number, { title: '姓名', width: 3.2 }, { title: '单位', width: 8.3, align: 'left' }, { title: '备注', width: 2.9 }], people.map((one, index) => [String(index + 1), one.name, one.unitName, one.leave ? '请假' : ''])),
    pageBreak(),
    named('签到表'),
    text(`时间：${whenOf(activity.startsAt, activity.endsAt)}　地点：${activity.place.name}`, { after: 4 }),
    table([number, { title: '姓名', width: 3 }, { title: '单位', width: 6, align: 'left' }, { title: '扫码签到', width: 2.7 }, { title: '签名', width: 2.7 }], people.map((one, index) => [String(index + 1), one.name, one.unitName, scanned(one), '']), 1),
    pageBreak(),
    named('物品签收表'),
    text('物品名称：______________　　单价：__________元　　数量：__________　　合计：__________元', { after: 4 }),
    table([number, { title: '姓名', width: 3 }, { title: '单位', width: 5.4, align: 'left' }, { title: '领取人签字', width: 3 }, { title: '代领人签字', width: 3 }], people.filter(({ checkedInAt, leave }) => checkedInAt !== null || !leave).map((one, index) => [String(index + 1), one.name, one.unitName, '', '']), 1),
    signatures(['经办人', '证明人', '负责人']),
    pageBreak(),
    named('现场照片'),
    photos.length > 0 ? photoTable(photos) : frames(2, 2, '（照片贴在这里）'),
  ]);
}

const number = { title: '序号', width: 1.6 } as const;
const scanned = ({ checkedInAt }: Attendee): string => (checkedInAt === null ? '' : stamp(checkedInAt));

/** 活动通知 as it was published. */
function notice({ activity, held }: Attendance, now: number): Block[] {
  const { year, month, date } = calendarTime(now);
  return [
    title(`关于举办“${activity.title}”的通知`),
    form([
      ['主办单位', activity.organiser],
      ['参加范围', activity.audienceName],
      ['时间', whenOf(activity.startsAt, activity.endsAt)],
      ['地点', `${activity.place.name}${activity.place.address === '' ? '' : `（${activity.place.address}）`}`],
      ['名额', `${activity.capacity}${activity.rules.team === null ? ' 人' : ' 队'}，已报 ${held.length} 人`],
    ]),
    ...(activity.summary === '' ? [] : [heading('活动安排'), text(activity.summary.split('\n').map((line) => `　　${line}`).join('\n'), { after: 6 })]),
    text(`${year}年${month}月${date}日`, { align: 'right', before: 12 }),
    sealPlace(activity.organiser),
  ];
}
