import { filedPrizes } from '../../contest/result-material';
import { receiptFoot, standWords, winnerWords } from '../result-words';
import { type Column, sheetOf, workbook } from '../sheet';
import type { Making } from '.';

interface Receipt {
  prize: string;
  what: string;
  unit: string;
}

/** 奖品签收表: a row a prize that is handed over; the winner signs, or 代领人. */
export async function prizeReceipts({ db, subject }: Making<'prizeReceipts'>): Promise<Buffer> {
  const { contest, result, prizes } = await filedPrizes(db, subject);
  const rows = prizes.flatMap(({ name, winners }) =>
    winners.map((winner): Receipt => {
      const [what, unit] = winnerWords(winner);
      return { prize: name, what, unit };
    }),
  );
  const note = `${contest.organiser}　共 ${rows.length} 份　${standWords(result)}`;
  return workbook([sheetOf({ name: '奖品签收表', title: `${contest.title} 奖品签收表`, note, columns, rows, rowHeight: 32, landscape: true, foot: [receiptFoot] })]);
}

const columns: readonly Column<Receipt>[] = [
  { title: '序号', width: 6, value: (_, index) => index + 1 },
  { title: '奖项', width: 14, value: ({ prize }) => prize },
  { title: '获奖节目或单位', width: 32, align: 'left', value: ({ what }) => what },
  { title: '参赛单位', width: 26, align: 'left', value: ({ unit }) => unit },
  { title: '领奖人签字', width: 16, value: () => null },
  { title: '代领人签字', width: 16, value: () => null },
  { title: '领取日期', width: 12, value: () => null },
  { title: '备注', width: 10, value: () => null },
];
