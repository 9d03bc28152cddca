import { heldTogether } from '../../../../domain/contest/running';
import { pointsText } from '../../../../domain/contest/scores';
import { type PieceView, pieceView } from '../../stage-words';
import { stageTexts } from '../../texts-stage';

const t = stageTexts.stage;

export interface AdjustmentView {
  id: string;
  points: string;
  reason: string;
  who: string;
  /** I may confirm or drop it. */
  open: boolean;
}

export interface ScoreRow extends PieceView {
  adjustments: AdjustmentView[];
  /** Label of the release; empty: it cannot be released by what this phone knows. */
  release: string;
  released: boolean;
}

const signed = (hundredths: number) => `${hundredths > 0 ? '+' : ''}${pointsText(hundredths)}`;

function adjustmentView({ id, hundredths, reason, byName, secondName, mine }: Api.Contest.AdjustmentRow): AdjustmentView {
  const who = secondName !== null ? t.both(byName, secondName) : mine ? t.mineWaits : t.waits(byName);
  return { id, points: signed(hundredths), reason, who, open: secondName === null && !mine };
}

/** Those on stage or done, latest first: what is not released before what is. */
export function scoreRows(desk: Api.Contest.Desk): ScoreRow[] {
  const held = desk.held > 0 ? heldTogether(desk.rows, desk.held) : [];
  const heldReady = held.every(({ state }) => state === 'done');
  const rows = desk.rows.filter(({ state }) => state === 'done' || state === 'stage').reverse();
  return [...rows.filter(({ releasedAt }) => releasedAt === null), ...rows.filter(({ releasedAt }) => releasedAt !== null)].map((row) => {
    const isHeld = held.some(({ entryId }) => entryId === row.entryId);
    const isFirstHeld = held[held.length - 1]?.entryId === row.entryId;
    const own = row.state === 'done' && row.releasedAt === null && held.length === 0 ? t.release(row.title) : '';
    return {
      ...pieceView(row),
      adjustments: row.adjustments.map(adjustmentView),
      release: isHeld ? (heldReady && isFirstHeld ? t.releaseHeld(held.length) : '') : own,
      released: row.releasedAt !== null,
    };
  });
}

/** −0.5 → −50; null: no such number of points. */
export function hundredthsOf(text: string, sign: 1 | -1): number | null {
  const match = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(text.trim());
  if (!match) return null;
  const value = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return value === 0 ? null : sign * value;
}
