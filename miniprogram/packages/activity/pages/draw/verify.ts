import { entriesHash, lotsOf, lotteryOrder } from '../../../../domain/draw/lottery';
import { commitmentOf, seedOf } from '../../../../domain/draw/seed';

type Draw = Api.Application.Draw;
type Entry = Api.Application.Entry;

/** What this phone found when it made the draw again. */
export interface Verdict {
  list: boolean;
  share: boolean;
  order: boolean;
  /** null: I have no line. */
  mine: boolean | null;
}

/** Makes a draw again from what was published, and compares. */
export function verify(activityId: string, draw: Draw, entries: readonly Entry[], order: readonly number[], line: Api.Application.Line | null): Verdict {
  const { drawn } = draw;
  const list = entries.length === draw.entries && entriesHash(entries) === draw.list;
  const own = line === null ? undefined : entries.find(({ n }) => n === line.n);
  return {
    list,
    share: drawn !== null && commitmentOf(activityId, 'organiser', drawn.share) === draw.commitment,
    order: drawn !== null && lotteryOrder(entries, seedOf(draw.list, [drawn.share, drawn.value])).join() === order.join(),
    mine: line === null ? null : own?.receipt === line.receipt && sameLot(draw, entries, order, line),
  };
}

/** Is what I was told what the order gives? */
function sameLot({ drawn }: Draw, entries: readonly Entry[], order: readonly number[], { n, lot }: Api.Application.Line): boolean {
  if (drawn === null || lot === null) return false;
  const found = lotsBy(entries, order, drawn.places).get(n);
  return JSON.stringify(found) === JSON.stringify(lot);
}

export function lotsBy(entries: readonly Entry[], order: readonly number[], places: NonNullable<Draw['drawn']>['places']): Map<number, Api.Application.Lot> {
  const bucketOf = new Map(entries.map(({ n, bucket }) => [n, bucket]));
  return lotsOf(order, (n) => bucketOf.get(n) ?? -1, places);
}

export const holdsUp = ({ list, share, order, mine }: Verdict) => list && share && order && mine !== false;
