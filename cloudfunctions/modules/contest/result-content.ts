import { onlySinging } from '../../../miniprogram/domain/contest/entry';
import { prizesByRank } from '../../../miniprogram/domain/contest/prizes';
import type { Standing } from '../../../miniprogram/domain/contest/rank';
import { resultDigest } from '../../../miniprogram/domain/contest/result';
import { type PlacedRow, standingsOf } from '../../../miniprogram/domain/contest/standings';
import { whoGoesOn } from '../../../miniprogram/domain/contest/through';
import { fraction } from '../../../miniprogram/domain/numbers/fraction';
import { countsWithout } from '../../../miniprogram/domain/voting/voids';
import type { Database } from '../../platform/database';
import { tallyOf, type TallyDocument, type VoteDocument, voteById } from '../voting/store';
import type { ContestDocument, EntryDocument, Performance, RoundDocument } from './documents';
import { entriesWithIds } from './entry-store';
import type { ResultDocument } from './result-store';

type Content = Api.Contest.ResultContent;

/** All that a round's result is worked out from, but the named prizes. */
export interface Material {
  contest: ContestDocument;
  rule: Api.Contest.RoundRule;
  round: RoundDocument | null;
  /** The round after it; null: not opened. */
  next: RoundDocument | null;
  entries: ReadonlyMap<string, EntryDocument>;
  vote: { vote: VoteDocument; tally: TallyDocument } | null;
}

export const isLast = ({ rounds }: Api.Contest.Rulebook, roundId: string) => rounds[rounds.length - 1]?.id === roundId;

/** Reads what a round's result is made of. */
export async function materialOf(db: Database, contest: ContestDocument, rule: Api.Contest.RoundRule, [round, next]: readonly (RoundDocument | null)[], { audience, named }: Pick<ResultDocument, 'audience' | 'named'>): Promise<Material> {
  const ids = [...(round?.performances.map(({ entryId }) => entryId) ?? []), ...named.flatMap(({ winners }) => winners.flatMap(({ entryId }) => entryId ?? []))];
  const [entries, vote, tally] = await Promise.all([
    entriesWithIds(db, [...new Set(ids)]),
    audience && voteById(db, audience.voteId),
    audience && tallyOf(db, audience.voteId),
  ]);
  return { contest, rule, round: round ?? null, next: next ?? null, entries: new Map(entries.map((entry) => [entry._id, entry])), vote: vote && tally ? { vote, tally } : null };
}

const shareOf = ([n, d]: Api.Contest.Share) => fraction(n, d);

function standingOf(performance: Performance, score: Api.Contest.ReleasedScore, order: number): Standing {
  const criteria = Object.fromEntries(Object.entries(score.criteria).map(([id, share]) => [id, shareOf(share)]));
  return { entry: performance.entryId, announced: score.announced, exact: shareOf(score.exact), untrimmed: shareOf(score.untrimmed), criteria, values: score.values, order };
}

/** What keeps a result from being worked out, for those who make it; empty: nothing. */
function missingIn({ contest, rule, round, vote }: Material, { audience }: Pick<ResultDocument, 'audience'>): string {
  if (round === null) return `${rule.name}还没有开始`;
  const open = round.performances.filter(({ state, score }) => state !== 'absent' && score === null).length;
  if (open > 0) return `${rule.name}还有 ${open} 个节目没有公布成绩`;
  if (round.state !== 'closed') return `${rule.name}还没有结束`;
  if (!isLast(contest.rulebook, rule.id) || contest.rulebook.audience.kind === 'none') return '';
  if (audience === null || vote?.vote._id !== audience.voteId) return '要先选定观众投票，对好候选对象和节目';
  if (vote.tally.digest === '') return '观众投票还没有截止封存';
  if (vote.tally.voids.lines.some(({ state }) => state === 'held')) return '观众投票里还有一批票在审核';
  return '';
}

/** Votes by entry: without what was voided. */
function votesByEntry({ vote }: Material, { audience }: Pick<ResultDocument, 'audience'>): Record<string, number> {
  if (vote === null || audience === null) return {};
  const { votes } = countsWithout(vote.tally.counts, vote.tally.voids.lines);
  return Object.fromEntries(audience.links.map(({ candidateId, entryId }) => [entryId, votes[candidateId] ?? 0]));
}

/** Names of those few who are known by name: a soloist, a duet. */
const whoOf = ({ form, performers }: EntryDocument) => (form === 'solo' || form === 'duet' ? performers.filter(onlySinging).map(({ name }) => name).join('、') : '');

