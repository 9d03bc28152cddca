import { Refusal } from '../../../platform/errors';
import { activityById } from '../../activity/store';
import { delegationById, delegationKey } from '../../meet/delegation-store';
import { meetById } from '../../meet/meet-store';
import { delegationView } from '../../meet/views';
import { athleteWords, entryWords } from '../delegation-rows';
import { type Block, form, heading, sealPlace, signatures, table, type TableColumn, text, title, wordFile } from '../document';
import type { Making } from '.';

const bibColumn: TableColumn = { title: '号码', width: 1.6 };
const unitColumn: TableColumn = { title: '单位', width: 2.2 };

/** With a column for bibs once they are given, and in a 联队 one for the units. */
function athleteTable(delegation: Api.Meet.Delegation): Block {
  const rows = athleteWords(delegation);
  const numbered = rows.some(({ bib }) => bib !== null);
  const joint = rows.some(({ unit }) => unit !== '');
  const columns: TableColumn[] = [
    { title: '序号', width: 1.2 },
    ...(numbered ? [bibColumn] : []),
    { title: '姓名', width: 2.6 },
    { title: '性别', width: 1.2 },
    { title: '组别', width: 3 },
    { title: '健康承诺', width: 2.2 },
    ...(joint ? [unitColumn] : []),
    { title: '报名项目', width: (numbered ? 4.2 : 5.8) - (joint ? unitColumn.width : 0), align: 'left', long: true },
  ];
  return table(columns, rows.map(({ bib, name, sex, group, unit, health, events }, index) => [String(index + 1), ...(numbered ? [String(bib ?? '')] : []), name, sex, group, health, ...(joint ? [unit] : []), events]), 0.7);
}

const entryColumns: TableColumn[] = [
  { title: '项目', width: 4.6, align: 'left' },
  { title: '运动员', width: 6.4, align: 'left', long: true },
  { title: '报名成绩', width: 2.2 },
  { title: '备注', width: 2.8, long: true },
];

function entryTable(delegation: Api.Meet.Delegation): Block {
  const rows = entryWords(delegation);
  if (rows.length === 0) return text('还没有报项目。');
  return table(entryColumns, rows.map(({ name, people, seed, note }) => [name, people, seed, note]), 0.7);
}

function substitutions({ substitutions: swaps }: Api.Meet.Delegation): Block[] {
  if (swaps.length === 0) return [];
  const columns: TableColumn[] = [{ title: '换下', width: 4 }, { title: '换上', width: 4 }, { title: '原因', width: 8, align: 'left', long: true }];
  return [heading('换人'), table(columns, swaps.map(({ out, into, reason }) => [out, into, reason]), 0.7)];
}

/** 报名表 of a delegation, to be signed by its leader and sealed by the unit, in a 联队 by each. No date of birth is in it. */
export async function delegationForm({ db, subject, options, now }: Making<'delegationForm'>): Promise<Buffer> {
  const [activity, meet, found] = await Promise.all([activityById(db, subject), meetById(db, subject), delegationById(db, delegationKey(subject, options.unitId))]);
  if (!activity || !meet || !found) throw new Refusal('NOT_FOUND', '没有找到这个代表队');
  const delegation = delegationView(meet, found, activity.title, now);
  const { athletes, entries, name, unitName, contact, insurance } = delegation;
  if (athletes.length === 0) throw new Refusal('NOT_OPEN', '名单里还没有运动员，加了运动员再打印报名表');
  const women = athletes.filter(({ sex }) => sex === 'female').length;
  const units = [unitName, ...delegation.partners.filter(({ joined }) => joined).map((one) => one.name)];
  const unsigned = athletes.filter(({ health }) => health === null).length;
  return wordFile([
    title(`${activity.title} 报名表`),
    form([
      ['代表队', name],
      ['单位', units.join('、')],
      ['领队电话', contact],
      ['人数', `运动员 ${athletes.length} 人（男 ${athletes.length - women}，女 ${women}），报名 ${entries.length} 项`],
      ['健康承诺书', unsigned === 0 ? '全部已签或已交' : `还有 ${unsigned} 人没有签`],
      ['保险', insurance ? `${insurance.company}　保单号 ${insurance.policy}` : '还没有登记'],
    ]),
    heading('运动员'),
    athleteTable(delegation),
    heading('报名项目'),
    entryTable(delegation),
    ...substitutions(delegation),
    text(`以上运动员都是${units.length > 1 ? '所在' : '本'}单位会员，报名内容属实，遵守竞赛规程。`, { before: 8, withNext: true }),
    signatures(['领队签名', '日期']),
    // Each unit answers for its own.
    ...units.flatMap((unit, index) => [...(index > 0 ? [text('')] : []), sealPlace(units.length > 1 ? `${unit}意见：` : '单位工会意见：')]),
  ]);
}
