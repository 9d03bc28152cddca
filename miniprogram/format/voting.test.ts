import { votePhase, voteTime } from './voting';

const at = (clock: string) => Date.parse(`2026-11-21T${clock}+08:00`);
const vote = { phase: 'open', opensAt: at('09:00'), closesAt: at('20:00') } as const;

test('a vote opens and closes by the clock, not by the answer', () => {
  expect(votePhase({ ...vote, phase: 'announced' }, at('09:00')).phase).toBe('open');
  expect(votePhase(vote, at('20:00')).phase).toBe('closing');
  expect(votePhase({ ...vote, phase: 'frozen' }, at('21:00')).text).toBe('已公布');
});

test('the time that matters', () => {
  expect(voteTime(vote, at('08:00'))).toBe('今天 9:00 开始 · 还有 1 小时');
  expect(voteTime(vote, at('17:00'))).toBe('今天 20:00 截止 · 还有 3 小时');
  expect(voteTime(vote, at('20:30'))).toBe('已于今天 20:00 截止');
});
