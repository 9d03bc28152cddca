import { moment } from '../../../../format/when';
import { drawTexts as t } from '../../../../texts/application';
import { lotsBy, type Verdict } from './verify';

type Draw = Api.Application.Draw;

export interface Fact {
  label: string;
  value: string;
  /** A hash: small, and to be copied. */
  code: boolean;
}

export function factsOf(draw: Draw, now: Api.Millis): Fact[] {
  const { drawn } = draw;
  const plain = (label: string, value: string): Fact => ({ label, value, code: false });
  const code = (label: string, value: string): Fact => ({ label, value, code: true });
  return [
    plain(t.frozenAt, moment(draw.frozenAt, now)),
    plain(t.entries, t.people(draw.entries)),
    code(t.list, draw.list),
    code(t.commitment, draw.commitment),
    plain(draw.valueName, drawn?.value ?? t.awaited),
    ...(drawn ? [code(t.share, drawn.share), plain(t.drawnAt, moment(drawn.at, now)), ...placesOf(drawn.places)] : []),
  ];
}

function placesOf(places: NonNullable<Draw['drawn']>['places']): Fact[] {
  if (places.length < 2) return [];
  return places.filter((one) => one.places > 0).map(({ name, places: count }) => ({ label: name === '' ? t.pool : name, value: `${count} 个名额`, code: false }));
}

export interface Check {
  text: string;
  ok: boolean;
}

export function checksOf(verdict: Verdict): Check[] {
  return [
    { text: t.checkList, ok: verdict.list },
    { text: t.checkShare, ok: verdict.share },
    { text: t.checkOrder, ok: verdict.order },
    ...(verdict.mine === null ? [] : [{ text: t.checkMine, ok: verdict.mine }]),
  ];
}

export interface Line {
  n: number;
  name: string;
  /** 双签, 末位. */
  marks: string;
  mine: boolean;
  tag: string;
  tone: 'green' | 'amber' | 'neutral';
}

const tagOf = (lot: Api.Application.Lot | undefined): Pick<Line, 'tag' | 'tone'> => {
  if (lot?.lot === 'won') return { tag: t.won, tone: 'green' };
  if (lot?.lot === 'waits') return { tag: t.waits(lot.position), tone: 'amber' };
  return { tag: lot ? t.lost : '', tone: 'neutral' };
};

/** The list by number, or once it is drawn in the drawn order, winners of all quotas first. */
export function linesOf(draw: Draw, entries: readonly Api.Application.Entry[], order: readonly number[], mine: number | null): Line[] {
  const lots = draw.drawn ? lotsBy(entries, order, draw.drawn.places) : new Map<number, Api.Application.Lot>();
  const byNumber = new Map(entries.map((entry) => [entry.n, entry]));
  const shown = order.length > 0 ? order.flatMap((n) => byNumber.get(n) ?? []) : [...entries];
  const rank = { won: 0, waits: 1, lost: 2 };
  const rankOf = (n: number) => rank[lots.get(n)?.lot ?? 'lost'];
  return shown
    .map((entry, index) => ({ entry, index }))
    .sort((a, b) => rankOf(a.entry.n) - rankOf(b.entry.n) || a.index - b.index)
    .map(({ entry }) => ({
      n: entry.n,
      name: entry.name,
      marks: [...(entry.tickets === 2 ? [t.twice] : []), ...(entry.last ? [t.behind] : [])].join(' · '),
      mine: entry.n === mine,
      ...tagOf(lots.get(entry.n)),
    }));
}
