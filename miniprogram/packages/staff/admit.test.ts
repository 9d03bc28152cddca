import { ed25519 } from '@noble/curves/ed25519.js';
import { signPass } from '../../domain/checkin/pass';
import { admitToken, type Post } from './admit';
import { makeLedger } from './ledger';

/** What a phone without a network decides of a good pass. */

const secret = new Uint8Array(32).fill(7);
const hour = 3_600_000;
const token = signPass({ keyId: 3, validUntil: Date.now() + hour, activityId: 'a1', uid: 'u1', name: '李秀英', unitName: '纺织厂' }, secret);
const duty = { activityId: 'a1', title: '歌会', place: { name: '', address: '' }, startsAt: 0, endsAt: Date.now() + hour, held: 9, checkedIn: 0, exits: true, capacity: 9 };
const post = (change: Partial<Post> = {}): Post => ({ duty, duties: [duty], keys: new Map([[3, ed25519.getPublicKey(secret)]]), gate: '东门', gone: new Set(), leaving: false, ...change });

function ledgerInMemory() {
  const notes: object[] = [];
  return makeLedger({ activities: () => ['a1'], readJournal: <N>() => notes as N[], append: (_, note) => void notes.push(note) }, 50);
}

beforeEach(() => {
  const offline = { getNetworkType: ({ success }: { success(answer: { networkType: string }): void }) => success({ networkType: 'none' }) };
  Object.assign(globalThis, { wx: offline });
});

test('lets in once, sees out, lets in again; all of it waits to be told', async () => {
  const ledger = ledgerInMemory();
  const toneOf = async (change: Partial<Post> = {}) => {
    const { answer, moved } = await admitToken(token, post(change), ledger);
    return [answer.tone, moved];
  };
  expect(await toneOf()).toEqual(['later', 1]);
  expect(await toneOf()).toEqual(['used', 0]);
  expect(await toneOf({ leaving: true })).toEqual(['left', -1]);
  expect(await toneOf()).toEqual(['later', 1]);
  expect(ledger.queued().map(({ out }) => out ?? false)).toEqual([false, true, false]);
});

test('a place that the list says was given back: refused, nothing kept', async () => {
  const ledger = ledgerInMemory();
  const { answer } = await admitToken(token, post({ gone: new Set(['u1']) }), ledger);
  expect(answer).toMatchObject({ tone: 'refused', detail: '这位会员已经取消报名' });
  expect(ledger.queued()).toEqual([]);
});
