import { day, hour, startOfDay } from '../time/shanghai';

/** Half days of competition, to begin with: 8:30–11:30 and 14:00–17:30 of each day that the activity runs. */

const halves = [
  { from: 8.5 * hour, to: 11.5 * hour },
  { from: 14 * hour, to: 17.5 * hour },
] as const;

/** @returns at least one stretch: where no half day fits, the activity's own time */
export function hoursOf(startsAt: number, endsAt: number): Api.Meet.Hours[] {
  const found: Api.Meet.Hours[] = [];
  for (let at = startOfDay(startsAt); at < endsAt && found.length < 20; at += day) {
    for (const { from, to } of halves) {
      const [begin, end] = [Math.max(at + from, startsAt), Math.min(at + to, endsAt)];
      if (end - begin >= hour) found.push({ from: begin, to: end });
    }
  }
  return found.length > 0 ? found : [{ from: startsAt, to: endsAt }];
}

/** What is wrong with terms, in words; null: nothing. */
export function termsFault({ entriesUntil, captainsAt, hours }: Pick<Api.Meet.Setup, 'entriesUntil' | 'captainsAt' | 'hours'>): string | null {
  const first = hours[0];
  if (!first) return '至少要有一个比赛单元';
  if (hours.some(({ from, to }, index) => to <= from || from < (hours[index - 1]?.to ?? 0))) return '比赛单元要按先后写，互不重叠';
  if (captainsAt < entriesUntil) return '领队会要在报名截止之后';
  return captainsAt > first.from ? '领队会要在比赛开始之前' : null;
}
