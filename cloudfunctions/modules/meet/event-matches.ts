import * as v from 'valibot';
import { disqualifiedOf, playedOf, undoesPlayed } from '../../../miniprogram/domain/meet/day';
import { pairRound } from '../../../miniprogram/domain/meet/swiss';
import { isMatch, matchesOf, matchProblem, swissGames, swissPlayers } from '../../../miniprogram/domain/meet/table';
import { Refusal } from '../../platform/errors';
import { type Action, defineAction } from '../../platform/router';
import { inputHash } from '../../platform/secrets';
import type { EventDocument, Round } from './event-document';
import { actOf, counted, crew, eventFields, eventFor, matchWords, mustBeUnsigned } from './event-guards';
import { actOnEvent, placeIn } from './event-store';

/** Matches 场次: scores as they are entered, and the next round of a Swiss event. */

const score = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(999));
const side = v.nullable(v.picklist(['home', 'away']));
const rawMatch = v.strictObject({ bouts: v.pipe(v.array(v.tuple([score, score])), v.maxLength(9)), forfeit: v.nullable(v.picklist(['home', 'away', 'both'])), decided: side });
const matchSchema = v.strictObject({ ...eventFields, match: v.pipe(v.string(), v.regex(/^(?:[krs]\d{1,3}-\d{1,3}|t)$/)), m: counted, raw: v.nullable(rawMatch) });

function tableIn(event: EventDocument): { round: Round; table: Api.Meet.Table; path(field: keyof Round): string } {
  const { round, path } = placeIn(event, 1);
  if (!round.table) throw new Refusal('NOT_FOUND', '这个项目不是对阵的');
  mustBeUnsigned(round);
  return { round, table: round.table, path };
}

const match = defineAction('event.match', 'act', matchSchema, ({ db, input, key, member, now }) => {
  const { match: id, m, raw } = input;
  return actOnEvent(db, () => eventFor(db, input, member, crew, now), actOf(member, key, inputHash(input), now), (event, done) => {
    const answer = { m: m + 1 };
    if (done) return { answer };
    const { round, table, path } = tableIn(event);
    const found = matchesOf(event.event, table, playedOf(event.event, round)).find((one) => one.id === id);
    if (!found || !isMatch(found)) throw new Refusal('NOT_FOUND', '没有这场比赛，或对手还没有定');
    const known = round.matches[id];
    if ((known?.m ?? 0) !== m) throw new Refusal('USED', '这场比赛的比分刚刚有人录过，请核对');
    const problem = raw && matchProblem(event.event, table, raw);
    if (problem) throw new Refusal('BAD_INPUT', matchWords[problem]);
    const out = disqualifiedOf(round).map(({ entry }) => entry);
    if (!known?.raw && [found.home, found.away].some((entry) => entry !== null && out.includes(entry))) throw new Refusal('CLOSED', '有一方已取消资格，没打的比赛按弃权算');
    if (undoesPlayed(event.event, round, { ...round, matches: { ...round.matches, [id]: { raw } } })) throw new Refusal('USED', '后面的比赛已经打了，胜负不能再改');
    const { inc, set, exists } = db.command;
    const field = `${path('matches')}.${id}`;
    return {
      answer,
      write: {
        // Who meets whom next follows from all that is played: a match is decided upon the table as it was read where it changes one that was there.
        where: { [path('signed')]: 0, ...(known ? { [`${field}.m`]: m, [path('edits')]: round.edits } : { [field]: exists(false) }) },
        data: { [field]: set({ raw, m: m + 1, by: member.uid, at: now }), [path('edits')]: inc(1) },
      },
    };
  });
});

const pair = defineAction('event.pair', 'act', v.strictObject(eventFields), ({ db, input, key, member, now }) =>
  actOnEvent(db, () => eventFor(db, input, member, crew, now), actOf(member, key, inputHash(input), now), (event, done) => {
    const { round, table, path } = tableIn(event);
    if (table.kind !== 'swiss') throw new Refusal('BAD_INPUT', '只有积分编排制要排下一轮');
    if (done) return { answer: { round: table.rounds.length } };
    const played = playedOf(event.event, round);
    const open = matchesOf(event.event, table, played).filter((one) => isMatch(one) && one.result === null);
    if (open.length > 0) throw new Refusal('NOT_OPEN', `这一轮还有 ${open.length} 盘没有结果`);
    if (table.rounds.length >= table.of) throw new Refusal('CLOSED', `${table.of} 轮已经下完`);
    const number = table.rounds.length + 1;
    const out = disqualifiedOf(round).map(({ entry }) => entry);
    const stays = swissPlayers(table).filter(({ entry }) => round.cards[entry]?.call !== 'out' && !out.includes(entry));
    const pairs = pairRound(stays, swissGames(event.event, table, played), number);
    const { inc, set } = db.command;
    // Nobody is left whom somebody has not met: it ends with the rounds that were played, and can be signed.
    const next = pairs ? { ...table, rounds: [...table.rounds, pairs] } : { ...table, of: table.rounds.length };
    return { answer: { round: next.rounds.length }, write: { where: { [path('edits')]: round.edits, [path('signed')]: 0 }, data: { [path('table')]: set(next), [path('edits')]: inc(1) } } };
  }),
);

export const matchActions: readonly Action[] = [match, pair];
