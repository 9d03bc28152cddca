import { moment } from '../../../../format/when';
import { announceTexts as t } from '../../announce-texts';
import { statusOf } from '../announcements/view';

export interface UnitRow {
  id: string;
  name: string;
  words: string;
  /** Whole per cent of those with WeChat who opened it; null: not shown. */
  share: number | null;
  /** Leads on to the units below. */
  below: boolean;
  own: boolean;
}

const shareOf = ({ delivered, opened }: Api.Announce.Counts) => (delivered === 0 ? 0 : Math.min(100, Math.round((opened * 100) / delivered)));

export function unitRow({ unionId: id, name, counts, below, own }: Api.Announce.Unit, asks: boolean): UnitRow {
  const words = counts === null ? t.few : `${t.opened} ${t.share(counts.opened, counts.delivered)}${asks ? t.acted(counts.acted) : ''}${counts.paper > 0 ? t.paper(counts.paper) : ''}`;
  return { id, name, words, share: counts && shareOf(counts), below, own };
}

export interface TraceView {
  title: string;
  audience: string;
  when: string;
  status: { text: string; tone: string };
  /** 已送达 · 已读 · 已办, as steps. */
  figures: { label: string; value: number }[];
  share: number;
  lines: string[];
  /** What the page is about below the top; empty: the whole. */
  unit: string;
  own: boolean;
  unionId: string;
  /** What stands in the way of its going out; empty: nothing. */
  hold: string;
  mayApprove: boolean;
  approveNote: string;
  mayRecheck: boolean;
  mayRecall: boolean;
  mayPin: boolean;
  pinned: string;
  remind: string;
  remindNote: string;
}

const mostReminders = 3;

export function traceView({ card, top, mayApprove, mine, reason, reminded, sends, now }: Api.Output<'announce.trace'>, whole: boolean): TraceView {
  const { state, asks, sendAt, expected, pinnedUntil } = card;
  const counts = top.counts ?? { delivered: 0, opened: 0, acted: 0, paper: 0 };
  const behind = Math.max(0, counts.delivered + counts.paper - (asks ? counts.acted : counts.opened));
  const total = sends.sent + sends.due + sends.unknown;
  return {
    ...{ title: card.title, audience: card.audience, status: statusOf(card, now), unionId: top.unionId, own: top.own, mayApprove },
    approveNote: t.approveNote(expected),
    when: (sendAt <= now ? t.at : t.scheduledAt)(moment(sendAt, now)),
    figures: [
      { label: t.delivered, value: counts.delivered },
      { label: t.opened, value: counts.opened },
      ...(asks ? [{ label: t.actedWord, value: counts.acted }] : []),
      ...(counts.paper > 0 ? [{ label: t.paperWord, value: counts.paper }] : []),
    ],
    share: shareOf(counts),
    lines: [t.expected(expected), ...(total > 0 ? [t.sends(sends)] : [])],
    unit: whole ? '' : top.name,
    hold: state === 'recalled' ? t.recalledBecause(reason) : state === 'held' ? t.held : state === 'waits' && !mayApprove ? t.waits : '',
    mayRecheck: state === 'held' && mine,
    mayRecall: state !== 'recalled',
    mayPin: state === 'sent' || state === 'scheduled',
    pinned: pinnedUntil > now ? t.pinned(moment(pinnedUntil, now)) : '',
    remind: whole && state === 'sent' && behind > 0 && reminded < mostReminders ? t.remind(behind, asks) : '',
    remindNote: t.remindNote(reminded),
  };
}
