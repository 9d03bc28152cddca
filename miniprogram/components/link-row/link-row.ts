/** A row of a card that leads to another page. */
Component({
  properties: {
    icon: { type: String, value: '' },
    title: { type: String, value: '' },
    note: { type: String, value: '' },
    url: { type: String, value: '' },
  },
});
