import { faultsOf, fromPicker, inputOf, lengthOf, newForm, toPicker, withField, withLength, withTemplate } from './form';

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

test.each(['reading', 'contest', 'meet', 'general'] as const)('the template of %s can be published on any day of the year', (programme) => {
  for (let ahead = 0; ahead < 366; ahead += 1) {
    const at = now + ahead * 86_400_000 + 5 * 3_600_000;
    expect(faultsOf(withTemplate(fresh(), programme, at), at)).toEqual({});
  }
});

test('a template fills what nobody has written, and leaves the rest', () => {
  const written = withField(fresh(), 'title', '机加车间掰手腕赛');
  const meet = withTemplate(written, 'meet', now);
  expect(meet).toMatchObject({ programme: 'meet', title: '机加车间掰手腕赛', capacity: '300' });
  expect(withTemplate(fresh(), 'reading', now).title).toBe('2026年职工读书月');
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
