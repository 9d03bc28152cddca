import { daysFrom } from '../../../../domain/time/days';
import { dayOf } from '../../../../domain/time/shanghai';
import { milestonesOf } from '../../../../domain/reading/milestones';
import { fontScale } from '../../../../format/scale';
import { qr } from '../../../../services/activity';
import { brushOf, canvasOf, imageOf, previewSheet, saveSheet } from '../../../../services/album';
import { serverNow } from '../../../../services/clock';
import { describe, type Failure } from '../../../../services/errors';
import { download } from '../../../../services/files';
import { lastMe } from '../../../../services/people';
import { edition as fetchEdition, lastEdition } from '../../../../services/reading';
import { common } from '../../../../texts/common';
import { cardTexts as t, milestoneName } from '../../card-texts';
import { calendar } from '../mine/view';
import { cardSize, type CardText, drawCard } from './draw';

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  words: CardText | null;
  /** I read elsewhere. */
  empty: boolean;
  drawn: boolean;
  busy: boolean;
  failure: Failure | null;
}

const data: Data = { fs: fontScale(), t, common, id: '', words: null, empty: false, drawn: false, busy: false, failure: null };

/** What the card says; null: who reads elsewhere has none. */
function cardText(edition: Api.Reading.Edition, name: string, today: Api.Day): CardText | null {
  const { mine, title, organiser, from, until } = edition;
  if (mine === null) return null;
  const minutes = mine.squares.reduce((sum, square) => sum + square.minutes, 0);
  const { reached } = milestonesOf({ days: mine.days, minutes }, daysFrom(from, until) + 1);
  const days = reached.filter(({ of }) => of === 'days').pop();
  return {
    ...{ edition: title, organiser, whose: t.whose(name, mine.level), invite: t.invite },
    headline: mine.streak >= 3 ? t.streak(mine.streak) : days ? milestoneName(days) : t.begun,
    sums: [
      { number: String(mine.days), what: t.days },
      { number: minutes >= 600 ? String(Math.floor(minutes / 60)) : String(minutes), what: minutes >= 600 ? t.hours : t.minutes },
      { number: String(mine.points), what: t.points },
    ],
    weeks: calendar(mine.squares, today).map(({ day, heat }) => (day === '' ? -1 : heat)),
  };
}

/** 阅读卡: my month as a picture, to save and send on. */
Page({
  data,
  canvas: undefined as WechatMiniprogram.Canvas | undefined,

  onLoad({ id = '' }: { id?: string }) {
    this.setData({ id });
  },

  onReady() {
    return this.draw();
  },

  async draw() {
    this.setData({ failure: null });
    const { id } = this.data;
    try {
      const edition = await fetchEdition(id).catch((cause: unknown) => {
        const known = lastEdition(id);
        if (known === null) throw cause;
        return known;
      });
      const words = cardText(edition, lastMe()?.member?.name ?? '', dayOf(serverNow()));
      this.setData({ words, empty: words === null });
      if (words === null) return;
      const canvas = await canvasOf(this, '#card');
      // Without a network the card stands without its code.
      const code = await qr(id).then(({ fileId }) => download(fileId)).then((path) => imageOf(canvas, path)).catch(() => null);
      drawCard(brushOf(canvas, cardSize), words, code);
      this.canvas = canvas;
      this.setData({ drawn: true });
    } catch (cause) {
      this.setData({ failure: describe(cause) });
    }
  },

  save: saveSheet,

  preview: previewSheet,

  onShareAppMessage() {
    const { id, words } = this.data;
    return { title: words === null ? t.title : t.share(words.headline, words.edition), path: `/packages/activity/pages/detail/detail?id=${id}` };
  },
});
