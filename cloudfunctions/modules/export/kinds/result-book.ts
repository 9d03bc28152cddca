import { codeText } from '../../../../miniprogram/domain/meet/sealing';
import type { Database } from '../../../platform/database';
import { Refusal } from '../../../platform/errors';
import { activityById } from '../../activity/store';
import { boardOf } from '../../meet/board-fold';
import { boardById, type BoardPart, type BoardSeal } from '../../meet/board-store';
import type { EventDocument, Round } from '../../meet/event-document';
import { roundsIn, wholeEvents } from '../../meet/event-store';
import { pointsText } from '../../meet/event-views';
import { digestOfBook } from '../../meet/seal-settle';
import { namesOf } from '../../people/store';
import { type Block, heading, pageBreak, signatures, table, type TableColumn, text, title, wordFile } from '../document';
import { cover, matchTable } from '../meet-parts';
import { bibsOf, isTeam, lineMark, peopleWords, recordWords, roundTitle, starterName, startersById, windWords } from '../meet-words';
import { dayWords, timeWords } from '../result-words';
import type { Making } from '.';

const totalsColumns: TableColumn[] = [
  { title: '名次', width: 1.6 },
  { title: '单位', width: 6.4, align: 'left' },
  { title: '总分', width: 2.6 },
  { title: '其中待确认', width: 2.6 },
  { title: '第一名', width: 1.4 },
  { title: '破纪录', width: 1.4 },
];

const medalColumns: TableColumn[] = [
  { title: '名次', width: 1.8 },
  { title: '单位', width: 7.4, align: 'left' },
  ...['金', '银', '铜'].map((name) => ({ title: name, width: 1.7 })),
  { title: '合计', width: 1.7 },
];

function totals({ classes, medals, records }: BoardPart): Block[] {
  return [
    title('团体总分'),
    ...classes.flatMap(({ name, units }) => [
      ...(name === '' ? [] : [heading(name)]),
      table(totalsColumns, units.map((line) => [String(line.place), line.name, line.points, line.pending, String(line.places[0] ?? 0), String(line.records)]), 0.8),
    ]),
    heading('奖牌榜'),
    table(medalColumns, medals.map(({ place, name, medals: won }) => [String(place), name, ...won.map(String), String(won[0] + won[1] + won[2])]), 0.8),
    heading('纪录'),
    records.length === 0
      ? text('本届没有破、平、立纪录。')
      : table(
          [
            { title: '项目', width: 5.6, align: 'left' },
            { title: '单位', width: 5.4, align: 'left' },
            { title: '成绩', width: 2.6 },
            { title: '', width: 2.4 },
          ],
          records.map(({ name, unitName, mark, kind, noGauge }) => [name, unitName, mark, `${recordWords[kind]}${noGauge ? '（无风速）' : ''}`]),
          0.8,
        ),
  ];
}

const resultColumns: TableColumn[] = [
  { title: '名次', width: 1.4 },
  { title: '号码', width: 1.8 },
  { title: '姓名或队名', width: 3.8, align: 'left' },
  { title: '单位', width: 4, align: 'left' },
  { title: '成绩', width: 2.2 },
  { title: '得分', width: 1.4 },
  { title: '备注', width: 1.4 },
];

/** The final, with points and records. */
function finalTable(document: EventDocument): Block[] {
  const { event, result } = document;
  if (!result) return [];
  const starters = startersById(document);
  const rows = result.rows.flatMap((row) => {
    const starter = starters.get(row.entry);
    if (!starter) return [];
    const note = row.record === null ? '' : `${recordWords[row.record]}${row.noGauge ? ' 无风速' : ''}`;
    return [[row.place === null ? '' : String(row.place), isTeam(document) ? '' : bibsOf(starter), starterName(starter), starter.unitName, lineMark(event, row), pointsText(row), note]];
  });
  const placed = result.rows.filter(({ place }) => place !== null && place <= 8);
  const teams = isTeam(document) ? placed.flatMap(({ entry }) => starters.get(entry) ?? []).map((starter, index) => text(`${starter.unitName}：${peopleWords(starter, document)}`, { size: 10, before: index === 0 ? 4 : 0 })) : [];
  return [table(resultColumns, rows, 0.7), ...teams];
}

