import * as v from 'valibot';
import { overtimeDeduction, overtimeSeconds, timeOnStage } from '../../../miniprogram/domain/contest/clock';
import { type Change, type ChangeRefusal, changed, isAhead, mayCall, onStage, tooClose } from '../../../miniprogram/domain/contest/running';
import { tidy } from '../../../miniprogram/domain/text/clean';
import { Refusal } from '../../platform/errors';
import { millis } from '../../platform/fields';
import { type Action, defineAction } from '../../platform/router';
import { idOf, inputHash } from '../../platform/secrets';
import { entryIdSchema } from './entry-schema';
import { actOn, placeOf } from './round-store';
import { actOf, crew, entryFields, mustRun, reasonText, recorded, roundFields, roundFor } from './stage-guards';

/** The order as it follows reality: calls 催场, the clock 计时, exchanges and absences, the end of the round. */

const state = v.picklist(['expected', 'signed', 'waiting', 'stage', 'done', 'absent']);

const stateWords: Readonly<Record<Api.Contest.StageState, string>> = { expected: '未签到', signed: '已签到', waiting: '候场', stage: '在台上', done: '演毕', absent: '缺席' };

const call = defineAction('stage.call', 'act', v.strictObject({ ...entryFields, from: state, to: state }), ({ db, input, key, member, now }) => {
  const { entryId, from, to } = input;
  return actOn(db, () => roundFor(db, input, member, crew, now), actOf(member, key, inputHash(input), now), (round, done) => {
    const answer = { state: to };
    if (done) return { answer };
    mustRun(round);
    if (!mayCall(from, to)) throw new Refusal('BAD_INPUT');
    const { at, path, holds } = placeOf(round, entryId);
    if (at.state !== from) throw new Refusal('USED', `这个节目现在是“${stateWords[at.state]}”，请看一眼再点`);
    if (at.releasedAt !== null) throw new Refusal('CLOSED', '得分已经公布，不能再改');
    const enters = to === 'stage';
    if (enters && onStage(round.performances)) throw new Refusal('USED', '台上还有节目，演毕后再上');
    // The order in the document is the order in which it happened: who is passed over is late or absent, with a reason.
    const first = round.performances.find(isAhead);
    if (enters && from === 'waiting' && first && first.entryId !== entryId) throw new Refusal('USED', `前面的《${first.title}》还没上台，请先登记调序或缺席`);
    return {
      answer,
      write: {
        where: { ...holds(db, { state: from, releasedAt: null }), ...(enters ? { 'performances.state': db.command.neq('stage') } : {}) },
        data: { [path('state')]: to, state: 'running' },
      },
    };
  });
});

const time = defineAction('stage.time', 'act', v.strictObject({ ...entryFields, mark: v.picklist(['start', 'stop']), deviceAt: millis }), ({ db, input, key, member, now }) => {
  const { entryId, mark, deviceAt } = input;
  return actOn(db, () => roundFor(db, input, member, crew, now), actOf(member, key, inputHash(input), now), (round, done) => {
    mustRun(round);
    const { at, path, holds } = placeOf(round, entryId);
    if (mark === 'start') {
      if (done) return { answer: { elapsed: null, deduction: 0 } };
      // A tap made without a network comes when the entry is over: it counts where nobody timed it.
      const late = at.state === 'done' && at.startedAt === null && at.releasedAt === null;
      if (at.state !== 'stage' && !late) throw new Refusal('USED', '节目不在台上，不能开始计时');
      return {
        answer: { elapsed: null, deduction: 0 },
        write: {
          where: holds(db, late ? { state: 'done', startedAt: null, releasedAt: null } : { state: 'stage' }),
          data: { [path('startedAt')]: now, [path('deviceStartedAt')]: deviceAt, [path('endedAt')]: null, [path('deviceEndedAt')]: null },
        },
      };
    }
    const elapsed = timeOnStage(done ? at : { ...at, endedAt: now, deviceEndedAt: deviceAt });
    const deduction = elapsed === null ? 0 : overtimeDeduction(elapsed, round.rules.duration);
    const answer = { elapsed, deduction };
    if (done) return { answer };
    if (at.startedAt === null || elapsed === null) throw new Refusal('USED', '还没有开始计时');
    if (at.endedAt !== null) throw new Refusal('USED', '已经停表');
    if (at.releasedAt !== null) throw new Refusal('CLOSED', '得分已经公布，不能再改');
    const over = { id: idOf('overtime', member.uid, key), hundredths: deduction, reason: `超时 ${overtimeSeconds(elapsed, round.rules.duration)} 秒`, by: member.uid, at: now };
    const { inc, push } = db.command;
    return {
      answer,
      write: {
        where: holds(db, { startedAt: at.startedAt, endedAt: null, releasedAt: null }),
        data: {
          [path('endedAt')]: now,
          [path('deviceEndedAt')]: deviceAt,
          ...(deduction < 0 ? { [path('proposals')]: push([over]), [path('edits')]: inc(1) } : {}),
        },
      },
    };
  });
});

