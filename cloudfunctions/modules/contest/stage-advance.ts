import * as v from 'valibot';
import { tidy } from '../../../miniprogram/domain/text/clean';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { type Action, defineAction, type Member } from '../../platform/router';
import { inputHash } from '../../platform/secrets';
import { claimSettles } from './claims';
import { contestById } from './contest-store';
import type { ContestDocument, Performance, RoundDocument } from './documents';
import { entryById } from './entry-store';
import { goingOn, placedIn } from './result-content';
import { actOn, roundById, roundKey } from './round-store';
import { beginLot, laidOut, laterRoster, outsideUnits, performanceOf, roundBefore } from './stage-open';
import { actOf, entryFields, mustRun, noRound, reasonText, recorded, roundFields, roundFor } from './stage-guards';

/** What becomes of a round when the result of the round before it is corrected: its roster is made anew until it is drawn; later somebody comes in 补入. */

/** More entries than a round can be played with. */
const most = 300;

async function withBefore(db: Database, { contestId, roundId }: { contestId: string; roundId: string }): Promise<{ contest: ContestDocument; rule: Api.Contest.RoundRule }> {
  const contest = await contestById(db, contestId);
  const rule = contest && roundBefore(contest, roundId);
  if (!rule) throw noRound();
  return { contest, rule };
}

/** A round for its cadre. */
const loading = (db: Database, input: { contestId: string; roundId: string }, member: Member, now: number) => () => roundFor(db, input, member, ['cadre'], now);

const renewSchema = v.strictObject({ ...roundFields, valueName: v.exactOptional(v.pipe(v.string(), v.maxLength(100))) });

const renew = defineAction('stage.renew', 'act', renewSchema, ({ db, input, key, member, now }) => {
  const act = actOf(member, key, inputHash(input), now);
  return actOn(db, loading(db, input, member, now), act, async (round, done) => {
    if (done) return { answer: { entries: round.performances.length, rosterHash: round.rosterHash } };
    const { renew: wanted, lot } = round;
    if (!wanted) throw new Refusal('USED', '晋级名单没有变化，不用更新');
    const { contest, rule } = await withBefore(db, input);
    const { entries, from } = await laterRoster(db, contest, rule);
    const digest = from?.published?.content.digest ?? '';
    // Else the correction was not published in the end: after so long nobody is about to.
    if (digest !== wanted.digest && now < wanted.at + claimSettles) throw new Refusal('SLOW_DOWN', `${rule.name}的更正正在公布，请两分钟后再试`);
    if (entries.length === 0) throw new Refusal('NOT_OPEN', `${rule.name}没有晋级的节目`);
    const { performances, rosterHash } = laidOut(entries);
    const number = round.voids.length + 2;
    const valueName = input.valueName ?? lot?.value?.name;
    const next = round.order === 'lot' ? beginLot(`${round._id}:${number}`, outsideUnits(performances, round.scope), [], valueName, now) : null;
    const { push, set } = db.command;
    return {
      answer: { entries: performances.length, rosterHash },
      write: {
        where: { v: round.v, state: 'open', draw: null },
        data: {
          ...{ performances: set(performances), rosterHash, lot: set(next), slips: set(null), renew: set(null), from: set({ roundId: rule.id, digest }) },
          recusals: set(round.recusals.filter(({ entryId }) => performances.some((one) => one.entryId === entryId))),
          voids: push([{ drawId: lot?.id ?? '', units: [], why: 'roster' as const, at: now }]),
        },
        record: recorded('stage.renew', round, act, { ...input, rosterHash }),
      },
    };
  });
});

/** @throws unless this entry goes on by the scores of the round before as they stand */
async function mustGoOn(db: Database, round: RoundDocument, entryId: string): Promise<void> {
  const { contest, rule } = await withBefore(db, round);
  const before = await roundById(db, roundKey(contest._id, rule.id));
  const { joins } = goingOn({ round: before, next: round }, placedIn({ contest, rule, round: before }, null));
  if (!joins.some((one) => one.entryId === entryId)) throw new Refusal('BAD_INPUT', `按${rule.name}现在的得分，这个节目没有晋级，或已在名单里`);
}

const join = defineAction('stage.join', 'act', v.strictObject({ ...entryFields, reason: reasonText }), ({ db, input, key, member, now }) => {
  const { entryId } = input;
  const act = actOf(member, key, inputHash(input), now);
  return actOn(db, loading(db, input, member, now), act, async (round, done) => {
    const number = round.performances.find((one) => one.entryId === entryId)?.number;
    if (done) return { answer: { number: number ?? 0 } };
    mustRun(round);
    if (number !== undefined) throw new Refusal('USED', '这个节目已经在名单里');
    if (round.performances.length + 1 >= most) throw new Refusal('FULL', `一轮最多 ${most - 1} 个节目`);
    await mustGoOn(db, round, entryId);
    const entry = await entryById(db, entryId);
    if (!entry) throw new Refusal('NOT_FOUND', '没有找到这个节目');
    const last = Math.max(...round.performances.map((one) => one.number)) + 1;
    // The roster that was drawn stays what anybody can draw again: who comes in is not in it, and has no tags of its spacing.
    const joined: Performance = { ...performanceOf(entry, []), number: last, joined: true };
    const { push } = db.command;
    const noted = { kind: 'joined' as const, entries: [entryId], reason: tidy(input.reason), by: member.uid, at: now };
    return {
      answer: { number: last },
      write: { where: { v: round.v }, data: { performances: push([joined]), changes: push([noted]) }, record: recorded('stage.join', round, act, input) },
    };
  });
});

export const advanceActions: readonly Action[] = [renew, join];
