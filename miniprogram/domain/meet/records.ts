/** Records 纪录. They compare in the event's own direction: of field events the larger is better. */

/** One performance of an event, of any round or attempt. The mark is official. */
export interface Performance {
  entry: string;
  mark: number;
  /** null: no race. */
  timing: Api.Meet.Timing | null;
  /** Tenths of a m/s; null: no gauge. Only asked in events where wind counts. */
  wind: number | null;
}

/** A tail wind up to +2.0 m/s makes a record. */
export const legalWind = 20;

export interface RecordMade {
  entry: string;
  mark: number;
  /** broken 破纪录 · equalled 平纪录 · first: there was none before */
  kind: 'broken' | 'equalled' | 'first';
  /** Stands marked 无风速. */
  noGauge: boolean;
  timing: Api.Meet.Timing | null;
}

type Event = Pick<Api.Meet.Event, 'discipline' | 'group' | 'implement' | 'better' | 'wind'>;

/** The record that a performance is held against: hand and electronic lists are apart, also by age group, implement weight and hurdle height. */
export function recordFor(records: readonly Api.Meet.RecordRow[], event: Event, timing: Api.Meet.Timing | null): Api.Meet.RecordRow | null {
  return records.find((row) => row.discipline === event.discipline && row.group === event.group && row.implement === event.implement && row.timing === timing) ?? null;
}

/**
 * The best record act of each entry in an event, held against the records as they were before the meet (赛前纪录): once an entry and event. Without a record before
 * only the best of the event is one.
 */
export function recordsMade(event: Event, performances: readonly Performance[], records: readonly Api.Meet.RecordRow[]): RecordMade[] {
  const better = (a: number, b: number) => (event.better === 'less' ? a < b : a > b);
  const legal = performances.filter(({ wind }) => !event.wind || wind === null || wind <= legalWind);
  const made = new Map<string, RecordMade>();
  for (const { entry, mark, timing, wind } of legal) {
    const before = recordFor(records, event, timing);
    const noGauge = event.wind && wind === null;
    const sameList = legal.filter((one) => one.timing === timing);
    const kind = !before ? (sameList.some((one) => better(one.mark, mark)) ? null : 'first') : better(mark, before.mark) ? 'broken' : mark === before.mark ? 'equalled' : null;
    const known = made.get(`${entry}\n${timing}`);
    if (kind !== null && (!known || better(mark, known.mark) || (mark === known.mark && known.noGauge && !noGauge))) made.set(`${entry}\n${timing}`, { entry, mark, kind, noGauge, timing });
  }
  return [...made.values()];
}

/** Who gets the points for a record broken: each once in an event; equalling gives none. */
export function recordBreakers(made: readonly RecordMade[]): string[] {
  return [...new Set(made.filter(({ kind }) => kind === 'broken').map(({ entry }) => entry))];
}

/** The list after an event: the best of what was made takes the place of what stood. A tie keeps the older holder. */
export function recordsAfter(
  records: readonly Api.Meet.RecordRow[],
  event: Event,
  made: readonly RecordMade[],
  about: (entry: string) => { holder: string; unit: string },
  on: string,
): Api.Meet.RecordRow[] {
  const better = (a: number, b: number) => (event.better === 'less' ? a < b : a > b);
  let list = [...records];
  for (const { entry, mark, kind, noGauge, timing } of made) {
    const before = recordFor(list, event, timing);
    if (kind === 'equalled' || (before && !better(mark, before.mark))) continue;
    const row: Api.Meet.RecordRow = { discipline: event.discipline, group: event.group, implement: event.implement, timing, mark, ...about(entry), on, noGauge };
    list = [...list.filter((one) => one !== before), row];
  }
  return list;
}
