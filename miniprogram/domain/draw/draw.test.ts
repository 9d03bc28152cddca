import { createHash } from 'node:crypto';
import { bytesToHex } from '@noble/hashes/utils.js';
import fc from 'fast-check';
import { entriesHash, type LotteryEntry, lotsOf, lotteryOrder } from './lottery';
import { commitmentOf, listHash, seedOf, unifyValue } from './seed';
import { chanceFrom, shuffled } from './stream';

const seed = (text: string) => createHash('sha256').update(text).digest();

describe('chance from a seed', () => {
  test('the words are those of SHA-256(seed ‖ counter), highest byte first', () => {
    const bytes = seed('江城');
    const below = chanceFrom(bytes);
    const blocks = [0, 1].map((counter) => createHash('sha256').update(bytes).update(Buffer.from([0, 0, 0, counter])).digest());
    const words = blocks.flatMap((block) => Array.from({ length: 8 }, (_, index) => block.readUInt32BE(index * 4)));
    expect(words.map(() => below(2 ** 32))).toEqual(words);
  });

  test('a word from the incomplete last stretch is thrown away', () => {
    // Below 3 × 2³⁰ every fourth word is too large; without the rejection the first third would come twice as often.
    const bound = 3 * 2 ** 30;
    const below = chanceFrom(seed('x'));
    const counts = [0, 0, 0];
    for (let index = 0; index < 30_000; index += 1) counts[Math.floor(below(bound) / 2 ** 30)] = (counts[Math.floor(below(bound) / 2 ** 30)] ?? 0) + 1;
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(500);
  });

  test.each([0, -1, 1.5, 2 ** 32 + 1])('no number below %p', (bound) => expect(() => chanceFrom(seed('x'))(bound)).toThrow(RangeError));

  test('a shuffle keeps everybody, once, and every order of three comes as often', () => {
    fc.assert(fc.property(fc.array(fc.nat()), fc.string(), (items, text) => expect([...shuffled(items, chanceFrom(seed(text)))].sort()).toEqual([...items].sort())));
    const counts = new Map<string, number>();
    for (let index = 0; index < 6000; index += 1) {
      const order = shuffled(['a', 'b', 'c'], chanceFrom(seed(String(index)))).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });
});

test('a list, a commitment and a seed are plain SHA-256 that any tool gives', () => {
  const plain = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
  expect(listHash(['甲', '乙'])).toBe(plain('甲\n乙\n'));
  expect(commitmentOf('d1', 'u1', 's')).toBe(plain('gongyun-share-1\nd1\nu1\ns'));
  expect(commitmentOf('d1', 'u2', 's')).not.toBe(commitmentOf('d1', 'u1', 's'));
  expect(bytesToHex(seedOf('l', ['a', 'b']))).toBe(plain('gongyun-draw-1\nl\na\nb'));
  expect(unifyValue(' ３２７ \u3000 8')).toBe('3278');
});

test('the published test vector (docs/draw.md), worked out a second time by another program', () => {
  const people = ['陈**', '李**', '阿**提', '王*', '张**', '刘**', '赵*', '周**', '吴**', '徐*'];
  const vector = {
    entries: people.map((name, index): LotteryEntry => {
      const n = index + 1;
      return { n, receipt: `R${String(n).padStart(3, '0')}`, name, tickets: n === 3 || n === 7 ? 2 : 1, last: n === 5, bucket: n > 7 ? 1 : 0 };
    }),
    draw: 'vector',
    share: 'c2hhcmUtb2YtdGhlLW9yZ2FuaXNlcg',
    value: '3278.45',
    list: 'db7e7a7cdefc30990927b95f8008f8a73b3d900663d72c3476b1621c6025624f',
    commitment: 'f7f49bb7825f4acd6fb904fe3abad93ef8cae88c6b1e49ea1e841f4c4f8c97cc',
    seed: '16816bcd57e04264de5d1698303d702cfd853c923526eef2ac5b8403f9530235',
    order: [7, 3, 8, 1, 6, 9, 10, 2, 4, 5],
  };
  expect(entriesHash(vector.entries)).toBe(vector.list);
  expect(commitmentOf(vector.draw, 'organiser', vector.share)).toBe(vector.commitment);
  const bytes = seedOf(vector.list, [vector.share, vector.value]);
  expect(bytesToHex(bytes)).toBe(vector.seed);
  expect(lotteryOrder(vector.entries, bytes)).toEqual(vector.order);
});

const entriesOf = (tickets: readonly (1 | 2)[], lasts: readonly number[] = []): LotteryEntry[] =>
  tickets.map((count, index) => ({ n: index + 1, receipt: `r${index}`, name: '王*', tickets: count, last: lasts.includes(index + 1), bucket: 0 }));

describe('a lottery', () => {
  const ticket = fc.constantFrom<1 | 2>(1, 2);

  test('everybody stands in the order once, and who is last in line behind all others', () => {
    fc.assert(
      fc.property(fc.array(ticket, { maxLength: 60 }), fc.array(fc.integer({ min: 1, max: 60 })), fc.string(), (tickets, lasts, text) => {
        const entries = entriesOf(tickets, lasts);
        const order = lotteryOrder(entries, seed(text));
        expect([...order].sort((a, b) => a - b)).toEqual(entries.map(({ n }) => n));
        const firstLast = order.findIndex((n) => lasts.includes(n));
        if (firstLast >= 0) expect(order.slice(firstLast).every((n) => lasts.includes(n))).toBe(true);
      }),
    );
  });

  test('a newcomer with two tickets comes before an old hand two times of three', () => {
    let ahead = 0;
    for (let index = 0; index < 3000; index += 1) if (lotteryOrder(entriesOf([1, 2]), seed(String(index)))[0] === 2) ahead += 1;
    expect(Math.abs(ahead - 2000)).toBeLessThan(120);
  });

  test('another value, share or line is another hash or another order', () => {
    const entries = entriesOf(Array.from({ length: 40 }, () => 1));
    const list = entriesHash(entries);
    const order = (share: string, value: string) => lotteryOrder(entries, seedOf(list, [share, value])).join();
    expect(order('s', '327')).not.toBe(order('s', '328'));
    expect(order('s', '327')).not.toBe(order('t', '327'));
    for (const change of [{ tickets: 2 as const }, { last: true }, { bucket: 1 }, { name: '李*' }, { receipt: 'x' }]) {
      expect(entriesHash(entries.map((entry) => (entry.n === 7 ? { ...entry, ...change } : entry)))).not.toBe(list);
    }
  });

  test('the order goes down each bucket by itself: places, then the waitlist, then nothing', () => {
    const bucketOf = (n: number) => (n <= 3 ? 1 : 0);
    const lots = lotsOf([4, 1, 5, 2, 6, 3], bucketOf, [
      { bucket: 0, places: 1, waits: 1 },
      { bucket: 1, places: 2, waits: 5 },
    ]);
    expect([4, 5, 6].map((n) => lots.get(n))).toEqual([{ lot: 'won' }, { lot: 'waits', position: 1 }, { lot: 'lost' }]);
    expect([1, 2, 3].map((n) => lots.get(n))).toEqual([{ lot: 'won' }, { lot: 'won' }, { lot: 'waits', position: 1 }]);
    expect(lotsOf([1], () => 9, []).get(1)).toEqual({ lot: 'lost' });
  });
});
