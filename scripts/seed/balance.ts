import { boardId } from '../../cloudfunctions/modules/balance/boards';
import type { BoardDocument } from '../../cloudfunctions/modules/balance/documents';
import type { MemberDocument, UnionDocument } from '../../cloudfunctions/modules/people/store';
import { emptyBoard } from '../../miniprogram/domain/balance/cell';
import { calendarTime } from '../../miniprogram/domain/time/shanghai';

/** Of a hundred members so many took part, and how often in all. */
const lastYear = { joined: 31, times: 74 };
const yearBefore = { joined: 22, times: 47 };

/** What was counted in earlier years, for the city and its districts and trades: closed years, which no job counts anew. */
export function demoBalance(unions: readonly UnionDocument[], members: readonly MemberDocument[], now: number): { balance_boards: BoardDocument[] } {
  const { year } = calendarTime(now);
  const wide = unions.filter(({ level }) => level <= 1).map((union) => ({ union, people: members.filter(({ unitPath }) => unitPath.startsWith(union.path)).length }));
  const sums = (people: number, { joined, times }: { joined: number; times: number }) => ({ members: people, joined: Math.floor((people * joined) / 100), times: Math.floor((people * times) / 100) });
  return {
    balance_boards: wide.map(({ union: { _id, path, name, level }, people }) => ({
      ...{ _id: boardId(year - 1, _id), path, name, level, batch: 0, at: now, ...emptyBoard },
      ...{ ...sums(people, lastYear), before: { year: year - 2, ...sums(people, yearBefore) } },
    })),
  };
}
