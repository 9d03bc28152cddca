import fc from 'fast-check';
import { fraction } from '../numbers/fraction';
import { ceremonyOrder, namedFault, prizesByRank } from './prizes';
import { firstDifference, movedBetween, resultDigest } from './result';
import type { Standing, TieRule } from './rank';
import { type Audience, standingsOf } from './standings';

const standing = (entry: string, announced: number, order = 1): Standing => ({ entry, announced, exact: fraction(announced * 100), untrimmed: fraction(announced * 100), criteria: {}, values: [announced * 100], order });
const weight = (votes: Record<string, number>): Audience => ({ rule: { kind: 'weight', judges: 70, audience: 30 }, maximum: 10, votes });
const bonus = (votes: Record<string, number>): Audience => ({
  rule: { kind: 'bonus', bands: [{ from: 1, to: 5, hundredths: 150 }, { from: 6, to: 10, hundredths: 100 }] },
  maximum: 100,
  votes,
});
const placesOf = (rows: ReturnType<typeof standingsOf>) => rows.map(({ entry, place, total }) => [entry, place, total]);

test('70/30: both parts on 0–100, the best of those who stand here is the whole share, no votes are 0', () => {
  const given = [standing('a', 946), standing('b', 950), standing('c', 900)];
  const rows = standingsOf(given, [], null, weight({ a: 200, b: 120, elsewhere: 999 }));
  // a: 94.6 × 0.7 + 100 × 0.3; b: 95 × 0.7 + 60 × 0.3; c: 90 × 0.7.
  expect(placesOf(rows)).toEqual([['a', 1, 9622], ['b', 2, 8450], ['c', 3, 6300]]);
  expect(rows.map(({ judges, votes }) => [judges, votes])).toEqual([[946, 200], [950, 120], [900, 0]]);
});

test('a bonus is in points of the judges’ scale by the rank of the votes; no vote, no bonus', () => {
  const given = Array.from({ length: 8 }, (_, index) => standing(`e${index}`, 9000));
  const votes = Object.fromEntries(given.slice(0, 7).map(({ entry }, index) => [entry, 70 - 10 * index]));
  const rows = standingsOf(given, [], null, bonus(votes));
  expect(rows.map(({ entry, total }) => [entry, total]).sort()).toEqual([...[0, 1, 2, 3, 4].map((n) => [`e${n}`, 9150]), ['e5', 9100], ['e6', 9100], ['e7', 9000]]);
});

test('the third decimal of the combined value decides, and is told', () => {
  const two = (n: number) => ({ ...standing(n === 1 ? 'a' : 'b', 946), exact: fraction(94_600 + n) });
  const rows = standingsOf([two(1), two(2)], [], null, weight({ a: 5, b: 5 }));
  expect(rows.map(({ entry, place, decided, total }) => [entry, place, decided, total])).toEqual([['b', 1, null, 9622], ['a', 2, 'exact', 9622]]);
});

test('a tie at the cut goes through; in the last round nobody goes on', () => {
  const given = [standing('a', 950, 1), standing('b', 946, 3), standing('c', 946, 2), standing('d', 940, 4)];
  const through = (cut: Api.Contest.RoundRule['cut']) => standingsOf(given, [], cut, null).filter((row) => row.through).map(({ entry }) => entry);
  expect(through({ best: 2 })).toEqual(['a', 'c', 'b']);
  expect(through({ line: 945 })).toEqual(['a', 'c', 'b']);
  expect(through(null)).toEqual([]);
});

const chain: TieRule[] = [{ by: 'untrimmed' }, { by: 'topMarks' }];
const field = fc
  .array(fc.record({ announced: fc.integer({ min: 940, max: 950 }), votes: fc.nat(30) }), { minLength: 1, maxLength: 15 })
  .map((list) => ({ given: list.map(({ announced }, index) => standing(`e${index}`, announced, index + 1)), votes: Object.fromEntries(list.map(({ votes }, index) => [`e${index}`, votes])) }));

