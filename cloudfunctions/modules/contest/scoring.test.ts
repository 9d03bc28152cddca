import fc from 'fast-check';
import type { PanelJudge, Performance } from './documents';
import { correctedScore, missing, scoreOfPerformance, seatingOf, type Sheet } from './scoring';

const rules = { criteria: [{ id: 'pitch', name: '音准', weight: 60 }, { id: 'bearing', name: '台风', weight: 40 }], trim: 1 as const, trimNeeds: 5 };
const judge = (uid: string, unit: string | null = null, reserve = false): PanelJudge => ({ uid, name: uid, unitName: '', unit, reserve });
const performance = (entryId: string, change: Partial<Performance> = {}) => ({ entryId, unitId: '2', unitPath: '/1/2/', adjustments: [], ...change });
const sheet = (judgeUid: string, points: number, change: Partial<Sheet> = {}): Sheet => {
  const mark = Math.round(points * 100);
  return { entryId: 'e', judge: judgeUid, marks: { pitch: mark, bearing: mark }, signedAt: 1, ...change };
};
const round = (panel: PanelJudge[], recusals: { uid: string; entryId: string }[] = []) => ({ rules, panel, recusals: recusals.map((one) => ({ ...one, reason: '亲属', by: one.uid, at: 1 })) });
const seven = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];

test('worked: 9.80 9.60 9.60 9.50 9.40 9.20 9.00 → 9.46, without the highest and the lowest', () => {
  const points = [9.8, 9.6, 9.6, 9.5, 9.4, 9.2, 9.0];
  const score = scoreOfPerformance(round(seven.map((uid) => judge(uid))), performance('e'), seven.map((uid, index) => sheet(uid, points[index] ?? 0)));
  expect(score).toMatchObject({ announced: 946, exact: [94_600, 1], highest: [98_000], lowest: [90_000], adjusted: 0, corrections: 0 });
  expect(score?.values).toHaveLength(7);
});

test('a judge of the own unit steps back, a reserve fills in, and the sheet of the one is left out', () => {
  const panel = [judge('a', '/1/2/9/'), judge('b'), judge('r', null, true)];
  const given = round(panel);
  expect(seatingOf(given, performance('e')).judges).toEqual(['r', 'b']);
  expect(missing(given, performance('e'), [sheet('a', 10), sheet('b', 9)])).toEqual(['r']);
  expect(scoreOfPerformance(given, performance('e'), [sheet('a', 10), sheet('b', 9)])).toBeNull();
  expect(scoreOfPerformance(given, performance('e'), [sheet('a', 10), sheet('b', 9), sheet('r', 8)])?.announced).toBe(850);
});

test('a union that was moved meanwhile is the own unit still, one with a like number is not', () => {
  expect(seatingOf(round([judge('a', '/1/7/2/9/'), judge('b', '/1/22/'), judge('c', '/1/2/')]), performance('e')).judges).toEqual(['b']);
});

test('with no reserve left trimming stays while five remain, then it is the plain mean', () => {
  const scored = (out: number) => {
    const panel = seven.slice(0, 6).map((uid, index) => judge(uid, index < out ? '/1/2/' : null));
    return scoreOfPerformance(round(panel), performance('e'), seven.map((uid, index) => sheet(uid, 9 + index / 10)));
  };
  expect(scored(1)?.highest).toHaveLength(1);
  expect(scored(2)?.highest).toEqual([]);
});

test('a draft is no sheet, and a panel of nobody gives no score', () => {
  expect(scoreOfPerformance(round([judge('a')]), performance('e'), [sheet('a', 9, { signedAt: null })])).toBeNull();
  expect(scoreOfPerformance(round([]), performance('e'), [])).toBeNull();
});

test('加减分 come after the mean', () => {
  const change = { adjustments: [{ hundredths: -50, reason: '超时', by: ['甲', '乙'] as const }] };
  expect(scoreOfPerformance(round([judge('a'), judge('b')]), performance('e', change), [sheet('a', 9), sheet('b', 9)])).toMatchObject({ announced: 850, adjusted: -50, corrections: 0 });
});

test('a corrected score says how often it was corrected; one that is the same is not', () => {
  const scored = (points: number) => scoreOfPerformance(round([judge('a')]), performance('e'), [sheet('a', points)]);
  const [before, after] = [scored(9), scored(9.5)];
  if (!before || !after) throw new Error('no score');
  expect(correctedScore(before, after)).toMatchObject({ announced: 950, corrections: 1 });
  expect(correctedScore({ ...before, corrections: 1 }, after)?.corrections).toBe(2);
  expect(correctedScore({ ...after, corrections: 1 }, after)).toBeNull();
});

const marks = fc.record({ pitch: fc.integer({ min: 0, max: 1000 }), bearing: fc.integer({ min: 0, max: 1000 }) });
const panels = fc.array(fc.record({ unit: fc.constantFrom(null, '/1/2/', '/1/3/'), reserve: fc.boolean() }), { minLength: 1, maxLength: 12 }).map((list) => list.map(({ unit, reserve }, index) => judge(`j${index}`, unit, reserve)));
const sheetsOf = (panel: PanelJudge[], entries: string[]) =>
  fc.array(marks, { minLength: panel.length * entries.length, maxLength: panel.length * entries.length }).map((list) =>
    entries.flatMap((entryId, row) => panel.map(({ uid }, column): Sheet => ({ entryId, judge: uid, marks: list[row * panel.length + column] ?? {}, signedAt: 1 }))),
  );
const played = panels.chain((panel) => fc.record({ panel: fc.constant(panel), sheets: sheetsOf(panel, ['e', 'f']), out: fc.nat(), dice: fc.infiniteStream(fc.nat()) }));

test('the order in which sheets arrive never matters', () => {
  fc.assert(
    fc.property(played, ({ panel, sheets, dice }) => {
      const shuffled = sheets.map((one) => ({ one, rank: Number(dice.next().value) })).sort((a, b) => a.rank - b.rank).map(({ one }) => one);
      expect(scoreOfPerformance(round(panel), performance('e'), shuffled)).toEqual(scoreOfPerformance(round(panel), performance('e'), sheets));
    }),
  );
});

test('a recusal changes no other entry, and of its own entry only that one judge, for whom the next reserve sits', () => {
  fc.assert(
    fc.property(played, ({ panel, sheets, out }) => {
      const uid = panel[out % panel.length]?.uid ?? '';
      const [before, after] = [round(panel), round(panel, [{ uid, entryId: 'e' }])];
      expect(scoreOfPerformance(after, performance('f'), sheets)).toEqual(scoreOfPerformance(before, performance('f'), sheets));
      const [sat, sit] = [seatingOf(before, performance('e')).judges, seatingOf(after, performance('e')).judges];
      expect(sit).not.toContain(uid);
      const regular = sat.filter((one) => one !== uid && panel.some((judged) => judged.uid === one && !judged.reserve));
      expect(sit).toEqual(expect.arrayContaining(regular));
      expect(sat.length - sit.length).toBeLessThanOrEqual(1);
      const left = sheets.filter((one) => one.judge !== uid);
      expect(scoreOfPerformance(after, performance('e'), left)).toEqual(scoreOfPerformance(after, performance('e'), sheets));
    }),
  );
});
