import { type Below, chanceFrom } from '../../miniprogram/domain/draw/stream';
import { compare, fraction, plus, zero } from '../../miniprogram/domain/numbers/fraction';
import { type Placed, placesByMark } from '../../miniprogram/domain/meet/places';
import { placePoints, scoringPlaces, shareText } from '../../miniprogram/domain/meet/points';
import { eventPoints, type EventResult, teamTotals } from '../../miniprogram/domain/meet/team-points';
import { template } from '../../miniprogram/domain/meet/templates';

const { points: usual } = template('athletics', 'district', '2026-10-18');
const relay: Api.Meet.TeamRule = { min: 4, max: 6, men: 0, women: 0, ages: null, relay: true };

interface Case {
  name: string;
  /** Marks of the starters in the order a, b, c …, less is better; a text: an outcome without a place. */
  marks: (number | Api.Meet.Outcome)[];
  /** Points by entry, in the same order; '' none. */
  gives: string[];
  rule?: Partial<Api.Meet.PointsRule>;
  result?: Partial<EventResult>;
}

const doubled: Partial<EventResult> = { event: { id: 'relay', factor: 2, team: relay } };
const eight = [1, 2, 3, 4, 5, 6, 7, 8];

/** Worked by hand from the rules. */
const worked: Case[] = [
  { name: 'the table', marks: [...eight, 9], gives: ['9', '7', '6', '5', '4', '3', '2', '1', ''] },
  { name: 'two in 1st', marks: [1, 1, 3, 4, 5, 6, 7, 8], gives: ['8', '8', '6', '5', '4', '3', '2', '1'] },
  { name: 'two in 2nd', marks: [1, 2, 2, 4, 5, 6, 7, 8], gives: ['9', '6.5', '6.5', '5', '4', '3', '2', '1'] },
  { name: 'three in 2nd', marks: [1, 2, 2, 2, 5, 6, 7, 8], gives: ['9', '6', '6', '6', '4', '3', '2', '1'] },
  { name: 'three in 1st', marks: [1, 1, 1, 4, 5, 6, 7, 8], gives: ['7+1/3', '7+1/3', '7+1/3', '5', '4', '3', '2', '1'] },
  { name: 'two in 8th', marks: [1, 2, 3, 4, 5, 6, 7, 8, 8], gives: ['9', '7', '6', '5', '4', '3', '2', '0.5', '0.5'] },
  { name: 'three in 7th', marks: [1, 2, 3, 4, 5, 6, 7, 7, 7], gives: ['9', '7', '6', '5', '4', '3', '1', '1', '1'] },
  { name: 'two in 9th', marks: [...eight, 9, 9], gives: ['9', '7', '6', '5', '4', '3', '2', '1', '', ''] },
  { name: 'all tied', marks: eight.map(() => 5), gives: eight.map(() => '4+5/8') },
  { name: '不足8: seven starters', marks: [1, 2, 3, 4, 5, 6, 7], gives: ['9', '7', '6', '5', '4', '3', ''] },
  { name: '含8: eight starters', marks: eight, gives: ['9', '7', '6', '5', '4', '3', '2', ''], rule: { few: { starters: 8, including: true } } },
  { name: '不足8: eight starters', marks: eight, gives: ['9', '7', '6', '5', '4', '3', '2', '1'] },
  { name: 'no such rule', marks: [1, 2, 3], gives: ['9', '7', '6'], rule: { few: null } },
  { name: 'one starter', marks: [1], gives: [''] },
  { name: 'a tie over the last place that scores', marks: [1, 2, 3, 3], gives: ['9', '7', '3', '3'] },
  { name: 'DQ and DNF count as starters', marks: [1, 2, 3, 4, 5, 6, 'DQ', 'DNF'], gives: ['9', '7', '6', '5', '4', '3', '', ''] },
  { name: '弃权 does not', marks: [1, 2, 3, 4, 5, 6, 7, 'DNS'], gives: ['9', '7', '6', '5', '4', '3', '', ''] },
  { name: 'NM takes no place and is a starter', marks: [1, 2, 3, 4, 5, 6, 7, 'NM'], gives: ['9', '7', '6', '5', '4', '3', '2', ''] },
  { name: 'a relay doubles', marks: [1, 2, 2, 4, 5, 6, 7, 8], gives: ['18', '13', '13', '10', '8', '6', '4', '2'], result: doubled },
  { name: 'a record after doubling', marks: eight, gives: ['27', '14', '12', '10', '8', '6', '4', '2'], result: { ...doubled, records: ['a'] } },
  { name: 'a record doubled by option', marks: eight, gives: ['36', '14', '12', '10', '8', '6', '4', '2'], rule: { recordDoubled: true }, result: { ...doubled, records: ['a'] } },
  { name: 'a record once', marks: eight, gives: ['18', '7', '6', '5', '4', '3', '2', '1'], result: { records: ['a', 'a'] } },
  { name: '弃权 after 检录', marks: [...eight, 'DNS'], gives: ['9', '7', '6', '5', '4', '3', '2', '1', '-2'], rule: { withdrawal: 2 }, result: { withdrew: ['i'] } },
  { name: '参与分', marks: [...eight, 'DQ', 'DNS'], gives: ['10', '8', '7', '6', '5', '4', '3', '2', '1', ''], rule: { taking: 1 } },
];