test('the order given never matters, and whoever is through is ahead of whoever is not', () => {
  fc.assert(
    fc.property(field, fc.integer({ min: 1, max: 15 }), ({ given }, best) => {
      const rows = standingsOf(given, chain, { best }, null);
      expect(standingsOf([...given].reverse(), chain, { best }, null)).toEqual(rows);
      const [through, out] = [rows.filter((row) => row.through), rows.filter((row) => !row.through)];
      expect(through.length).toBeGreaterThanOrEqual(Math.min(best, given.length));
      for (const lost of out) expect(Math.max(...through.map(({ place }) => place))).toBeLessThan(lost.place);
    }),
  );
});

test('votes join only through the rulebook: without a rule of it they change nothing', () => {
  fc.assert(
    fc.property(field, ({ given, votes }) => {
      expect(standingsOf(given, chain, null, { rule: { kind: 'none' }, maximum: 10, votes })).toEqual(standingsOf(given, chain, null, null));
    }),
  );
});

test('one more vote never puts an entry behind one that it was ahead of', () => {
  fc.assert(
    fc.property(field, fc.nat(), fc.constantFrom(weight, bonus), ({ given, votes }, pick, rule) => {
      const lucky = given[pick % given.length]?.entry ?? '';
      const behind = (of: Record<string, number>) => {
        const rows = standingsOf(given, chain, null, rule(of));
        const place = rows.find(({ entry }) => entry === lucky)?.place ?? 0;
        return rows.filter((row) => row.place > place).map(({ entry }) => entry);
      };
      expect(behind({ ...votes, [lucky]: (votes[lucky] ?? 0) + 1 })).toEqual(expect.arrayContaining(behind(votes)));
    }),
  );
});

const prize = (name: string, count: number, kind: Api.Contest.Prize['kind'] = 'rank'): Api.Contest.Prize => ({ name, count, kind });
const ranked = (...places: number[]) => places.map((place, index) => ({ entry: `e${index}`, place }));

test('prizes by rank cover places: who shares a place shares its prize, the next begins at its own place', () => {
  const prizes = [prize('一等奖', 2), prize('最佳台风奖', 1, 'special'), prize('二等奖', 2), prize('三等奖', 3)];
  const got = (...places: number[]) => prizesByRank(ranked(...places), prizes).map(({ entries }) => entries.length);
  expect(got(1, 2, 3, 4, 5, 6, 7, 8)).toEqual([2, 2, 3]);
  expect(got(1, 2, 2, 4, 5, 6, 7)).toEqual([3, 1, 3]);
  expect(got(1, 2, 2, 2, 2, 6)).toEqual([5, 0, 1]);
  expect(got(1, 2, 3, 4, 5, 6, 7, 7)).toEqual([2, 2, 4]);
  expect(got(1)).toEqual([1, 0, 0]);
});

test('a better place never has a lower prize, equal places have one, and only a tie at the end gives more than there are', () => {
  const counts = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(field, counts, ({ given }, numbers) => {
      const rows = standingsOf(given, [], null, null);
      const prizes = prizesByRank(rows, numbers.map((count, index) => prize(`p${index}`, count)));
      const levelOf = (entry: string) => prizes.findIndex(({ entries }) => entries.includes(entry)) + 1 || prizes.length + 1;
      for (const a of rows) for (const b of rows) if (a.place <= b.place) expect(levelOf(a.entry)).toBeLessThanOrEqual(levelOf(b.entry));
      const total = numbers.reduce((sum, count) => sum + count, 0);
      const last = Math.max(0, ...rows.filter(({ entry }) => levelOf(entry) <= prizes.length).map(({ place }) => place));
      const tied = rows.filter(({ place }) => place === last).length;
      expect(prizes.flatMap(({ entries }) => entries).length).toBeLessThanOrEqual(Math.min(total + tied - 1, rows.length));
    }),
  );
});

