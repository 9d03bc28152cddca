import { fontScale } from '../../../../format/scale';
import { describe, type Failure } from '../../../../services/errors';
import { choosePhotos, type Chosen, keepFile } from '../../../../services/files';
import { loading } from '../../../../services/loading';
import { drawView, enterSlips } from '../../../../services/stage';
import { common } from '../../../../texts/common';
import { stageTexts } from '../../texts-stage';

const t = stageTexts.slips;

interface Slip {
  entryId: string;
  title: string;
  unit: string;
  /** As typed. */
  number: string;
  drawnFor: boolean;
}

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  round: { contestId: string; roundId: string };
  slips: Slip[] | null;
  photo: string;
  fault: string;
  failure: Failure | null;
  busy: boolean;
  note: string;
}

const data: Data = { fs: fontScale(), t, common, round: { contestId: '', roundId: '' }, slips: null, photo: '', fault: '', failure: null, busy: false, note: t.needPhoto };

/** What keeps the slips from being entered; empty: nothing. */
function faultOf(slips: readonly Slip[], photo: string): string {
  const numbers = slips.map(({ number }) => Number(number));
  const missing = slips.filter(({ number }) => number === '').length;
  if (numbers.some((number, index) => slips[index]?.number !== '' && !(Number.isInteger(number) && number >= 1 && number <= slips.length))) return t.outside(slips.length);
  const twice = numbers.find((number, index) => number > 0 && numbers.indexOf(number) !== index);
  if (twice !== undefined) return t.twice(twice);
  if (photo === '') return t.needPhoto;
  return missing > 0 ? t.needNumbers(missing) : '';
}

/** 录入纸签: a photo of the slips and everybody's number; somebody else signs. */
Page({
  data,
  taken: { path: '', name: '', bytes: 0 } as Chosen,
  /** Media id of the photo once it is there; empty: it is not. */
  kept: '',

  async onLoad({ contest = '', round = '' }: { contest?: string; round?: string }) {
    this.setData({ round: { contestId: contest, roundId: round } });
    await this.load();
  },

  load() {
    return loading(this, async () => {
      const { roster, paper } = await drawView(this.data.round);
      const before = new Map((paper?.numbers ?? []).map((slip) => [slip.entryId, slip]));
      const slips = roster.map(({ entryId, title, unitName }) => ({ entryId, title, unit: unitName, number: String(before.get(entryId)?.number ?? ''), drawnFor: before.get(entryId)?.drawnFor ?? false }));
      this.setData({ slips, note: faultOf(slips, '') });
    });
  },

  async take() {
    const [taken] = await choosePhotos(1);
    // Put away without a photo.
    if (!taken) return;
    this.taken = taken;
    this.kept = '';
    this.setData({ photo: taken.path, note: faultOf(this.data.slips ?? [], taken.path) });
  },

  type({ currentTarget, detail }: WechatMiniprogram.Input & { currentTarget: { dataset: { at: number } } }) {
    const slips = (this.data.slips ?? []).map((slip, index) => (index === currentTarget.dataset.at ? { ...slip, number: detail.value.trim() } : slip));
    this.setData({ slips, fault: '', note: faultOf(slips, this.data.photo) });
  },

  toggle({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { at: number }>) {
    const slips = (this.data.slips ?? []).map((slip, index) => (index === currentTarget.dataset.at ? { ...slip, drawnFor: !slip.drawnFor } : slip));
    this.setData({ slips });
  },

  async save() {
    const { slips, round, busy } = this.data;
    if (busy || slips === null) return;
    this.setData({ busy: true, fault: '' });
    try {
      // Uploaded once, however often what follows is tried.
      if (this.kept === '') this.kept = (await keepFile(this.taken, round.contestId, 'slips', 'photo')).mediaId;
      await enterSlips({ ...round, photo: this.kept, numbers: slips.map(({ entryId, number, drawnFor }) => ({ entryId, number: Number(number), drawnFor })) });
      await wx.showModal({ title: t.title, content: t.saved, showCancel: false, confirmText: common.understood });
      wx.navigateBack();
    } catch (cause) {
      this.setData({ fault: describe(cause).message });
    } finally {
      this.setData({ busy: false });
    }
  },
});
