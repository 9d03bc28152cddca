/** Timetable 竞赛日程: what must not clash. Times are whole minutes from the meet's first one. */

/** One round of one event on its 场区. */
export interface Item {
  id: string;
  event: string;
  /** 1 the first round. */
  round: number;
  zone: string;
  /** Planned length, 颁奖 and setting up with it. */
  minutes: number;
  /** Of a race; null: none. */
  metres: number | null;
  /** Who may be in it: everybody of the event, as long as it is open who goes on. */
  people: readonly string[];
  /** Set by hand: it starts then; null: free. */
  fixed: number | null;
}

/** When there may be competitions, in order; `day` is counted from 0. */
export interface Window {
  day: number;
  from: number;
  to: number;
}

export interface Programme {
  items: readonly Item[];
  windows: readonly Window[];
  unsafe: readonly (readonly [string, string])[];
  rests: Api.Meet.Rests;
}

/** Start of each item, by id. */
export type Plan = ReadonlyMap<string, number>;

export type Reason = 'zone' | 'unsafe' | 'athletes' | 'rounds' | 'sameDay' | 'window';

export interface Clash {
  items: [string] | [string, string];
  reason: Reason;
  /** Who is in both; only with reason athletes. */
  people: string[];
}

/** What lies between two items, whichever comes first. */
export interface Relation {
  a: number;
  b: number;
  reason: Exclude<Reason, 'window'>;
  /** Minutes from a's end to b's start if a comes first, and the other way round. */
  afterA: number;
  afterB: number;
  /** a must come first: rounds of one event. */
  ordered: boolean;
  /** And b on a later day. */
  otherDay: boolean;
}

/** The rest between two rounds of a race: 45 min to 200 m, 90 min to 1000 m, above not the same day. Other events rest like short ones. */
export function roundRest({ metres }: Pick<Item, 'metres'>, { short, middle }: Api.Meet.Rests): number | 'otherDay' {
  if (metres === null || metres <= 200) return short;
  return metres <= 1000 ? middle : 'otherDay';
}

/** Every pair that has to do with each other; of several reasons the one that asks most. */
export function relationsOf({ items, unsafe, rests }: Programme): Relation[] {
  const index = new Map<string, number[]>();
  for (const [at, { people }] of items.entries()) for (const one of new Set(people)) index.set(one, [...(index.get(one) ?? []), at]);
  const shared = new Set<number>();
  for (const list of index.values()) for (const a of list) for (const b of list) if (a < b) shared.add(a * items.length + b);
  const apart = new Set(unsafe.flatMap(([one, other]) => [`${one}\n${other}`, `${other}\n${one}`]));

  return items.flatMap((first, a) =>
    items.slice(a + 1).flatMap((second, offset): Relation[] => {
      const b = a + 1 + offset;
      if (first.event === second.event && first.round !== second.round) {
        const [early, late] = first.round < second.round ? [a, b] : [b, a];
        const rest = roundRest(first, rests);
        const gap = rest === 'otherDay' ? 0 : rest;
        return [{ a: early, b: late, reason: rest === 'otherDay' ? 'sameDay' : 'rounds', afterA: gap, afterB: gap, ordered: true, otherDay: rest === 'otherDay' }];
      }
      const gap = rests.events + rests.call;
      if (shared.has(a * items.length + b)) return [{ a, b, reason: 'athletes', afterA: gap, afterB: gap, ordered: false, otherDay: false }];
      const reason = first.zone === second.zone ? 'zone' : apart.has(`${first.zone}\n${second.zone}`) ? 'unsafe' : null;
      return reason === null ? [] : [{ a, b, reason, afterA: 0, afterB: 0, ordered: false, otherDay: false }];
    }),
  );
}

/** The window that holds an item; null: none. */
export function windowOf(windows: readonly Window[], start: number, minutes: number): Window | null {
  return windows.find(({ from, to }) => from <= start && start + minutes <= to) ?? null;
}

/** Everything that a plan breaks: shown at once while somebody drags. Items that are not in the plan are left out. */
export function clashesOf(programme: Programme, plan: Plan): Clash[] {
  const { items, windows } = programme;
  const outside = items.flatMap(({ id, minutes }): Clash[] => {
    const start = plan.get(id);
    return start === undefined || windowOf(windows, start, minutes) ? [] : [{ items: [id], reason: 'window', people: [] }];
  });
  const between = relationsOf(programme).flatMap(({ a, b, reason, afterA, afterB, ordered, otherDay }): Clash[] => {
    const [first, second] = [items[a], items[b]];
    const [start, other] = [first && plan.get(first.id), second && plan.get(second.id)];
    if (!first || !second || start === undefined || other === undefined) return [];
    const dayOf = (item: Item, at: number) => windowOf(windows, at, item.minutes)?.day ?? null;
    const sameDay = otherDay && dayOf(first, start) !== null && dayOf(first, start) === dayOf(second, other);
    const kept = start + first.minutes + afterA <= other || (!ordered && other + second.minutes + afterB <= start);
    if (kept && !sameDay) return [];
    const both = new Set(first.people);
    return [{ items: [first.id, second.id], reason, people: reason === 'athletes' ? second.people.filter((one) => both.has(one)) : [] }];
  });
  return [...outside, ...between];
}

/**
 * 顺延: everything that has not begun moves by so many minutes, on one 场区 or on all. What it clashes with then is for `clashesOf` to say.
 * @param from what starts from then on
 */
export function postponed({ items }: Pick<Programme, 'items'>, plan: Plan, from: number, minutes: number, zone: string | null): Map<string, number> {
  const zones = new Map(items.map((item) => [item.id, item.zone]));
  return new Map([...plan].map(([id, start]): [string, number] => [id, start >= from && (zone === null || zones.get(id) === zone) ? start + minutes : start]));
}