const refusals: Readonly<Record<ChangeRefusal, string>> = {
  unknown: '这一轮没有这个节目',
  same: '请选另一个节目',
  over: '已经上台的节目不能再调',
  notAbsent: '这个节目没有登记缺席',
};

const changeSchema = v.strictObject({ ...entryFields, kind: v.picklist(['swap', 'late', 'absent', 'back']), otherId: v.exactOptional(entryIdSchema), reason: reasonText });

const change = defineAction('stage.change', 'act', changeSchema, ({ db, input, key, member, now }) => {
  const { kind, entryId, otherId } = input;
  const act = actOf(member, key, inputHash(input), now);
  return actOn(db, () => roundFor(db, input, member, crew, now), act, (round, done) => {
    if (done) return { answer: { clashes: tooClose(round.performances).length } };
    mustRun(round);
    const made = changed(round.performances, changeOf(kind, entryId, otherId));
    if ('refuse' in made) throw new Refusal(made.refuse === 'unknown' ? 'NOT_FOUND' : 'USED', refusals[made.refuse]);
    const { set, push } = db.command;
    const noted = { kind, entries: otherId === undefined ? [entryId] : [entryId, otherId], reason: tidy(input.reason), by: member.uid, at: now };
    return {
      answer: { clashes: tooClose(made.order).length },
      // The whole order is written: nothing may have happened to any of it.
      write: { where: { v: round.v }, data: { performances: set(made.order), changes: push([noted]) }, record: recorded('stage.change', round, act, input) },
    };
  });
});

function changeOf(kind: 'swap' | 'late' | 'absent' | 'back', entryId: string, otherId: string | undefined): Change {
  const two = kind === 'swap' || kind === 'late';
  if (two !== (otherId !== undefined)) throw new Refusal('BAD_INPUT', two ? '请选另一个节目' : '缺席只登记一个节目');
  switch (kind) {
    case 'swap':
    case 'late':
      return { kind, entryId, otherId: otherId ?? '' };
    default:
      return { kind, entryId };
  }
}

const close = defineAction('stage.close', 'act', v.strictObject(roundFields), ({ db, input, key, member, now }) => {
  const act = actOf(member, key, inputHash(input), now);
  return actOn(db, () => roundFor(db, input, member, ['cadre'], now), act, (round, done) => {
    const answer = { state: 'closed' } as const;
    if (done) return { answer };
    mustRun(round);
    const open = round.performances.filter(({ releasedAt, state: at }) => releasedAt === null && at !== 'absent');
    if (open.length > 0) throw new Refusal('NOT_OPEN', `还有 ${open.length} 个节目没有公布得分，没来的请登记缺席`);
    return { answer, write: { where: { v: round.v }, data: { state: 'closed' }, record: recorded('stage.close', round, act, input) } };
  });
});

export const orderActions: readonly Action[] = [call, time, change, close];
