import { sheetsView } from './view';

const now = Date.UTC(2026, 10, 28, 1);
const item = (number: number, total: number | null, kind = 'k1'): Api.Works.Sheet => ({ number, kind, title: `作品${number}`, total });
const kinds = ['k1', 'k2'].map((id) => ({ id, name: id === 'k1' ? '征文' : '摄影', text: null, photos: { least: 1, most: 1 } }));
const answer = { title: '劳动最美', kinds, items: [item(2, 8650), item(5, null), item(7, null, 'k2'), item(9, null)], until: now + 86_400_000, phase: 'judging' as const, now };
const queue = { waits: (number: number) => number === 5, drafted: (number: number) => number === 9 };

test('what waits on this phone counts as done, and the next is one that waits for marks', () => {
  expect(sheetsView(answer, '', queue, now)).toMatchObject({ progress: '评完 2 / 4 件', share: 50, next: 7, rows: [{ tag: '86.50' }, { tag: '待补交' }, { tag: '未评' }, { tag: '没交' }] });
  expect(sheetsView(answer, 'k2', queue, now).rows.map(({ number }) => number)).toEqual([7]);
});

test('once it is over there is nothing to go on with; kinds are a choice where there are several', () => {
  expect(sheetsView({ ...answer, phase: 'sealed' }, '', queue, now)).toMatchObject({ next: null, until: '评审已经结束' });
  expect(sheetsView(answer, '', queue, now).kinds.map(({ label }) => label)).toEqual(['全部', '征文', '摄影']);
  expect(sheetsView({ ...answer, items: [item(2, null)] }, '', queue, now).kinds).toEqual([]);
});
