import * as v from 'valibot';
import { type BallotRefusal, decideBallot } from '../../../miniprogram/domain/voting/ballot';
import { day, dayOf } from '../../../miniprogram/domain/time/shanghai';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import { type Action, defineAction, type Member } from '../../platform/router';
import { inputHash, receiptOf } from '../../platform/secrets';
import { type BallotDocument, insertBallot, voteWithOwn } from './store';

const refusals: Record<BallotRefusal, () => Refusal> = {
  notOpen: () => new Refusal('NOT_OPEN', '投票还没有开始'),
  closed: () => new Refusal('CLOSED', '投票已经截止'),
  audience: () => new Refusal('FORBIDDEN', '这次投票不面向您所在的单位'),
  tooNew: () => new Refusal('FORBIDDEN', '这次投票只限开始前已经入会的会员'),
  unknownCandidate: () => new Refusal('BAD_INPUT', '选的对象不在这次投票里，请刷新后再选'),
  twice: () => new Refusal('BAD_INPUT', '同一张票上不能重复选一个对象'),
  tooFew: () => new Refusal('BAD_INPUT', '选的对象不够，请再选几个'),
  tooMany: () => new Refusal('BAD_INPUT', '选的对象太多，请去掉几个'),
  withdrawn: () => new Refusal('CLOSED', '选的对象已经退出，请换一个'),
  ownUnit: () => new Refusal('BAD_INPUT', '选本单位的对象超过了规定，请换一个'),
  used: () => new Refusal('USED', '您的票已经投完了'),
  usedOnCandidate: () => new Refusal('USED', '您给这个对象的票已经投完了，请换一个'),
};

/** An account of less than this is new: its ballots count, and are shown to who reviews the vote. */
export const freshFor = 7 * day;

/** Two phones of one voter at once: whoever finds the slot taken decides anew. */
const tries = 25;

export type VoterIdentity = Pick<Member, 'uid' | 'unitId' | 'unitPath' | 'since'>;

/** Casts one ballot: the insert of its id decides. A repeat of the act finds the ballot that it cast. */
export async function castBallot(db: Database, voteId: string, voter: VoterIdentity, choices: string[], act: { key: string; hash: string; now: number }): Promise<Api.Output<'voting.cast'>> {
  const { key, hash, now } = act;
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const vote = await voteWithOwn(db, voteId, voter.uid);
    if (!vote) throw new Refusal('NOT_FOUND', '没有找到这次投票');
    const before = vote.mine.find(({ k }) => k === key);
    if (before && before.h !== hash) throw new Refusal('KEY_REUSED');
    if (before) return answerOf(before, vote.rules.ballots - vote.mine.filter((one) => one.day === before.day).length);
    const decision = decideBallot(vote, vote.mine, { unitPath: voter.unitPath, joinedAt: voter.since }, choices, now, dayOf(now));
    if (decision.do === 'refuse') throw refusals[decision.reason]();
    const { day: period, slot, remaining } = decision;
    const who = `${vote._id}:${voter.uid}`;
    const fresh = now - voter.since < freshFor;
    const ballot: BallotDocument = { _id: `${who}:${period}:${slot}`, vote: vote._id, who, day: period, slot, choices, unit: voter.unitId, fresh, at: now, k: key, h: hash };
    if (await insertBallot(db, ballot)) return answerOf(ballot, remaining);
  }
  throw new Refusal('SLOW_DOWN', '同时投票的人太多，请稍后再试');
}

const castSchema = v.strictObject({ voteId: id, choices: v.pipe(v.array(v.string()), v.maxLength(100)) });

const cast = defineAction('voting.cast', 'act', castSchema, ({ db, input, key, member, now }) =>
  castBallot(db, input.voteId, member, input.choices, { key, hash: inputHash(input), now }),
);

function answerOf({ _id, choices, at }: BallotDocument, remaining: number): Api.Output<'voting.cast'> {
  return { receipt: receiptOf(_id), choices, at, remaining };
}

export const castActions: readonly Action[] = [cast];
