import { batchesAt, mainAct, type MainAct, seriesFull } from '../../../../format/act';
import { statusOf, type Status } from '../../../../format/status';
import { placesWords } from '../../../../format/places';
import { moment, progressWords, span } from '../../../../format/when';
import { absenceTexts } from '../../../../texts/absence';
import { activityTexts } from '../../../../texts/activity';
import { readingTexts } from '../../../../texts/reading';
import { registrationTexts as t } from '../../../../texts/registration';

/** What an activity's page shows, at a moment of the server's clock. */
export interface DetailView {
  act: MainAct;
  status: Status;
  when: string;
  progress: string;
  /** How places are given, a line a rule. */
  how: string[];
  /** When sign-up opens and closes, as far as it still matters. */
  signUp: string;
  /** What is counted down to: the opening, the next batch of places, the end of an offer. `to` 0: nothing. */
  count: { label: string; to: Api.Millis };
  /** Whose places the bar shows. */
  placesLabel: string;
  places: { capacity: number; left: number; waiting: number };
  /** The other places: all quotas together, the next batch. */
  placesNotes: string[];
  paragraphs: string[];
  phone: string;
  /** What to say where the organiser called it off; empty: they did not. */
  cancelled: string;
  /** My state, once in. */
  pinned: { tone: 'green' | 'amber'; icon: string; title: string; note: string; /** Label of giving it up; empty: it is too late. */ leave: string } | null;
  /** I hold a place and may say that I cannot come, or can again. */
  absence: boolean;
  /** Questions were added since it was opened: they may wait for somebody's answer. */
  asked: boolean;
  /** … for mine: I am in alone or in line. Of a team and of an application their own cards say it. */
  more: boolean;
  /** Why my other activities of the series leave no room for an application; empty: they do, or the button says it. */
  series: string;
  /** People sign up in teams, and I may be in one. */
  team: boolean;
  /** Why I am out without having asked; empty: I am not. */
  parted: string;
  /** Why a sign-up is last in line now; empty: it is not. */
  last: string;
}

/** A reading month has no gate: who reads in it checks in reading, with a place or without. */
const withReading = (act: MainAct, reads: boolean): MainAct => (reads && (act.kind === 'pass' || act.kind === 'none') ? { kind: 'read', label: readingTexts.card.go, note: '' } : act);

/** @param reads it is a reading month that is on, and this person reads in it */
export function detailView(detail: Api.Activity.Detail, now: Api.Millis, reads = false): DetailView {
  return {
    act: withReading(mainAct(detail, now), reads),
    status: statusOf(detail),
    when: span(detail.startsAt, detail.endsAt, now),
    progress: detail.phase === 'cancelled' ? '' : progressWords(detail.startsAt, detail.endsAt, now),
    how: detail.howChosen.split('；'),
    signUp: signUpWords(detail, now),
    count: countOf(detail, now),
    ...placesOf(detail, now),
    paragraphs: detail.summary.split('\n').filter((paragraph) => paragraph.trim() !== ''),
    phone: /\d[\d-]{6,}/.exec(detail.contact)?.[0] ?? '',
    cancelled: detail.phase === 'cancelled' ? activityTexts.cancelledText(detail.cancelReason) : '',
    pinned: pinnedOf(detail, now),
    asked: isAsked(detail, now),
    more: detail.registration?.team === null && isAsked(detail, now),
    series: detail.rules.mode === 'firstCome' || (detail.phase !== 'open' && detail.phase !== 'announced') ? '' : seriesFull(detail),
    absence: detail.registration?.state === 'held' && detail.registration.team === null && detail.registration.checkedInAt === null && detail.phase !== 'cancelled' && now < detail.startsAt,
    team: detail.rules.team !== null && detail.eligible.ok && detail.phase !== 'cancelled',
    parted: detail.parted === null || detail.registration !== null ? '' : t.parted[detail.parted.how](detail.parted.reason),
    last: lastWords(detail, now),
  };
}

/** Have questions been added to an activity that may still be answered? */
export const isAsked = ({ phase, endsAt, changes }: Pick<Api.Activity.Detail, 'phase' | 'endsAt' | 'changes'>, now: Api.Millis) =>
  phase !== 'cancelled' && now < endsAt && changes.some(({ what }) => what === 'questions');

