import * as v from 'valibot';
import { namedFault } from '../../../miniprogram/domain/contest/prizes';
import { prizeWarning } from '../../../miniprogram/domain/contest/rulebook';
import { songKey } from '../../../miniprogram/domain/contest/songs';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import { type Action, defineAction } from '../../platform/router';
import { inputHash } from '../../platform/secrets';
import { recordOf } from '../audit/record';
import { type VoteDocument, votesOf } from '../voting/store';
import type { ContestDocument, EntryDocument } from './documents';
import { allEntries } from './entry-store';
import { computed, lastRound, managed, roundField, worked } from './result-access';
import { goingOn, isLast, type Material, placedIn } from './result-content';
import { changeResult, type SignatureField } from './result-store';

export const shownSignature = ({ as, name, at }: SignatureField): Api.Contest.Signature => ({ as, name, at });

/** The round to work on where none is named: the first that is not published, else the last. */
function nextRound({ rulebook }: ContestDocument, published: ReadonlySet<string>): string {
  const { rounds } = rulebook;
  return (rounds.find((round) => !published.has(round.id)) ?? rounds[rounds.length - 1])?.id ?? 'r1';
}

const desk = defineAction('results.desk', 'member', v.strictObject({ contestId: id, roundId: v.exactOptional(roundField) }), async ({ db, input, member, now }) => {
  const held = await worked(db, input.contestId, member, now);
  const { activity, contest, results, roles } = held;
  const published = new Set(results.filter((one) => one.published !== null).map((one) => one.roundId));
  const roundId = input.roundId ?? nextRound(contest, published);
  const { document, material, now: result } = await computed(db, held, roundId);
  const { draft } = document;
  const content = 'content' in result ? result.content : null;
  const last = isLast(contest.rulebook, roundId);
  return {
    contestId: contest._id,
    title: activity.title,
    round: { roundId, name: material.rule.name, last },
    rounds: contest.rulebook.rounds.map((round) => ({ roundId: round.id, name: round.name, published: published.has(round.id) })),
    content,
    missing: 'missing' in result ? result.missing : '',
    draft: draft && { digest: draft.content.digest, signatures: draft.signatures.map(shownSignature), reason: draft.reason, stale: draft.content.digest !== content?.digest },
    published: document.published && { digest: document.published.content.digest, at: document.published.at },
    signAs: (['scorer', 'supervisor'] as const).filter((as) => roles[as]),
    manages: roles.manages,
    wantsVote: last && contest.rulebook.audience.kind !== 'none',
    audience: document.audience,
    named: Object.fromEntries(document.named.map(({ prize, winners }) => [prize, winners])),
    joins: joinsOf(material),
    warning: last ? (prizeWarning(contest.rulebook, material.round?.performances.length ?? 0) ?? '') : '',
    now,
  };
});

/** Who is to be let into the next round, which is drawn, before the corrected result can be signed. */
function joinsOf({ contest, rule, round, next }: Material): Api.Contest.ResultDesk['joins'] {
  if (round?.state !== 'closed' || next === null) return null;
  const { joins } = goingOn({ round, next }, placedIn({ contest, rule, round }, null));
  return joins.length > 0 ? { roundId: next.roundId, name: next.name, entries: joins } : null;
}

/** The entry that a candidate stands for: of its title and unit, where there is only one. */
function entryOf({ title, unit }: VoteDocument['candidates'][number], entries: readonly EntryDocument[]): string | null {
  const key = songKey(title);
  const found = entries.filter((entry) => songKey(entry.title) === key && (unit === null || entry.unitId === unit));
  return found.length === 1 ? (found[0]?._id ?? null) : null;
}

/** Entries that the organiser may name: those that passed the review. */
const standing = async (db: Database, contestId: string) => (await allEntries(db, contestId)).filter(({ state }) => state === 'accepted');

