/** The shape of what comes, while it comes. */
Component({
  properties: {
    /** cards · rows · detail */
    kind: { type: String, value: 'cards' },
    count: { type: Number, value: 2 },
  },
});
