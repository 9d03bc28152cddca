import { nextCalls } from '../miniprogram/domain/meet/next-calls';
import { roundName } from '../miniprogram/domain/meet/programme';
import { codeText } from '../miniprogram/domain/meet/sealing';
import { calendarTime } from '../miniprogram/domain/time/shanghai';
import { hallTexts } from './texts';
import { type Box, box, drawn } from './view';

const t = hallTexts.meet;

/** A meet on the big screen: the result announced last with its first three, team points beside it, the next calls or the records below. */

function latest({ events }: Api.Meet.Board): Box {
  const [one] = events.filter(({ announcedAt }) => announcedAt !== null).sort((a, b) => (b.announcedAt ?? 0) - (a.announcedAt ?? 0));
  if (!one) return box('panel now', [box('now__title', t.soon)]);
  const lines = one.top.flatMap(({ place, name, unitName, mark }) => [box('now__number', String(place)), box('cut', name === '' ? unitName : `${name} ${unitName}`), box('together__points', mark)]);
  return box('panel now', [box('label', one.confirmed ? t.latest : `${t.latest} · ${t.pending}`), box('now__title', one.name), box('together', lines)]);
}

function totals({ classes }: Api.Meet.Board): Box {
  const rows = (classes[0]?.units ?? []).slice(0, 10).map((one) => box(`standing ${one.place <= 3 ? 'standing--top' : ''}`, [box('standing__place', String(one.place)), box('cut', one.name), box('standing__points', one.points)]));
  return box('panel standings', [box('label', [t.totals, classes[0]?.name ?? ''].filter((word) => word !== '').join(' · ')), ...rows]);
}

function records({ records: made }: Api.Meet.Board): Box | null {
  const broken = made.filter(({ kind }) => kind === 'broken').slice(-3);
  if (broken.length === 0) return null;
  return box('panel next', [box('label', t.records), ...broken.map((one) => box('next__one', [box('next__number', one.mark), box('cut', one.name), box('cut label', one.unitName)]))]);
}

/** So many stand below one another's columns. */
const most = 3;

const upcoming = (board: Api.Meet.Board, now: number) => nextCalls(board, now, most);

function timeWords(at: number): string {
  const { hour, minute } = calendarTime(at);
  return `${hour}:${String(minute).padStart(2, '0')}`;
}

function calls(board: Api.Meet.Board, now: number): Box | null {
  const next = upcoming(board, now);
  if (next.length === 0) return null;
  const of = new Map(board.events.map((one) => [one.event, one]));
  const columns = next.map(({ event, n, callAt, calling }) => {
    const one = of.get(event);
    return box('next__one', [box('next__number', calling ? t.calling : t.callAt(timeWords(callAt))), box('cut', `${one?.name ?? ''}${one ? roundName(n, one.last) : ''}`), box('cut label', one?.zone ?? '')]);
  });
  return box('panel next', [box('label', t.next), ...columns]);
}

function standWords({ events, paused, seal }: Api.Meet.Board): string {
  if (seal?.state === 'sealed') return t.sealed(codeText(seal.digest.slice(0, 8)));
  if (seal?.state === 'opened') return t.opened;
  if (paused !== null) return t.paused(paused);
  return t.done(events.filter(({ announcedAt }) => announcedAt !== null).length, events.length);
}

/** What of it changes as time goes by, though the board does not. */
export const meetBeat = (board: Api.Meet.Board, now: number): string => upcoming(board, now).map(({ event, n, calling }) => `${event} ${n} ${calling}`).join();

export function meetView(board: Api.Meet.Board, now: number): HTMLElement[] {
  const head = box('head', [box('head__title', board.title), box('head__round', standWords(board))]);
  return [head, latest(board), totals(board), calls(board, now) ?? records(board)].flatMap((one) => (one ? [drawn(one)] : []));
}
