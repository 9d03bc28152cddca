import { clockTime, moment } from '../../../../format/when';
import { roundName } from '../../day-view';
import { dayTexts } from '../../texts-day';

const t = dayTexts.day;

export interface EventRow {
  event: string;
  name: string;
  note: string;
  tag: string;
  tone: string;
  /** 张伟 11.3 … */
  wins: string;
  gold: string;
}

export type Filter = keyof typeof t.filters;

const isOver = ({ state, n, last }: Api.Meet.BoardEvent) => state === 'announced' && n === last;

/** What goes on first, then what comes, then what is over. */
const order = (one: Api.Meet.BoardEvent) => (isOver(one) ? 2 : one.state === 'open' && one.n === 1 ? 1 : 0);

export function eventRows(events: readonly Api.Meet.BoardEvent[], filter: Filter): EventRow[] {
  return events
    .filter((one) => filter === 'all' || (filter === 'announced') === (one.announcedAt !== null))
    .map((one, index) => ({ one, index }))
    .sort((a, b) => order(a.one) - order(b.one) || a.index - b.index)
    .map(({ one }) => {
      const [first] = one.top;
      return {
        ...{ event: one.event, name: one.name, note: [one.zone, one.last > 1 ? roundName(one.n, one.last) : ''].filter((word) => word !== '').join(' · ') },
        tag: one.announcedAt !== null && !one.confirmed && one.state === 'announced' ? dayTexts.pending : dayTexts.states[one.state],
        tone: one.announcedAt !== null && !one.confirmed && one.state === 'announced' ? 'amber' : dayTexts.stateTones[one.state],
        wins: first ? [t.wins, first.name, first.unitName, first.mark].filter((word) => word !== '').join(' ') : '',
        gold: one.records > 0 ? t.records(one.records) : '',
      };
    });
}

export interface OwnRow {
  event: string;
  name: string;
  where: string;
  /** 今天 9:10 检录 · 9:30 开始; empty: not planned, or it has been run. */
  times: string;
  call: string;
  callTone: string;
  mark: string;
  gold: string;
}

export function ownRows(events: readonly Api.Meet.OwnEvent[], now: Api.Millis): OwnRow[] {
  return events.map((one) => {
    const heat = one.heat === null ? '' : dayTexts.heat(one.heat);
    const lane = one.lane === null ? '' : dayTexts.lane(one.lane, one.start);
    const { result } = one;
    return {
      ...{ event: one.event, name: one.name },
      where: [one.last > 1 ? roundName(one.n, one.last) : '', heat, lane, one.zone].filter((word) => word !== '').join(' · '),
      times: one.callAt === null || one.startAt === null || one.state !== 'open' ? '' : t.times(moment(one.callAt, now), clockTime(one.startAt)),
      call: one.state === 'open' ? dayTexts.calls[one.call] : '',
      callTone: dayTexts.callTones[one.call],
      mark: [one.markText, result?.place ? t.place(result.place) : '', result && result.points !== '' ? dayTexts.points(result.points) : '', result && !result.confirmed ? dayTexts.pending : ''].filter((word) => word !== '').join(' · '),
      gold: result?.record ? dayTexts.records[result.record] : '',
    };
  });
}
