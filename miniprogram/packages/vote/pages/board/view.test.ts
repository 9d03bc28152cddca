import { boardView } from './view';

const board = (votes: number[] | null, change: Partial<Api.Voting.Board> = {}): Api.Voting.Board => ({
  ...{ voteId: 'v', title: '人气节目', phase: 'open', opensAt: 100, closesAt: 200, ballots: 9, head: '', digest: '', chunks: 0, voids: [], signatures: [], now: 150 },
  candidates: ['甲', '乙', '丙', '丁'].map((title, index) => ({ id: `c${index}`, title, unitName: '', withdrawn: false })),
  counts: votes && votes.map((count, index) => ({ id: `c${index}`, votes: count, voided: 0 })),
  ...change,
});

test('most votes first, equal ones share their place', () => {
  const { rows } = boardView(board([2, 5, 2, 0]), 150);
  expect(rows.map(({ title, place, votes, share, first }) => [title, place, votes, share, first])).toEqual([
    ['乙', '1', '5 票', 100, true],
    ['甲', '2', '2 票', 40, false],
    ['丙', '2', '2 票', 40, false],
    ['丁', '', '0 票', 0, false],
  ]);
});

test('hidden counts show nothing, not even by their order', () => {
  const view = boardView(board(null), 150);
  expect([view.shown, view.rows.map(({ title }) => title), view.rows.some(({ votes }) => votes !== '')]).toEqual([false, ['甲', '乙', '丙', '丁'], false]);
  expect(view.hidden).toContain('截止');
});

test('what is voided or in review is in sight', () => {
  const voids = [{ number: 1, state: 'voided' as const, reason: '集中刷票', at: 150, ballots: 40 }, { number: 2, state: 'held' as const, reason: '', at: 150, ballots: null }];
  const view = boardView(board([3, 1], { voids, counts: [{ id: 'c0', votes: 3, voided: 40 }] }), 150);
  expect(view.voids.map(({ text }) => text)).toEqual(['作废 40 张：集中刷票', '有一批票正在审核']);
  expect(view.rows[0]?.off).toBe('另有 40 票作废');
});
