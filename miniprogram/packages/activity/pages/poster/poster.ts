import { fontScale } from '../../../../format/scale';
import { printedSpan } from '../../../../format/when';
import { detail, lastDetail, qr } from '../../../../services/activity';
import { brushOf, canvasOf, imageOf, previewSheet, saveSheet } from '../../../../services/album';
import { describe, type Failure } from '../../../../services/errors';
import { download } from '../../../../services/files';
import { programmeNames } from '../../../../texts/activity';
import { common } from '../../../../texts/common';
import { posterTexts } from '../../../../texts/poster';
import { drawPoster, posterSize, type PosterText } from './draw';

interface Data {
  fs: number;
  t: typeof posterTexts;
  common: typeof common;
  id: string;
  drawn: boolean;
  busy: boolean;
  failure: Failure | null;
  words: PosterText | null;
}

const data: Data = { fs: fontScale(), t: posterTexts, common, id: '', drawn: false, busy: false, failure: null, words: null };

/** 海报: the activity on one sheet with its code, to save and send on. */
Page({
  data,
  canvas: undefined as WechatMiniprogram.Canvas | undefined,

  onLoad({ id = '' }) {
    this.setData({ id });
  },

  onReady() {
    return this.draw();
  },

  async draw() {
    this.setData({ failure: null });
    try {
      const { id } = this.data;
      const words = wordsOf(lastDetail(id) ?? (await detail(id)));
      this.setData({ words });
      const { fileId } = await qr(id);
      const [canvas, path] = await Promise.all([canvasOf(this, '#poster'), download(fileId)]);
      drawPoster(brushOf(canvas, posterSize), words, await imageOf(canvas, path));
      this.canvas = canvas;
      this.setData({ drawn: true });
    } catch (cause) {
      this.setData({ failure: describe(cause) });
    }
  },

  save: saveSheet,

  preview: previewSheet,
});

function wordsOf(activity: Api.Activity.Detail): PosterText {
  return {
    programme: activity.programme,
    programmeName: programmeNames[activity.programme],
    title: activity.title,
    when: printedSpan(activity.startsAt, activity.endsAt),
    place: activity.place.name,
    places: `${activity.capacity} ${posterTexts.places}`,
    organiser: activity.organiser,
    hint: posterTexts.hint,
  };
}