function rowOf({ entries }: Material, performance: Performance, order: number, placed: PlacedRow | undefined): Api.Contest.ResultRow {
  const { entryId, title, unitName, form } = performance;
  const entry = entries.get(entryId);
  const about = { entryId, title, unitName, form, who: entry ? whoOf(entry) : '', order };
  if (!placed) return { ...about, place: null, decided: null, judges: null, votes: null, total: null, thousandths: null, through: false };
  const { place, decided, judges, votes, total, thousandths, through } = placed;
  return { ...about, place, decided, judges, votes, total, thousandths, through };
}

function winnerOf({ entries }: Material, { entryId, performer, unitId }: Api.Contest.NamedWinner, units: ReadonlyMap<string, string>, place: number | null): Api.Contest.Winner {
  const entry = entryId === null ? undefined : entries.get(entryId);
  if (!entry) return { entryId, performer, unitId, title: '', unitName: units.get(unitId ?? '') ?? '', who: '', place };
  const one = performer === null ? undefined : entry.performers[performer];
  return { entryId, performer, unitId, title: entry.title, unitName: entry.unitName, who: one ? one.name : whoOf(entry), place };
}

/** Who goes on, by the cut and by what became of the next round; `joins`: who is to be let into it first. */
export function goingOn({ round, next }: Pick<Material, 'round' | 'next'>, placed: readonly PlacedRow[]): { through: ReadonlySet<string>; joins: { entryId: string; title: string }[] } {
  const cut = placed.filter((row) => row.through).map(({ entry }) => entry);
  const { through, joins } = whoGoesOn(cut, next && { state: next.state, entries: next.performances.map(({ entryId }) => entryId) });
  return { through, joins: (round?.performances ?? []).flatMap(({ entryId, title }) => (joins.includes(entryId) ? [{ entryId, title }] : [])) };
}

/**
 * The standings of a round as its scores stand, with the audience where it joins.
 * @returns in the order of places; who did not perform is not in it
 */
export function placedIn({ contest, rule, round }: Pick<Material, 'contest' | 'rule' | 'round'>, votes: Readonly<Record<string, number>> | null): PlacedRow[] {
  const { rulebook } = contest;
  const standings = (round?.performances ?? []).flatMap((performance, index) => (performance.score === null || performance.state === 'absent' ? [] : [standingOf(performance, performance.score, index + 1)]));
  return standingsOf(standings, rulebook.ties, rule.cut, votes && { rule: rulebook.audience, maximum: rulebook.maximum, votes });
}

/**
 * The result of a round as it follows from the released scores, the frozen vote and the named prizes.
 * @param units names of units by id, for 优秀组织奖
 */
export function contentOf(material: Material, document: Pick<ResultDocument, 'audience' | 'named'>, units: ReadonlyMap<string, string>): { content: Content } | { missing: string } {
  const missing = missingIn(material, document);
  const { contest, rule, round, next, vote } = material;
  if (missing !== '' || round === null) return { missing };
  const { rulebook } = contest;
  const last = isLast(rulebook, rule.id);
  const placed = placedIn(material, last ? votesByEntry(material, document) : null);
  const order = new Map(round.performances.map(({ entryId }, index) => [entryId, index + 1]));
  const { through, joins } = goingOn(material, placed);
  if (joins.length > 0) return { missing: `按现在的得分，${joins.map(({ title }) => `《${title}》`).join('')}也应进入${next?.name ?? '下一轮'}，请先补入，再签字公布` };
  const found = new Map(placed.map((row) => [row.entry, { ...row, through: through.has(row.entry) }]));
  const absent = round.performances.filter(({ entryId }) => !found.has(entryId)).map(({ entryId }) => entryId);
  const rows = [...placed.map(({ entry }) => entry), ...absent].flatMap((entryId) => {
    const number = order.get(entryId) ?? 0;
    const performance = round.performances[number - 1];
    return performance ? [rowOf(material, performance, number, found.get(entryId))] : [];
  });
  const byRank = new Map(prizesByRank(placed, rulebook.prizes).map(({ name, entries }) => [name, entries]));
  const prizes = (last ? rulebook.prizes : []).map((prize): Api.Contest.PrizeLine => {
    const ranked = (byRank.get(prize.name) ?? []).map((entryId) => ({ entryId, performer: null, unitId: null }));
    const named = prize.kind === 'rank' ? ranked : (document.named.find((one) => one.prize === prize.name)?.winners ?? []);
    return { ...prize, winners: named.map((one) => winnerOf(material, one, units, found.get(one.entryId ?? '')?.place ?? null)) };
  });
  const facts = { rows, prizes, vote: last && vote !== null ? { voteId: vote.vote._id, digest: vote.tally.digest } : null };
  return { content: { ...facts, digest: resultDigest(contest._id, rule.id, facts) } };
}
