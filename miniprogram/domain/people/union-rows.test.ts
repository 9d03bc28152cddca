import fc from 'fast-check';
import { siblingKey } from './union';
import { type Ground, parentNames, planUnions, readUnionRows, type Standing } from './union-rows';

const root: Standing = { id: 'east', name: '江东区总工会', level: 1, depth: 2, above: '江城市总工会' };
const works: Standing = { id: 'jcjc', name: '江城机床厂工会', level: 2, depth: 3, above: '江东区总工会' };
const ground = (change: Partial<Ground> = {}): Ground => ({ root, standing: [root, works], unread: [], taken: new Set([siblingKey('east', '江城机床厂工会')]), maxDepth: 12, ...change });
const cells = (text: string) => text.split('\n').map((line) => line.split('\t'));
function plan(text: string, change: Partial<Ground> = {}) {
  const { rows, faults, unread } = readUnionRows(cells(text));
  const { planned, faults: misplaced } = planUnions(rows, ground({ unread, ...change }));
  return { planned, faults: [...faults, ...misplaced].sort((a, b) => a.line - b.line) };
}

test('rows in any order, titles passed over, parents before children', () => {
  const text = '工会名称\t上级工会\t类型/级别\t行业\t地区\t人数规模\t性质\n三车间\t新星机械工会\t班组\n新星机械工会\t\t企业\t机械制造\t江东区\t1,200人\t民营企业\n四车间\t江城机床厂工会\n';
  const { planned, faults } = plan(text);
  expect(faults).toEqual([]);
  expect(planned.map(({ row, level, parent }) => [row, level, parent])).toEqual([
    [3, 2, { id: 'east' }],
    [4, 3, { id: 'jcjc' }],
    [2, 3, { row: 3 }],
  ]);
  expect(planned[0]).toMatchObject({ name: '新星机械工会', trade: '机械制造', size: 1200, ownership: '民企', depth: 3 });
});

test.each<[string, string, number, string]>([
  ['a missing parent', '甲厂工会\t没有的工会', 1, '没有找到上级工会'],
  ['an unknown kind', '甲厂工会\t\t总部', 1, '不认识的类型'],
  ['an unknown ownership', '甲厂工会\t\t企业\t\t\t\t外资', 1, '不认识的性质'],
  ['a size that is no number', '甲厂工会\t\t企业\t\t\t很多', 1, '人数规模写数字'],
  ['no name', '乙厂工会\n甲', 2, '工会名称写'],
  ['one name twice below a parent', '甲厂工会\n乙厂工会\n甲厂 工会', 3, '和第 1 行重复'],
  ['a name that is there', '江城机床厂工会', 1, '已有这个工会'],
  ['a wider kind below a narrower', '甲厂工会\t\t企业\n城郊\t甲厂工会\t区县', 2, '级别不对'],
  ['a column too many', '甲厂工会\t\t\t\t\t\t\t多', 1, '多了一列'],
])('%s is named with its row', (_name, text, line, why) => {
  expect(plan(text).faults).toEqual([{ line, why: expect.stringContaining(why) }]);
});

test('a loop names the rows in it and nobody below it; what is below a bad row is not to blame', () => {
  expect(plan('甲\t丙工会\n甲工会\t丙工会\n乙工会\t甲工会\n丙工会\t乙工会\n丁工会\t丙工会').faults.map(({ line }) => line)).toEqual([1, 2, 3, 4]);
  expect(plan('甲厂工会\t\t总部\n一车间\t甲厂工会').faults.map(({ line }) => line)).toEqual([1]);
});

test('a name that two unions have is told apart by the one above; without it the row is named', () => {
  const other: Standing = { ...works, id: 'other', above: '江西新区总工会' };
  const standing = [root, works, other];
  expect(plan('一组\t江城机床厂工会', { standing }).faults).toEqual([{ line: 1, why: expect.stringContaining('上上级/上级') }]);
  expect(plan('一组\t江西新区总工会/江城机床厂工会', { standing }).planned).toMatchObject([{ parent: { id: 'other' } }]);
});

test('parents are looked up once each', () => {
  expect(parentNames(readUnionRows(cells('甲厂工会\t江东区总工会\n乙厂工会\t江东区总工会\n丙厂工会')).rows)).toEqual(['江东区总工会']);
});

test('property: every row is either planned, named, or below one that is; a child never comes before its parent', () => {
  const names = fc.constantFrom('甲工会', '乙工会', '丙工会', '丁工会', '戊工会', '江城机床厂工会', '坏');
  const rows = fc.array(fc.record({ name: names, parent: fc.option(names, { nil: '' }), kind: fc.constantFrom('', '企业', '班组', '区县', '错') }), { maxLength: 12 });
  fc.assert(
    fc.property(rows, (given) => {
      const { planned, faults } = plan(given.map(({ name, parent, kind }) => `${name}\t${parent}\t${kind}`).join('\n'));
      const seen = new Set<number>();
      for (const { row, parent, depth } of planned) {
        if ('row' in parent) expect(seen.has(parent.row)).toBe(true);
        expect(depth).toBeLessThanOrEqual(12);
        seen.add(row);
      }
      expect(new Set(faults.map(({ line }) => line)).size).toBe(faults.length);
      if (faults.length === 0 && given.length > 0) expect(planned).toHaveLength(given.length);
    }),
  );
});
