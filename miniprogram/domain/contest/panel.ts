export interface Judge {
  uid: string;
  /** Path of the judge's own unit; null: from outside. */
  unit: string | null;
  /** Reserve judges 候补评委 fill in for a recusal, in this order. */
  reserve: boolean;
}

/** Who judges an entry, and who steps back (回避) with what reason: own unit, or a recusal declared. */
export interface Seating {
  judges: string[];
  recused: { uid: string; substitute: string | null }[];
}

/** Is this judge clear of an entry of these units: not of one of them or of one below it, and has not stepped back 回避? */
export const mayJudge = ({ uid, unit }: Pick<Judge, 'uid' | 'unit'>, units: readonly string[], declared: readonly string[] = []): boolean =>
  !declared.includes(uid) && (unit === null || !units.some((path) => unit.startsWith(path)));

/**
 * The panel of one entry: judges of the entry's own unit, and those who declared it, step back; reserves who may judge it fill in, in their order,
 * so that every entry has a panel of the same size.
 * @param units paths of the units that the entry competes for: a judge of such a unit, or of one below it, steps back
 */
export function panelFor(panel: readonly Judge[], units: readonly string[], declared: readonly string[] = []): Seating {
  const clear = (judge: Judge) => mayJudge(judge, units, declared);
  const free = panel.filter((judge) => judge.reserve && clear(judge)).map(({ uid }) => uid);
  const seating: Seating = { judges: [], recused: [] };
  for (const judge of panel.filter(({ reserve }) => !reserve)) {
    if (clear(judge)) {
      seating.judges.push(judge.uid);
      continue;
    }
    const substitute = free.shift() ?? null;
    seating.recused.push({ uid: judge.uid, substitute });
    if (substitute !== null) seating.judges.push(substitute);
  }
  return seating;
}
