import * as v from 'valibot';
import { holds } from '../../../miniprogram/domain/people/scope';
import { id } from '../../platform/fields';
import { type Action, defineAction } from '../../platform/router';
import type { EntryDocument } from './documents';
import { entriesOfUnit, entriesWith } from './entry-store';
import { lastRound, notThere, rolesOf, roundField } from './result-access';
import { resultDeskActions } from './result-desk';
import { resultSigningActions } from './result-signing';
import { contestWithPublished, contestWithResults, resultById, type ResultDocument } from './result-store';
import { roundKey } from './round-store';

/** Hex digits of a digest by which a certificate is looked up. */
const codeDigits = 8;

function publishedOf({ published, corrections, roundId }: ResultDocument, rulebook: Api.Contest.Rulebook): Api.Contest.PublishedResult | null {
  if (published === null) return null;
  const { content, signatures, at } = published;
  return {
    ...content,
    roundId,
    roundName: rulebook.rounds.find((round) => round.id === roundId)?.name ?? '',
    audience: content.vote === null ? { kind: 'none' } : rulebook.audience,
    maximum: rulebook.maximum,
    signatures: signatures.map(({ as, name, at: signedAt }) => ({ as, name, at: signedAt })),
    publishedAt: at,
    corrections,
  };
}

const board = defineAction('results.board', 'anyone', v.strictObject({ contestId: id, roundId: v.exactOptional(roundField) }), async ({ db, input, member, now }) => {
  const found = await contestWithPublished(db, input.contestId);
  if (!found) throw notThere();
  const { activity, contest, published } = found;
  const rounds = contest.rulebook.rounds.map(({ id: roundId, name }) => ({ roundId, name, published: published.has(roundId) }));
  const wanted = input.roundId ?? [...rounds].reverse().find((round) => round.published)?.roundId;
  const result = wanted !== undefined && published.has(wanted) ? await resultById(db, roundKey(contest._id, wanted)) : null;
  const roles = member === null ? null : rolesOf(member, contest.scope, now);
  return {
    ...{ contestId: contest._id, title: activity.title, organiser: activity.organiser, rounds, result: result && publishedOf(result, contest.rulebook) },
    works: roles !== null && (roles.manages || roles.scorer || roles.supervisor),
    now,
  };
});

const mine = defineAction('results.mine', 'member', v.strictObject({ contestId: id }), async ({ db, input, member, now }) => {
  const leads = holds(member.grants, 'cadre', member.unitPath, now);
  const [found, sung, sent] = await Promise.all([
    contestWithResults(db, input.contestId),
    entriesWith(db, input.contestId, member.uid),
    leads ? entriesOfUnit(db, input.contestId, member.unitPath) : [],
  ]);
  if (!found) throw notThere();
  const { activity, contest, results } = found;
  const last = results.find(({ roundId }) => roundId === lastRound(contest)?.id)?.published;
  if (!last) return { items: [] };
  const { content, at } = last;
  const common = { contest: activity.title, organiser: activity.organiser, at, code: content.digest.slice(0, codeDigits) };
  const named = (entry: EntryDocument, performer: number | null) => (performer === null ? entry.performers.some(({ uid }) => uid === member.uid) : entry.performers[performer]?.uid === member.uid);
  const items = content.prizes.flatMap(({ name: prize, kind, winners }) =>
    winners.flatMap(({ entryId, performer, unitId, title, unitName }): Api.Contest.Certificate[] => {
      const one = { prize, kind, title, unitName, ...common };
      const own = sung.find(({ _id }) => _id === entryId);
      const mineAsPerson = own && named(own, performer) ? [{ ...one, whom: member.name }] : [];
      const mineAsUnit = leads && (unitId === member.unitId || (performer === null && sent.some((entry) => entry._id === entryId && entry.unitId === member.unitId)));
      return [...mineAsPerson, ...(mineAsUnit ? [{ ...one, whom: unitName }] : [])];
    }),
  );
  return { items };
});

export const resultActions: readonly Action[] = [board, mine, ...resultDeskActions, ...resultSigningActions];
