import * as v from 'valibot';
import { covers, holds } from '../../../miniprogram/domain/people/scope';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import { project } from '../../platform/log';
import { type Action, defineAction, type Member } from '../../platform/router';
import { idOf, inputHash } from '../../platform/secrets';
import { activityById } from '../activity/store';
import { unionById } from '../people/store';
import { contestById, entriesEnd } from './contest-store';
import { changeFor, isDone, letGo, mustBeOpen, submitFor, withdrawFor } from './entry-acts';
import { claimEntryFiles } from './entry-files';
import { draftSchema, entryIdSchema, reasonSchema } from './entry-schema';
import { entryById, keepVerdict } from './entry-store';
import { roundById, roundKey } from './round-store';
import { checkWords } from './words';

/** 报送: what the leaders of units do with their entries. */

const noEntry = () => new Refusal('NOT_FOUND', '没有找到这个节目');

const submit = defineAction('contest.submit', 'act', v.strictObject({ contestId: id, unitId: id, draft: draftSchema }), async ({ db, input, key, member, openid, now, requestId }) => {
  const entryId = `${input.contestId}:${idOf('entry', member.uid, key)}`;
  const [contest, activity, unit, before] = await Promise.all([
    contestById(db, input.contestId),
    activityById(db, input.contestId),
    unionById(db, input.unitId),
    entryById(db, entryId),
  ]);
  if (!contest || !activity) throw new Refusal('NOT_FOUND', '没有找到这个比赛');
  if (!unit || !holds(member.grants, 'cadre', unit.path, now)) throw new Refusal('FORBIDDEN', '请本单位的工会干部报送节目');
  const hash = inputHash(input);
  if (before && before.acts[0]?.h !== hash) throw new Refusal('KEY_REUSED');
  if (before) return { entryId };
  if (!covers(activity.audience, unit.path)) throw new Refusal('FORBIDDEN', '这次比赛不面向您所在的单位');
  if (activity.cancelled) throw new Refusal('CLOSED', '比赛已经取消');
  if (now >= entriesEnd(contest)) throw new Refusal('CLOSED', '报送已经截止');
  await claimEntryFiles(db, contest._id, member.uid, input.draft, null);
  await submitFor(db, contest, entryId, unit, input.draft, { act: { k: key, h: hash, t: now, by: member.uid }, call: requestId, verdict: () => checkWords(openid, input.draft) });
  return { entryId };
});

/** An entry, its contest and the contest's first round, for a cadre over the unit; to all others it does not exist. */
async function ownEntry(db: Database, entryId: string, member: Member, now: number) {
  const contestId = entryId.slice(0, entryId.indexOf(':'));
  const entry = await entryById(db, entryId);
  const [contest, first] = await Promise.all([contestById(db, contestId), roundById(db, roundKey(contestId, 'r1'))]);
  if (!entry || !contest || !holds(member.grants, 'cadre', entry.unitPath, now)) throw noEntry();
  return { entry, contest, first };
}

const changeSchema = v.strictObject({ entryId: entryIdSchema, v: v.pipe(v.number(), v.safeInteger(), v.minValue(1)), draft: draftSchema });

const change = defineAction('contest.change', 'act', changeSchema, async ({ db, input, key, member, openid, now, requestId }) => {
  const { entry, contest, first } = await ownEntry(db, input.entryId, member, now);
  const act = { k: key, h: inputHash(input), t: now, by: member.uid };
  if (!isDone(entry, key, act.h)) {
    mustBeOpen(contest, first);
    await claimEntryFiles(db, contest._id, member.uid, input.draft, entry);
  }
  const after = await changeFor(db, contest, entry, input.v, input.draft, { act, call: requestId, verdict: () => checkWords(openid, input.draft) });
  if (after) await project(requestId, () => letGo(db, after));
  return { v: input.v + 1 };
});

const recheck = defineAction('contest.recheck', 'member', v.strictObject({ entryId: entryIdSchema }), async ({ db, input, member, openid, now }) => {
  const { entry } = await ownEntry(db, input.entryId, member, now);
  if (entry.text !== 'held' || entry.state === 'withdrawn') return { text: entry.text ?? null };
  const text = await checkWords(openid, entry);
  if (text !== 'held') await keepVerdict(db, entry, text);
  return { text };
});

const withdraw = defineAction('contest.withdraw', 'act', v.strictObject({ entryId: entryIdSchema, reason: reasonSchema }), async ({ db, input, key, member, now, requestId }) => {
  const act = { k: key, h: inputHash(input), t: now, by: member.uid };
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const { entry, contest, first } = await ownEntry(db, input.entryId, member, now);
    if (!isDone(entry, key, act.h)) mustBeOpen(contest, first);
    const after = await withdrawFor(db, contest, entry, input.reason, act);
    if (after === 'again') continue;
    if (after) await project(requestId, () => letGo(db, after));
    return { withdrawn: true };
  }
  throw new Refusal('SLOW_DOWN');
});

export const entryActions: readonly Action[] = [submit, change, recheck, withdraw];
