import fc from 'fast-check';
import { brokenPromises, checkRulebook, prizeWarning } from './rulebook';
import { opened, templates } from './templates';

const start = Date.UTC(2027, 4, 1);

function book(id: Api.Contest.TemplateId, change: Partial<Api.Contest.Rulebook> = {}): Api.Contest.Rulebook {
  const template = templates.find((one) => one.id === id);
  if (!template) throw new Error(`no template ${id}`);
  return { ...template.rulebookOf(start), ...change };
}

test('each template opens ready to use, whenever the contest is', () => {
  fc.assert(fc.property(fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2036, 0, 1) }), (at) => {
    for (const { rulebookOf } of templates) {
      const rulebook = rulebookOf(at);
      expect(checkRulebook(rulebook)).toEqual([]);
      expect(rulebook.rounds[rulebook.rounds.length - 1]?.startsAt).toBe(at);
      expect(brokenPromises(rulebook, rulebookOf(at))).toEqual([]);
    }
  }));
  expect(templates.map(({ name }) => name)).toEqual(['五月歌会', '声乐大赛', '职工才艺大赛']);
});

test('however little time is left, rounds and the close of entries lie ahead and in order', () => {
  const minute = 60_000;
  fc.assert(
    fc.property(fc.constantFrom(...templates), fc.integer({ min: 30, max: 90 * 24 * 60 }), (template, left) => {
      const now = start - left * minute;
      const { rulebook, entriesUntil } = opened(template, start, now);
      const first = rulebook.rounds[0]?.startsAt ?? 0;
      expect(checkRulebook(rulebook)).toEqual([]);
      expect(rulebook.rounds[rulebook.rounds.length - 1]?.startsAt).toBe(start);
      expect([now < entriesUntil, entriesUntil <= first, entriesUntil >= first - 7 * 24 * 60 * minute]).toEqual([true, true, true]);
    }),
  );
});

test('seven days before: the first round in three and a half, entries until half way there', () => {
  const days = 86_400_000;
  const template = templates.find(({ id }) => id === 'talent');
  if (!template) throw new Error('no template');
  const { rulebook, entriesUntil } = opened(template, start, start - 7 * days);
  expect(rulebook.rounds.map(({ startsAt }) => (start - startsAt) / days)).toEqual([3.5, 0]);
  expect((start - entriesUntil) / days).toBe(5.25);
});

test.each<[string, Partial<Api.Contest.Rulebook>, RegExp]>([
  ['weights that sum to 90', { criteria: [{ id: 'a', name: '演唱', weight: 90 }], ties: [] }, /90%，要正好 100%/],
  ['two criteria of one name', { criteria: [{ id: 'a', name: '演唱', weight: 50 }, { id: 'b', name: '演唱', weight: 50 }], ties: [] }, /不能重复/],
  ['a tie by a criterion that is none', { ties: [{ by: 'criterion', id: 'nowhere' }] }, /并列规则/],
  ['trimming two and two with four judges', { trim: 2, trimNeeds: 4 }, /至少要有 5 位/],
  ['60 and 30', { audience: { kind: 'weight', judges: 60, audience: 30 } }, /90%/],
  ['bands that overlap', { audience: { kind: 'bonus', bands: [{ from: 1, to: 5, hundredths: 150 }, { from: 5, to: 8, hundredths: 100 }] } }, /不能重叠/],
  ['no forms', { forms: [] }, /演唱形式/],
  ['nobody may sing', { entriesPerUnit: 0 }, /1–100/],
  ['a set song twice', { setSongs: ['歌唱祖国', '《歌唱祖国》'] }, /写了两次/],
  ['a prize twice', { prizes: [{ name: '一等奖', count: 1, kind: 'rank' }, { name: '一等奖', count: 2, kind: 'rank' }] }, /不能重名/],
])('%s', (_what, change, fault) => expect(checkRulebook(book('vocal', change)).join('；')).toMatch(fault));

