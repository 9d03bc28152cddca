import { mostIn } from './heats';
import { plannedMinutes } from './planned';
import { template } from './templates';

const { events } = template('athletics', 'district', '2026-10-18');
const minutes = (id: string, starters: number) => {
  const event = events.find((one) => one.id === id);
  return event ? plannedMinutes(event, starters, mostIn(event.start, { lanes: 8 })) : null;
};

test('five heats of 100 m take 20 min, three relay heats 21, two long lines 24', () => {
  expect([minutes('m1-100米', 33), minutes('m1-4×100米接力', 20), minutes('m1-1500米', 16)]).toEqual([20, 21, 24]);
});

test('a minute an attempt at the shot, eight trials each at the high jump', () => {
  expect([minutes('m1-铅球', 12), minutes('m1-跳高', 10)]).toEqual([36, 80]);
  expect(plannedMinutes({ measure: { kind: 'distance', finalists: 8 }, metres: null, team: null }, 12, 40)).toBe(60);
});

test('a knock-out of eight has seven matches; without starters there is nothing to plan', () => {
  expect(plannedMinutes({ measure: { kind: 'bouts', bestOf: 3 }, metres: null, team: null }, 8, 2)).toBe(70);
  expect(minutes('m1-100米', 0)).toBe(0);
});
