import { type MarkRow, marksText, rowsOf, totalOf } from '../../../../format/marks';
import { fontScale } from '../../../../format/scale';
import type { Failure } from '../../../../services/errors';
import { common } from '../../../../texts/common';
import { type Line, lineOf, type MySheetHere, type PieceView, pieceView, whyNot } from '../../pad-view';
import type { Refused } from '../../sheet-queue';
import { judgingTexts } from '../../texts-judging';

const t = judgingTexts.pad;

type Sheet = '' | 'all' | 'confirm' | 'correct' | 'recuse' | 'return';

export interface PadData {
  fs: number;
  t: typeof t;
  common: typeof common;
  judge: Api.Contest.JudgePad | null;
  at: number;
  piece: PieceView | null;
  rows: MarkRow[];
  /** As it is said; empty: not all is marked. */
  total: string;
  /** Why it cannot be signed; empty: it can. */
  reason: string;
  /** What the main act says. */
  label: string;
  /** saved · saving · kept on the phone; empty: nothing to say */
  kept: '' | 'saved' | 'saving' | 'kept';
  undoable: boolean;
  /** A signed sheet is being corrected. */
  correcting: boolean;
  lines: Line[];
  /** The last try did not get through. */
  stuck: boolean;
  elsewhere: string;
  refused: string;
  sheet: Sheet;
  busy: boolean;
  fault: string;
  failure: Failure | null;
}

export const emptyPad: PadData = {
  ...{ fs: fontScale(), t, common, judge: null, at: -1, piece: null, rows: [], total: '', reason: '', label: '', kept: '', undoable: false, correcting: false, lines: [] },
  ...{ stuck: false, elsewhere: '', refused: '', sheet: '', busy: false, fault: '', failure: null },
};


/** What the page draws of the piece at a place. @param fixing marks of a correction that is being made @param here a sheet as this phone has it */
export function drawn(
  judge: Api.Contest.JudgePad,
  at: number,
  fixing: Api.Contest.SheetMarks | null,
  here: (entryId: string) => MySheetHere,
  { stuck, undoable, refused }: { stuck: boolean; undoable: boolean; refused: readonly Refused[] },
): Partial<PadData> {
  const one = judge.pieces[at];
  if (!one) return {};
  const sheet = here(one.entryId);
  const known = judge.sheets.find(({ entryId }) => entryId === one.entryId);
  const marks = fixing ?? sheet.marks;
  const stage = judge.pieces.find(({ state }) => state === 'stage');
  const total = totalOf(judge.criteria, marks) ?? '';
  const unchanged = judge.criteria.every(({ id }) => known?.marks[id] === marks[id]);
  const titleOf = (entryId: string) => judge.pieces.find((row) => row.entryId === entryId)?.title ?? '';
  return {
    ...{ piece: pieceView(judge, one, at, sheet), rows: rowsOf(judge.criteria, judge.maximum, marks), total },
    label: fixing ? t.correctGo(total) : total === '' ? t.signBare : t.sign(total),
    reason: fixing ? (unchanged ? t.correctSame : '') : whyNot(judge, one, marks),
    kept: fixing ? '' : sheet.waits ? (stuck ? 'kept' : 'saving') : sheet.v > 0 ? 'saved' : '',
    undoable: undoable && !sheet.signed,
    lines: judge.pieces.map((row, index) => lineOf(judge, row, index, here(row.entryId))),
    elsewhere: stage && stage.entryId !== one.entryId && stage.seat === 'seated' && !here(stage.entryId).signed ? t.onStage(stage.number, stage.title) : '',
    refused: refused.map(({ entryId, marks: typed, message }) => t.refused(titleOf(entryId), message, marksText(judge.criteria, typed))).join('\n'),
  };
}
