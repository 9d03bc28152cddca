import { pointsText } from '../../domain/contest/scores';
import { moment } from '../../format/when';
import { resultTexts as t } from './texts-results';

/** A result as its pages show it. */

export interface RowView {
  id: string;
  place: string;
  top: boolean;
  title: string;
  unit: string;
  note: string;
  tie: string;
  total: string;
  tag: string;
  tone: 'green' | 'gold';
}

export interface PrizeView {
  name: string;
  winners: { title: string; note: string }[];
}

const filled = (words: readonly string[]) => words.filter((word) => word !== '').join(' · ');

function tieOf({ decided, thousandths }: Api.Contest.ResultRow): string {
  if (decided === null || decided === 'announced') return '';
  return t.decided[decided](((thousandths ?? 0) / 1000).toFixed(3));
}

export function rowsOf({ rows, prizes, vote }: Pick<Api.Contest.ResultContent, 'rows' | 'prizes' | 'vote'>): RowView[] {
  return rows.map((row): RowView => {
    const prize = prizes.find(({ kind, winners }) => kind === 'rank' && winners.some(({ entryId }) => entryId === row.entryId))?.name ?? '';
    const parts = vote !== null && row.judges !== null ? [t.judges(pointsText(row.judges)), t.votes(row.votes ?? 0)] : [];
    return {
      ...{ id: row.entryId, place: row.place === null ? '—' : String(row.place), top: row.place !== null && row.place <= 3, title: row.title },
      ...{ unit: filled([row.unitName, row.who]), note: filled(parts), tie: tieOf(row), total: row.total === null ? t.absent : pointsText(row.total) },
      ...{ tag: row.through ? t.through : prize, tone: row.through ? 'green' : 'gold' },
    };
  });
}

export function prizesOf(prizes: readonly Api.Contest.PrizeLine[]): PrizeView[] {
  return prizes.map(({ name, winners }) => ({ name, winners: winners.map(({ title, unitName, who }) => (title === '' ? { title: unitName, note: '' } : { title: `《${title}》`, note: filled([unitName, who]) })) }));
}

/** How the audience joins, in a line; empty: it does not. */
export function audienceWords(rule: Api.Contest.AudienceRule): string {
  if (rule.kind === 'weight') return t.weight(rule.judges, rule.audience);
  return rule.kind === 'bonus' ? t.bonus : '';
}

export const signedWords = ({ as, name, at }: Api.Contest.Signature, now: Api.Millis) => t.signedBy(t.roles[as], name, moment(at, now));

/** A digest as people compare it: its first eight digits in two groups. */
export const codeWords = (digest: string) => `${digest.slice(0, 4)} ${digest.slice(4, 8)}`;
