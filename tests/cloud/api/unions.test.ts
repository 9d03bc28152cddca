import type { Buffer } from 'node:buffer';
import writeSheet from 'write-excel-file/node';
import { type ApiSession, codeOf, dataOf, newKey, openApiSession } from '../local-session';
import { records, recordOf } from './records';

/** Unions: the tree, adding and correcting, lists from a paste and from Excel. */

let session: ApiSession;
const [chen, wang, liu, wu] = ['demo-worker-chen', 'demo-cadre-wang', 'demo-cadre-liu', 'demo-admin-wu'];

beforeAll(async () => {
  session = await openApiSession({ workers: 2 });
});
afterAll(() => session.close());

const runTimer = () => fetch(`${session.url}/dev/timer/jobs/everyMinute`, { method: 'POST' });
const plain: Api.Unions.Attributes = { trade: '', region: '', ownership: '', size: 0 };
const importInto = (who: string, parentId: string, text: string, key = newKey()) => session.call(who, 'unions.import', { parentId, source: { text } }, key);
const list = async (who: string, input: Api.Input<'unions.list'> = {}) => dataOf(await session.call(who, 'unions.list', input));
const count = async (collection: string, condition: object = {}) => (await records(session.url, collection).where(condition).count()).total;

async function upload(rows: (string | number)[][]): Promise<string> {
  const sheet = rows.map((row) => row.map((value) => (typeof value === 'number' ? { type: Number, value } : { type: String, value })));
  const content: Buffer = await (writeSheet as unknown as (data: unknown) => { toBuffer(): Promise<Buffer> })(sheet).toBuffer();
  const response = await fetch(`${session.url}/dev/upload?path=${encodeURIComponent(`imports/${newKey()}.xlsx`)}`, { method: 'POST', body: new Uint8Array(content), headers: { 'x-wx-openid': wang } });
  return String(((await response.json()) as { fileID: string }).fileID);
}

describe('the tree', () => {
  test('opens at the own scope and goes down by name, a page at a time', async () => {
    expect((await list(liu)).rows.map(({ id }) => id)).toEqual(['jcjc']);
    const city = await list(wu, { parentId: 'city' });
    expect(city.parent).toMatchObject({ id: 'city', below: 4 });
    expect(city.rows.map(({ name }) => name)).toEqual([...city.rows.map(({ name }) => name)].sort());
    const many = Array.from({ length: 45 }, (_, index) => `分页第${String(index).padStart(2, '0')}公司工会\t\t企业`).join('\n');
    dataOf(await importInto(wang, 'health', many));
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const { answer, cost } = await session.measured(wang, 'unions.list', cursor === undefined ? { parentId: 'health' } : { parentId: 'health', cursor });
      expect(cost.roundTrips).toBeLessThanOrEqual(3);
      expect(cost.docsRead).toBeLessThanOrEqual(23);
      const page = dataOf(answer);
      seen.push(...page.rows.map(({ id }) => id));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    expect([seen.length, new Set(seen).size]).toEqual([46, 46]);
  });

  test('nobody sees beyond the own scope, and a worker sees none', async () => {
    expect(codeOf(await session.call(chen, 'unions.list', {}))).toBe('FORBIDDEN');
    expect(codeOf(await session.call(liu, 'unions.list', { parentId: 'east' }))).toBe('NOT_FOUND');
    expect(codeOf(await session.call(liu, 'unions.get', { unionId: 'bus' }))).toBe('NOT_FOUND');
    expect(dataOf(await session.call(liu, 'unions.search', { search: '公交' })).rows).toEqual([]);
    expect(dataOf(await session.call(wang, 'unions.search', { search: '公交' })).rows.map(({ id }) => id).sort()).toEqual(['bus', 'bus6']);
  });
});

