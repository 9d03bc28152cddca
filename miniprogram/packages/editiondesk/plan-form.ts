import { editionTexts as t } from './texts';

type Rules = Api.Reading.Rules;

/** A part of the rules: whether it is in, and its numbers as they are typed. */
export interface Group {
  key: keyof typeof t.groups;
  /** null: always in. */
  on: boolean | null;
  fields: Field[];
}

export interface Field {
  key: string;
  label: string;
  unit: string;
  value: string;
}

/** Tiers of streaks that the form offers; a rulebook with more keeps them. */
const tiers = 3;

const field = (key: keyof typeof t.fields, value: number): Field => ({ key, ...t.fields[key], value: String(value) });

/** The rules as a form; what is switched off has the plain values, so that switching it on is one tap. */
export function formOf(rules: Rules, plain: Rules): Group[] {
  const note = rules.note ?? plain.note ?? { points: 5, characters: 50 };
  const minutes = rules.minutes ?? plain.minutes ?? { points: 5, each: 10, most: 40 };
  const pages = rules.pages ?? { points: 5, each: 20, most: 80 };
  const makeUp = rules.makeUp ?? plain.makeUp ?? { within: 3, most: 2 };
  const rows = Math.max(tiers, rules.streaks.length);
  return [
    { key: 'day', on: null, fields: [field('checkIn', rules.checkIn), field('dayMost', rules.dayMost)] },
    { key: 'note', on: rules.note !== null, fields: [field('notePoints', note.points), field('noteCharacters', note.characters)] },
    { key: 'minutes', on: rules.minutes !== null, fields: [field('minutesPoints', minutes.points), field('minutesEach', minutes.each), field('minutesMost', minutes.most)] },
    { key: 'pages', on: rules.pages !== null, fields: [field('pagesPoints', pages.points), field('pagesEach', pages.each), field('pagesMost', pages.most)] },
    {
      key: 'streaks',
      on: null,
      fields: Array.from({ length: rows }, (_, index): Field[] => {
        const { days, points } = rules.streaks[index] ?? { days: 0, points: 0 };
        return [
          { key: `days${index}`, label: t.tier(index + 1), unit: t.units.days, value: days === 0 ? '' : String(days) },
          { key: `points${index}`, label: t.tierPoints, unit: t.units.points, value: points === 0 ? '' : String(points) },
        ];
      }).flat(),
    },
    { key: 'makeUp', on: rules.makeUp !== null, fields: [field('makeUpWithin', makeUp.within), field('makeUpMost', makeUp.most)] },
    { key: 'night', on: rules.nightUntil !== null, fields: [field('nightUntil', rules.nightUntil ?? 4)] },
    { key: 'book', on: rules.bookMost !== null, fields: [field('bookMost', rules.bookMost ?? 50)] },
    { key: 'active', on: null, fields: [field('activeDays', rules.activeDays)] },
    { key: 'officers', on: rules.withoutOfficers, fields: [] },
  ];
}

/** @returns null: a number cannot be read */
export function rulesOf(groups: readonly Group[]): Rules | null {
  const fields = groups.filter(({ on }) => on !== false).flatMap((group) => group.fields);
  const texts = new Map(fields.map(({ key, value }) => [key, value.trim()]));
  const optional = (key: string) => /^(?:days|points)\d$/.test(key);
  if ([...texts].some(([key, text]) => !(/^\d{1,4}$/.test(text) || (text === '' && optional(key))))) return null;
  const number = (key: string) => Number(texts.get(key) ?? 0);
  const on = (key: Group['key']) => groups.find((group) => group.key === key)?.on === true;
  const rate = (name: 'minutes' | 'pages') => (on(name) ? { points: number(`${name}Points`), each: number(`${name}Each`), most: number(`${name}Most`) } : null);
  const rows = groups.find(({ key }) => key === 'streaks')?.fields.length ?? 0;
  const streaks = Array.from({ length: rows / 2 }, (_, index) => ({ days: number(`days${index}`), points: number(`points${index}`) }));
  return {
    checkIn: number('checkIn'),
    note: on('note') ? { points: number('notePoints'), characters: number('noteCharacters') } : null,
    minutes: rate('minutes'),
    pages: rate('pages'),
    dayMost: number('dayMost'),
    bookMost: on('book') ? number('bookMost') : null,
    streaks: streaks.filter(({ days, points }) => days > 0 || points > 0),
    makeUp: on('makeUp') ? { within: number('makeUpWithin'), most: number('makeUpMost') } : null,
    nightUntil: on('night') ? number('nightUntil') : null,
    activeDays: number('activeDays'),
    withoutOfficers: on('officers'),
  };
}
