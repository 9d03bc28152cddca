import { moment } from '../../../../format/when';
import { isAsked } from '../../pages/detail/view';
import { applicationTexts as t } from '../../../../texts/application';

type Answer = Api.Output<'application.mine'>;
type Detail = Api.Activity.Detail;

/** What the panel of an application shows at a moment of the server's clock. */
export interface ApplyView {
  tone: 'green' | 'amber' | 'red' | 'neutral';
  icon: string;
  /** Where I stand; empty: I have not applied. */
  title: string;
  note: string;
  /** The review's steps. */
  steps: { title: string; state: 'done' | 'now' | 'next' | 'failed' }[];
  mayWithdraw: boolean;
  /** Questions were added since, and what I asked for still stands: they may wait for my answer. */
  more: boolean;
  /** A photo of the sealed form is to be taken. */
  asksSeal: boolean;
  act: { kind: 'apply' | 'notify' | 'join' | 'none'; label: string; note: string };
}

interface Standing {
  tone: ApplyView['tone'];
  icon: string;
  title: string;
  note?: string;
}

export function applyView(detail: Detail, answer: Answer, now: Api.Millis): ApplyView {
  const { mine } = answer;
  const lottery = detail.rules.mode === 'lottery';
  const standing = mine === null ? null : lottery ? ofLottery(detail, answer, mine) : ofReview(detail, mine);
  const live = isLive(mine, detail);
  const open = detail.phase === 'open' || (detail.phase === 'announced' && now >= detail.signUpOpensAt);
  const words = mine === null ? [] : [standing?.note ?? t.appliedAt(moment(mine.at, now)), ...(live && mine.favoured ? [t.favoured] : []), ...(live && mine.last ? [t.last] : [])];
  return {
    tone: standing?.tone ?? 'neutral',
    icon: standing?.icon ?? '',
    title: standing?.title ?? '',
    note: words.filter((word) => word !== '').join(' · '),
    steps: lottery ? [] : stepsOf(mine),
    mayWithdraw: live && (mine?.state === 'applied' || mine?.state === 'passed') && (open || !lottery) && !isOver(detail),
    more: live && detail.registration === null && isAsked(detail, now),
    asksSeal: !lottery && detail.rules.sealedForm && open && !live && detail.eligible.ok,
    act: actOf(detail, answer, live, open, now),
  };
}

const isOver = ({ phase }: Detail) => phase === 'ended' || phase === 'cancelled';

/** Is something still to come of it, or has it brought what it could? */
function isLive(mine: Answer['mine'], { registration }: Detail): boolean {
  if (mine === null) return false;
  if (mine.state === 'confirmed') return registration !== null || mine.reason !== '';
  return mine.state === 'applied' || mine.state === 'passed';
}

function ofLottery({ registration, phase }: Detail, { line, draw }: Answer, mine: Api.Application.Mine): Standing {
  if (mine.state === 'withdrawn') return { tone: 'neutral', icon: 'info', title: t.withdrawn, note: '' };
  if (phase === 'open' || phase === 'announced') return { tone: 'green', icon: 'done', title: t.applied };
  if (draw === null) return { tone: 'amber', icon: 'hourglass', title: t.waitFreeze };
  const lot = line?.lot ?? null;
  if (draw.drawn === null || lot === null) return { tone: 'amber', icon: 'hourglass', title: t.waitDraw };
  if (lot.lot === 'lost') return { tone: 'neutral', icon: 'info', title: t.lost, note: t.lostNote };
  if (registration === null && draw.filled) return { tone: 'neutral', icon: 'info', title: t.given, note: '' };
  if (lot.lot === 'won') return { tone: 'green', icon: 'done', title: registration === null ? t.wonNow : t.won };
  return { tone: 'amber', icon: 'hourglass', title: t.waits(lot.position) };
}

function ofReview({ registration }: Detail, { state, refusedBy, reason }: Api.Application.Mine): Standing {
  if (state === 'withdrawn') return { tone: 'neutral', icon: 'info', title: t.withdrawn, note: '' };
  if (state === 'refused') return { tone: 'red', icon: 'alert', title: refusedBy === 'unit' ? t.refusedByUnit : t.refusedByOrganiser, note: reason };
  if (state === 'applied') return { tone: 'amber', icon: 'hourglass', title: t.appliedReview };
  if (state === 'passed') return { tone: 'amber', icon: 'hourglass', title: t.passed };
  if (reason !== '') return { tone: 'red', icon: 'alert', title: t.noPlace, note: reason };
  return registration === null ? { tone: 'neutral', icon: 'info', title: t.given, note: '' } : { tone: 'green', icon: 'done', title: t.confirmed };
}

function stepsOf(mine: Answer['mine']): ApplyView['steps'] {
  const state = mine?.state ?? 'withdrawn';
  const done = { withdrawn: 0, applied: 1, passed: 2, confirmed: 3, refused: mine?.refusedBy === 'organiser' ? 2 : 1 }[state];
  return t.steps.map((title, index) => ({ title, state: index < done ? 'done' : index > done ? 'next' : state === 'refused' ? 'failed' : 'now' }));
}

function actOf(detail: Detail, answer: Answer, live: boolean, open: boolean, now: Api.Millis): ApplyView['act'] {
  const none = (label: string, note = '') => ({ kind: 'none' as const, label, note });
  const { eligible, phase } = detail;
  const lot = answer.line?.lot ?? null;
  if (isOver(detail)) return none(t.running);
  if (live && lot?.lot !== 'lost') return { kind: 'notify', label: t.notify, note: t.notifyNote };
  if (live) return none(t.lost);
  if (!open) return phase === 'announced' ? none(t.opensAt(moment(detail.signUpOpensAt, now))) : none(t.closed);
  if (!eligible.ok && eligible.join === true) return { kind: 'join', label: t.join, note: eligible.reason };
  if (!eligible.ok) return none(t.cannot, eligible.reason);
  const label = answer.mine !== null ? t.again : detail.rules.mode === 'lottery' ? t.apply : t.submit;
  return { kind: 'apply', label, note: '' };
}
