import { ed25519 } from '@noble/curves/ed25519.js';
import { signPass } from '../../domain/checkin/pass';
import { inspect, keysOf, makeFrameFilter } from './gate';

const secret = new Uint8Array(32).fill(7);
const publicKey = ed25519.getPublicKey(secret);
const now = Date.parse('2026-11-21T08:50:00+08:00');
const pass = { keyId: 3, validUntil: now + 3_600_000, activityId: 'a1', uid: 'u1', name: '阿尔肯·买买提', unitName: '江城机床厂工会' };
const token = signPass(pass, secret);
const place = { name: '市工人文化宫', address: '' };
const duty = { activityId: 'a1', title: '读书分享会', place, startsAt: now, endsAt: now + 1, held: 50, checkedIn: 0, exits: false, capacity: 60 };
const other = { ...duty, activityId: 'a2', title: '五月歌会' };
const keys = keysOf({ 3: Buffer.from(publicKey).toString('base64url') });

const look = (text: string, at = now, chosen = duty) => inspect(text, chosen, [duty, other], keys, at);

test('a good pass of this activity is genuine without the network', () => {
  expect(look(token)).toEqual({ kind: 'genuine', pass });
});

test('a forged, expired, misdirected or foreign pass is refused with its reason', () => {
  const forged = signPass(pass, new Uint8Array(32).fill(8));
  expect(look(forged)).toEqual({ kind: 'refused', reason: '入场码无效，请让本人重新打开入场码', pass: null });
  expect(look(token, pass.validUntil)).toEqual({ kind: 'refused', reason: '入场码已过期', pass });
  expect(look(token, now, other)).toMatchObject({ kind: 'refused', reason: '这是“读书分享会”的入场码' });
  for (const text of ['', 'https://example.com', 'GY1:', `${token.slice(0, -1)}`]) expect(look(text)).toMatchObject({ kind: 'refused', pass: null });
});

test('a pass signed with a key that the phone lacks is left to the server', () => {
  expect(look(signPass({ ...pass, keyId: 9 }, secret)).kind).toBe('unsure');
});

test('what is not a 32-byte key is left out', () => {
  expect(keysOf({ 1: 'AAAA', 2: '!!' }).size).toBe(0);
});

test('frames of one code are one scan, until it has been away for three seconds', () => {
  const isFresh = makeFrameFilter();
  expect([isFresh('a', 0), isFresh('a', 100), isFresh('a', 2900), isFresh('a', 5800), isFresh('b', 5900), isFresh('a', 6000), isFresh('a', 9001)]).toEqual([
    true, false, false, false, true, true, true,
  ]);
});
