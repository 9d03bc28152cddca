import { programmeIcons as icons } from '../../format/programme';
import { programmeNames } from '../../texts/activity';

function isProgramme(value: string): value is Api.Activity.Programme {
  return value in icons;
}

/** A band in the programme's hue with its calm drawing, instead of a photograph. What stands in the slot is white on it. */
Component({
  properties: {
    programme: { type: String, value: 'general' },
    /** band: top of a card · hero: top of a page · fill: the whole card is the cover */
    size: { type: String, value: 'band' },
    /** Words on it; the programme's name by default. */
    label: { type: String, value: '' },
  },
  data: { icon: '', name: '' },
  observers: {
    'programme, label'(programme: string, label: string) {
      if (isProgramme(programme)) this.setData({ icon: icons[programme], name: label || programmeNames[programme] });
    },
  },
});
