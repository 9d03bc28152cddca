import * as v from 'valibot';
import { checkEntry } from '../../../miniprogram/domain/contest/entry';
import { type Claim, ownKeys } from '../../../miniprogram/domain/contest/songs';
import { likeness } from '../../../miniprogram/domain/people/names';
import { covers, holds } from '../../../miniprogram/domain/people/scope';
import { tidy } from '../../../miniprogram/domain/text/clean';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import { project } from '../../platform/log';
import { type Action, defineAction, type Member } from '../../platform/router';
import { idOf, inputHash, unseal } from '../../platform/secrets';
import { activityById } from '../activity/store';
import { wholeNameOf } from '../people/roster-store';
import { unionById } from '../people/store';
import { peopleNamed } from '../registration/roll-call-store';
import { claim, release, releaseLoose } from './claims';
import { contestById, entriesEnd, firstRoundAt } from './contest-store';
import type { Act, ContestDocument, EntryDocument } from './documents';
import { changeEntry, entryById, insertEntry, noteReleased } from './entry-store';
import { draftSchema, entryIdSchema, reasonSchema } from './entry-schema';

const noEntry = () => new Refusal('NOT_FOUND', '没有找到这个节目');
const changed = () => new Refusal('USED', '节目刚刚有变动，请返回重新打开');

/** What of a draft is kept, its performers found in the unit's roster where one member has that name. */
async function keptOf(db: Database, draft: Api.Contest.EntryDraft, unitPath: string) {
  const names = [...new Set(draft.performers.filter(({ outside }) => !outside).map(({ name }) => tidy(name)))];
  const people = (await peopleNamed(db, unitPath, names.map(wholeNameOf))).map(({ _id, name }) => ({ uid: _id, name: unseal(name) }));
  const uidOf = (name: string) => {
    const same = people.filter((one) => likeness(one.name, name) === 'same');
    return same.length === 1 ? (same[0]?.uid ?? null) : null;
  };
  return {
    ...draft,
    title: tidy(draft.title),
    lyrics: tidy(draft.lyrics),
    contact: draft.contact.trim(),
    songs: draft.songs.map(({ title, author, kind, seconds }) => ({ title: tidy(title), author: tidy(author), kind, seconds })),
    performers: draft.performers.map(({ name, part, outside }) => ({ name: tidy(name), part, outside, uid: outside ? null : uidOf(tidy(name)) })),
  };
}

function refuseFaults(draft: Api.Contest.EntryDraft, { rulebook }: ContestDocument): void {
  const fault = checkEntry(draft, rulebook)[0];
  if (fault) throw new Refusal('BAD_INPUT', fault.message);
}

type Holder = Pick<Claim, 'entry' | 'unit' | 'unitName'>;

/** Claims each own song; where one is taken, those that were claimed for this act are let go. */
async function claimSongs(db: Database, { _id, rulebook }: ContestDocument, songs: Api.Contest.Song[], had: readonly string[], mine: Holder, now: number): Promise<void> {
  const keys = ownKeys(songs);
  for (const [index, key] of keys.entries()) {
    const earlier = await claim(db, 'contest_songs', `${_id}:${key}`, mine, { by: 'unit', most: rulebook.unitsPerSong }, now);
    if (earlier === null) continue;
    for (const taken of keys.slice(0, index)) if (!had.includes(taken)) await release(db, 'contest_songs', `${_id}:${taken}`, mine.entry, now);
    const title = songs.find((song) => ownKeys([song])[0] === key)?.title ?? '';
    throw new Refusal('FULL', `自选曲目《${tidy(title)}》已由${earlier.map(({ unitName }) => unitName).join('、')}先登记，请换一首`);
  }
}

const submit = defineAction('contest.submit', 'act', v.strictObject({ contestId: id, unitId: id, draft: draftSchema }), async ({ db, input, key, member, now }) => {
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
  refuseFaults(input.draft, contest);
  const mine = { entry: entryId, unit: unit._id, unitName: unit.name };
  const place = `${contest._id}:${unit._id}`;
  const most = contest.rulebook.entriesPerUnit;
  if (most !== null && (await claim(db, 'contest_units', place, mine, { by: 'entry', most }, now))) throw new Refusal('FULL', `每个单位最多报送 ${most} 个节目，本单位已经报满`);
  try {
    await claimSongs(db, contest, input.draft.songs, [], mine, now);
  } catch (cause) {
    if (cause instanceof Refusal && cause.code === 'FULL') await release(db, 'contest_units', place, entryId, now);
    throw cause;
  }
  const kept = await keptOf(db, input.draft, unit.path);
  const act: Act = { k: key, h: hash, t: now, by: member.uid };
  const entry: EntryDocument = { _id: entryId, contestId: contest._id, unitId: unit._id, unitPath: unit.path, unitName: unit.name, ...kept, leader: member.uid, state: 'submitted', reason: '', at: now, v: 1, acts: [act] };
  // A repeat of this very act may have come first: its entry is this one.
  if (!(await insertEntry(db, entry)) && (await entryById(db, entryId))?.acts[0]?.h !== hash) throw new Refusal('KEY_REUSED');
  return { entryId };
});

