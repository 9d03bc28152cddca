import { formNames, lengthWords, peopleOf } from '../../domain/contest/entry';
import { contestTexts as t } from './contest-texts';

/** The rulebook as sections of fields that a cadre can read and fill; each field knows how to put its text into the rulebook. */

export interface ContestForm {
  rulebook: Api.Contest.Rulebook;
  entriesUntil: Api.Millis;
}

interface Field {
  key: string;
  kind: 'number' | 'lines' | 'choice' | 'moment';
  label: string;
  note: string;
  value: string;
  unit: string;
  choices: { value: string; label: string }[];
  at: Api.Millis;
  /** @returns null: the text cannot be read */
  put(text: string): ContestForm | null;
}

/** A field without its function: what a page can hold. */
export type FieldView = Omit<Field, 'put'>;

const count = (text: string): number | null => (/^\d{1,5}$/.test(text.trim()) ? Number(text.trim()) : null);
/** 0.5 → 50 hundredths */
const hundredths = (text: string): number | null => (/^\d{1,3}(\.\d{1,2})?$/.test(text.trim()) ? Math.round(Number(text.trim()) * 100) : null);
const linesOf = (text: string) => text.split('\n').map((line) => line.trim()).filter((line) => line !== '');

/** Lines of 名称 and the rest; null: one has no name. */
function named(text: string, rest: RegExp): { name: string; found: RegExpExecArray }[] | null {
  const rows = linesOf(text).map((line) => /^(.*?)[\s:：]+(.*)$/.exec(line) ?? [line, line, ''] as const);
  const read = rows.map(([, name = '', tail = '']) => ({ name, found: rest.exec(tail.trim()) }));
  return read.every((row): row is { name: string; found: RegExpExecArray } => row.found !== null && row.name !== '') ? read : null;
}

function readCriteria(text: string, before: readonly Api.Contest.Criterion[]): Api.Contest.Criterion[] | null {
  const rows = named(text, /^(\d{1,3})\s*%?$/);
  const free = Array.from({ length: 20 }, (_, index) => `c${index + 1}`).filter((id) => !before.some((one) => one.id === id));
  return rows && rows.map(({ name, found }, index) => ({ id: before.find((one) => one.name === name)?.id ?? free[index] ?? '', name, weight: Number(found[1]) }));
}

const prizeKinds: Record<string, Api.Contest.Prize['kind']> = { '': 'rank', 单项: 'special', 组织: 'organisation' };
const prizeWords = { rank: '', special: ' 单项', organisation: ' 组织' };

function readPrizes(text: string): Api.Contest.Prize[] | null {
  const rows = named(text, /^(\d{1,3})\s*名?\s*(单项|组织)?$/);
  return rows && rows.map(({ name, found }) => ({ name, count: Number(found[1]), kind: prizeKinds[found[2] ?? ''] ?? 'rank' }));
}

const day = 86_400_000;

function readRounds(text: string, before: readonly Api.Contest.RoundRule[]): Api.Contest.RoundRule[] | null {
  const rows = named(text, /^(?:取?前?\s*(\d{1,4})\s*名?|(\d{1,3}(?:\.\d{1,2})?)\s*分)?$/);
  const last = before[before.length - 1]?.startsAt ?? 0;
  return (
    rows &&
    rows.map(({ name, found }, index) => ({
      id: `r${index + 1}`,
      name,
      cut: found[2] !== undefined ? { line: Math.round(Number(found[2]) * 100) } : found[1] !== undefined ? { best: Number(found[1]) } : null,
      order: before[index]?.order ?? 'lot',
      startsAt: before[index]?.startsAt ?? last + (index - before.length + 1) * 7 * day,
    }))
  );
}

const writeRounds = (rounds: readonly Api.Contest.RoundRule[]) =>
  rounds.map(({ name, cut }) => (cut === null ? name : 'best' in cut ? `${name} ${cut.best}名` : `${name} ${cut.line / 100}分`)).join('\n');

const audiences: Record<string, Api.Contest.AudienceRule> = {
  none: { kind: 'none' },
  weight: { kind: 'weight', judges: 70, audience: 30 },
  bonus: { kind: 'bonus', bands: [{ from: 1, to: 5, hundredths: 150 }, { from: 6, to: 10, hundredths: 100 }] },
};

const trims = { '0': { trim: 0, trimNeeds: 1 }, '1': { trim: 1, trimNeeds: 5 }, '2': { trim: 2, trimNeeds: 7 } } as const;
const isTrim = (text: string): text is keyof typeof trims => text in trims;

interface Section {
  title: string;
  fields: Field[];
}

const forms = ['solo', 'duet', 'group', 'choir'] as const;

