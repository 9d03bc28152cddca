import { type Placed, placesOf } from './places';

/** High jump and pole vault. What somebody did at one height: trials o cleared, x failed, - passed, r retired; '' not yet or nothing. */
export interface HeightCard {
  entry: string;
  /** DNS or DQ; ok otherwise (NM follows from the trials). */
  outcome: Api.Meet.Outcome;
  /** One text a height of the plan, such as '-', 'xo', 'xx-', 'xxx'. */
  trials: readonly string[];
}

/** What a card says. */
export interface HeightResult {
  /** Index of the last height cleared; null: none. */
  cleared: number | null;
  /** Failures at the last height cleared. */
  atLast: number;
  /** Failures up to and including it; later ones do not count. */
  upTo: number;
  /** No more trials: three failures in a row, or retired. */
  out: boolean;
}

/** The letters at one height: up to two failures and what ends it, or three failures. */
const atOneHeight = /^(?:x{0,2}[o\-r]|x{1,3}|)$/;

export type CardProblem = 'letters' | 'gap' | 'afterOut';

/**
 * What is wrong with a card as it was written down: other letters, a height without a word before one with trials, or a trial of somebody who was out. Passes are no
 * failures, and failures go on counting from one height to the next until a height is cleared.
 */
export function cardProblem(trials: readonly string[]): { height: number; problem: CardProblem } | null {
  let inARow = 0;
  let out = false;
  let open = false;
  for (const [height, text] of trials.entries()) {
    if (!atOneHeight.test(text)) return { height, problem: 'letters' };
    if (text !== '' && out) return { height, problem: 'afterOut' };
    if (text !== '' && open) return { height, problem: 'gap' };
    for (const letter of text) {
      if (out) return { height, problem: 'afterOut' };
      inARow = letter === 'x' ? inARow + 1 : letter === 'o' ? 0 : inARow;
      out = inARow === 3 || letter === 'r';
    }
    // Neither cleared nor passed: the next height may only be tried once this one is done.
    open = !out && !/[o-]$/.test(text);
  }
  return null;
}

export function resultOf(trials: readonly string[]): HeightResult {
  let inARow = 0;
  let failures = 0;
  const result: HeightResult = { cleared: null, atLast: 0, upTo: 0, out: false };
  for (const [height, text] of trials.entries()) {
    let here = 0;
    for (const letter of text) {
      if (letter === 'x') [here, failures, inARow] = [here + 1, failures + 1, inARow + 1];
      if (letter === 'o') {
        inARow = 0;
        result.cleared = height;
        result.atLast = here;
        result.upTo = failures;
      }
      if (letter === 'r' || inARow === 3) result.out = true;
    }
  }
  return result;
}

const compareResults = (a: HeightResult, b: HeightResult): number => (b.cleared ?? -1) - (a.cleared ?? -1) || a.atLast - b.atLast || a.upTo - b.upTo;

/** One round of a jump-off: one trial each of those who were still in it. */
export interface JumpOffRound {
  /** mm */
  height: number;
  trials: Readonly<Record<string, 'o' | 'x' | 'r'>>;
}

export interface JumpOffState {
  /** Who is still tied for the first place; one: the winner. */
  left: string[];
  /** Who fell out, the last round's first; each list shares a place. */
  fallen: string[][];
  /** The next bar in mm; null: it is decided, or nobody wants to go on (they stay tied). */
  next: number | null;
}

/**
 * A tie for the first place: one trial each, from the next height after the last cleared; the bar goes up a step after a success, down after all fail. Who fails
 * where another clears is out. Who retires leaves it; if all do, they stay tied.
 * @param first mm, see `jumpOffFrom` @param step mm: 20, pole vault 50
 */
export function jumpOff(tied: readonly string[], first: number, step: number, rounds: readonly JumpOffRound[]): JumpOffState {
  const state: JumpOffState = { left: [...tied], fallen: [], next: tied.length > 1 ? first : null };
  for (const { height, trials } of rounds) {
    if (state.next === null) break;
    const [over, failed] = [state.left.filter((entry) => trials[entry] === 'o'), state.left.filter((entry) => trials[entry] === 'x')];
    const gone = state.left.filter((entry) => trials[entry] !== 'o' && trials[entry] !== 'x');
    const stay = over.length > 0 ? over : failed;
    const out = over.length > 0 ? [failed, gone] : [gone];
    if (stay.length === 0) return { ...state, next: null };
    state.fallen.unshift(...out.filter((list) => list.length > 0));
    state.left = stay;
    state.next = stay.length === 1 ? null : over.length > 0 ? height + step : height - step;
  }
  return state;
}

/** The bar of the first jump-off trial: the plan's next height after the last one that the tied have cleared, or a step above it where the plan ends there. */
export function jumpOffFrom(bars: readonly number[], cleared: number, step: number): number {
  return bars[cleared + 1] ?? (bars[cleared] ?? 0) + step;
}

/** How a jump-off goes: bar by bar, as far as it was held. */
export interface JumpOffRule {
  bars: readonly number[];
  step: number;
  rounds: readonly JumpOffRound[];
}

/** Who share the first place by their cards; one or none: no jump-off. */
export function tiedForFirst(cards: readonly HeightCard[]): string[] {
  const tied = placesOfHeights(cards, null).filter(({ place }) => place === 1);
  return tied.length > 1 ? tied.map(({ entry }) => entry) : [];
}

/**
 * Places: height, then fewer failures at the last height cleared, then fewer up to and including it, then tied — except the first place, if there is a jump-off.
 * Nothing cleared is NM.
 */
export function placesOfHeights(cards: readonly HeightCard[], off: JumpOffRule | null): (HeightCard & HeightResult & Placed)[] {
  const judged = cards.map((card) => {
    const result = resultOf(card.trials);
    return { ...card, ...result, outcome: card.outcome === 'ok' && result.cleared === null ? ('NM' as const) : card.outcome };
  });
  const placed = placesOf(judged, compareResults);
  const tied = placed.filter(({ place }) => place === 1);
  const cleared = tied[0]?.cleared;
  if (off === null || tied.length < 2 || cleared === null || cleared === undefined) return placed;
  const { left, fallen } = jumpOff(tied.map(({ entry }) => entry), jumpOffFrom(off.bars, cleared, off.step), off.step, off.rounds);
  const orderOf = new Map([left, ...fallen].flatMap((list, index) => list.map((entry): [string, number] => [entry, index])));
  return placesOf(judged, (a, b) => compareResults(a, b) || (orderOf.get(a.entry) ?? 0) - (orderOf.get(b.entry) ?? 0));
}
