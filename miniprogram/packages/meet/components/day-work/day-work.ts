import { prizeTexts } from '../../prize-texts';

/** The ways of those who work at a meet. */
Component({
  properties: { meetId: { type: String, value: '' } },
  data: { t: prizeTexts.work },
});
