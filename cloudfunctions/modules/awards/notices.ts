import * as v from 'valibot';
import { type KeptNotice, objectTo } from '../../../miniprogram/domain/awards/selection';
import { covers, holds } from '../../../miniprogram/domain/people/scope';
import { fits, tidy } from '../../../miniprogram/domain/text/clean';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import { type Action, defineAction, type Member } from '../../platform/router';
import { inputHash, keyedDigest, seal } from '../../platform/secrets';
import { checkText } from '../../platform/wechat';
import type { SelectionDocument } from './documents';
import { changeSelection, keepObjection, selectionById, selectionsOf } from './store';
import { lineOfNotice, noticeOf } from './views';

/** 公示 as members see it, and their objections 异议. */

const notThere = () => new Refusal('NOT_FOUND', '没有找到这份公示');

/** A unit's notice is for its members, that of all for all; who runs the selection sees every one. */
const sees = (selection: SelectionDocument, notice: KeptNotice, member: Member, now: number): boolean => covers(notice.unitPath, member.unitPath) || holds(member.grants, 'cadre', selection.scope, now);

/** What an objection of this member to this notice is called: a keyed digest, out of which nobody reads who it was. */
const objectionIdOf = (noticeId: string, member: Member): string => keyedDigest('objection', `${member.uid}:${noticeId}`).slice(0, 22);

const notices = defineAction('awards.notices', 'member', v.strictObject({ editionId: id }), async ({ db, input, member, now }) => {
  const found = await selectionsOf(db, input.editionId);
  const items = found.flatMap((selection) => selection.notices.filter((notice) => sees(selection, notice, member, now)).map((notice) => lineOfNotice(selection, notice, now)));
  return { items: items.reverse().slice(0, 100), now };
});

const subject = { selectionId: id, noticeId: id };

const notice = defineAction('awards.notice', 'member', v.strictObject(subject), async ({ db, input, member, now }) => {
  const selection = await selectionById(db, input.selectionId);
  const found = selection?.notices.find((one) => one.id === input.noticeId);
  if (!selection || !found || !sees(selection, found, member, now)) throw notThere();
  return noticeOf(selection, found, objectionIdOf(found.id, member), now);
});

const objectSchema = v.strictObject({ ...subject, words: v.pipe(v.string(), v.check((text) => fits(text, 10, 500, true), '异议写 10–500 个字，说清楚对谁、什么事')) });

const object = defineAction('awards.object', 'act', objectSchema, async ({ db, input, key, member, now, openid }) => {
  const selection = await selectionById(db, input.selectionId);
  const found = selection?.notices.find((one) => one.id === input.noticeId);
  if (!selection || !found || !sees(selection, found, member, now)) throw notThere();
  const objectionId = objectionIdOf(found.id, member);
  const taken = found.objections.some((one) => one.id === objectionId);
  const outcome = objectTo(selection, found.id, objectionId, now);
  if (!taken && outcome.do === 'refuse') throw closed();
  const words = tidy(input.words);
  // Nobody else reads it in public; only what WeChat forbids outright is refused, and without an answer it goes to the desk all the same.
  if (!taken && (await checkText(openid, words)) === 'risky') throw new Refusal('BAD_INPUT', '异议里有不合适的内容，请修改后再提交');
  const kept = await keepObjection(db, { _id: objectionId, selection: selection._id, notice: found.id, words: seal(words), k: key, h: inputHash(input), at: now });
  if (kept.k !== key) throw new Refusal('USED', '您已经对这份公示提过异议，正在核查或已经答复');
  if (kept.h !== inputHash(input)) throw new Refusal('KEY_REUSED');
  // The deciding write names nobody: neither the act nor the record says who objected.
  await changeSelection(db, selection._id, { k: objectionId, h: kept.h, t: now, by: '' }, null, (before) => {
    const next = objectTo(before, found.id, objectionId, now);
    if (next.do === 'refuse') throw closed();
    return next.next;
  });
  return { taken: true };
});

const closed = () => new Refusal('CLOSED', '公示已经结束，可以直接向受理部门反映');

export const noticeActions: readonly Action[] = [notices, notice, object];
