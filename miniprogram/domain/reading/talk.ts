/**
 * What becomes of a note 读后感 among its readers: replies, reports, and the cadre who looks at what waits. One document a note; its likes lie
 * beside this and change nothing here.
 */

export interface Reply {
  /** Comes from the writer and the act's key: a repeat finds it. */
  id: string;
  /** Input hash of the act. */
  h: string;
  uid: string;
  /** Sealed. */
  name: string;
  unitName: string;
  /** Empty: withdrawn. */
  text: string;
  at: number;
  state: Api.Reading.Sight;
  /** Why a cadre hid it; else empty. */
  why: string;
}

export interface Report {
  id: string;
  h: string;
  uid: string;
  /** The reply's id; empty: the note itself. */
  of: string;
  reason: Api.Reading.ReportReason;
  at: number;
  /** A cadre has looked at what it is about. */
  settled: boolean;
}

export interface Talk {
  state: Api.Reading.Sight;
  why: string;
  at: number;
  replies: readonly Reply[];
  reports: readonly Report[];
  /** Number of changes; every write is conditional on it. */
  v: number;
}

/** Characters of a reply. */
export const mostReply = 100;
/** Replies of a note, withdrawn ones included: the document stays small. */
export const mostReplies = 60;
/** And of one person under one note. */
export const mostOwn = 5;
/** So many people report it, and it is out of sight until a cadre has looked. */
export const enoughReports = 3;
/** Likes that one document holds. */
export const mostLikes = 1000;

export type TalkRefusal = 'hidden' | 'full' | 'often' | 'none' | 'own' | 'again';

export type Talked = { do: 'keep'; talk: Talk } | { do: 'refuse'; reason: TalkRefusal };

const refuse = (reason: TalkRefusal): Talked => ({ do: 'refuse', reason });
const keep = (talk: Talk, change: Partial<Talk>): Talked => ({ do: 'keep', talk: { ...talk, ...change, v: talk.v + 1 } });
const withReply = (talk: Talk, id: string, change: Partial<Reply>): Partial<Talk> => ({ replies: talk.replies.map((reply) => (reply.id === id ? { ...reply, ...change } : reply)) });

/** Adds a reply to a note that others see. hidden: nobody replies to it · full · often: this person wrote enough under it */
export function reply(talk: Talk, given: Reply): Talked {
  if (talk.state !== 'shown') return refuse('hidden');
  if (talk.replies.length >= mostReplies) return refuse('full');
  if (talk.replies.filter(({ uid }) => uid === given.uid).length >= mostOwn) return refuse('often');
  return keep(talk, { replies: [...talk.replies, given] });
}

const unsettled = ({ reports }: Talk, of: string): number => reports.filter((report) => !report.settled && report.of === of).length;

/** none: there is no such reply · own: one's own is withdrawn, not reported · again: reported by this person before · hidden: out of sight already */
export function report(talk: Talk, given: Report, author: string): Talked {
  const about = given.of === '' ? { uid: author, state: talk.state } : talk.replies.find(({ id }) => id === given.of);
  if (!about) return refuse('none');
  if (about.uid === given.uid) return refuse('own');
  if (talk.reports.some(({ uid, of }) => uid === given.uid && of === given.of)) return refuse('again');
  if (about.state !== 'shown') return refuse('hidden');
  const next = { ...talk, reports: [...talk.reports, given] };
  // What a cadre has let stand stays until a cadre looks again.
  const out = unsettled(next, given.of) >= enoughReports && !talk.reports.some(({ of, settled }) => settled && of === given.of);
  const gone = !out ? {} : given.of === '' ? { state: 'reported' as const } : withReply(next, given.of, { state: 'reported' });
  return keep(talk, { reports: next.reports, ...gone });
}

/** The writer takes it out of sight for good: their note, or a reply with its words. none: there is no such reply of theirs */
export function withdraw(talk: Talk, of: string, uid: string): Talked {
  if (of === '') return talk.state === 'withdrawn' ? refuse('again') : keep(talk, { state: 'withdrawn' });
  const own = talk.replies.find((one) => one.id === of && one.uid === uid);
  if (!own) return refuse('none');
  return own.state === 'withdrawn' ? refuse('again') : keep(talk, withReply(talk, of, { state: 'withdrawn', text: '' }));
}

/** Does a cadre have to look at it? */
const waitsFor = (state: Api.Reading.Sight, reports: number): boolean => state === 'review' || state === 'held' || state === 'reported' || (state === 'shown' && reports > 0);

/** What waits for a cadre: `note`, and ids of replies. */
export function waiting(talk: Talk): { note: boolean; replies: string[] } {
  return {
    note: waitsFor(talk.state, unsettled(talk, '')),
    replies: talk.replies.filter(({ id, state }) => waitsFor(state, unsettled(talk, id))).map(({ id }) => id),
  };
}

/** Since when something of it waits for a cadre; 0: nothing does. */
export function waitsSince(talk: Talk): number {
  const { note, replies } = waiting(talk);
  const of = [...(note ? [''] : []), ...replies];
  const since = of.map((id) => {
    const told = talk.reports.filter((one) => !one.settled && one.of === id).map(({ at }) => at);
    const written = id === '' ? talk.at : (talk.replies.find((one) => one.id === id)?.at ?? talk.at);
    return told.length > 0 ? Math.min(...told) : written;
  });
  return since.length === 0 ? 0 : Math.min(...since);
}

/** A cadre has looked. none: there is no such reply, or nothing of it waits */
export function decide(talk: Talk, of: string, show: boolean, why: string): Talked {
  const open = waiting(talk);
  if (of === '' ? !open.note : !open.replies.includes(of)) return refuse('none');
  const reports = talk.reports.map((one) => (one.of === of ? { ...one, settled: true } : one));
  const seen = { state: show ? ('shown' as const) : ('hidden' as const), why };
  return keep(talk, { reports, ...(of === '' ? seen : withReply(talk, of, seen)) });
}

/** The safety service has answered what it left open. none: it is not held any more */
export function answered(talk: Talk, of: string, state: Api.Reading.Sight, why: string): Talked {
  const about = of === '' ? talk : talk.replies.find(({ id }) => id === of);
  if (about?.state !== 'held') return refuse('none');
  return keep(talk, of === '' ? { state, why } : withReply(talk, of, { state, why }));
}
