import { appended, loadMore, reload, unlisted, type Listing } from './listing';
import { ServiceError } from './errors';

interface Shown extends Listing {
  rows: number[];
}

function listPage() {
  const data: Shown = { ...unlisted, rows: [] };
  return { data, setData: (change: Partial<Shown>) => void Object.assign(data, change) };
}

const offline = () => Promise.reject(new ServiceError('OFFLINE', '没有网络'));
const answer = (next: string | null, ...rows: number[]) => ({ rows, next });
const first = ({ rows }: { rows: number[] }) => ({ rows });

/** An answer that comes when it is told to. */
function late<T>() {
  let come: (value: T) => void = () => undefined;
  const promise = new Promise<T>((resolve) => (come = resolve));
  return { come, promise };
}

test('a list comes in pages, the next one under what is there', async () => {
  const page = listPage();
  await reload(page, async () => answer('b', 1, 2), first);
  expect(page.data).toEqual({ loaded: true, failure: null, next: 'b', more: false, rows: [1, 2] });
  await loadMore(page, async (cursor) => answer(null, 2, cursor.length + 2), ({ rows }) => ({ rows: appended(page.data.rows, rows, String) }));
  expect(page.data).toMatchObject({ rows: [1, 2, 3], next: null, more: false });
  await loadMore(page, offline, first);
  expect(page.data.failure).toBeNull();
});

test('what was there stays where nothing comes, and the same page is asked for again', async () => {
  const page = listPage();
  await reload(page, offline, first);
  expect(page.data).toMatchObject({ loaded: false, failure: { kind: 'offline' } });
  await reload(page, async () => answer('b', 1), first);
  await loadMore(page, offline, first);
  expect(page.data).toMatchObject({ rows: [1], next: 'b', more: false, loaded: true, failure: { code: 'OFFLINE' } });
  await reload(page, offline, first);
  expect(page.data).toMatchObject({ rows: [1], next: 'b', loaded: true });
});

test('one page at a time', async () => {
  const page = listPage();
  await reload(page, async () => answer('b', 1), first);
  const slow = late<{ rows: number[]; next: string | null }>();
  const going = loadMore(page, () => slow.promise, first);
  expect(page.data.more).toBe(true);
  await loadMore(page, () => Promise.reject(new Error('asked twice')), first);
  slow.come(answer(null, 2));
  await going;
  expect(page.data).toMatchObject({ rows: [2], more: false, failure: null });
});

test('an answer to an older question is dropped, be it a first page or a further one', async () => {
  const page = listPage();
  const slow = late<{ rows: number[]; next: string | null }>();
  const older = reload(page, () => slow.promise, first);
  await reload(page, async () => answer('b', 1), first);
  slow.come(answer(null, 9));
  await older;
  expect(page.data).toMatchObject({ rows: [1], next: 'b' });

  const further = late<{ rows: number[]; next: string | null }>();
  const going = loadMore(page, () => further.promise, first);
  await reload(page, async () => answer('c', 3), first);
  further.come(answer(null, 2));
  await going;
  expect(page.data).toMatchObject({ rows: [3], next: 'c', more: false });
});
