import { fontScale } from '../../../../format/scale';
import { plainRules } from '../../../../domain/activity/rules';
import { detail } from '../../../../services/activity';
import { apply, withdraw } from '../../../../services/application';
import { describe, type Failure } from '../../../../services/errors';
import { tellFailure } from '../../../../services/failure-sheet';
import { loading } from '../../../../services/loading';
import { unions } from '../../../../services/people';
import { behalf, cancelOnBehalf, signUpOnBehalf } from '../../../../services/registration';
import { common } from '../../../../texts/common';
import { kindNames } from '../../../../texts/people';
import { exportsTexts } from '../../exports-texts';
import { cadreTexts as t } from '../../texts';

interface Row {
  uid: string;
  name: string;
  note: string;
  state: Api.Registration.State | null;
  /** The word of how they stand; empty: they are neither in nor have applied. */
  tag: string;
}

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  files: typeof exportsTexts;
  id: string;
  title: string;
  mode: Api.Activity.Mode;
  loaded: boolean;
  failure: Failure | null;
  units: { value: string; label: string }[];
  unit: string;
  rows: Row[];
  next: string | null;
  more: boolean;
  /** Whose act is under way. */
  busy: string;
}

const data: Data = { fs: fontScale(), t, common, files: exportsTexts, id: '', title: '', mode: plainRules.mode, loaded: false, failure: null, units: [], unit: '', rows: [], next: null, more: false, busy: '' };

const rowOf = ({ uid, name, staffTail, kind, state, application }: Api.Registration.BehalfRow): Row => ({
  uid,
  name,
  note: staffTail === '' ? kindNames[kind] : `${kindNames[kind]} · ${t.staffTail(staffTail)}`,
  state,
  tag: state !== null ? (state === 'held' ? t.held : state === 'offered' ? t.offered : t.waitingTag) : application === null || application === 'withdrawn' ? '' : t.applications[application],
});

/** 代报名: the unit's cadre signs up and cancels for members without WeChat. */
Page({
  data,

  onLoad({ id = '' }: { id?: string }) {
    this.setData({ id });
    return this.refresh();
  },

  async refresh() {
    const { id } = this.data;
    await loading(this, async () => {
      if (this.data.unit === '') {
        const [activity, { unions: mine }] = await Promise.all([detail(id), unions()]);
        const units = mine.map((union) => ({ value: union.id, label: union.name }));
        this.setData({ title: activity.title, mode: activity.rules.mode, units, unit: units[0]?.value ?? '' });
      }
      const { unit } = this.data;
      const page = await behalf(id, unit);
      if (this.data.unit === unit) this.setData({ rows: page.rows.map(rowOf), next: page.next, loaded: true });
    });
  },

  chooseUnit({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ unit: value, loaded: false, rows: [] });
    return this.refresh();
  },

  async onReachBottom() {
    const { id, unit, next, more, rows } = this.data;
    if (next === null || more) return;
    this.setData({ more: true, failure: null });
    try {
      const page = await behalf(id, unit, next);
      this.setData({ rows: [...rows, ...page.rows.map(rowOf)], next: page.next });
    } catch (cause) {
      this.setData({ failure: describe(cause) });
    } finally {
      this.setData({ more: false });
    }
  },

  async act({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { uid: string }>) {
    const row = this.data.rows.find(({ uid }) => uid === currentTarget.dataset.uid);
    if (!row || this.data.busy !== '') return;
    if (row.tag !== '') {
      const { confirm } = await wx.showModal({ title: t.cancelForTitle(row.name), confirmText: t.cancelFor, cancelText: common.back });
      if (!confirm) return;
    }
    this.setData({ busy: row.uid });
    try {
      if (row.tag === '') await this.signUp(row);
      else if (row.state === null) await withdraw(this.data.id, row.uid);
      else await cancelOnBehalf(this.data.id, row.uid);
      await this.refresh();
    } catch (cause) {
      void tellFailure(cause);
    } finally {
      this.setData({ busy: '' });
    }
  },

  async signUp({ uid, name }: Row) {
    if (this.data.mode !== 'firstCome') {
      await apply(this.data.id, { uid });
      void wx.showToast({ icon: 'none', title: t.appliedFor(name) });
      return;
    }
    const { state, position } = await signUpOnBehalf(this.data.id, uid);
    void wx.showToast({ icon: 'none', title: state === 'held' ? t.signedFor(name) : t.waitsFor(name, position ?? 1) });
  },
});