describe('adding and correcting', () => {
  test('one act is one union; a name is taken once below a parent', async () => {
    const key = newKey();
    const input = { parentId: 'jcjc', name: '江城机床厂三车间班组', level: 3 as const, ...plain, trade: '机械制造' };
    const { unionId } = dataOf(await session.call(liu, 'unions.add', input, key));
    expect(dataOf(await session.call(liu, 'unions.add', input, key)).unionId).toBe(unionId);
    expect(codeOf(await session.call(liu, 'unions.add', { ...input, name: '另一个' }, key))).toBe('KEY_REUSED');
    expect(codeOf(await session.call(liu, 'unions.add', { ...input, name: '江城机床厂 三车间班组' }, newKey()))).toBe('USED');
    expect(codeOf(await session.call(liu, 'unions.add', { ...input, parentId: 'bus' }, newKey()))).toBe('NOT_FOUND');
    expect(codeOf(await session.call(wang, 'unions.add', { ...input, parentId: 'jcjc1', level: 2 }, newKey()))).toBe('BAD_INPUT');
    expect(dataOf(await session.call(liu, 'unions.get', { unionId }))).toMatchObject({ name: '江城机床厂三车间班组', level: 3, may: { edit: true, add: true, place: true } });
    expect((await list(liu, { parentId: 'jcjc' })).parent?.below).toBe(3);
  });

  test('a rename keeps the former name, which is still found', async () => {
    const key = newKey();
    const input = { unionId: 'chip', name: '微澜半导体工会', ...plain, region: '江西新区', ownership: '民企' as const, size: 800 };
    dataOf(await session.call(wu, 'unions.edit', input, key));
    dataOf(await session.call(wu, 'unions.edit', input, key));
    expect(dataOf(await session.call(wu, 'unions.get', { unionId: 'chip' }))).toMatchObject({ name: '微澜半导体工会', formerNames: ['微澜电子科技工会'], size: 800 });
    expect(dataOf(await session.call(wu, 'unions.search', { search: '微澜电子' })).rows.map(({ id }) => id)).toEqual(['chip']);
    expect(codeOf(await session.call(wu, 'unions.edit', { ...input, name: '新江纺织有限公司工会' }, newKey()))).toBe('USED');
  });

  test.each<[string, object]>([
    ['a filter for a union', { unionId: { $ne: null } }],
    ['an unknown ownership', { ownership: '外资' }],
    ['a name of nothing one can see', { name: '\u200b\u200b\u200b' }],
    ['a size below nothing', { size: -1 }],
    ['a field too many', { path: '/city/' }],
  ])('%s → BAD_INPUT, nothing written', async (_name, change) => {
    const before = await recordOf(session.url, 'unions', 'edu');
    const input = { unionId: 'edu', name: '江城市教育工会', ...plain, ...change };
    expect(codeOf(await session.invoke('api', { action: 'unions.edit', input, key: newKey() }, wu))).toBe('BAD_INPUT');
    expect(await recordOf(session.url, 'unions', 'edu')).toEqual(before);
  });
});

