import { ServiceError } from '../../services/errors';
import type { Shelf } from '../../services/shelf';
import { emptyQueue, type Kept, makeSheetQueue, type Tell } from './sheet-queue';

/** A shelf that an app killed at any moment finds as it was. */
function phone(): { shelf: Shelf<Kept>; writes: () => number } {
  let text = JSON.stringify(emptyQueue);
  let writes = 0;
  return {
    shelf: {
      read: () => JSON.parse(text) as Kept,
      write(value) {
        writes += 1;
        text = JSON.stringify(value);
      },
    },
    writes: () => writes,
  };
}

/** The server's side: a version, repeats by key, and what else befalls a call. */
function server(befalls: (call: number) => 'ok' | 'lost' | 'late' | 'NOT_OPEN' = () => 'ok') {
  const sheet = { v: 0, marks: {} as Api.Contest.SheetMarks, signed: false, done: new Map<string, number>() };
  let calls = 0;
  const tell: Tell = async (_, { key, v, marks, sign }) => {
    const fate = befalls(calls);
    calls += 1;
    if (fate === 'lost') throw new ServiceError('OFFLINE', '没有网络');
    if (fate === 'NOT_OPEN') throw new ServiceError('NOT_OPEN', '还没有上台', 'AB');
    const before = sheet.done.get(key);
    if (before === undefined) {
      if (sheet.v !== v || sheet.signed) throw new ServiceError('USED', '别处改过', 'AB');
      Object.assign(sheet, { v: v + 1, marks, signed: sign });
      sheet.done.set(key, v + 1);
    }
    if (fate === 'late') throw new ServiceError('UNREACHABLE', '没有收到回复');
    return { v: before ?? v + 1 };
  };
  return { sheet, tell, calls: () => calls };
}

const quiet = () => undefined;

test('what is typed without a network is there after the app was killed, and arrives as it was typed last', async () => {
  const { shelf } = phone();
  const { sheet, tell } = server((call) => (call < 2 ? 'lost' : 'ok'));
  const queue = makeSheetQueue(shelf, quiet);
  queue.type('e', { a: 900 }, 0);
  await queue.flush(tell);
  queue.type('e', { a: 905, b: 800 }, 0);
  const again = makeSheetQueue(shelf, quiet);
  expect(again.find('e')?.marks).toEqual({ a: 905, b: 800 });
  await again.flush(tell);
  await again.flush(tell);
  expect(sheet).toMatchObject({ v: 2, marks: { a: 905, b: 800 } });
  expect([again.count(), again.refused()]).toEqual([0, []]);
});

test('an answer that was lost is asked for again with the same key, though more was typed meanwhile', async () => {
  const { shelf } = phone();
  const { sheet, tell } = server((call) => (call === 0 ? 'late' : 'ok'));
  const queue = makeSheetQueue(shelf, quiet);
  queue.type('e', { a: 900 }, 0);
  await queue.flush(tell);
  queue.type('e', { a: 950 }, 0);
  await queue.flush(tell);
  expect(sheet).toMatchObject({ v: 2, marks: { a: 950 } });
  expect(queue.refused()).toEqual([]);
});

test('a signature goes after the draft that is on its way, once', async () => {
  const { shelf } = phone();
  const { sheet, tell, calls } = server((call) => (call < 2 ? 'late' : 'ok'));
  const told: boolean[] = [];
  const queue = makeSheetQueue(shelf, (_, { signed }) => told.push(signed));
  queue.type('e', { a: 900 }, 0);
  await queue.flush(tell);
  queue.sign('e', { a: 900 }, 0);
  await queue.flush(tell);
  await queue.flush(tell);
  expect(sheet).toMatchObject({ v: 2, signed: true });
  expect([told, queue.count(), calls()]).toEqual([[false, true], 0, 4]);
});

test('a signature that comes too early stays as a draft, with its reason', async () => {
  const { shelf } = phone();
  const { sheet, tell } = server((call) => (call === 0 ? 'NOT_OPEN' : 'ok'));
  const queue = makeSheetQueue(shelf, quiet);
  queue.sign('e', { a: 900 }, 0);
  await queue.flush(tell);
  expect(sheet).toMatchObject({ v: 1, marks: { a: 900 }, signed: false });
  expect(queue.refused()).toEqual([{ entryId: 'e', marks: { a: 900 }, message: '还没有上台' }]);
  queue.seen();
  expect(queue.refused()).toEqual([]);
});

test('marks that another phone was quicker with come back with what was typed', async () => {
  const { shelf } = phone();
  const { sheet, tell } = server();
  sheet.v = 3;
  const queue = makeSheetQueue(shelf, quiet);
  queue.type('e', { a: 900 }, 2);
  queue.type('f', { a: 800 }, 3);
  await queue.flush(tell);
  expect(queue.refused()).toMatchObject([{ entryId: 'e', marks: { a: 900 } }]);
  expect(queue.count()).toBe(0);
  expect(sheet.marks).toEqual({ a: 800 });
});
