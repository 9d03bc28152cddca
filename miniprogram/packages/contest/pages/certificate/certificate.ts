import { calendarTime } from '../../../../domain/time/shanghai';
import { fontScale } from '../../../../format/scale';
import { brushOf, canvasOf, previewSheet, saveSheet } from '../../../../services/album';
import { describe, type Failure } from '../../../../services/errors';
import { ownPrizes } from '../../../../services/meet-end';
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
  /** Of a contest, or of a sports meet. */
  id: string;
  meet: string;
  at: number;
  words: CertificateText | null;
  empty: boolean;
  drawn: boolean;
  busy: boolean;
  failure: Failure | null;
}

const data: Data = { fs: fontScale(), t, common, id: '', meet: '', at: 0, words: null, empty: false, drawn: false, busy: false, failure: null };

type Awarded = Pick<Api.Contest.Certificate, 'prize' | 'whom' | 'organiser' | 'at' | 'code'>;

function wordsOf({ prize, whom, organiser, at, code }: Awarded, body: string): CertificateText {
  const { year, month, date } = calendarTime(at);
  return { heading: t.heading, whom: t.whom(whom), body, prize, thanks: t.thanks, organiser, day: `${year}年${month}月${date}日`, code: code === '' ? '' : t.code(codeWords(code)) };
}

const ofContest = async (id: string) => (await myCertificates(id)).items.map((one) => wordsOf(one, t.body(one.contest, one.title)));
const ofMeet = async (id: string) => (await ownPrizes(id)).items.map((one) => wordsOf(one, t.meetBody(one.contest, one.what, one.mark)));

/** 证书: mine as a picture, to save and send on. */
Page({
  data,
  canvas: undefined as WechatMiniprogram.Canvas | undefined,

  onLoad({ id = '', meet = '', at = '0' }: { id?: string; meet?: string; at?: string }) {
    this.setData({ id, meet, at: Number(at) });
  },

  onReady() {
    return this.draw();
  },

  async draw() {
    this.setData({ failure: null });
    try {
      const { id, meet, at } = this.data;
      const items = await (meet === '' ? ofContest(id) : ofMeet(meet));
      const words = items[at] ?? items[0];
      if (words === undefined) {
        this.setData({ empty: true });
        return;
      }
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
