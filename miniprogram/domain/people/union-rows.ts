import { fits, tidy } from '../text/clean';
import { unifyName } from './names';
import { type LineFault } from './roster-lines';
import { type Attributes, type Ownership, mayStandBelow, siblingKey } from './union';

/**
 * Rows of a list of unions, from Excel or pasted: 工会名称, 上级工会, 类型/级别, 行业, 地区, 人数规模, 性质.
 * The parent is another row or a union that is there already, by name; two of one name are told apart as 上上级/上级.
 * All rows or none: every bad one is named.
 */

export const maxUnionRows = 10_000;

export const unionColumns = ['工会名称', '上级工会', '类型/级别', '行业', '地区', '人数规模', '性质'] as const;

const kinds: Record<string, 1 | 2 | 3> = {
  区县: 1, 区县工会: 1, 区县总工会: 1, 区: 1, 县: 1, 行业: 1, 行业工会: 1, 产业工会: 1, 街道: 1, 乡镇: 1, 街道工会: 1, 乡镇工会: 1, 区县或行业: 1,
  企业: 2, 企业工会: 2, 单位: 2, 单位工会: 2, 基层: 2, 基层工会: 2, 机关工会: 2, 联合工会: 2,
  班组: 3, 车间: 3, 分会: 3, 小组: 3, 工会小组: 3, 分工会: 3,
};

const ownershipWords: Record<string, Ownership> = {
  机关: '机关', 党政机关: '机关', 事业单位: '事业单位', 事业: '事业单位', 国企: '国企', 国有: '国企', 国有企业: '国企', 民企: '民企', 民营: '民企', 民营企业: '民企', 私营: '民企',
  中小微: '中小微', 小微: '中小微', 小微企业: '中小微', 中小微企业: '中小微', 社会组织: '社会组织',
};

export interface UnionRow extends Attributes {
  /** Number of the row in the sheet or the paste, from 1. */
  row: number;
  name: string;
  /** As written: names divided by `/`, the nearest last; empty: the union that the list is put below. */
  parent: string[];
  /** null: one kind below the parent's. */
  level: 1 | 2 | 3 | null;
}

/** Reads the cells of each row; a first row of column titles is passed over. `unread`: names of bad rows, which others may be below. */
export function readUnionRows(rows: readonly (readonly string[])[]): { rows: UnionRow[]; faults: LineFault[]; unread: string[] } {
  const read: UnionRow[] = [];
  const unread: string[] = [];
  const faults: LineFault[] = [];
  rows.forEach((cells, index) => {
    const row = index + 1;
    const words = cells.map((cell) => tidy(cell));
    if (words.every((word) => word === '') || (read.length + faults.length === 0 && isTitle(words))) return;
    const one = readRow(words, row);
    if (typeof one !== 'string') read.push(one);
    else {
      faults.push({ line: row, why: one });
      unread.push(words[0] ?? '');
    }
  });
  if (read.length + faults.length === 0) faults.push({ line: 1, why: '没有内容' });
  if (read.length + faults.length > maxUnionRows) faults.push({ line: maxUnionRows + 1, why: `一次最多 ${maxUnionRows} 行，请分几次` });
  return { rows: read, faults, unread };
}

const isTitle = (words: readonly string[]) => words[0] === unionColumns[0] || words[0] === '名称';

function readRow(words: readonly string[], row: number): UnionRow | string {
  const [name = '', parent = '', kind = '', trade = '', region = '', size = '', ownership = '', ...rest] = words;
  if (!fits(name, 2, 40)) return '工会名称写 2–40 个字';
  if (rest.some((word) => word !== '')) return '多了一列，只要 7 列';
  const level = kind === '' ? null : kinds[kind];
  if (level === undefined) return `不认识的类型“${shown(kind)}”，写 区县、行业、企业、班组 之一`;
  if (!fits(trade, 0, 20)) return '行业最多 20 个字';
  if (!fits(region, 0, 20)) return '地区最多 20 个字';
  const people = size === '' ? 0 : sizeOf(size);
  if (people === null) return `人数规模写数字，“${shown(size)}”不是`;
  const owner = ownership === '' ? '' : ownershipWords[ownership];
  if (owner === undefined) return `不认识的性质“${shown(ownership)}”，写 机关、事业单位、国企、民企、中小微、社会组织 之一`;
  const way = parent === '' ? [] : parent.split(/[/／]/).map(tidy).filter((one) => one !== '');
  return { row, name, parent: way, level, trade, region, size: people, ownership: owner };
}

const shown = (text: string) => [...text].slice(0, 10).join('');

function sizeOf(text: string): number | null {
  const digits = /^(\d[\d,，]{0,9})人?$/.exec(text.normalize('NFKC'))?.[1]?.replace(/[,，]/g, '');
  return digits === undefined ? null : Number(digits);
}

/** A union that is there already. */
export interface Standing {
  id: string;
  name: string;
  level: number;
  /** Number of unions from the top to it, 1 for the top. */
  depth: number;
  /** Name of the union above it; empty: none. */
  above: string;
}

export interface PlannedUnion extends Attributes {
  row: number;
  name: string;
  level: number;
  /** A union that is there, or the row that makes it. */
  parent: { id: string } | { row: number };
  depth: number;
}

