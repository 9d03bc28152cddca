import { visits } from '../../../../miniprogram/domain/balance/suggest';
import { shareOf } from '../../../../miniprogram/domain/balance/shares';
import { peopleOf } from '../../../../miniprogram/domain/registration/seats';
import { calendarTime, instant } from '../../../../miniprogram/domain/time/shanghai';
import type { Database } from '../../../platform/database';
import type { ActivityDocument } from '../../activity/store';
import type { SeatsDocument } from '../../registration/store';
import { boardOf, groupLinesOf, type Line, percent, type PrintedBoard, sharePercent, unitLinesOf } from '../balance-words';
import { type Block, heading, sealPlace, table, text, title, wordFile } from '../document';
import type { Making } from '.';

type Held = Pick<ActivityDocument, '_id' | 'title' | 'programme' | 'organiser' | 'startsAt' | 'endsAt' | 'scopes' | 'cancelled'> & { signedUp: number; came: number };

const page = 100;
/** Activities that the list names; the sums are of all. */
const listed = 100;
const programmes: Record<Api.Activity.Programme, string> = { reading: '读书', contest: '文艺赛事', meet: '体育', general: '其他活动' };

/** 年度工作总结: what the year's figures say, in sentences and tables; what only people know is left to write. */
export async function yearReport({ db, subject, options: { year }, now, progress }: Making<'yearReport'>): Promise<Buffer> {
  const { board, sums } = await boardOf(db, subject, year);
  const held = await activitiesOf(db, sums.path, year, progress);
  const { year: thisYear, month, date } = calendarTime(now);
  return wordFile([
    title(`${board.unionName} ${year} 年职工文化工作总结`),
    text(`（数据截至 ${thisYear}年${month}月${date}日，由工韵生成，请核对后补充）`, { align: 'center', after: 8 }),
    ...overview(board, held),
    ...byProgramme(held),
    ...participation(board),
    ...unevenness(board),
    heading('五、工作亮点'),
    text('　　（请填写）', { after: 24 }),
    heading('六、下一步打算'),
    text('　　（请填写）', { after: 24 }),
    ...list(held),
    sealPlace(board.unionName),
  ]);
}

async function activitiesOf(db: Database, scope: string, year: number, progress: (share: number) => Promise<void>): Promise<Held[]> {
  const { and, gt, gte, in: oneOf, lt, or } = db.command;
  const [from, until] = [instant(year, 1, 1), instant(year + 1, 1, 1)];
  const all: Held[] = [];
  for (let after = { at: from, id: '' }; ; ) {
    const { data } = await db
      .collection<ActivityDocument>('activities')
      .where(and({ scopes: scope, endsAt: and(gte(after.at), lt(until)) }, or({ endsAt: gt(after.at) }, { _id: gt(after.id) })))
      .orderBy('endsAt', 'asc')
      .orderBy('_id', 'asc')
      .field({ _id: true, title: true, programme: true, organiser: true, startsAt: true, endsAt: true, scopes: true, cancelled: true })
      .limit(page)
      .get();
    const { data: seats } = await db.collection<SeatsDocument>('seats').where({ activityId: oneOf(data.map(({ _id }) => _id)) }).field({ activityId: true, held: true }).limit(1000).get();
    for (const activity of data.filter(({ cancelled }) => cancelled === null)) {
      const entries = seats.filter(({ activityId }) => activityId === activity._id).flatMap(({ held }) => held);
      all.push({ ...activity, signedUp: entries.flatMap(peopleOf).length, came: entries.reduce((sum, { c = {} }) => sum + Object.keys(c).length, 0) });
    }
    await progress(Math.min(0.9, all.length / 500));
    const last = data[data.length - 1];
    if (data.length < page || !last) return all;
    after = { at: last.endsAt, id: last._id };
  }
}

const sum = (held: readonly Held[], of: (one: Held) => number) => held.reduce((total, one) => total + of(one), 0);