test('rounds: in time, with a way on, fewer each time, and an end', () => {
  const { rounds } = book('vocal');
  const [first, second, last] = rounds;
  if (!first || !second || !last) throw new Error('three rounds');
  const faults = (next: Api.Contest.RoundRule[]) => checkRulebook(book('vocal', { rounds: next })).join('；');
  expect(faults([{ ...first, startsAt: second.startsAt }, second, last])).toMatch(/复赛的时间要在初赛之后/);
  expect(faults([{ ...first, cut: null }, second, last])).toMatch(/初赛要写明怎样晋级/);
  expect(faults([first, { ...second, cut: { best: 30 } }, last])).toMatch(/取前 30 名，要少于初赛的 30 名/);
  expect(faults([first, second, { ...last, cut: { best: 3 } }])).toMatch(/最后一轮，不再晋级/);
  expect(faults([{ ...first, cut: { line: 10_001 } }, second, last])).toMatch(/分数线不对/);
  expect(faults([])).toMatch(/1–6 轮/);
});

test('prizes above two thirds of the entries are a warning; those for organisation do not count', () => {
  const prizes = book('may').prizes; // 2 + 4 + 6 + 1, and 5 for organisation
  expect(prizeWarning({ prizes }, 20)).toBeNull();
  expect(prizeWarning({ prizes }, 19)).toMatch(/13 个，超过 19 个/);
  expect(prizeWarning({ prizes }, 0)).toBeNull();
});

test.each<[string, Partial<Api.Contest.Rulebook>, boolean]>([
  ['more prizes', { prizes: [...book('vocal').prizes, { name: '网络人气奖', count: 1, kind: 'special' }] }, true],
  ['one prize fewer', { prizes: book('vocal').prizes.slice(1) }, false],
  ['a smaller prize', { prizes: book('vocal').prizes.map((prize) => ({ ...prize, count: Math.max(1, prize.count - 1) })) }, false],
  ['any number of entries', { entriesPerUnit: null }, true],
  ['fewer entries', { entriesPerUnit: 2 }, false],
  ['one more form', { forms: ['solo', 'duet'] }, true],
  ['the usual number of singers, now written down', { people: { solo: { min: 1, max: 1 } } }, true],
  ['more may sing', { people: { solo: { min: 1, max: 2 } } }, true],
  ['fewer may sing', { people: { solo: { min: 2, max: 2 } } }, false],
  ['another form', { forms: ['duet'] }, false],
  ['more time', { duration: { seconds: 360, step: 30, overtime: 100 } }, true],
  ['a harder deduction', { duration: { seconds: 300, step: 30, overtime: 200 } }, false],
  ['other weights', { criteria: book('vocal').criteria.map((one, index) => ({ ...one, weight: index < 2 ? 30 : 20 })) }, false],
  ['another day of the final', { rounds: book('vocal').rounds.map((round, index) => (index === 2 ? { ...round, startsAt: round.startsAt + 86_400_000 } : round)) }, true],
  ['another cut', { rounds: book('vocal').rounds.map((round, index) => (index === 0 ? { ...round, cut: { best: 20 } } : round)) }, false],
])('after the first acceptance: %s', (_what, change, may) => expect(brokenPromises(book('vocal'), book('vocal', change)).length === 0).toBe(may));

test('the order in which storage gives fields back breaks no promise', () => {
  const before = book('talent');
  const turned = JSON.parse(JSON.stringify(before), (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).reverse()) : value,
  ) as Api.Contest.Rulebook;
  expect(brokenPromises(before, turned)).toEqual([]);
});

test('weights pass exactly where they sum to 100', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 10 }), (weights) => {
      const criteria = weights.map((weight, index) => ({ id: `c${index}`, name: `项${index}`, weight }));
      expect(checkRulebook(book('vocal', { criteria, ties: [] })).length === 0).toBe(weights.reduce((sum, one) => sum + one, 0) === 100);
    }),
  );
});
