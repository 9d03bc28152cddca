import { checkPlan } from '../../domain/works/call';
import { fits, tidy } from '../../domain/text/clean';
import { day, hour, startOfDay } from '../../domain/time/shanghai';
import { readCriteria, readPrizes, writeCriteria } from './contest-lines';
import { choice, type Field as FormField, lines, moment, putInto, type Section, type SectionView, viewsOf, whole } from './form-fields';
import { worksSetupTexts as t } from './works-texts';

/** A call for works 作品征集 as fields. */

type Plan = Api.Works.Plan;
type Kind = Api.Works.Kind;

export interface WorksForm {
  plan: Plan;
  /** Who approved the topic; both empty: not yet. */
  department: string;
  paper: string;
}

type Field = FormField<WorksForm>;

const trims: Readonly<Record<string, Plan['judging']['trim']>> = { '0': 0, '1': 1, '2': 2 };

/** 征文 800-3000字 图片0-3张 */
export function readKinds(text: string): Kind[] | null {
  const rows = text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
  const kinds = rows.map((line, index): Kind | null => {
    const words = /(?:^|\s)(\d{1,4})\s*[-–~～至到]\s*(\d{1,4})\s*字/.exec(line);
    const photos = /图片?\s*(\d)(?:\s*[-–~～至到]\s*(\d))?\s*[张幅]/.exec(line);
    const name = line.split(/\s+/)[0] ?? '';
    // Everything on the line has to be understood.
    const rest = [words?.[0], photos?.[0]].reduce<string>((left, part) => left.replace(part ?? '', ''), line.slice(name.length)).trim();
    if ((!words && !photos) || rest !== '' || /\d/.test(name)) return null;
    const most = Number(photos?.[2] ?? photos?.[1] ?? 0);
    return { id: `k${index + 1}`, name, text: words ? { least: Number(words[1]), most: Number(words[2]) } : null, photos: { least: Number(photos?.[1] ?? 0), most } };
  });
  return kinds.every((kind) => kind !== null) ? kinds : null;
}

export const writeKinds = (kinds: readonly Kind[]): string =>
  kinds
    .map(({ name, text, photos }) => [name, ...(text ? [`${text.least}-${text.most}字`] : []), ...(photos.most > 0 ? [`图片${photos.least === photos.most ? photos.most : `${photos.least}-${photos.most}`}张`] : [])].join(' '))
    .join('\n');

/** The prizes of a call go by rank alone. */
function readRanked(text: string): Plan['prizes'] | null {
  const read = readPrizes(text);
  return read && read.every(({ kind }) => kind === 'rank') ? read.map(({ name, count }) => ({ name, count })) : null;
}

function sections(form: WorksForm): Section<WorksForm>[] {
  const { plan } = form;
  const { judging } = plan;
  const set = (change: Partial<Plan>): WorksForm => ({ ...form, plan: { ...plan, ...change } });
  const judged = (change: Partial<Plan['judging']>) => set({ judging: { ...judging, ...change } });
  const what: Field[] = [
    lines('title', t.title, plan.title, '', (text) => text, (title) => set({ title })),
    lines('theme', t.theme, plan.theme, t.themeNote, (text) => text, (theme) => set({ theme })),
    lines('kinds', t.kinds, writeKinds(plan.kinds), t.kindsNote, readKinds, (kinds) => set({ kinds })),
  ];
  const when: Field[] = [
    moment('opensAt', t.opensAt, plan.opensAt, (opensAt) => set({ opensAt })),
    moment('closesAt', t.closesAt, plan.closesAt, (closesAt) => set({ closesAt })),
    moment('until', t.until, judging.until, (until) => judged({ until })),
  ];
  const how: Field[] = [
    lines('criteria', t.criteria, writeCriteria(judging.criteria), t.criteriaNote, (text) => readCriteria(text, judging.criteria), (criteria) => judged({ criteria })),
    choice('maximum', t.maximum, String(judging.maximum), t.maximums, (text) => judged({ maximum: text === '10' ? 10 : 100 })),
    whole('perWork', t.perWork, judging.perWork, t.judgesWord, (perWork) => judged({ perWork })),
    choice('trim', t.trim, String(judging.trim), t.trims, (text) => {
      const trim = trims[text];
      return trim === undefined ? null : judged({ trim });
    }),
  ];
  const prizes = lines('prizes', t.prizes, plan.prizes.map(({ name, count }) => `${name} ${count}`).join('\n'), t.prizesNote, readRanked, (read) => set({ prizes: read }));
  return [
    { title: t.sections.what, fields: what },
    { title: t.sections.when, fields: when },
    { title: t.sections.judging, fields: how },
    { title: t.sections.prizes, fields: [prizes] },
    {
      title: t.sections.approval,
      fields: [
        lines('department', t.department, form.department, t.approvalNote, (text) => text, (department) => ({ ...form, department })),
        lines('paper', t.paper, form.paper, '', (text) => text, (paper) => ({ ...form, paper })),
      ],
    },
  ];
}

