import { day, hour, instant } from '../time/shanghai';
import { changesOf, checkEdit, movedSince, type Promised, rulesAfter } from './edit';
import { plainRules } from './rules';

const now = instant(2026, 11, 20, 9);
const before: Promised = {
  title: '职工合唱排练',
  programme: 'general',
  place: { name: '二楼排练厅', address: '' },
  startsAt: now + 3 * day,
  endsAt: now + 3 * day + 2 * hour,
  signUpOpensAt: now - day,
  signUpClosesAt: now + 2 * day,
  capacity: 30,
  summary: '带谱子',
  contact: '',
  rules: { ...plainRules, substituteUntil: now + 3 * day - hour },
  fields: [],
};
const same: Api.Activity.Edit = {
  ...{ title: before.title, placeName: before.place.name, placeAddress: '', startsAt: before.startsAt, endsAt: before.endsAt },
  ...{ signUpClosesAt: before.signUpClosesAt, summary: before.summary, contact: '', moreFields: [] },
};
const faultsOf = (edit: Partial<Api.Activity.Edit>, over: Partial<Promised> = {}) => checkEdit({ ...before, ...over }, { ...same, ...edit }, now).map(({ message }) => message);
const question: Api.Activity.Field = { id: 'f1', kind: 'text', label: '声部', note: '', required: false, options: [], most: null, least: null };

test.each<[string[], Partial<Api.Activity.Edit>, Partial<Promised>]>([
  [[], {}, {}],
  [[], { signUpClosesAt: now + 3 * day }, {}],
  [[], { signUpClosesAt: now + 1 }, {}],
  [['报名截止时间已经过去了'], { signUpClosesAt: now }, {}],
  [[], {}, { signUpClosesAt: now - hour }],
  [['活动已经开始，开始时间不能再改'], { startsAt: now + hour }, { startsAt: now - hour }],
  [['开始时间已经过去了'], { startsAt: now }, {}],
  [['摇号要在活动开始前，请把报名截止提前'], { startsAt: now + 2 * day }, { rules: { ...plainRules, mode: 'lottery' } }],
  [['报名已经截止，不能再开'], { signUpClosesAt: now + day }, { signUpClosesAt: now - 1, rules: { ...plainRules, mode: 'lottery' } }],
  [[], { moreFields: [question] }, {}],
  [['报名开始后只能加选填的问题'], { moreFields: [{ ...question, required: true }] }, {}],
  [['两个问题用了同一个编号'], { moreFields: [question] }, { fields: [{ ...question, label: '身高' }] }],
  [['活动名称写 2–40 个字'], { title: '' }, {}],
])('%j', (words, edit, over) => expect(faultsOf(over.signUpClosesAt !== undefined && edit.signUpClosesAt === undefined ? { ...edit, signUpClosesAt: over.signUpClosesAt } : edit, over)).toEqual(words));

test('what was promised so long before the start keeps its distance, and what is past stays', () => {
  expect(rulesAfter(before, before.startsAt + day, now).substituteUntil).toBe(now + 4 * day - hour);
  expect(rulesAfter({ ...before, rules: { ...plainRules, substituteUntil: now - 1 } }, before.startsAt + day, now).substituteUntil).toBe(now - 1);
});

test('the log says what was there before', () => {
  expect(changesOf(before, { ...same, startsAt: before.startsAt + hour, endsAt: before.endsAt + hour, placeName: '一楼大厅' })).toEqual([
    { what: 'time', was: '11月23日 9:00 – 11:00' },
    { what: 'place', was: '二楼排练厅' },
  ]);
  expect(changesOf(before, same)).toEqual([]);
});

test('time and place count from the instant on, each once; the rest does not', () => {
  const change = (what: Api.Activity.Change['what'], at: number) => ({ changes: [{ what, at, was: '' }] });
  expect(movedSince([change('place', 5), change('time', 7), change('time', 8), change('text', 9)], 4)).toEqual(['time', 'place']);
  expect(movedSince([change('place', 5), change('time', 7)], 5)).toEqual(['time']);
  expect(movedSince([change('title', 5)], 4)).toEqual([]);
});
