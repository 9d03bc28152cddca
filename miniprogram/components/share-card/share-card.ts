import { activityTexts, programmeNames } from '../../texts/activity';
import { cardSize, drawCard } from './draw';

/** A chat's card of an activity with the places as they are now. Unseen on the page; `picture` draws it when it is wanted. */
Component({
  methods: {
    /** @returns the path of a picture, 5:4 */
    async picture(activity: Pick<Api.Activity.Card, 'title' | 'programme' | 'capacity' | 'left'>): Promise<string> {
      const canvas = await new Promise<WechatMiniprogram.Canvas>((resolve, reject) => {
        this.createSelectorQuery()
          .select('#card')
          .fields({ node: true }, (found) => (found?.['node'] === undefined ? reject(new Error('no canvas')) : resolve(found['node'])))
          .exec();
      });
      canvas.width = cardSize.width;
      canvas.height = cardSize.height;
      const { title, programme, capacity, left } = activity;
      const held = Math.max(0, capacity - left);
      const { taken, left: free, full } = activityTexts.card;
      drawCard(canvas.getContext('2d'), { title, programme, programmeName: programmeNames[programme], held, capacity, taken: taken(held, capacity), places: left > 0 ? free(left) : full });
      return (await wx.canvasToTempFilePath({ canvas, fileType: 'png' })).tempFilePath;
    },
  },
});
