import { shareOf } from '../../domain/balance/shares';
import { quotasByAbsence, visits } from '../../domain/balance/suggest';
import { tilesOf } from '../../domain/balance/tiles';
import { sizeClasses } from '../../domain/reading/units';
import { balanceTexts as t } from './texts';

type Figures = Api.Balance.Figures;

/** 12345 → 12,345 */
export const thousands = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

/** Hundredths of a per cent as people say them: 4730 → 47.3%, 800 → 8%. */
export function percent(hundredths: number): string {
  const tenths = Math.floor(hundredths / 10);
  return tenths % 10 === 0 ? `${tenths / 10}%` : `${Math.floor(tenths / 10)}.${tenths % 10}%`;
}

const shareIn = ({ members, joined }: Figures): number => shareOf({ m: members, j: joined });
const neverIn = ({ members, joined }: Figures): number => Math.max(0, members - joined);

/** How deep a tile's colour is: 0 the least … 4. */
export const depthOf = (share: number): number => Math.min(4, Math.floor(share / 2000));

function trendOf(board: Api.Balance.Board): string {
  const last = board.past.find(({ year }) => year === board.year - 1);
  if (last === undefined) return t.firstYear;
  const difference = Math.floor(shareIn(board) / 10) - Math.floor(shareIn(last) / 10);
  const points = `${Math.floor(Math.abs(difference) / 10)}.${Math.abs(difference) % 10}`;
  return difference === 0 ? t.same(last.year) : difference > 0 ? t.higher(last.year, points) : t.lower(last.year, points);
}

/** This year and those before it, for bars beside each other; empty: there is none to compare with. */
export function yearsOf(board: Api.Balance.Board) {
  if (board.past.length === 0) return [];
  return [board, ...board.past].map((one) => ({ year: t.yearName(one.year), share: percent(shareIn(one)), width: shareIn(one) / 100, label: t.yearLabel(one.year, percent(shareIn(one)), thousands(one.times)) }));
}

export function headOf(board: Api.Balance.Board, when: string) {
  const { members, joined, times, year } = board;
  const tenths = joined === 0 ? 0 : Math.round((times * 10) / joined);
  return {
    year: t.year(year, when),
    share: percent(shareIn(board)),
    width: shareIn(board) / 100,
    facts: t.facts(thousands(members), thousands(joined), thousands(neverIn(board))),
    times: t.times(thousands(times), `${Math.floor(tenths / 10)}.${tenths % 10}`),
    trend: trendOf(board),
  };
}

/** How uneven it is, in a cadre's words; null: nobody took part yet. */
export function topOf({ topTenth }: Api.Balance.Board) {
  if (topTenth === null) return null;
  const share = `${Math.round(topTenth / 100)}%`;
  const words = topTenth >= 5000 ? t.uneven : topTenth >= 3000 ? t.middling : t.even;
  return { words: t.topWords(share), times: t.topTimes(share), width: topTenth / 100, verdict: words, uneven: topTenth >= 5000 };
}

export interface MapTile {
  unionId: string;
  name: string;
  share: string;
  label: string;
  style: string;
  depth: number;
  /** Room for a name; and for the share below it. */
  named: boolean;
  shared: boolean;
}

/** Tiles on a phone: more could neither be read nor hit. */
const mostTiles = 24;
/** The map is so much wider than high. */
export const mapRatio = 1.25;

export function mapOf({ units, unionId }: Api.Balance.Board, fs: number): MapTile[] {
  const shown = [...units].sort((a, b) => b.members - a.members).slice(0, mostTiles);
  return tilesOf(shown, ({ members }) => members, mapRatio).map(({ of, left, top, width, height }) => {
    const share = shareIn(of);
    const name = of.name === '' ? t.own : of.name;
    return {
      ...{ unionId: of.unionId === unionId ? '' : of.unionId, name, share: percent(share), depth: depthOf(share) },
      label: t.tile(name, thousands(of.members), percent(share)),
      style: `left: ${left.toFixed(3)}%; top: ${top.toFixed(3)}%; width: ${width.toFixed(3)}%; height: ${height.toFixed(3)}%`,
      ...{ named: width >= 20 * fs && height >= 17 * fs, shared: width >= 13 * fs && height >= 9 * fs },
    };
  });
}

