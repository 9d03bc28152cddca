import { dayOf } from '../time/shanghai';
import { type Desk, find, type Named, type Notice, object, publish, standingOfNotice } from './notice';
import type { HonourBasis } from './wording';

/**
 * A selection 评选: proposed by rule, put before each unit, then before all, then decided. Pure: who acts and when are arguments.
 */

/** Somebody or some unit on the list, or next in line. */
export interface Candidate {
  id: string;
  /** A person's or a unit's. */
  name: string;
  /** The unit they are put before. */
  unitId: string;
  unitPath: string;
  unitName: string;
  /** 岗位; empty: not filled in yet. A unit has none. */
  post: string;
  /** Whose quota it falls under. */
  group: string;
  state: 'listed' | 'reserve' | 'struck';
  /** Why it was struck; else empty. */
  reason: string;
}

/** A notice of one unit, or of all (`unitPath` the audience's). */
export interface KeptNotice extends Notice {
  id: string;
  unitPath: string;
  unitName: string;
  /** Whom each line of the list is, in its order. */
  candidates: readonly string[];
}

export interface Selection<C extends Candidate = Candidate> extends HonourBasis {
  kind: 'star' | 'enterprise';
  state: 'proposed' | 'unit' | 'city' | 'decided';
  /** Has it a notice of all after those of the units? One of a single union has not. */
  twice: boolean;
  candidates: readonly C[];
  notices: readonly KeptNotice[];
  decision: null | { at: number; paper: string };
}

/** closed: past that stage · posts: a post is missing · empty: nobody is on the list · open: a notice runs, or has an objection without finding · gone: no such candidate, notice or objection */
export type SelectionRefusal = 'closed' | 'posts' | 'empty' | 'open' | 'gone';
export type Outcome<S> = { do: 'keep'; next: S } | { do: 'refuse'; reason: SelectionRefusal };

const refuse = <S>(reason: SelectionRefusal): Outcome<S> => ({ do: 'refuse', reason });
export const listed = <C extends Candidate>({ candidates }: Pick<Selection<C>, 'candidates'>): C[] => candidates.filter(({ state }) => state === 'listed');

/** Takes one off the list before it is published; the next in line of the same group moves up. */
export function strike<C extends Candidate, S extends Selection<C>>(selection: S, id: string, reason: string): Outcome<S> {
  if (selection.state !== 'proposed') return refuse('closed');
  const struck = selection.candidates.find((one) => one.id === id && one.state === 'listed');
  if (!struck) return refuse('gone');
  const next = selection.candidates.find((one) => one.state === 'reserve' && one.group === struck.group);
  const candidates = selection.candidates.map((one) => (one === struck ? { ...one, state: 'struck' as const, reason } : one === next ? { ...one, state: 'listed' as const } : one));
  return { do: 'keep', next: { ...selection, candidates } };
}

/** Fills in posts before the list is published. */
export function withPosts<C extends Candidate, S extends Selection<C>>(selection: S, posts: ReadonlyMap<string, string>): Outcome<S> {
  if (selection.state !== 'proposed') return refuse('closed');
  if ([...posts.keys()].some((id) => !selection.candidates.some((one) => one.id === id && one.state === 'listed'))) return refuse('gone');
  return { do: 'keep', next: { ...selection, candidates: selection.candidates.map((one) => ({ ...one, post: posts.get(one.id) ?? one.post })) } };
}

const namedOf = ({ name, unitName, post }: Candidate): Named => ({ name, unit: unitName, post });

/** A notice whose list became empty is over: nothing is left to object to. */
export const standingOfKept = (notice: KeptNotice, today: string): 'running' | 'open' | 'clear' => (notice.list.length === 0 ? 'clear' : standingOfNotice(notice, today));

/** The notices of the stage that is on. */
export const currentNotices = ({ state, notices }: Pick<Selection, 'state' | 'notices'>): KeptNotice[] => notices.filter(({ level }) => level === state);

/**
 * Publishes the list: first before each unit its own lines, then the whole before all.
 * @param idOf gives a notice its id, of the unit's id or of `all`
 */