export interface Ground {
  /** The union that rows without a parent go below. */
  root: Standing;
  /** Unions below and at it whose names the rows speak of. */
  standing: readonly Standing[];
  /** Names of rows that could not be read: what is below them is not to blame. */
  unread: readonly string[];
  /** siblingKey of unions that stand below one of those. */
  taken: ReadonlySet<string>;
  maxDepth: number;
}

/** Names of parents that must be looked up because no row has them, or because a row may mean one that is there. */
export function parentNames(rows: readonly UnionRow[]): string[] {
  return [...new Set(rows.flatMap(({ parent }) => parent.slice(-1)))];
}

/** Puts the rows in order, parents before children, or says of every bad row what is wrong with it. */
export function planUnions(rows: readonly UnionRow[], ground: Ground): { planned: PlannedUnion[]; faults: LineFault[] } {
  const faults: LineFault[] = [];
  const parents = new Map<UnionRow, Standing | UnionRow>();
  const byName = grouped(rows, ({ name }) => unifyName(name));
  const standing = grouped(ground.standing, ({ name }) => unifyName(name));
  for (const row of rows) {
    const found = parentOf(row, byName, standing, ground);
    if (typeof found === 'string') faults.push({ line: row.row, why: found });
    else if (found) parents.set(row, found);
  }
  faults.push(...loops(rows, parents));
  const bad = new Set(faults.map(({ line }) => line));
  const planned: PlannedUnion[] = [];
  const made = new Map<UnionRow, PlannedUnion>();
  const names = new Map<string, number>();
  const waiting = [...rows].filter(({ row }) => !bad.has(row));
  // Rows whose parents are bad wait for ever: they are not bad themselves.
  for (let before = -1; before !== planned.length; ) {
    before = planned.length;
    for (const row of waiting) {
      const parent = parents.get(row);
      if (made.has(row) || bad.has(row.row) || !parent) continue;
      const above = 'row' in parent ? made.get(parent) : parent;
      if (!above) continue;
      const one = place(row, above, ground, names);
      if (typeof one === 'string') {
        faults.push({ line: row.row, why: one });
        bad.add(row.row);
        continue;
      }
      made.set(row, one);
      planned.push(one);
    }
  }
  return { planned, faults: faults.sort((a, b) => a.line - b.line) };
}

function grouped<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}

function parentOf(row: UnionRow, byName: Map<string, UnionRow[]>, standing: Map<string, Standing[]>, { root, unread }: Ground): Standing | UnionRow | string | null {
  const wanted = row.parent[row.parent.length - 1];
  if (wanted === undefined) return root;
  const key = unifyName(wanted);
  const above = row.parent.length > 1 ? unifyName(row.parent[row.parent.length - 2] ?? '') : null;
  const inRows = (byName.get(key) ?? []).filter((one) => above === null || unifyName(one.parent[one.parent.length - 1] ?? root.name) === above);
  const there = (standing.get(key) ?? []).filter((one) => above === null || unifyName(one.above) === above);
  const found = [...inRows, ...there];
  const [only] = found;
  if (!only && unread.some((name) => unifyName(name) === key)) return null;
  if (!only) return `没有找到上级工会“${shown(wanted)}”`;
  if (found.length > 1) return `有 ${found.length} 个叫“${shown(wanted)}”的上级工会，请写成 上上级/上级`;
  return only;
}

/** Rows that are above themselves. */
function loops(rows: readonly UnionRow[], parents: Map<UnionRow, Standing | UnionRow>): LineFault[] {
  const fine = new Set<UnionRow>();
  const looped = new Set<UnionRow>();
  for (const row of rows) {
    const way: UnionRow[] = [];
    const seen = new Set<UnionRow>();
    let at: UnionRow | undefined = row;
    while (at && !seen.has(at) && !fine.has(at) && !looped.has(at)) {
      seen.add(at);
      way.push(at);
      const next: Standing | UnionRow | undefined = parents.get(at);
      at = next && 'row' in next ? next : undefined;
    }
    const turn = at && seen.has(at) ? way.indexOf(at) : way.length;
    for (const one of way.slice(turn)) looped.add(one);
    for (const one of way.slice(0, turn)) fine.add(one);
  }
  return [...looped].map(({ row }) => ({ line: row, why: '上级绕了一圈又回到自己' }));
}

function place(row: UnionRow, above: Standing | PlannedUnion, { taken, maxDepth }: Ground, names: Map<string, number>): PlannedUnion | string {
  const parent = 'row' in above ? { row: above.row } : { id: above.id };
  const level = row.level ?? Math.min(3, above.level + 1);
  if (!mayStandBelow(level, above.level)) return `级别不对：不能放在“${shown(above.name)}”下面`;
  if (above.depth + 1 > maxDepth) return `层级太多，最多 ${maxDepth} 层`;
  const key = siblingKey('row' in parent ? `row ${parent.row}` : parent.id, row.name);
  if ('id' in parent && taken.has(key)) return `“${shown(above.name)}”下面已有这个工会`;
  const before = names.get(key);
  if (before !== undefined) return `和第 ${before} 行重复：同一个上级、同一个名称`;
  names.set(key, row.row);
  const { row: number, name, trade, region, size, ownership } = row;
  return { row: number, name, level, trade, region, size, ownership, parent, depth: above.depth + 1 };
}
