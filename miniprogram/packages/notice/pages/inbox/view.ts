import { moment } from '../../../../format/when';

export interface ItemView {
  itemId: string;
  icon: string;
  title: string;
  text: string;
  when: string;
  page: string;
  read: boolean;
}

const icons: Readonly<Record<string, string>> = {
  placeFreed: 'ticket',
  activityTomorrow: 'calendar',
  teamShort: 'people',
  drawn: 'ticket',
  reviewed: 'check',
  yourHeat: 'medal',
  resultOut: 'medal',
  streakBreaking: 'flame',
  publicNotice: 'flag',
  announcement: 'flag',
};

export const itemView = ({ itemId, kind, title, text, at, page, read }: Api.Notice.Item, now: Api.Millis): ItemView => ({
  ...{ itemId, title, text, page, read },
  icon: icons[kind] ?? 'bell',
  when: moment(at, now),
});
