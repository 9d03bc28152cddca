import { serverNow } from '../../../../services/clock';
import { cadreTexts as t } from '../../texts';
import { factsOf, type Fact } from './view';

/** One person of an activity's roster: how they stand. Fires `close`; `done` when something was done. */
Component({
  properties: {
    activityId: { type: String, value: '' },
    /** The roster's row; null: the sheet is shut. */
    row: { type: Object, value: null as Api.Activity.RosterRow | null, optionalTypes: [null] },
  },
  data: { t, facts: [] as Fact[] },
  observers: {
    row(row: Api.Activity.RosterRow | null) {
      if (row !== null) this.setData({ facts: factsOf(row, serverNow()) });
    },
  },
  methods: {
    close() {
      this.triggerEvent('close');
    },
  },
});
