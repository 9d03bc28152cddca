import { votePhase, voteTime } from '../../../../format/voting';
import { moment } from '../../../../format/when';
import { votingTexts } from '../../../../texts/voting';
import { checkTexts, reviewTexts, voteTexts } from '../../texts';

const t = voteTexts.board;

export interface BoardRow {
  id: string;
  title: string;
  unit: string;
  withdrawn: boolean;
  /** Empty: not shown yet. */
  votes: string;
  place: string;
  /** Length of the bar, % of the first one's. */
  share: number;
  first: boolean;
  /** Votes that are taken off; empty: none. */
  off: string;
}

export interface BoardView {
  title: string;
  tag: string;
  tone: string;
  time: string;
  /** Are there counts to show? */
  shown: boolean;
  total: string;
  /** What the state of the count means; empty: nothing to say. */
  note: string;
  hidden: string;
  rows: BoardRow[];
  /** Ballots in review or voided, a line each. */
  voids: { number: number; text: string; held: boolean }[];
  digest: string;
  signers: string[];
  frozen: boolean;
}

/** Shared places: 1, 2, 2, 4. */
export function boardView(board: Api.Voting.Board, now: Api.Millis): BoardView {
  const { phase, text, tone } = votePhase(board, now);
  const votesOf = new Map((board.counts ?? []).map(({ id, votes }) => [id, votes]));
  const voidedOf = new Map((board.counts ?? []).map(({ id, voided }) => [id, voided]));
  const counts = [...votesOf.values()];
  const most = Math.max(1, ...counts);
  const shown = board.counts !== null;
  const rows = board.candidates.map(({ id, title, unitName, withdrawn }): BoardRow & { count: number } => {
    const count = votesOf.get(id) ?? 0;
    const place = 1 + counts.filter((other) => other > count).length;
    return {
      ...{ id, title, unit: unitName, withdrawn, count, share: Math.round((100 * count) / most), first: shown && count > 0 && place === 1 },
      votes: shown ? votingTexts.ballots(count) : '',
      place: shown && count > 0 ? String(place) : '',
      off: voidedOf.get(id) ? reviewTexts.board.off(voidedOf.get(id) ?? 0) : '',
    };
  });
  return {
    title: board.title,
    tag: text,
    tone,
    time: voteTime(board, now),
    shown,
    total: t.total(board.ballots),
    note: phase === 'open' ? t.behind : phase === 'closing' ? t.counting : phase === 'frozen' ? t.frozen : '',
    hidden: shown ? '' : t.waitingText(moment(board.closesAt, now)),
    rows: (shown ? rows.sort((a, b) => b.count - a.count) : rows).map(({ count: _count, ...row }) => row),
    voids: board.voids.map(({ number, state, ballots, reason }) => ({ number, held: state === 'held', text: state === 'held' ? reviewTexts.board.held(ballots) : reviewTexts.board.voided(ballots ?? 0, reason) })),
    digest: board.digest,
    signers: board.signatures.map(({ name, at }) => checkTexts.supervise.signedAt(name, moment(at, now))),
    frozen: phase === 'frozen',
  };
}
