import { totalOf } from '../../format/marks';
import { clockTime } from '../../format/when';
import type { SheetQueue } from './sheet-queue';
import { judgingTexts } from './texts-judging';

const t = judgingTexts.pad;

type Marks = Api.Contest.SheetMarks;

/** A sheet as this phone has it: what waits in the queue stands over what the server has. */
export interface MySheetHere {
  marks: Marks;
  v: number;
  signed: boolean;
  /** It waits for the network. */
  waits: boolean;
}

export function sheetHere(entryId: string, sheets: readonly Api.Contest.MySheet[], queue: Pick<SheetQueue, 'find'>): MySheetHere {
  const known = sheets.find((one) => one.entryId === entryId);
  const waiting = queue.find(entryId);
  if (waiting) return { marks: waiting.marks, v: waiting.v, signed: waiting.sign, waits: true };
  return { marks: known?.marks ?? {}, v: known?.v ?? 0, signed: known ? known.signedAt !== null : false, waits: false };
}

export type PieceState = keyof typeof t.states;

export function stateOf({ seat, state }: Api.Contest.JudgedPiece, { marks, signed, waits }: MySheetHere): PieceState {
  if (seat !== 'seated') return seat;
  if (state === 'absent') return 'absent';
  if (signed) return waits ? 'waiting' : 'signed';
  return Object.keys(marks).length > 0 ? 'draft' : 'none';
}

const played = (state: Api.Contest.StageState) => state === 'stage' || state === 'done';

/** Why it cannot be signed now; empty: it can. The server decides by what it knows. */
export function whyNot({ criteria, pieces }: Pick<Api.Contest.JudgePad, 'criteria' | 'pieces'>, piece: Api.Contest.JudgedPiece, marks: Marks): string {
  const open = criteria.filter(({ id }) => marks[id] === undefined).length;
  if (open > 0) return t.open(open);
  if (!played(piece.state)) return t.early;
  if (piece.held && pieces.some((one) => one.held && !played(one.state))) return t.heldNote;
  return '';
}

/** The piece to begin with: on stage, else over, else the first, of those that I have not signed. */
export function firstPiece(pieces: readonly Api.Contest.JudgedPiece[], isSigned: (entryId: string) => boolean): number {
  const open = (one: Api.Contest.JudgedPiece) => one.seat === 'seated' && one.state !== 'absent' && !isSigned(one.entryId);
  const among = [(one: Api.Contest.JudgedPiece) => one.state === 'stage', (one: Api.Contest.JudgedPiece) => one.state === 'done', () => true];
  for (const wanted of among) {
    const found = pieces.findIndex((one) => open(one) && wanted(one));
    if (found >= 0) return found;
  }
  return 0;
}

const total = (judge: Api.Contest.JudgePad, marks: Marks) => totalOf(judge.criteria, marks) ?? '';
const joined = (...words: string[]) => words.filter((word) => word !== '').join(' · ');
const numberOf = ({ number }: Api.Contest.Piece) => (number > 0 ? t.number(number) : '');

/** The piece in sight. */
export interface PieceView {
  entryId: string;
  place: string;
  number: string;
  title: string;
  unit: string;
  songs: string;
  state: PieceState;
  /** Why there is nothing to mark; empty: there is. */
  blocked: string;
  signedNote: string;
  mayCorrect: boolean;
  mayRecuse: boolean;
  mayReturn: boolean;
}

export function pieceView(judge: Api.Contest.JudgePad, one: Api.Contest.JudgedPiece, at: number, sheet: MySheetHere): PieceView {
  const state = stateOf(one, sheet);
  const known = judge.sheets.find(({ entryId }) => entryId === one.entryId);
  const over = judge.state === 'closed';
  const blocks: Partial<Record<PieceState, string>> = { recused: t.recused, spare: t.spare, absent: t.absent };
  const signedAt = sheet.waits ? t.signKept : known?.signedAt ? t.signedAt(clockTime(known.signedAt)) : '';
  const asked = known?.asked ? t.asked(total(judge, known.asked.marks)) : '';
  const corrected = known && known.corrections > 0 ? t.correctedTimes(known.corrections) : '';
  return {
    ...{ entryId: one.entryId, place: t.of(at + 1, judge.pieces.length), number: numberOf(one), title: one.title, unit: one.unitName, state },
    // A soloist's piece mostly has its song's name.
    songs: one.songs.length === 1 && one.songs[0]?.title === one.title ? '' : one.songs.map(({ title }) => `《${title}》`).join(' '),
    blocked: blocks[state] ?? (over && !sheet.signed ? t.closed : ''),
    signedNote: sheet.signed ? joined(signedAt, asked, corrected) : '',
    mayCorrect: sheet.signed && !sheet.waits,
    mayReturn: one.mayReturn,
    mayRecuse: one.seat === 'seated' && !sheet.signed && !played(one.state) && one.state !== 'absent',
  };
}

/** A piece among all. */
export interface Line {
  at: number;
  title: string;
  note: string;
  tag: string;
  tone: string;
}

const tones: Readonly<Record<PieceState, string>> = { none: 'neutral', draft: 'amber', signed: 'green', waiting: 'amber', recused: 'neutral', spare: 'neutral', absent: 'neutral' };

export function lineOf(judge: Api.Contest.JudgePad, one: Api.Contest.JudgedPiece, at: number, sheet: MySheetHere): Line {
  const state = stateOf(one, sheet);
  const points = one.seat === 'seated' ? total(judge, sheet.marks) : '';
  return { at, title: one.title, note: joined(numberOf(one), one.unitName), tag: joined(points, t.states[state]), tone: tones[state] };
}
