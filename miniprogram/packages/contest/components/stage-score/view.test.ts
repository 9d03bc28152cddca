import { hundredthsOf, scoreRows } from './view';

const row = (entryId: string, state: Api.Contest.StageState, releasedAt: number | null = null): Api.Contest.DeskRow => ({
  ...{ entryId, number: 1, title: entryId, unitName: '厂', form: 'solo', songs: [], state, announced: null, corrected: false, place: null },
  ...{ startedAt: null, endedAt: null, elapsed: null, adjustments: [], close: false, releasedAt },
});
const desk = (rows: Api.Contest.DeskRow[], held: number): Api.Contest.Desk => ({
  ...{ contestId: 'c', roundId: 'r1', title: '', name: '', state: 'running', last: [], held, v: 1, rows, changes: [], duration: { seconds: 300, step: 30, overtime: 50 } },
  ...{ screens: [], cadre: false, official: true, supervisor: false, now: 0 },
});
const labels = (of: Api.Contest.Desk) => scoreRows(of).map(({ id, release }) => `${id}:${release}`);

test('the first three have one button, once the third has performed; then each its own', () => {
  expect(labels(desk([row('a', 'done'), row('b', 'done'), row('c', 'stage'), row('d', 'expected')], 3))).toEqual(['c:', 'b:', 'a:']);
  expect(labels(desk([row('a', 'done'), row('b', 'done'), row('c', 'done'), row('d', 'expected')], 3))).toEqual(['c:一起公布前 3 个节目的得分', 'b:', 'a:']);
  expect(labels(desk([row('a', 'done', 5), row('b', 'done'), row('c', 'stage')], 0))).toEqual(['c:', 'b:公布《b》得分', 'a:']);
});

test('points as people write them', () => {
  expect(['0.5', '1', '12.25', '0', '', '1.234', '-1', 'a'].map((text) => hundredthsOf(text, -1))).toEqual([-50, -100, -1225, null, null, null, null, null]);
});
