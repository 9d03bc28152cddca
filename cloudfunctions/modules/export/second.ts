import * as v from 'valibot';
import { type AnswerRefusal, askFor, refuseAnswer } from '../../../miniprogram/domain/export/second';
import { holds, scopesOf } from '../../../miniprogram/domain/people/scope';
import { tidy } from '../../../miniprogram/domain/text/clean';
import { decideUpon } from '../../platform/acts';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import { start as startFunction } from '../../platform/functions';
import { type Action, defineAction, type KeyedCall, type Member } from '../../platform/router';
import { inputHash } from '../../platform/secrets';
import { recordOf } from '../audit/record';
import { tell } from '../notice/tell';
import { namesOf } from '../people/store';
import { words } from '../text/words';
import { answerAsk, exportById, waitingFor } from './store';

/** Requests on one page. */
const pageSize = 20;
/** How long the second person waits for the function, ms: it goes on alone, and the timer starts what it has not taken. */
const patience = 1_000;

const waiting = defineAction('export.waiting', 'member', v.strictObject({}), async ({ db, member, now }) => {
  const scopes = scopesOf(member.grants, 'cadre', now);
  if (scopes.length === 0) return { asks: [], now };
  const found = await waitingFor(db, scopes, member.uid, now, pageSize);
  const names = await namesOf(db, [...new Set(found.map(({ by }) => by))]);
  const asks = found.map(({ _id, kind, name, by, at, second }) => ({
    ...{ jobId: _id, kind, name, byName: names.get(by)?.name ?? '已注销的会员', scopeName: second?.scopeName ?? '', people: second?.people ?? 0, at, lapsesAt: at + askFor },
  }));
  return { asks, now };
});

const refusals: Record<AnswerRefusal, () => Refusal> = {
  own: () => new Refusal('FORBIDDEN', '这是您自己要的文件，要由另一位同事同意'),
  answered: () => new Refusal('USED', '这个文件已经有人答复过了'),
  lapsed: () => new Refusal('CLOSED', '已超过 48 小时，请对方重新生成'),
};

/** A file that needs the consent of a second person, for a cadre over it; with the answer that this member gave. */
async function askOf(db: Database, jobId: string, member: Member, now: number) {
  const job = await exportById(db, jobId);
  if (!job?.second || !holds(member.grants, 'cadre', job.scope, now)) throw new Refusal('NOT_FOUND', '没有找到这个文件，可能已过期删除');
  const { decision } = job.second;
  return { ...job, answered: decision !== null, acts: decision?.by === member.uid ? [decision] : [] };
}

/** The one answer to a request: a repeat finds it given, of two at once one gives it, and whoever asked hears of it once. @param reason why not; null: agreed */
async function answer({ db, input, key, member, now }: KeyedCall<{ jobId: string }>, reason: string | null): Promise<void> {
  const act = { k: key, h: inputHash(input), t: now, by: member.uid };
  const { by, name } = await decideUpon(
    () => askOf(db, input.jobId, member, now),
    act,
    (job, done) => {
      const refused = done ? null : refuseAnswer(job, member.uid, now);
      if (refused) throw refusals[refused]();
      return { answer: job, ...(done ? {} : { write: { ...act, reason } }) };
    },
    ({ _id, second, subject, scope }, decision) => {
      const what = reason === null ? 'export.approve' : 'export.refuse';
      return answerAsk(db, _id, decision, recordOf({ act: what, by: member.uid, key, at: now, subject, scope, scopeName: second?.scopeName ?? '', details: input }));
    },
  );
  const about = { ...wordsOf(name, reason), page: 'packages/cadre/pages/exports/exports' };
  await tell(db, { template: 'matter', to: [by], about, key: `export:${input.jobId}` }, now);
}

const wordsOf = (name: string, reason: string | null) =>
  reason === null ? { title: '同事同意了导出', text: `「${name}」正在生成，7 天内可以下载。` } : { title: '同事没有同意导出', text: `「${name}」没有生成：${reason}` };

const approve = defineAction('export.approve', 'act', v.strictObject({ jobId: id }), async (call) => {
  await answer(call, null);
  await startFunction('export', { jobId: call.input.jobId }, patience);
  return { answer: 'approved' as const };
});

const refuse = defineAction('export.refuse', 'act', v.strictObject({ jobId: id, reason: words(2, 60, '原因') }), async (call) => {
  await answer(call, tidy(call.input.reason));
  return { answer: 'refused' as const };
});

export const secondActions: readonly Action[] = [waiting, approve, refuse];
