import type { Database } from '../../../platform/database';
import { Refusal } from '../../../platform/errors';
import { unseal } from '../../../platform/secrets';
import { boardById } from '../../meet/board-store';
import { boardOf } from '../../meet/board-fold';
import { wholeEvents } from '../../meet/event-store';
import { noPrizes, prizesById } from '../../meet/prize-store';
import { eventWinners, namedWinners, prizeId, stateOfPrizes, teamWinners, type Winner } from '../../meet/prize-winners';
import { certificateForms, fieldNames } from '../certificate-forms';
import { type CertificateWords, certificatePage, certificatePages } from '../certificate-page';
import { wordFile } from '../document';
import { dayWords, receiptFoot, timeWords } from '../result-words';
import { type Column, sheetOf, workbook } from '../sheet';
import type { Making } from '.';

/** Files of a meet's prizes: what is signed for, and certificates for printed forms. Only of what nothing can change any more. */

interface Filed {
  title: string;
  organiser: string;
  /** The day of the last announcement. */
  day: string;
  rows: (Winner & { handed: string; proxy: string })[];
  /** Events whose result can still change, or is not there. */
  open: number;
}

async function filed(db: Database, meetId: string, now: number): Promise<Filed> {
  const [kept, events, document] = await Promise.all([boardById(db, meetId), wholeEvents(db, meetId), prizesById(db, meetId)]);
  const board = boardOf(events, now);
  if (!kept || !board) throw new Refusal('NOT_FOUND', '这个运动会还没有编排');
  const { terms, given } = document ?? noPrizes(kept);
  const due = events.filter((one) => stateOfPrizes(one, now) === 'due');
  const open = events.length - due.length;
  const winners = [...due.flatMap(eventWinners), ...(open === 0 ? teamWinners(board, terms) : []), ...namedWinners(board, terms)];
  if (winners.length === 0) throw new Refusal('NOT_OPEN', '还没有确认的成绩，公告满 30 分钟、没有抗议才有获奖名单');
  const rows = winners.map((winner) => {
    const handed = given[prizeId(winner.of)];
    return { ...winner, handed: handed ? timeWords(handed.at) : '', proxy: handed && handed.proxy !== '' ? unseal(handed.proxy) : '' };
  });
  return { title: board.title, organiser: board.scopeName, day: dayWords(due.reduce((latest, { result }) => Math.max(latest, result?.at ?? 0), 0) || now), rows, open };
}

const bibs = ({ people }: Winner) => (people.length === 1 ? String(people[0]?.bib ?? '') : '');

const columns: readonly Column<Filed['rows'][number]>[] = [
  { title: '序号', width: 6, value: (_, index) => index + 1 },
  { title: '项目', width: 24, align: 'left', value: ({ what }) => what },
  { title: '奖项', width: 14, value: ({ prize }) => prize },
  { title: '号码', width: 8, value: (row) => bibs(row) || null },
  { title: '获奖人或单位', width: 22, align: 'left', value: ({ whom }) => whom },
  { title: '单位', width: 24, align: 'left', value: ({ unitName, whom }) => (unitName === whom ? null : unitName) },
  { title: '成绩', width: 10, value: ({ mark }) => mark || null },
  { title: '领奖人签字', width: 16, value: () => null },
  { title: '代领人签字', width: 14, value: ({ proxy }) => proxy || null },
  { title: '领取时间', width: 22, value: ({ handed }) => handed || null },
];

/** 奖品签收表: a row a prize; those that were noted at the table say when, and who came for it. */
export async function meetReceipts({ db, subject, now }: Making<'meetReceipts'>): Promise<Buffer> {
  const { title, organiser, rows, open } = await filed(db, subject, now);
  const note = `${organiser}　共 ${rows.length} 份${open > 0 ? `　还有 ${open} 项成绩没有确认，不在表内` : ''}`;
  return workbook([sheetOf({ name: '奖品签收表', title: `${title} 奖品签收表`, note, columns, rows, rowHeight: 32, landscape: true, foot: [receiptFoot] })]);
}

type Each = Api.Export.Kinds['meetCertificates']['each'];

/** Whom it names: an athlete, a unit, or each of a team. */
function whomOf({ people, whom }: Winner, each: Each): string[] {
  if (people.length > 1 && each === 'person') return people.map(({ name }) => `${name} 同志：`);
  return [people.length === 1 ? `${whom} 同志：` : `${whom}：`];
}

function bodyOf(meet: string, { of, what, mark, people }: Winner, each: Each): string {
  if (of.kind === 'named') return `　　在“${meet}”中组织有力、表现突出，荣获`;
  if (of.kind === 'team') return `　　在“${meet}”中获得${what}${mark}，荣获`;
  const team = people.length > 1 && each === 'entry' ? `（${people.map(({ name }) => name).join('、')}）` : '';
  return `　　在“${meet}”${what}比赛中${team}${mark === '' ? '' : `以${mark}的成绩`}荣获`;
}

/** 奖状: a page each, with nothing but the words at the places of the printed form. */
export async function meetCertificates({ db, subject, options, now }: Making<'meetCertificates'>): Promise<Buffer> {
  const form = certificateForms[options.form];
  const page = { size: { width: form.width, height: form.height }, margin: { vertical: 1, horizontal: 1 }, numbered: false };
  const { title, organiser, day, rows } = await filed(db, subject, now);
  const from = `${organiser}\n${day}`;
  if (options.trial) return wordFile(certificatePage(form, options, { ...fieldNames, from: `${fieldNames.from}\n${from}` }, true), page);
  const pages = rows.flatMap((winner) => whomOf(winner, options.each).map((whom): CertificateWords => ({ whom, body: bodyOf(title, winner, options.each), prize: winner.prize, from })));
  return wordFile(certificatePages(form, options, pages), page);
}
