import { amountUnits, challengeName, challengeTask } from '../../../../texts/challenges';
import { challengeTexts as t } from '../../challenge-texts';

export interface Bar {
  /** Percent. */
  share: number;
  words: string;
  /** What is missing, or the day on which it was done. */
  more: string;
  done: boolean;
}

/** How far somebody is, as a bar with its words. */
export function barOf({ have, need, doneOn }: { have: number; need: number; doneOn: Api.Day | null }, of: Api.Reading.Amount): Bar {
  const unit = amountUnits[of];
  const more = doneOn === null ? t.left(need - have, unit) : t.done(doneOn);
  return { share: doneOn === null ? Math.floor((100 * have) / need) : 100, words: t.progress(have, need, unit), more, done: doneOn !== null };
}

export interface ChallengeView extends Bar {
  key: string;
  name: string;
  task: string;
  /** The team, since when I am in it, what it earns. */
  note: string;
  /** I am in it. */
  inIt: boolean;
  open: boolean;
  team: boolean;
  join: string;
}

/** Mine that are under way first, then what may be joined, then what is done. */
export function challengesView({ items, streaks }: Pick<Api.Output<'reading.challenges'>, 'items' | 'streaks'>): ChallengeView[] {
  const views = items.map((challenge): ChallengeView => {
    const { challengeId, rule, bookTitle, unitName, joined, open } = challenge;
    const name = challengeName(rule, bookTitle);
    const reward = rule.kind === 'row' ? streaks.find(({ days }) => days === rule.days) : undefined;
    const notes = [unitName, joined === null ? '' : t.since(joined), reward === undefined ? '' : t.reward(reward.points)];
    return {
      ...barOf(challenge, rule.kind === 'row' ? 'days' : rule.of),
      ...{ key: challengeId, name, task: challengeTask(rule), note: notes.filter((word) => word !== '').join(' · ') },
      ...{ inIt: joined !== null, open, team: unitName !== '', join: t.joinNamed(name) },
    };
  });
  const order = ({ done, inIt }: ChallengeView) => (done ? 2 : inIt ? 0 : 1);
  return views.sort((a, b) => order(a) - order(b));
}
