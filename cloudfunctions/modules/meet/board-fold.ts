import { markText } from '../../../miniprogram/domain/meet/entered';
import { callTime } from '../../../miniprogram/domain/meet/programme';
import { shareText } from '../../../miniprogram/domain/meet/points';
import { prizedRows } from '../../../miniprogram/domain/meet/prizes';
import { type EventResult as Scored, medalTable, teamTotals } from '../../../miniprogram/domain/meet/team-points';
import { compare, fraction, roundHalfUp, times, zero } from '../../../miniprogram/domain/numbers/fraction';
import type { Database } from '../../platform/database';
import { type BoardPart, boardById, dueBoards, eventsOfMeet, type FoldedEvent, keepBoard, noteFolded, type PlannedPart, unfoldedMeets } from './board-store';
import type { MeetDocument } from './documents';
import { meetById, noteShown, unshownMeets } from './meet-store';

/** The board of a meet, folded anew from the results of its events: nothing is added up twice, whatever runs twice. */

const isConfirmed = ({ result }: FoldedEvent, now: number) => result !== null && result.confirmedFrom !== null && result.confirmedFrom <= now;

function scoredOf(one: FoldedEvent, now: number): Scored[] {
  const { event, result } = one;
  if (!result) return [];
  return [
    {
      event,
      placed: result.rows,
      records: result.rows.flatMap(({ entry, record }) => (record === 'broken' ? [entry] : [])),
      withdrew: result.rows.flatMap(({ entry, withdrew }) => (withdrew ? [entry] : [])),
      confirmed: isConfirmed(one, now),
    },
  ];
}

function eventLine(one: FoldedEvent, now: number): Api.Meet.BoardEvent {
  const { eventId, event, groupName, last, stands, result, rules } = one;
  return {
    ...{ event: eventId, name: event.name, discipline: event.discipline, groupName, zone: event.zone, last, n: stands.n, state: stands.state },
    announcedAt: result?.at ?? null,
    confirmed: isConfirmed(one, now),
    top: result?.top ?? [],
    records: result?.rows.filter(({ record }) => record === 'broken' || record === 'first').length ?? 0,
    prizes: prizedRows(result?.rows ?? [], rules.points).length,
  };
}

/** Who broke or equalled a record, by the event. Names stay on the event's own page. */
function recordLines({ event, eventId, result }: FoldedEvent): Api.Meet.RecordLine[] {
  return (result?.rows ?? []).flatMap(({ record, mark, timing, noGauge, units }) =>
    record === null || mark === null ? [] : [{ event: eventId, name: event.name, kind: record, mark: markText(event.measure, mark, timing), noGauge, unitName: units[0]?.name ?? '' }],
  );
}

/** All that the board says, from the events as they are. */
export function boardOf(events: readonly FoldedEvent[], now: number): BoardPart | null {
  const [first] = events;
  if (!first) return null;
  const units = new Map(events.flatMap((one) => one.units.map((unit) => [unit.unit, unit] as const)));
  const shares = new Map(events.flatMap(({ result }) => (result?.rows ?? []).map((row) => [row.entry, row.units.map(({ unit, n, d }) => ({ unit, share: fraction(n, d) }))] as const)));
  const sharesOf = (entry: string) => shares.get(entry) ?? [];
  const scored = events.flatMap((one) => scoredOf(one, now));
  const { points, unitClasses } = first.rules;
  const classes = [...unitClasses.map(({ id, name }) => ({ id, name })), { id: null, name: '' }].flatMap(({ id, name }): Api.Meet.BoardClass[] => {
    const members = [...units.values()].filter(({ unitClass }) => unitClass === id).map(({ unit }) => unit);
    const totals = teamTotals(points, members, scored, sharesOf);
    const best = totals[0]?.points ?? zero;
    const lines = totals.map((one): Api.Meet.UnitLine => ({
      ...{ unit: one.unit, name: units.get(one.unit)?.name ?? '', place: one.place, records: one.records, places: one.places.slice(0, 8) },
      points: shareText(one.points),
      pending: compare(one.pending, zero) === 0 ? '' : shareText(one.pending),
      bar: compare(best, zero) > 0 && compare(one.points, zero) > 0 ? roundHalfUp(times(times(one.points, fraction(best.d, best.n)), fraction(1000))) : 0,
    }));
    return lines.length > 0 ? [{ id: id ?? '', name, units: lines }] : [];
  });
  const medals = medalTable([...units.keys()], scored, sharesOf).filter(({ medals: won }) => won.some((count) => count > 0));
  const waits = events.flatMap(({ result }) => (result?.confirmedFrom !== null && result?.confirmedFrom !== undefined && result.confirmedFrom > now ? [result.confirmedFrom] : []));
  return {
    ...{ title: first.title, scope: first.scope, scopeName: first.scopeName, classes, at: now },
    events: events.map((one) => eventLine(one, now)),
    medals: medals.map(({ unit, medals: won, place }) => ({ unit, name: units.get(unit)?.name ?? '', medals: won, place })),
    records: events.flatMap(recordLines),
    due: waits.length > 0 ? Math.min(...waits) : null,
  };
}

/** 检录 by the timetable, and whether the meet is paused. */
function planOf(meet: MeetDocument | null): PlannedPart {
  const planned = (meet?.timetable ?? []).flatMap(({ event, round, start }) => (start === null || !meet ? [] : [{ event, n: round, callAt: callTime(start, meet.rulebook.rests), startAt: start }]));
  return { planned, paused: meet?.paused?.reason ?? null };
}

/** Folds the board of a meet; one that was folded meanwhile is read again, so that an older look never stands over a newer one. */
export async function foldBoard(db: Database, meetId: string, now: number): Promise<void> {
  for (let attempt = 0; attempt < 6; attempt += 1) {
    const before = await boardById(db, meetId);
    const [events, meet] = await Promise.all([eventsOfMeet(db, meetId), meetById(db, meetId)]);
    const part = boardOf(events, now);
    if (!part) return;
    if (!(await keepBoard(db, meetId, before, { ...part, ...planOf(meet) }))) continue;
    for (const event of events) if (event.unfolded) await noteFolded(db, event);
    if (meet?.unshown === true) await noteShown(db, meet);
    return;
  }
}

/** Folds what changed, and what is confirmed by now. @returns how many boards */
export async function settleBoards(db: Database, now: number): Promise<number> {
  const meets = new Set([...(await unfoldedMeets(db, 200)), ...(await unshownMeets(db, 50)), ...(await dueBoards(db, now, 50))]);
  for (const meetId of meets) await foldBoard(db, meetId, now);
  return meets.size;
}
