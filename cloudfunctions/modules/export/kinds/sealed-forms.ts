import { whenOf } from '../../../../miniprogram/domain/activity/steps';
import { Refusal } from '../../../platform/errors';
import type { ActivityDocument } from '../../activity/store';
import { answerText, attendanceOf, type Attendee, byUnit } from '../attendance';
import { type Block, form, pageBreak, sealPlace, signatures, table, text, title, wordFile } from '../document';
import { within } from '../within';
import type { Making } from '.';

/** More questions than these make a table by unit lie on its side. */
const uprightAtMost = 2;

/** 盖章报名表: what was answered, to be signed and stamped – a page a person, or a list a unit. */
export async function sealedForms({ db, subject, options, progress }: Making<'sealedForms'>): Promise<Buffer> {
  const { activity, held, waiting } = await attendanceOf(db, subject, progress);
  const people = byUnit(await within(db, [...held, ...waiting], options.unionId));
  if (people.length === 0) throw new Refusal('NOT_FOUND', '还没有人报名，有人报名后再打印报名表');
  if (options.each === 'person') return wordFile(joined(people.map((who) => personPage(activity, who))));
  const units = new Map<string, Attendee[]>();
  for (const who of people) units.set(who.unitPath, [...(units.get(who.unitPath) ?? []), who]);
  const landscape = activity.fields.length > uprightAtMost;
  return wordFile(joined([...units.values()].map((unit) => unitPage(activity, unit, landscape ? 24.7 : 16))), { landscape });
}

const joined = (pages: Block[][]) => pages.flatMap((page, index) => (index === 0 ? page : [pageBreak(), ...page]));

function personPage(activity: ActivityDocument, who: Attendee): Block[] {
  return [
    title(`${activity.title} 报名表`),
    form([
      ['姓名', who.name],
      ['单位', who.unitName],
      ['活动时间', whenOf(activity.startsAt, activity.endsAt)],
      ['活动地点', activity.place.name],
      ...activity.fields.map((field): [string, string] => [field.label, answerText(field, who.answers)]),
    ]),
    text('以上内容属实，本人自愿参加。', { before: 8 }),
    signatures(['本人签名', '日期']),
    sealPlace('单位工会意见：'),
  ];
}

/** `whole`: width of the page's text, cm. */
function unitPage(activity: ActivityDocument, unit: Attendee[], whole: number): Block[] {
  const fixed = 1.4 + 2.8;
  const each = (whole - fixed - 3) / Math.max(1, activity.fields.length);
  const columns = [
    { title: '序号', width: 1.4 },
    { title: '姓名', width: 2.8 },
    ...activity.fields.map((field) => ({ title: field.label, width: each, long: true })),
    { title: '本人签名', width: activity.fields.length === 0 ? whole - fixed : 3 },
  ];
  return [
    title(`${activity.title} 报名表`, whole),
    text(`单位：${unit[0]?.unitName ?? ''}　　人数：${unit.length}　　时间：${whenOf(activity.startsAt, activity.endsAt)}`, { after: 6 }),
    table(columns, unit.map((who, index) => [String(index + 1), who.name, ...activity.fields.map((field) => answerText(field, who.answers)), '']), 1),
    signatures(['经办人', '联系电话'], whole),
    sealPlace('单位工会意见：', whole),
  ];
}
