import * as v from 'valibot';
import { isOwnCadre } from '../../../miniprogram/domain/people/scope';
import { checkAmounts, mostNote } from '../../../miniprogram/domain/reading/check-in';
import { fits } from '../../../miniprogram/domain/text/clean';
import { dayOf } from '../../../miniprogram/domain/time/shanghai';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import { type Action, defineAction } from '../../platform/router';
import { inputHash, unseal } from '../../platform/secrets';
import { checkText } from '../../platform/wechat';
import { recordOf } from '../audit/record';
import { unionById } from '../people/store';
import { inMyHands } from '../registration/behalf';
import { amountFaults, checkInFor } from './check-in';
import { dayField } from './setup';

/** 代录: paper reading notes of members without WeChat, entered by their unit's own cadre. They count as if checked in on the day that stands on them. */

const schema = v.strictObject({
  editionId: id,
  uid: id,
  bookId: id,
  day: dayField,
  minutes: v.number(),
  pages: v.number(),
  note: v.pipe(v.string(), v.check((text) => fits(text, 0, mostNote, true), `读后感最多 ${mostNote} 个字`)),
});

const enterPaper = defineAction('reading.enterPaper', 'act', schema, async ({ db, input, key, member, now, openid }) => {
  const fault = checkAmounts(input);
  if (fault) throw new Refusal('BAD_INPUT', amountFaults[fault]);
  const row = await inMyHands(db, input.uid, member, now);
  const unit = await unionById(db, row.unitId);
  const own = unit !== null && isOwnCadre(member.grants, unit, now);
  if (!own) throw new Refusal('FORBIDDEN', '纸质打卡由本单位的工会干部代录');
  if (input.day > dayOf(now)) throw new Refusal('BAD_INPUT', '日期还没有到');
  const { editionId, bookId, minutes, pages, note, day } = input;
  const record = recordOf({ act: 'reading.enterPaper', by: member.uid, key, at: now, subject: editionId, scope: row.unitPath, scopeName: row.unitName, details: input });
  const reader = { uid: row._id, name: unseal(row.name), unitName: row.unitName, unitPath: row.unitPath, since: row.joinedAt };
  const judge = async (text: string): Promise<Api.Reading.NoteState> => {
    const verdict = await checkText(openid, text);
    if (verdict === 'risky') throw new Refusal('BAD_INPUT', '读后感里有不合适的内容，请核对纸质原文');
    // The cadre has read it: nobody needs to look at it first.
    return verdict === 'unreachable' ? 'held' : 'shown';
  };
  const given = { bookId, minutes, pages, note, night: false, makeUpFor: null };
  return checkInFor(db, editionId, reader, given, { key, hash: inputHash(input), now, paper: { day, by: member.uid, record } }, judge);
});

export const paperActions: readonly Action[] = [enterPaper];
