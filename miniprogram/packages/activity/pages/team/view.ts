import { moment } from '../../../../format/when';
import { teamsTexts as t } from '../../teams-texts';

/** What the page of a team shows, at a moment of the server's clock. */
export interface TeamView {
  tag: { text: string; tone: 'neutral' | 'green' | 'amber'; icon: string };
  /** How many there are, and how many there may be. */
  size: string;
  /** What the team must know; empty: nothing. */
  warning: string;
  /** People may still come and go. */
  open: boolean;
  /** The leader may bring in more. */
  room: boolean;
  /** The one thing to do. */
  act: { kind: 'submit' | 'invite' | 'detail' | 'none'; label: string; note: string };
}

export function teamView(team: Api.Teams.Team, { rules, phase, signUpOpensAt }: Pick<Api.Activity.Detail, 'rules' | 'phase' | 'signUpOpensAt'>, now: Api.Millis): TeamView {
  const { min, max } = rules.team ?? { min: 1, max: 1 };
  const people = team.people.length;
  const open = phase === 'announced' || phase === 'open';
  const missing = Math.max(0, min - people);
  return {
    tag: tagOf(team),
    size: `${t.count(people)} · ${t.of(min, max)}`,
    warning: team.short && open ? t.shortNote(missing) : open || phase === 'cancelled' ? '' : t.closedNote,
    open,
    room: team.leads && open && people < max,
    act: actOf(team, missing, open, phase === 'announced' && now < signUpOpensAt ? t.opensAt(moment(signUpOpensAt, now)) : ''),
  };
}

function tagOf({ state, position, short }: Api.Teams.Team): TeamView['tag'] {
  if (short) return { text: t.short, tone: 'amber', icon: 'alert' };
  if (state === 'held') return { text: t.states.held, tone: 'green', icon: 'done' };
  if (state === 'waiting' && position !== null) return { text: t.waitingAt(position), tone: 'amber', icon: 'hourglass' };
  return { text: t.states[state], tone: state === 'draft' ? 'neutral' : 'amber', icon: state === 'draft' ? 'people' : 'bell' };
}

function actOf({ state, leads, people }: Api.Teams.Team, missing: number, open: boolean, opens: string): TeamView['act'] {
  if (state === 'offered') return { kind: 'detail', label: leads ? t.showOffer : t.showWaiting, note: '' };
  if (state !== 'draft') return { kind: 'detail', label: state === 'held' ? t.show : t.showWaiting, note: '' };
  if (!open) return { kind: 'none', label: t.overdue, note: '' };
  if (!leads) return { kind: 'none', label: t.waitLeader, note: '' };
  if (missing > 0) return { kind: 'invite', label: t.inviteMissing(missing), note: '' };
  if (opens !== '') return { kind: 'none', label: opens, note: t.readyNote };
  return { kind: 'submit', label: t.submit(people.length), note: t.submitNote };
}
