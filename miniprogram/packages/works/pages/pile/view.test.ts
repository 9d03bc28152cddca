import { cardOf } from './view';

const work = (change: Partial<Api.Works.DeskWork> = {}): Api.Works.DeskWork => ({
  ...{ workId: 'w', kind: 'k1', title: '扳手', text: '我叫陈建国。', photos: [], length: 6, findings: { words: ['陈建国'], text: null, photos: false }, vet: 'look', state: 'in', why: '', v: 2 },
  ...change,
});
const kinds = { k1: '征文' };

test('what tells who wrote it is named, and can be covered once it is closed', () => {
  expect(cardOf(work(), kinds, 'vetting')).toMatchObject({ note: '征文 · 6 字', findings: ['像姓名、单位：陈建国'], tag: '要看', tone: 'amber', pass: true, mask: true, strike: true });
  expect(cardOf(work(), kinds, 'open')).toMatchObject({ pass: false, mask: false, strike: false });
  expect(cardOf(work({ vet: 'masked' }), kinds, 'vetting')).toMatchObject({ tag: '已遮住', tone: 'green', pass: false, strike: true });
  expect(cardOf(work({ vet: 'passed' }), kinds, 'judging')).toMatchObject({ pass: false, strike: true });
});

test('photos without a verdict are named; a work that is out stays as it is', () => {
  const photo = work({ findings: { words: [], text: null, photos: true }, photos: [{ mediaId: 'm', url: 'u' }] });
  expect(cardOf(photo, kinds, 'vetting')).toMatchObject({ note: '征文 · 6 字 · 图片 1 张', tag: '要看', pass: true, mask: false });
  expect(cardOf(work({ state: 'struck', why: '不是原创' }), kinds, 'vetting')).toMatchObject({ tag: '不参评', tone: 'red', pass: false, strike: false });
});
