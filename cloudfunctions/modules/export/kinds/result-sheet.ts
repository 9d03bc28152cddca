import { Refusal } from '../../../platform/errors';
import { filedContest, type FiledContest, type FiledResult } from '../../contest/result-material';
import { formNames, outcomeOf, signers, standWords, tieWords, winnerWords } from '../result-words';
import { type Column, type SheetPart, sheetOf, workbook } from '../sheet';
import type { Making } from '.';

/** 成绩表: a sheet a round, and the prizes, with places to sign. */
export async function resultSheet({ db, subject }: Making<'resultSheet'>): Promise<Buffer> {
  const contest = await filedContest(db, subject, null);
  if (contest.results.length === 0) throw new Refusal('NOT_OPEN', `还不能生成：${contest.missing}`);
  const sheets = contest.results.map((result) => roundSheet(contest, result));
  const prized = contest.results.find(({ content }) => content.prizes.length > 0);
  return workbook(prized ? [...sheets, prizeSheet(contest, prized)] : sheets);
}

/** Places for the three who sign, and the day. */
const signing = [`${signers.map((who) => `${who}（签字）：______________`).join('　　')}　　　　　年　　月　　日`];

const hundredths = (value: number | null) => (value === null ? null : value / 100);

function roundSheet({ title, rulebook, organiser }: FiledContest, result: FiledResult): SheetPart {
  const { content, name } = result;
  const voted = content.vote !== null;
  const columns: Column<Api.Contest.ResultRow>[] = [
    { title: '名次', width: 6, value: ({ place }) => place ?? '未参演' },
    { title: '出场', width: 6, value: ({ order }) => order },
    { title: '节目', width: 24, align: 'left', value: (row) => row.title },
    { title: '参赛单位', width: 26, align: 'left', value: ({ unitName }) => unitName },
    { title: '形式', width: 8, value: ({ form }) => formNames[form] },
    { title: '演唱者', width: 16, value: ({ who }) => who },
    { title: '评委得分', width: 10, decimals: 2, value: ({ judges }) => hundredths(judges) },
    ...(voted
      ? [
          { title: '观众票', width: 8, value: ({ votes }: Api.Contest.ResultRow) => votes },
          { title: '总分', width: 10, decimals: 2 as const, value: ({ total }: Api.Contest.ResultRow) => hundredths(total) },
        ]
      : []),
    { title: '结果', width: 10, value: (row) => outcomeOf(result, row) },
    { title: '同分说明', width: 18, value: (row) => tieWords(row, rulebook) },
  ];
  return sheetOf({ name, title: `${title} ${name}成绩表`, note: `${organiser}　${standWords(result)}`, columns, rows: content.rows, rowHeight: 24, landscape: true, foot: signing });
}

interface PrizeRow {
  prize: string;
  what: string;
  unit: string;
  place: number | null;
}

function prizeSheet({ title, organiser }: FiledContest, result: FiledResult): SheetPart {
  const rows = result.content.prizes.flatMap(({ name, winners }): PrizeRow[] => {
    if (winners.length === 0) return [{ prize: name, what: '（空缺）', unit: '', place: null }];
    return winners.map((winner) => {
      const [what, unit] = winnerWords(winner);
      return { prize: name, what, unit, place: winner.place };
    });
  });
  const columns: Column<PrizeRow>[] = [
    { title: '序号', width: 6, value: (_, index) => index + 1 },
    { title: '奖项', width: 18, value: ({ prize }) => prize },
    { title: '获奖节目或单位', width: 36, align: 'left', value: ({ what }) => what },
    { title: '参赛单位', width: 30, align: 'left', value: ({ unit }) => unit },
    { title: '名次', width: 8, value: ({ place }) => place },
  ];
  return sheetOf({ name: '获奖名单', title: `${title} 获奖名单`, note: `${organiser}　${standWords(result)}`, columns, rows, rowHeight: 24, landscape: true, foot: signing });
}
