import { contestTexts as t } from '../../contest-texts';

/** The way from a contest's activity to its rulebook and its entries. */
Component({
  properties: {
    activity: { type: String, value: '' },
    programme: { type: String, value: '' },
  },
  data: { t },
});
