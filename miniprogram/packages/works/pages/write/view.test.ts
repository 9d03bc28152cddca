import { writeView } from './view';

const now = Date.UTC(2026, 10, 28, 1);
const kind: Api.Works.Kind = { id: 'k1', name: '征文', text: { least: 6, most: 20 }, photos: { least: 0, most: 2 } };
const view = (text: string, title = '夜班') => writeView(kind, { title, text, photos: [], v: 0 }, { name: '陈建国', unitName: '江城机床厂工会' }, now + 3_600_000, now);

test('characters are counted as they are typed, and what is missing is said', () => {
  expect(view('灯亮着')).toMatchObject({ counted: '已写 3 字 · 要 6–20 字', enough: false, fault: '正文要 6–20 个字，现在 3 个' });
  expect(view('灯一直亮着。', '')).toMatchObject({ enough: true, fault: '题目写 1–40 个字' });
  expect(view('灯一直亮着。')).toMatchObject({ fault: '', telling: '' });
});

test('the own name and unit are pointed out before a judge reads them', () => {
  expect(view('我叫陈建国，在江城机床厂上班').telling).toContain('“江城机床厂、陈建国”');
});
