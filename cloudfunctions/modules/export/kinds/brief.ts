import { whenOf } from '../../../../miniprogram/domain/activity/steps';
import { calendarTime } from '../../../../miniprogram/domain/time/shanghai';
import type { Database } from '../../../platform/database';
import { readFile } from '../../../platform/storage';
import { briefPhotos } from '../../media/claim';
import { attendanceOf, unitLines } from '../attendance';
import { frames, heading, photoTable, signatures, table, text, title, wordFile } from '../document';
import { type Photo, photoOf } from '../picture';
import type { Making } from '.';

/** 活动简报: what happened in figures, a table by unit, photos or frames for them. */
export async function brief({ db, subject, options, now, progress }: Making<'brief'>): Promise<Buffer> {
  const [attendance, photos] = await Promise.all([attendanceOf(db, subject, progress), readPhotos(db, subject, options.photos ?? [])]);
  const { activity, held } = attendance;
  const lines = unitLines(attendance).filter((line) => line.held > 0);
  const arrived = lines.reduce((sum, line) => sum + line.arrived, 0);
  const units = lines.filter((line) => line.arrived > 0).length;
  const came = now < activity.startsAt ? '' : `，现场签到 ${arrived} 人次，来自 ${units} 个单位`;
  const { year, month, date } = calendarTime(now);
  const rows = lines.map(({ name, held: signedUp, arrived: present }, index) => [String(index + 1), name, String(signedUp), String(present)]);
  return wordFile([
    title(`${activity.title} 活动简报`),
    text(`${activity.organiser}　　${year}年${month}月${date}日`, { align: 'center', after: 8 }),
    text(`　　${whenOf(activity.startsAt, activity.endsAt)}，${activity.organiser}在${activity.place.name}举办“${activity.title}”活动，${lines.length} 个单位的 ${held.length} 名职工报名参加${came}。`, { after: 6 }),
    ...(activity.summary === '' ? [] : [text(activity.summary.split('\n').map((line) => `　　${line}`).join('\n'), { after: 6 })]),
    ...(rows.length === 0 ? [] : [heading('各单位参加情况'), table(columns, [...rows, ['', '合计', String(held.length), String(arrived)]])]),
    heading('现场照片'),
    photos.length > 0 ? photoTable(photos) : frames(2, 2, '（照片贴在这里）'),
    signatures(['供稿', '审核']),
  ]);
}

/** The photos themselves; one that is no picture after all is left out. */
export async function readPhotos(db: Database, subject: string, ids: readonly string[]): Promise<Photo[]> {
  const found = await briefPhotos(db, subject, ids);
  return (await Promise.all(found.map(({ fileId }) => readFile(fileId)))).flatMap((bytes) => photoOf(bytes) ?? []);
}

const columns = [
  { title: '序号', width: 1.6 },
  { title: '单位', width: 9, align: 'left' },
  { title: '报名（人）', width: 2.7 },
  { title: '签到（人次）', width: 2.7 },
] as const;
