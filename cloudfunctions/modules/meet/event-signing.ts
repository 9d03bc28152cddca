import * as v from 'valibot';
import { nextSigner } from '../../../miniprogram/domain/meet/result';
import { tidy } from '../../../miniprogram/domain/text/clean';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { project } from '../../platform/log';
import { type Action, defineAction } from '../../platform/router';
import { inputHash } from '../../platform/secrets';
import { foldBoard } from './board-fold';
import { eventKey, newRound, type Round, roundName } from './event-document';
import { actOf, crew, eventFor, missingWords, reasonText, recorded, roundFields } from './event-guards';
import { correctionsOf, digestOfRound, drawnNext, isUntouched, linesOf, resultOfEvent, withRound } from './event-result';
import { actOnEvent, placeIn } from './event-store';
import { tellAnnounced } from './result-news';

/** 记录员 → 主裁判 → 裁判长 → 成绩公告. What is signed is what was seen: the digest comes back, and nothing may be entered once one has signed. */

const names: Readonly<Record<Api.Meet.SignsAs, string>> = { recorder: '记录员', judge: '主裁判', referee: '裁判长' };

/** For lists; the board is to be folded anew. */
const standsAt = (db: Database, { n }: Pick<Round, 'n'>, state: Api.Meet.RoundShown['state']) => ({ stands: db.command.set({ n, state }), unfolded: true });

const signSchema = v.strictObject({ ...roundFields, as: v.picklist(['recorder', 'judge', 'referee']), digest: v.pipe(v.string(), v.regex(/^[\w-]{43}$/)) });

const sign = defineAction('event.sign', 'act', signSchema, ({ db, input, key, member, now }) => {
  const act = actOf(member, key, inputHash(input), now);
  return actOnEvent(db, () => eventFor(db, input, member, crew, now), act, (event, done) => {
    const { round, path } = placeIn(event, input.round);
    if (done) return { answer: { signed: round.signed } };
    const next = nextSigner(round.signatures);
    if (next === null) throw new Refusal('USED', '三人都已签字，可以公告了');
    if (next !== input.as) throw new Refusal('USED', `现在该${names[next]}签字`);
    if (round.signatures.some(({ by }) => by === member.uid)) throw new Refusal('FORBIDDEN', '三个签名要三个人签，您已经签过');
    const missing = missingWords(event, round);
    if (missing !== '') throw new Refusal('NOT_OPEN', missing);
    if (digestOfRound(round) !== input.digest) throw new Refusal('USED', '成绩刚刚变了，请再看一遍后签字');
    const signature = { as: input.as, by: member.uid, at: now };
    return {
      answer: { signed: round.signed + 1 },
      write: {
        where: { [path('signed')]: round.signed, [path('edits')]: round.edits },
        data: { [path('signed')]: round.signed + 1, [path('digest')]: input.digest, [path('signatures')]: db.command.push([signature]), ...standsAt(db, round, round.announcedAt === null ? 'signing' : 'correcting') },
        record: recorded('event.sign', event, act, input),
      },
    };
  });
});

const giveBack = defineAction('event.return', 'act', v.strictObject({ ...roundFields, reason: reasonText }), ({ db, input, key, member, now }) => {
  const act = actOf(member, key, inputHash(input), now);
  return actOnEvent(db, () => eventFor(db, input, member, crew, now), act, (event, done) => {
    const answer = { returned: true } as const;
    if (done) return { answer };
    const { round, path } = placeIn(event, input.round);
    if (round.signed === 0) throw new Refusal('USED', '还没有人签字，直接改就行');
    if (round.returns.length >= 50) throw new Refusal('FULL', '这张成绩单退回的次数太多了');
    const { push, set } = db.command;
    // An announced result stands until it is announced again; its points wait.
    const waits = event.result ? { 'result.confirmedFrom': null } : {};
    return {
      answer,
      write: {
        where: { v: event.v },
        data: { [path('signed')]: 0, [path('digest')]: '', [path('signatures')]: set([]), [path('returns')]: push([{ reason: tidy(input.reason), by: member.uid, at: now }]), ...waits, ...standsAt(db, round, round.announcedAt === null ? 'open' : 'correcting') },
        record: recorded('event.return', event, act, { ...input, digest: round.digest }),
      },
    };
  });
});

const announce = defineAction('event.announce', 'act', v.strictObject(roundFields), async ({ db, input, key, member, now, requestId }) => {
  const act = actOf(member, key, inputHash(input), now);
  const answer = await actOnEvent(db, () => eventFor(db, input, member, crew, now), act, (event, done) => {
    const { round, path } = placeIn(event, input.round);
    if (done) return { answer: { at: round.correctedAt ?? round.announcedAt ?? now } };
    if (round.signed < 3) throw new Refusal('NOT_OPEN', `还差${names[nextSigner(round.signatures) ?? 'referee']}签字`);
    const lines = linesOf(event, round);
    const given = round.returns[round.returns.length - 1];
    const corrected = round.announcedAt !== null;
    if (corrected && (given === undefined || given.at < (round.correctedAt ?? round.announcedAt ?? 0))) throw new Refusal('USED', '成绩已经公告');
    const { push, set } = db.command;
    const data: Record<string, unknown> = { [path('lines')]: set(lines), [path(corrected ? 'correctedAt' : 'announcedAt')]: now, news: set({ n: round.n, at: now }), ...standsAt(db, round, 'announced') };
    if (corrected && given) data[path('corrections')] = push(correctionsOf(round.lines, lines, given));
    const after: Round = { ...round, lines, announcedAt: round.announcedAt ?? now, correctedAt: corrected ? now : null };
    if (round.n < event.last) {
      const next = drawnNext(event, round);
      if (!next.ok) throw new Refusal('NOT_OPEN', '有的手计时、有的电计时，不能按成绩递补，请先统一补录手计时成绩');
      const there = event.rounds[roundName(round.n + 1)];
      // Who has run in the next round has run: it stays as it was drawn.
      if (!there || isUntouched(there)) {
        Object.assign(data, {
          [path('through')]: set(next.through),
          [path('lots')]: set(next.lots),
          ...standsAt(db, { n: round.n + 1 }, 'open'),
          [`rounds.${roundName(round.n + 1)}`]: set(newRound(round.n + 1, next.heats, null, next.through.map(({ entry }) => entry))),
        });
      }
    }
    const rounds = withRound(event, after);
    if (rounds.length === event.last && rounds.every(({ announcedAt }) => announcedAt !== null)) data['result'] = set(resultOfEvent(event, rounds, now));
    return {
      answer: { at: now },
      write: {
        // All of it is written from what was read: a signature, a protest or another announcement between is looked at again.
        where: { v: event.v },
        data,
        record: recorded('event.announce', event, act, { ...input, digest: round.digest }),
      },
    };
  });
  await project(requestId, () => foldBoard(db, input.meetId, now));
  await project(requestId, () => tellAnnounced(db, eventKey(input.meetId, input.event), now));
  return answer;
});

export const signingActions: readonly Action[] = [sign, giveBack, announce];
