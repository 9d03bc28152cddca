/** One line over the content: no network, a change, something to know. Fires `act` when it carries a label. */
Component({
  properties: {
    /** info · amber · red · green */
    tone: { type: String, value: 'info' },
    icon: { type: String, value: 'info' },
    text: { type: String, value: '' },
    act: { type: String, value: '' },
  },
  methods: {
    next() {
      this.triggerEvent('act');
    },
  },
});
