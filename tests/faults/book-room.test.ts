import { bookRoomFaults } from './book-room';

test('readers after few copies under faults: never more out than there are, nobody above the limit, what was told stands', async () => {
  // What a job that fails logs is of no use here.
  jest.spyOn(console, 'log').mockImplementation(() => undefined);
  const report = await bookRoomFaults(60);
  expect(report.first).toBeUndefined();
  expect(report).toMatchObject({ seeds: 60, violations: 0 });
  expect(report.control_violations).toBeGreaterThanOrEqual(5);
  expect(report.control_limit).toBeGreaterThanOrEqual(2);
}, 600_000);

afterEach(() => jest.restoreAllMocks());
