import * as v from 'valibot';
import { tidy } from '../../../miniprogram/domain/text/clean';
import { calendarTime } from '../../../miniprogram/domain/time/shanghai';
import { decideUpon } from '../../platform/acts';
import { Refusal } from '../../platform/errors';
import { count, id } from '../../platform/fields';
import { type Action, defineAction, type KeyedCall } from '../../platform/router';
import { idOf, inputHash } from '../../platform/secrets';
import { recordOf } from '../audit/record';
import { tell } from '../notice/tell';
import { words } from '../text/words';
import { rowsOf } from './evidence';
import { load } from './reach';
import { type AppealField, type AssessmentDocument, change, type Change, waitingIn } from './store';

type Name = 'assessment.appeal' | 'assessment.answer' | 'assessment.conclude';

/** Carries out an act: one conditional write of the assessment, with its record. @param decide what changes, or a refusal */
function act({ db, input, key, member, now }: KeyedCall<{ assessmentId: string }>, name: Name, decide: (one: AssessmentDocument, mine: 'all' | Set<string>) => Change | Promise<Change>): Promise<AssessmentDocument> {
  const done = { k: key, h: inputHash(input), t: now, by: member.uid };
  let mine: 'all' | Set<string> = 'all';
  return decideUpon<AssessmentDocument, AssessmentDocument, Change>(
    async () => {
      const found = await load(db, input.assessmentId, member, now);
      ({ mine } = found);
      return found.one;
    },
    done,
    async (one, before) => (before ? { answer: one } : { answer: one, write: await decide(one, mine) }),
    (one, changed) => change(db, one, changed, done, recordOf({ act: name, by: member.uid, key, at: now, subject: one.unionId, scope: one.scope, scopeName: one.unionName, details: input })),
  );
}

const open = ({ final }: AssessmentDocument): void => {
  if (final) throw new Refusal('CLOSED', '考核结果已经定下');
};

const appealSchema = v.strictObject({ assessmentId: id, unionId: id, indicator: count(0, 7), reason: words(2, 60, '理由') });

const appeal = defineAction('assessment.appeal', 'act', appealSchema, async (call) => {
  const { input, key, member, now } = call;
  const appealId = idOf('appeal', member.uid, key);
  await act(call, 'assessment.appeal', (one, mine) => {
    if (mine === 'all' || !mine.has(input.unionId)) throw new Refusal('FORBIDDEN', '只有被考核单位的工会干部可以申诉');
    if (!one.indicators[input.indicator]) throw new Refusal('BAD_INPUT');
    open(one);
    if (calendarTime(now).year > one.year + 1) throw new Refusal('CLOSED', '这一年的考核已经结束');
    if (one.appeals.some((other) => other.unit === input.unionId && other.indicator === input.indicator && other.answer === null)) throw new Refusal('USED', '这一项已经申诉过，正在等答复');
    return { appeals: [...one.appeals, { id: appealId, unit: input.unionId, indicator: input.indicator, reason: tidy(input.reason), by: member.uid, at: now, answer: null }] };
  });
  return { appealId };
});

const answerSchema = v.strictObject({ assessmentId: id, appealId: id, value: v.nullable(count(0, 100_000_000)), reason: words(2, 60, '答复') });

const answer = defineAction('assessment.answer', 'act', answerSchema, async (call) => {
  const { db, input, member, now } = call;
  const organiserOnly = '只有组织考核的工会干部可以答复';
  const one = await act(call, 'assessment.answer', (before, mine) => {
    if (mine !== 'all') throw new Refusal('FORBIDDEN', organiserOnly);
    const found = before.appeals.find((other) => other.id === input.appealId);
    if (!found) throw new Refusal('NOT_FOUND', '没有找到这份申诉');
    if (found.answer !== null) throw new Refusal('CLOSED', '这份申诉已经答复过了');
    if (found.by === member.uid) throw new Refusal('FORBIDDEN', '不能答复自己提出的申诉');
    if (before.indicators[found.indicator]?.measure === 'share' && (input.value ?? 0) > 10_000) throw new Refusal('BAD_INPUT', '参与率不能超过 100%');
    const given = { value: input.value, reason: tidy(input.reason), by: member.uid, at: now };
    return { appeals: before.appeals.map((other): AppealField => (other === found ? { ...other, answer: given } : other)) };
  });
  const appealed = one.appeals.find((other) => other.id === input.appealId);
  if (appealed) {
    const about = { title: '考核申诉有了答复', text: `“${one.indicators[appealed.indicator]?.name ?? ''}”：${input.value === null ? '维持原来的数' : '已更正'}。${tidy(input.reason)}`, page: `packages/balance/pages/assessment/assessment?id=${one._id}` };
    await tell(db, { template: 'matter', to: [appealed.by], key: `appeal:${appealed.id}`, about }, now);
  }
  return { answered: true as const };
});

/** What was reached stands from now on: later records change nothing more. */
const conclude = defineAction('assessment.conclude', 'act', v.strictObject({ assessmentId: id }), async (call) => {
  const { db, member, now } = call;
  await act(call, 'assessment.conclude', async (one, mine) => {
    if (mine !== 'all') throw new Refusal('FORBIDDEN', '只有组织考核的工会干部可以定下结果');
    open(one);
    const waiting = waitingIn(one);
    if (waiting > 0) throw new Refusal('NOT_OPEN', `还有 ${waiting} 份申诉没有答复`);
    const rows = new Map((await rowsOf(db, one)).map(({ unionId, marks }) => [unionId, marks.map(({ value }) => value)]));
    return { final: { at: now, by: member.uid, values: one.units.map((unit) => rows.get(unit.id) ?? []) } };
  });
  return { concluded: true as const };
});

export const assessmentActActions: readonly Action[] = [appeal, answer, conclude];
