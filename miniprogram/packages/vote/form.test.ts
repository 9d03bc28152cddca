import { instantOf, pickersOf } from '../../format/pickers';
import { readCandidates, rulesOf, usual } from './form';

const unions = [{ id: 'bus', name: '公交工会' }];

test('a line is a title and, after the last space, a unit', () => {
  const { candidates, unknown, fault } = readCandidates('《天路》　公交工会\n\n我的 祖国 某某厂\n独唱', unions);
  expect(candidates.map(({ title, unitId, note }) => [title, unitId, note])).toEqual([['《天路》', 'bus', ''], ['我的 祖国', null, '某某厂'], ['独唱', null, '']]);
  expect([unknown, fault]).toEqual([['某某厂'], '']);
});

test('the first line at fault is named', () => {
  expect(readCandidates(`甲\n${'长'.repeat(41)}`, unions).fault).toBe('第 2 行：对象写 1–40 个字，单位最多 60 个字');
  expect(readCandidates('甲\n乙\n甲', unions).fault).toBe('第 3 行和前面的重复了');
});

test('the chips as rules', () => {
  expect(rulesOf(usual, 100)).toEqual({ least: 1, most: 3, ballots: 1, per: 'all', perCandidate: null, ownUnit: null, joinedBefore: 100, open: false });
  expect(rulesOf({ ...usual, ballots: '3', own: 'none', fresh: 'all', shown: 'open' }, 100)).toMatchObject({ perCandidate: 1, ownUnit: 0, joinedBefore: null, open: true });
});

test('pickers give back the minute they were set to', () => {
  const at = Date.parse('2026-12-01T08:05:00+08:00');
  expect(pickersOf(at)).toEqual({ date: '2026-12-01', time: '08:05' });
  expect(instantOf(pickersOf(at))).toBe(at);
});
