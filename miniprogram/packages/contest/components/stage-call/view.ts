import { isAhead, nextCall, nextUp, onStage } from '../../../../domain/contest/running';
import { type PieceView, pieceView } from '../../stage-words';
import { stageTexts } from '../../texts-stage';

const t = stageTexts.stage;

export interface CallRow extends PieceView {
  /** The next call, and the step back; empty: none. */
  act: string;
  undo: string;
  close: boolean;
}

const before: Partial<Record<Api.Contest.StageState, Api.Contest.StageState>> = { signed: 'expected', waiting: 'signed', stage: 'waiting', done: 'stage' };

export const stepBack = (state: Api.Contest.StageState) => before[state] ?? null;

export function callRow(row: Api.Contest.DeskRow): CallRow {
  const next = nextCall(row.state);
  const back = row.releasedAt === null ? stepBack(row.state) : null;
  return { ...pieceView(row), act: next === null ? '' : (t.acts[next] ?? ''), undo: back === null ? '' : t.undo(stageTexts.callStates[back]), close: row.close && isAhead(row) };
}

export interface CallView {
  on: CallRow | null;
  next: CallRow[];
  rest: CallRow[];
  /** Performed or absent, latest first. */
  passed: CallRow[];
}

export function callView(rows: readonly Api.Contest.DeskRow[]): CallView {
  const on = onStage(rows);
  const next = nextUp(rows);
  const named = (some: readonly Api.Contest.DeskRow[]) => some.map(callRow);
  return {
    on: on ? callRow(on) : null,
    next: named(next),
    rest: named(rows.filter((row) => isAhead(row) && !next.includes(row))),
    passed: named(rows.filter(({ state }) => state === 'done' || state === 'absent')).reverse(),
  };
}
