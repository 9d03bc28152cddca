import { fontScale } from '../../../../format/scale';
import { moment } from '../../../../format/when';
import { describe, faultWords, type Failure } from '../../../../services/errors';
import { claim, findUnions, me, requestJoin, withdrawRequest } from '../../../../services/people';
import { serverNow } from '../../../../services/clock';
import { common } from '../../../../texts/common';
import { peopleTexts as t } from '../../texts';
import { stepsOf } from './view';

interface UnionRow {
  id: string;
  name: string;
  above: string;
}

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  stage: 'loading' | 'failed' | 'find' | 'form' | 'bound' | 'asked';
  /** Why the page did not open. */
  failure: Failure | null;
  /** What was wrong with the last act, in words. */
  fault: string;
  refusal: string;
  search: string;
  searching: boolean;
  found: UnionRow[];
  nobody: boolean;
  union: UnionRow | null;
  unionName: string;
  /** Where the request is, since when, and by when it must be answered. */
  steps: string[];
  /** It goes on to the union above by itself. */
  termed: boolean;
  name: string;
  tail: string;
  busy: '' | 'bind' | 'ask';
}

const data: Data = {
  fs: fontScale(),
  t,
  common,
  stage: 'loading',
  failure: null,
  fault: '',
  refusal: '',
  search: '',
  searching: false,
  found: [],
  nobody: false,
  union: null,
  unionName: '',
  steps: [],
  termed: false,
  name: '',
  tail: '',
  busy: '',
};

/** 加入工会: find the union, then name and staff number, or a request to its cadre. */
Page({
  data,

  onLoad() {
    return this.refresh();
  },

  async refresh() {
    this.setData({ failure: null });
    try {
      const { member, request } = await me();
      if (member !== null) this.setData({ stage: 'bound', unionName: member.unitName });
      else if (request?.state === 'open') this.setData({ stage: 'asked', unionName: request.unionName, steps: stepsOf(request, serverNow()), termed: request.dueAt !== null });
      else this.setData({ stage: 'find', refusal: request === null ? '' : t.refused(request.unionName, request.reason) });
    } catch (cause) {
      this.setData({ stage: 'failed', failure: describe(cause) });
    }
  },

  async typeSearch({ detail: { value } }: WechatMiniprogram.Input) {
    this.setData({ search: value, fault: '' });
    if (value.trim() === '') {
      this.setData({ found: [], nobody: false, searching: false });
      return;
    }
    this.setData({ searching: true });
    try {
      const { unions } = await findUnions(value);
      // An answer to what was typed before is late.
      if (this.data.search !== value) return;
      this.setData({ found: unions.map(({ id, name, above }) => ({ id, name, above: above.join(' › ') })), nobody: unions.length === 0, searching: false });
    } catch (cause) {
      if (this.data.search === value) this.setData({ fault: describe(cause).message, searching: false });
    }
  },

  choose({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    const union = this.data.found.find(({ id }) => id === currentTarget.dataset.id);
    if (union) this.setData({ union, unionName: union.name, stage: 'form', fault: '', refusal: '' });
  },

  change() {
    this.setData({ stage: 'find', fault: '' });
  },

  typeName({ detail: { value } }: WechatMiniprogram.Input) {
    this.setData({ name: value, fault: '' });
  },

  typeTail({ detail: { value } }: WechatMiniprogram.Input) {
    this.setData({ tail: value, fault: '' });
  },

  async bind() {
    const { union, name, tail } = this.data;
    if (union === null || !this.named()) return;
    if (tail.trim() === '') {
      this.setData({ fault: t.tailFault });
      return;
    }
    await this.during('bind', async () => {
      const { result } = await claim({ unionId: union.id, name: name.trim(), staffNumberTail: tail.trim() });
      this.setData({ stage: result, steps: [], termed: false });
      if (result === 'bound') wx.vibrateShort({ type: 'medium' });
    });
  },

  async ask() {
    const { union, name } = this.data;
    if (union === null || !this.named()) return;
    await this.during('ask', async () => {
      const { at } = await requestJoin({ unionId: union.id, name: name.trim() });
      this.setData({ stage: 'asked', steps: [t.askedOn(moment(at, serverNow()))], termed: false });
    });
  },

  named(): boolean {
    if (this.data.name.trim() !== '') return true;
    this.setData({ fault: t.nameFault });
    return false;
  },

  async withdraw() {
    const { confirm } = await wx.showModal({ title: t.withdrawTitle, content: t.withdrawText, confirmText: t.askedAgain, cancelText: t.withdrawKeep });
    if (!confirm) return;
    await this.during('ask', async () => {
      await withdrawRequest();
      this.setData({ stage: 'find', refusal: '' });
    });
  },

  /** One act at a time; what goes wrong stands under the form. */
  async during(busy: 'bind' | 'ask', act: () => Promise<void>) {
    this.setData({ busy, fault: '' });
    try {
      await act();
    } catch (cause) {
      this.setData({ fault: faultWords(cause) });
    } finally {
      this.setData({ busy: '' });
    }
  },

  toFirst() {
    void wx.navigateTo({ url: '/packages/people/pages/first/first' });
  },

  toActivities() {
    void wx.switchTab({ url: '/pages/activities/activities' });
  },
});
