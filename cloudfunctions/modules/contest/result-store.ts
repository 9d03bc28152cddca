import type { AuditRecord } from '../../../miniprogram/domain/audit/chain';
import { type Database, insertOnce } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { seal, unseal } from '../../platform/secrets';
import type { ActivityDocument } from '../activity/store';
import type { Act, ContestDocument } from './documents';
import { roundKey } from './round-store';

type Content = Api.Contest.ResultContent;

/** Who signed in which role; the name is sealed in storage. */
export interface SignatureField extends Api.Contest.Signature {
  uid: string;
}

/** The result of a round: what is being signed, what is published, and what its prizes and its vote are. `_id` = `contestId:roundId`. */
export interface ResultDocument {
  _id: string;
  contestId: string;
  roundId: string;
  /** The vote that joins the last round; null: none chosen. */
  audience: { voteId: string; links: Api.Contest.VoteLink[] } | null;
  /** Who was named for a prize, by its name. */
  named: { prize: string; winners: Api.Contest.NamedWinner[] }[];
  /** Frozen by its first signature. */
  draft: { content: Content; signatures: SignatureField[]; reason: string } | null;
  published: { content: Content; signatures: SignatureField[]; at: number } | null;
  /** The next round was laid out from its 晋级: a correction from then on minds that round. Absent: not yet. */
  used?: true;
  /** Its leaders and singers were not told for certain; absent or null: nothing is owed. */
  news?: { at: number } | null;
  corrections: Api.Contest.Correction[];
  v: number;
  acts: Act[];
  audit: AuditRecord[];
}

const results = (db: Database) => db.collection<ResultDocument>('contest_results');

const each = (change: (name: string) => string) => {
  const who = <W extends { who: string }>(one: W): W => (one.who === '' ? one : { ...one, who: change(one.who) });
  const content = (of: Content): Content => ({ ...of, rows: of.rows.map(who), prizes: of.prizes.map((prize) => ({ ...prize, winners: prize.winners.map(who) })) });
  const signatures = (of: SignatureField[]) => of.map((one) => ({ ...one, name: change(one.name) }));
  return <D extends Pick<ResultDocument, 'draft' | 'published' | 'corrections'>>(document: D): D => ({
    ...document,
    draft: document.draft && { ...document.draft, content: content(document.draft.content), signatures: signatures(document.draft.signatures) },
    published: document.published && { ...document.published, content: content(document.published.content), signatures: signatures(document.published.signatures) },
    corrections: document.corrections.map((one) => ({ ...one, by: one.by.map(change) })),
  });
};
const sealed = each(seal);
const opened = each(unseal);

export const sealResult = (result: ResultDocument): ResultDocument => sealed(result);
export const openResult = (stored: ResultDocument): ResultDocument => opened(stored);

export async function resultById(db: Database, id: string): Promise<ResultDocument | null> {
  const found = (await results(db).doc(id).get()).data;
  return found && opened(found);
}

interface Joined extends ContestDocument {
  activities: ActivityDocument[];
  results: ResultDocument[];
}

/** A contest with its activity and what was done to the results of its rounds, joined. */
const joined = (db: Database, contestId: string) =>
  db
    .collection<ContestDocument>('contests')
    .aggregate()
    .match({ _id: contestId })
    .limit(1)
    .lookup({ from: 'activities', localField: '_id', foreignField: '_id', as: 'activities' })
    .lookup({ from: 'contest_results', localField: '_id', foreignField: 'contestId', as: 'results' });

/** A contest with its activity and the results of its rounds, names still sealed, in one request; null: not set up. */
export async function contestWithResults(db: Database, contestId: string): Promise<{ contest: ContestDocument; activity: ActivityDocument; results: ResultDocument[] } | null> {
  const { list } = await joined(db, contestId).end();
  // The pipeline above gives the document with what it looked up.
  const found = list[0] as Joined | undefined;
  const activity = found?.activities[0];
  return found && activity ? { contest: found, activity, results: found.results } : null;
}

/** The same of what everybody asks for: which rounds are published, without what the results say. */
export async function contestWithPublished(db: Database, contestId: string): Promise<{ contest: ContestDocument; activity: ActivityDocument; published: ReadonlySet<string> } | null> {
  const { list } = await joined(db, contestId)
    .project({ 'results.draft': 0, 'results.published.content': 0, 'results.corrections': 0, 'results.acts': 0, 'results.audit': 0 })
    .end();
  const found = list[0] as (Omit<Joined, 'results'> & { results: { roundId: string; published: { at: number } | null }[] }) | undefined;
  const activity = found?.activities[0];
  return found && activity ? { contest: found, activity, published: new Set(found.results.filter(({ published }) => published !== null).map(({ roundId }) => roundId)) } : null;
}

/** What a result is before anything was done to it. */
export const emptyResult = (contestId: string, roundId: string): ResultDocument => ({
  ...{ _id: roundKey(contestId, roundId), contestId, roundId, audience: null, named: [], draft: null, published: null, corrections: [] },
  ...{ v: 0, acts: [], audit: [] },
});

/** The next round is about to be laid out from this published result. @returns false: it was corrected meanwhile */
export async function useResult(db: Database, { _id, used, published }: ResultDocument): Promise<boolean> {
  if (used || !published) return used === true;
  const { stats } = await results(db).where({ _id, 'published.content.digest': published.content.digest }).update({ data: { used: true, v: db.command.inc(1) } });
  return stats.updated === 1;
}

export async function resultsWithNews(db: Database, limit: number): Promise<ResultDocument[]> {
  return (await results(db).where({ 'news.at': db.command.gt(0) }).limit(limit).get()).data;
}

/** Leaders and singers are told. Idempotent. */
export async function noteResultTold(db: Database, id: string, at: number): Promise<void> {
  await results(db).where({ _id: id, 'news.at': at }).update({ data: { news: db.command.set(null) } });
}

const tries = 12;
/** Acts kept to answer repeats from. */
const keptActs = 200;

type Change = Partial<Pick<ResultDocument, 'audience' | 'named' | 'draft' | 'published' | 'corrections' | 'news'>>;

/**
 * Carries an act out on the result as it stands at the write: whoever loses a race decides again on what the other left.
 * @param decide what to write, or throws its Refusal
 * @returns the act as it is kept: a repeat gets the first one's
 */
export async function changeResult(db: Database, contestId: string, roundId: string, act: Act, record: AuditRecord, decide: (before: ResultDocument) => Change): Promise<Act> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const before = (await resultById(db, roundKey(contestId, roundId))) ?? emptyResult(contestId, roundId);
    const done = before.acts.find(({ k, by }) => k === act.k && by === act.by);
    if (done && done.h !== act.h) throw new Refusal('KEY_REUSED');
    if (done) return done;
    const next = sealed({ ...before, ...decide(before), v: before.v + 1, acts: [...before.acts, act].slice(-keptActs) });
    if (before.v === 0) {
      if (await insertOnce(results(db), { ...next, audit: [record] })) return act;
      continue;
    }
    const { set, push } = db.command;
    const { audience, named, draft, published, corrections, news = null, v, acts } = next;
    const { stats } = await results(db)
      .where({ _id: before._id, v: before.v })
      .update({ data: { audience: set(audience), named: set(named), draft: set(draft), published: set(published), corrections: set(corrections), news: set(news), v, acts: set(acts), audit: push([record]) } });
    if (stats.updated === 1) return act;
  }
  throw new Refusal('SLOW_DOWN');
}
