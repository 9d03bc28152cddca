/** The shape of what comes, while it comes. */
Component({
  properties: {
    /** cards · rows · detail */
    kind: { type: String, value: 'cards' },
    count: { type: Number, value: 2 },
  },
  data: { places: [0, 1] },
  observers: {
    count(count: number) {
      this.setData({ places: Array.from({ length: count }, (_, place) => place) });
    },
  },
});
