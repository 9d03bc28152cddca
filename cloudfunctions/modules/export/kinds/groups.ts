import { Refusal } from '../../../platform/errors';
import { attendanceOf, type Attendee, byUnit } from '../attendance';
import { type Column, sheetOf, workbook } from '../sheet';
import type { Making } from '.';

interface Row {
  group: string;
  number: number;
  who: Attendee;
}

/** 分组表: who holds a place in groups, each unit together. */
export async function groups({ db, subject, options, progress }: Making<'groups'>): Promise<Buffer> {
  const { activity, held } = await attendanceOf(db, subject, progress);
  if (held.length === 0) throw new Refusal('NOT_FOUND', '还没有人报名，有人报名后再分组');
  const rows = grouped(byUnit(held), options);
  const count = new Set(rows.map(({ group }) => group)).size;
  const note = options.by === 'unit' ? `按单位分组　共 ${count} 组 ${held.length} 人` : `每组 ${options.size} 人　共 ${count} 组 ${held.length} 人`;
  return workbook([sheetOf({ name: '分组表', title: `${activity.title} 分组表`, note, columns, rows, rowHeight: 24 })]);
}

/** Numbers groups and those in them. By size the groups differ by one person at most. */
export function grouped(people: readonly Attendee[], { by, size }: Api.Export.Kinds['groups']): Row[] {
  if (by === 'unit') {
    const members = new Map<string, Attendee[]>();
    for (const who of people) members.set(who.unitPath, [...(members.get(who.unitPath) ?? []), who]);
    return [...members.values()].flatMap((unit) => unit.map((who, index) => ({ group: who.unitName, number: index + 1, who })));
  }
  const count = Math.ceil(people.length / size);
  const rows: Row[] = [];
  let from = 0;
  for (let group = 0; group < count; group += 1) {
    const until = Math.round((people.length * (group + 1)) / count);
    rows.push(...people.slice(from, until).map((who, index) => ({ group: `第 ${group + 1} 组`, number: index + 1, who })));
    from = until;
  }
  return rows;
}

const columns: readonly Column<Row>[] = [
  { title: '组别', width: 24, value: ({ group }) => group },
  { title: '组内序号', width: 10, value: ({ number }) => number },
  { title: '姓名', width: 14, value: ({ who }) => who.name },
  { title: '单位', width: 32, align: 'left', value: ({ who }) => who.unitName },
  { title: '备注', width: 14, value: () => null },
];
