import * as v from 'valibot';
import { firstDifference, movedBetween, resultDigest } from '../../../miniprogram/domain/contest/result';
import { sameEntries } from '../../../miniprogram/domain/contest/through';
import { decidePublish, decideSign, type SignRefusal } from '../../../miniprogram/domain/contest/signing';
import { fits, tidy } from '../../../miniprogram/domain/text/clean';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import { project } from '../../platform/log';
import { type Action, defineAction } from '../../platform/router';
import { inputHash } from '../../platform/secrets';
import { recordOf } from '../audit/record';
import { computed, type Computed, roundField, worked } from './result-access';
import { tellResult } from './contest-news';
import { roundKey, stopDraw } from './round-store';
import { changeResult, resultById, type ResultDocument } from './result-store';

/** A result is signed by two people as it stands, then published by a cadre; what changes later is signed again and published as a correction 更正. */

const digestField = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const changed = () => new Refusal('USED', '成绩刚有变化，请刷新核对后再办');

/** The content as the document stands, or a refusal. */
function standing({ of }: Computed, document: ResultDocument): Api.Contest.ResultContent {
  const result = of(document);
  if ('missing' in result) throw new Refusal('NOT_OPEN', result.missing);
  return result.content;
}

const signSchema = v.strictObject({
  contestId: id,
  roundId: roundField,
  digest: digestField,
  as: v.picklist(['scorer', 'supervisor']),
  reason: v.pipe(v.string(), v.check((text) => fits(text, 0, 60), '更正原因最多 60 个字')),
});

const signRefusals: Record<SignRefusal, (role: string) => Refusal> = {
  changed,
  published: () => new Refusal('USED', '已经按这个成绩公布了'),
  reason: () => new Refusal('BAD_INPUT', '成绩已经公布，更正要写 2–60 个字的原因'),
  signed: (role) => new Refusal('USED', `${role}已经签过字了`),
  two: () => new Refusal('FORBIDDEN', '两个签字要由两个人来签'),
};

const roleNames = { scorer: '计分员', supervisor: '监督员' } as const;

const sign = defineAction('results.sign', 'act', signSchema, async ({ db, input, key, member, now }) => {
  const held = await worked(db, input.contestId, member, now);
  const { activity, contest, roles } = held;
  if (!roles[input.as]) throw new Refusal('FORBIDDEN', `您不是这个比赛的${roleNames[input.as]}`);
  const result = await computed(db, held, input.roundId);
  const reason = tidy(input.reason);
  const signature = { uid: member.uid, as: input.as, name: member.name, at: now };
  const record = recordOf({ act: 'results.sign', by: member.uid, key, at: now, subject: contest._id, scope: contest.scope, scopeName: activity.organiser, details: input });
  const kept = await changeResult(db, contest._id, input.roundId, { k: key, h: inputHash(input), t: now, by: member.uid }, record, (document) => {
    const draft = decideSign(document, standing(result, document), input.digest, signature, fits(reason, 2, 60) ? reason : '');
    if (typeof draft === 'string') throw signRefusals[draft](roleNames[input.as]);
    return { draft };
  });
  return { at: kept.t };
});

/**
 * A correction that changes who goes on to a round that is not drawn yet stops its draw before it is published: the roster follows it first.
 * What dies in between leaves a draw that waits for a roster which is the same.
 */
async function mindNext(db: Database, { document, material: { next }, now: result }: Computed, digest: string, now: number): Promise<void> {
  if ((!document.used && next === null) || !('content' in result) || typeof decidePublish(document, result.content, digest) === 'string') return;
  if (next === null) throw new Refusal('SLOW_DOWN', '下一轮正在开启，请主办方开启后再公布更正');
  const roster = next.performances.map(({ entryId }) => entryId);
  const through = result.content.rows.flatMap((row) => (row.through ? [row.entryId] : []));
  if (next.state === 'open' && !sameEntries(roster, through) && !(await stopDraw(db, next._id, { digest, at: now }))) throw changed();
}

/** Corrections after publishing that a result keeps. */
const mostCorrections = 20;

const publish = defineAction('results.publish', 'act', v.strictObject({ contestId: id, roundId: roundField, digest: digestField }), async ({ db, input, key, member, now, requestId }) => {
  const held = await worked(db, input.contestId, member, now);
  const { activity, contest, roles } = held;
  if (!roles.manages) throw new Refusal('FORBIDDEN', '成绩由主办方的工会干部公布');
  const result = await computed(db, held, input.roundId);
  await mindNext(db, result, input.digest, now);
  const record = recordOf({ act: 'results.publish', by: member.uid, key, at: now, subject: contest._id, scope: contest.scope, scopeName: activity.organiser, details: input });
  const kept = await changeResult(db, contest._id, input.roundId, { k: key, h: inputHash(input), t: now, by: member.uid }, record, (document) => {
    const { published, corrections } = document;
    // The next round was laid out in this very moment: what it means for that round is to be looked at first.
    if (document.used !== result.document.used) throw changed();
    const content = standing(result, document);
    const draft = decidePublish(document, content, input.digest);
    if (draft === 'unsigned') throw new Refusal('NOT_OPEN', '要计分员和监督员都签字后才能公布');
    if (draft === 'changed') throw changed();
    if (corrections.length >= mostCorrections) throw new Refusal('FULL', '更正的次数太多了，请联系上级工会');
    const correction = published && {
      ...{ at: now, reason: draft.reason, from: published.content.digest, to: content.digest },
      ...{ moved: movedBetween(published.content, content), by: draft.signatures.map(({ name }) => name) },
    };
    return { draft: null, published: { content: draft.content, signatures: draft.signatures, at: now }, news: { at: now }, corrections: correction ? [...corrections, correction] : corrections };
  });
  await project(requestId, async () => {
    const published = await resultById(db, roundKey(contest._id, input.roundId));
    if (published) await tellResult(db, published, now);
  });
  return { at: kept.t };
});

const verify = defineAction('results.verify', 'member', v.strictObject({ contestId: id, roundId: roundField }), async ({ db, input, member, now }) => {
  const held = await worked(db, input.contestId, member, now);
  const result = await computed(db, held, input.roundId);
  const { published } = result.document;
  if (published === null) throw new Refusal('NOT_OPEN', '成绩还没有公布');
  const { content } = published;
  if (!('content' in result.now)) return { whole: true, differs: result.now.missing };
  const found = firstDifference(content, result.now.content);
  const titleOf = (entryId: string) => [...content.rows, ...('content' in result.now ? result.now.content.rows : [])].find((row) => row.entryId === entryId)?.title ?? entryId;
  const differs = found === null ? '' : 'entryId' in found ? `《${titleOf(found.entryId)}》` : 'prize' in found ? found.prize : '观众投票';
  return { whole: resultDigest(input.contestId, input.roundId, content) === content.digest, differs };
});

export const resultSigningActions: readonly Action[] = [sign, publish, verify];
