import { panelFor, type Seating } from '../../../miniprogram/domain/contest/panel';
import { scoreOf, sheetValue, trimNeeds } from '../../../miniprogram/domain/contest/scores';
import { type Fraction, fraction } from '../../../miniprogram/domain/numbers/fraction';
import { inputHash } from '../../platform/secrets';
import type { Performance, Recusal, RoundDocument, SheetDocument } from './documents';

/** From sheets to a score: who judges an entry, who has not signed yet, and what the sheets come to. The order in which sheets came never matters. */

type Panel = Pick<RoundDocument, 'panel' | 'recusals'>;
type Entry = Pick<Performance, 'entryId' | 'unitId' | 'unitPath'>;
export type Sheet = Pick<SheetDocument, 'entryId' | 'judge' | 'marks' | 'signedAt'>;

/** Those recusals that were not taken back. */
export const standing = (recusals: readonly Recusal[]) => recusals.filter(({ back }) => !back);

/** The judges of one entry: those of its own unit, or who declared a recusal, are replaced by reserves. */
export function seatingOf({ panel, recusals }: Panel, { entryId, unitId, unitPath }: Entry): Seating {
  const declared = standing(recusals).filter((one) => one.entryId === entryId).map(({ uid }) => uid);
  // The round and the panel keep the paths of their day; a union that was moved in between is the same union.
  const moved = panel.filter(({ unit }) => unit?.split('/').includes(unitId)).map(({ uid }) => uid);
  return panelFor(panel, [unitPath], [...declared, ...moved]);
}

const isSigned = (sheet: Sheet, { entryId }: Entry) => sheet.entryId === entryId && sheet.signedAt !== null;

/** Judges of an entry whose signed sheet is not there, in the panel's order. */
export function missing(round: Panel, entry: Entry, sheets: readonly Sheet[]): string[] {
  return seatingOf(round, entry).judges.filter((uid) => !sheets.some((sheet) => isSigned(sheet, entry) && sheet.judge === uid));
}

/**
 * A released score after a sheet was corrected: the new one, which says how often it was corrected since the release.
 * @returns null: it is what it was
 */
export function correctedScore(released: Api.Contest.ReleasedScore, fresh: Api.Contest.ReleasedScore): Api.Contest.ReleasedScore | null {
  const { corrections } = released;
  return inputHash({ ...fresh, corrections }) === inputHash(released) ? null : { ...fresh, corrections: corrections + 1 };
}

/** Terms of a share are far below 2^53: a panel's sheets of at most 1,000,000 each. */
const shareOf = ({ n, d }: Fraction): Api.Contest.Share => [Number(n), Number(d)];

/**
 * The score of a performance, ready to be released.
 * @param sheets of the round or of this entry, in any order; those of others, of judges who stepped back, and drafts are left out
 * @returns null: nobody judges it, or a sheet is not signed yet
 */
export function scoreOfPerformance(
  round: Panel & { rules: Pick<Api.Contest.Rulebook, 'criteria' | 'trim' | 'trimNeeds'> },
  performance: Entry & Pick<Performance, 'adjustments'>,
  sheets: readonly Sheet[],
): Api.Contest.ReleasedScore | null {
  if (missing(round, performance, sheets).length > 0) return null;
  const { criteria, trim, trimNeeds: needed } = round.rules;
  const { adjustments } = performance;
  const { judges } = seatingOf(round, performance);
  const valid = sheets.filter((sheet) => isSigned(sheet, performance) && judges.includes(sheet.judge));
  const values = valid.map(({ marks }) => sheetValue(criteria, marks)).sort((a, b) => b - a);
  const score = scoreOf(values, trim, adjustments, { ...trimNeeds, [trim]: needed });
  if (!score) return null;
  const meanOf = (id: string) => fraction(valid.reduce((sum, { marks }) => sum + (marks[id] ?? 0), 0), valid.length);
  return {
    announced: score.announced,
    exact: shareOf(score.exact),
    untrimmed: shareOf(score.untrimmed),
    criteria: Object.fromEntries(criteria.map(({ id }) => [id, shareOf(meanOf(id))])),
    values,
    highest: score.highest,
    lowest: score.lowest,
    adjusted: adjustments.reduce((sum, { hundredths }) => sum + hundredths, 0),
    corrections: 0,
  };
}
