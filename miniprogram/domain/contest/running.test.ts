import fc from 'fast-check';
import { clockWords, overtimeDeduction, timeOnStage } from './clock';
import { orderByLot, orderBySlips, orderSeed, rosterHash, sharedTags } from './order';
import { changed, heldTogether, mayCall, nextUp, onStage, tooClose } from './running';
import { introWords, pieceWords, scoreWords, sheetWords } from './script';
import { commitmentOf, seedOf } from '../draw/seed';

const states: Api.Contest.StageState[] = ['expected', 'signed', 'waiting', 'stage', 'done', 'absent'];
const row = (entryId: string, state: Api.Contest.StageState = 'expected', shared: string[] = []) => ({ entryId, state, shared });
const ids = (order: readonly { entryId: string }[]) => order.map(({ entryId }) => entryId).join('');

describe('calls', () => {
  test('one step on or one back, and never out of an absence', () => {
    const allowed = states.flatMap((from) => states.filter((to) => mayCall(from, to)).map((to) => `${from}>${to}`));
    expect(allowed).toEqual(['expected>signed', 'signed>expected', 'signed>waiting', 'waiting>signed', 'waiting>stage', 'stage>waiting', 'stage>done', 'done>stage']);
  });

  test('the next three are those that were not on stage yet', () => {
    const order = [row('a', 'done'), row('b', 'stage'), row('c', 'absent'), row('d', 'waiting'), row('e'), row('f', 'signed'), row('g')];
    expect([onStage(order)?.entryId, ids(nextUp(order))]).toEqual(['b', 'def']);
  });

  test('the first three that perform are held together, the absent left out', () => {
    expect(ids(heldTogether([row('a', 'done'), row('b', 'absent'), row('c'), row('d'), row('e')], 3))).toBe('acd');
  });
});

describe('changes', () => {
  const order = [row('a', 'done'), row('b', 'stage'), row('c'), row('d'), row('e')];
  const made = (change: Parameters<typeof changed>[1]) => {
    const answer = changed(order, change);
    return 'refuse' in answer ? answer.refuse : answer.order.map(({ entryId, state }) => (state === 'absent' ? `(${entryId})` : entryId)).join('');
  };

  test('a swap exchanges places, a late one comes right behind another, an absent one keeps its place', () => {
    expect(made({ kind: 'swap', entryId: 'c', otherId: 'e' })).toBe('abedc');
    expect(made({ kind: 'late', entryId: 'c', otherId: 'd' })).toBe('abdce');
    expect(made({ kind: 'late', entryId: 'e', otherId: 'b' })).toBe('abecd');
    expect(made({ kind: 'absent', entryId: 'd' })).toBe('abc(d)e');
  });

  test('who was on stage stays; who is not absent cannot come back', () => {
    expect(made({ kind: 'swap', entryId: 'a', otherId: 'e' })).toBe('over');
    expect(made({ kind: 'swap', entryId: 'e', otherId: 'b' })).toBe('over');
    expect(made({ kind: 'absent', entryId: 'b' })).toBe('over');
    expect(made({ kind: 'back', entryId: 'c' })).toBe('notAbsent');
    expect(made({ kind: 'swap', entryId: 'c', otherId: 'c' })).toBe('same');
    expect(made({ kind: 'late', entryId: 'x', otherId: 'c' })).toBe('unknown');
  });

  test('no change loses anybody or moves who has performed', () => {
    const entry = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    const two = fc.record({ kind: fc.constantFrom('swap' as const, 'late' as const), entryId: entry, otherId: entry }).map(({ kind, ...ids }) => (kind === 'swap' ? { kind, ...ids } : { kind, ...ids }));
    const one = fc.record({ kind: fc.constantFrom('absent' as const, 'back' as const), entryId: entry }).map(({ kind, entryId }) => (kind === 'absent' ? { kind, entryId } : { kind, entryId }));
    fc.assert(
      fc.property(fc.array(fc.oneof(two, one), { maxLength: 12 }), (changes) => {
        let now = order;
        for (const change of changes) {
          const answer = changed(now, change);
          if (!('refuse' in answer)) now = answer.order;
        }
        expect(now.map(({ entryId }) => entryId).sort().join('')).toBe('abcde');
        expect(now.filter(({ state }) => state === 'done' || state === 'stage').map(({ entryId }) => entryId).join('')).toBe('ab');
      }),
    );
  });

  test('people who share are noticed closer than three, absent entries left out', () => {
    expect(tooClose([row('a', 'expected', ['p1']), row('b'), row('c', 'expected', ['p1']), row('d', 'expected', ['p2'])])).toEqual(['c']);
    expect(tooClose([row('a', 'absent', ['p1']), row('b'), row('c', 'expected', ['p1'])])).toEqual([]);
  });
});

describe('the clock', () => {
  const duration = { seconds: 300, step: 30, overtime: 50 };

  test('each begun 30 seconds over the limit cost half a point; the last second of the limit is within it', () => {
    expect([299_000, 300_999, 301_000, 330_000, 331_000].map((ms) => overtimeDeduction(ms, duration))).toEqual([0, 0, -50, -50, -100]);
    expect(overtimeDeduction(900_000, { ...duration, overtime: 0 })).toBe(0);
  });

  test('the device’s own time counts, unless its clock was set meanwhile', () => {
    const times = { startedAt: 1_000_000, endedAt: 1_320_000, deviceStartedAt: 5_000, deviceEndedAt: 305_000 };
    expect(timeOnStage(times)).toBe(300_000);
    expect(timeOnStage({ ...times, deviceEndedAt: 4_000 })).toBe(320_000);
    expect(timeOnStage({ ...times, deviceEndedAt: 90_000_000 })).toBe(320_000);
    expect(timeOnStage({ ...times, endedAt: null })).toBeNull();
    expect(clockWords(307_900)).toBe('5:07');
  });
});

