import { FaultPlan } from './plan';
import type { Rates } from './plan';

const calm: Rates = { failBefore: 0, timeoutAfterCommit: 0, delay: 0, duplicate: 0, late: 0, kill: 0 };
const decisions = (plan: FaultPlan, count: number) => Array.from({ length: count }, (_, n) => plan.forRequest(`call-${n % 50}`, n % 7));

test('equal seeds decide alike, other seeds otherwise', () => {
  const rates = { ...calm, failBefore: 0.2, timeoutAfterCommit: 0.2, delay: 0.2, kill: 0.1 };
  expect(decisions(new FaultPlan(1, rates), 300)).toEqual(decisions(new FaultPlan(1, rates), 300));
  expect(decisions(new FaultPlan(2, rates), 300)).not.toEqual(decisions(new FaultPlan(1, rates), 300));
});

test('rates are kept, about', () => {
  const plan = new FaultPlan(3, { ...calm, failBefore: 0.1 });
  for (let n = 0; n < 10_000; n += 1) plan.forRequest(`call-${n}`, 0);
  expect(plan.injected.failBefore).toBeGreaterThan(900);
  expect(plan.injected.failBefore).toBeLessThan(1100);
});

test('a worker is never killed before its first request', () => {
  const plan = new FaultPlan(4, { ...calm, kill: 1 });
  expect(plan.forRequest('call', 0).end).toBeUndefined();
  expect(plan.forRequest('call', 1).end).toBe('kill');
});

test('the same event sent twice is told apart, and the same in the next run', () => {
  const one = new FaultPlan(5, calm);
  const keys = [one.invocationKey('api', 'o', '{}'), one.invocationKey('api', 'o', '{}'), one.invocationKey('api', 'p', '{}')];
  expect(new Set(keys).size).toBe(3);
  const two = new FaultPlan(5, calm);
  expect([two.invocationKey('api', 'p', '{}'), two.invocationKey('api', 'o', '{}')]).toEqual([keys[2], keys[0]]);
});
