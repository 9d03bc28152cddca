import { firstOf, type Scan } from './merge';

/** One stay in the hall: the scan that let the member in, and the one that saw them leave; null: still inside. */
export interface Stay<S extends Scan> {
  entry: S;
  exit: S | null;
}

/**
 * The stays of one member, in order, worked out from all scans: each exit ends the stay before it. Entries with no exit between them are one
 * stay, let in by the first of them as `firstOf` has it; an exit of somebody who is out counts for nothing. Within one millisecond who enters
 * comes before who leaves. The result is the same for every order in which the scans were told.
 */
export function staysOf<S extends Scan>(scans: readonly S[]): Stay<S>[] {
  const ordered = [...scans].sort((a, b) => a.at - b.at || Number(a.out ?? false) - Number(b.out ?? false) || (a.id < b.id ? -1 : 1));
  const stays: Stay<S>[] = [];
  let entries: S[] = [];
  for (const scan of ordered) {
    if (!scan.out) {
      entries.push(scan);
      continue;
    }
    const entry = firstOf(entries);
    if (entry) stays.push({ entry, exit: scan });
    entries = [];
  }
  const entry = firstOf(entries);
  return entry ? [...stays, { entry, exit: null }] : stays;
}

/** Is the member in the hall after all these scans? */
export function isInside(scans: readonly Scan[]): boolean {
  const stays = staysOf(scans);
  return stays[stays.length - 1]?.exit === null;
}

/** Does this scan begin or end a stay? The others are duplicates. */
export function counts(scans: readonly Scan[], id: string): boolean {
  return staysOf(scans).some(({ entry, exit }) => entry.id === id || exit?.id === id);
}

/** How full a hall is: `near` from 95 %, `full` from all its places on. */
export function fillOf(inside: number, places: number): 'free' | 'near' | 'full' {
  if (inside >= places) return 'full';
  return inside * 100 >= places * 95 ? 'near' : 'free';
}