function sections(form: ContestForm): Section[] {
  const { rulebook } = form;
  const plain = { note: '', unit: '', choices: [], at: 0 };
  const set = (change: Partial<Api.Contest.Rulebook>): ContestForm => ({ ...form, rulebook: { ...rulebook, ...change } });
  const number = (key: string, label: string, value: number, unit: string, put: (n: number) => ContestForm, note = ''): Field => ({
    ...plain, key, kind: 'number', label, note, value: String(value), unit,
    put: (text) => { const n = count(text); return n === null ? null : put(n); },
  });
  const choice = (key: string, label: string, value: string, choices: Field['choices'], put: (text: string) => ContestForm | null): Field => ({ ...plain, key, kind: 'choice', label, value, choices, put });
  const lines = (key: string, label: string, value: string, note: string, put: (text: string) => ContestForm | null): Field => ({ ...plain, key, kind: 'lines', label, note, value, put });
  const moment = (key: string, label: string, at: number, put: (at: number) => ContestForm): Field => ({ ...plain, key, kind: 'moment', label, value: String(at), at, put: (text) => put(Number(text)) });
  const { duration, audience } = rulebook;
  const entry: Field[] = [
    moment('until', t.until, form.entriesUntil, (at) => ({ ...form, entriesUntil: at })),
    number('perUnit', t.perUnit, rulebook.entriesPerUnit ?? 0, t.piece, (n) => set({ entriesPerUnit: n === 0 ? null : n }), t.perUnitNote),
    ...forms.map((one) =>
      choice(`form-${one}`, t.takes(formNames[one]), rulebook.forms.includes(one) ? 'yes' : 'no', t.yesNo, (text) =>
        set({ forms: forms.filter((other) => (other === one ? text === 'yes' : rulebook.forms.includes(other))) }),
      ),
    ),
    ...rulebook.forms.filter((one) => one !== 'solo').flatMap((one) => {
      const range = peopleOf(rulebook, one);
      const put = (change: Partial<typeof range>) => set({ people: { ...rulebook.people, [one]: { ...range, ...change } } });
      return [number(`${one}-min`, t.least(formNames[one]), range.min, t.person, (min) => put({ min })), number(`${one}-max`, t.most(formNames[one]), range.max, t.person, (max) => put({ max }))];
    }),
    lines('setSongs', t.setSongs, rulebook.setSongs.join('\n'), t.setSongsNote, (text) => set({ setSongs: linesOf(text) })),
    number('perSong', t.perSong, rulebook.unitsPerSong, t.unitsWord, (n) => set({ unitsPerSong: n })),
    number('seconds', t.seconds, duration.seconds, t.secondsWord, (n) => set({ duration: { ...duration, seconds: n } }), lengthWords(duration.seconds)),
    { ...plain, key: 'overtime', kind: 'number', label: t.overtime(duration.step), value: String(duration.overtime / 100), unit: t.point,
      put: (text) => { const n = hundredths(text); return n === null ? null : set({ duration: { ...duration, overtime: n } }); } },
  ];
  const rounds: Field[] = [
    lines('rounds', t.rounds, writeRounds(rulebook.rounds), t.roundsNote, (text) => {
      const read = readRounds(text, rulebook.rounds);
      return read && set({ rounds: read });
    }),
    ...rulebook.rounds.map((round, index) => moment(`at-${round.id}`, t.roundAt(round.name), round.startsAt, (at) => set({ rounds: rulebook.rounds.map((one, other) => (other === index ? { ...one, startsAt: at } : one)) }))),
    choice('order', t.order, rulebook.rounds[0]?.order ?? 'lot', t.orders, (text) => set({ rounds: rulebook.rounds.map((one) => ({ ...one, order: text === 'paper' ? 'paper' : 'lot' })) })),
  ];
  const scoring: Field[] = [
    lines('criteria', t.criteria, rulebook.criteria.map(({ name, weight }) => `${name} ${weight}`).join('\n'), t.criteriaNote, (text) => {
      const read = readCriteria(text, rulebook.criteria);
      return read && set({ criteria: read, ties: rulebook.ties.filter((tie) => tie.by !== 'criterion' || read.some(({ id }) => id === tie.id)) });
    }),
    choice('maximum', t.maximum, String(rulebook.maximum), t.maximums, (text) => set({ maximum: text === '10' ? 10 : 100 })),
    choice('trim', t.trim, String(rulebook.trim), t.trims, (text) => (isTrim(text) ? set(trims[text]) : null)),
    number('held', t.held, rulebook.heldSheets, t.piece, (n) => set({ heldSheets: n }), t.heldNote),
    choice('audience', t.audience, audience.kind, t.audiences, (text) => { const rule = audiences[text]; return rule ? set({ audience: rule }) : null; }),
    ...(audience.kind === 'weight' ? [number('judges', t.judges, audience.judges, '%', (n) => set({ audience: { kind: 'weight', judges: n, audience: 100 - n } }), t.audienceShare(audience.audience))] : []),
  ];
  const prizes = [lines('prizes', t.prizes, rulebook.prizes.map(({ name, count: n, kind }) => `${name} ${n}${prizeWords[kind]}`).join('\n'), t.prizesNote, (text) => { const read = readPrizes(text); return read && set({ prizes: read }); })];
  return [{ title: t.sections.entry, fields: entry }, { title: t.sections.rounds, fields: rounds }, { title: t.sections.scoring, fields: scoring }, { title: t.sections.prizes, fields: prizes }];
}

export interface SectionView {
  title: string;
  fields: FieldView[];
}

/** The form as a page shows it. */
export const sectionsOf = (form: ContestForm): SectionView[] => sections(form).map(({ title, fields }) => ({ title, fields: fields.map(({ put: _put, ...view }) => view) }));

/** The form with a field's text put into it; null: it cannot be read. */
export function put(form: ContestForm, key: string, text: string): ContestForm | null {
  return sections(form).flatMap(({ fields }) => fields).find((field) => field.key === key)?.put(text) ?? null;
}
