import { programmeIcons } from '../../format/programme';

/** An activity as one row: the programme's hue and icon, title, two facts. The slot is a third line. */
Component({
  properties: {
    programme: { type: String, value: 'general' },
    title: { type: String, value: '' },
    when: { type: String, value: '' },
    place: { type: String, value: '' },
    url: { type: String, value: '' },
  },
  data: { icons: programmeIcons },
});