describe('the order', () => {
  const roster = ['x', 'y', 'z', 'w', 'v', 'u'].map((entryId) => ({ entryId, title: `歌${entryId}`, unitName: '厂', shared: entryId === 'x' || entryId === 'y' ? ['p1'] : [] }));

  test('the hash does not depend on the order of the lines, and on every word of them', () => {
    expect(rosterHash([...roster].reverse())).toBe(rosterHash(roster));
    expect(rosterHash(roster.map((line) => ({ ...line, unitName: '厂 ' })))).not.toBe(rosterHash(roster));
  });

  test('any seed gives everybody one place, and who shares people ends three apart', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const { drawn, running } = orderByLot(roster, seedOf(rosterHash(roster), [text, 'b']));
        expect([...running].sort()).toEqual(['u', 'v', 'w', 'x', 'y', 'z']);
        expect([...drawn].sort()).toEqual([...running].sort());
        expect(Math.abs(running.indexOf('x') - running.indexOf('y'))).toBeGreaterThanOrEqual(3);
      }),
    );
  });

  test('the published test vector', () => {
    const units = ['机床厂', '公交集团', '医院'];
    const six = Array.from({ length: 6 }, (_, index) => ({ entryId: `vector:e${index + 1}`, title: `歌曲${index + 1}`, unitName: units[index % 3] ?? '', shared: index % 3 === 0 ? ['p1'] : [] }));
    const shares = ['c2hhcmUtb2YtYnVz', 'c2hhcmUtb2YtamNqYw'] as const;
    expect(rosterHash(six)).toBe('6c78d0420da39c49added13e5d7197d7058257c283e7db5b94f0116cbbcacd4a');
    expect(commitmentOf('vector:r1:1', 'bus', shares[0])).toBe('2605d050a0791a6ba59918a4d290085d4b467cae731d070c8bf9390edd9f19ac');
    expect(commitmentOf('vector:r1:1', 'jcjc', shares[1])).toBe('4659c102dd126e4f991c7021081962828804138f1e97c088b64af00c24d4adc9');
    const { drawn, running } = orderByLot(six, orderSeed(rosterHash(six), shares));
    const numbers = (ids: string[]) => ids.map((entryId) => entryId.slice(-1)).join('');
    expect([numbers(drawn), numbers(running)]).toEqual(['315462', '315642']);
  });

  test('slips: every number once, or nothing', () => {
    const slips = roster.map(({ entryId }, index) => ({ entryId, number: 6 - index }));
    expect(orderBySlips(roster, slips)?.drawn.join('')).toBe('uvwzyx');
    expect(orderBySlips(roster, slips.slice(1))).toBeNull();
    expect(orderBySlips(roster, slips.map((slip) => ({ ...slip, number: Math.min(5, slip.number) })))).toBeNull();
    expect(orderBySlips(roster, slips.map((slip) => ({ ...slip, entryId: 'x' })))).toBeNull();
  });

  test('who is in several entries is a tag; a name in two units is two people, one from outside is one', () => {
    const who = (name: string, uid: string | null, outside = false): Api.Contest.Performer => ({ name, part: 'singer', uid, outside });
    const tags = sharedTags([
      { entryId: 'a', unitId: 'u1', performers: [who('王芳', 'm1'), who('李强', null), who('周 指挥', null, true)] },
      { entryId: 'b', unitId: 'u1', performers: [who('王芳', 'm1'), who('李强', null)] },
      { entryId: 'c', unitId: 'u2', performers: [who('李强', null), who('周指挥', null, true)] },
      { entryId: 'd', unitId: 'u2', performers: [who('赵敏', null)] },
    ]);
    expect(Object.fromEntries(tags)).toEqual({ a: ['p1', 'p2'], b: ['p1'], c: ['p2'], d: [] });
  });
});

describe('the script', () => {
  const piece: Api.Contest.Piece = { entryId: 'a', number: 3, title: '车间晨曲', unitName: '江城机床厂', form: 'choir', songs: [{ title: '歌唱祖国', author: '王莘词曲' }] };

  test('the worked case is said as the trade says it', () => {
    expect(scoreWords({ announced: 946, highest: [98_000], lowest: [90_000], adjusted: 0 })).toBe('去掉一个最高分9.80，去掉一个最低分9.00，最后得分9.46分');
    expect(scoreWords({ announced: 9326, highest: [980_000, 976_500], lowest: [900_000, 901_000], adjusted: -50 })).toBe('去掉两个最高分98.00、97.65，去掉两个最低分90.00、90.10，扣0.50分，最后得分93.26分');
    expect(scoreWords({ announced: 900, highest: [], lowest: [], adjusted: 0 })).toBe('最后得分9.00分');
    expect(sheetWords(98_050)).toBe('9.805');
  });

  test('who comes on is introduced with song, authors and those who lead', () => {
    expect(pieceWords(piece)).toBe('3号，江城机床厂，合唱《歌唱祖国》');
    expect(introWords({ ...piece, singers: 40, people: [{ part: 'conductor', names: ['陈建国'] }, { part: 'lead', names: ['李秀英', '王芳'] }] })).toEqual([
      '下面请欣赏：3号，江城机床厂，合唱《歌唱祖国》。',
      '《歌唱祖国》王莘词曲。',
      '指挥：陈建国；领唱：李秀英、王芳。',
    ]);
  });
});
