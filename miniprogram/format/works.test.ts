import { asksOf, callPhase, callTag, callTime } from './works';

const opensAt = Date.UTC(2026, 10, 20, 1);
const closesAt = Date.UTC(2026, 10, 30, 10);
const card = { phase: 'announced' as const, opensAt, closesAt };

test('the clock moves a call on between two answers', () => {
  expect([opensAt - 1, opensAt, closesAt - 1, closesAt].map((now) => callPhase(card, now))).toEqual(['announced', 'open', 'open', 'vetting']);
  expect(callPhase({ ...card, phase: 'judging' }, opensAt)).toBe('judging');
  expect(callTag(card, opensAt)).toEqual({ text: '征集中', tone: 'green' });
  expect(callTime({ ...card, phase: 'open' }, Date.UTC(2026, 10, 28, 1))).toBe('后天 18:00 截稿 · 还有 2 天');
});

test('what a kind asks for', () => {
  expect(asksOf({ text: { least: 800, most: 3000 }, photos: { least: 0, most: 3 } })).toBe('800–3000 字 · 可配图片 3 张');
  expect(asksOf({ text: null, photos: { least: 1, most: 6 } })).toBe('不写正文 · 图片 1–6 张');
  expect(asksOf({ text: { least: 1, most: 500 }, photos: { least: 0, most: 0 } })).toBe('1–500 字');
});
