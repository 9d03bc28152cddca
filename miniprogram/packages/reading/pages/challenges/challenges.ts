import { fontScale } from '../../../../format/scale';
import { oneAtATime } from '../../../../services/acting';
import { challenges, joinChallenge } from '../../../../services/challenges';
import type { Failure } from '../../../../services/errors';
import { loading, pulled } from '../../../../services/loading';
import { common } from '../../../../texts/common';
import { challengeTexts as t } from '../../challenge-texts';
import { challengesView, type ChallengeView } from './view';

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  failure: Failure | null;
  known: boolean;
  /** The edition is for my unit. */
  reads: boolean;
  open: boolean;
  rows: ChallengeView[];
  busy: boolean;
  fault: string;
}

const data: Data = { fs: fontScale(), t, common, id: '', failure: null, known: false, reads: false, open: false, rows: [], busy: false, fault: '' };

/** 读书挑战: one tap joins; after that the daily check-in is all there is to do. */
Page({
  data,

  onLoad({ id = '' }: { id?: string }) {
    this.setData({ id });
  },

  onShow() {
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  refresh() {
    return loading(this, async () => {
      const answer = await challenges(this.data.id);
      this.setData({ known: true, reads: answer.reads, open: answer.phase === 'open', rows: challengesView(answer) });
    });
  },

  join({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    return oneAtATime(this, async () => {
      await joinChallenge(this.data.id, currentTarget.dataset.id);
      void wx.showToast({ icon: 'none', title: t.joined });
      await this.refresh();
    });
  },

  checkIn() {
    void wx.navigateTo({ url: `/packages/reading/pages/checkin/checkin?id=${this.data.id}` });
  },
});
