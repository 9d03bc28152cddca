import { moment } from '../../../../format/when';
import { serverNow } from '../../../../services/clock';
import { activityTexts } from '../../../../texts/activity';

/** What was changed after the activity was opened, latest first; time and place stand out. Nothing where nothing was. */
Component({
  properties: {
    /** Api.Activity.Change[] */
    changes: { type: Array, value: [] },
  },
  data: { t: activityTexts.changes, lines: [] as { key: string; text: string; when: string; weighty: boolean }[] },
  observers: {
    changes(changes: Api.Activity.Change[]) {
      const now = serverNow();
      this.setData({
        lines: changes.map(({ at, what, was }, index) => ({
          key: `${at}.${index}`,
          text: was === '' ? activityTexts.changes[what] : `${activityTexts.changes[what]}${activityTexts.changes.was}${was}`,
          when: moment(at, now),
          weighty: what === 'time' || what === 'place',
        })),
      });
    },
  },
});
