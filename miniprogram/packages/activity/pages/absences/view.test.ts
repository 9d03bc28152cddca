import { absencesView } from './view';

const now = Date.parse('2026-11-21T09:00:00+08:00');
const one: Api.Absence.Mine = { activityId: 'a', title: '中秋游园会', at: now - 3 * 86_400_000, state: 'noted', appeal: '', answer: '' };

test('what counts can be appealed against, once; what was said and answered is read', () => {
  const { last, rows } = absencesView({ items: [one, { ...one, state: 'upheld', appeal: '我到场了', answer: '签到表没有您' }], lastUntil: now + 86_400_000, now });
  expect(last).toBe('您有两次报了名没来，也没请假。明天 9:00 前报名排在最后。');
  expect(rows.map(({ tag, mayAppeal, lines }) => [tag, mayAppeal, lines])).toEqual([
    ['缺席', true, []],
    ['申诉未通过', false, ['您说：我到场了', '主办方答复：签到表没有您']],
  ]);
  expect(absencesView({ items: [], lastUntil: null, now })).toEqual({ last: '', rows: [] });
});
