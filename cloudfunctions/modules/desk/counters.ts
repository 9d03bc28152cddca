import { pathsUpwards } from '../../../miniprogram/domain/people/scope';
import { day } from '../../../miniprogram/domain/time/shanghai';
import type { Database } from '../../platform/database';
import { countOf } from '../application/store';
import { type AssessmentDocument, waitingIn } from '../assessment/store';
import type { SelectionDocument } from '../awards/documents';
import type { ContestDocument, EntryDocument } from '../contest/documents';
import type { JoinRequestDocument } from '../people/join-store';
import { within } from '../people/within';
import { type ExportDocument, waitsFor } from '../export/store';
import type { EditionDocument, NoteDocument } from '../reading/documents';
import type { AbsenceDocument } from '../registration/absence-store';
import type { SeatsDocument } from '../registration/store';
import type { VoidDocument } from '../voting/review-store';
import type { VoteDocument } from '../voting/store';
import type { CallDocument, WorkDocument } from '../works/documents';

/** Whose desk it is. */
export interface Desk {
  uid: string;
  /** Scopes as a cadre, none inside another; at least one. */
  scopes: readonly string[];
  now: number;
}

export interface Counted {
  count: number;
  /** What the first of them is about; empty: one page for all. */
  subject: string;
}

/** Counts above this are not told apart. */
export const most = 99;
/** Programmes that one counter looks into. */
const programmes = 50;

const counted = (count: number, subject = ''): Counted => ({ count: Math.min(count, most), subject });
const first = <T>(rows: readonly T[], of: (row: T) => string): Counted => counted(rows.length, rows[0] === undefined ? '' : of(rows[0]));

async function reviews(db: Database, { scopes, now }: Desk): Promise<Counted> {
  return counted(await countOf(db, { desks: scopes.flatMap((scope) => [`u:${scope}`, `o:${scope}`]), now }));
}

async function appeals(db: Database, { scopes }: Desk): Promise<Counted> {
  return counted((await db.collection<AbsenceDocument>('absences').where({ state: 'appealed', scope: within(db, scopes) }).count()).total);
}

async function joins(db: Database, { scopes }: Desk): Promise<Counted> {
  return counted((await db.collection<JoinRequestDocument>('join_requests').where({ state: 'open', unitPath: within(db, scopes) }).count()).total);
}

/** Held or reported: of the editions of one's scopes all, of wider ones what one's own units wrote. */
async function notes(db: Database, { scopes }: Desk): Promise<Counted> {
  const { gt, in: oneOf, or } = db.command;
  const above = [...new Set(scopes.flatMap(pathsUpwards))];
  const { data } = await db.collection<EditionDocument>('reading_editions').where({ state: 'open', scope: or(within(db, scopes), oneOf(above)) }).field({ _id: true, scope: true }).limit(programmes).get();
  if (data.length === 0) return counted(0);
  const own = data.filter(({ scope }) => scopes.some((one) => scope.startsWith(one))).map(({ _id }) => _id);
  const wider = data.filter(({ _id }) => !own.includes(_id)).map(({ _id }) => _id);
  const units = scopes.map((scope) => scope.split('/').filter((id) => id !== '').pop() ?? '');
  const wanted = [
    ...(own.length > 0 ? [{ edition: oneOf(own), desk: gt(0) }] : []),
    ...(wider.length > 0 ? [{ edition: oneOf(wider), unitIds: oneOf(units), desk: gt(0) }] : []),
  ];
  const found = await Promise.all(wanted.map((condition) => db.collection<NoteDocument>('reading_notes').where(condition).field({ edition: true }).limit(most).get()));
  return first(found.flatMap((one) => one.data), ({ edition }) => edition);
}

async function entries(db: Database, { scopes }: Desk): Promise<Counted> {
  const { data } = await db.collection<ContestDocument>('contests').where({ scope: within(db, scopes) }).field({ _id: true }).limit(programmes).get();
  if (data.length === 0) return counted(0);
  const found = await db
    .collection<EntryDocument>('contest_entries')
    .where({ contestId: db.command.in(data.map(({ _id }) => _id)), state: 'submitted' })
    .field({ contestId: true })
    .limit(most)
    .get();
  return first(found.data, ({ contestId }) => contestId);
}

