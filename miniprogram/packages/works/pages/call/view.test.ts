import { callView } from './view';

const now = Date.UTC(2026, 10, 28, 1);
const kind = (id: string, name: string): Api.Works.Kind => ({ id, name, text: { least: 800, most: 3000 }, photos: { least: 0, most: 3 } });
const call = (change: Partial<Api.Works.Call> = {}): Api.Works.Call => ({
  ...{ callId: 'c', activityId: 'a', title: '劳动最美', organiser: '江城市总工会', phase: 'open', opensAt: now - 1, closesAt: Date.UTC(2026, 10, 30, 10), theme: '写身边的人\n\n写真事' },
  ...{ kinds: [kind('k1', '征文')], prizes: [{ name: '一等奖', count: 2 }], approval: { department: '宣教部', paper: '3号' }, mine: [], toJudge: null, barred: null, manages: false, now },
  judging: { criteria: [{ id: 'c1', name: '立意', weight: 100 }], maximum: 100, trim: 0, perWork: 3, until: Date.UTC(2026, 11, 5, 10) },
  ...change,
});
const mine = (change: Partial<Api.Works.Mine> = {}): Api.Works.Mine => ({ kind: 'k1', title: '师傅的扳手', at: now, state: 'in', why: '', held: false, v: 1, result: null, ...change });

test('the next act is that of who looks', () => {
  expect(callView(call(), now).act).toMatchObject({ kind: 'write', of: 'k1', label: '写征文', note: '还有 2 天，截稿前可以修改、撤回' });
  expect(callView(call({ kinds: [kind('k1', '征文'), kind('k2', '书评')] }), now).act).toMatchObject({ kind: 'write', of: '', label: '交作品' });
  expect(callView(call({ mine: [mine()] }), now).act).toBeNull();
  expect(callView(call({ barred: '征集已经截稿', phase: 'vetting' }), now)).toMatchObject({ act: null, barred: '' });
  expect(callView(call({ barred: '不面向您', phase: 'open' }), now).barred).toBe('不面向您');
  expect(callView(call({ phase: 'judging', barred: 'x', toJudge: 4 }), now).act).toMatchObject({ kind: 'judge', label: '评作品 · 还有 4 件' });
  expect(callView(call({ phase: 'published', barred: 'x' }), now).act).toMatchObject({ kind: 'result' });
});

test('what became of my work', () => {
  expect(callView(call({ mine: [mine()] }), now).kinds[0]?.mine).toMatchObject({ title: '《师傅的扳手》', tag: '已交', tone: 'green', note: '今天 9:00 交', act: '修改' });
  expect(callView(call({ mine: [mine({ state: 'struck', why: '不是原创' })], barred: 'x' }), now).kinds[0]?.mine).toMatchObject({ tag: '不参评', tone: 'red', why: '原因：不是原创', act: '看作品' });
  const won = mine({ result: { announced: 9250, place: 1, prize: '一等奖' } });
  expect(callView(call({ phase: 'published', barred: 'x', mine: [won] }), now).kinds[0]?.mine).toMatchObject({ tag: '一等奖', tone: 'gold', note: '第 1 名 · 92.50 分' });
});
