import { casesView, flagsView } from './view';

const candidates = [{ id: 'c1', title: '天路' }];
const at = Date.parse('2026-11-21T20:05:00+08:00');
const found = { kind: 'burst' as const, candidateId: 'c1', minute: at, unitId: '', unitName: '', votes: 60, of: 5 };

test('a flag says what was seen, and what would be held', () => {
  const [flag, unit, fresh] = flagsView({ flags: [found, { ...found, kind: 'unit', unitId: 'bus', unitName: '公交工会', minute: 0 }, { ...found, kind: 'fresh', minute: 0 }], candidates, now: at });
  expect(flag).toMatchObject({ title: '天路', evidence: '今天 20:05 这一分钟进来 60 票，平时一分钟 5 票', filter: { from: at, until: at + 60_000, candidateId: 'c1', unitId: null } });
  expect(unit?.filter).toEqual({ unitId: 'bus', from: null, until: null, candidateId: 'c1' });
  // New accounts alone name neither unit nor time: there is nothing to hold by.
  expect(fresh?.filter).toEqual({ unitId: null, from: null, until: null, candidateId: 'c1' });
});

test('my own case I may only take back', () => {
  const one: Api.Voting.VoidCase = { ...{ number: 1, state: 'held', reason: '刷票', at, ballots: 60, unitName: '', from: at, until: at + 60_000, candidateId: null, byName: '王敏' }, mine: true, counts: { c1: 60 }, decided: null };
  const acts = casesView({ cases: [one, { ...one, mine: false }, { ...one, state: 'voided' }], candidates, now: at }).map(({ act }) => act);
  expect(acts).toEqual(['none', 'decide', 'takeBack']);
});
