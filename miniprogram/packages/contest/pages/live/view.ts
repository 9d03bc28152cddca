import { nextUp, onStage } from '../../../../domain/contest/running';
import { scoreWords } from '../../../../domain/contest/script';
import { type PieceView, pieceView, standingsOf } from '../../stage-words';
import { stageTexts } from '../../texts-stage';

const t = stageTexts.live;

export interface LiveView {
  title: string;
  name: string;
  tag: string;
  tone: string;
  on: PieceView | null;
  next: PieceView[];
  last: (PieceView & { words: string })[];
  standings: PieceView[];
  rows: PieceView[];
  note: string;
}

export function liveView(board: Api.Contest.Board): LiveView {
  const views = new Map(board.rows.map((row) => [row.entryId, pieceView(row)]));
  const rows = [...views.values()];
  const on = onStage(board.rows);
  const last = board.last.flatMap((released) => {
    const row = views.get(released.entryId);
    return row ? [{ ...row, words: scoreWords(released) }] : [];
  });
  const isOver = board.state === 'closed';
  return {
    ...{ title: board.title, name: board.name, tag: stageTexts.states[board.state], tone: stageTexts.tones[board.state], rows, last },
    on: (on && views.get(on.entryId)) ?? null,
    next: isOver ? [] : nextUp(board.rows).flatMap(({ entryId }) => views.get(entryId) ?? []),
    standings: standingsOf(rows).slice(0, 10),
    note: isOver ? t.over : last.length > 0 ? '' : board.held > 1 ? t.held(board.held) : t.noScore,
  };
}
