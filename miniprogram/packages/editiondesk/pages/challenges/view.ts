import { rowTemplates } from '../../../../domain/reading/challenge';
import { challengeName, challengeTask } from '../../../../texts/challenges';
import { challengeDeskTexts as t } from '../../challenge-texts';

type Desk = Api.Output<'reading.challengeDesk'>;

export interface Row {
  key: string;
  rule: Api.Reading.ChallengeRule;
  name: string;
  task: string;
  /** The team, or how many joined. */
  note: string;
  closed: boolean;
  /** The team; null: it is for everybody. */
  unit: string | null;
}

export const rowsOf = ({ items }: Desk): Row[] =>
  items.map(({ challengeId, rule, bookTitle, unionId, unitName, joined, closed }) => ({
    ...{ key: challengeId, unit: unionId, rule, name: challengeName(rule, bookTitle), task: challengeTask(rule), note: unitName === '' ? t.count(joined) : unitName, closed },
  }));

/** The days in a row that may still be set with one tap. */
export function templatesOf({ items, days: length }: Desk): { days: number; label: string }[] {
  const set = items.flatMap(({ rule }) => (rule.kind === 'row' ? [rule.days] : []));
  return rowTemplates.filter((days) => days <= length && !set.includes(days)).map((days) => ({ days, label: t.add(challengeName({ kind: 'row', days }, '')) }));
}
