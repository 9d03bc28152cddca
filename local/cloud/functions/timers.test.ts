import { Clock } from '../dev/clock';
import type { Bundle } from './bundles';
import { Timers } from './timers';

const bundle: Bundle = {
  name: 'jobs',
  file: '',
  code: '',
  version: '',
  timeoutSeconds: 3,
  memoryMb: 256,
  triggers: [
    { name: 'minute', config: '0 * * * * * *' },
    { name: 'midnight', config: '0 0 0 * * * *' },
  ],
  openApis: [],
};

let clock: Clock;
let fired: string[];
let timers: Timers;
beforeEach(() => {
  jest.useFakeTimers({ now: Date.parse('2026-11-20T10:00:30Z') });
  clock = new Clock();
  fired = [];
  timers = new Timers(clock, (functionName, triggerName, time) => fired.push(`${functionName}/${triggerName} ${new Date(time).toISOString()}`));
  timers.replace([bundle]);
});
afterEach(() => {
  timers.stop();
  jest.useRealTimers();
});

test('fires when due', () => {
  jest.advanceTimersByTime(29_000);
  expect(fired).toEqual([]);
  jest.advanceTimersByTime(61_000);
  expect(fired).toEqual(['jobs/minute 2026-11-20T10:01:00.000Z', 'jobs/minute 2026-11-20T10:02:00.000Z']);
});

test('a clock moved forward over many occurrences fires each trigger once', () => {
  clock.setOffset(12 * 3_600_000);
  jest.advanceTimersByTime(0);
  expect(fired).toEqual(['jobs/minute 2026-11-20T10:01:00.000Z', 'jobs/midnight 2026-11-20T16:00:00.000Z']);
  jest.advanceTimersByTime(30_000);
  expect(fired.at(-1)).toBe('jobs/minute 2026-11-20T22:01:00.000Z');
});

test('a clock moved back waits for the next occurrence', () => {
  clock.setOffset(-3_600_000);
  jest.advanceTimersByTime(0);
  expect(fired).toEqual([]);
  jest.advanceTimersByTime(30_000);
  expect(fired).toEqual(['jobs/minute 2026-11-20T09:01:00.000Z']);
});
