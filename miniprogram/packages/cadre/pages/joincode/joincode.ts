import { fontScale } from '../../../../format/scale';
import { brushOf, canvasOf, imageOf, previewSheet, saveSheet } from '../../../../services/album';
import { describe, type Failure } from '../../../../services/errors';
import { download } from '../../../../services/files';
import { joinCode } from '../../../../services/people';
import { common } from '../../../../texts/common';
import { joinCodeTexts as t } from '../../joincode-texts';
import { codeSize, drawCode } from './draw';

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  drawn: boolean;
  busy: boolean;
  /** What the sheet shows, for those who hear it. */
  label: string;
  failure: Failure | null;
}

const data: Data = { fs: fontScale(), t, common, drawn: false, busy: false, label: '', failure: null };

/** 入会码: a union's code on a sheet, to hang up where couriers and drivers rest. */
Page({
  data,
  unionId: '',
  canvas: undefined as WechatMiniprogram.Canvas | undefined,

  onLoad({ id = '' }) {
    this.unionId = id;
  },

  onReady() {
    return this.draw();
  },

  async draw() {
    this.setData({ failure: null });
    try {
      const { fileId, unionName } = await joinCode(this.unionId);
      this.setData({ label: t.label(unionName) });
      const [canvas, path] = await Promise.all([canvasOf(this, '#code'), download(fileId)]);
      drawCode(brushOf(canvas, codeSize), unionName, await imageOf(canvas, path));
      this.canvas = canvas;
      this.setData({ drawn: true });
    } catch (cause) {
      this.setData({ failure: describe(cause) });
    }
  },

  save: saveSheet,

  preview: previewSheet,
});
