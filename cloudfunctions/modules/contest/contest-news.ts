import { whenOf } from '../../../miniprogram/domain/activity/steps';
import type { Database } from '../../platform/database';
import { activityById } from '../activity/store';
import { tell } from '../notice/tell';
import { contestById } from './contest-store';
import type { EntryDocument, RoundDocument } from './documents';
import { entriesWithIds, entriesWithNews, noteEntryTold } from './entry-store';
import { noteRehearsalTold, rehearsalById, type RehearsalDocument, untoldRehearsals } from './rehearsal-store';
import { noteResultTold, openResult, type ResultDocument, resultsWithNews } from './result-store';
import { roundById } from './round-store';

/** What leaders and singers are told: the review of an entry, a rehearsal's time, a result. Decided first, told after; the timer tells what a crash left. */

/** At most this many of each kind a run. */
const batch = 50;

const page = (name: string, query: string) => `packages/contest/pages/${name}/${name}?${query}`;

/** Tells an entry's leader that it was accepted or returned. May be repeated. */
export async function tellReviewed(db: Database, entry: Pick<EntryDocument, '_id' | 'contestId' | 'title' | 'leader' | 'state' | 'reason' | 'news'>, now: number): Promise<void> {
  const { _id, contestId, title, leader, state, reason, news } = entry;
  if (!news) return;
  const activity = await activityById(db, contestId);
  const accepted = state === 'accepted';
  const words = accepted ? `《${title}》已通过「${activity?.title ?? ''}」的节目审查。` : `《${title}》要修改后再报送：${reason}`;
  const about = { title: accepted ? '节目通过审查' : '节目退回修改', text: words, page: page('piece', `id=${_id}`) };
  if (state === 'accepted' || state === 'returned') await tell(db, { template: 'matter', to: [leader], key: `reviewed:${_id}:${news.k}`, about }, now);
  await noteEntryTold(db, _id, news.k);
}

type Round = Pick<RoundDocument, '_id' | 'contestId' | 'roundId' | 'title' | 'name'>;

/** Tells leaders of a new time on the stage. May be repeated. */
export async function tellRehearsal(db: Database, round: Round, now: number, found?: RehearsalDocument): Promise<void> {
  const document = found ?? (await rehearsalById(db, round._id));
  if (!document?.untold) return;
  const entries = new Map((await entriesWithIds(db, [...new Set(document.news.map(({ entryId }) => entryId))])).map((entry) => [entry._id, entry]));
  for (const { entryId, is, k } of document.news) {
    const entry = entries.get(entryId);
    if (!entry) continue;
    const words = is === null ? `《${entry.title}》原来的走台时间取消了，请看新的安排。` : `《${entry.title}》${whenOf(is, is)}走台，在${document.stage}。`;
    const about = { title: `${round.name}走台时间`, text: words, page: page('rehearsal', `contest=${round.contestId}&round=${round.roundId}`) };
    await tell(db, { template: 'matter', to: [entry.leader], key: `rehearsal:${entryId}:${k}`, about }, now);
  }
  await noteRehearsalTold(db, document);
}

/** Tells leaders and singers of a round that its result is out. May be repeated. */
export async function tellResult(db: Database, result: Pick<ResultDocument, '_id' | 'contestId' | 'roundId' | 'published' | 'corrections' | 'news'>, now: number): Promise<void> {
  const { _id, contestId, roundId, published, corrections, news } = result;
  if (!news || !published) return;
  const [contest, activity, entries] = await Promise.all([contestById(db, contestId), activityById(db, contestId), entriesWithIds(db, published.content.rows.map(({ entryId }) => entryId))]);
  const name = contest?.rulebook.rounds.find(({ id }) => id === roundId)?.name ?? '';
  const to = [...new Set(entries.flatMap(({ leader, performers }) => [leader, ...performers.flatMap(({ uid }) => uid ?? [])]))];
  const words = corrections.length > 0 ? `${name}的成绩有更正，点开看看。` : `点开看${name}的名次${roundId === contest?.rulebook.rounds[contest.rulebook.rounds.length - 1]?.id ? '和奖项' : '和晋级'}。`;
  const about = { title: activity?.title ?? '', result: words, page: page('results', `id=${contestId}&round=${roundId}`) };
  await tell(db, { template: 'resultOut', to, key: `contest-result:${_id}:${news.at}`, about }, now);
  await noteResultTold(db, _id, news.at);
}

/** Tells what nobody was told for certain. @returns how many documents were looked at */
export async function settleContestNews(db: Database, now: number): Promise<number> {
  const [entries, rehearsals, results] = await Promise.all([entriesWithNews(db, batch), untoldRehearsals(db, batch), resultsWithNews(db, batch)]);
  for (const entry of entries) await tellReviewed(db, entry, now);
  for (const rehearsal of rehearsals) {
    const round = await roundById(db, rehearsal._id);
    if (round) await tellRehearsal(db, round, now, rehearsal);
  }
  for (const result of results) await tellResult(db, openResult(result), now);
  return entries.length + rehearsals.length + results.length;
}
