import { fontScale } from '../../../../format/scale';
import { describe, type Failure } from '../../../../services/errors';
import { desk as fetchDesk } from '../../../../services/stage';
import { common } from '../../../../texts/common';
import { stageTexts } from '../../texts-stage';

const t = stageTexts.stage;

type Duty = keyof typeof t.duties;

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  round: { contestId: string; roundId: string };
  desk: Api.Contest.Desk | null;
  tag: string;
  tone: string;
  duties: { value: Duty; label: string }[];
  duty: Duty | '';
  failure: Failure | null;
}

const data: Data = { fs: fontScale(), t, common, round: { contestId: '', roundId: '' }, desk: null, tag: '', tone: '', duties: [], duty: '', failure: null };

/** Others work on the same round: what they did shows within two seconds, ms. */
const beat = 2000;
const pause = 5000;

/** The duties that somebody with these roles may take up. */
function dutiesOf({ cadre, official, supervisor }: Api.Contest.Desk): Duty[] {
  const crew: Duty[] = cadre || official ? ['call', 'time', 'score', 'host'] : [];
  return [...crew, ...(supervisor ? (['watch'] as const) : []), ...(cadre ? (['run'] as const) : [])];
}

const kept = 'v1:stage.duty';

/** 舞台: one phone for each duty on the day, dark in both themes. */
Page({
  data,
  timer: 0,

  onLoad({ contest = '', round = '', duty = '' }: { contest?: string; round?: string; duty?: string }) {
    this.setData({ round: { contestId: contest, roundId: round } });
    const last: unknown = duty === '' ? wx.getStorageSync(kept) : duty;
    const found = (Object.keys(t.duties) as Duty[]).find((one) => one === last);
    if (found) this.setData({ duty: found });
  },

  onShow() {
    void wx.setKeepScreenOn({ keepScreenOn: true });
    return this.refresh();
  },

  onHide() {
    this.rest();
  },

  onUnload() {
    this.rest();
  },

  rest() {
    clearTimeout(this.timer);
    void wx.setKeepScreenOn({ keepScreenOn: false });
  },

  async refresh() {
    clearTimeout(this.timer);
    try {
      const desk = await fetchDesk(this.data.round);
      const duties = dutiesOf(desk);
      const duty = duties.find((one) => one === this.data.duty) ?? duties[0] ?? '';
      // Drawn anew only where something happened: a list that is redrawn under a thumb is tapped in the wrong place.
      if (desk.v !== this.data.desk?.v) this.setData({ desk, tag: stageTexts.states[desk.state], tone: stageTexts.tones[desk.state], duties: duties.map((value) => ({ value, label: t.duties[value] })), duty });
      if (this.data.failure !== null) this.setData({ failure: null });
    } catch (cause) {
      this.setData({ failure: describe(cause) });
    }
    this.timer = setTimeout(() => void this.refresh(), this.data.failure === null ? beat : pause);
  },

  choose({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: Duty }>) {
    this.setData({ duty: value });
    wx.setStorageSync(kept, value);
  },

  toDraw() {
    const { contestId, roundId } = this.data.round;
    void wx.navigateTo({ url: `/packages/contest/pages/draw/draw?contest=${contestId}&round=${roundId}` });
  },
});
