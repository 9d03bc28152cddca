import * as v from 'valibot';
import { inRosterOrder, rosterHash, sharedTags } from '../../../miniprogram/domain/contest/order';
import { fewestUnits } from '../../../miniprogram/domain/draw/reveal';
import { commitmentOf } from '../../../miniprogram/domain/draw/seed';
import { covers, holds } from '../../../miniprogram/domain/people/scope';
import { fits, tidy } from '../../../miniprogram/domain/text/clean';
import { wasDone } from '../../platform/acts';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import { type Action, defineAction } from '../../platform/router';
import { inputHash, newSecret, seal } from '../../platform/secrets';
import { type ActivityDocument, activityById } from '../activity/store';
import { contestById, entriesEnd, sealEntries } from './contest-store';
import type { Act, ContestDocument, EntryDocument, LotState, Performance, RoundDocument } from './documents';
import { entriesIn, entriesWithIds, fenceEntries } from './entry-store';
import { resultById, type ResultDocument, useResult } from './result-store';
import { insertRound, roundById, roundKey, roundsOf } from './round-store';
import { actOf, recorded, rolesIn, roundFields } from './stage-guards';

/** Rounds of a contest, and how one comes about. */

/** More entries than a round can be played with. */
const most = 300;

const rounds = defineAction('stage.rounds', 'anyone', v.strictObject({ contestId: id }), async ({ db, input, member, now }) => {
  const [contest, activity, opened] = await Promise.all([contestById(db, input.contestId), activityById(db, input.contestId), roundsOf(db, input.contestId)]);
  if (!contest || !activity) throw new Refusal('NOT_FOUND', '没有找到这个比赛');
  const roles = member ? rolesIn(member, contest, now) : { cadre: false, official: false, supervisor: false };
  return {
    title: activity.title,
    rounds: contest.rulebook.rounds.map(({ id: roundId, name, order, startsAt }) => {
      const found = opened.find((one) => one.roundId === roundId);
      return { roundId, name, order, startsAt, state: found?.state ?? null, entries: found?.performances.length ?? 0 };
    }),
    manages: roles.cadre,
    works: roles.cadre || roles.official || roles.supervisor,
    now,
  };
});

/** Who takes part, and for a later round the published result that says so. */
export interface Roster {
  entries: EntryDocument[];
  from: ResultDocument | null;
}

const accepted = async (db: Database, { _id }: ContestDocument): Promise<Roster> => ({ entries: await entriesIn(db, _id, 'accepted', null, most), from: null });

/** Of a later round: those through by the result of the round before as it is published. */
export async function laterRoster(db: Database, contest: ContestDocument, before: Api.Contest.RoundRule): Promise<Roster> {
  const from = await resultById(db, roundKey(contest._id, before.id));
  if (!from?.published) throw new Refusal('NOT_OPEN', `${before.name}的成绩还没有签字公布，公布后按晋级名单排`);
  return { entries: await entriesWithIds(db, from.published.content.rows.flatMap(({ entryId, through }) => (through ? [entryId] : []))), from };
}

export const roundBefore = ({ rulebook }: Pick<ContestDocument, 'rulebook'>, roundId: string) => rulebook.rounds[rulebook.rounds.findIndex((one) => one.id === roundId) - 1];

async function rosterOf(db: Database, contest: ContestDocument, roundId: string, now: number): Promise<Roster> {
  const before = roundBefore(contest, roundId);
  if (!before && now < entriesEnd(contest)) throw new Refusal('NOT_OPEN', '报送还没有截止，截止后再排这一轮');
  const roster = before ? await laterRoster(db, contest, before) : await accepted(db, contest);
  mustHaveEntries(roster.entries, before ? `${before.name}没有晋级的节目` : '还没有通过审查的节目');
  return roster;
}

function mustHaveEntries({ length }: readonly EntryDocument[], none: string): void {
  if (length === 0) throw new Refusal('NOT_OPEN', none);
  if (length >= most) throw new Refusal('FULL', `一轮最多 ${most - 1} 个节目`);
}

/**
 * Holds the roster before the round is laid out from it: entries are sealed, and whatever act is under way fails on the fence, before they are
 * read once more; a published result is marked as used, so that its corrections mind the round.
 */
async function hold(db: Database, contest: ContestDocument, roster: Roster, now: number): Promise<Roster> {
  const { from } = roster;
  if (from) {
    if (!(await useResult(db, from))) throw new Refusal('SLOW_DOWN', '上一轮的成绩刚刚更正过，请再点一次');
    return roster;
  }
  if (!(await sealEntries(db, contest, now))) throw new Refusal('SLOW_DOWN', '规程刚刚有变动，请再点一次');
  await fenceEntries(db, contest._id);
  const held = await accepted(db, contest);
  mustHaveEntries(held.entries, '还没有通过审查的节目');
  return held;
}

export function performanceOf(entry: EntryDocument, shared: string[]): Performance {
  const { _id, title, unitId, unitPath, unitName, form, songs } = entry;
  return {
    ...{ entryId: _id, title, unitId, unitPath, unitName, form, songs: songs.map((song) => ({ title: song.title, author: song.author })), shared, number: 0 },
    ...{ state: 'expected', startedAt: null, endedAt: null, deviceStartedAt: null, deviceEndedAt: null },
    ...{ proposals: [], adjustments: [], releasedAt: null, score: null, edits: 0 },
  };
}

