import { orderByLot, orderBySlips, orderSeed, rosterHash } from '../../domain/contest/order';
import { commitmentOf } from '../../domain/draw/seed';
import { stageTexts } from './texts-stage';

const t = stageTexts.draw;

export interface Check {
  text: string;
  ok: boolean;
}

/** Makes a draw again from what was published, and compares. `own`: shares that this phone kept. */
export function checkDraw(view: Api.Contest.DrawView, own: ReadonlyMap<string, string>): Check[] {
  const { roster, lot, paper, drawn, running } = view;
  const sameOrder = (order: { drawn: string[]; running: string[] } | null) => order !== null && order.drawn.join() === drawn.join() && order.running.join() === running.join();
  const list: Check = { text: t.checks.roster, ok: rosterHash(roster) === view.rosterHash };
  if (lot === null) return [list, { text: t.checks.order, ok: sameOrder(paper && orderBySlips(roster, paper.numbers)) }];
  const contributions = lot.value ? [lot.value.share ?? '', lot.value.value ?? ''] : lot.parties.map(({ share }) => share ?? '');
  const bound = lot.value ? commitmentOf(lot.id, 'organiser', lot.value.share ?? '') === lot.value.commitment : lot.parties.every(({ unitId, commitment, share }) => commitmentOf(lot.id, unitId, share ?? '') === commitment);
  const mine = lot.parties.filter(({ unitId }) => own.has(unitId));
  return [
    list,
    { text: t.checks.shares, ok: bound },
    { text: t.checks.order, ok: sameOrder(orderByLot(roster, orderSeed(view.rosterHash, contributions))) },
    ...(mine.length > 0 ? [{ text: t.checks.units, ok: mine.every(({ unitId, share }) => own.get(unitId) === share) }] : []),
  ];
}
