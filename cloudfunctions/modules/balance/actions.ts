import * as v from 'valibot';
import { leastShown } from '../../../miniprogram/domain/balance/shown';
import { covers, isOwnCadre, pathsUpwards, scopesOf } from '../../../miniprogram/domain/people/scope';
import { calendarTime } from '../../../miniprogram/domain/time/shanghai';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { cursor, id, readCursor, writeCursor } from '../../platform/fields';
import { type Action, defineAction, type Member } from '../../platform/router';
import { unseal } from '../../platform/secrets';
import { ownUnion } from '../people/roster';
import { paper, rosterPage } from '../people/roster-store';
import { boardId, boardsById } from './boards';
import type { BoardDocument } from './documents';
import { participantId, participantsById, timesOf } from './participants';
import { lastOf, viewOf } from './view';

/** Is this union's own members a crowd whose names its cadre may read? A federation's are those of all below. */
const isUnit = ({ level }: Pick<BoardDocument, 'level'>) => level >= 2;

const year = v.pipe(v.number(), v.safeInteger(), v.minValue(2020), v.maxValue(2100));

/** The board as this member may see it. */
export async function boardFor(db: Database, member: Member, input: Api.Input<'balance.board'>, now: number): Promise<Api.Balance.Board> {
  const scopes = scopesOf(member.grants, 'cadre', now);
  const widest = [...scopes].sort((a, b) => pathsUpwards(a).length - pathsUpwards(b).length || (a < b ? -1 : 1))[0];
  if (widest === undefined) throw new Refusal('FORBIDDEN', '只有工会干部可以看参与情况');
  const unionId = input.unionId ?? lastOf(widest);
  const asked = input.year ?? calendarTime(now).year;
  const found = await boardsById(db, [boardId(asked, unionId), boardId(asked - 1, unionId)]);
  const sums = found.get(boardId(asked, unionId));
  if (!sums || !scopes.some((scope) => covers(scope, sums.path))) {
    // One's own union exists for certain; of others nothing is said.
    if (input.unionId !== undefined && !scopes.some((scope) => lastOf(scope) === unionId)) throw new Refusal('NOT_FOUND', '没有找到这个工会');
    throw new Refusal('NOT_OPEN', '这一年还没有统计，几分钟后再来看');
  }
  if (sums.members < leastShown) throw new Refusal('FORBIDDEN', `不足 ${leastShown} 人的单位不显示统计，以免看出是谁`);
  return { ...viewOf(sums, found.get(boardId(asked - 1, unionId)), asked), names: isUnit(sums) && isOwnCadre(member.grants, sums, now) };
}

const boardSchema = v.strictObject({ unionId: v.exactOptional(id), year: v.exactOptional(year) });

const board = defineAction('balance.board', 'member', boardSchema, ({ db, input, member, now }) => boardFor(db, member, input, now));

/** Members looked at for one page. */
const page = 25;

const absent = defineAction('balance.absent', 'member', v.strictObject({ unionId: id, cursor: v.exactOptional(cursor) }), async ({ db, input, member, now }) => {
  const union = await ownUnion(db, input.unionId, member, now);
  if (!isUnit(union) || !isOwnCadre(member.grants, union, now)) throw new Refusal('FORBIDDEN', '谁还没参加过，只有本单位的工会干部能看到');
  const members = await rosterPage(db, union._id, input.cursor === undefined ? undefined : readCursor(input.cursor), page);
  const { year: current } = calendarTime(now);
  const known = new Map((await participantsById(db, members.map(({ _id }) => participantId(current, _id)))).map((one) => [one.uid, timesOf(one)]));
  const last = members[members.length - 1];
  return {
    unionName: union.name,
    rows: members.filter(({ _id }) => (known.get(_id) ?? 0) === 0).map(({ _id, name, kind, account }) => ({ uid: _id, name: unseal(name), kind, bound: account !== paper(_id) })),
    next: members.length < page || !last ? null : writeCursor(last.joinedAt, last._id),
  };
});

export const balanceActions: readonly Action[] = [board, absent];
