/** An icon of the own set, in the colour and size of the text around it. Decoration only: the words beside it say the meaning. */
Component({
  properties: {
    /** Name in scripts/icon-set.ts. */
    name: { type: String, value: '' },
  },
});
