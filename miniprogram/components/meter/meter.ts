import { placesWords } from '../../format/places';

/** Places as a bar: how many are taken, in words beside it. */
Component({
  properties: {
    capacity: { type: Number, value: 0 },
    left: { type: Number, value: 0 },
    waiting: { type: Number, value: 0 },
  },
  data: { share: 0, words: '', full: false },
  observers: {
    'capacity, left, waiting'(capacity: number, left: number, waiting: number) {
      this.setData({ share: capacity === 0 ? 0 : Math.round((100 * (capacity - left)) / capacity), words: placesWords({ capacity, left, waiting }), full: left === 0 });
    },
  },
});
