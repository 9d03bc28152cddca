import * as v from 'valibot';
import { holds } from '../../../miniprogram/domain/people/scope';
import { fits, tidy } from '../../../miniprogram/domain/text/clean';
import { type HoldRefusal, leastVoided, refuseHold, refuseVerdict, type VerdictRefusal } from '../../../miniprogram/domain/voting/voids';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { id, millis } from '../../platform/fields';
import { type Action, defineAction, type Member } from '../../platform/router';
import { inputHash, receiptOf, seal } from '../../platform/secrets';
import { recordOf } from '../audit/record';
import { namesOf, unionsById } from '../people/store';
import { phaseOfVote } from './browse';
import { caseBallotsAfter, caseById, caseId, casesOf, decideCase, flagsKept, insertCase, signDigest, type VoidDocument } from './review-store';
import { tallyOf, type VoteDocument, voteById } from './store';
import { batchesAnAct, settleCase } from './voids';

const notThere = () => new Refusal('NOT_FOUND', '没有找到这次投票');
const reasonField = v.pipe(v.string(), v.check((text) => fits(text, 2, 60), '原因写 2–60 个字'));
const numberField = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(999));
const candidateField = v.pipe(v.string(), v.regex(/^c\d{1,3}$/));

const mayReview = (member: Member, { scope }: VoteDocument, now: number) => holds(member.grants, 'cadre', scope, now) || holds(member.grants, 'supervisor', scope, now);

/** The vote, for whoever reviews it. */
async function reviewed(db: Database, voteId: string, member: Member, now: number): Promise<VoteDocument> {
  const vote = await voteById(db, voteId);
  if (!vote || !mayReview(member, vote, now)) throw notThere();
  return vote;
}

const flags = defineAction('voting.flags', 'member', v.strictObject({ voteId: id }), async ({ db, input, member, now }) => {
  const [vote, tally, kept, cases] = await Promise.all([reviewed(db, input.voteId, member, now), tallyOf(db, input.voteId), flagsKept(db, input.voteId), casesOf(db, input.voteId)]);
  const found = kept.flatMap((watch) => watch.flags).sort((a, b) => b.votes - a.votes).slice(0, 100);
  const units = new Set([...found.map(({ unit }) => unit), ...cases.map(({ filter }) => filter.unit ?? '')].filter((unit) => unit !== ''));
  const people = new Set(cases.flatMap(({ by, decision }) => [by, ...(decision ? [decision.by] : [])]));
  const [unions, names] = await Promise.all([unionsById(db, [...units]), namesOf(db, [...people])]);
  const unitName = (unit: string | null) => unions.find(({ _id }) => _id === unit)?.name ?? '';
  const nameOf = (uid: string) => names.get(uid)?.name ?? '已注销的会员';
  return {
    title: vote.title,
    phase: phaseOfVote(vote, now),
    candidates: vote.candidates.map(({ id: candidateId, title }) => ({ id: candidateId, title })),
    ballots: tally?.ballots ?? 0,
    flags: found.map(({ kind, candidate, minute, unit, votes, of }) => ({ kind, candidateId: candidate, minute, unitId: unit, unitName: unitName(unit), votes, of })),
    cases: cases.map(({ number, state, filter, reason, at, by, ballots, counts, done, upTo, decision }) => ({
      ...{ number, state, reason, at: decision?.t ?? at, unitName: unitName(filter.unit), from: filter.from, until: filter.until, candidateId: filter.candidate },
      ...{ byName: nameOf(by), mine: by === member.uid, ballots: done < upTo ? null : ballots, counts: { ...counts } },
      decided: decision && { byName: nameOf(decision.by), reason: decision.reason },
    })),
    now,
  };
});

const holdRefusals: Record<HoldRefusal, () => Refusal> = {
  tooWide: () => new Refusal('BAD_INPUT', '要选一个单位或一段时间'),
  times: () => new Refusal('BAD_INPUT', '结束时间要晚于开始时间'),
  pending: () => new Refusal('USED', '还有一批票在审核，先办完那一批'),
  tooMany: () => new Refusal('FULL', '这次投票的审核记录已经太多'),
};

const holdSchema = v.strictObject({
  voteId: id,
  unitId: v.nullable(id),
  from: v.nullable(millis),
  until: v.nullable(millis),
  candidateId: v.nullable(candidateField),
  reason: reasonField,
});

