/**
 * Who takes part and who does not (参与均衡), as sums: a cell is what one union's own members did in a year, a board is the sum of the cells at and
 * below a union. Boards are changed by differences of cells, so that an event costs the same however many members there are.
 */

/** A decade of birth 年代: it says an age without keeping one. Empty: not known. */
export const cohorts = ['', '50', '60', '70', '80', '90', '00'] as const;
export type Cohort = (typeof cohorts)[number];

/** Members, those who took part at least once 参加过, and person-times 人次. */
export interface Tally {
  m: number;
  j: number;
  t: number;
}

/** Members of one cohort, and how many of them took part so many times (1 or more); who never did is the rest. */
export interface Crowd {
  m: number;
  h: Readonly<Record<string, number>>;
}

export interface Cell {
  /** Id, path and name of the union. */
  union: string;
  path: string;
  name: string;
  /** 0 city, 1 district or industry, 2 enterprise, 3 team 班组 */
  level: number;
  /** Empty: not said. */
  trade: string;
  region: string;
  ownership: string;
  /** Position of the size class of the employer. */
  size: number;
  cohorts: Readonly<Record<string, Crowd>>;
}

/** What a board can be opened by. */
export const dimensions = ['region', 'trade', 'size', 'ownership', 'level', 'age'] as const;
export type Dimension = (typeof dimensions)[number];

export interface Board {
  members: number;
  joined: number;
  times: number;
  h: Readonly<Record<string, number>>;
  dims: Readonly<Partial<Record<Dimension, Readonly<Record<string, Tally>>>>>;
  /** The union's own members under its own id, and all of each union right below it. */
  below: Readonly<Record<string, Tally & { name?: string }>>;
}

export const emptyBoard: Board = { members: 0, joined: 0, times: 0, h: {}, dims: {}, below: {} };

/** Changes of a board by field path, such as `dims.trade.教育.j`. */
export type Increments = Record<string, number>;

/** A value as the name of a field: full stops and dollars have a meaning there. */
export const fieldOf = (value: string) => (value === '' ? '-' : value.replace(/\./g, '．').replace(/\$/g, '＄'));

function tallyOf({ m, h }: Crowd): Tally {
  let [j, t] = [0, 0];
  for (const [times, people] of Object.entries(h)) {
    j += people;
    t += Number(times) * people;
  }
  return { m, j, t };
}

function add(to: Increments, path: string, { m, j, t }: Tally, sign: 1 | -1): void {
  for (const [field, by] of [['m', m], ['j', j], ['t', t]] as const) to[`${path}.${field}`] = (to[`${path}.${field}`] ?? 0) + sign * by;
}

/** What a cell puts into the board of every union on its path. @param into by id of the union */
function spread(cell: Cell, sign: 1 | -1, into: Map<string, Increments>): void {
  const ids = cell.path.split('/').filter((id) => id !== '');
  const crowds = Object.entries(cell.cohorts);
  const whole = crowds.map(([, crowd]) => tallyOf(crowd)).reduce((sum, { m, j, t }) => ({ m: sum.m + m, j: sum.j + j, t: sum.t + t }), { m: 0, j: 0, t: 0 });
  ids.forEach((id, index) => {
    const board = into.get(id) ?? {};
    into.set(id, board);
    for (const [field, by] of [['members', whole.m], ['joined', whole.j], ['times', whole.t]] as const) board[field] = (board[field] ?? 0) + sign * by;
    add(board, `below.${ids[index + 1] ?? id}`, whole, sign);
    for (const dimension of ['region', 'trade', 'size', 'ownership', 'level'] as const) add(board, `dims.${dimension}.${fieldOf(String(cell[dimension]))}`, whole, sign);
    for (const [cohort, crowd] of crowds) {
      add(board, `dims.age.${fieldOf(cohort)}`, tallyOf(crowd), sign);
      for (const [times, people] of Object.entries(crowd.h)) board[`h.${times}`] = (board[`h.${times}`] ?? 0) + sign * people;
    }
  });
}

/** By what each board changes when these cells change. @returns by id of the union; boards that stay are not in it */
export function incrementsOf(changes: readonly { from: Cell | null; to: Cell | null }[]): Map<string, Increments> {
  const all = new Map<string, Increments>();
  for (const { from, to } of changes) {
    if (from) spread(from, -1, all);
    if (to) spread(to, 1, all);
  }
  const changed = [...all].map(([id, board]) => [id, Object.fromEntries(Object.entries(board).filter(([, by]) => by !== 0))] as const);
  return new Map(changed.filter(([, board]) => Object.keys(board).length > 0));
}

/** A cell after one of its people took part `to` times instead of `from`; 0: not at all. */
export function moved(cell: Cell, cohort: string, from: number, to: number): Cell {
  const crowd = cell.cohorts[cohort] ?? { m: 0, h: {} };
  const h: Record<string, number> = { ...crowd.h };
  if (from > 0) h[from] = (h[from] ?? 0) - 1;
  if (to > 0) h[to] = (h[to] ?? 0) + 1;
  const kept = Object.fromEntries(Object.entries(h).filter(([, people]) => people !== 0));
  return { ...cell, cohorts: { ...cell.cohorts, [cohort]: { ...crowd, h: kept } } };
}

/** A cell with its members counted anew. What they did stays. */
export function recounted(cell: Cell, members: Readonly<Record<string, number>>): Cell {
  const all = new Set([...Object.keys(cell.cohorts), ...Object.keys(members)]);
  const crowds = [...all].map((cohort) => [cohort, { m: members[cohort] ?? 0, h: cell.cohorts[cohort]?.h ?? {} }] as const);
  return { ...cell, cohorts: Object.fromEntries(crowds.filter(([, { m, h }]) => m > 0 || Object.keys(h).length > 0)) };
}
