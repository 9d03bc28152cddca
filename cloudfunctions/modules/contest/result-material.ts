import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import type { EntryDocument } from './documents';
import { entriesWithIds } from './entry-store';
import { computed, lastRound } from './result-access';
import { contestWithResults } from './result-store';

/** A round's result for a file: as it is published, else as it stands. */
export interface FiledResult {
  roundId: string;
  name: string;
  content: Api.Contest.ResultContent;
  published: { at: number; signatures: Api.Contest.Signature[]; corrections: Api.Contest.Correction[] } | null;
}

export interface FiledContest {
  title: string;
  organiser: string;
  startsAt: number;
  place: string;
  rulebook: Api.Contest.Rulebook;
  /** Those rounds that have a result, in order. */
  results: FiledResult[];
  /** Why the last round has none, a sentence; empty: it has one. */
  missing: string;
}

/** The results of a contest, of one round or of all. */
export async function filedContest(db: Database, contestId: string, roundId: string | null): Promise<FiledContest> {
  const found = await contestWithResults(db, contestId);
  if (!found) throw new Refusal('NOT_FOUND', '没有找到这个比赛');
  const { contest, activity } = found;
  const results: FiledResult[] = [];
  let missing = '';
  for (const { id, name } of contest.rulebook.rounds.filter((round) => roundId === null || round.id === roundId)) {
    const { document, now } = await computed(db, found, id);
    if (document.published !== null) {
      const { content, at, signatures } = document.published;
      results.push({ roundId: id, name, content, published: { at, signatures, corrections: document.corrections } });
      missing = '';
      continue;
    }
    if ('content' in now) results.push({ roundId: id, name, content: now.content, published: null });
    missing = 'missing' in now ? now.missing : '';
  }
  return { title: activity.title, organiser: activity.organiser, startsAt: activity.startsAt, place: activity.place.name, rulebook: contest.rulebook, results, missing };
}

/** The prizes of a contest, which stand in its last round's result, with the entries that won. */
export async function filedPrizes(db: Database, contestId: string): Promise<{ contest: FiledContest; result: FiledResult; prizes: Api.Contest.PrizeLine[]; entries: ReadonlyMap<string, EntryDocument> }> {
  const contest = await filedContest(db, contestId, null);
  const last = lastRound(contest);
  const result = contest.results.find(({ roundId }) => roundId === last?.id);
  if (!result) throw new Refusal('NOT_OPEN', `还不能生成：${contest.missing}`);
  const { prizes } = result.content;
  if (prizes.every(({ winners }) => winners.length === 0)) throw new Refusal('NOT_OPEN', '竞赛规程里没有奖项，或奖项都空缺');
  const ids = prizes.flatMap(({ winners }) => winners.flatMap(({ entryId }) => entryId ?? []));
  const entries = await entriesWithIds(db, [...new Set(ids)]);
  return { contest, result, prizes, entries: new Map(entries.map((entry) => [entry._id, entry])) };
}