const nameOf = (index: number): string => String.fromCharCode(97 + index);

function placed(marks: readonly (number | Api.Meet.Outcome)[]): Placed[] {
  return placesByMark(
    marks.map((mark, index) => (typeof mark === 'number' ? { entry: nameOf(index), outcome: 'ok' as const, mark } : { entry: nameOf(index), outcome: mark, mark: null })),
    'less',
  );
}

const resultOf = (marks: Case['marks'], change: Partial<EventResult> = {}): EventResult => ({ event: { id: 'race', factor: 1, team: null }, placed: placed(marks), records: [], withdrew: [], confirmed: true, ...change });

function failsBy({ marks, gives, rule, result }: Case): boolean {
  const points = eventPoints({ ...usual, ...rule }, resultOf(marks, result));
  return gives.some((text, index) => {
    const got = points.get(nameOf(index));
    return (got === undefined ? '' : shareText(got)) !== text;
  });
}

/** Random results with many ties: the sum given is the sum covered by the places that score, and the units' totals are what the events gave. */
function generatedFails(below: Below): boolean {
  const events = Array.from({ length: 1 + below(4) }, (): EventResult => resultOf(Array.from({ length: 1 + below(14) }, () => (below(8) === 0 ? 'DNF' : below(7))), below(3) === 0 ? doubled : {}));
  const covered = events.map(({ event, placed: list }) => {
    const ranked = list.filter(({ place }) => place !== null).length;
    const places = Math.min(scoringPlaces(usual, list.filter(({ outcome }) => outcome !== 'DNS').length), ranked);
    return usual.table.slice(0, places).reduce((sum, one) => sum + one, 0) * event.factor;
  });
  const given = events.map(({ event, placed: list }) => [...placePoints(usual, list, event.factor).values()].reduce(plus, zero));
  const units = ['u0', 'u1', 'u2'];
  const totals = teamTotals(usual, units, events, (entry) => [{ unit: units[entry.charCodeAt(0) % 3] ?? '', share: fraction(1) }]);
  const all = covered.reduce((sum, one) => sum + one, 0);
  return covered.some((sum, index) => compare(given[index] ?? zero, fraction(sum)) !== 0) || compare(totals.map(({ points }) => points).reduce(plus, zero), fraction(all)) !== 0;
}

/** Points for places and teams: cases worked by hand, then generated ones that must add up. */
export function teamPointsFigure({ generated = 2_000 } = {}): object {
  const below = chanceFrom(new TextEncoder().encode('team points'));
  const failed = worked.filter(failsBy).map(({ name }) => name);
  for (let n = 0; n < generated; n += 1) if (generatedFails(below)) failed.push(`generated ${n}`);
  return { cases: worked.length + generated, failed };
}
