import type { Shelf } from '../../services/shelf';
import { makeVault, type Disk, type Keyring } from './vault';

function memoryShelf<T>(empty: T): Shelf<T> {
  let kept = JSON.stringify(empty);
  return {
    read: () => JSON.parse(kept),
    write: (value) => {
      kept = JSON.stringify(value);
    },
  };
}

function memoryDisk(files: Map<string, string>): Disk {
  return {
    read: (name) => files.get(name) ?? null,
    write: (name, text) => void files.set(name, text),
    append: (name, text) => void files.set(name, (files.get(name) ?? '') + text),
    remove: (name) => void files.delete(name),
  };
}

const hour = 3_600_000;
const key = Buffer.alloc(32, 9).toString('base64url');
const duty = { activityId: 'a1', title: '', place: { name: '', address: '' }, startsAt: 0, endsAt: 2 * hour, held: 0, checkedIn: 0, exits: false, capacity: 9 };
const list = { at: 5, gone: ['u9'], rows: [{ uid: 'u1', name: '李秀英', unitName: '纺织厂', staffTail: '17', at: null, left: false }] };

function open() {
  const files = new Map<string, string>();
  const ring = memoryShelf<Keyring>({});
  const vault = makeVault(memoryDisk(files), ring);
  vault.learn([duty], { a1: key });
  return { files, ring, vault };
}

test('list and journal come back, and no name is in sight on the phone', () => {
  const { files, ring, vault } = open();
  vault.writeList('a1', list);
  vault.append('a1', { n: 1, name: '李秀英' });
  vault.append('a1', { n: 2 });
  const again = makeVault(memoryDisk(files), ring);
  expect(again.readList('a1')).toEqual(list);
  expect(again.readJournal('a1')).toEqual([{ n: 1, name: '李秀英' }, { n: 2 }]);
  expect([...files.values()].join('')).not.toContain('李');
});

test('a line that was cut off is lost alone', () => {
  const { files, vault } = open();
  vault.append('a1', { n: 1 });
  vault.append('a1', { n: 2 });
  files.set('gate-a1-journal', (files.get('gate-a1-journal') ?? '').slice(0, -5));
  vault.append('a1', { n: 3 });
  expect(vault.readJournal('a1')).toEqual([{ n: 1 }, { n: 3 }]);
});

test('an hour after the session the list is gone; the journal goes when all is told', () => {
  const { files, vault } = open();
  vault.writeList('a1', list);
  vault.append('a1', { n: 1 });
  vault.sweep(3 * hour - 1, () => true);
  expect(files.size).toBe(2);
  vault.sweep(3 * hour, () => false);
  expect([...files.keys()]).toEqual(['gate-a1-journal']);
  expect(vault.readJournal('a1')).toHaveLength(1);
  vault.sweep(3 * hour, () => true);
  expect(files.size).toBe(0);
  expect(vault.activities()).toEqual([]);
  expect(() => vault.append('a1', { n: 2 })).toThrow();
});
