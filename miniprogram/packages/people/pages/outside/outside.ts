import { works } from '../../../../domain/people/outside';
import { fontScale } from '../../../../format/scale';
import { oneAtATime } from '../../../../services/acting';
import { describe, type Failure } from '../../../../services/errors';
import { joinOutside, me, outside } from '../../../../services/people';
import { common } from '../../../../texts/common';
import { workNames } from '../../../../texts/people';
import { outsideTexts as t } from '../../outside-texts';

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  loaded: boolean;
  failure: Failure | null;
  /** The union whose code was scanned. */
  union: { id: string; name: string } | null;
  /** What happens next, in words. */
  how: string;
  name: string;
  works: { value: Api.People.Work; label: string }[];
  work: Api.People.Work | '';
  /** Places and, last, that it is not known. */
  regions: { value: string; label: string }[];
  /** null: nothing chosen yet. */
  region: string | null;
  fault: string;
  busy: boolean;
}

const data: Data = {
  fs: fontScale(),
  t,
  common,
  loaded: false,
  failure: null,
  union: null,
  how: t.how,
  name: '',
  works: works.map((value) => ({ value, label: workNames[value] })),
  work: '',
  regions: [],
  region: null,
  fault: '',
  busy: false,
};

/** 扫码入会: drivers, couriers, domestic and migrant workers ask to join without a unit. */
Page({
  data,
  /** Union of the scanned code; empty: none. */
  unionId: '',

  onLoad(query: Record<string, string | undefined>) {
    this.unionId = query['union'] ?? decodeURIComponent(query['scene'] ?? '');
    return this.refresh();
  },

  async refresh() {
    this.setData({ failure: null });
    try {
      const [{ member, request }, { regions, union }] = await Promise.all([me(), outside(this.unionId)]);
      if (member !== null || request?.state === 'open') {
        await wx.redirectTo({ url: '/packages/people/pages/join/join' });
        return;
      }
      this.setData({ loaded: true, union, how: union === null ? t.how : t.howTo(union.name), regions: [...regions.map((region) => ({ value: region, label: region })), { value: '', label: t.regionUnknown }] });
    } catch (cause) {
      this.setData({ failure: describe(cause) });
    }
  },

  typeName({ detail: { value } }: WechatMiniprogram.Input) {
    this.setData({ name: value, fault: '' });
  },

  chooseWork({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { value: Api.People.Work }>) {
    this.setData({ work: currentTarget.dataset.value, fault: '' });
  },

  chooseRegion({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { value: string }>) {
    this.setData({ region: currentTarget.dataset.value, fault: '' });
  },

  async ask() {
    const { name, work, region, union, busy } = this.data;
    if (busy) return;
    if (name.trim() === '' || work === '' || (region === null && union === null)) {
      this.setData({ fault: name.trim() === '' ? t.nameFault : work === '' ? t.workFault : t.regionFault });
      return;
    }
    await oneAtATime(this, async () => {
      await joinOutside({ name: name.trim(), work, region: region ?? '', ...(union === null ? {} : { unionId: union.id }) });
      await wx.redirectTo({ url: '/packages/people/pages/join/join' });
    });
  },
});
