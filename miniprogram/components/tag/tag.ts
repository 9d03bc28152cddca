/** A word of state. */
Component({
  properties: {
    text: { type: String, value: '' },
    /** neutral · accent · green (in, done) · amber (waiting) · red (with an icon) · gold (honours) */
    tone: { type: String, value: 'neutral' },
    icon: { type: String, value: '' },
  },
});