const choices = defineAction('results.choices', 'member', v.strictObject({ contestId: id }), async ({ db, input, member, now }) => {
  const [, entries, votes] = await Promise.all([managed(db, input.contestId, member, now), standing(db, input.contestId), votesOf(db, input.contestId)]);
  const units = new Map<string, { unitId: string; name: string; entries: number }>();
  for (const { unitId, unitName: name } of entries) units.set(unitId, { unitId, name, entries: (units.get(unitId)?.entries ?? 0) + 1 });
  return {
    entries: entries.map(({ _id, title, unitId, unitName, performers }) => ({ entryId: _id, title, unitId, unitName, performers: performers.map(({ name, part }) => ({ name, part })) })),
    units: [...units.values()].sort((a, b) => b.entries - a.entries || (a.unitId < b.unitId ? -1 : 1)),
    votes: votes.map((vote) => ({
      ...{ voteId: vote._id, title: vote.title, frozen: vote.state === 'frozen' },
      candidates: vote.candidates.map((candidate) => ({ id: candidate.id, title: candidate.title, unitName: candidate.unitName, entryId: entryOf(candidate, entries) })),
    })),
  };
});

const entryField = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,40}:[A-Za-z0-9_-]{1,40}$/));
const candidateField = v.pipe(v.string(), v.regex(/^c\d{1,3}$/));
const audienceSchema = v.strictObject({ contestId: id, voteId: id, links: v.pipe(v.array(v.strictObject({ candidateId: candidateField, entryId: entryField })), v.minLength(1), v.maxLength(100)) });

const distinct = (values: readonly string[]) => new Set(values).size === values.length;

const audience = defineAction('results.audience', 'act', audienceSchema, async ({ db, input, key, member, now }) => {
  const [{ activity, contest }, entries, votes] = await Promise.all([managed(db, input.contestId, member, now), standing(db, input.contestId), votesOf(db, input.contestId)]);
  const last = lastRound(contest);
  if (!last || contest.rulebook.audience.kind === 'none') throw new Refusal('BAD_INPUT', '竞赛规程没有观众投票，票数不计入成绩');
  const vote = votes.find(({ _id }) => _id === input.voteId);
  if (!vote) throw new Refusal('NOT_FOUND', '没有找到这次投票');
  const { links } = input;
  if (!distinct(links.map(({ candidateId }) => candidateId)) || !distinct(links.map(({ entryId }) => entryId))) throw new Refusal('BAD_INPUT', '一个候选对象只能对一个节目');
  const known = links.every(({ candidateId, entryId }) => vote.candidates.some((candidate) => candidate.id === candidateId) && entries.some(({ _id }) => _id === entryId));
  if (!known) throw new Refusal('BAD_INPUT', '有的候选对象或节目不在这个比赛里');
  const record = recordOf({ act: 'results.audience', by: member.uid, key, at: now, subject: contest._id, scope: contest.scope, scopeName: activity.organiser, details: input });
  await changeResult(db, contest._id, last.id, { k: key, h: inputHash(input), t: now, by: member.uid }, record, () => ({ audience: { voteId: vote._id, links } }));
  return { joined: links.length };
});

const winnerField = v.strictObject({ entryId: v.nullable(entryField), performer: v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(199))), unitId: v.nullable(id) });
const nameSchema = v.strictObject({ contestId: id, prize: v.pipe(v.string(), v.minLength(1), v.maxLength(40)), winners: v.pipe(v.array(winnerField), v.maxLength(500)) });

const name = defineAction('results.name', 'act', nameSchema, async ({ db, input, key, member, now }) => {
  const [{ activity, contest }, entries] = await Promise.all([managed(db, input.contestId, member, now), standing(db, input.contestId)]);
  const last = lastRound(contest);
  const prize = contest.rulebook.prizes.find((one) => one.name === input.prize);
  if (!last || !prize) throw new Refusal('BAD_INPUT', '竞赛规程里没有这个奖项');
  const performers = new Map(entries.map((entry) => [entry._id, entry.performers.length]));
  const fault = namedFault(prize, input.winners, performers, new Set(entries.map(({ unitId }) => unitId)));
  if (fault !== null) throw new Refusal('BAD_INPUT', fault);
  const record = recordOf({ act: 'results.name', by: member.uid, key, at: now, subject: contest._id, scope: contest.scope, scopeName: activity.organiser, details: input });
  await changeResult(db, contest._id, last.id, { k: key, h: inputHash(input), t: now, by: member.uid }, record, ({ named }) => ({
    named: [...named.filter((one) => one.prize !== prize.name), { prize: prize.name, winners: input.winners }],
  }));
  return { named: input.winners.length };
});

export const resultDeskActions: readonly Action[] = [desk, choices, audience, name];
