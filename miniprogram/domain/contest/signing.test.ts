import fc from 'fast-check';
import { decidePublish, decideSign, type Signed, type Signing } from './signing';

type State = Signing<{ digest: string }, Signed>;

const empty: State = { draft: null, published: null };
const [scorer, supervisor]: Signed[] = [{ uid: 'a', as: 'scorer' }, { uid: 'b', as: 'supervisor' }];
const of = (digest: string) => ({ digest });

test('two people, two roles, one result', () => {
  if (!scorer || !supervisor) throw new Error('two sign');
  const first = decideSign(empty, of('x'), 'x', scorer, '');
  if (typeof first === 'string') throw new Error(first);
  const draft = { ...empty, draft: first };
  expect(decidePublish(draft, of('x'), 'x')).toBe('unsigned');
  expect(decideSign(draft, of('x'), 'x', { uid: 'c', as: 'scorer' }, '')).toBe('signed');
  expect(decideSign(draft, of('x'), 'x', { uid: 'a', as: 'supervisor' }, '')).toBe('two');
  expect(decideSign(draft, of('y'), 'x', supervisor, '')).toBe('changed');
  // Another result: the first signature is worth nothing.
  expect(decideSign(draft, of('y'), 'y', supervisor, '')).toEqual({ content: of('y'), signatures: [supervisor], reason: '' });
  const both = decideSign(draft, of('x'), 'x', supervisor, '');
  if (typeof both === 'string') throw new Error(both);
  expect(decidePublish({ ...empty, draft: both }, of('y'), 'x')).toBe('changed');
  expect(decidePublish({ ...empty, draft: both }, of('x'), 'x')).toEqual({ content: of('x'), signatures: [scorer, supervisor], reason: '' });
});

test('what is published is corrected with a reason only', () => {
  if (!scorer) throw new Error('somebody signs');
  const published: State = { draft: null, published: { content: of('x') } };
  expect(decideSign(published, of('x'), 'x', scorer, '漏计一张评分表')).toBe('published');
  expect(decideSign(published, of('y'), 'y', scorer, '')).toBe('reason');
  expect(decideSign(published, of('y'), 'y', scorer, '漏计一张评分表')).toMatchObject({ reason: '漏计一张评分表' });
});

test('whatever is tried while the result changes, what is published was seen and signed by two people in two roles', () => {
  const tries = fc.record({ uid: fc.constantFrom('a', 'b', 'c'), as: fc.constantFrom<Signed['as']>('scorer', 'supervisor'), seen: fc.constantFrom('x', 'y'), now: fc.constantFrom('x', 'y'), publish: fc.boolean() });
  fc.assert(
    fc.property(fc.array(tries, { maxLength: 30 }), (all) => {
      let state: State = empty;
      const signed: string[] = [];
      for (const { uid, as, seen, now, publish } of all) {
        if (publish) {
          const draft = decidePublish(state, of(now), seen);
          if (typeof draft === 'string') continue;
          expect(new Set(draft.signatures.map((one) => one.uid)).size).toBe(2);
          expect(draft.signatures.map((one) => one.as).sort()).toEqual(['scorer', 'supervisor']);
          for (const one of draft.signatures) expect(signed).toContain(`${one.uid} ${one.as} ${draft.content.digest}`);
          expect(draft.content.digest).toBe(now);
          state = { draft: null, published: draft };
        } else {
          const draft = decideSign(state, of(now), seen, { uid, as }, '更正');
          if (typeof draft === 'string') continue;
          signed.push(`${uid} ${as} ${seen}`);
          state = { ...state, draft };
        }
      }
    }),
  );
});