function overview(board: PrintedBoard, held: readonly Held[]): Block[] {
  const change = board.past.map((one) => `，${one.year} 年为 ${sharePercent(one)}`).join('');
  return [
    heading('一、总体情况'),
    text(`　　${board.year} 年，${board.unionName}及所属工会共举办活动 ${held.length} 场，报名 ${sum(held, ({ signedUp }) => signedUp)} 人次，现场签到 ${sum(held, ({ came }) => came)} 人次。会员 ${board.members} 人，其中 ${board.joined} 人至少参加过一次，参与率 ${sharePercent(board)}${change}；全年参与 ${board.times} 人次（同一项活动一人算一次）。`, { after: 6 }),
  ];
}

function byProgramme(held: readonly Held[]): Block[] {
  const rows = (Object.keys(programmes) as Api.Activity.Programme[]).flatMap((programme) => {
    const some = held.filter((one) => one.programme === programme);
    return some.length === 0 ? [] : [[programmes[programme], String(some.length), String(sum(some, ({ signedUp }) => signedUp)), String(sum(some, ({ came }) => came))]];
  });
  return [heading('二、活动开展'), rows.length === 0 ? text('　　这一年没有活动。') : table([{ title: '类别', width: 6, align: 'left' }, { title: '场次', width: 3 }, { title: '报名（人次）', width: 3.5 }, { title: '签到（人次）', width: 3.5 }], rows)];
}

const figureColumns = [{ title: '单位或类别', width: 6.4, align: 'left' }, { title: '会员', width: 2.4 }, { title: '参加过', width: 2.4 }, { title: '参与率', width: 2.4 }, { title: '人次', width: 2.4 }] as const;
const cells = (line: Line): string[] => [line.name, String(line.members), String(line.joined), sharePercent(line), String(line.times)];

function participation(board: PrintedBoard): Block[] {
  const ages = board.breakdowns.find(({ dimension }) => dimension === 'age');
  return [
    heading('三、职工参与'),
    table(figureColumns, unitLinesOf(board).map(cells)),
    ...(ages ? [text('按年龄段：', { before: 6, after: 4 }), table(figureColumns, groupLinesOf(ages).map(cells))] : []),
  ];
}

function unevenness(board: PrintedBoard): Block[] {
  const groups = board.units.filter(({ unionId }) => unionId !== board.unionId).map((unit) => ({ key: unit.unionId, m: unit.members, j: unit.joined, t: unit.times, name: unit.name }));
  const few = visits(groups, { m: board.members, j: board.joined }, 5);
  const top = board.topTenth === null ? '' : `最活跃的一成职工占了 ${percent(board.topTenth)} 的人次，`;
  const words = few.length === 0 ? '没有单位的参与率低于平均的一半。' : `参与率低于平均一半的有：${few.map(({ name, m, j }) => `${name}（${percent(shareOf({ m, j }))}）`).join('、')}。`;
  return [heading('四、参与不均衡'), text(`　　${top}还有 ${Math.max(0, board.members - board.joined)} 名会员全年没有参加过活动。${words}`, { after: 6 })];
}

function list(held: readonly Held[]): Block[] {
  if (held.length === 0) return [];
  const day = (at: number) => {
    const { month, date } = calendarTime(at);
    return `${month}月${date}日`;
  };
  const rows = held.slice(0, listed).map(({ title: name, organiser, startsAt, signedUp, came }, index) => [String(index + 1), name, organiser, day(startsAt), String(signedUp), String(came)]);
  const more = held.length > listed ? [text(`其余 ${held.length - listed} 场从略。`)] : [];
  return [heading('附：活动清单'), table([{ title: '序号', width: 1.3 }, { title: '活动', width: 5, align: 'left' }, { title: '主办', width: 4.2, align: 'left' }, { title: '时间', width: 2.1 }, { title: '报名', width: 1.7 }, { title: '签到', width: 1.7 }], rows), ...more];
}
