import { resultView } from './view';

const line = (number: number, place: number, prize: string, kind = 'k1'): Api.Works.Line => ({ number, kind, title: `作品${number}`, name: '李秀英', unitName: '公交工会', place, announced: 9000 - place, prize, mine: number === 3 });
const result: Api.Works.Result = {
  ...{ title: '劳动最美', organiser: '江城市总工会', kinds: [{ id: 'k1', name: '征文', works: 4 }, { id: 'k2', name: '摄影', works: 1 }], judges: [{ name: '孙雅琴', unitName: '一中工会' }] },
  ...{ lines: [line(3, 1, '一等奖'), line(9, 2, '二等奖'), line(4, 2, '二等奖'), line(7, 4, ''), line(1, 1, '一等奖', 'k2')], digest: 'abcdefghijklmnop', sealedAt: 0, reason: '', published: true, manages: false },
};

test('prizes from the top down, those without one last; a prize can be read', () => {
  const { heading, groups, code, judges } = resultView(result, 'k1', 0);
  expect(groups.map(({ name, lines }) => [name, lines.map(({ number }) => number)])).toEqual([['一等奖', [3]], ['二等奖', [9, 4]], ['其余', [7]]]);
  expect(groups[0]?.lines[0]).toMatchObject({ who: '李秀英 · 公交工会', note: '第 1 名 · 89.99 分 · 3 号', mine: true, readable: true });
  expect([groups[2]?.lines[0]?.readable, heading, code, judges]).toEqual([false, '征文 · 4 件参评', 'abcdefghijkl', '孙雅琴（一中工会）']);
});

test('each kind for itself; sealed and not out yet, nothing can be read', () => {
  expect(resultView(result, 'k2', 0).groups.map(({ lines }) => lines.length)).toEqual([1]);
  expect(resultView({ ...result, published: false }, 'k1', 0).groups[0]?.lines[0]?.readable).toBe(false);
  expect(resultView({ ...result, kinds: result.kinds.slice(0, 1) }, '', 0).kinds).toEqual([]);
});
