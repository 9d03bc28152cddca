/**
 * One member's application 申请 for one activity. Its document decides: an act is one update of it, conditional on `v`;
 * this file decides what an act does and what stands in its way.
 */
export interface Application {
  state: Api.Application.State;
  /** When they applied, the last time. */
  at: number;
  /** Number of acts so far. */
  v: number;
  acts: Act[];
}

export type Deed = 'apply' | 'withdraw' | 'pass' | 'confirm' | 'refuse';

export interface Act {
  /** Idempotency key and hash of the input. */
  k: string;
  h: string;
  do: Deed;
  t: number;
  /** A cadre who acted. */
  by?: string;
  /** Reason of a refusal. */
  why?: string;
}

/** What of an activity an act depends on. */
export interface Terms {
  mode: 'lottery' | 'review';
  opensAt: number;
  closesAt: number;
  /** From here on nothing is decided any more. */
  endsAt: number;
  cancelled: boolean;
  /** Review: a photo of the sealed form is asked for. */
  sealedForm: boolean;
}

export type ApplicationRefusal =
  | 'keyReused'
  | 'activityCancelled'
  | 'notOpen'
  | 'closed'
  | 'over'
  | 'restless'
  | 'sealMissing'
  | 'notIn'
  | 'frozen'
  | 'confirmed'
  | 'withdrawn'
  | 'notPassed'
  | 'decided'
  | 'reasonMissing';

export type Decision = { do: 'write'; state: Api.Application.State } | { do: 'answer' } | { do: 'refuse'; reason: ApplicationRefusal };

/** So often may somebody apply for one activity: each leaves its acts in the document. */
const maxApplies = 5;

const refuse = (reason: ApplicationRefusal): Decision => ({ do: 'refuse', reason });

/** A repeat gets what the act brought; another body under its key is refused. null: the act is new. */
function repeated(application: Application | null, act: Act): Decision | null {
  const before = application?.acts.find(({ k }) => k === act.k);
  if (!before) return null;
  return before.h === act.h ? { do: 'answer' } : refuse('keyReused');
}

function stopped(terms: Terms, now: number): Decision | null {
  if (terms.cancelled) return refuse('activityCancelled');
  return now >= terms.endsAt ? refuse('over') : null;
}

/**
 * Applying. A second phone gets the application that is there. Who was refused or withdrew may apply again within the window.
 * @param placeGone a confirmed one whose place was given back since
 */
export function decideApply(application: Application | null, act: Act, terms: Terms, sealed: boolean, placeGone: boolean): Decision {
  const again = repeated(application, act);
  if (again) return again;
  const state = application?.state;
  if (state === 'applied' || state === 'passed' || (state === 'confirmed' && !placeGone)) return { do: 'answer' };
  const stop = stopped(terms, act.t);
  if (stop) return stop;
  if (act.t < terms.opensAt) return refuse('notOpen');
  if (act.t >= terms.closesAt) return refuse('closed');
  if (application && application.acts.filter((one) => one.do === 'apply').length >= maxApplies) return refuse('restless');
  if (terms.mode === 'review' && terms.sealedForm && !sealed) return refuse('sealMissing');
  return { do: 'write', state: 'applied' };
}

/** Taking it back. Of a lottery the list is fixed when sign-up closes; what was confirmed is a place, to be given back as such. */
export function decideWithdraw(application: Application | null, act: Act, terms: Terms): Decision {
  const again = repeated(application, act);
  if (again) return again;
  if (!application || application.state === 'withdrawn' || application.state === 'refused') return refuse('notIn');
  if (application.state === 'confirmed') return refuse('confirmed');
  const stop = stopped(terms, act.t);
  if (stop) return stop;
  if (terms.mode === 'lottery' && act.t >= terms.closesAt) return refuse('frozen');
  return { do: 'write', state: 'withdrawn' };
}

/** One of the two steps: the unit passes what was applied for, the organiser confirms what was passed; both may refuse, with a reason. */
export function decideReview(application: Application | null, act: Act, step: 'unit' | 'organiser', terms: Terms): Decision {
  const again = repeated(application, act);
  if (again) return again;
  if (!application || terms.mode !== 'review') return refuse('notIn');
  if (act.do === 'refuse' && act.why === undefined) return refuse('reasonMissing');
  if (application.state === 'withdrawn') return refuse('withdrawn');
  const stop = stopped(terms, act.t);
  if (stop) return stop;
  if (step === 'organiser' && application.state === 'applied') return refuse('notPassed');
  if (application.state !== (step === 'unit' ? 'applied' : 'passed')) return refuse('decided');
  return { do: 'write', state: act.do === 'refuse' ? 'refused' : step === 'unit' ? 'passed' : 'confirmed' };
}

/** Who refused, and why; null: it is not refused. */
export function refusalOf({ state, acts }: Application): { by: 'unit' | 'organiser'; why: string } | null {
  if (state !== 'refused') return null;
  const last = acts[acts.length - 1];
  const before = acts.slice(0, -1).reverse().find((act) => act.do === 'apply' || act.do === 'pass');
  return { by: before?.do === 'pass' ? 'organiser' : 'unit', why: last?.why ?? '' };
}