/** A round before the final: places within it, and who went on. */
function earlierRound(document: EventDocument, round: Round): Block[] {
  const { event, last } = document;
  const starters = startersById(document);
  const through = new Map(round.through.map(({ entry, by }) => [entry, by]));
  const heats = new Map(round.heats.flatMap(({ n, places }) => places.map(({ entry }) => [entry, n])));
  const rows = round.lines.flatMap((line) => {
    const starter = starters.get(line.entry);
    return starter ? [[line.place === null ? '' : String(line.place), bibsOf(starter), starterName(starter), starter.unitName, lineMark(event, line), String(heats.get(line.entry) ?? ''), through.get(line.entry) ?? '']] : [];
  });
  const columns = resultColumns.map((column, index) => (index === 5 ? { ...column, title: '组' } : index === 6 ? { ...column, title: '晋级' } : column));
  return [text(roundTitle(event, round.n, last), { size: 11, heading: true, before: 4, after: 2, withNext: true }), table(columns, rows, 0.7), ...winds(round)];
}

function winds(round: Round): Block[] {
  const words = round.heats.flatMap(({ n }) => {
    const wind = windWords(round, n);
    return wind === '' ? [] : [`第 ${n} 组 ${wind}`];
  });
  return words.length === 0 ? [] : [text(words.join('　　'), { size: 10 })];
}

function eventPart(document: EventDocument, unheld: readonly string[], now: number): Block[] {
  const { event, result, eventId } = document;
  const rounds = roundsIn(document);
  if (result === null && unheld.includes(eventId)) return [heading(`${event.name}（未举行）`)];
  const said = result === null ? '（成绩未公告）' : result.confirmedFrom === null || result.confirmedFrom > now ? '（得分待确认）' : '';
  const tables = rounds.filter((round) => round.table !== null).flatMap((round) => matchTable(document, round));
  const final = rounds.find(({ n }) => n === document.last);
  return [
    heading(`${event.name}${said}`),
    ...finalTable(document),
    ...(final && result ? winds(final) : []),
    ...tables,
    ...rounds.filter(({ n, lines }) => n < document.last && lines.length > 0).flatMap((round) => earlierRound(document, round)),
  ];
}

/** Whether it is sealed, by whom, and what it was opened for since: on its last page. */
async function sealPart(db: Database, seal: BoardSeal | null, events: readonly EventDocument[]): Promise<Block[]> {
  if (!seal) return [text('本成绩册尚未封存，以封存后的为准。', { size: 10 })];
  const names = await namesOf(db, [...new Set([seal.by, ...seal.openings.map(({ by }) => by)])]);
  const nameOf = (uid: string) => names.get(uid)?.name ?? '';
  const stands = seal.state === 'sealed' && digestOfBook(events, seal.unheld) === seal.digest;
  const lines = [
    stands ? `本成绩册由总裁判长 ${nameOf(seal.by)} 于 ${dayWords(seal.at)}签字封存，校验码 ${codeText(seal.digest)}` : '本成绩册启封更正中，以重新封存后的为准。',
    ...seal.openings.map(({ name, reason, by, at }) => `启封更正：${name}，${reason}（${nameOf(by)} ${timeWords(at)}）`),
  ];
  return lines.map((line) => text(line, { size: 10 }));
}

/** 成绩册: what was announced, as it stands now; what is not certain says so. */
export async function resultBook({ db, subject, now, progress }: Making<'resultBook'>): Promise<Buffer> {
  const [activity, events, kept] = await Promise.all([activityById(db, subject), wholeEvents(db, subject), boardById(db, subject)]);
  if (!activity) throw new Refusal('NOT_FOUND', '没有找到这个活动');
  const board = boardOf(events, now);
  if (!board || events.every(({ result }) => result === null)) throw new Refusal('NOT_OPEN', '还没有公告的成绩，公告之后才有成绩册');
  await progress(0.4);
  const blocks = [
    ...cover('成绩册', activity),
    pageBreak(),
    ...totals(board),
    pageBreak(),
    title('各项成绩'),
    ...events.flatMap((event) => eventPart(event, kept?.seal?.unheld ?? [], now)),
    text(' ', { size: 8 }),
    ...(await sealPart(db, kept?.seal ?? null, events)),
    signatures(['总记录', '总裁判长', '组委会']),
  ];
  await progress(0.7);
  return wordFile(blocks);
}
