import { rollcallTexts } from '../../rollcall-texts';

/** Ways to gather sign-ups of an activity: a list that went round, a word to the units that are late. */
Component({
  properties: {
    activityId: { type: String, value: '' },
  },
  data: { t: rollcallTexts },
});
