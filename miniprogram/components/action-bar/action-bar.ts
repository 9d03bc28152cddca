/** The bottom of a page: one full-width act above the safe area, with a line over it where the act needs a word. Pages with it carry the class page--act. */
Component({
  properties: {
    /** The reason why the act is not possible, or what will happen. */
    note: { type: String, value: '' },
  },
});
