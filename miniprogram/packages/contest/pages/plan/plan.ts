import { pickersOf, instantOf } from '../../../../format/pickers';
import { fontScale } from '../../../../format/scale';
import { clockTime } from '../../../../format/when';
import { day, minute } from '../../../../domain/time/shanghai';
import { faultOfPlan, sessionsIn } from '../../../../domain/contest/rehearsal';
import { oneAtATime } from '../../../../services/acting';
import { serverNow } from '../../../../services/clock';
import type { Failure } from '../../../../services/errors';
import { loading } from '../../../../services/loading';
import { layRehearsal, rehearsal } from '../../../../services/rehearsal';
import { common } from '../../../../texts/common';
import { rehearsalTexts } from '../../texts-rehearsal';

const t = rehearsalTexts.plan;

interface When {
  date: string;
  time: string;
}

interface Session extends When {
  /** As typed. */
  count: string;
  title: string;
  ends: string;
}

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  round: { contestId: string; roundId: string };
  view: Api.Contest.RehearsalView | null;
  failure: Failure | null;
  stage: string;
  minutes: string;
  sessions: Session[];
  how: Api.Contest.Rehearsal['how'];
  until: When;
  /** Label of the main act, and what keeps it from being done. */
  label: string;
  note: string;
  busy: boolean;
  fault: string;
}

const data: Data = {
  ...{ fs: fontScale(), t, common, round: { contestId: '', roundId: '' }, view: null, failure: null, stage: '', minutes: '10', sessions: [], how: 'order', until: { date: '', time: '' } },
  ...{ label: '', note: '', busy: false, fault: '' },
};

const countOf = ({ count }: Session) => (/^\d{1,3}$/.test(count) ? Number(count) : 0);

/** 排走台时间: where, how long, when, and how entries come to their slots. */
Page({
  data,

  onLoad({ contest = '', round = '' }: { contest?: string; round?: string }) {
    this.setData({ round: { contestId: contest, roundId: round } });
    return this.load();
  },

  load() {
    return loading(this, async () => {
      const view = await rehearsal(this.data.round);
      const plan = view.rehearsal;
      const now = serverNow();
      const tomorrow = { ...pickersOf(now + day), time: '09:00' };
      const entries = view.waiting.length + (plan?.slots.filter(({ entryId }) => entryId !== null).length ?? 0);
      const before = sessionsIn(plan?.slots ?? [], plan?.minutes ?? 0).filter(({ startsAt }) => startsAt > now);
      this.setData({
        ...{ view, stage: plan?.stage ?? '', minutes: String(plan?.minutes ?? 10), how: view.drawn ? (plan?.how ?? 'order') : 'choose' },
        until: plan?.chooseUntil ? pickersOf(plan.chooseUntil) : { ...pickersOf(now), time: '20:00' },
      });
      const laid = before.map(({ startsAt, count }): Session => ({ ...pickersOf(startsAt), count: String(count), title: '', ends: '' }));
      this.count(laid.length > 0 ? laid : [{ ...tomorrow, count: String(Math.max(1, entries)), title: '', ends: '' }]);
    });
  },

  /** Works out when each stretch ends, and whether all have a slot. */
  count(sessions: Session[]) {
    const { view, minutes, stage } = this.data;
    const length = Number(minutes) * minute;
    const shown = sessions.map((one, index) => ({ ...one, title: t.session(index + 1), ends: countOf(one) > 0 ? t.ends(clockTime(instantOf(one) + countOf(one) * length)) : '' }));
    const slots = sessions.reduce((sum, one) => sum + countOf(one), 0);
    const entries = (view?.waiting.length ?? 0) + (view?.rehearsal?.slots.filter(({ entryId }) => entryId !== null).length ?? 0);
    const fault = faultOfPlan(sessions.map((one) => ({ startsAt: instantOf(one), count: countOf(one) })), Number(minutes), serverNow());
    const note = stage.trim() === '' ? t.needStage : (fault ?? (slots < entries ? t.less(entries - slots) : ''));
    this.setData({ sessions: shown, label: t.go(slots), note, fault: '' });
  },

  typeStage({ detail: { value } }: WechatMiniprogram.Input) {
    this.setData({ stage: value });
    this.count(this.data.sessions);
  },

  chooseLength({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ minutes: value });
    this.count(this.data.sessions);
  },

  pick({ currentTarget, detail: { value } }: WechatMiniprogram.CustomEvent<{ value: string }, object, { at: number; part: 'date' | 'time' | 'count' }>) {
    const { at: place, part } = currentTarget.dataset;
    this.count(this.data.sessions.map((one: Session, index: number) => (index === place ? { ...one, [part]: value } : one)));
  },

  add() {
    const { sessions, minutes } = this.data;
    const last = sessions[sessions.length - 1];
    const ends = last ? instantOf(last) + countOf(last) * Number(minutes) * minute : serverNow() + day;
    this.count([...sessions, { ...pickersOf(ends + 30 * minute), count: '1', title: '', ends: '' }]);
  },

  remove({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { at: number }>) {
    this.count(this.data.sessions.filter((_: Session, index: number) => index !== currentTarget.dataset.at));
  },

  chooseHow({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: Data['how'] }>) {
    this.setData({ how: value });
  },

  pickUntil({ currentTarget, detail: { value } }: WechatMiniprogram.CustomEvent<{ value: string }, object, { part: 'date' | 'time' }>) {
    this.setData({ until: { ...this.data.until, [currentTarget.dataset.part]: value }, fault: '' });
  },

  async save() {
    const { round, view, stage, minutes, sessions, how, until, busy } = this.data;
    if (!view || busy) return;
    await oneAtATime(this, async () => {
      const plan = sessions.map((one: Session) => ({ startsAt: instantOf(one), count: countOf(one) }));
      await layRehearsal({ ...round, v: view.rehearsal?.v ?? 0, stage: stage.trim(), minutes: Number(minutes), sessions: plan, how, chooseUntil: how === 'choose' ? instantOf(until) : null });
      void wx.vibrateShort({ type: 'medium' });
      void wx.showToast({ icon: 'none', title: t.done });
      await wx.navigateBack();
    });
  },
});