describe('lists', () => {
  test('one bad row and nothing is imported, every bad row named; put right it is there once', async () => {
    const before = await count('unions');
    const bad = '工会名称\t上级工会\t类型/级别\n滨江汽修工会\t\t企业\n二组\t没有的厂\n滨江汽修工会\t\t总部';
    const refused = dataOf(await importInto(wang, 'east', bad));
    expect(refused).toEqual({ importId: null, total: 0, faults: [{ line: 3, why: expect.stringContaining('没有找到上级') }, { line: 4, why: expect.stringContaining('不认识的类型') }] });
    expect([await count('unions'), await count('import_chunks')]).toEqual([before, 0]);

    const key = newKey();
    const good = '滨江汽修工会\t\t企业\t汽修\t江东区\t35\t小微\n钣金组\t滨江汽修工会\n三班\t江城机床厂工会';
    const done = dataOf(await importInto(wang, 'east', good, key));
    expect(done).toEqual({ importId: expect.any(String), total: 3, faults: [] });
    expect(dataOf(await importInto(wang, 'east', good, key))).toEqual(done);
    expect(codeOf(await importInto(wang, 'east', '别的工会', key))).toBe('KEY_REUSED');
    expect(await count('unions')).toBe(before + 3);
    expect(dataOf(await session.call(wang, 'unions.importState', { importId: done.importId ?? '' }))).toMatchObject({ total: 3, done: 3, finished: true, skipped: [] });
    expect(codeOf(await session.call(wu, 'unions.importState', { importId: done.importId ?? '' }))).toBe('NOT_FOUND');
    expect(dataOf(await session.call(wang, 'unions.search', { search: '钣金' })).rows).toMatchObject([{ name: '钣金组', level: 3, above: ['江城市总工会', '江东区总工会', '滨江汽修工会'] }]);
    expect(dataOf(await importInto(wang, 'east', good)).faults.map(({ line }) => line)).toEqual([1, 2, 3]);
    expect(codeOf(await importInto(liu, 'east', '越权工会'))).toBe('NOT_FOUND');
  });

  test('an Excel file of unions, and one of members; the file is gone afterwards', async () => {
    const fileId = await upload([['工会名称', '上级工会', '类型/级别', '行业', '地区', '人数规模', '性质'], ['江畔物流工会', '', '企业', '物流', '江西新区', 260, '民企'], ['夜班组', '江畔物流工会', '班组']]);
    const input = { parentId: 'west', source: { fileId } };
    const key = newKey();
    const done = dataOf(await session.call(wang, 'unions.import', input, key));
    expect(done).toMatchObject({ total: 2, faults: [] });
    expect(dataOf(await session.call(wang, 'unions.import', input, key))).toEqual(done);
    expect(codeOf(await session.call(wang, 'unions.import', input, newKey()))).toBe('BAD_INPUT');
    const [union] = dataOf(await session.call(wang, 'unions.search', { search: '江畔物流' })).rows;
    expect(union).toMatchObject({ size: 260, ownership: '民企', below: 1 });

    const rows = [['姓名', '工号', '类别'], ...Array.from({ length: 450 }, (_, index) => [`成员${index}`, String(5_000_000 + index), index % 5 === 0 ? '退休' : '在职'])];
    const roster = dataOf(await session.call(wang, 'people.importRoster', { unionId: union?.id ?? '', source: { fileId: await upload(rows) } }, newKey()));
    expect(roster).toMatchObject({ total: 450, faults: [] });
    expect(dataOf(await session.call(wang, 'unions.importState', { importId: roster.importId ?? '' }))).toMatchObject({ kind: 'roster', total: 450, done: 400, finished: false });
    await runTimer();
    expect(dataOf(await session.call(wang, 'unions.importState', { importId: roster.importId ?? '' }))).toMatchObject({ done: 450, finished: true });
    expect(dataOf(await session.call(wang, 'people.rosterSize', { unionId: union?.id ?? '' })).total).toBe(450);
    expect((await list(wang, { parentId: 'west' })).rows.find(({ id }) => id === union?.id)?.members).toBe(450);
    const again = dataOf(await session.call(wang, 'people.importRoster', { unionId: union?.id ?? '', source: { fileId: await upload([['成员3', '5000003'], ['新来的', '我是谁']]) } }, newKey()));
    expect(again.faults).toEqual([{ line: 2, why: expect.stringContaining('不是工号') }]);
    expect(await count('import_chunks')).toBe(0);
  });

  test('what is no Excel file, and no file of ours, is refused', async () => {
    const fileId = await upload([['a']]);
    const other = fileId.replace('/imports/', '/codes/');
    expect(codeOf(await session.invoke('api', { action: 'unions.import', input: { parentId: 'east', source: { fileId: other } }, key: newKey() }, wang))).toBe('BAD_INPUT');
    expect(codeOf(await session.call(wang, 'unions.import', { parentId: 'east', source: { fileId: fileId.replace(/imports\/.{8}/, 'imports/xxxxxxxx') } }, newKey()))).toBe('BAD_INPUT');
  });

  test('3,000 unions: in order, carried on by the job, each once, by runs that overlap', async () => {
    const rows = [['工会名称', '上级工会'], ...Array.from({ length: 3000 }, (_, index) => [`万家${index}工会`, index < 60 ? '' : `万家${Math.floor(index / 60)}工会`])];
    const { importId, total, faults } = dataOf(await session.call(wang, 'unions.import', { parentId: 'edu', source: { fileId: await upload(rows) } }, newKey()));
    expect([total, faults]).toEqual([3000, []]);
    for (let run = 0; run < 2; run += 1) await Promise.all([runTimer(), runTimer()]);
    const state = dataOf(await session.call(wang, 'unions.importState', { importId: importId ?? '' }));
    expect(state).toMatchObject({ done: 3000, finished: true, skipped: [] });
    expect(await count('unions', { terms: '万家' })).toBe(3000);
  });
});
