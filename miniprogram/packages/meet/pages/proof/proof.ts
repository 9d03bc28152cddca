import { checkProof, drawnAgain, sameDraw } from '../../../../domain/meet/proof';
import { fontScale } from '../../../../format/scale';
import { describe, faultWords, type Failure } from '../../../../services/errors';
import { drawnEvent, proof as fetchProof } from '../../../../services/meet';
import { common } from '../../../../texts/common';
import { captainTexts } from '../../captain-texts';

const t = captainTexts.proof;

interface LineView {
  lane: number;
  words: string;
  unit: string;
}

interface HeatView {
  title: string;
  lines: LineView[];
}

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  proof: Api.Meet.Proof | null;
  how: string;
  checks: { text: string; ok: boolean }[];
  events: { id: string; name: string; starters: number }[];
  /** The event that is open. */
  open: string;
  heats: HeatView[];
  /** Was the open event drawn as its seed says? null: being worked out. */
  same: boolean | null;
  fault: string;
  failure: Failure | null;
}

const data: Data = { fs: fontScale(), t, common, id: '', proof: null, how: '', checks: [], events: [], open: '', heats: [], same: null, fault: '', failure: null };

type Starters = Api.Meet.EventView['starters'];

const lineOf = (starters: Starters, entry: string, lane: number): LineView => {
  const starter = starters.find((one) => one.entry === entry);
  return { lane, words: starter?.people.map(({ name, bib }) => `${bib} ${name}`).join('、') ?? '', unit: starter?.unitName ?? '' };
};

/** How an event begins, heat by heat or match by match. */
function heatsOf({ starters }: Api.Meet.EventView, drawn: Api.Meet.FirstDraw): HeatView[] {
  if (drawn.kind === 'heats') return drawn.heats.map(({ n, places }) => ({ title: t.heat(n), lines: places.map(({ entry, lane }) => lineOf(starters, entry, lane)) }));
  const entries = drawn.kind === 'order' ? drawn.entries : drawn.slots;
  return [{ title: '', lines: entries.map((entry, index) => (entry === null ? { lane: index + 1, words: t.bye, unit: '' } : lineOf(starters, entry, index + 1))) }];
}

/** 分组分道: the whole draw, worked out again on this phone. */
Page({
  data,

  onLoad({ id = '' }: { id?: string }) {
    this.setData({ id });
    return this.load();
  },

  async onPullDownRefresh() {
    await this.load();
    wx.stopPullDownRefresh();
  },

  async load() {
    this.setData({ failure: null });
    try {
      const proof = await fetchProof(this.data.id);
      const found = checkProof(proof);
      this.setData({
        proof,
        how: t.how(proof.valueName, proof.value),
        checks: (['commitment', 'list', 'seed'] as const).map((name) => ({ text: t.checks[name], ok: found[name] })),
        events: proof.events.map(({ event, starters }) => ({ id: event.id, name: event.name, starters: starters.length })),
      });
    } catch (cause) {
      this.setData({ failure: describe(cause) });
    }
  },

  async openEvent({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    const { id, proof, open } = this.data;
    const eventId = currentTarget.dataset.id;
    if (open === eventId) return this.setData({ open: '' });
    this.setData({ open: eventId, heats: [], same: null, fault: '' });
    if (!proof) return;
    try {
      const view = await drawnEvent(id, eventId);
      const first = view.rounds[0];
      const drawn = drawnAgain(proof, eventId, first?.merges ?? []);
      if (this.data.open === eventId) this.setData({ heats: drawn ? heatsOf(view, drawn) : [], same: drawn !== null && first !== undefined && sameDraw(drawn, first) });
    } catch (cause) {
      this.setData({ fault: faultWords(cause) });
    }
  },
});
