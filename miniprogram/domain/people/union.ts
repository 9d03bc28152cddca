import { fits, tidy } from '../text/clean';
import { unifyName } from './names';
import { covers } from './scope';

/** What a union 工会 is: its kind, what it is known by, and where one may stand below another. */

/** 0 city, 1 district or industry, 2 enterprise, 3 team 班组. Kinds may repeat on the way down: a group has member enterprises. */
export type UnionLevel = 0 | 1 | 2 | 3;

/** Who owns the employer. Data of the trade, so its words are kept as they are written in lists. */
export const ownerships = ['机关', '事业单位', '国企', '民企', '中小微', '社会组织'] as const;
export type Ownership = (typeof ownerships)[number];

/** No tree is deeper: paths stay within what requests may carry. */
export const maxDepth = 12;

export interface Attributes {
  /** Empty: not said. */
  trade: string;
  region: string;
  ownership: Ownership | '';
  /** Number of staff; 0: not said. */
  size: number;
}

export type UnionFault = 'name' | 'trade' | 'region' | 'size' | 'ownership' | 'level';

const short = (text: string) => fits(text, 0, 20);

/** What is wrong with a union's name and attributes; null: nothing. */
export function faultOf(name: string, { trade, region, ownership, size }: Attributes): UnionFault | null {
  if (!fits(name, 2, 40)) return 'name';
  if (!short(trade)) return 'trade';
  if (!short(region)) return 'region';
  if (ownership !== '' && !ownerships.includes(ownership)) return 'ownership';
  if (!Number.isSafeInteger(size) || size < 0 || size > 10_000_000) return 'size';
  return null;
}

/** May a union of this kind stand below one of that kind? Never a wider below a narrower, and one city alone at the top. */
export function mayStandBelow(level: number, parentLevel: number): boolean {
  return level >= 1 && level <= 3 && level >= parentLevel;
}

/** What makes two unions of one parent the same: width, dots and spaces do not tell them apart. */
export function siblingKey(parentId: string, name: string): string {
  return `${parentId}:${unifyName(tidy(name))}`;
}

/** A union's path below its parent. */
export function pathBelow(parentPath: string, id: string): string {
  return `${parentPath}${id}/`;
}

export function depthOf(path: string): number {
  return path.split('/').length - 2;
}

/** A path as it is called after everything at and below `from` went to `to`; any other stays as it is. */
export function rewritePath(path: string, from: string, to: string): string {
  return covers(from, path) ? `${to}${path.slice(from.length)}` : path;
}

export interface Placed {
  path: string;
  level: number;
}

export type MoveRefusal = 'same' | 'inside' | 'top' | 'kind' | 'deep';

/** May this union, with all below it, go below that parent? @param deepest number of levels below the union */
export function refuseMove(union: Placed, parent: Placed, deepest: number): MoveRefusal | null {
  if (depthOf(union.path) === 1) return 'top';
  if (covers(union.path, parent.path)) return 'inside';
  if (parentPath(union.path) === parent.path) return 'same';
  if (!mayStandBelow(union.level, parent.level)) return 'kind';
  if (depthOf(parent.path) + 1 + deepest > maxDepth) return 'deep';
  return null;
}

/** May this union be merged into that one: its members, and what is below it, go there? */
export function refuseMerge(union: Placed, into: Placed, deepest: number): MoveRefusal | null {
  if (depthOf(union.path) === 1) return 'top';
  if (covers(union.path, into.path)) return 'inside';
  if (depthOf(into.path) + deepest > maxDepth) return 'deep';
  return null;
}

/** `/1/2/7/` → `/1/2/`; of the top `/`. */
export function parentPath(path: string): string {
  return path.slice(0, path.lastIndexOf('/', path.length - 2) + 1);
}
