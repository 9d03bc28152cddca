import { playedOf } from '../../../miniprogram/domain/meet/day';
import { matchesOf } from '../../../miniprogram/domain/meet/table';
import type { ActivityDocument } from '../activity/store';
import type { EventDocument, Round, Starter } from '../meet/event-document';
import { beside, type Block, heading, table, type TableColumn, text, title } from './document';
import { bibsOf, isTeam, peopleWords, roundTitle, scoreWords, starterName, startersById } from './meet-words';
import { dayWords } from './result-words';

/** Parts that the books of a meet share: covers, start lists, tables of matches. Whole width of a page: 16 cm. */

export function cover(name: string, meet: Pick<ActivityDocument, 'title' | 'organiser' | 'place' | 'startsAt' | 'endsAt'>): Block[] {
  const [first, last] = [dayWords(meet.startsAt), dayWords(meet.endsAt - 1)];
  return [
    text(' ', { size: 60 }),
    title(meet.title),
    text([...name].join('　'), { size: 36, heading: true, align: 'center', before: 60, after: 200 }),
    text(`主办：${meet.organiser}`, { size: 14, align: 'center', after: 6 }),
    text(`时间：${first === last ? first : `${first}至${last}`}`, { size: 14, align: 'center', after: 6 }),
    text(`地点：${meet.place.name}`, { size: 14, align: 'center' }),
  ];
}

/** Lines of a list in columns side by side, read downwards. */
export function columnsOf(lines: readonly string[], count: number, whole = 16): Block {
  const height = Math.ceil(lines.length / count);
  const width = whole / count;
  // All columns have as many lines: they begin at one height.
  const column = (index: number) => Array.from({ length: height }, (_, line) => lines[index * height + line] ?? ' ').join('\n');
  return beside(Array.from({ length: count }, (_, index) => ({ width, blocks: [text(column(index), { size: 11 })] })));
}

/** 101 张三, its unit under it; a team's runners under its name. */
const cellWords = (starter: Starter): string => (starter.people.length === 1 ? `${bibsOf(starter)} ${starterName(starter)}\n${starter.unitName}` : `${starter.unitName}\n${bibsOf(starter)}`);

/** Heats in rows, lanes in columns, as track and pool sheets are printed. */
function laneTable(round: Round, starters: ReadonlyMap<string, Starter>): Block {
  const lanes = [...new Set(round.heats.flatMap(({ places }) => places.map(({ lane }) => lane)))].sort((a, b) => a - b);
  const width = 14.8 / Math.max(1, lanes.length);
  const columns: TableColumn[] = [{ title: '组', width: 1.2 }, ...lanes.map((lane) => ({ title: `${lane} 道`, width }))];
  const rows = round.heats.map(({ n, places }) => {
    const byLane = new Map(places.map(({ lane, entry }) => [lane, starters.get(entry)]));
    return [String(n), ...lanes.map((lane) => {
      const starter = byLane.get(lane);
      return starter ? cellWords(starter) : '';
    })];
  });
  return table(columns, rows, 1.2);
}

const orderColumns: TableColumn[] = [
  { title: '顺序', width: 1.4 },
  { title: '号码', width: 2.6 },
  { title: '姓名或队名', width: 6, align: 'left' },
  { title: '单位', width: 6, align: 'left' },
];

/** One after another, or from a line. */
function orderTables(round: Round, starters: ReadonlyMap<string, Starter>): Block[] {
  return round.heats.flatMap(({ n, places }) => {
    const rows = places.flatMap(({ entry, lane }) => {
      const starter = starters.get(entry);
      return starter ? [[String(lane), bibsOf(starter), starterName(starter), starter.unitName]] : [];
    });
    return [...(round.heats.length > 1 ? [text(`第 ${n} 组`, { size: 11, heading: true, before: 4, after: 2, withNext: true })] : []), table(orderColumns, rows, 0.7)];
  });
}

const roundOfMatch = (kind: Api.Meet.Table['kind'], id: string, round: number): string => (kind === 'knockout' && id === 't' ? '三四名' : `第${round}轮`);

const matchColumns: TableColumn[] = [
  { title: '轮次', width: 2.2 },
  { title: '对阵', width: 5.2, align: 'left' },
  { title: '', width: 5.2, align: 'left' },
  { title: '结果', width: 3.4 },
];

/** Who meets whom; with `played` also how it ended. */
export function matchTable(document: EventDocument, round: Round): Block[] {
  const starters = startersById(document);
  if (!round.table) return [];
  const { kind } = round.table;
  const played = playedOf(document.event, round);
  const side = (entry: string | null, first: boolean) => (entry === null ? (first ? '轮空' : '待定') : starterName(starters.get(entry)));
  const rows = matchesOf(document.event, round.table, played).map((match) => {
    const bye = match.round === 1 || kind !== 'knockout' || match.result !== null;
    return [roundOfMatch(kind, match.id, match.round), side(match.home, bye), side(match.away, bye), scoreWords(played.get(match.id))];
  });
  return [table(matchColumns, rows, 0.7)];
}

/** 分组分道 of one event's first round. */
export function startList(document: EventDocument): Block[] {
  const { event, starters, rounds, last } = document;
  const round = rounds['r1'];
  if (!round) return [];
  const byId = startersById(document);
  const groups = round.heats.length > 1 ? `，${round.heats.length} 组` : '';
  const head = heading(`${roundTitle(event, 1, last)}（${isTeam(document) ? `${starters.length} 队` : `${starters.length} 人`}${groups}）`);
  if (round.table) return [head, ...matchTable(document, round)];
  const inLanes = event.start.kind === 'lanes' || event.start.kind === 'pool';
  const teams = isTeam(document) ? starters.map((starter) => text(`${starter.unitName}：${peopleWords(starter, document)}`, { size: 10 })) : [];
  return [head, ...(inLanes ? [laneTable(round, byId)] : orderTables(round, byId)), ...teams];
}
