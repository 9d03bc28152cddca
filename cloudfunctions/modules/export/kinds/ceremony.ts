import { ceremonyOrder } from '../../../../miniprogram/domain/contest/prizes';
import { filedPrizes } from '../../contest/result-material';
import { heading, signatures, table, text, title, wordFile } from '../document';
import { dayWords, standWords, winnerWords } from '../result-words';
import type { Making } from '.';

/** 颁奖顺序表: from the lowest prize up, for 主持人, 礼仪 and those who hand the prizes over. */
export async function ceremony({ db, subject }: Making<'ceremony'>): Promise<Buffer> {
  const { contest, result, prizes } = await filedPrizes(db, subject);
  const order = ceremonyOrder<Api.Contest.Winner, Api.Contest.PrizeLine>(prizes);
  const parts = order.flatMap(({ line, winners }, index) => [
    heading(`第${chinese[index] ?? index + 1}项　${line.name}（${winners.length} 个）`),
    table(columns, winners.map((winner, number) => [String(number + 1), ...winnerWords(winner), '', ''])),
  ]);
  return wordFile([
    title(`${contest.title} 颁奖顺序表`),
    text(`${contest.organiser}　　${dayWords(contest.startsAt)}　　${contest.place}`, { align: 'center', after: 2 }),
    text(standWords(result), { size: 10, align: 'center', after: 4 }),
    ...parts,
    text(' ', { size: 8 }),
    signatures(['颁奖负责人', '主持人']),
  ]);
}

const chinese = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二', '十三', '十四', '十五'];

const columns = [
  { title: '上台', width: 1.2 },
  { title: '获奖节目或单位', width: 6, align: 'left', long: true },
  { title: '参赛单位', width: 4.4, align: 'left', long: true },
  { title: '颁奖嘉宾', width: 2.3 },
  { title: '奖品', width: 2.1 },
] as const;