/** Who asked cannot decide: it waits for the others. */
async function voids(db: Database, { scopes, uid }: Desk): Promise<Counted> {
  const { data } = await db.collection<VoteDocument>('votes').where({ state: 'open', scope: within(db, scopes) }).field({ _id: true }).limit(programmes).get();
  if (data.length === 0) return counted(0);
  const found = await db
    .collection<VoidDocument>('vote_voids')
    .where({ vote: db.command.in(data.map(({ _id }) => _id)), state: 'held', by: db.command.neq(uid) })
    .field({ vote: true })
    .limit(most)
    .get();
  return first(found.data, ({ vote }) => vote);
}

/** Places offered to somebody that lapse within a day: a word may help. Only buckets that owe something by then are looked at. */
async function offers(db: Database, { scopes, now }: Desk): Promise<Counted> {
  const { and, gt, lte } = db.command;
  const { data } = await db
    .collection<SeatsDocument>('seats')
    .where({ due: and(gt(now), lte(now + day)), scope: within(db, scopes), 'held.o': gt(now) })
    .field({ activityId: true, held: true })
    .limit(programmes)
    .get();
  const lapsing = data.flatMap(({ activityId, held }) => held.filter(({ o }) => o !== undefined && o > now && o <= now + day).map(() => activityId));
  return first(lapsing, (activityId) => activityId);
}

/** Calls that wait for their cadre: closed and not handed out, all marked or over their time, sealed and not out. */
async function works(db: Database, { scopes, now }: Desk): Promise<Counted> {
  const { data } = await db
    .collection<CallDocument>('work_calls')
    .where({ scope: within(db, scopes), state: db.command.neq('published'), closesAt: db.command.lte(now) })
    .field({ _id: true, state: true, judging: true })
    .limit(programmes)
    .get();
  const judged = data.filter(({ state, judging }) => state === 'judging' && now < judging.until).map(({ _id }) => _id);
  const open = judged.length === 0 ? [] : (await db.collection<WorkDocument>('works').where({ callId: db.command.in(judged), state: 'in', open: db.command.gt(0) }).field({ callId: true }).limit(most).get()).data;
  const unmarked = new Set(open.map(({ callId }) => callId));
  // With more sheets missing than are looked at, nobody knows which calls are done: they wait no longer than their term.
  const waits = ({ _id, state, judging }: (typeof data)[number]) => state === 'open' || state === 'sealed' || (state === 'judging' && (now >= judging.until || (open.length < most && !unmarked.has(_id))));
  return first(data.filter(waits), ({ _id }) => _id);
}

/** Whoever asked cannot agree: it waits for the others. */
async function exports(db: Database, { scopes, uid, now }: Desk): Promise<Counted> {
  return counted((await db.collection<ExportDocument>('exports').where(waitsFor(db, scopes, uid, now)).count()).total);
}

/** Objections 异议 to a 公示 that nobody has answered. */
async function objections(db: Database, { scopes }: Desk): Promise<Counted> {
  const { in: oneOf } = db.command;
  const { data } = await db
    .collection<SelectionDocument>('selections')
    .where({ scope: within(db, scopes), state: oneOf(['unit', 'city']) })
    .field({ _id: true, notices: true })
    .limit(programmes)
    .get();
  const open = data.flatMap(({ _id, notices }) => notices.flatMap((notice) => notice.objections.filter(({ finding }) => finding === null).map(() => _id)));
  return first(open, (selection) => selection);
}

/** Appeals against a score of a 考核 that waits for its union. */
async function scores(db: Database, { scopes }: Desk): Promise<Counted> {
  const { data } = await db.collection<AssessmentDocument>('assessments').where({ scope: within(db, scopes), final: null }).field({ _id: true, appeals: true }).limit(programmes).get();
  return first(data.flatMap((one) => Array.from({ length: waitingIn(one) }, () => one._id)), (assessment) => assessment);
}

/** What may wait on a desk, first first. A module's counter is a line here, a name in `Api.Desk.Counter` and its words on the page. */
export const counters: { readonly [C in Api.Desk.Counter]: (db: Database, desk: Desk) => Promise<Counted> } = { reviews, appeals, joins, notes, entries, voids, offers, exports, objections, scores, works };
