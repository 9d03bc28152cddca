import * as v from 'valibot';
import { laterBy, longestDelay } from '../../../miniprogram/domain/works/call';
import { decideUpon } from '../../platform/acts';
import { Refusal } from '../../platform/errors';
import { count } from '../../platform/fields';
import { type Action, defineAction } from '../../platform/router';
import { inputHash } from '../../platform/secrets';
import { callField, ownCall, recorded, version } from './guards';
import { changeCall } from './store';

/** 延期: closing and the judges' time of a call go later, by whole days. Nothing goes earlier: writers count on it. */

const schema = v.strictObject({ ...callField, v: version, days: count(1, longestDelay) });

const postpone = defineAction('works.postpone', 'act', schema, ({ db, input, key, member, now }) => {
  const act = { k: key, h: inputHash(input), t: now, by: member.uid };
  return decideUpon(
    () => ownCall(db, input.callId, member, now),
    act,
    (call, done) => {
      const { closesAt, until } = done ? { closesAt: call.closesAt, until: call.judging.until } : laterBy(call, input.days);
      if (done) return { answer: { closesAt, until } };
      if (call.state !== 'open' && call.state !== 'judging') throw new Refusal('CLOSED', '评审已经结束，不能再延期');
      if (call.v !== input.v) throw new Refusal('USED', '刚刚有变，请返回重新打开');
      if ((call.state === 'open' ? closesAt : until) <= now) throw new Refusal('BAD_INPUT', '延长以后时间还是过去了，请多延几天');
      return { answer: { closesAt, until }, write: { closesAt, 'judging.until': until } };
    },
    (call, data) => changeCall(db, call._id, { state: call.state, v: call.v }, act, recorded('works.postpone', call, act, input), data),
  );
});

export const postponeActions: readonly Action[] = [postpone];