export function publishNext<C extends Candidate, S extends Selection<C>>(
  selection: S,
  { desk, workingDays, now, audience, idOf }: { desk: Desk; workingDays: number; now: number; audience: { path: string; name: string }; idOf: (subject: string) => string },
): Outcome<S> {
  const today = dayOf(now);
  const list = listed(selection);
  const level = selection.state === 'proposed' ? 'unit' : selection.state === 'unit' && selection.twice ? 'city' : null;
  if (level === null) return refuse('closed');
  if (list.length === 0) return refuse('empty');
  if (selection.kind === 'star' && list.some(({ post }) => post === '')) return refuse('posts');
  if (currentNotices(selection).some((notice) => standingOfKept(notice, today) !== 'clear')) return refuse('open');
  const noticeOf = (id: string, unitPath: string, unitName: string, of: readonly C[]): KeptNotice => ({
    ...publish(level, of.map(namedOf), desk, today, workingDays),
    ...{ id: idOf(id), unitPath, unitName, candidates: of.map((one) => one.id) },
  });
  const units = [...new Map(list.map((one) => [one.unitId, one])).values()];
  const added =
    level === 'city'
      ? [noticeOf('all', audience.path, audience.name, list)]
      : units.map(({ unitId, unitPath, unitName }) => noticeOf(unitId, unitPath, unitName, list.filter((one) => one.unitId === unitId)));
  return { do: 'keep', next: { ...selection, state: level, notices: [...selection.notices, ...added] } };
}

/** Takes an objection to a notice that runs; a repeat changes nothing. */
export function objectTo<S extends Selection>(selection: S, noticeId: string, objectionId: string, now: number): Outcome<S> {
  const notice = currentNotices(selection).find(({ id }) => id === noticeId);
  if (!notice) return refuse(selection.notices.some(({ id }) => id === noticeId) ? 'closed' : 'gone');
  const next = notice.list.length === 0 ? null : object(notice, objectionId, now, dayOf(now));
  return next ? { do: 'keep', next: withNotice(selection, { ...notice, ...next }) } : refuse('closed');
}

const withNotice = <S extends Selection>(selection: S, notice: KeptNotice): S => ({ ...selection, notices: selection.notices.map((one) => (one.id === notice.id ? notice : one)) });

/**
 * Writes a finding down. Where somebody falls out for it, they leave the list and that notice begins again on this day.
 * @param struck the candidate who falls out; null: the list stands
 */
export function takeFinding<C extends Candidate, S extends Selection<C>>(selection: S, noticeId: string, objectionId: string, words: string, struck: string | null, now: number): Outcome<S> {
  const notice = currentNotices(selection).find(({ id }) => id === noticeId);
  const open = notice?.objections.find(({ id, finding }) => id === objectionId && finding === null);
  if (!notice || !open) return refuse('gone');
  const finding = { at: now, words, today: dayOf(now) };
  if (struck === null) {
    const next = find(notice, objectionId, finding, null);
    return next ? { do: 'keep', next: withNotice(selection, { ...notice, ...next }) } : refuse('gone');
  }
  if (!notice.candidates.includes(struck)) return refuse('gone');
  const stay = notice.candidates.filter((id) => id !== struck);
  const list = notice.list.filter((_, index) => notice.candidates[index] !== struck);
  const next = list.length > 0 ? find(notice, objectionId, finding, list) : ended(notice, objectionId, words, now);
  if (!next) return refuse('gone');
  const candidates = selection.candidates.map((one) => (one.id === struck ? { ...one, state: 'struck' as const, reason: words } : one));
  return { do: 'keep', next: withNotice({ ...selection, candidates }, { ...notice, ...next, candidates: stay }) };
}

/** With nobody left there is nothing to begin again: the notice ends with its finding. */
const ended = (notice: KeptNotice, objectionId: string, words: string, now: number): Notice => ({
  ...{ ...notice, list: [], digest: '' },
  objections: notice.objections.map((one) => (one.id === objectionId ? { ...one, finding: { at: now, words, changed: true } } : one)),
});

/** Decides on the list as it stands after the last notice. @param paper number of the decision */
export function decide<S extends Selection>(selection: S, paper: string, now: number): Outcome<S> {
  const last = selection.twice ? 'city' : 'unit';
  if (selection.state !== last) return refuse('closed');
  if (listed(selection).length === 0) return refuse('empty');
  if (currentNotices(selection).some((notice) => standingOfKept(notice, dayOf(now)) !== 'clear')) return refuse('open');
  return { do: 'keep', next: { ...selection, state: 'decided', decision: { at: now, paper } } };
}
