import { qrImage } from './draw';

/** A QR code as one vector picture: crisp at any size, drawn without a canvas. Always dark on white. */
Component({
  properties: {
    text: { type: String, value: '' },
    label: { type: String, value: '二维码' },
  },
  data: { image: '' },
  observers: {
    text(text: string) {
      this.setData({ image: text === '' ? '' : qrImage(text) });
    },
  },
});
