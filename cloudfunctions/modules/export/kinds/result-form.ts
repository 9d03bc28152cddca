import { Refusal } from '../../../platform/errors';
import { filedContest } from '../../contest/result-material';
import { heading, sealPlace, signatures, table, text, title, wordFile } from '../document';
import { audienceWords, dayWords, outcomeOf, pointsOf, signers, standWords, tieWords, winnerWords } from '../result-words';
import type { Making } from '.';

/** 成绩单: one round as it is signed on paper, with its prizes and a place for the seal. */
export async function resultForm({ db, subject, options }: Making<'resultForm'>): Promise<Buffer> {
  const contest = await filedContest(db, subject, options.roundId);
  const [result] = contest.results;
  if (!result) throw new Refusal('NOT_OPEN', contest.missing === '' ? '没有这一轮' : `还不能生成：${contest.missing}`);
  const { content, name } = result;
  const rows = content.rows.map((row) => {
    const scores = content.vote === null ? [pointsOf(row.judges)] : [pointsOf(row.judges), String(row.votes ?? ''), pointsOf(row.total)];
    const remark = [outcomeOf(result, row), tieWords(row, contest.rulebook)].filter((words) => words !== '').join('\n');
    return [row.place === null ? '—' : String(row.place), String(row.order), `《${row.title}》${row.who === '' ? '' : `\n${row.who}`}`, row.unitName, ...scores, row.place === null ? '未参演' : remark];
  });
  const prizes = content.prizes.flatMap((prize) => (prize.winners.length === 0 ? [[prize.name, '（空缺）', '']] : prize.winners.map((winner) => [prize.name, ...winnerWords(winner)])));
  return wordFile([
    title(`${contest.title}\n${name}成绩单`),
    text(`${contest.organiser}　　${dayWords(contest.startsAt)}　　${contest.place}`, { align: 'center', after: 4 }),
    text(standWords(result), { size: 10, align: 'center', after: 6 }),
    ...(content.vote === null ? [] : [text(audienceWords(contest.rulebook.audience), { size: 10, align: 'center', after: 6 })]),
    table(columnsOf(content.vote !== null), rows),
    ...(prizes.length === 0 ? [] : [heading('获奖名单'), table(prizeColumns, prizes)]),
    ...(result.published?.corrections ?? []).map(({ at, reason, moved }) => text(`更正（${dayWords(at)}）：${reason}。${moved.map(({ name: what, was, is }) => `${what}：${was} → ${is}`).join('；')}`, { size: 10, before: 6 })),
    text(' ', { size: 8 }),
    signatures(signers),
    sealPlace('主办单位：'),
  ]);
}

const columnsOf = (voted: boolean) => [
  { title: '名次', width: 1.2 },
  { title: '出场', width: 1.2 },
  { title: '节目', width: voted ? 3.7 : 4.8, align: 'left' as const, long: true },
  { title: '参赛单位', width: voted ? 3.4 : 4, align: 'left' as const, long: true },
  { title: '评委', width: 1.6 },
  ...(voted ? [{ title: '票数', width: 1.3 }, { title: '总分', width: 1.6 }] : []),
  { title: '结果', width: voted ? 2 : 3.2, long: true },
];

const prizeColumns = [
  { title: '奖项', width: 3.4 },
  { title: '获奖节目或单位', width: 7.2, align: 'left', long: true },
  { title: '参赛单位', width: 5.4, align: 'left', long: true },
] as const;
