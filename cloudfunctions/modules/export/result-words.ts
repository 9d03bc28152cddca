import { pointsText } from '../../../miniprogram/domain/contest/scores';
import { calendarTime } from '../../../miniprogram/domain/time/shanghai';
import type { FiledResult } from '../contest/result-material';

/** Words that the files of a contest's result share. */

export const formNames: Readonly<Record<Api.Contest.Form, string>> = { solo: '独唱', duet: '重唱', group: '小组唱', choir: '合唱' };

/** Who signs a result on paper. */
export const signers = ['计分员', '监督员', '评委会主任'] as const;

/** Under a list that is signed for. */
export const receiptFoot = '发放人（签字）：______________　　监督员（签字）：______________　　　　　年　　月　　日';

export const dayWords = (at: number) => {
  const { year, month, date } = calendarTime(at);
  return `${year}年${month}月${date}日`;
};

/** 11月21日 16:05 */
export const timeWords = (at: number) => {
  const { month, date, hour, minute } = calendarTime(at);
  return `${month}月${date}日 ${hour}:${String(minute).padStart(2, '0')}`;
};

/** Why it stands behind the one before where the scores are equal; empty: the score says it. */
export function tieWords({ decided, thousandths }: Api.Contest.ResultRow, { ties, criteria }: Pick<Api.Contest.Rulebook, 'ties' | 'criteria'>): string {
  if (decided === null || decided === 'announced') return '';
  const words: Record<'exact' | Api.Contest.TieRule['by'], string> = {
    exact: `第三位小数 ${thousandths === null ? '' : (thousandths / 1000).toFixed(3)}`,
    untrimmed: '按全部评委平均分',
    criterion: `按${ties.flatMap((tie) => (tie.by === 'criterion' ? (criteria.find(({ id }) => id === tie.id)?.name ?? []) : [])).join('、')}得分`,
    topMarks: '按高分多少',
    earlier: '按出场先后',
  };
  return words[decided];
}

/** The prizes by rank that an entry has, or that it goes on. */
export function outcomeOf({ content }: FiledResult, row: Api.Contest.ResultRow): string {
  if (row.through) return '晋级';
  return content.prizes.filter(({ kind, winners }) => kind === 'rank' && winners.some(({ entryId }) => entryId === row.entryId)).map(({ name }) => name).join('、');
}

export const pointsOf = (hundredths: number | null) => (hundredths === null ? '' : pointsText(hundredths));

/** Whether it is published, and how it was signed, in one line. */
export function standWords({ published, content }: FiledResult): string {
  const code = `核对码 ${content.digest.slice(0, 16)}`;
  if (published === null) return `尚未公布，以公布的成绩为准　${code}`;
  const corrected = published.corrections.length > 0 ? `　更正 ${published.corrections.length} 次` : '';
  return `${dayWords(published.at)}公布${corrected}　${code}`;
}

/** A winner in two columns: what won, and of which unit. */
export function winnerWords({ title, unitName, who }: Api.Contest.Winner): [what: string, unit: string] {
  if (title === '') return [unitName, ''];
  return [`《${title}》${who === '' ? '' : `　${who}`}`, unitName];
}

/** How the audience joins, in one line. */
export function audienceWords(rule: Api.Contest.AudienceRule): string {
  if (rule.kind === 'weight') return `总分为百分制：评委占 ${rule.judges}%，观众投票占 ${rule.audience}%（得票最多的节目为满分）`;
  return rule.kind === 'bonus' ? '总分为评委得分加观众投票名次的加分' : '';
}
