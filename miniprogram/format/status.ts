import { phaseNames, stateNames } from '../texts/activity';

export interface Status {
  text: string;
  tone: 'neutral' | 'accent' | 'green' | 'amber' | 'red';
  icon: string;
}

/** The one word of state on a card: mine if I have one, else the activity's. */
export function statusOf({ phase, mine, left }: { phase: Api.Activity.Phase; mine: Api.Registration.State | null; left: number }): Status {
  if (phase === 'cancelled') return { text: phaseNames.cancelled, tone: 'red', icon: 'stop' };
  if (mine === 'held' && phase !== 'ended') return { text: stateNames.held, tone: 'green', icon: 'check' };
  if (mine === 'offered' && phase !== 'ended') return { text: stateNames.offered, tone: 'amber', icon: 'hourglass' };
  if (mine === 'waiting' && phase !== 'ended') return { text: stateNames.waiting, tone: 'amber', icon: 'hourglass' };
  if (phase === 'open') return left > 0 ? { text: phaseNames.open, tone: 'accent', icon: '' } : { text: '可候补', tone: 'amber', icon: '' };
  if (phase === 'running') return { text: phaseNames.running, tone: 'green', icon: '' };
  return { text: phaseNames[phase], tone: 'neutral', icon: '' };
}
