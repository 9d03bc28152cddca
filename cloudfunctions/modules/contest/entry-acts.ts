import { checkEntry } from '../../../miniprogram/domain/contest/entry';
import { ownKeys } from '../../../miniprogram/domain/contest/songs';
import { likeness } from '../../../miniprogram/domain/people/names';
import { tidy } from '../../../miniprogram/domain/text/clean';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { unseal } from '../../platform/secrets';
import { wholeNameOf } from '../people/roster-store';
import { peopleNamed } from '../registration/roll-call-store';
import { claim, giveBack, type Holder, releaseLoose } from './claims';
import { entriesEnd, firstRoundAt } from './contest-store';
import type { Act, ContestDocument, EntryDocument, RoundDocument } from './documents';
import { changeEntry, entryById, insertEntry, noteReleased } from './entry-store';

/**
 * What becomes of an entry: claims first, then the one write that decides, then what was given up is let go. A call that dies
 * between two of these leaves a claim too many, never one too few; the job takes it back.
 */

/**
 * From when the first round is laid out its entries stand: what happens to one then is an act on the stage. The contest is to be read after the
 * entry: then either the seal is seen here, or the fence comes after the reading and the act fails on it. @throws CLOSED
 */
export function mustBeOpen({ sealedAt }: Pick<ContestDocument, 'sealedAt'>, first: RoundDocument | null): void {
  if (!first && sealedAt) throw new Refusal('CLOSED', '第一轮正在编排出场顺序，节目不能再变动');
  if (first) throw new Refusal('CLOSED', `${first.name}已经开始编排出场顺序，节目不能再变动；不能参加的，请主办方登记弃权`);
}

/** The act of one call. `call`: its request's number, by which it knows the claims that it made itself. */
export interface Doing {
  act: Act;
  call: string;
  /** Asks about the words of the entry; only once all else is well. */
  verdict(): Promise<Api.Contest.TextState | null>;
}

export const changed = () => new Refusal('USED', '节目刚刚有变动，请返回重新打开');

/** Has this act been done? @throws KEY_REUSED: with another body */
export function isDone({ acts }: Pick<EntryDocument, 'acts'>, key: string, hash: string): boolean {
  const done = acts.find(({ k }) => k === key);
  if (done && done.h !== hash) throw new Refusal('KEY_REUSED');
  return done !== undefined;
}

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

/** @throws BAD_INPUT where the draft does not suit the rulebook, or says what must not be said. @returns what is amiss with its words */
async function judged(draft: Api.Contest.EntryDraft, { rulebook }: ContestDocument, { verdict }: Doing): Promise<Api.Contest.TextState | null> {
  const fault = checkEntry(draft, rulebook)[0];
  if (fault) throw new Refusal('BAD_INPUT', fault.message);
  const text = await verdict();
  if (text === 'risky') throw new Refusal('BAD_INPUT', '节目名称、歌名或歌词没有通过微信的内容安全检查，请修改后再报送');
  return text;
}

/** Claims each own song; where one is taken, those that this very call claimed are given back. */
async function claimSongs(db: Database, { _id, rulebook }: ContestDocument, songs: Api.Contest.Song[], had: readonly string[], mine: Holder, now: number): Promise<void> {
  const keys = ownKeys(songs);
  for (const [index, key] of keys.entries()) {
    const earlier = await claim(db, 'contest_songs', `${_id}:${key}`, mine, { by: 'unit', most: rulebook.unitsPerSong }, now);
    if (earlier === null) continue;
    for (const taken of keys.slice(0, index)) if (!had.includes(taken)) await giveBack(db, 'contest_songs', `${_id}:${taken}`, mine);
    const title = songs.find((song) => ownKeys([song])[0] === key)?.title ?? '';
    throw new Refusal('FULL', `自选曲目《${tidy(title)}》已由${[...new Set(earlier.map(({ unitName }) => unitName))].join('、')}先登记，请换一首`);
  }
}

