import type { RowView } from '../../result-words';

/** Standings 名次 as rows. */
Component({
  properties: {
    rows: { type: Array, value: [] as RowView[] },
  },
});
