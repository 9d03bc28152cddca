import { describe } from '../../../../services/errors';
import { open, rounds } from '../../../../services/stage';
import { common } from '../../../../texts/common';
import { stageTexts as t } from '../../texts-stage';

interface RoundView {
  id: string;
  name: string;
  note: string;
  tag: string;
  tone: string;
  draw: string;
  isOpen: boolean;
  /** Its order stands: there is something to watch. */
  isDrawn: boolean;
}

function viewOf({ roundId, name, order, state, entries }: Api.Contest.RoundCard): RoundView {
  const isDrawn = state !== null && state !== 'open';
  return {
    ...{ id: roundId, name, isOpen: state !== null, isDrawn },
    note: state === null ? t.rounds.notOpen : t.rounds.entries(entries),
    tag: state === null ? '' : t.states[state],
    tone: state === null ? 'neutral' : t.tones[state],
    draw: order === 'paper' ? t.rounds.slips : isDrawn ? t.rounds.drawn : t.rounds.draw,
  };
}

/** The rounds of a contest that are open, each with its ways; a cadre opens the next. Shows nothing while none is open and nobody may open one. */
Component({
  properties: {
    contestId: { type: String, value: '' },
  },
  data: { t: t.rounds, common, shown: [] as RoundView[], next: null as RoundView | null, works: false, asks: false, valueName: '', busy: false, fault: '' },
  lifetimes: {
    attached() {
      void this.load();
    },
  },
  pageLifetimes: {
    show() {
      void this.load();
    },
  },
  methods: {
    async load() {
      const { contestId } = this.data;
      if (contestId === '') return;
      try {
        const found = await rounds(contestId);
        const all = found.rounds.map(viewOf);
        // The next one takes those through from the one before: there is nothing to open while that is under way.
        const isUnderWay = found.rounds.some(({ state }) => state !== null && state !== 'closed');
        const next = found.manages && !isUnderWay ? (all.find(({ isOpen }) => !isOpen) ?? null) : null;
        this.setData({ shown: all.filter(({ isOpen }) => isOpen), next, works: found.works });
      } catch (cause) {
        // The page around says that the network is gone; this part only has nothing new to show.
        console.warn('rounds', cause);
      }
    },

    ask() {
      this.setData({ asks: true, fault: '' });
    },

    closeAsk() {
      this.setData({ asks: false });
    },

    typeValue({ detail: { value } }: WechatMiniprogram.Input) {
      this.setData({ valueName: value });
    },

    async openNext() {
      const { contestId, next, valueName, busy } = this.data;
      if (next === null || busy) return;
      this.setData({ busy: true, fault: '' });
      try {
        await open({ contestId, roundId: next.id }, valueName.trim() === '' ? undefined : valueName.trim());
        this.setData({ asks: false });
        void wx.showToast({ icon: 'none', title: t.rounds.opened });
        await this.load();
      } catch (cause) {
        this.setData({ fault: describe(cause).message });
      } finally {
        this.setData({ busy: false });
      }
    },

    go({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { page: string; id: string }>) {
      const { page, id } = currentTarget.dataset;
      void wx.navigateTo({ url: `/packages/contest/pages/${page}/${page}?contest=${this.data.contestId}&round=${id}` });
    },
  },
});
