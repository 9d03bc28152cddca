import { mainAct, type MainAct } from '../../../../format/act';
import { statusOf, type Status } from '../../../../format/status';
import { moment, progressWords, span } from '../../../../format/when';
import { activityTexts } from '../../../../texts/activity';
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
  /** Millis of the opening while it is ahead; else 0. */
  countTo: Api.Millis;
  paragraphs: string[];
  phone: string;
  /** What to say where the organiser called it off; empty: they did not. */
  cancelled: string;
  /** My state, once in. */
  pinned: { tone: 'green' | 'amber'; icon: string; title: string; note: string; mayLeave: boolean } | null;
}

export function detailView(detail: Api.Activity.Detail, now: Api.Millis): DetailView {
  return {
    act: mainAct(detail, now),
    status: statusOf(detail),
    when: span(detail.startsAt, detail.endsAt, now),
    progress: detail.phase === 'cancelled' ? '' : progressWords(detail.startsAt, detail.endsAt, now),
    how: detail.howChosen.split('；'),
    signUp: signUpWords(detail, now),
    countTo: detail.phase === 'announced' && detail.signUpOpensAt > now ? detail.signUpOpensAt : 0,
    paragraphs: detail.summary.split('\n').filter((paragraph) => paragraph.trim() !== ''),
    phone: /\d[\d-]{6,}/.exec(detail.contact)?.[0] ?? '',
    cancelled: detail.phase === 'cancelled' ? activityTexts.cancelledText(detail.cancelReason) : '',
    pinned: pinnedOf(detail, now),
  };
}

/** What is asked before somebody leaves, and told after: only where others wait does the place go to the next. */
export function leavingWords(waiting: boolean, othersWait: boolean): { ask: string; done: string } {
  if (waiting) return { ask: t.leaveText, done: t.leftQueue };
  return othersWait ? { ask: t.giveUpQueueText, done: t.gaveUpQueue } : { ask: t.giveUpText, done: t.gaveUp };
}

function signUpWords({ phase, signUpOpensAt, signUpClosesAt }: Api.Activity.Detail, now: Api.Millis): string {
  if (phase === 'announced') return `${moment(signUpOpensAt, now)} 开放`;
  if (phase === 'open') return `${moment(signUpClosesAt, now)} 截止`;
  return phase === 'cancelled' ? '' : '已截止';
}

function pinnedOf({ registration, phase, startsAt }: Api.Activity.Detail, now: Api.Millis): DetailView['pinned'] {
  if (registration === null || phase === 'ended' || phase === 'cancelled') return null;
  if (registration.checkedInAt !== null) {
    return { tone: 'green', icon: 'done', title: activityTexts.stateIn, note: `${moment(registration.checkedInAt, now)} 入场`, mayLeave: false };
  }
  if (registration.state === 'held') {
    return { tone: 'green', icon: 'done', title: activityTexts.stateHeld, note: `${moment(registration.at, now)} 报的名`, mayLeave: now < startsAt };
  }
  const position = registration.position === null ? activityTexts.stateWaiting : `候补第 ${registration.position} 位`;
  return { tone: 'amber', icon: 'hourglass', title: position, note: `${moment(registration.at, now)} 排的队`, mayLeave: now < startsAt };
}