/** Sends an entry in. A repeat finds it there. */
export async function submitFor(db: Database, contest: ContestDocument, entryId: string, unit: { _id: string; path: string; name: string }, draft: Api.Contest.EntryDraft, doing: Doing): Promise<void> {
  const { act, call } = doing;
  const text = await judged(draft, contest, doing);
  const mine: Holder = { entry: entryId, unit: unit._id, unitName: unit.name, by: call };
  const place = `${contest._id}:${unit._id}`;
  const most = contest.rulebook.entriesPerUnit;
  if (most !== null && (await claim(db, 'contest_units', place, mine, { by: 'entry', most }, act.t))) throw new Refusal('FULL', `每个单位最多报送 ${most} 个节目，本单位已经报满`);
  try {
    await claimSongs(db, contest, draft.songs, [], mine, act.t);
  } catch (cause) {
    if (cause instanceof Refusal && cause.code === 'FULL') await giveBack(db, 'contest_units', place, mine);
    throw cause;
  }
  const kept = await keptOf(db, draft, unit.path);
  const entry: EntryDocument = { _id: entryId, contestId: contest._id, unitId: unit._id, unitPath: unit.path, unitName: unit.name, ...kept, text, leader: act.by, state: 'submitted', reason: '', at: act.t, v: 1, acts: [act] };
  // A repeat of this very act may have come first: its entry is this one.
  if (!(await insertEntry(db, entry)) && (await entryById(db, entryId))?.acts[0]?.h !== act.h) throw new Refusal('KEY_REUSED');
}

/** An entry's claims that are not let go for certain. */
const looseOf = ({ unreleased, loose }: EntryDocument) => (unreleased ? (loose?.names ?? []) : []);

/** Corrects an entry as its version `v` stands. @returns the claims to be let go; null: it was done before */
export async function changeFor(db: Database, contest: ContestDocument, entry: EntryDocument, v: number, draft: Api.Contest.EntryDraft, doing: Doing): Promise<EntryDocument | null> {
  const { act, call } = doing;
  if (isDone(entry, act.k, act.h)) return null;
  if (entry.state === 'accepted') throw new Refusal('USED', '节目已通过审查，要改请先请主办方退回');
  if (entry.state === 'withdrawn') throw new Refusal('USED', '节目已经退出');
  if (act.t >= (entry.state === 'returned' ? firstRoundAt(contest.rulebook) : entriesEnd(contest))) throw new Refusal('CLOSED', '报送已经截止，不能再改');
  if (entry.v !== v) throw changed();
  const text = await judged(draft, contest, doing);
  const had = ownKeys(entry.songs);
  // Later than what the entry gave up last, also on a machine whose clock is behind: that must not take the new claim along.
  const at = Math.max(act.t, (entry.loose?.until ?? 0) + 1);
  await claimSongs(db, contest, draft.songs, had, { entry: entry._id, unit: entry.unitId, unitName: entry.unitName, by: call }, at);
  const kept = await keptOf(db, draft, entry.unitPath);
  const keys = ownKeys(kept.songs);
  const loose = { names: [...new Set([...looseOf(entry), ...had])].filter((name) => !keys.includes(name)), until: at };
  if (await changeEntry(db, entry, act, { ...kept, text, leader: act.by, state: 'submitted', reason: '', loose })) return { ...entry, loose, v: entry.v + 1 };
  const now = await entryById(db, entry._id);
  if (now && isDone(now, act.k, act.h)) return null;
  throw changed();
}

/** Takes an entry out. @returns the claims to be let go; null: it was done before; 'again': it changed meanwhile */
export async function withdrawFor(db: Database, contest: ContestDocument, entry: EntryDocument, reason: string, act: Act): Promise<EntryDocument | null | 'again'> {
  if (isDone(entry, act.k, act.h)) return null;
  if (entry.state === 'withdrawn') throw new Refusal('USED', '节目已经退出');
  if (act.t >= firstRoundAt(contest.rulebook)) throw new Refusal('CLOSED', '比赛已经开始，请到现场向主办方说明');
  const loose = { names: [...new Set([...looseOf(entry), ...ownKeys(entry.songs), ''])], until: Math.max(act.t, (entry.loose?.until ?? 0) + 1) };
  return (await changeEntry(db, entry, act, { state: 'withdrawn', reason: tidy(reason), loose })) ? { ...entry, loose, v: entry.v + 1 } : 'again';
}

/** Lets go what an act has given up. Idempotent; the job does it where this call dies. */
export async function letGo(db: Database, entry: EntryDocument): Promise<void> {
  if (entry.loose?.names.length === 0) return;
  await releaseLoose(db, entry);
  await noteReleased(db, entry);
}
