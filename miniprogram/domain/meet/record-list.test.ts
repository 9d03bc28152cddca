import fc from 'fast-check';
import { changedList, recordFault } from './record-list';
import { contest, highJump, race, shot } from './template-events';

const men: Api.Meet.Group = { id: 'm', name: '男子', sex: 'male', minAge: null, maxAge: null, next: null };
const events = [race(100)(men), race(1500)(men), shot({ male: 5000, female: 4000 })(men), highJump(1200, 50, 8)(men), contest('board', '象棋', { kind: 'roundRobin' }, 1, null, null, '棋')(men)].map((event, index) => ({ ...event, id: `e${index}` }));
const today = '2026-11-21';
const sprint: Api.Meet.RecordRow = { discipline: '100米', group: 'm', implement: null, timing: 'hand', mark: 11_400, holder: '赵国庆', unit: '公交', on: '2019-10-12', noGauge: false };

test.each([
  ['as it was announced', {}, null],
  ['hand times are tenths of a second', { mark: 11_430 }, 'mark'],
  ['a photo-finish has hundredths', { timing: 'photo', mark: 11_430 }, null],
  ['and no thousandths', { timing: 'photo', mark: 11_431 }, 'mark'],
  ['a race has a way of timing', { timing: null }, 'timing'],
  ['no mark at all', { mark: 0 }, 'mark'],
  ['an event that the rulebook has not', { discipline: '110米栏' }, 'event'],
  ['another weight is another event', { discipline: '铅球', implement: 7260, timing: null, mark: 12_340 }, 'event'],
  ['the shot of this weight', { discipline: '铅球', implement: 5000, timing: null, mark: 12_340 }, null],
  ['a length is in whole centimetres', { discipline: '铅球', implement: 5000, timing: null, mark: 12_345 }, 'mark'],
  ['a length has no clock', { discipline: '铅球', implement: 5000, mark: 12_340 }, 'timing'],
  ['matches have no records', { discipline: '象棋', timing: null, mark: 1 }, 'event'],
  ['not tomorrow', { on: '2026-11-22' }, 'day'],
  ['no such day', { on: '2026-02-30' }, 'day'],
  ['无风速 where wind counts', { noGauge: true }, null],
  ['无风速 where it does not', { discipline: '1500米', mark: 250_400, noGauge: true }, 'wind'],
])('%s', (_name, change, fault) => {
  expect(recordFault({ ...sprint, ...(change as Partial<Api.Meet.RecordRow>) }, events, [], today)).toBe(fault);
});

test('one of each way of timing', () => {
  expect(recordFault(sprint, events, [{ ...sprint, mark: 11_300 }], today)).toBe('twice');
  expect(recordFault(sprint, events, [{ ...sprint, timing: 'photo', mark: 11_310 }], today)).toBeNull();
});

test('what is added is withdrawn again, and the others stay as they are', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 999 }), { maxLength: 10 }), fc.nat(9), (marks, at) => {
      const rows = marks.map((mark) => ({ ...sprint, mark }));
      const added = changedList(rows, null, sprint);
      expect(changedList(added, rows.length, null)).toEqual(rows);
      const changed = changedList(added, at % added.length, { ...sprint, mark: 1 });
      expect(changed).toHaveLength(added.length);
      expect(changed.filter((one, index) => one !== added[index])).toHaveLength(1);
    }),
  );
});
