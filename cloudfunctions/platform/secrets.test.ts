import { accountOf, idOf, inputHash, passKeyId, seal, unseal } from './secrets';

beforeAll(() => {
  for (const name of ['MEMBER', 'FIELD']) process.env[`GONGYUN_KEY_${name}`] = Buffer.alloc(32, name).toString('base64url');
});

test('a sealed field opens again, never seals alike twice, and shows that it was touched', () => {
  const sealed = seal('阿卜杜拉·买买提');
  expect(unseal(sealed)).toBe('阿卜杜拉·买买提');
  expect(seal('阿卜杜拉·买买提')).not.toBe(sealed);
  const flipped = `${sealed.slice(0, 10)}${sealed.charAt(10) === 'A' ? 'B' : 'A'}${sealed.slice(11)}`;
  expect(() => unseal(flipped)).toThrow();
});

test('the hash of an input is of what it says, whatever the order of its fields', () => {
  expect(inputHash({ a: 1, b: [2, { c: '三' }] })).toBe(inputHash({ b: [2, { c: '三' }], a: 1 }));
  const others = [{ a: 1 }, { a: '1' }, { a: [1] }, { a: null }, {}, { a: { 0: 1 } }, { ab: 1 }];
  expect(new Set(others.map(inputHash)).size).toBe(others.length);
});

test('accounts and ids say nothing of whom they are made', () => {
  expect(accountOf('o-123')).toMatch(/^[A-Za-z0-9_-]{27}$/);
  expect(accountOf('o-123')).not.toBe(accountOf('o-124'));
  expect(idOf('activity', 'm1', 'k')).not.toBe(idOf('activity', 'm2', 'k'));
});

test('a key or key id that is none stops the function', () => {
  const key = process.env['GONGYUN_KEY_FIELD'];
  process.env['GONGYUN_KEY_FIELD'] = 'short';
  expect(() => seal('x')).toThrow('GONGYUN_KEY_FIELD');
  process.env['GONGYUN_KEY_FIELD'] = key;
  process.env['GONGYUN_KEY_PASS_ID'] = '256';
  expect(() => passKeyId()).toThrow('GONGYUN_KEY_PASS_ID');
  delete process.env['GONGYUN_KEY_PASS_ID'];
  expect(passKeyId()).toBe(1);
});