const hold = defineAction('voting.hold', 'act', holdSchema, async ({ db, input, key, member, now }) => {
  const [vote, tally, cases] = await Promise.all([reviewed(db, input.voteId, member, now), tallyOf(db, input.voteId), casesOf(db, input.voteId)]);
  const hash = inputHash(input);
  const before = cases.find(({ k, by }) => k === key && by === member.uid);
  if (before && before.h !== hash) throw new Refusal('KEY_REUSED');
  if (before) return { number: before.number };
  const filter = { unit: input.unitId, from: input.from, until: input.until, candidate: input.candidateId };
  const refused = refuseHold(filter, cases);
  if (refused) throw holdRefusals[refused]();
  if (filter.candidate !== null && !vote.candidates.some((candidate) => candidate.id === filter.candidate)) throw new Refusal('BAD_INPUT', '这个对象不在这次投票里');
  if (!tally || tally.batch === 0) throw new Refusal('NOT_OPEN', '还没有计入的票');
  const number = cases.length + 1;
  const one: VoidDocument = {
    ...{ _id: caseId(vote._id, number), vote: vote._id, number, filter, reason: tidy(input.reason), at: now, by: member.uid, k: key, h: hash },
    ...{ state: 'held', upTo: tally.batch, done: 0, ballots: 0, counts: {}, decision: null, open: true },
    audit: [recordOf({ act: 'voting.hold', by: member.uid, key, at: now, subject: vote.activityId, scope: vote.scope, scopeName: vote.organiser, details: input })],
  };
  if (!(await insertCase(db, one))) throw holdRefusals.pending();
  await settleCase(db, one._id, batchesAnAct);
  return { number };
});

const verdictRefusals: Record<VerdictRefusal, () => Refusal> = {
  decided: () => new Refusal('USED', '这一批已经审核过了'),
  own: () => new Refusal('FORBIDDEN', '是您提请的，作废要由另一个人审核'),
  counting: () => new Refusal('SLOW_DOWN', '还在查这批票，过一会儿再审核'),
  tooFew: () => new Refusal('BAD_INPUT', `不足 ${leastVoided} 张票不作废：公布出来会看出是谁投的`),
};

const decideSchema = v.strictObject({ voteId: id, number: numberField, void: v.boolean(), reason: reasonField });

const decide = defineAction('voting.decide', 'act', decideSchema, async ({ db, input, key, member, now }) => {
  const [vote, one] = await Promise.all([reviewed(db, input.voteId, member, now), caseById(db, caseId(input.voteId, input.number))]);
  if (!one) throw new Refusal('NOT_FOUND', '没有找到这一批票');
  const hash = inputHash(input);
  const state = input.void ? 'voided' : 'rejected';
  if (one.decision?.k === key && one.decision.by === member.uid) {
    if (one.decision.h !== hash) throw new Refusal('KEY_REUSED');
    return { state };
  }
  const refused = refuseVerdict(one, member.uid, input.void);
  if (refused) throw verdictRefusals[refused]();
  const act = input.void ? 'voting.void' : 'voting.reject';
  const record = recordOf({ act, by: member.uid, key, at: now, subject: vote.activityId, scope: vote.scope, scopeName: vote.organiser, details: input });
  if (!(await decideCase(db, one, input.void, { k: key, h: hash, t: now, by: member.uid, reason: tidy(input.reason) }, record))) throw verdictRefusals.decided();
  await settleCase(db, one._id, 0);
  return { state };
});

const batchesAPage = 5;

const voided = defineAction('voting.voided', 'anyone', v.strictObject({ voteId: id, number: numberField, after: v.pipe(v.number(), v.safeInteger(), v.minValue(0)) }), async ({ db, input }) => {
  const [vote, one] = await Promise.all([voteById(db, input.voteId), caseById(db, caseId(input.voteId, input.number))]);
  // Receipts stand for nothing before the list is published, and a case that is not decided voids nothing.
  if (vote?.state !== 'frozen' || one?.state !== 'voided') throw new Refusal('NOT_FOUND', '没有找到这一批票');
  const found = await caseBallotsAfter(db, one._id, input.after, batchesAPage);
  return { receipts: found.flatMap(({ ids }) => ids.map(receiptOf)).sort(), next: found.length === batchesAPage ? (found[found.length - 1]?.batch ?? null) : null };
});

const signSchema = v.strictObject({ voteId: id, digest: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)) });

const sign = defineAction('voting.sign', 'act', signSchema, async ({ db, input, key, member, now }) => {
  const [vote, tally] = await Promise.all([voteById(db, input.voteId), tallyOf(db, input.voteId)]);
  if (!vote || !tally || !mayReview(member, vote, now)) throw notThere();
  if (!holds(member.grants, 'supervisor', vote.scope, now)) throw new Refusal('FORBIDDEN', '监票签字由监督员来签');
  const hash = inputHash(input);
  const done = tally.signatures.find(({ uid }) => uid === member.uid);
  if (done?.k === key && done.h !== hash) throw new Refusal('KEY_REUSED');
  if (done?.k === key) return { at: done.at };
  if (done) throw new Refusal('USED', '您已经签过字了');
  if (tally.digest === '') throw new Refusal('NOT_OPEN', '结果封存以后才能签字');
  if (tally.digest !== input.digest) throw new Refusal('BAD_INPUT', '封存码不一样，请刷新后再签');
  const record = recordOf({ act: 'voting.sign', by: member.uid, key, at: now, subject: vote.activityId, scope: vote.scope, scopeName: vote.organiser, details: input });
  if (!(await signDigest(db, vote._id, tally.digest, { uid: member.uid, name: seal(member.name), at: now, k: key, h: hash }, record))) throw new Refusal('USED', '您已经签过字了');
  return { at: now };
});

export const reviewActions: readonly Action[] = [flags, hold, decide, voided, sign];
