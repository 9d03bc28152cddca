import { contestTexts as t } from '../../contest-texts';

/** The ways from a contest's activity to its rulebook and its entries. */
Component({
  properties: { activityId: { type: String, value: '' } },
  data: { t },
});
