import fc from 'fast-check';
import { beginCeremony, type Ceremony, ceremonySeed, ceremonyState, type CeremonyStep, commit, nextCeremony, reveal, revealTime } from './reveal';
import { commitmentOf } from './seed';

const units = ['bus', 'chip', 'jcjc'];
const share = (unit: string) => `share-of-${unit}`;

function ok(step: CeremonyStep): Ceremony {
  if (!step.ok) throw new Error(step.reason);
  return step.ceremony;
}

function begun(taking = units, id = 'd1'): Ceremony {
  const ceremony = beginCeremony(id, 'list', taking);
  if (!ceremony) throw new Error('too few');
  return ceremony;
}

const committed = (taking = units) => taking.reduce((ceremony, unit, index) => ok(commit(ceremony, unit, commitmentOf(ceremony.id, unit, share(unit)), 10 + index)), begun(taking));
const revealedBy = (ceremony: Ceremony, who: readonly string[], now = 20) => who.reduce((standing, unit) => ok(reveal(standing, unit, share(unit), now)), ceremony);

test('all commit, all reveal: a seed that does not depend on who came first', () => {
  const forwards = revealedBy(committed(), units);
  const backwards = revealedBy(committed([...units].reverse()), [...units].reverse());
  expect(ceremonyState(forwards, 30)).toEqual({ state: 'done' });
  expect(ceremonySeed(forwards, 30)).toEqual(ceremonySeed(backwards, 30));
  expect(ceremonySeed(revealedBy(committed(), ['bus', 'chip']), 30)).toBeNull();
});

test('no share before the last commitment, and none but the one committed to', () => {
  const half = ok(commit(begun(), 'bus', commitmentOf('d1', 'bus', share('bus')), 10));
  expect(ceremonyState(half, 11)).toEqual({ state: 'committing', missing: ['chip', 'jcjc'] });
  expect(reveal(half, 'bus', share('bus'), 11)).toEqual({ ok: false, reason: 'notYet' });
  expect(commit(half, 'bus', 'another', 11)).toEqual({ ok: false, reason: 'committed' });
  expect(ok(commit(half, 'bus', commitmentOf('d1', 'bus', share('bus')), 11))).toBe(half);
  expect(commit(half, 'school', 'x', 11)).toEqual({ ok: false, reason: 'notInIt' });
  expect(reveal(committed(), 'bus', 'other', 20)).toEqual({ ok: false, reason: 'otherShare' });
});

test("another unit's commitment handed in as one's own cannot be opened", () => {
  const copied = commitmentOf('d1', 'bus', share('bus'));
  const all = ok(commit(ok(commit(begun(['bus', 'chip']), 'bus', copied, 1)), 'chip', copied, 2));
  expect(reveal(all, 'chip', share('bus'), 3)).toEqual({ ok: false, reason: 'otherShare' });
});

test('a share held back for 10 minutes: void, the unit named, the next round without it', () => {
  const two = revealedBy(committed(), ['bus', 'jcjc']);
  const end = 12 + revealTime;
  expect(ceremonyState(two, end - 1)).toEqual({ state: 'revealing', until: end, missing: ['chip'] });
  expect(ceremonyState(two, end)).toEqual({ state: 'void', missing: ['chip'] });
  expect(reveal(two, 'chip', share('chip'), end)).toEqual({ ok: false, reason: 'tooLate' });
  expect(nextCeremony(two, 'd2', end - 1)).toBeNull();
  expect(nextCeremony(two, 'd2', end)).toMatchObject({ id: 'd2', list: 'list', units: ['bus', 'jcjc'], leftOut: ['chip'], commitments: {}, shares: {} });
  // What was revealed in the void round opens nothing in the next.
  const next = nextCeremony(two, 'd2', end);
  expect(next && commit(next, 'bus', commitmentOf('d1', 'bus', share('bus')), end)).toMatchObject({ ok: true });
  expect(commitmentOf('d1', 'bus', share('bus'))).not.toBe(commitmentOf('d2', 'bus', share('bus')));
});

test('one party alone is no draw', () => {
  expect(beginCeremony('d', 'list', ['bus', 'bus'])).toBeNull();
  const alone = committed(['bus', 'chip']);
  expect(nextCeremony(revealedBy(alone, ['bus']), 'd2', 11 + revealTime)).toBeNull();
});

test('whoever waits for the others learns nothing in time: the seed changes with every single share', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (a, b) => {
      fc.pre(a !== b);
      const seedWith = (last: string) => {
        const all = ['bus', 'chip'].reduce((ceremony, unit) => ok(commit(ceremony, unit, commitmentOf('d1', unit, unit === 'chip' ? last : 'x'), 1)), begun(['bus', 'chip']));
        return ceremonySeed(ok(reveal(ok(reveal(all, 'bus', 'x', 2)), 'chip', last, 2)), 3);
      };
      expect(seedWith(a)).not.toEqual(seedWith(b));
    }),
  );
});
