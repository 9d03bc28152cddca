import * as v from 'valibot';
import { covers, holds } from '../../../miniprogram/domain/people/scope';
import { checkChallenge, progressOf } from '../../../miniprogram/domain/reading/challenge';
import { daysFrom } from '../../../miniprogram/domain/time/days';
import { dayOf } from '../../../miniprogram/domain/time/shanghai';
import { decideUpon } from '../../platform/acts';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import { type Action, defineAction, type Member } from '../../platform/router';
import { idOf, inputHash, unseal } from '../../platform/secrets';
import { recordOf } from '../audit/record';
import { type UnionDocument, unionsBelow } from '../people/store';
import { words } from '../text/words';
import { phaseOf } from './browse';
import {
  type ChallengeDocument, challengeById, challengesOf, countJoined, editionWithJoins, type EditionWithJoins,
  insertChallenge, keepClosed, keepJoin, mostChallenges, mostInTeam, teamReaders,
} from './challenge-store';
import type { EditionDocument, KeptCheckIn } from './documents';
import { sees } from './feed';
import { ownPart } from './participation';
import { notThere, ownEdition } from './setup';
import { bookById } from './store';

/** 挑战: who joined is kept, how far they are is read off their check-ins. */

const noChallenge = () => new Refusal('NOT_FOUND', '没有找到这个挑战');
const ended = () => new Refusal('CLOSED', '读书月已经结束');
const idsIn = (path: string) => path.split('/').filter((part) => part !== '');
/** The day from which a team's common book, or one's own joining, counts. */
const joinedOn = (challenge: ChallengeDocument, joins: EditionWithJoins['joins']): string | null => {
  if (challenge.unit !== '') return dayOf(challenge.addedAt);
  const at = joins?.at[joins.joined.indexOf(challenge._id)];
  return at === undefined ? null : dayOf(at);
};

function challengeFor(challenge: ChallengeDocument, { mine, joins, closesAt }: EditionWithJoins, now: number): Api.Reading.Challenge {
  const { _id: challengeId, rule, bookTitle, unitName, closedAt } = challenge;
  const joined = joinedOn(challenge, joins);
  const progress = progressOf(rule, joined === null ? [] : (mine?.checkIns ?? []), joined ?? '', dayOf(now));
  return { challengeId, rule, bookTitle, unitName, joined, ...progress, open: joined === null && closedAt === 0 && now < closesAt };
}

const list = defineAction('reading.challenges', 'member', v.strictObject({ editionId: id }), async ({ db, input, member, now }) => {
  const [edition, all] = await Promise.all([editionWithJoins(db, input.editionId, member.uid), challengesOf(db, input.editionId, ['', ...idsIn(member.unitPath)])]);
  if (!edition || !sees(edition, member, now)) throw notThere();
  const reads = covers(edition.audience, member.unitPath);
  const items = reads ? all.map((challenge) => challengeFor(challenge, edition, now)).filter(({ joined, open }) => joined !== null || open) : [];
  return { items, streaks: edition.rules.streaks, reads, phase: phaseOf(edition, now) };
});

const oneSchema = v.strictObject({ editionId: id, challengeId: id });

const join = defineAction('reading.join', 'member', oneSchema, async ({ db, input, member, now }) => {
  const [edition, challenge] = await Promise.all([editionWithJoins(db, input.editionId, member.uid), challengeById(db, input.challengeId)]);
  if (!edition || !covers(edition.audience, member.unitPath)) throw notThere();
  if (challenge?.edition !== edition._id || (challenge.unit !== '' && !covers(challenge.path, member.unitPath))) throw noChallenge();
  const before = joinedOn(challenge, edition.joins);
  if (before !== null) return { joined: before };
  if (now >= edition.closesAt) throw ended();
  if (challenge.closedAt > 0) throw new Refusal('CLOSED', '这个挑战不再接受新的参加者');
  await keepJoin(db, edition._id, member.uid, challenge._id, now);
  return { joined: dayOf(now) };
});

