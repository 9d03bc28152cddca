import type { DoneView } from '../../done-view';
import { cardTexts } from '../../card-texts';
import { doneTexts as t } from '../../texts';

/** After a check-in: the streak's flame, what was earned and why. */
Component({
  properties: { editionId: { type: String, value: '' }, view: { type: Object, value: {} as DoneView } },
  data: { t, card: cardTexts },
});
