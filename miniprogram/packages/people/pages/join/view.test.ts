import { stepsOf } from './view';

const day = 86_400_000;

test('a request that went up says where it was, where it is, and until when', () => {
  const at = Date.UTC(2026, 10, 1, 4);
  const dueAt = Date.UTC(2026, 10, 17, 16);
  const request = { unionName: '江东区总工会', at, state: 'open', reason: '', since: at + 8 * day, dueAt, passed: ['滨江街道工会联合会'] } as const;
  const lines = stepsOf({ ...request, passed: [...request.passed] }, dueAt - 2 * day);
  expect(lines).toHaveLength(4);
  expect(lines[1]).toBe('滨江街道工会联合会没有按期答复，已转上级');
  expect(lines[2]).toContain('转到江东区总工会');
  expect(lines[3]).toContain('还有 1 天');
  expect(stepsOf({ ...request, passed: [], dueAt }, dueAt)[1]).toContain('已经超期');
  expect(stepsOf({ ...request, passed: [], dueAt: null }, at)).toHaveLength(1);
});