export interface Bar {
  key: string;
  name: string;
  share: string;
  width: number;
  figures: string;
  label: string;
}

function nameOf(dimension: Api.Balance.Dimension, key: string): string {
  if (key === '' || key === '-') return t.unknown;
  if (dimension === 'size') return sizeClasses[Number(key)]?.name ?? t.unknown;
  if (dimension === 'level') return t.levels[Number(key)] ?? t.unknown;
  return dimension === 'age' ? (t.cohorts[key] ?? t.unknown) : key;
}

function barOf(key: string, name: string, figures: Figures): Bar {
  const [share, joined, members] = [percent(shareIn(figures)), thousands(figures.joined), thousands(figures.members)];
  return { key, name, share, width: shareIn(figures) / 100, figures: t.groupFigures(joined, members), label: t.groupLabel(name, share, joined, members) };
}

const ages = ['50', '60', '70', '80', '90', '00', '-'];

/** The bars of one dimension: sizes, levels and ages in their own order, the others those with least first. */
export function barsOf({ breakdowns }: Api.Balance.Board, dimension: Api.Balance.Dimension): Bar[] {
  const found = breakdowns.find((one) => one.dimension === dimension);
  if (!found) return [];
  const order = (group: Api.Balance.Group) => (dimension === 'age' ? ages.indexOf(group.key) : dimension === 'size' || dimension === 'level' ? Number(group.key) : shareIn(group));
  const bars = [...found.groups].sort((a, b) => order(a) - order(b)).map((group) => barOf(group.key, nameOf(dimension, group.key), group));
  return found.rest === null ? bars : [...bars, barOf('rest', t.restGroups(found.rest.count), found.rest)];
}

export const dimensionsOf = ({ breakdowns }: Api.Balance.Board) => breakdowns.map(({ dimension }) => ({ value: dimension, label: t.dimensions[dimension] }));

/** Units as the suggestions take them; the union's own members are nobody to visit. */
const groupsOf = (board: Api.Balance.Board) =>
  board.units.filter(({ unionId }) => unionId !== board.unionId).map((unit) => ({ key: unit.unionId, m: unit.members, j: unit.joined, t: unit.times, name: unit.name }));

export function visitsOf(board: Api.Balance.Board) {
  const whole = percent(shareIn(board));
  return visits(groupsOf(board), { m: board.members, j: board.joined }).map(({ key, name, m, j }) => ({
    unionId: key,
    title: t.visit(name),
    why: t.visitWhy(thousands(m), thousands(j), percent(shareOf({ m, j })), whole),
    url: `/packages/balance/pages/board/board?id=${key}`,
  }));
}

export const placesChoices = [50, 100, 200, 500];
const quotasShown = 5;

export function quotasOf(board: Api.Balance.Board, places: number) {
  const all = quotasByAbsence(groupsOf(board), places);
  return {
    rows: all.slice(0, quotasShown).map(({ unit, never, places: given }) => ({ key: unit.key, name: unit.name, places: t.quota(given), why: t.quotaWhy(thousands(never)) })),
    more: all.length > quotasShown ? t.moreQuotas(all.length - quotasShown) : '',
    copy: [t.copyTitle(board.unionName, places), ...all.map(({ unit, places: given }) => t.copyLine(unit.name, given))].join('\n'),
  };
}

export const restWords = ({ rest }: Api.Balance.Board): string => (rest === null ? '' : t.restUnits(rest.count, thousands(rest.members), percent(shareIn(rest))));

/** The unit's own members who never came; empty where the caller may not read their names. */
export function absentWords(board: Api.Balance.Board): string {
  const own = board.units.find(({ unionId }) => unionId === board.unionId) ?? (board.units.length === 0 ? board : null);
  return board.names && own && neverIn(own) > 0 ? t.seeAbsent(thousands(neverIn(own))) : '';
}
