import { peopleOf } from '../../domain/contest/entry';
import { templates } from '../../domain/contest/templates';
import { checkRulebook } from '../../domain/contest/rulebook';
import { type ContestForm, put, sectionsOf } from './contest-form';

const start = Date.UTC(2027, 4, 1);

function formOf(id: Api.Contest.TemplateId): ContestForm {
  const template = templates.find((one) => one.id === id);
  if (!template) throw new Error(`no template ${id}`);
  return { rulebook: template.rulebookOf(start), entriesUntil: start - 40 * 86_400_000 };
}

const filled = (form: ContestForm, key: string, text: string): ContestForm => {
  const next = put(form, key, text);
  if (next === null) throw new Error(`${key} cannot be read`);
  return next;
};

test.each(templates.map(({ id }) => id))('%s: what stands in the fields is read back as the very rulebook', (id) => {
  const form = formOf(id);
  for (const field of sectionsOf(form).flatMap(({ fields }) => fields)) {
    if (field.kind === 'ticks') continue;
    const { rulebook, entriesUntil } = filled(form, field.key, field.value);
    // The usual numbers of singers are written down then: the same rule, said in words.
    expect([field.key, entriesUntil, { ...rulebook, people: {} }]).toEqual([field.key, form.entriesUntil, { ...form.rulebook, people: {} }]);
    expect(rulebook.forms.map((one) => peopleOf(rulebook, one))).toEqual(form.rulebook.forms.map((one) => peopleOf(form.rulebook, one)));
  }
});

test('criteria: a new name keeps the tie that means it; a removed one takes its tie along', () => {
  const renamed = filled(formOf('vocal'), 'criteria', '音准 30\n音色技巧 30%\n情感表达：25\n台风 15').rulebook;
  expect(renamed.criteria.map(({ id, name, weight }) => [id, name, weight])).toEqual([['pitch', '音准', 30], ['voice', '音色技巧', 30], ['feeling', '情感表达', 25], ['bearing', '台风', 15]]);
  expect(renamed.ties).toEqual(formOf('vocal').rulebook.ties);
  const less = filled(formOf('vocal'), 'criteria', '音色技巧 60\n台风 40').rulebook;
  expect(less.ties).toEqual([{ by: 'untrimmed' }, { by: 'topMarks' }, { by: 'earlier' }]);
  expect(checkRulebook(less)).toEqual([]);
  expect(new Set(filled(formOf('vocal'), 'criteria', '甲 20\n音准节奏 20\n乙 20\n丙 20\n丁 20').rulebook.criteria.map(({ id }) => id)).size).toBe(5);
  expect(put(formOf('vocal'), 'criteria', '音准 很多')).toBeNull();
});

test('ties, bands, prizes and rounds as lines', () => {
  expect(filled(formOf('vocal'), 'ties', '台风\n全部评委的平均分\n先出场').rulebook.ties).toEqual([{ by: 'criterion', id: 'bearing' }, { by: 'untrimmed' }, { by: 'earlier' }]);
  expect(put(formOf('vocal'), 'ties', '抓阄')).toBeNull();
  expect(filled(formOf('talent'), 'bands', '第1-3名 2\n4~10 0.5\n11 0.1').rulebook.audience).toEqual({ kind: 'bonus', bands: [{ from: 1, to: 3, hundredths: 200 }, { from: 4, to: 10, hundredths: 50 }, { from: 11, to: 11, hundredths: 10 }] });
  expect(filled(formOf('talent'), 'prizes', '一等奖 2名\n最佳创意奖 1 单项\n优秀组织奖 3 组织').rulebook.prizes).toEqual([
    { name: '一等奖', count: 2, kind: 'rank' },
    { name: '最佳创意奖', count: 1, kind: 'special' },
    { name: '优秀组织奖', count: 3, kind: 'organisation' },
  ]);
  const { rounds } = filled(formOf('may'), 'rounds', '海选 85.5分\n初赛 前30名\n决赛').rulebook;
  expect(rounds.map(({ id, name, cut }) => [id, name, cut])).toEqual([['r1', '海选', { line: 8550 }], ['r2', '初赛', { best: 30 }], ['r3', '决赛', null]]);
  expect(rounds[2]?.startsAt).toBe(start + 14 * 86_400_000);
});

test('choices: forms turn one by one, each round has its own order, trimming brings its number of judges', () => {
  expect(filled(formOf('talent'), 'forms', 'choir').rulebook.forms).toEqual(['solo', 'duet', 'group', 'choir']);
  expect(filled(formOf('talent'), 'forms', 'solo').rulebook.forms).toEqual(['duet', 'group']);
  expect(filled(formOf('vocal'), 'order-r2', 'paper').rulebook.rounds.map(({ order }) => order)).toEqual(['lot', 'paper', 'lot']);
  expect(filled(formOf('vocal'), 'trim', '2').rulebook).toMatchObject({ trim: 2, trimNeeds: 7 });
  expect(filled(formOf('vocal'), 'judges', '60').rulebook.audience).toEqual({ kind: 'weight', judges: 60, audience: 40 });
  expect(filled(formOf('vocal'), 'perUnit', '0').rulebook.entriesPerUnit).toBeNull();
  expect(put(formOf('vocal'), 'overtime', '一分')).toBeNull();
});