export const sectionsOf = (form: WorksForm): SectionView[] => viewsOf(sections(form));

/** The form with a field's text put into it; null: it cannot be read. */
export const put = (form: WorksForm, key: string, text: string): WorksForm | null => putInto(sections(form), key, text);

const approvalOf = ({ department, paper }: WorksForm): Api.Works.Approval | null =>
  tidy(department) === '' && tidy(paper) === '' ? null : { department: tidy(department), paper: tidy(paper) };

export function faultsOf(form: WorksForm, now: Api.Millis): string[] {
  const approval = approvalOf(form);
  return [
    ...(fits(form.plan.title, 2, 40) ? [] : [t.titleFault]),
    ...(fits(form.plan.theme, 0, 1000, true) ? [] : [t.themeFault]),
    ...checkPlan(form.plan, now),
    ...(approval === null || (fits(approval.department, 2, 30) && fits(approval.paper, 2, 40)) ? [] : [t.approvalFault]),
  ];
}

export const inputOf = (activityId: string, form: WorksForm): Api.Input<'works.create'> => ({
  ...{ activityId, approval: approvalOf(form), ...form.plan, title: tidy(form.plan.title), theme: tidy(form.plan.theme) },
});

export type TemplateId = keyof typeof t.templates;

const writing: readonly Api.Contest.Criterion[] = [{ id: 'c1', name: '主题立意', weight: 40 }, { id: 'c2', name: '内容真实', weight: 30 }, { id: 'c3', name: '语言文字', weight: 30 }];
const seeing: readonly Api.Contest.Criterion[] = [{ id: 'c1', name: '主题', weight: 40 }, { id: 'c2', name: '构图', weight: 30 }, { id: 'c3', name: '技法', weight: 30 }];
const kindOf = (id: string, name: string, text: Kind['text'], least: number, most: number): Kind => ({ id, name, text, photos: { least, most } });

const kindsOf: Readonly<Record<TemplateId, Kind[]>> = {
  essay: [kindOf('k1', '征文', { least: 800, most: 3000 }, 0, 3)],
  review: [kindOf('k1', '书评', { least: 300, most: 1500 }, 0, 3)],
  photo: [kindOf('k1', '摄影', null, 1, 6)],
  art: [kindOf('k1', '书法', null, 1, 3), kindOf('k2', '美术', null, 1, 3)],
};

/** A month to write, two weeks to judge. */
export function formFrom(template: TemplateId, now: Api.Millis): WorksForm {
  const opensAt = startOfDay(now) + day + 8 * hour;
  const closesAt = startOfDay(now) + 31 * day + 18 * hour;
  const words = template === 'essay' || template === 'review';
  return {
    plan: {
      ...{ title: t.templates[template].name, theme: '', kinds: kindsOf[template], opensAt, closesAt },
      judging: { criteria: [...(words ? writing : seeing)], maximum: 100, trim: 0, perWork: 3, until: closesAt + 14 * day },
      prizes: [{ name: '一等奖', count: 3 }, { name: '二等奖', count: 6 }, { name: '三等奖', count: 10 }],
    },
    department: '',
    paper: '',
  };
}
