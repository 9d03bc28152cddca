import { openingOf } from './draft';

const work = (change: Partial<Api.Works.Manuscript> = {}): Api.Works.Manuscript => ({ kind: 'k1', title: '夜班', text: '灯亮着。', photos: [], v: 2, state: 'in', ...change });
const kept = { title: '夜班', text: '灯还亮着。', photos: [], v: 2 };

test('what lies on the phone goes before what was handed in', () => {
  expect(openingOf(null, null)).toEqual({ draft: { title: '', text: '', photos: [], v: 0 }, from: 'empty' });
  expect(openingOf(null, work())).toMatchObject({ draft: { text: '灯亮着。', v: 2 }, from: 'handed' });
  expect(openingOf(kept, work())).toMatchObject({ draft: { text: '灯还亮着。', v: 2 }, from: 'kept' });
  expect(openingOf({ ...kept, text: '灯亮着。' }, work()).from).toBe('handed');
});

test('a work handed in elsewhere is said, and what is here is kept upon it', () => {
  expect(openingOf(kept, work({ v: 3, text: '别处写的' }))).toMatchObject({ draft: { text: '灯还亮着。', v: 3 }, from: 'elsewhere' });
});

test('after taking it back the words stay, upon the version that is there', () => {
  expect(openingOf(kept, work({ state: 'withdrawn', title: '', text: '', v: 3 }))).toMatchObject({ draft: { text: '灯还亮着。', v: 3 }, from: 'kept' });
});
