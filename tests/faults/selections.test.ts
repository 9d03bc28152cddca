import { selectionFaults } from './selections';

// WeChat's own part: an objection that it lets through.
jest.mock('../../cloudfunctions/platform/wechat', () => ({ ...jest.requireActual<object>('../../cloudfunctions/platform/wechat'), checkText: () => Promise.resolve('pass') }));

test('two cadres and three objectors under faults: a list that is before all is as it was frozen, nothing is decided over an objection, nobody is named', async () => {
  const report = await selectionFaults(30);
  expect(report.first).toBeUndefined();
  expect(report).toMatchObject({ seeds: 30, violations: 0 });
  // The run reaches its end often enough to say something.
  expect(report.decided).toBeGreaterThanOrEqual(10);
  expect(report.control_violations).toBeGreaterThanOrEqual(3);
}, 600_000);
