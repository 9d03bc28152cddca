import * as v from 'valibot';
import { placesOf } from '../../../miniprogram/domain/contest/live';
import { inRosterOrder, rosterHash, sharedTags } from '../../../miniprogram/domain/contest/order';
import { goesThrough } from '../../../miniprogram/domain/contest/rank';
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
import { activityById } from '../activity/store';
import { contestById, entriesEnd } from './contest-store';
import type { ContestDocument, EntryDocument, LotState, Performance, RoundDocument } from './documents';
import { entriesIn, entriesWithIds } from './entry-store';
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

/** Who takes part: all that were accepted, or those through from the round before. */
async function entriesOf(db: Database, contest: ContestDocument, roundId: string, now: number): Promise<EntryDocument[]> {
  const index = contest.rulebook.rounds.findIndex((one) => one.id === roundId);
  const before = contest.rulebook.rounds[index - 1];
  if (!before) {
    if (now < entriesEnd(contest)) throw new Refusal('NOT_OPEN', '报送还没有截止，截止后再排这一轮');
    return entriesIn(db, contest._id, 'accepted', null, most);
  }
  const played = await roundById(db, roundKey(contest._id, before.id));
  if (played?.state !== 'closed') throw new Refusal('NOT_OPEN', `${before.name}还没有结束`);
  return entriesWithIds(db, throughFrom(played));
}

/** Who goes on from a round; a tie at the cut goes through. */
function throughFrom({ performances, rules, cut }: RoundDocument): string[] {
  const announced = new Map(performances.map(({ entryId, score }) => [entryId, score?.announced ?? 0]));
  const ranked = placesOf(performances, rules.ties).map((one) => ({ ...one, announced: announced.get(one.entry) ?? 0 }));
  return cut === null ? [] : goesThrough(ranked, cut);
}

function performanceOf(entry: EntryDocument, shared: string[]): Performance {
  const { _id, title, unitId, unitPath, unitName, form, songs } = entry;
  return {
    ...{ entryId: _id, title, unitId, unitPath, unitName, form, songs: songs.map((song) => ({ title: song.title, author: song.author })), shared, number: 0 },
    ...{ state: 'expected', startedAt: null, endedAt: null, deviceStartedAt: null, deviceEndedAt: null },
    ...{ proposals: [], adjustments: [], releasedAt: null, score: null, edits: 0 },
  };
}

/** Units whose leaders are no part of the organiser: their shares are chance that it cannot choose. */
const outsideUnits = (performances: readonly Performance[], scope: string) => [...new Set(performances.filter(({ unitPath }) => !covers(unitPath, scope)).map(({ unitId }) => unitId))].sort();

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

const openSchema = v.strictObject({ ...roundFields, valueName: v.exactOptional(v.pipe(v.string(), v.maxLength(100))) });

const open = defineAction('stage.open', 'act', openSchema, async ({ db, input, key, member, now }) => {
  const { contestId, roundId } = input;
  const [contest, activity, before] = await Promise.all([contestById(db, contestId), activityById(db, contestId), roundById(db, roundKey(contestId, roundId))]);
  if (!contest || !activity || !holds(member.grants, 'cadre', contest.scope, now)) throw new Refusal('NOT_FOUND', '没有找到这个比赛');
  const hash = inputHash(input);
  if (before) return opened(before, key, hash);
  const rule = contest.rulebook.rounds.find((one) => one.id === roundId);
  if (!rule) throw new Refusal('BAD_INPUT', '规程里没有这一轮');
  const entries = await entriesOf(db, contest, roundId, now);
  if (entries.length === 0) throw new Refusal('NOT_OPEN', '还没有通过审查的节目');
  if (entries.length >= most) throw new Refusal('FULL', `一轮最多 ${most - 1} 个节目`);
  const tags = sharedTags(entries.map((entry) => ({ ...entry, entryId: entry._id })));
  const performances = inRosterOrder(entries.map((entry) => performanceOf(entry, tags.get(entry._id) ?? [])));
  const { criteria, maximum, trim, trimNeeds, ties, heldSheets, duration } = contest.rulebook;
  const act = actOf(member, key, hash, now);
  const round: RoundDocument = {
    ...{ _id: roundKey(contestId, roundId), contestId, roundId, scope: contest.scope, scopeName: activity.organiser, title: activity.title, name: rule.name, order: rule.order, openedAt: now },
    ...{ rules: { criteria, maximum, trim, trimNeeds, ties, heldSheets, duration }, cut: rule.cut, rosterHash: rosterHash(performances), state: 'open' },
    lot: rule.order === 'lot' ? beginLot(`${roundKey(contestId, roundId)}:1`, outsideUnits(performances, contest.scope), [], input.valueName, now) : null,
    ...{ voids: [], slips: null, draw: null, performances, panel: [], recusals: [], changes: [], baselineAt: null, screens: [], v: 1, acts: [act] },
  };
  round.audit = [recorded('stage.open', round, act, { ...input, rosterHash: round.rosterHash })];
  if (await insertRound(db, round)) return { entries: performances.length, rosterHash: round.rosterHash };
  const first = await roundById(db, round._id);
  if (!first) throw new Refusal('SLOW_DOWN');
  return opened(first, key, hash);
});

function opened(round: RoundDocument, key: string, hash: string): { entries: number; rosterHash: string } {
  if (!wasDone(round, key, hash)) throw new Refusal('USED', '这一轮已经开启');
  return { entries: round.performances.length, rosterHash: round.rosterHash };
}


export const openActions: readonly Action[] = [rounds, open];
