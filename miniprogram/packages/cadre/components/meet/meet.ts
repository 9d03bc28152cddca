import { meetTexts as t } from '../../meet-texts';

/** The ways from a sports meet's activity to its rulebook and its delegations. */
Component({
  properties: { activityId: { type: String, value: '' } },
  data: { t },
});
