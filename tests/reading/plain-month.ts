/** A reading month computed as one would on paper, line by line, without a line of the product: what its rankings are checked against. */

export interface Deed {
  /** Position of the reader. */
  who: number;
  /** The day on the wall, and the hour. */
  today: number;
  hour: number;
  minutes: number;
  /** Characters of the note, without spaces; 0: none. */
  note: number;
  night: boolean;
  /** The day that is made up; null: none. */
  makeUpFor: number | null;
  /** Copied from somebody's note: its points are taken back in the evening. */
  copied: boolean;
}

/** What the product answers to it. */
export type Outcome = 'OK' | 'USED' | 'CLOSED' | 'NOT_OPEN' | 'BAD_INPUT';

interface Line {
  day: number;
  points: number;
}

/** Days are numbered from the first of the edition on. */
export class PlainReader {
  readonly read = new Map<number, number>();
  private readonly lines: Line[] = [];
  private readonly given = new Set<string>();
  private readonly dayTotal = new Map<number, number>();
  private readonly bonuses = new Set<number>();
  private makeUps = 0;
  private back: Line[] = [];

  act(deed: Deed): Outcome {
    const { today, minutes, note, night, makeUpFor } = deed;
    const day = makeUpFor ?? (night ? today - 1 : today);
    if (day < 0) return 'NOT_OPEN';
    if (makeUpFor !== null) {
      if (makeUpFor >= today) return 'BAD_INPUT';
      if (this.read.has(day)) return 'USED';
      if (today - day > 3) return 'CLOSED';
      if (this.makeUps === 2) return 'USED';
      this.makeUps += 1;
      this.read.set(day, 1);
    } else {
      if ((this.read.get(day) ?? 0) === 5) return 'USED';
      this.read.set(day, (this.read.get(day) ?? 0) + 1);
      this.base(day, 'check-in', 5);
      const noted = note >= 50 ? this.base(day, 'note', 5) : 0;
      if (deed.copied && noted > 0) this.back.push({ day, points: -noted });
      this.base(day, 'minutes', Math.floor(Math.min(40, minutes) / 10) * 5);
    }
    this.bonus(day, makeUpFor === null ? day : today);
    return 'OK';
  }

  /** Each once a day, 25 of them all together. @returns what was given */
  private base(day: number, what: string, points: number): number {
    if (points === 0 || this.given.has(`${what} ${day}`)) return 0;
    const room = 25 - (this.dayTotal.get(day) ?? 0);
    const given = Math.min(points, room);
    if (given <= 0) return 0;
    this.given.add(`${what} ${day}`);
    this.dayTotal.set(day, (this.dayTotal.get(day) ?? 0) + given);
    this.lines.push({ day, points: given });
    return given;
  }

  private bonus(day: number, counts: number): void {
    let [first, last] = [day, day];
    while (this.read.has(first - 1)) first -= 1;
    while (this.read.has(last + 1)) last += 1;
    for (const [days, points] of [[7, 40], [21, 160]] as const) {
      if (last - first + 1 < days || this.bonuses.has(days)) continue;
      this.bonuses.add(days);
      this.lines.push({ day: counts, points });
    }
  }

  /** The timer has compared the notes. */
  evening(): void {
    this.lines.push(...this.back);
    this.back = [];
  }

  get points(): number {
    return this.lines.reduce((sum, { points }) => sum + points, 0);
  }

  within(from: number, until: number): number {
    return this.lines.reduce((sum, { day, points }) => (day >= from && day <= until ? sum + points : sum), 0);
  }

  /** Days in a row as they stand on this day: yesterday's are not lost yet. */
  streak(today: number): number {
    const last = this.read.has(today) ? today : today - 1;
    let length = 0;
    while (this.read.has(last - length)) length += 1;
    return length;
  }
}

/** One's place: one plus all with more. */
export const placeOf = (points: number, all: readonly number[]): number => 1 + all.filter((other) => other > points).length;
