import { calendarTime } from '../../../../domain/time/shanghai';
import { fontScale } from '../../../../format/scale';
import { brushOf, canvasOf, previewSheet, saveSheet } from '../../../../services/album';
import { describe, type Failure } from '../../../../services/errors';
import { myCertificates } from '../../../../services/results';
import { common } from '../../../../texts/common';
import { codeWords } from '../../result-words';
import { resultTexts } from '../../texts-results';
import { certificateSize, type CertificateText, drawCertificate } from './draw';

const t = resultTexts.certificatePage;

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  at: number;
  words: CertificateText | null;
  empty: boolean;
  drawn: boolean;
  busy: boolean;
  failure: Failure | null;
}

const data: Data = { fs: fontScale(), t, common, id: '', at: 0, words: null, empty: false, drawn: false, busy: false, failure: null };

function wordsOf({ prize, whom, title, contest, organiser, at, code }: Api.Contest.Certificate): CertificateText {
  const { year, month, date } = calendarTime(at);
  return { heading: t.heading, whom: t.whom(whom), body: t.body(contest, title), prize, thanks: t.thanks, organiser, day: `${year}年${month}月${date}日`, code: t.code(codeWords(code)) };
}

/** 证书: mine as a picture, to save and send on. */
Page({
  data,
  canvas: undefined as WechatMiniprogram.Canvas | undefined,

  onLoad({ id = '', at = '0' }: { id?: string; at?: string }) {
    this.setData({ id, at: Number(at) });
  },

  onReady() {
    return this.draw();
  },

  async draw() {
    this.setData({ failure: null });
    try {
      const { items } = await myCertificates(this.data.id);
      const one = items[this.data.at] ?? items[0];
      if (one === undefined) {
        this.setData({ empty: true });
        return;
      }
      const words = wordsOf(one);
      const canvas = await canvasOf(this, '#certificate');
      drawCertificate(brushOf(canvas, certificateSize), words);
      this.canvas = canvas;
      this.setData({ words, drawn: true });
    } catch (cause) {
      this.setData({ failure: describe(cause) });
    }
  },

  save: saveSheet,

  preview: previewSheet,
});
