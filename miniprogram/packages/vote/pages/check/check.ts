import { countChunk, differsFrom, type ListCount, uncounted } from '../../../../domain/voting/published';
import { fontScale } from '../../../../format/scale';
import { failureOf, type Failure } from '../../../../services/errors';
import { loading } from '../../../../services/loading';
import { board as fetchBoard, published, voided, voteDetail } from '../../../../services/voting';
import { common } from '../../../../texts/common';
import { checkTexts as t } from '../../texts';

interface Verdict {
  tone: 'green' | 'red' | 'amber';
  icon: string;
  title: string;
  text: string;
}

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  title: string;
  frozen: boolean;
  loaded: boolean;
  failure: Failure | null;
  /** Own receipts, one a line. */
  receipts: string;
  busy: boolean;
  progress: string;
  /** 0–100 */
  share: number;
  verdict: Verdict | null;
  /** What became of each own receipt. */
  mine: { text: string; tone: 'green' | 'amber' | 'red'; icon: string }[];
}

const data: Data = {
  ...{ fs: fontScale(), t, common, id: '', title: '', frozen: false, loaded: false, failure: null, receipts: '', busy: false, progress: '', share: 0, verdict: null, mine: [] },
};

/** 验票: anybody's phone counts the published list again, and says whether it is what the board says. */
Page({
  data,

  onLoad({ id = '' }) {
    this.setData({ id });
    return this.refresh();
  },

  refresh() {
    return loading(this, async () => {
      const [{ title, phase }, { mine }] = await Promise.all([fetchBoard(this.data.id), voteDetail(this.data.id)]);
      const receipts = this.data.receipts || mine.map(({ receipt }) => receipt).join('\n');
      this.setData({ title, frozen: phase === 'frozen', receipts, loaded: true });
    });
  },

  type({ detail: { value } }: WechatMiniprogram.Input) {
    this.setData({ receipts: value });
  },

  async check() {
    if (this.data.busy) return;
    this.setData({ busy: true, verdict: null, mine: [], progress: '', share: 0 });
    try {
      await this.count();
    } catch (cause) {
      this.setData({ verdict: { tone: 'amber', icon: 'alert', title: common.notDone, text: t.stopped(failureOf(cause).message) } });
    } finally {
      this.setData({ busy: false });
    }
  },

  async count() {
    const { id } = this.data;
    const board = await fetchBoard(id);
    const own = new Set(this.data.receipts.toLowerCase().split('\n').map((line) => line.replace(/\s/g, '')).filter((line) => line !== ''));
    const out = new Set<string>();
    for (const { number, state } of board.voids) {
      for (let after: number | null = state === 'voided' ? 0 : null; after !== null; ) {
        const page: Api.Output<'voting.voided'> = await voided(id, number, after);
        for (const receipt of page.receipts) out.add(receipt);
        after = page.next;
      }
    }
    let [sum, candidates]: [ListCount, string[]] = [uncounted, board.candidates.map((candidate) => candidate.id)];
    for (let number = 0; number < board.chunks; number += 1) {
      const chunk = await published(id, number);
      candidates = chunk.candidates;
      sum = countChunk(sum, chunk, own, out);
      this.setData({ progress: t.counting(sum.ballots, board.ballots), share: Math.round((100 * (number + 1)) / board.chunks) });
    }
    const differs = differsFrom(sum, candidates, board);
    this.setData({
      verdict:
        differs === null
          ? { tone: 'green', icon: 'done', title: t.same, text: t.sameText(sum.ballots) }
          : { tone: 'red', icon: 'alert', title: t.differs, text: `${t.why[differs]}${t.tell}` },
      mine: [...own].map((receipt) => {
        const short = `${receipt.slice(0, 4)}…${receipt.slice(-4)}`;
        const off = sum.found[receipt];
        if (off === undefined) return { text: t.lost(short), tone: 'red', icon: 'alert' };
        return off ? { text: t.foundVoided(short), tone: 'amber', icon: 'info' } : { text: t.found(short), tone: 'green', icon: 'check' };
      }),
    });
    wx.vibrateShort({ type: 'medium' });
  },

  back() {
    void wx.navigateBack();
  },
});
