import { startsIn } from '../../../../miniprogram/domain/meet/start-list';
import { Refusal } from '../../../platform/errors';
import { activityById } from '../../activity/store';
import { delegationsInOrder } from '../../meet/lists';
import { meetById } from '../../meet/meet-store';
import { delegationView } from '../../meet/views';
import { type AthleteWords, athleteWords, type EntryWords, entryWords } from '../delegation-rows';
import { type Column, sheetOf, workbook } from '../sheet';
import type { Making } from '.';

interface EntryRow extends EntryWords {
  team: string;
  /** The event in which it starts, where the organiser merged or moved it; empty: its own, or none. */
  starts: string;
}

interface AthleteRow extends AthleteWords {
  team: string;
}

const entryColumns: readonly Column<EntryRow>[] = [
  { title: '序号', width: 6, value: (_, index) => index + 1 },
  { title: '项目', width: 26, align: 'left', value: ({ name }) => name },
  { title: '代表队', width: 26, align: 'left', value: ({ team }) => team },
  { title: '运动员', width: 40, align: 'left', long: true, value: ({ people }) => people },
  { title: '人数', width: 6, value: ({ count }) => count },
  { title: '报名成绩', width: 12, value: ({ seed }) => seed || null },
  { title: '改在', width: 22, value: ({ starts }) => starts || null },
  { title: '备注', width: 24, align: 'left', long: true, value: ({ note }) => note || null },
];

const athleteColumns: readonly Column<AthleteRow>[] = [
  { title: '序号', width: 6, value: (_, index) => index + 1 },
  { title: '号码', width: 8, value: ({ bib }) => bib },
  { title: '姓名', width: 14, value: ({ name }) => name },
  { title: '性别', width: 6, value: ({ sex }) => sex },
  { title: '组别', width: 18, value: ({ group }) => group || null },
  { title: '代表队', width: 26, align: 'left', value: ({ team }) => team },
  { title: '报名项目', width: 36, align: 'left', long: true, value: ({ events }) => events || null },
  { title: '健康承诺', width: 12, value: ({ health }) => health },
];

/** 报名总表: every entry in the order of the rulebook, each delegation's together; and every athlete. No date of birth is in it. */
export async function meetEntries({ db, subject, now, progress }: Making<'meetEntries'>): Promise<Buffer> {
  const [activity, meet] = await Promise.all([activityById(db, subject), meetById(db, subject)]);
  if (!activity || !meet) throw new Refusal('NOT_FOUND', '这个运动会还没有竞赛规程');
  const delegations = (await delegationsInOrder(db, meet)).map((one) => delegationView(meet, one, activity.title, now));
  if (delegations.every(({ athletes }) => athletes.length === 0)) throw new Refusal('NOT_OPEN', '还没有单位报名，有人报名后再生成报名总表');
  await progress(0.4);
  const { events } = meet.rulebook;
  const names = new Map(events.map(({ id, name }) => [id, name]));
  const order = new Map(events.map(({ id }, index) => [id, index]));
  const entries = delegations
    .flatMap((one) => entryWords(one).map((entry): EntryRow => {
      const starts = startsIn(entry, meet.changes);
      return { ...entry, team: one.name, starts: starts === null || starts === entry.event ? '' : (names.get(starts) ?? '') };
    }))
    .sort((a, b) => (order.get(a.event) ?? events.length) - (order.get(b.event) ?? events.length));
  const athletes = delegations.flatMap((one) => athleteWords(one).map((athlete): AthleteRow => ({ ...athlete, team: one.name })));
  const note = `${delegations.length} 队　运动员 ${athletes.length} 人　报名 ${entries.length} 项`;
  const sheet = { title: `${activity.title} 报名总表`, note, landscape: true };
  return workbook([sheetOf({ ...sheet, name: '报名', columns: entryColumns, rows: entries }), sheetOf({ ...sheet, name: '运动员', columns: athleteColumns, rows: athletes })]);
}
