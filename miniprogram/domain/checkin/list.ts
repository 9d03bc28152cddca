/** Somebody in the list of a gate: holds a place, came in at `at` or not yet. */
export interface Listed {
  uid: string;
  name: string;
  unitName: string;
  /** Last two characters of the staff number; empty: none is kept. */
  staffTail: string;
  at: number | null;
}

const bare = (text: string) => text.normalize('NFKC').toLowerCase().replace(/[\s·•・．.]/g, '');

/**
 * Those whose name or unit contains what was typed, or whose staff number (工号) ends like it, of which two characters are kept.
 * 阿尔肯买买提 finds 阿尔肯·买买提. Who is not in yet comes first, then by name.
 */
export function findListed<L extends Listed>(list: readonly L[], typed: string, limit: number): L[] {
  const sought = bare(typed);
  if (sought === '') return [];
  const named = list.filter((one) => bare(one.name).includes(sought));
  const numbered = /\d[\da-z]$/.test(sought) ? list.filter((one) => one.staffTail !== '' && bare(one.staffTail) === sought.slice(-2)) : [];
  const others = numbered.length > 0 ? numbered : list.filter((one) => bare(one.unitName).includes(sought));
  const found = named.length > 0 ? named : others;
  return [...found].sort((a, b) => Number(a.at !== null) - Number(b.at !== null) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)).slice(0, limit);
}

/** Holders and arrivals of each unit, the largest first. */
export function arrivalsByUnit(list: readonly Listed[]): { unitName: string; held: number; arrived: number }[] {
  const units = new Map<string, { unitName: string; held: number; arrived: number }>();
  for (const { unitName, at } of list) {
    const unit = units.get(unitName) ?? { unitName, held: 0, arrived: 0 };
    units.set(unitName, { unitName, held: unit.held + 1, arrived: unit.arrived + (at === null ? 0 : 1) });
  }
  return [...units.values()].sort((a, b) => b.held - a.held || (a.unitName < b.unitName ? -1 : 1));
}
