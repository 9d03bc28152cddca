import fc from 'fast-check';
import { type BookEvent, codeText, faultsWords, sealFaults } from './sealing';

const one = (event: string, stands: BookEvent['stands'], confirmedFrom?: number | null): BookEvent => ({ event, name: event, stands, result: confirmedFrom === undefined ? null : { confirmedFrom } });
const whyOf = (event: BookEvent, unheld: string[] = []) => sealFaults([event], unheld, 100)[0]?.why ?? null;

test('each reason by its name', () => {
  expect(whyOf(one('a', { n: 1, state: 'open' }))).toBe('open');
  expect(whyOf(one('a', { n: 2, state: 'open' }))).toBe('open');
  expect(whyOf(one('a', { n: 1, state: 'signing' }))).toBe('unsigned');
  expect(whyOf(one('a', { n: 1, state: 'correcting' }, null))).toBe('correcting');
  expect(whyOf(one('a', { n: 1, state: 'announced' }, null))).toBe('protest');
  expect(sealFaults([one('a', { n: 1, state: 'announced' }, 101)], [], 100)).toMatchObject([{ why: 'waits', until: 101 }]);
  expect(whyOf(one('a', { n: 1, state: 'announced' }, 100))).toBeNull();
});

test('an event that was not held is left out; one of which something is signed or out is not', () => {
  expect(whyOf(one('a', { n: 1, state: 'open' }), ['a'])).toBeNull();
  expect(whyOf(one('a', { n: 2, state: 'open' }), ['a'])).toBe('open');
  expect(whyOf(one('a', { n: 1, state: 'signing' }), ['a'])).toBe('unsigned');
  expect(whyOf(one('a', { n: 1, state: 'announced' }, null), ['a'])).toBe('protest');
});

test('a book without faults holds certain results alone', () => {
  const state = fc.constantFrom<Api.Meet.RoundShown['state']>('open', 'signing', 'announced', 'correcting');
  const event = fc.record({ event: fc.uuid(), n: fc.integer({ min: 1, max: 3 }), state, from: fc.option(fc.integer({ min: 0, max: 200 })), out: fc.boolean() });
  fc.assert(
    fc.property(fc.array(event, { maxLength: 8 }), fc.integer({ min: 0, max: 200 }), (list, now) => {
      const events = list.map(({ event: id, n, state: stands, from, out }) => ({ event: id, name: id, stands: { n, state: stands }, result: out ? { confirmedFrom: from } : null }));
      const certain = events.filter(({ stands, result }) => stands.state === 'announced' && result !== null && result.confirmedFrom !== null && result.confirmedFrom <= now);
      expect(events.length - sealFaults(events, [], now).length).toBe(certain.length);
    }),
  );
});

test('words', () => {
  const faults = ['甲', '乙', '丙', '丁'].map((name) => ({ name, why: 'open' as const }));
  expect(faultsWords(faults)).toBe('还不能封存：甲（还没有公告）、乙（还没有公告）、丙（还没有公告）等 4 项');
  expect(faultsWords([{ name: '跳远', why: 'protest' }])).toBe('还不能封存：跳远（有抗议待处理）');
  expect(codeText('abcdefghijklmnopqrst')).toBe('abcd efgh ijkl mnop');
});
