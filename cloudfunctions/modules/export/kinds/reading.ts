import { maskName } from '../../../../miniprogram/domain/people/names';
import { leastShown, rankByClass, rawOrder, sizeClasses, type UnitPlace, type UnitSum } from '../../../../miniprogram/domain/reading/units';
import type { Database } from '../../../platform/database';
import { Refusal } from '../../../platform/errors';
import { unseal } from '../../../platform/secrets';
import { unionById } from '../../people/store';
import type { EditionDocument, ReaderDocument } from '../../reading/documents';
import { allUnits } from '../../reading/fold-store';
import { editionById } from '../../reading/store';
import { type Column, sheetOf, workbook } from '../sheet';
import type { Making } from '.';

/** Files of a reading month. */

async function editionOf(db: Database, id: string): Promise<EditionDocument> {
  const edition = await editionById(db, id);
  if (!edition) throw new Refusal('NOT_OPEN', '读书月还没有设置');
  return edition;
}

type Named<T> = T & { name: string };

/** 各单位参与统计: a sheet a size class in the order of the ranking, and the raw sums of all; groups of fewer than ten are in none. */
export async function readingUnits({ db, subject }: Making<'readingUnits'>): Promise<Buffer> {
  const [edition, units] = await Promise.all([editionOf(db, subject), allUnits(db, subject)]);
  const names = new Map(units.map(({ unit, name }) => [unit, name]));
  const named = <T extends UnitSum>(sum: T): Named<T> => ({ ...sum, name: names.get(sum.unit) ?? '' });
  const note = `${edition.organiser}　${edition.from} 至 ${edition.until}　读满 ${edition.rules.activeDays} 天计入参与率　不足 ${leastShown} 人的单位不列`;
  const classes = rankByClass(units).map((ranked, index) =>
    sheetOf({ name: sizeClasses[index]?.name ?? '', title: `${edition.title} 各单位参与（${sizeClasses[index]?.name ?? ''}）`, note, columns: rankColumns, rows: ranked.map(named) }),
  );
  const raw = rawOrder(units.filter(({ members }) => members >= leastShown)).map(named);
  return workbook([...classes, sheetOf({ name: '积分合计', title: `${edition.title} 各单位积分合计`, note, columns: rawColumns, rows: raw })]);
}

const rankColumns: readonly Column<Named<UnitPlace>>[] = [
  { title: '名次', width: 6, value: ({ place }) => place },
  { title: '单位', width: 36, align: 'left', value: ({ name }) => name },
  { title: '会员', width: 9, value: ({ members }) => members },
  { title: '读满天数', width: 10, value: ({ active, members }) => Math.min(active, members) },
  { title: '参与率 %', width: 10, decimals: 2, value: ({ share }) => share / 100 },
  { title: '人均积分', width: 10, decimals: 2, value: ({ perHead }) => perHead / 100 },
];

const rawColumns: readonly Column<Named<UnitSum>>[] = [
  { title: '序号', width: 6, value: (_, index) => index + 1 },
  { title: '单位', width: 40, align: 'left', value: ({ name }) => name },
  { title: '会员', width: 10, value: ({ members }) => members },
  { title: '打过卡', width: 10, value: ({ readers }) => readers },
  { title: '积分', width: 12, value: ({ points }) => points },
];

/** A sheet with more rows is opened by nobody's telephone. */
const mostRows = 20_000;
const page = 1000;

const reasons = ['checkIn', 'note', 'minutes', 'pages', 'streak', 'reversal'] as const;
type Reason = (typeof reasons)[number];

interface Line {
  name: string;
  unitName: string;
  days: number;
  by: Record<Reason, number>;
  balance: number;
}

function lineOf({ name, unitName, checkIns, entries, balance }: ReaderDocument, masked: boolean): Line {
  const by: Line['by'] = { checkIn: 0, note: 0, minutes: 0, pages: 0, streak: 0, reversal: 0 };
  for (const { id, n } of entries) {
    const reason = reasons.find((one) => id.startsWith(`${one}:`));
    if (reason) by[reason] += n;
  }
  const whole = name === '' ? '已退出' : unseal(name);
  return { name: masked && name !== '' ? maskName(whole) : whole, unitName, days: new Set(checkIns.map(({ day }) => day)).size, by, balance };
}

/** 积分总表: every reader's points by reason; the columns of a row add up to its balance. Names in full for the unit's own cadre alone. */
export async function readingLedger({ db, subject, options, progress }: Making<'readingLedger'>): Promise<Buffer> {
  const [edition, union] = await Promise.all([editionOf(db, subject), options.unionId === null ? null : unionById(db, options.unionId)]);
  if (options.unionId !== null && !union) throw new Refusal('NOT_FOUND', '没有找到这个工会');
  const rows: Line[] = [];
  for (let after = ''; ; ) {
    const { data } = await db
      .collection<ReaderDocument>('readers')
      .where({ edition: subject, ...(union ? { unitIds: union._id } : {}), _id: db.command.gt(after) })
      .orderBy('_id', 'asc')
      .limit(page)
      .get();
    rows.push(...data.map((reader) => lineOf(reader, union === null)));
    if (rows.length > mostRows) throw new Refusal('BAD_INPUT', `超过 ${mostRows} 人，请按单位生成`);
    await progress(Math.min(0.9, rows.length / mostRows));
    if (data.length < page) break;
    after = data[data.length - 1]?._id ?? '';
  }
  if (rows.length === 0) throw new Refusal('NOT_FOUND', '还没有人打过卡');
  const inOrder = rows.sort((a, b) => b.balance - a.balance || a.unitName.localeCompare(b.unitName, 'zh'));
  const total = inOrder.reduce((sum, { balance }) => sum + balance, 0);
  const note = `${union?.name ?? edition.organiser}　${rows.length} 人　合计 ${total} 分　每行各项相加等于积分`;
  return workbook([sheetOf({ name: '积分总表', title: `${edition.title} 积分总表`, note, columns: ledgerColumns, rows: inOrder, landscape: true })]);
}

const reasonColumn = (title: string, reason: Reason): Column<Line> => ({ title, width: 10, value: ({ by }) => by[reason] });
const ledgerColumns: readonly Column<Line>[] = [
  { title: '序号', width: 6, value: (_, index) => index + 1 },
  { title: '姓名', width: 12, value: ({ name }) => name },
  { title: '单位', width: 30, align: 'left', value: ({ unitName }) => unitName },
  { title: '天数', width: 8, value: ({ days }) => days },
  reasonColumn('打卡', 'checkIn'),
  reasonColumn('读后感', 'note'),
  reasonColumn('时长', 'minutes'),
  reasonColumn('页数', 'pages'),
  reasonColumn('连续', 'streak'),
  reasonColumn('冲减', 'reversal'),
  { title: '积分', width: 10, value: ({ balance }) => balance },
];
