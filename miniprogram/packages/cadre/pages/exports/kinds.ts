import { exportsTexts as t } from '../../exports-texts';

/** The kinds of files that the page offers, with what each asks before it is made. */

export interface Choice {
  label: string;
  items: { value: string; label: string }[];
}

/** Files of a contest's result, of a delegation, of an announcement, of a reading month and its honours, and of a union are made on their own pages. */
type Listed = Exclude<
  Api.Export.Kind,
  | 'runSheet'
  | 'resultSheet'
  | 'resultForm'
  | 'prizeReceipts'
  | 'ceremony'
  | 'certificates'
  | 'delegationForm'
  | 'meetReceipts'
  | 'meetCertificates'
  | 'entrySheet'
  | 'notice'
  | 'noticeList'
  | 'honourNotice'
  | 'honourCertificates'
  | 'honourReceipts'
  | 'readingUnits'
  | 'readingLedger'
  | 'assessment'
  | 'balance'
  | 'yearReport'
>;

/** A kind of file that can be made. */
export interface KindRow {
  kind: Listed;
  name: string;
  note: string;
  format: string;
  /** What is asked first; null: nothing, it is made at once. */
  choice: Choice | null;
  /** Photos may be put in; at most so many. 0: none. */
  photos: number;
}

const groupSizes = [6, 8, 10, 12, 20];

const choices: Partial<Record<Listed, Choice>> = {
  groups: { label: t.groupsAsk, items: [...groupSizes.map((size) => ({ value: String(size), label: t.groupOf(size) })), { value: 'unit', label: t.groupByUnit }] },
  sealedForms: { label: t.formsAsk, items: [{ value: 'unit', label: t.formsUnit }, { value: 'person', label: t.formsPerson }] },
  passes: { label: t.passesAsk, items: [{ value: 'paper', label: t.passesPaper }, { value: 'all', label: t.passesAll }] },
};

const formats: Record<Listed, Api.Export.Format> = {
  summary: 'xlsx',
  signIn: 'xlsx',
  groups: 'xlsx',
  waitlist: 'xlsx',
  guide: 'docx',
  passes: 'docx',
  sealedForms: 'docx',
  brief: 'docx',
  expenses: 'docx',
  meetEntries: 'xlsx',
  orderBook: 'docx',
  resultBook: 'docx',
};

const order: readonly Listed[] = ['summary', 'signIn', 'groups', 'waitlist', 'guide', 'passes', 'sealedForms', 'brief', 'expenses'];

const rowsOf = (kinds: readonly Listed[]): readonly KindRow[] => kinds.map((kind) => ({ kind, ...t.kinds[kind], format: t.formats[formats[kind]], choice: choices[kind] ?? null, photos: kind === 'brief' || kind === 'expenses' ? 6 : 0 }));

export const kindRows = rowsOf(order);

/** What there is of an activity: of a sports meet also its books. */
const meetRows = rowsOf(['meetEntries', 'orderBook', 'resultBook', ...order]);
export const rowsFor = (programme: Api.Activity.Programme): readonly KindRow[] => (programme === 'meet' ? meetRows : kindRows);

/** Of an activity of somebody else: what a unit's cadre prints for the own members. */
export const ownRows: readonly KindRow[] = kindRows.filter(({ kind }) => kind === 'passes' || kind === 'sealedForms');

/** A kind's options from what was chosen. @param unionId whose members; null: everybody's */
export function optionsOf(kind: Listed, chosen: string, photos: string[], unionId: string | null): Api.Export.Kinds[Listed] {
  if (kind === 'groups') return chosen === 'unit' ? { by: 'unit', size: 10 } : { by: 'size', size: Number(chosen) };
  if (kind === 'sealedForms') return { each: chosen === 'person' ? 'person' : 'unit', unionId };
  if (kind === 'passes') return { whose: chosen === 'all' ? 'all' : 'paper', unionId };
  return (kind === 'brief' || kind === 'expenses') && photos.length > 0 ? { photos } : {};
}