test('a prize is named within its number, once each, and to those of this contest', () => {
  const performers = new Map([['e1', 2], ['e2', 1]]);
  const of = (given: Api.Contest.Prize, ...winners: Api.Contest.NamedWinner[]) => namedFault(given, winners, performers, new Set(['u1']));
  const entry = (entryId: string, performer: number | null = null) => ({ entryId, performer, unitId: null });
  const unit = (unitId: string) => ({ entryId: null, performer: null, unitId });
  const [single, organised] = [prize('最佳指挥奖', 2, 'special'), prize('优秀组织奖', 1, 'organisation')];
  expect(of(single, entry('e1', 1), entry('e1', 0))).toBeNull();
  expect(of(single)).toBeNull();
  expect(of(organised, unit('u1'))).toBeNull();
  for (const wrong of [of(single, entry('e1'), entry('e1')), of(single, entry('e1', 2)), of(single, entry('e9')), of(single, unit('u1')), of(organised, unit('u9')), of(organised, entry('e1')), of(organised, unit('u1'), unit('u1')), of(prize('一等奖', 1), entry('e1'))])
    expect(wrong).toMatch(/奖/);
});

test('prizes are given from the lowest up, within one from the last winner to the first', () => {
  const lines = [
    { name: '一等奖', kind: 'rank' as const, winners: ['a'] },
    { name: '二等奖', kind: 'rank' as const, winners: ['b', 'c'] },
    { name: '三等奖', kind: 'rank' as const, winners: [] },
    { name: '最佳台风奖', kind: 'special' as const, winners: ['c'] },
    { name: '优秀组织奖', kind: 'organisation' as const, winners: ['u', 'w'] },
  ];
  expect(ceremonyOrder(lines).map(({ line, winners }) => [line.name, ...winners])).toEqual([['优秀组织奖', 'w', 'u'], ['最佳台风奖', 'c'], ['二等奖', 'c', 'b'], ['一等奖', 'a']]);
});

const row = (entryId: string, change: Partial<Api.Contest.ResultRow> = {}): Api.Contest.ResultRow => ({
  ...{ entryId, title: entryId, unitName: '机床厂', form: 'solo', who: '陈建国', order: 1, place: 1, decided: null, judges: 946, votes: null, total: 946, thousandths: 9460, through: false },
  ...change,
});
const winner = (entryId: string): Api.Contest.Winner => ({ entryId, performer: null, unitId: null, title: entryId, unitName: '', who: '', place: 1 });
const content = (change: Partial<Api.Contest.ResultContent> = {}): Api.Contest.ResultContent => ({ rows: [row('a'), row('b', { place: 2, total: 940 })], prizes: [{ ...prize('一等奖', 1), winners: [winner('a')] }], vote: null, digest: '', ...change });

test('the digest is of what the result says, bound to its round; what differs is named', () => {
  const was = content();
  const digest = resultDigest('c', 'r1', was);
  expect(digest).toMatch(/^[0-9a-f]{64}$/);
  expect(resultDigest('c', 'r1', content({ rows: was.rows.map((one) => ({ ...one, who: '' })) }))).toBe(digest);
  expect(resultDigest('c', 'r2', was)).not.toBe(digest);
  const altered: [Api.Contest.ResultContent, object][] = [
    [content({ rows: [row('a'), row('b', { place: 2, total: 941 })] }), { entryId: 'b' }],
    [content({ rows: [row('a')] }), { entryId: 'b' }],
    [content({ rows: [...was.rows, row('c')] }), { entryId: 'c' }],
    [content({ prizes: [{ ...prize('一等奖', 1), winners: [winner('b')] }] }), { prize: '一等奖' }],
    [content({ vote: { voteId: 'v', digest: 'd' } }), { vote: true }],
  ];
  for (const [is, difference] of altered) {
    expect(resultDigest('c', 'r1', is)).not.toBe(digest);
    expect(firstDifference(was, is)).toEqual(difference);
  }
  expect(firstDifference(was, content())).toBeNull();
});

test('a correction says what moved', () => {
  const is = content({ rows: [row('b', { place: 1, total: 950 }), row('a', { place: 2 })], prizes: [{ ...prize('一等奖', 1), winners: [winner('b')] }] });
  expect(movedBetween(content(), is)).toEqual([
    { name: '《b》', was: '第 2 名 9.40 分', is: '第 1 名 9.50 分' },
    { name: '《a》', was: '第 1 名 9.46 分', is: '第 2 名 9.46 分' },
    { name: '一等奖', was: '《a》', is: '《b》' },
  ]);
});
