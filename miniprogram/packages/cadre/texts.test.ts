import { cadreTexts as t } from './texts';

test('calling off names only the people that there are', () => {
  expect(t.cancelConfirm(0, 0)).toBe('还没有人报名。取消后不能恢复。');
  expect(t.cancelConfirm(12, 0)).toBe('12 名已报名的职工会看到取消原因。取消后不能恢复。');
  expect(t.cancelConfirm(50, 3)).toBe('50 名已报名、3 名候补的职工会看到取消原因。取消后不能恢复。');
});
