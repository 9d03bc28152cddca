import { Refusal } from '../../../platform/errors';
import { announcementById, unopenedIn } from '../../announce/store';
import { namesOf, unionById } from '../../people/store';
import { within } from '../../people/within';
import { type Column, sheetOf, workbook } from '../sheet';
import { stamp } from './summary';
import type { Making } from '.';

/** As many names as one list holds; a unit with more is told by its teams. */
const most = 1000;

interface Row {
  name: string;
  unitName: string;
  paper: boolean;
}

/** 未读名单: whom of a unit the 班组长 has to tell in person. */
export async function noticeList({ db, subject, options, now, progress }: Making<'noticeList'>): Promise<Buffer> {
  const [announcement, union] = await Promise.all([announcementById(db, subject), unionById(db, options.unionId)]);
  if (!announcement || !union || announcement.state === 'recalled') throw new Refusal('NOT_FOUND', '这条通知已经撤回');
  const found = await unopenedIn(db, subject, within(db, [union.path]), most);
  await progress(0.5);
  const names = await namesOf(db, found.map(({ uid }) => uid));
  const rows = found
    .flatMap(({ uid, paper = false }): Row[] => {
      const who = names.get(uid);
      return who ? [{ name: who.name, unitName: who.unitName, paper }] : [];
    })
    .sort((a, b) => (a.unitName < b.unitName ? -1 : a.unitName > b.unitName ? 1 : a.name < b.name ? -1 : 1));
  if (rows.length === 0) throw new Refusal('NOT_FOUND', '这个单位的人都看过了');
  return workbook([sheetOf({ name: '未读名单', title: `“${announcement.title}”未读名单`, note: `${union.name}　截至 ${stamp(now)}　请班组长当面通知，通知到的打勾${found.length === most ? '　只列前 1000 人，请按班组分开打印' : ''}`, columns, rows })]);
}

const columns: readonly Column<Row>[] = [
  { title: '序号', width: 6, value: (_, index) => index + 1 },
  { title: '班组或单位', width: 30, align: 'left', value: ({ unitName }) => unitName },
  { title: '姓名', width: 14, value: ({ name }) => name },
  { title: '微信', width: 12, value: ({ paper }) => (paper ? '没有微信' : '还没看') },
  { title: '已通知', width: 12, value: () => '' },
  { title: '备注', width: 20, value: () => '' },
];
