import { hallTexts as t } from './texts';
import { meetBeat, meetView } from './meet-view';
import { awayView, boardView, messageView, revealTime } from './view';

/**
 * 现场大屏: a page in the hall's browser. Its token stands behind the `#` of its address, where no server logs it and no referrer carries it;
 * the board is asked for each half second and drawn where something changed.
 */

const beat = 500;
/** An answer that takes longer is given up, ms. */
const patience = 4000;

/** A round of a contest, or a meet with all its events. */
type Board = Api.Contest.Board | Api.Meet.Board;
type Answer = { ok: true; data: { board: Board | null; now: number } } | { ok: false; error: { code: string; message: string } };

const stage = document.querySelector('#stage');
let board: Board | null = null;
/** When the scores released last were first seen here; they were there already when the page opened: 0. */
let revealedAt = 0;
let lastAt = -1;
let drawnAs = '';
let misses = 0;
/** The server's clock is so far ahead of this one's, ms. */
let ahead = 0;

function show(elements: HTMLElement[], name: string): void {
  if (drawnAs === name) return;
  drawnAs = name;
  stage?.replaceChildren(...elements);
}

function draw(): void {
  if (!board) return;
  const isNew = revealedAt > 0 && performance.now() - revealedAt < revealTime;
  const isAway = misses > 3;
  const now = Date.now() + ahead;
  const shown = 'events' in board ? meetView(board, now) : boardView(board, isNew);
  show([...shown, ...(isAway ? [awayView()] : [])], `${board.v} ${isNew} ${isAway} ${'events' in board ? meetBeat(board, now) : ''}`);
}

function take(next: Board): void {
  const at = Math.max(0, ...('events' in next ? next.events.map(({ announcedAt }) => announcedAt ?? 0) : next.last.map((one) => one.at)));
  if (lastAt >= 0 && at !== lastAt) revealedAt = performance.now();
  lastAt = at;
  board = next;
}

async function ask(token: string): Promise<void> {
  const query = new URLSearchParams({ token, ...(board ? { since: String(board.v) } : {}) });
  const response = await fetch(`board?${query.toString()}`, { cache: 'no-store', signal: AbortSignal.timeout(patience) });
  // The one answer of this address; anything else of a network in between is no JSON and is thrown.
  const answer = (await response.json()) as Answer;
  if (answer.ok) {
    misses = 0;
    ahead = answer.data.now - Date.now();
    if (answer.data.board) take(answer.data.board);
    draw();
  } else if (response.status < 500) {
    board = null;
    show(messageView(answer.error.message), answer.error.code);
  } else throw new Error(answer.error.code);
}

async function poll(token: string): Promise<void> {
  const began = performance.now();
  try {
    await ask(token);
  } catch {
    misses += 1;
    draw();
  }
  setTimeout(() => void poll(token), Math.max(0, beat - (performance.now() - began)));
}

const token = location.hash.slice(1);
if (token === '') show(messageView(t.noToken), 'none');
else void poll(token);
window.addEventListener('hashchange', () => location.reload());
