import * as v from 'valibot';
import { tidy } from '../../../miniprogram/domain/text/clean';
import { type Act, decideUpon } from '../../platform/acts';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { count, id } from '../../platform/fields';
import { type Action, defineAction, type Member } from '../../platform/router';
import { inputHash, seal } from '../../platform/secrets';
import { holds } from '../../../miniprogram/domain/people/scope';
import { recordOf } from '../audit/record';
import { words } from '../text/words';
import { boardOf } from './board-fold';
import { type BoardDocument, eventsOfMeet } from './board-store';
import { actOf, crew, entryId, eventFor, eventId } from './event-guards';
import { boardFor } from './prize-lists';
import { type HandedOver, prizesFor, type PrizesDocument, writePrizes } from './prize-store';
import { eventWinners, namedWinners, prizeId, stateOfPrizes, teamWinners, unitsOf, type Winner } from './prize-winners';

/** Giving prizes 颁奖: noted by whoever stands at the table, once each, after nothing can change the result any more. */

const prizeName = words(2, 20, '奖项名称');
const of = v.variant('kind', [
  v.strictObject({ kind: v.literal('event'), event: eventId, entry: entryId }),
  v.strictObject({ kind: v.literal('team'), unitClass: v.pipe(v.string(), v.maxLength(40)), unit: id }),
  v.strictObject({ kind: v.literal('named'), prize: prizeName, unit: id }),
]);

interface PrizeWrite {
  data: object;
  record: ReturnType<typeof recordOf>;
}

const recorded = (act: 'meet.give' | 'meet.takeBack' | 'meet.prizeTerms', { _id, scope, scopeName }: PrizesDocument, { by, k, t }: Act, details: unknown) =>
  recordOf({ act, by, key: k, at: t, subject: _id, scope, scopeName, details });

const onPrizes = <T>(db: Database, board: BoardDocument, act: Act, decide: (found: PrizesDocument, done: boolean) => Promise<{ answer: T; write?: PrizeWrite }>): Promise<T> =>
  decideUpon(() => prizesFor(db, board), act, decide, (found, { data, record }) => writePrizes(db, found, act, data, record));

const notWon = () => new Refusal('NOT_FOUND', '名单里没有这个奖，请刷新');

/** Whoever is to get this prize now. @throws NOT_OPEN while the result can still change */
async function winnerFor(db: Database, board: BoardDocument, wanted: Api.Meet.PrizeOf, terms: Api.Meet.PrizeTerms, member: Member, now: number): Promise<Winner> {
  const found = (winners: readonly Winner[]): Winner => {
    const winner = winners.find((one) => prizeId(one.of) === prizeId(wanted));
    if (!winner) throw notWon();
    return winner;
  };
  if (wanted.kind === 'named') return found(namedWinners(board, terms));
  if (wanted.kind === 'event') {
    const event = await eventFor(db, { meetId: board._id, event: wanted.event }, member, crew, now);
    if (stateOfPrizes(event, now) !== 'due') throw new Refusal('NOT_OPEN', event.result ? '还可以抗议或正在更正，成绩确认后再发' : '成绩还没有公告');
    return found(eventWinners(event));
  }
  // From the events themselves: the board may be a minute behind.
  const fresh = boardOf(await eventsOfMeet(db, board._id), now);
  if (!fresh || fresh.events.some(({ confirmed }) => !confirmed)) throw new Refusal('NOT_OPEN', '还有项目没有公告或确认，团体总分还会变');
  return found(teamWinners(fresh, terms));
}

const give = defineAction('meet.give', 'act', v.strictObject({ meetId: id, of, proxy: words(0, 20, '代领人') }), async ({ db, input, key, member, now }) => {
  const board = await boardFor(db, input.meetId, member, crew, now);
  const act = actOf(member, key, inputHash(input), now);
  const at = prizeId(input.of);
  return onPrizes(db, board, act, async (found, done) => {
    const answer = { given: true } as const;
    if (done) return { answer };
    if (found.given[at]) throw new Refusal('USED', '这个奖已经发了，请刷新看是谁领的');
    const { prize, what, whom, unitName } = await winnerFor(db, board, input.of, found.terms, member, now);
    const proxy = tidy(input.proxy);
    const handed: HandedOver = { of: input.of, prize, what, whom: seal(whom), unitName, by: member.uid, at: now, proxy: proxy === '' ? '' : seal(proxy) };
    return { answer, write: { data: { [`given.${at}`]: db.command.set(handed) }, record: recorded('meet.give', found, act, input) } };
  });
});

const takeBack = defineAction('meet.takeBack', 'act', v.strictObject({ meetId: id, of }), async ({ db, input, key, member, now }) => {
  const board = await boardFor(db, input.meetId, member, crew, now);
  const act = actOf(member, key, inputHash(input), now);
  const at = prizeId(input.of);
  return onPrizes(db, board, act, (found, done) => {
    const answer = { given: false } as const;
    if (done) return Promise.resolve({ answer });
    const handed = found.given[at];
    if (!handed) throw new Refusal('USED', '这个奖没有发');
    if (handed.by !== member.uid && !holds(member.grants, 'cadre', board.scope, now)) throw new Refusal('FORBIDDEN', '谁登记的谁撤回，或请主办方的干部撤回');
    const rest = Object.fromEntries(Object.entries(found.given).filter(([one]) => one !== at));
    return Promise.resolve({ answer, write: { data: { given: db.command.set(rest) }, record: recorded('meet.takeBack', found, act, input) } });
  });
});

const termsSchema = v.strictObject({
  teams: count(0, 20),
  named: v.pipe(v.array(v.strictObject({ prize: prizeName, units: v.pipe(v.array(id), v.maxLength(300)) })), v.maxLength(10)),
});

const changeTerms = defineAction('meet.prizeTerms', 'act', v.strictObject({ meetId: id, v: count(1, 1_000_000), terms: termsSchema }), async ({ db, input, key, member, now }) => {
  const board = await boardFor(db, input.meetId, member, ['cadre'], now);
  const act = actOf(member, key, inputHash(input), now);
  return onPrizes(db, board, act, (found, done) => {
    const answer = { v: input.v + 1 };
    if (done) return Promise.resolve({ answer });
    if (found.v !== input.v) throw new Refusal('USED', '奖项刚刚被别人改过，请刷新再改');
    const named = input.terms.named.map(({ prize, units }) => ({ prize: tidy(prize), units: [...new Set(units)] }));
    const known = new Set(unitsOf(board).map(({ unit }) => unit));
    if (new Set(named.map(({ prize }) => prize)).size < named.length) throw new Refusal('BAD_INPUT', '两个奖项的名称一样');
    if (named.some(({ units }) => units.some((unit) => !known.has(unit)))) throw new Refusal('BAD_INPUT', '有的单位没有参加这个运动会');
    return Promise.resolve({ answer, write: { data: { terms: db.command.set({ teams: input.terms.teams, named }) }, record: recorded('meet.prizeTerms', found, act, input) } });
  });
});

export const prizeActions: readonly Action[] = [give, takeBack, changeTerms];
