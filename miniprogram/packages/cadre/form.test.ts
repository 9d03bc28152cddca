import { again, capabilitiesOf, draftOf, templateOf } from './drafts';
import { faultsOf, fromPicker, inputOf, lengthOf, newForm, toPicker, withDraft, withField, withLength } from './form';
import { templates } from './templates';

const now = Date.parse('2026-11-20T10:00:00+08:00');
const habit = { placeName: '市工人文化宫 二楼排练厅', placeAddress: '', contact: '' };
const fresh = () => withField(newForm('k'.repeat(22), now, habit), 'audienceUnionId', 'u1');

test('the default form can be published as it is', () => {
  expect(faultsOf(fresh(), now)).toEqual({});
  expect(inputOf(fresh())).toEqual({
    title: '职工文体活动',
    programme: 'general',
    audienceUnionId: 'u1',
    placeName: '市工人文化宫 二楼排练厅',
    startsAt: Date.parse('2026-11-28T09:00:00+08:00'),
    endsAt: Date.parse('2026-11-28T11:00:00+08:00'),
    capacity: 50,
    summary: expect.stringContaining('入场码'),
  });
});

const withTemplate = (form: ReturnType<typeof fresh>, id: string, at = now) => withDraft(form, id, draftOf(templateOf(id), at));

test.each(templates.map(({ id }) => id))('the template %s can be published as it is, on any day of the year', (id) => {
  for (let ahead = 0; ahead < 366; ahead += 1) {
    const at = now + ahead * 86_400_000 + 5 * 3_600_000;
    expect(faultsOf(withTemplate(fresh(), id, at), at)).toEqual({});
  }
});

test('scarce public places are drawn by lot', () => {
  for (const id of ['show', 'film', 'training', 'venue']) expect(draftOf(templateOf(id), now).rules).toMatchObject({ mode: 'lottery', favourNew: true });
  const { signUpClosesAt } = draftOf(templateOf('show'), now);
  expect(signUpClosesAt).toBe(now + 48 * 3_600_000);
});

test('a template fills what nobody has written, and leaves the rest', () => {
  const written = withField(fresh(), 'title', '机加车间掰手腕赛');
  const meet = withTemplate(written, 'fun');
  expect(meet).toMatchObject({ programme: 'meet', template: 'fun', title: '机加车间掰手腕赛', capacity: '30', rules: { team: { min: 6, max: 10 } } });
  expect(withTemplate(fresh(), 'reading').title).toBe('2026年职工读书月');
  expect(capabilitiesOf(meet.rules, meet.fields.length)).toEqual(['先到先得', '组队', '报名表', '候补', '签到']);
});

test('once more: the same weekday and hour with a week to sign up, rules and questions as they were', () => {
  const form = withTemplate(fresh(), 'song');
  const before = { ...form, total: { capacity: 60, left: 0, waiting: 0 }, startsAt: now - 30 * 86_400_000, endsAt: now - 30 * 86_400_000 + 3_600_000, signUpClosesAt: now - 37 * 86_400_000 } as unknown as Api.Activity.Detail;
  const draft = again(before, now);
  expect(draft.startsAt - now).toBeGreaterThanOrEqual(7 * 86_400_000);
  expect(draft.startsAt - now).toBeLessThan(14 * 86_400_000);
  expect((draft.startsAt - before.startsAt) % (7 * 86_400_000)).toBe(0);
  expect(draft).toMatchObject({ rules: { mode: 'review' }, fields: form.fields, endsAt: draft.startsAt + 3_600_000 });
  expect(draft.signUpClosesAt).toBe(draft.startsAt - 7 * 86_400_000);
});

test('a new start keeps the length; a length sets the end', () => {
  const moved = withField(fresh(), 'startsAt', now);
  expect(moved.endsAt - moved.startsAt).toBe(2 * 3_600_000);
  expect(lengthOf(moved)).toBe('2h');
  expect(lengthOf(withLength(moved, 'half'))).toBe('half');
  expect(lengthOf(withField(moved, 'endsAt', now + 1))).toBe('own');
});

test('each fault stands at its field', () => {
  const wrong = { ...fresh(), title: '', capacity: '十个', placeName: ' ', audienceUnionId: '', signUpClosesAt: now - 1 };
  expect(Object.keys(faultsOf(wrong, now)).sort()).toEqual(['audienceUnionId', 'capacity', 'placeName', 'signUpClosesAt', 'title']);
  expect(faultsOf({ ...fresh(), capacity: '1e9' }, now).capacity).toBe('名额填 1–2000 的整数');
});

test('a picker speaks Shanghai time wherever the phone is', () => {
  const at = Date.parse('2026-12-31T23:55:00+08:00');
  expect(toPicker(at)).toBe('2026-12-31 23:55');
  expect(fromPicker('2026-12-31 23:55')).toBe(at);
  expect(fromPicker('2026-12-31 23:55:00')).toBe(at);
  expect(fromPicker('soon')).toBeNull();
});
