import fc from 'fast-check';
import { checkVote, decideBallot, type OwnBallot, type VoteState } from './ballot';

const rules = (change: Partial<Api.Voting.Rules> = {}): Api.Voting.Rules => ({ least: 1, most: 3, ballots: 2, per: 'day', perCandidate: 1, ownUnit: null, joinedBefore: null, open: true, ...change });
const vote = (change: Partial<Api.Voting.Rules> = {}): VoteState => ({
  rules: rules(change),
  opensAt: 100,
  closesAt: 200,
  audience: '/1/',
  candidates: [
    { id: 'a', unit: '2', withdrawnAt: null },
    { id: 'b', unit: '20', withdrawnAt: null },
    { id: 'c', unit: null, withdrawnAt: null },
    { id: 'gone', unit: null, withdrawnAt: 90 },
  ],
});
const voter = { unitPath: '/1/2/7/', joinedAt: 50 };
const today = '2026-11-21';
const ballot = (slot: number, choices: string[], day = today): OwnBallot => ({ day, slot, choices });
const decide = (state: VoteState, choices: string[], mine: OwnBallot[] = [], now = 150) => decideBallot(state, mine, voter, choices, now, today);
const reason = (...args: Parameters<typeof decide>) => {
  const decision = decide(...args);
  return decision.do === 'refuse' ? decision.reason : decision.do;
};

test('a first ballot is slot 0 of the day, or of the whole vote', () => {
  expect(decide(vote(), ['a', 'c'])).toEqual({ do: 'cast', day: today, slot: 0, remaining: 1 });
  expect(decide(vote({ per: 'all' }), ['a'])).toEqual({ do: 'cast', day: 'all', slot: 0, remaining: 1 });
});

test('each limit has its own refusal', () => {
  expect(reason(vote(), ['a'], [], 99)).toBe('notOpen');
  expect(reason(vote(), ['a'], [], 200)).toBe('closed');
  expect(reason(vote(), ['x'])).toBe('unknownCandidate');
  expect(reason(vote(), ['a', 'a'])).toBe('twice');
  expect(reason(vote({ least: 2 }), ['a'])).toBe('tooFew');
  expect(reason(vote({ most: 1 }), ['a', 'b'])).toBe('tooMany');
  expect(reason(vote(), ['gone'])).toBe('withdrawn');
  expect(reason(vote(), ['c'], [ballot(0, ['a']), ballot(1, ['b'])])).toBe('used');
  expect(reason(vote(), ['a'], [ballot(0, ['a'])])).toBe('usedOnCandidate');
  expect(decideBallot({ ...vote(), audience: '/1/3/' }, [], voter, ['a'], 150, today)).toMatchObject({ reason: 'audience' });
  expect(reason(vote({ joinedBefore: 50 }), ['a'])).toBe('tooNew');
});

test('the own unit is barred or capped; 20 is not 2', () => {
  expect(reason(vote({ ownUnit: 0 }), ['a'])).toBe('ownUnit');
  expect(reason(vote({ ownUnit: 0 }), ['b', 'c'])).toBe('cast');
  expect(reason(vote({ ownUnit: 1 }), ['a', 'b'])).toBe('cast');
});

test('yesterday does not count today', () => {
  expect(decide(vote(), ['a'], [ballot(0, ['a'], '2026-11-20'), ballot(1, ['b'], '2026-11-20')])).toMatchObject({ do: 'cast', slot: 0 });
});

test('whatever is tried in whatever order, no limit is passed and slots have no gap', () => {
  const choices = fc.subarray(['a', 'b', 'c'], { minLength: 1 });
  const limits = fc.record({ most: fc.integer({ min: 1, max: 3 }), ballots: fc.integer({ min: 1, max: 4 }), perCandidate: fc.option(fc.integer({ min: 1, max: 3 })), ownUnit: fc.option(fc.integer({ min: 0, max: 1 })) });
  fc.assert(
    fc.property(limits, fc.array(choices, { maxLength: 12 }), (change, tries) => {
      const cast: OwnBallot[] = [];
      for (const one of tries) {
        const decision = decide(vote(change), one, cast);
        if (decision.do === 'cast') cast.push(ballot(decision.slot, one, decision.day));
      }
      expect(cast.length).toBeLessThanOrEqual(change.ballots);
      expect(cast.map(({ slot }) => slot)).toEqual(cast.map((_, index) => index));
      for (const id of ['a', 'b', 'c']) {
        if (change.perCandidate !== null) expect(cast.filter((one) => one.choices.includes(id)).length).toBeLessThanOrEqual(change.perCandidate);
      }
      expect(cast.every((one) => one.choices.length <= change.most)).toBe(true);
      if (change.ownUnit === 0) expect(cast.every((one) => !one.choices.includes('a'))).toBe(true);
    }),
  );
});

test('a vote that cannot be won is not opened', () => {
  const candidates = ['甲', '乙'].map((title) => ({ title, unitId: null, note: '', image: '', video: '' }));
  const faults = (change: Partial<Api.Voting.Rules>) => checkVote({ opensAt: 10, closesAt: 20, candidates, rules: rules({ most: 2, ...change }) }, 5).map(({ message }) => message);
  expect(faults({})).toEqual([]);
  expect(faults({ most: 3 })).toEqual(['每票最多选 3 个，比候选对象还多']);
  expect(faults({ least: 2, most: 1 })).toHaveLength(1);
  expect(faults({ perCandidate: 3 })).toHaveLength(1);
  expect(checkVote({ opensAt: 10, closesAt: 10, candidates: [], rules: rules() }, 5)).toHaveLength(3);
});
