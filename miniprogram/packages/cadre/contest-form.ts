import { formNames, lengthWords, peopleOf } from '../../domain/contest/entry';
import { hundredthsOf, readBands, readCriteria, readPrizes, readRounds, readTies, readTitles, writeBands, writeCriteria, writePrizes, writeRounds, writeTies } from './contest-lines';
import { contestTexts as t } from './contest-texts';
import { choice, type Field as FormField, field, lines, moment, putInto, type Section, type SectionView, viewsOf, whole } from './form-fields';

/** The rulebook of a contest as fields. */

type Rulebook = Api.Contest.Rulebook;

export interface ContestForm {
  rulebook: Rulebook;
  entriesUntil: Api.Millis;
}

type Field = FormField<ContestForm>;

type Put = (change: Partial<Rulebook>) => ContestForm;

function points(key: string, label: string, value: number, put: (hundredths: number) => ContestForm): Field {
  const read = (text: string) => {
    const hundredths = hundredthsOf(text);
    return hundredths === null ? null : put(hundredths);
  };
  return field('number', key, label, String(value / 100), read, { unit: t.point });
}

const forms = ['solo', 'duet', 'group', 'choir'] as const;

function entryFields({ rulebook, entriesUntil }: ContestForm, set: Put): Field[] {
  const { duration } = rulebook;
  const turned = (form: string) => forms.filter((one) => (one === form ? !rulebook.forms.includes(one) : rulebook.forms.includes(one)));
  const people = rulebook.forms
    .filter((form) => form !== 'solo')
    .flatMap((form) => {
      const range = peopleOf(rulebook, form);
      const put = (change: Partial<typeof range>) => set({ people: { ...rulebook.people, [form]: { ...range, ...change } } });
      return [whole(`${form}-min`, t.least(formNames[form]), range.min, t.person, (min) => put({ min })), whole(`${form}-max`, t.most(formNames[form]), range.max, t.person, (max) => put({ max }))];
    });
  return [
    moment('until', t.until, entriesUntil, (at) => ({ rulebook, entriesUntil: at })),
    whole('perUnit', t.perUnit, rulebook.entriesPerUnit ?? 0, t.piece, (n) => set({ entriesPerUnit: n === 0 ? null : n }), t.perUnitNote),
    field('ticks', 'forms', t.forms, '', (form) => set({ forms: turned(form) }), { choices: forms.map((value) => ({ value, label: formNames[value], on: rulebook.forms.includes(value) })) }),
    ...people,
    lines('setSongs', t.setSongs, rulebook.setSongs.join('\n'), t.setSongsNote, readTitles, (setSongs) => set({ setSongs })),
    whole('perSong', t.perSong, rulebook.unitsPerSong, t.unitsWord, (n) => set({ unitsPerSong: n })),
    whole('seconds', t.seconds, duration.seconds, t.secondsWord, (seconds) => set({ duration: { ...duration, seconds } }), lengthWords(duration.seconds)),
    whole('step', t.step, duration.step, t.secondsWord, (step) => set({ duration: { ...duration, step } })),
    points('overtime', t.overtime(duration.step), duration.overtime, (overtime) => set({ duration: { ...duration, overtime } })),
  ];
}

function roundFields({ rulebook: { rounds } }: ContestForm, set: Put): Field[] {
  const round = (index: number, change: Partial<Api.Contest.RoundRule>) => set({ rounds: rounds.map((one, other) => (other === index ? { ...one, ...change } : one)) });
  return [
    lines('rounds', t.rounds, writeRounds(rounds), t.roundsNote, (text) => readRounds(text, rounds), (read) => set({ rounds: read })),
    ...rounds.flatMap(({ id, name, startsAt, order }, index) => [
      moment(`at-${id}`, t.roundAt(name), startsAt, (at) => round(index, { startsAt: at })),
      choice(`order-${id}`, t.order(name), order, t.orders, (text) => round(index, { order: text === 'paper' ? 'paper' : 'lot' })),
    ]),
  ];
}

const audiences: Readonly<Record<string, Api.Contest.AudienceRule>> = {
  none: { kind: 'none' },
  weight: { kind: 'weight', judges: 70, audience: 30 },
  bonus: { kind: 'bonus', bands: [{ from: 1, to: 5, hundredths: 150 }, { from: 6, to: 10, hundredths: 100 }] },
};

/** How many valid sheets trimming needs, as the trade has it. */
const trims = { '0': { trim: 0, trimNeeds: 1 }, '1': { trim: 1, trimNeeds: 5 }, '2': { trim: 2, trimNeeds: 7 } } as const;
const isTrim = (text: string): text is keyof typeof trims => text in trims;

function audienceFields({ audience }: Rulebook, set: Put): Field[] {
  const kind = choice('audience', t.audience, audience.kind, t.audiences, (text) => {
    const rule = audiences[text];
    return rule ? set({ audience: rule }) : null;
  });
  if (audience.kind === 'weight') {
    const share = (judges: number) => set({ audience: { kind: 'weight', judges, audience: 100 - judges } });
    return [kind, whole('judges', t.judges, audience.judges, '%', share, t.audienceShare(audience.audience))];
  }
  if (audience.kind === 'none') return [kind];
  return [kind, lines('bands', t.bands, writeBands(audience.bands), t.bandsNote, readBands, (bands) => set({ audience: { kind: 'bonus', bands } }))];
}

function scoringFields({ rulebook }: ContestForm, set: Put): Field[] {
  const { criteria, ties } = rulebook;
  return [
    lines('criteria', t.criteria, writeCriteria(criteria), t.criteriaNote, (text) => readCriteria(text, criteria), (read) =>
      set({ criteria: read, ties: ties.filter((tie) => tie.by !== 'criterion' || read.some(({ id }) => id === tie.id)) }),
    ),
    choice('maximum', t.maximum, String(rulebook.maximum), t.maximums, (text) => set({ maximum: text === '10' ? 10 : 100 })),
    choice('trim', t.trim, String(rulebook.trim), t.trims, (text) => (isTrim(text) ? set(trims[text]) : null)),
    ...(rulebook.trim === 0 ? [] : [whole('trimNeeds', t.trimNeeds, rulebook.trimNeeds, t.judgesWord, (trimNeeds) => set({ trimNeeds }), t.trimNeedsNote)]),
    lines('ties', t.tiesAre, writeTies(ties, criteria), t.tiesNote, (text) => readTies(text, criteria), (read) => set({ ties: read })),
    whole('held', t.held, rulebook.heldSheets, t.piece, (heldSheets) => set({ heldSheets }), t.heldNote),
    ...audienceFields(rulebook, set),
  ];
}

function sections(form: ContestForm): Section<ContestForm>[] {
  const set: Put = (change) => ({ ...form, rulebook: { ...form.rulebook, ...change } });
  const prizes = lines('prizes', t.prizes, writePrizes(form.rulebook.prizes), t.prizesNote, readPrizes, (read) => set({ prizes: read }));
  return [
    { title: t.sections.entry, fields: entryFields(form, set) },
    { title: t.sections.rounds, fields: roundFields(form, set) },
    { title: t.sections.scoring, fields: scoringFields(form, set) },
    { title: t.sections.prizes, fields: [prizes] },
  ];
}

/** The form as a page shows it. */
export const sectionsOf = (form: ContestForm): SectionView[] => viewsOf(sections(form));

/** The form with a field's text put into it; null: it cannot be read. */
export const put = (form: ContestForm, key: string, text: string): ContestForm | null => putInto(sections(form), key, text);