/** An entry and its contest, for a cadre over the unit; to all others it does not exist. */
async function ownEntry(db: Database, entryId: string, member: Member, now: number) {
  const [entry, contest] = await Promise.all([entryById(db, entryId), contestById(db, entryId.slice(0, entryId.indexOf(':')))]);
  if (!entry || !contest || !holds(member.grants, 'cadre', entry.unitPath, now)) throw noEntry();
  return { entry, contest };
}

/** Has this act been done? @throws KEY_REUSED: with another body */
export function isDone({ acts }: Pick<EntryDocument, 'acts'>, key: string, hash: string): boolean {
  const done = acts.find(({ k }) => k === key);
  if (done && done.h !== hash) throw new Refusal('KEY_REUSED');
  return done !== undefined;
}

const changeSchema = v.strictObject({ entryId: entryIdSchema, v: v.pipe(v.number(), v.safeInteger(), v.minValue(1)), draft: draftSchema });

const change = defineAction('contest.change', 'act', changeSchema, async ({ db, input, key, member, now, requestId }) => {
  const { entry, contest } = await ownEntry(db, input.entryId, member, now);
  const hash = inputHash(input);
  if (isDone(entry, key, hash)) return { v: input.v + 1 };
  if (entry.state === 'accepted') throw new Refusal('USED', '节目已通过审查，要改请先请主办方退回');
  if (entry.state === 'withdrawn') throw new Refusal('USED', '节目已经退出');
  if (now >= (entry.state === 'returned' ? firstRoundAt(contest.rulebook) : entriesEnd(contest))) throw new Refusal('CLOSED', '报送已经截止，不能再改');
  if (entry.v !== input.v) throw changed();
  refuseFaults(input.draft, contest);
  const had = ownKeys(entry.songs);
  await claimSongs(db, contest, input.draft.songs, had, { entry: entry._id, unit: entry.unitId, unitName: entry.unitName }, now);
  const kept = await keptOf(db, input.draft, entry.unitPath);
  const keys = ownKeys(kept.songs);
  const loose = { names: [...new Set([...(entry.unreleased ? (entry.loose?.names ?? []) : []), ...had])].filter((name) => !keys.includes(name)), until: now };
  if (!(await changeEntry(db, entry, { k: key, h: hash, t: now, by: member.uid }, { ...kept, leader: member.uid, state: 'submitted', reason: '', loose }))) throw changed();
  await project(requestId, () => letGo(db, { ...entry, loose, v: entry.v + 1 }));
  return { v: input.v + 1 };
});

async function letGo(db: Database, entry: EntryDocument): Promise<void> {
  if (entry.loose?.names.length === 0) return;
  await releaseLoose(db, entry);
  await noteReleased(db, entry);
}

const withdraw = defineAction('contest.withdraw', 'act', v.strictObject({ entryId: entryIdSchema, reason: reasonSchema }), async ({ db, input, key, member, now, requestId }) => {
  const hash = inputHash(input);
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const { entry, contest } = await ownEntry(db, input.entryId, member, now);
    if (isDone(entry, key, hash)) return { withdrawn: true };
    if (entry.state === 'withdrawn') throw new Refusal('USED', '节目已经退出');
    if (now >= firstRoundAt(contest.rulebook)) throw new Refusal('CLOSED', '比赛已经开始，请到现场向主办方说明');
    const names = [...new Set([...(entry.unreleased ? (entry.loose?.names ?? []) : []), ...ownKeys(entry.songs), ''])];
    const loose = { names, until: now };
    if (!(await changeEntry(db, entry, { k: key, h: hash, t: now, by: member.uid }, { state: 'withdrawn', reason: tidy(input.reason), loose }))) continue;
    await project(requestId, () => letGo(db, { ...entry, loose, v: entry.v + 1 }));
    return { withdrawn: true };
  }
  throw new Refusal('SLOW_DOWN');
});

export const entryActions: readonly Action[] = [submit, change, withdraw];
