import * as v from 'valibot';
import { faultsWords, sealFaults } from '../../../miniprogram/domain/meet/sealing';
import { tidy } from '../../../miniprogram/domain/text/clean';
import { decideUpon } from '../../platform/acts';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import { project } from '../../platform/log';
import { type Action, defineAction } from '../../platform/router';
import { inputHash } from '../../platform/secrets';
import { recordOf } from '../audit/record';
import { namesOf } from '../people/store';
import { sealShown } from './board-actions';
import { type BoardDocument, type BoardSeal, writeBoard } from './board-store';
import { type EventDocument, eventKey } from './event-document';
import { actOf, eventFields, eventId, noEvent, reasonText } from './event-guards';
import { eventById, wholeEvents } from './event-store';
import { boardFor } from './prize-lists';
import { digestOfBook, settleSeal } from './seal-settle';

/** 成绩册封存: the organiser as 总裁判长 signs the book as it was shown; from then on its results change by a correction alone, which opens one event with a reason. */

const unheldSchema = v.pipe(v.array(eventId), v.maxLength(300));

const faultsOf = (events: readonly EventDocument[], unheld: readonly string[], now: number) => sealFaults(events.map((one) => ({ ...one, event: one.eventId, name: one.event.name })), unheld, now);

const closing = defineAction('meet.closing', 'member', v.strictObject({ meetId: id, unheld: unheldSchema }), async ({ db, input, member, now }) => {
  const board = await boardFor(db, input.meetId, member, ['cadre'], now);
  const { seal } = board;
  const [events, names] = await Promise.all([wholeEvents(db, input.meetId), namesOf(db, [...new Set(seal ? [seal.by, ...seal.openings.map(({ by }) => by)] : [])])]);
  const nameOf = (uid: string) => names.get(uid)?.name ?? '已注销的会员';
  const faults = faultsOf(events, input.unheld, now);
  return {
    ...{ meetId: board._id, title: board.title, events: events.length, faults, unheld: input.unheld, now },
    digest: faults.length > 0 ? '' : digestOfBook(events, input.unheld),
    seal: seal && { ...sealShown(seal), byName: nameOf(seal.by), unheld: seal.unheld },
    closed: events.filter(({ sealed }) => sealed > 0).map(({ eventId: event, event: { name } }) => ({ event, name })),
    openings: (seal?.openings ?? []).map(({ event, name, reason, by, at }) => ({ event, name, reason, byName: nameOf(by), at })),
  };
});

/** @throws SLOW_DOWN while a seal or an opening is being carried out */
function mustBeSettled({ unsettled }: BoardDocument): void {
  if (unsettled) throw new Refusal('SLOW_DOWN', '正在处理上一次封存或启封，一分钟后再试');
}

const recorded = (act: 'meet.seal' | 'meet.unseal', { _id, scope, scopeName }: BoardDocument, at: { by: string; k: string; t: number }, details: unknown) =>
  recordOf({ act, by: at.by, key: at.k, at: at.t, subject: _id, scope, scopeName, details });

const sealIt = defineAction('meet.seal', 'act', v.strictObject({ meetId: id, digest: v.pipe(v.string(), v.regex(/^[\w-]{43}$/)), unheld: unheldSchema }), async ({ db, input, key, member, now, requestId }) => {
  const act = actOf(member, key, inputHash(input), now);
  const answer = await decideUpon(
    () => boardFor(db, input.meetId, member, ['cadre'], now),
    act,
    async (board, done) => {
      const sealed = { answer: { sealed: true } as const };
      if (done) return sealed;
      mustBeSettled(board);
      if (board.seal?.state === 'sealed') throw new Refusal('USED', '成绩册已经封存');
      const events = await wholeEvents(db, board._id);
      const faults = faultsOf(events, input.unheld, now);
      if (faults.length > 0) throw new Refusal('NOT_OPEN', faultsWords(faults));
      if (digestOfBook(events, input.unheld) !== input.digest) throw new Refusal('USED', '成绩刚刚变了，请再看一遍后封存');
      const seal: BoardSeal = { state: 'closing', n: (board.seal?.n ?? 0) + 1, digest: input.digest, by: member.uid, at: now, unheld: input.unheld, opening: null, openings: board.seal?.openings ?? [] };
      return { ...sealed, write: { data: { seal: db.command.set(seal), unsettled: true }, record: recorded('meet.seal', board, act, input) } };
    },
    (board, { data, record }) => writeBoard(db, board, act, data, record),
  );
  await project(requestId, () => settleSeal(db, input.meetId, now));
  return answer;
});

const unseal = defineAction('meet.unseal', 'act', v.strictObject({ ...eventFields, reason: reasonText }), async ({ db, input, key, member, now, requestId }) => {
  const act = actOf(member, key, inputHash(input), now);
  const answer = await decideUpon(
    () => boardFor(db, input.meetId, member, ['cadre'], now),
    act,
    async (board, done) => {
      const opened = { answer: { opened: true } as const };
      if (done) return opened;
      mustBeSettled(board);
      const event = await eventById(db, eventKey(input.meetId, input.event));
      if (!event) throw noEvent();
      if (!board.seal || event.sealed === 0) throw new Refusal('USED', '这一项没有封存，直接退回更正就行');
      if (board.seal.openings.length >= 100) throw new Refusal('FULL', '启封的次数太多了');
      const opening = { event: input.event, name: event.event.name, reason: tidy(input.reason), by: member.uid, at: now };
      const seal: BoardSeal = { ...board.seal, state: 'opened', opening: { event: input.event, was: event.sealed }, openings: [...board.seal.openings, opening] };
      return { ...opened, write: { data: { seal: db.command.set(seal), unsettled: true }, record: recorded('meet.unseal', board, act, input) } };
    },
    (board, { data, record }) => writeBoard(db, board, act, data, record),
  );
  await project(requestId, () => settleSeal(db, input.meetId, now));
  return answer;
});

export const sealActions: readonly Action[] = [closing, sealIt, unseal];
