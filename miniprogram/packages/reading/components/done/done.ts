import type { DoneView } from '../../done-view';
import { doneTexts as t } from '../../texts';

/** After a check-in: the streak's flame, what was earned and why. */
Component({
  properties: { view: { type: Object, value: {} as DoneView } },
  data: { t },
});