const team = defineAction('reading.team', 'member', oneSchema, async ({ db, input, member, now }) => {
  const challenge = await challengeById(db, input.challengeId);
  if (challenge?.edition !== input.editionId || challenge.unit === '' || challenge.rule.kind !== 'book') throw noChallenge();
  const inside = covers(challenge.path, member.unitPath);
  if (!inside && !holds(member.grants, 'cadre', challenge.path, now)) throw noChallenge();
  // Names stay in the team: a cadre reads them as the team's own, as everywhere.
  const [members] = await Promise.all([teamReaders(db, input.editionId, challenge.path), inside ? null : ownPart(db, input.editionId, challenge.unit, member, now)]);
  const readers = members.map(({ _id, name, checkIns }) => readerIn(challenge, checkIns, { name: unseal(name), mine: _id === member.uid }, now));
  const { bookTitle, unitName, rule } = challenge;
  return { bookTitle, unitName, of: rule.of, need: rule.at, finished: readers.filter(({ doneOn }) => doneOn !== null).length, readers: readers.sort(nearest) };
});

function readerIn({ rule }: ChallengeDocument, checkIns: readonly KeptCheckIn[], who: { name: string; mine: boolean }, now: number): Api.Reading.TeamReader {
  const { have, doneOn } = progressOf(rule, checkIns, '', dayOf(now));
  return { ...who, have, doneOn };
}

/** Who finished first, then who has read most. */
const nearest = (a: Api.Reading.TeamReader, b: Api.Reading.TeamReader): number =>
  a.doneOn !== b.doneOn ? (a.doneOn === null ? 1 : b.doneOn === null ? -1 : a.doneOn < b.doneOn ? -1 : 1) : b.have - a.have;

/** Whose challenges a cadre sets: everybody's of an own edition, or those of one's own unit and its teams. */
async function partOf(db: Database, input: { editionId: string; unionId: string | null }, member: Member, now: number): Promise<{ edition: EditionDocument; teams: UnionDocument[] }> {
  if (input.unionId === null) return { edition: await ownEdition(db, input.editionId, member, now), teams: [] };
  const { edition, union } = await ownPart(db, input.editionId, input.unionId, member, now);
  return { edition, teams: await unionsBelow(db, union.path) };
}

const deskSchema = v.strictObject({ editionId: id, unionId: v.nullable(id) });

const desk = defineAction('reading.challengeDesk', 'member', deskSchema, async ({ db, input, member, now }) => {
  const { edition, teams } = await partOf(db, input, member, now);
  const found = await challengesOf(db, edition._id, input.unionId === null ? [''] : teams.map(({ _id }) => _id));
  const joined = await Promise.all(found.map(({ _id, unit }) => (unit === '' ? countJoined(db, edition._id, _id) : 0)));
  return {
    items: found.map(({ _id: challengeId, unit, rule: set, bookTitle, unitName, closedAt }, at) => ({
      ...{ challengeId, rule: set, bookTitle, unionId: unit === '' ? null : unit, unitName, closed: closedAt > 0, joined: joined[at] ?? 0 },
    })),
    teams: teams.filter(({ members }) => members <= mostInTeam).map(({ _id: unionId, name }) => ({ unionId, name })),
    days: daysFrom(edition.from, edition.until) + 1,
  };
});

const whole = v.pipe(v.number(), v.safeInteger());
const rule = v.variant('kind', [
  v.strictObject({ kind: v.literal('row'), days: whole }),
  v.strictObject({ kind: v.literal('book'), bookId: id, of: v.picklist(['days', 'minutes', 'pages']), at: whole }),
]);
const faults = { days: '连续天数要在 2 天以上，不超过读书月的天数', amount: '读多少才算读完，数目不合适' } as const;

