import { type Judge, mayJudge } from '../contest/panel';
import { type Below, shuffled } from '../draw/stream';

/** A work to be judged: paths of the unit it comes from, and who steps back from it. */
export interface Given {
  id: string;
  units: readonly string[];
}

export interface Handing {
  /** Judges by work, in the order of the panel. */
  judges: Map<string, string[]>;
  /** Works that have fewer judges than asked for, as too many are of their own unit. */
  short: string[];
}

/** Moves works along chains of judges from somebody with much to somebody with little, until no chain evens anything out any more. */
function even(open: ReadonlyMap<string, ReadonlySet<string>>, held: Map<string, Set<string>>): void {
  const loadOf = (uid: string) => held.get(uid)?.size ?? 0;
  for (;;) {
    const heaviest = [...held.keys()].sort((a, b) => loadOf(b) - loadOf(a));
    if (!heaviest.some((uid) => lighten(uid))) return;
  }

  /** Gives one work of this judge on, so that it ends with somebody who has at least two fewer. @returns whether there was such a chain */
  function lighten(from: string): boolean {
    const before = new Map<string, { uid: string; work: string } | null>([[from, null]]);
    const queue = [from];
    for (let uid = queue.shift(); uid !== undefined; uid = queue.shift()) {
      if (loadOf(uid) <= loadOf(from) - 2) {
        carry(uid, before);
        return true;
      }
      for (const work of held.get(uid) ?? []) {
        for (const next of open.get(work) ?? []) {
          if (before.has(next) || held.get(next)?.has(work) === true) continue;
          before.set(next, { uid, work });
          queue.push(next);
        }
      }
    }
    return false;
  }

  function carry(to: string, before: ReadonlyMap<string, { uid: string; work: string } | null>): void {
    for (let at = to, step = before.get(at); step; at = step.uid, step = before.get(at)) {
      held.get(step.uid)?.delete(step.work);
      held.get(at)?.add(step.work);
    }
  }
}

/**
 * Hands works out to judges: each to `perWork` different ones, or to all who may judge it where they are fewer; nobody gets a work of the own unit
 * (回避). Loads are as even as that allows: no exchange can even them out further. Who gets what is by lot, so that nobody foresees it.
 * @param below chance; the same gives the same
 */
export function handOut(works: readonly Given[], panel: readonly Judge[], perWork: number, below: Below): Handing {
  const order = shuffled(panel.map(({ uid }) => uid), below);
  const held = new Map<string, Set<string>>(order.map((uid) => [uid, new Set()]));
  const loadOf = (uid: string) => held.get(uid)?.size ?? 0;
  const open = new Map(works.map(({ id, units }) => [id, new Set(panel.filter((judge) => mayJudge(judge, units)).map(({ uid }) => uid))]));
  // Works that few may judge come first: the others have a choice.
  const queue = shuffled(works, below).sort((a, b) => (open.get(a.id)?.size ?? 0) - (open.get(b.id)?.size ?? 0));
  for (const { id } of queue) {
    const free = order.filter((uid) => open.get(id)?.has(uid) === true).sort((a, b) => loadOf(a) - loadOf(b));
    for (const uid of free.slice(0, perWork)) held.get(uid)?.add(id);
  }
  even(open, held);
  const judges = new Map(works.map(({ id }) => [id, panel.map(({ uid }) => uid).filter((uid) => held.get(uid)?.has(id) === true)]));
  return { judges, short: works.filter(({ id }) => (judges.get(id)?.length ?? 0) < perWork).map(({ id }) => id) };
}

/**
 * Who judges a work in the place of somebody who steps back: of those who may and do not yet, the one with the least to do; null: nobody.
 * @param out who stepped back from it, or has it
 */
export function substituteFor({ units }: Pick<Given, 'units'>, panel: readonly Judge[], out: readonly string[], loads: ReadonlyMap<string, number>): string | null {
  const free = panel.filter((judge) => mayJudge(judge, units, out));
  const [first] = [...free].sort((a, b) => (loads.get(a.uid) ?? 0) - (loads.get(b.uid) ?? 0));
  return first?.uid ?? null;
}