function lastWords({ lastUntil, registration, phase }: Api.Activity.Detail, now: Api.Millis): string {
  if (lastUntil === null || now >= lastUntil || registration !== null) return '';
  return phase === 'announced' || phase === 'open' ? absenceTexts.lastNow(moment(lastUntil, now)) : '';
}

interface LeavingWords {
  title: string;
  ask: string;
  go: string;
  done: string;
}

/** What is asked before somebody leaves, and told after: only where others wait does the place go to the next. */
export function leavingWords(state: Api.Registration.State, othersWait: boolean): LeavingWords {
  if (state === 'waiting') return { title: t.leaveTitle, ask: t.leaveText, go: activityTexts.leaveQueue, done: t.leftQueue };
  if (state === 'offered') return { title: t.declineTitle, ask: othersWait ? t.declineQueueText : t.declineText, go: activityTexts.declineOffer, done: t.declined };
  const words = othersWait ? { ask: t.giveUpQueueText, done: t.gaveUpQueue } : { ask: t.giveUpText, done: t.gaveUp };
  return { title: t.giveUpTitle, go: activityTexts.giveUp, ...words };
}

function countOf(detail: Api.Activity.Detail, now: Api.Millis): DetailView['count'] {
  const { phase, signUpOpensAt, registration } = detail;
  const none = { label: '', to: 0 };
  const offer = registration?.state === 'offered' ? registration.offerUntil : null;
  if (offer !== null) return offer > now ? { label: t.offerEnds, to: offer } : none;
  if (phase === 'announced') return signUpOpensAt > now ? { label: activityTexts.opensIn, to: signUpOpensAt } : none;
  const { left, next } = batchesAt(detail, now);
  return phase === 'open' && registration === null && left === 0 && next !== null ? { label: activityTexts.batchIn, to: next.at } : none;
}

/** My quota's places first, then all of them together. */
function placesOf(detail: Api.Activity.Detail, now: Api.Millis): Pick<DetailView, 'placesLabel' | 'places' | 'placesNotes'> {
  const { capacity, waiting, quota, total, rules } = detail;
  const { facts, allPlaces, batch } = activityTexts;
  const { left, next } = batchesAt(detail, now);
  const places = { capacity, left, waiting };
  const coming = next === null ? [] : [batch(moment(next.at, now), next.places)];
  if (rules.quotas.length === 0 || capacity === total.capacity) return { placesLabel: facts.places, places, placesNotes: coming };
  return { placesLabel: quota === null ? facts.openPlaces : facts.quotaPlaces(quota), places, placesNotes: [allPlaces(placesWords(total)), ...coming] };
}

function signUpWords({ phase, signUpOpensAt, signUpClosesAt }: Api.Activity.Detail, now: Api.Millis): string {
  if (phase === 'announced') return `${moment(signUpOpensAt, now)} 开放`;
  if (phase === 'open') return `${moment(signUpClosesAt, now)} 截止`;
  return phase === 'cancelled' ? '' : '已截止';
}

function pinnedOf({ registration, phase, startsAt }: Api.Activity.Detail, now: Api.Millis): DetailView['pinned'] {
  if (registration === null || phase === 'ended' || phase === 'cancelled') return null;
  const { state, at, checkedInAt, offerUntil, leave, position } = registration;
  if (checkedInAt !== null) return { tone: 'green', icon: 'done', title: activityTexts.stateIn, note: `${moment(checkedInAt, now)} 入场`, leave: '' };
  // A team's place is given up on the team's own page, by its leader.
  const early = now < startsAt && registration.team === null;
  if (state === 'held' && leave !== null) return { tone: 'amber', icon: 'info', title: t.onLeave, note: t.onLeaveNote(leave.reason), leave: early ? activityTexts.giveUp : '' };
  if (state === 'held') return { tone: 'green', icon: 'done', title: activityTexts.stateHeld, note: `${moment(at, now)} 报的名`, leave: early ? activityTexts.giveUp : '' };
  if (state === 'offered' && offerUntil !== null) return { tone: 'amber', icon: 'bell', title: t.offered, note: t.offeredUntil(moment(offerUntil, now)), leave: registration.team === null ? activityTexts.declineOffer : '' };
  const title = position === null ? activityTexts.stateWaiting : `候补第 ${position} 位`;
  return { tone: 'amber', icon: 'hourglass', title, note: `${moment(at, now)} 排的队`, leave: early ? activityTexts.leaveQueue : '' };
}
