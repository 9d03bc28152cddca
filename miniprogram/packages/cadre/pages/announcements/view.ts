import { moment } from '../../../../format/when';
import { announceTexts as t } from '../../announce-texts';

export interface AnnouncementRow {
  id: string;
  title: string;
  audience: string;
  when: string;
  status: { text: string; tone: string };
  counts: string;
}

const tones: Record<Api.Announce.State, string> = { held: 'amber', waits: 'amber', scheduled: 'amber', sent: 'green', recalled: 'neutral' };

/** A state in a word: what is due is on its way. */
export const statusOf = ({ state, sendAt }: Pick<Api.Announce.Card, 'state' | 'sendAt'>, now: Api.Millis) => ({
  text: state === 'scheduled' && sendAt <= now ? t.onItsWay : t.states[state],
  tone: tones[state],
});

export const countsOf = ({ delivered, opened, acted, paper, asks }: Api.Announce.Card): string =>
  `${t.counts(delivered, opened)}${asks ? t.acted(acted) : ''}${paper > 0 ? t.paper(paper) : ''}`;

export function rowOf(card: Api.Announce.Card, now: Api.Millis): AnnouncementRow {
  const { announcementId: id, title, audience, state, sendAt } = card;
  const out = state === 'sent' || (state === 'scheduled' && sendAt <= now);
  return { id, title, audience, when: (out ? t.at : t.scheduledAt)(moment(sendAt, now)), status: statusOf(card, now), counts: out ? countsOf(card) : '' };
}
