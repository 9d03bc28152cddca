import { laneless } from '../../../../domain/meet/day';
import { nameOf, noteOf, starterOf } from '../../day-view';
import { dayTexts as t } from '../../texts-day';

export interface CallRow {
  entry: string;
  lane: string;
  name: string;
  note: string;
  call: Api.Meet.Call;
  tag: string;
  tone: string;
  waits: boolean;
}

export interface CallHeat {
  n: number;
  title: string;
  rows: CallRow[];
  /** Who can be called in together. */
  open: string[];
  count: string;
}

/** Heat by heat; an event of matches in one list. */
export function callHeats(desk: Api.Meet.EventDesk, round: Api.Meet.DeskRound, waits: readonly string[]): CallHeat[] {
  const heats = round.heats.length > 0 ? round.heats : [{ n: 1, places: Object.keys(round.cards).map((entry) => ({ entry, lane: 0 })) }];
  const gone = laneless(round).map((entry) => ({ entry, lane: 0 }));
  return [...heats, ...(gone.length > 0 ? [{ n: 0, places: gone }] : [])].map(({ n, places }) => {
    const rows = places.flatMap(({ entry, lane }): CallRow[] => {
      const call = round.cards[entry]?.call;
      const starter = starterOf(desk, entry);
      return call === undefined ? [] : [{ entry, lane: lane > 0 ? String(lane) : '', name: nameOf(starter), note: noteOf(starter), call, tag: t.calls[call], tone: t.callTones[call], waits: waits.includes(entry) }];
    });
    const done = rows.filter(({ call }) => call !== 'none').length;
    return { n, title: n === 0 ? t.desk.laneless : heats.length > 1 ? t.heat(n) : '', rows, open: rows.filter(({ call }) => call === 'none').map(({ entry }) => entry), count: t.desk.called(done, rows.length) };
  });
}

/** The bib in a scanned code: its last number. */
export function bibIn(code: string): number | null {
  const found = /(\d{1,5})\D*$/.exec(code);
  return found ? Number(found[1]) : null;
}

export const entryWithBib = ({ starters }: Api.Meet.EventDesk, round: Api.Meet.DeskRound, bib: number): string | null =>
  starters.find(({ entry, people }) => round.cards[entry] !== undefined && people.some((one) => one.bib === bib))?.entry ?? null;
