import { lengthsOf } from './attempts';
import { cardProblem, resultOf } from './heights';
import { byWatches, lengthText, officialLength, officialTime, ruling, sumOfMembers, timeText } from './marks';

/** What officials enter, and what counts of it. */

type Event = Pick<Api.Meet.Event, 'measure' | 'violation'>;
type Entered = Api.Meet.Entered;
type RawMark = Api.Meet.RawMark;

/** The kind of mark that an event is entered by; null: matches. */
export function rawKind({ kind }: Api.Meet.Measure): RawMark['kind'] | null {
  const kinds: Readonly<Record<Api.Meet.Measure['kind'], RawMark['kind'] | null>> = {
    time: 'time',
    timePenalty: 'time',
    count: 'count',
    hits: 'count',
    distance: 'attempts',
    height: 'trials',
    sum: 'members',
    bouts: null,
  };
  return kinds[kind];
}

export type EnteredProblem =
  /** Not the kind of mark that the event has. */
  | 'kind'
  /** Out of any range, or no whole number. */
  | 'range'
  /** A mark without a time, or a DNF with one. */
  | 'outcome'
  /** DQ without its rule. */
  | 'rule'
  /** A card of heights that cannot have been. */
  | 'card'
  /** More attempts than there are. */
  | 'attempts'
  /** A violation: the team runs again first. */
  | 'rerun'
  /** A second violation after the rerun is a DQ. */
  | 'mustDQ';

const whole = (n: number, least: number, most: number) => Number.isSafeInteger(n) && n >= least && n <= most;

/** A day in ms, 200 m in mm, 20 m/s in hundredths: beyond them it is a slip of the finger. */
const most = { time: 86_400_000, length: 200_000, wind: 2000, count: 100_000, finish: 100 };

const isWind = (wind: number | null) => wind === null || whole(wind, -most.wind, most.wind);

function rawProblem({ measure }: Event, raw: RawMark): EnteredProblem | null {
  if (rawKind(measure) !== raw.kind) return 'kind';
  switch (raw.kind) {
    case 'time': {
      const { timing, ms, finish } = raw;
      if (!ms.every((one) => whole(one, 1, most.time)) || (finish !== null && !whole(finish, 1, most.finish))) return 'range';
      if (ms.length > (timing === 'photo' ? 1 : 3)) return 'range';
      return ms.length === 0 && (finish === null || measure.kind !== 'time') ? 'outcome' : null;
    }
    case 'attempts': {
      const { attempts, winds } = raw;
      if (measure.kind !== 'distance' || attempts.length > (measure.finalists === null ? 3 : 6) || winds.length > attempts.length) return 'attempts';
      if (!winds.every(isWind) || !attempts.every((one) => typeof one === 'string' || whole(one, 1, most.length))) return 'range';
      const retired = attempts.indexOf('r');
      return retired >= 0 && retired < attempts.length - 1 ? 'attempts' : null;
    }
    case 'trials':
      return measure.kind !== 'height' || raw.trials.length > measure.bars.length || cardProblem(raw.trials) !== null ? 'card' : null;
    case 'count':
      return whole(raw.count, 0, most.count) ? null : 'range';
    case 'members': {
      const top = measure.kind === 'sum' && measure.of === 'count' ? most.count : measure.kind === 'sum' && measure.of === 'distance' ? most.length : most.time;
      return raw.marks.length > 0 && raw.marks.every((mark) => mark === null || whole(mark, 0, top)) ? null : 'range';
    }
  }
}

/** Field events keep the card of somebody who was disqualified; they know no 未完赛. */
const keepsCard = ({ kind }: Api.Meet.Measure) => kind === 'distance' || kind === 'height';

/** What is wrong with what was entered; null: nothing. NM is never entered, it follows. */
export function enteredProblem(event: Event, { outcome, rule, raw, violations, reruns }: Entered): EnteredProblem | null {
  if (!whole(violations, 0, 100) || !whole(reruns, 0, 1)) return 'range';
  if (outcome === 'DQ' ? rule.trim().length < 2 : rule !== '') return 'rule';
  if (outcome === 'NM' || (outcome === 'DNF' && keepsCard(event.measure))) return 'outcome';
  if (outcome !== 'ok') return raw === null ? null : outcome === 'DQ' && keepsCard(event.measure) ? rawProblem(event, raw) : 'outcome';
  if (raw === null) return 'outcome';
  const { ruling: what } = ruling(event, violations, reruns);
  return what === 'rerun' ? 'rerun' : what === 'DQ' ? 'mustDQ' : rawProblem(event, raw);
}

/** The official mark: rounded first, penalties with it. null: none, or a race by the finish order alone. */
export function officialMark(event: Event, { raw, violations, reruns }: Entered): number | null {
  if (raw === null) return null;
  const { measure } = event;
  switch (raw.kind) {
    case 'time': {
      const read = byWatches(raw.ms);
      const ruled = ruling(event, violations, reruns);
      return read === null ? null : officialTime(read, raw.timing) + (ruled.ruling === 'counts' ? ruled.added : 0);
    }
    case 'attempts':
      return lengthsOf(raw.attempts)[0] ?? null;
    case 'trials': {
      const { cleared } = resultOf(raw.trials);
      return measure.kind === 'height' && cleared !== null ? (measure.bars[cleared] ?? null) : null;
    }
    case 'count':
      return raw.count;
    case 'members':
      return sumOfMembers(raw.marks.map((mark) => (mark === null || measure.kind !== 'sum' || measure.of === 'count' ? mark : measure.of === 'time' ? officialTime(mark, raw.timing) : officialLength(mark))));
  }
}

/** How a mark was timed; null: no clock. */
export function timingOf({ measure }: Event, { raw }: Entered): Api.Meet.Timing | null {
  if (raw?.kind === 'time') return raw.timing;
  return raw?.kind === 'members' && measure.kind === 'sum' && measure.of === 'time' ? raw.timing : null;
}

/** A mark as it is printed: 11.2, 1:02.34, 5.43, 37. */
export function markText(measure: Api.Meet.Measure, mark: number, timing: Api.Meet.Timing | null): string {
  const of = measure.kind === 'sum' ? measure.of : measure.kind;
  if (of === 'distance' || of === 'height') return lengthText(mark);
  return of === 'count' || of === 'hits' || of === 'bouts' ? String(mark) : timeText(mark, timing ?? 'photo');
}
