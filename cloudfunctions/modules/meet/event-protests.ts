import * as v from 'valibot';
import { mayAppeal, mayProtest } from '../../../miniprogram/domain/meet/result';
import { holds } from '../../../miniprogram/domain/people/scope';
import { tidy } from '../../../miniprogram/domain/text/clean';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { type Action, defineAction, type Member } from '../../platform/router';
import { idOf, inputHash } from '../../platform/secrets';
import { type EventDocument, eventKey, type ProtestCard, type Round, type Starter } from './event-document';
import { actOf, crew, eventFor, jury, noEvent, plainText, recorded, roundFields } from './event-guards';
import { confirmedOf, withRound } from './event-result';
import { actOnEvent, eventById, placeIn } from './event-store';

/** Protests 抗议: the 领队 within 30 minutes, the 裁判长 answers, the 仲裁委员会 decides finally. Points wait until then. */

/** More than a unit hands in of one round. */
const most = 20;

/** Does this member speak for the unit: its 领队, or its cadre? */
export const leads = (starter: Starter, { uid, grants }: Pick<Member, 'uid' | 'grants'>, now: number): boolean => starter.leader === uid || holds(grants, 'cadre', starter.unitPath, now);

async function eventSeen(db: Database, { meetId, event }: { meetId: string; event: string }): Promise<EventDocument> {
  const found = await eventById(db, eventKey(meetId, event));
  if (!found) throw noEvent();
  return found;
}

/** What a changed protest writes: the list, and when the result stands for certain. */
function written(db: Database, event: EventDocument, round: Round, path: (field: keyof Round) => string, protests: ProtestCard[]) {
  const { set } = db.command;
  const result = event.result ? { 'result.confirmedFrom': confirmedOf(withRound(event, { ...round, protests })), unfolded: true } : {};
  return { where: { v: event.v }, data: { [path('protests')]: set(protests), ...result } };
}

const text = plainText(4, 300, '理由写 4–300 个字');

const protest = defineAction('event.protest', 'act', v.strictObject({ ...roundFields, text }), ({ db, input, key, member, now }) => {
  const protestId = idOf('protest', member.uid, key);
  return actOnEvent(db, () => eventSeen(db, input), actOf(member, key, inputHash(input), now), (event, done) => {
    const answer = { protestId };
    if (done) return { answer };
    const { round, path } = placeIn(event, input.round);
    const starter = event.starters.find((one) => leads(one, member, now));
    if (!starter) throw new Refusal('FORBIDDEN', '抗议由参赛单位的领队提出');
    if (!mayProtest(round.correctedAt ?? round.announcedAt, now)) throw new Refusal(round.announcedAt === null ? 'NOT_OPEN' : 'CLOSED', round.announcedAt === null ? '成绩还没有公告' : '公告后 30 分钟内可以抗议，现在已经过了');
    if (round.protests.length >= most) throw new Refusal('FULL', '这一轮的抗议太多了，请到裁判长处当面提出');
    const added: ProtestCard = {
      ...{ id: protestId, unit: starter.unit, unitName: starter.unitName, text: tidy(input.text), by: member.uid, at: now },
      ...{ answered: null, appealed: null, decided: null, answer: null, decision: null },
    };
    return { answer, write: written(db, event, round, path, [...round.protests, added]) };
  });
});

const rulingSchema = v.strictObject({ ...roundFields, protestId: v.pipe(v.string(), v.regex(/^[\w-]{22}$/)), upheld: v.boolean(), text: plainText(2, 300, '答复写 2–300 个字') });

function protestIn(round: Round, protestId: string): ProtestCard {
  const found = round.protests.find(({ id }) => id === protestId);
  if (!found) throw new Refusal('NOT_FOUND', '没有找到这条抗议');
  return found;
}

const replaced = (round: Round, changed: ProtestCard): ProtestCard[] => round.protests.map((one) => (one.id === changed.id ? changed : one));

const answerIt = defineAction('event.answer', 'act', rulingSchema, ({ db, input, key, member, now }) => {
  const act = actOf(member, key, inputHash(input), now);
  return actOnEvent(db, () => eventFor(db, input, member, crew, now), act, (event, done) => {
    const answer = { answered: true } as const;
    if (done) return { answer };
    const { round, path } = placeIn(event, input.round);
    const found = protestIn(round, input.protestId);
    if (found.answered !== null) throw new Refusal('USED', '这条抗议已经答复');
    if (found.by === member.uid) throw new Refusal('FORBIDDEN', '提出抗议的人不能自己答复');
    const protests = replaced(round, { ...found, answered: now, answer: { upheld: input.upheld, text: tidy(input.text), by: member.uid } });
    return { answer, write: { ...written(db, event, round, path, protests), record: recorded('event.answer', event, act, input) } };
  });
});

const appeal = defineAction('event.appeal', 'act', v.strictObject({ ...roundFields, protestId: v.pipe(v.string(), v.regex(/^[\w-]{22}$/)) }), ({ db, input, key, member, now }) =>
  actOnEvent(db, () => eventSeen(db, input), actOf(member, key, inputHash(input), now), (event, done) => {
    const answer = { appealed: true } as const;
    if (done) return { answer };
    const { round, path } = placeIn(event, input.round);
    const found = protestIn(round, input.protestId);
    if (!event.starters.some((one) => one.unit === found.unit && leads(one, member, now))) throw new Refusal('FORBIDDEN', '申诉由提出抗议的单位提出');
    if (found.answered === null) throw new Refusal('NOT_OPEN', '裁判长还没有答复');
    if (found.appealed !== null) throw new Refusal('USED', '已经提请仲裁');
    if (!mayAppeal(found, now)) throw new Refusal('CLOSED', '答复后 30 分钟内可以提请仲裁，现在已经过了');
    return { answer, write: written(db, event, round, path, replaced(round, { ...found, appealed: now })) };
  }),
);

const decide = defineAction('event.decide', 'act', rulingSchema, ({ db, input, key, member, now }) => {
  const act = actOf(member, key, inputHash(input), now);
  return actOnEvent(db, () => eventFor(db, input, member, jury, now), act, (event, done) => {
    const answer = { decided: true } as const;
    if (done) return { answer };
    const { round, path } = placeIn(event, input.round);
    const found = protestIn(round, input.protestId);
    if (found.appealed === null) throw new Refusal('NOT_OPEN', '没有提请仲裁');
    if (found.decided !== null) throw new Refusal('USED', '仲裁已经裁决，是最终的');
    if (found.answer?.by === member.uid || found.by === member.uid || round.signatures.some(({ by }) => by === member.uid)) throw new Refusal('FORBIDDEN', '签过字、答复过的人不能再仲裁');
    const protests = replaced(round, { ...found, decided: now, decision: { upheld: input.upheld, text: tidy(input.text), by: member.uid } });
    return { answer, write: { ...written(db, event, round, path, protests), record: recorded('event.decide', event, act, input) } };
  });
});

export const protestActions: readonly Action[] = [protest, answerIt, appeal, decide];
