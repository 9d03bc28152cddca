import { type Performance, recordBreakers, recordsAfter, recordsMade } from './records';

const sprint = { discipline: '100米', group: 'm1', implement: null, better: 'less', wind: true } as const;
const shotPut = { discipline: '铅球', group: 'm1', implement: 5_000, better: 'more', wind: false } as const;
const row = (change: Partial<Api.Meet.RecordRow>): Api.Meet.RecordRow => ({ discipline: '100米', group: 'm1', implement: null, timing: 'photo', mark: 11_500, holder: '旧', unit: 'u', on: '2020-10-01', noGauge: false, ...change });
const records = [row({}), row({ timing: 'hand', mark: 11_300 }), row({ discipline: '铅球', implement: 5_000, timing: null, mark: 12_000 }), row({ discipline: '铅球', implement: 4_000, timing: null, mark: 14_000 })];
const ran = (entry: string, mark: number, wind: number | null = 0, timing: Api.Meet.Timing = 'photo'): Performance => ({ entry, mark, timing, wind });
const put = (entry: string, mark: number): Performance => ({ entry, mark, timing: null, wind: null });
const kinds = (made: ReturnType<typeof recordsMade>) => made.map(({ entry, kind, mark }) => `${entry} ${kind} ${mark}`);

test('of races the smaller, of field events the larger mark is the record', () => {
  expect(kinds(recordsMade(sprint, [ran('a', 11_490), ran('b', 11_500), ran('c', 11_510)], records))).toEqual(['a broken 11490', 'b equalled 11500']);
  expect(kinds(recordsMade(shotPut, [put('a', 12_010), put('b', 12_000), put('c', 11_990)], records))).toEqual(['a broken 12010', 'b equalled 12000']);
});

test('a tail wind above +2.0 makes none; without a gauge it stands marked 无风速', () => {
  expect(recordsMade(sprint, [ran('a', 11_400, 21)], records)).toEqual([]);
  expect(recordsMade(sprint, [ran('a', 11_400, 20)], records)).toMatchObject([{ kind: 'broken', noGauge: false }]);
  expect(recordsMade(sprint, [ran('a', 11_400, null)], records)).toMatchObject([{ kind: 'broken', noGauge: true }]);
  expect(recordsMade(shotPut, [put('a', 12_500)], records)).toMatchObject([{ noGauge: false }]);
});

test('hand and electronic lists are apart, and so are implements and groups', () => {
  expect(recordsMade(sprint, [ran('a', 11_400, 0, 'hand')], records)).toEqual([]);
  expect(kinds(recordsMade({ ...shotPut, implement: 4_000 }, [put('a', 13_000)], records))).toEqual([]);
  expect(kinds(recordsMade({ ...shotPut, group: 'm2' }, [put('a', 9_000), put('b', 9_500)], records))).toEqual(['b first 9500']);
});

test('once an entry and event, by the best of heats and final; equalling gives no points, nor does a first', () => {
  const made = recordsMade(sprint, [ran('a', 11_450), ran('a', 11_420), ran('b', 11_480), ran('c', 11_500)], records);
  expect(kinds(made)).toEqual(['a broken 11420', 'b broken 11480', 'c equalled 11500']);
  expect(recordBreakers(made)).toEqual(['a', 'b']);
  expect(recordBreakers(recordsMade({ ...shotPut, group: 'm2' }, [put('a', 9_000)], records))).toEqual([]);
});

test('the list after the event has the best, whoever came first in it; the others stay', () => {
  const about = (entry: string) => ({ holder: entry, unit: `u${entry}` });
  const made = recordsMade(sprint, [ran('b', 11_480), ran('a', 11_420, null), ran('c', 11_500)], records);
  const after = recordsAfter(records, sprint, made, about, '2026-10-18');
  expect(after).toHaveLength(4);
  expect(after.find(({ discipline, timing }) => discipline === '100米' && timing === 'photo')).toEqual(row({ mark: 11_420, holder: 'a', unit: 'ua', on: '2026-10-18', noGauge: true }));
  const field = recordsMade(shotPut, [put('a', 12_300), put('b', 12_100)], records);
  expect(recordsAfter(records, shotPut, field, about, '2026-10-18').find(({ implement }) => implement === 5_000)?.mark).toBe(12_300);
});