/** The roster as it is drawn, with its hash. */
export function laidOut(entries: readonly EntryDocument[]): { performances: Performance[]; rosterHash: string } {
  const tags = sharedTags(entries.map((entry) => ({ ...entry, entryId: entry._id })));
  const performances = inRosterOrder(entries.map((entry) => performanceOf(entry, tags.get(entry._id) ?? [])));
  return { performances, rosterHash: rosterHash(performances) };
}

/** Units whose leaders are no part of the organiser: their shares are chance that it cannot choose. */
export const outsideUnits = (performances: readonly Performance[], scope: string) => [...new Set(performances.filter(({ unitPath }) => !covers(unitPath, scope)).map(({ unitId }) => unitId))].sort();

/**
 * A try of a draw by lot. With fewer than two units it is the organiser's share, committed to now, and a public value named beforehand.
 * @throws BAD_INPUT: it needs the name of a value
 */
export function beginLot(drawId: string, units: string[], leftOut: string[], valueName: string | undefined, beganAt: number): LotState {
  if (units.length >= fewestUnits) return { id: drawId, beganAt, units, leftOut, commitments: {}, shares: {}, value: null };
  if (valueName === undefined || !fits(valueName, 2, 40)) throw new Refusal('BAD_INPUT', '外单位不到两家，请写明用哪个公开数值抽签，如“12月1日福彩3D开奖号码”');
  const share = newSecret();
  return { id: drawId, beganAt, units: [], leftOut: [...new Set([...leftOut, ...units])], commitments: {}, shares: {}, value: { name: tidy(valueName), commitment: commitmentOf(drawId, 'organiser', share), secret: seal(share) } };
}

interface Place {
  contest: ContestDocument;
  activity: ActivityDocument;
  rule: Api.Contest.RoundRule;
}

/** @throws BAD_INPUT: its draw needs the name of a public value */
function roundOf({ contest, activity, rule }: Place, { entries, from }: Roster, act: Act, input: Api.Input<'stage.open'>): RoundDocument {
  const { performances, rosterHash: hashed } = laidOut(entries);
  const { criteria, maximum, trim, trimNeeds, ties, heldSheets, duration } = contest.rulebook;
  const _id = roundKey(contest._id, rule.id);
  const round: RoundDocument = {
    ...{ _id, contestId: contest._id, roundId: rule.id, scope: contest.scope, scopeName: activity.organiser, title: activity.title, name: rule.name, order: rule.order, openedAt: act.t },
    ...{ rules: { criteria, maximum, trim, trimNeeds, ties, heldSheets, duration }, cut: rule.cut, rosterHash: hashed, state: 'open' },
    ...(from?.published ? { from: { roundId: from.roundId, digest: from.published.content.digest } } : {}),
    lot: rule.order === 'lot' ? beginLot(`${_id}:1`, outsideUnits(performances, contest.scope), [], input.valueName, act.t) : null,
    ...{ voids: [], slips: null, draw: null, performances, panel: [], recusals: [], changes: [], baselineAt: null, screens: [], v: 1, acts: [act] },
  };
  return { ...round, audit: [recorded('stage.open', round, act, { ...input, rosterHash: hashed })] };
}

const openSchema = v.strictObject({ ...roundFields, valueName: v.exactOptional(v.pipe(v.string(), v.maxLength(100))) });

const open = defineAction('stage.open', 'act', openSchema, async ({ db, input, key, member, now }) => {
  const { contestId, roundId } = input;
  const [contest, activity, before] = await Promise.all([contestById(db, contestId), activityById(db, contestId), roundById(db, roundKey(contestId, roundId))]);
  if (!contest || !activity || !holds(member.grants, 'cadre', contest.scope, now)) throw new Refusal('NOT_FOUND', '没有找到这个比赛');
  const hash = inputHash(input);
  if (before) return opened(before, key, hash);
  const rule = contest.rulebook.rounds.find((one) => one.id === roundId);
  if (!rule) throw new Refusal('BAD_INPUT', '规程里没有这一轮');
  const act = actOf(member, key, hash, now);
  const planned = await rosterOf(db, contest, roundId, now);
  const laid = (roster: Roster) => roundOf({ contest, activity, rule }, roster, act, input);
  // Whatever is to be refused is refused before the first write.
  laid(planned);
  const round = laid(await hold(db, contest, planned, now));
  if (await insertRound(db, round)) return { entries: round.performances.length, rosterHash: round.rosterHash };
  const first = await roundById(db, round._id);
  if (!first) throw new Refusal('SLOW_DOWN');
  return opened(first, key, hash);
});

function opened(round: RoundDocument, key: string, hash: string): { entries: number; rosterHash: string } {
  if (!wasDone(round, key, hash)) throw new Refusal('USED', '这一轮已经开启');
  return { entries: round.performances.length, rosterHash: round.rosterHash };
}

export const openActions: readonly Action[] = [rounds, open];
