import { chosenAfter, voteAct, voteView } from './view';

const rules: Api.Voting.Rules = { least: 1, most: 2, ballots: 2, per: 'day', perCandidate: 1, ownUnit: 0, joinedBefore: null, open: false };
const detail = (change: Partial<Api.Voting.Detail> = {}): Api.Voting.Detail => ({
  ...{ voteId: 'v', title: '人气节目', organiser: '市总', opensAt: 100, closesAt: 200, phase: 'open', ballots: 0, summary: '', rules, orderSeed: 's', eligible: { ok: true }, mine: [], remaining: 2 },
  ...{ manages: false, supervises: false, now: 150 },
  candidates: ['c1', 'c2', 'c3'].map((id) => ({ id, title: id, unitName: '', note: '', image: '', video: '', withdrawn: id === 'c3' })),
  ...change,
});

test('the rules in plain words, without those that say nothing', () => {
  expect(voteView(detail(), 150).rules.slice(0, 4)).toEqual(['每张票选 1–2 个，每人每天 2 票', '同一个对象每天最多投 1 次', '不能投本单位的', '得票截止后公布']);
  expect(voteView(detail({ rules: { ...rules, ballots: 1, per: 'all', ownUnit: null, open: true } }), 150).rules[0]).toBe('每张票选 1–2 个，每人 1 票');
});

test('who has withdrawn and whom I voted for already cannot be chosen', () => {
  const off = voteView(detail({ mine: [{ receipt: 'r', choices: ['c1'], at: 120 }] }), 150).candidates.filter((one) => one.off !== '');
  expect(off.map(({ id }) => id).sort()).toEqual(['c1', 'c3']);
});

test('the button says what happens, or why nothing can', () => {
  expect(voteAct(detail(), 0, 150)).toMatchObject({ kind: 'none', label: '请先选候选对象' });
  expect(voteAct(detail(), 1, 150)).toMatchObject({ kind: 'cast', label: '投票 · 已选 1 位', note: '还可选 1 位' });
  expect(voteAct(detail({ rules: { ...rules, least: 2 } }), 1, 150)).toMatchObject({ kind: 'none', note: '还要再选 1 位' });
  expect(voteAct(detail({ remaining: 0 }), 0, 150).kind).toBe('board');
  expect(voteAct(detail(), 2, 200).kind).toBe('board');
  expect(voteAct(detail({ eligible: { ok: false, reason: '加入工会后就能投票', join: true } }), 0, 150).kind).toBe('join');
});

test('a tap more than allowed changes nothing and says why; with one choice it changes the mind', () => {
  expect(chosenAfter(['a'], 'b', 2)).toEqual({ chosen: ['a', 'b'], refused: '' });
  expect(chosenAfter(['a', 'b'], 'c', 2).chosen).toEqual(['a', 'b']);
  expect(chosenAfter(['a', 'b'], 'c', 2).refused).not.toBe('');
  expect(chosenAfter(['a', 'b'], 'a', 2).chosen).toEqual(['b']);
  expect(chosenAfter(['a'], 'b', 1).chosen).toEqual(['b']);
});
