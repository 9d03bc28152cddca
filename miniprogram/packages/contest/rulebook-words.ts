import { lengthWords, peopleOf } from '../../domain/contest/entry';
import { moment } from '../../format/when';
import { entryTexts as t } from './texts-entries';

/** A rulebook in plain words: what it says, line by line. */

export interface Fact {
  label: string;
  lines: string[];
}

/** 150 → 1.5 */
const points = (hundredths: number) => String(hundredths / 100);

export function factsOf({ rulebook, entriesUntil }: Pick<Api.Contest.Setup, 'rulebook' | 'entriesUntil'>, now: Api.Millis): Fact[] {
  const { criteria, maximum, trim, trimNeeds, heldSheets, ties, audience, forms, setSongs, unitsPerSong, entriesPerUnit, duration, prizes } = rulebook;
  const criterion = new Map(criteria.map(({ id, name }) => [id, name]));
  const chain = ties.map((tie) => (tie.by === 'criterion' ? `${criterion.get(tie.id) ?? ''}得分` : t.ties[tie.by])).join('、');
  const voting = audience.kind === 'weight' ? [t.audience(audience.judges, audience.audience)] : audience.kind === 'bonus' ? audience.bands.map(({ from, to, hundredths }) => t.band(from, to, points(hundredths))) : [];
  const facts: Fact[] = [
    { label: t.facts.until, lines: [moment(entriesUntil, now)] },
    { label: t.facts.perUnit, lines: [t.perUnit(entriesPerUnit)] },
    { label: t.facts.forms, lines: forms.map((form) => { const { min, max } = peopleOf(rulebook, form); return t.people(t.forms[form], min, max); }) },
    { label: t.facts.setSongs, lines: setSongs.length === 0 ? [] : [t.oneOf(setSongs.map((title) => `《${title}》`).join('')) ] },
    { label: t.facts.ownSongs, lines: [t.perSong(unitsPerSong)] },
    { label: t.facts.duration, lines: [t.duration(lengthWords(duration.seconds), duration.step, points(duration.overtime))] },
    { label: t.facts.criteria, lines: [t.maximum(maximum), criteria.map(({ name, weight }) => `${name} ${weight}%`).join(' · ')] },
    { label: t.facts.trim, lines: [t.trim(trim, trimNeeds), ...(heldSheets > 0 ? [t.held(heldSheets)] : [])] },
    { label: t.facts.ties, lines: chain === '' ? [] : [t.tiesAre(chain)] },
    { label: t.facts.audience, lines: voting },
    { label: t.facts.prizes, lines: [prizes.map(({ name, count }) => t.prize(name, count)).join(' · ')] },
  ];
  return facts.filter(({ lines }) => lines.some((line) => line !== ''));
}

export interface RoundView {
  id: string;
  name: string;
  when: string;
  how: string;
  done: boolean;
}

/** The rounds as a line, by the server's clock. */
export function roundsOf({ rounds }: Api.Contest.Rulebook, now: Api.Millis): RoundView[] {
  return rounds.map(({ id, name, cut, startsAt }) => ({
    id,
    name,
    when: moment(startsAt, now),
    how: cut === null ? t.last : 'best' in cut ? t.cut(cut.best) : t.line(points(cut.line)),
    done: startsAt <= now,
  }));
}

export interface CardView {
  id: string;
  title: string;
  unit: string;
  note: string;
  reason: string;
  /** What is amiss with its words; empty: nothing. */
  words: string;
  tag: string;
  tone: string;
}

/** @param names how the states are called: by the unit, or by the reviewer */
export function cardOf({ entryId, title, unitName, form, people, seconds, state, reason, text }: Api.Contest.EntryCard, names = t.states): CardView {
  const words = text === null || state === 'withdrawn' ? '' : t.words.list[text];
  return { id: entryId, title, unit: unitName, note: t.cardNote(t.forms[form], people, lengthWords(seconds)), reason, words, tag: names[state], tone: t.tones[state] };
}
