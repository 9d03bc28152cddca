import { endTexts } from '../../end-texts';
import { prizeTexts } from '../../prize-texts';

/** The ways of those who work at a meet. */
Component({
  properties: {
    meetId: { type: String, value: '' },
    manages: { type: Boolean, value: false },
  },
  data: { t: prizeTexts.work, seal: endTexts.seal },
});