const add = defineAction('reading.addChallenge', 'act', v.strictObject({ ...deskSchema.entries, rule }), async ({ db, input, key, member, now }) => {
  const { edition, teams } = await partOf(db, input, member, now);
  const unit = teams[0];
  const given = input.rule;
  const fault = checkChallenge(given, daysFrom(edition.from, edition.until) + 1);
  if (fault) throw new Refusal('BAD_INPUT', faults[fault]);
  if (unit && given.kind !== 'book') throw new Refusal('BAD_INPUT', '班组设共读一本书，连续打卡的挑战由主办方设');
  if (unit && unit.members > mostInTeam) throw new Refusal('BAD_INPUT', `共读一本书适合 ${mostInTeam} 人以内的班组`);
  const book = given.kind === 'book' ? await bookById(db, given.bookId) : null;
  if (given.kind === 'book' && (book?.edition !== edition._id || book.removedAt > 0 || (edition.approval && !book.approved))) throw new Refusal('BAD_INPUT', '这本书不在书单里，请换一本');
  const act = { k: key, h: inputHash(input), t: now, by: member.uid };
  const [scope, scopeName] = [unit?.path ?? edition.scope, unit?.name ?? edition.organiser];
  const record = recordOf({ act: 'reading.addChallenge', by: member.uid, key, at: now, subject: edition._id, scope, scopeName, details: input });
  const challenge: Omit<ChallengeDocument, '_id'> = {
    ...{ edition: edition._id, unit: unit?._id ?? '', unitName: unit?.name ?? '', path: unit?.path ?? '', rule: given, bookTitle: book?.title ?? '' },
    ...{ addedAt: now, closedAt: 0, acts: [act], audit: [record] },
  };
  const before = await settled(db, challenge, key, now < edition.closesAt);
  return decideUpon(
    () => there(db, before._id),
    act,
    ({ _id: challengeId, closedAt }, done) => {
      if (done) return { answer: { challengeId } };
      if (closedAt === 0) throw new Refusal('USED', '这个挑战已经有了');
      if (now >= edition.closesAt) throw ended();
      return { answer: { challengeId }, write: { closedAt: 0 } };
    },
    (found, { closedAt }) => keepClosed(db, found, closedAt, act, record),
  );
});

/**
 * The challenge that this key decided or that has this rule, set now if there is none. Each takes the next of a team's numbers and none is ever removed:
 * of two who set at once one comes second and looks again, so that neither the limit nor "none twice" can be passed.
 */
async function settled(db: Database, challenge: Omit<ChallengeDocument, '_id'>, key: string, open: boolean): Promise<ChallengeDocument> {
  const { edition, unit } = challenge;
  for (let attempt = 0; attempt <= mostChallenges; attempt += 1) {
    const all = await challengesOf(db, edition, [unit]);
    const same = all.find(({ acts }) => acts.some(({ k }) => k === key)) ?? all.find(({ rule: other }) => inOrder(other) === inOrder(challenge.rule));
    if (same) return same;
    if (!open) throw ended();
    if (all.length >= mostChallenges) throw new Refusal('FULL', `最多设 ${mostChallenges} 个挑战`);
    const made = { _id: idOf('challenge', `${edition}:${unit}`, String(all.length)), ...challenge };
    if (await insertChallenge(db, made)) return made;
  }
  throw new Refusal('SLOW_DOWN');
}

/** The same rule is the same challenge, however its sender orders its fields. */
const inOrder = (given: Api.Reading.ChallengeRule) => (given.kind === 'row' ? ['row', given.days] : ['book', given.bookId, given.of, given.at]).join(':');

async function there(db: Database, challengeId: string): Promise<ChallengeDocument> {
  const found = await challengeById(db, challengeId);
  if (!found) throw noChallenge();
  return found;
}

const close = defineAction('reading.closeChallenge', 'act', v.strictObject({ ...oneSchema.entries, reason: words(2, 60, '原因') }), async ({ db, input, key, member, now }) => {
  const challenge = await there(db, input.challengeId);
  if (challenge.edition !== input.editionId) throw noChallenge();
  const edition = challenge.unit === '' ? await ownEdition(db, input.editionId, member, now) : (await ownPart(db, input.editionId, challenge.unit, member, now)).edition;
  const act = { k: key, h: inputHash(input), t: now, by: member.uid };
  const [scope, scopeName] = challenge.unit === '' ? [edition.scope, edition.organiser] : [challenge.path, challenge.unitName];
  const record = recordOf({ act: 'reading.closeChallenge', by: member.uid, key, at: now, subject: edition._id, scope, scopeName, details: input });
  return decideUpon(
    () => there(db, input.challengeId),
    act,
    ({ closedAt }, done) => {
      if (done) return { answer: { closed: true as const } };
      if (closedAt > 0) throw new Refusal('USED', '这个挑战已经停了');
      return { answer: { closed: true as const }, write: { closedAt: now } };
    },
    (found, { closedAt }) => keepClosed(db, found, closedAt, act, record),
  );
});

export const challengeActions: readonly Action[] = [list, join, team, desk, add, close];
