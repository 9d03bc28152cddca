import { fontScale } from '../../../../format/scale';
import { moment } from '../../../../format/when';
import { serverNow } from '../../../../services/clock';
import { describe, failureOf, type Failure } from '../../../../services/errors';
import { loading, pulled } from '../../../../services/loading';
import { board as fetchBoard, sign, verifyVote, voteDetail } from '../../../../services/voting';
import { common } from '../../../../texts/common';
import { checkTexts } from '../../texts';

const t = checkTexts.supervise;

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  title: string;
  digest: string;
  supervises: boolean;
  signers: string[];
  signed: boolean;
  loaded: boolean;
  failure: Failure | null;
  working: boolean;
  signing: boolean;
  verdict: { tone: 'green' | 'red' | 'amber' | 'info'; icon: string; text: string } | null;
  fault: string;
}

const data: Data = {
  ...{ fs: fontScale(), t, common, id: '', title: '', digest: '', supervises: false, signers: [], signed: false, loaded: false, failure: null },
  ...{ working: false, signing: false, verdict: null, fault: '' },
};

/** 监票: the ballots themselves are counted again, stretch by stretch, and the frozen digest is signed. */
Page({
  data,

  onLoad({ id = '' }) {
    this.setData({ id });
  },

  onShow() {
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  refresh() {
    return loading(this, async () => {
      const [{ title, digest, signatures }, { supervises }] = await Promise.all([fetchBoard(this.data.id), voteDetail(this.data.id)]);
      const now = serverNow();
      this.setData({ title, digest, supervises, signers: signatures.map(({ name, at }) => t.signedAt(name, moment(at, now))), loaded: true });
    });
  },

  async recount() {
    if (this.data.working) return;
    const { id } = this.data;
    this.setData({ working: true, verdict: { tone: 'info', icon: 'shield', text: common.loading } });
    try {
      let cursor: string | undefined;
      do {
        const { broken, ballots, total, equal, next } = await verifyVote(id, cursor);
        cursor = next ?? undefined;
        if (broken !== null) this.setData({ verdict: { tone: 'red', icon: 'alert', text: t.broken(broken) } });
        else if (equal === null) this.setData({ verdict: { tone: 'info', icon: 'shield', text: t.working(ballots, total) } });
        else if (!equal) this.setData({ verdict: { tone: 'red', icon: 'alert', text: t.unequal } });
        else this.setData({ verdict: ballots === 0 ? { tone: 'amber', icon: 'info', text: t.none } : { tone: 'green', icon: 'done', text: t.equal(ballots) } });
      } while (cursor !== undefined);
    } catch (cause) {
      this.setData({ verdict: { tone: 'amber', icon: 'alert', text: describe(cause).message } });
    } finally {
      this.setData({ working: false });
    }
  },

  async sign() {
    const { id, digest, signing } = this.data;
    if (signing) return;
    const { confirm } = await wx.showModal({ title: t.ask, content: t.askText(digest.slice(0, 8)), confirmText: t.askGo, cancelText: t.askBack });
    if (!confirm) return;
    this.setData({ signing: true, fault: '' });
    try {
      await sign(id, digest);
      wx.vibrateShort({ type: 'medium' });
      this.setData({ signed: true });
      await this.refresh();
    } catch (cause) {
      this.setData({ fault: failureOf(cause).message });
    } finally {
      this.setData({ signing: false });
    }
  },
});
