import { deskView, takersOf } from './view';

const closesAt = Date.UTC(2026, 10, 28, 10);
const until = closesAt + 7 * 86_400_000;
const desk = (change: Partial<Api.Works.Desk> = {}): Api.Works.Desk => ({
  ...{ callId: 'c', activityId: 'a', title: '劳动最美', organiser: '江城市总工会', phase: 'open', opensAt: closesAt - 86_400_000, closesAt, theme: '', approval: null, v: 1 },
  ...{ kinds: [{ id: 'k1', name: '征文', text: { least: 1, most: 9 }, photos: { least: 0, most: 0 } }], prizes: [], counts: { k1: 6 }, looks: 0, beginsAt: closesAt + 60_000, choices: [], panel: [] },
  ...{ judging: { criteria: [], maximum: 100, trim: 0, perWork: 3, until }, short: 0, handing: false, open: 0, unmarked: 0, digest: '', now: closesAt },
  ...change,
});
const nobody = { judges: [], perWork: 3 };

test('one next act in each phase', () => {
  expect(deskView(desk({ phase: 'waiting' }), nobody, closesAt - 1).act).toMatchObject({ kind: 'approve', disabled: false });
  expect(deskView(desk(), nobody, closesAt - 1).act).toBeNull();
  // The clock closed it since the answer came.
  expect(deskView(desk({ looks: 2 }), nobody, closesAt).act).toMatchObject({ kind: 'look', label: '先看 2 件作品' });
  expect(deskView(desk({ counts: {} }), nobody, closesAt).act).toBeNull();
  expect(deskView(desk({ phase: 'sealed' }), nobody, until).act).toMatchObject({ kind: 'publish' });
  expect(deskView(desk({ phase: 'published' }), nobody, until)).toMatchObject({ act: null, result: true });
});

test('judging begins with enough judges, when all has arrived', () => {
  const vetting = desk({ phase: 'vetting' });
  expect(deskView(vetting, nobody, closesAt).act?.note).toContain('起可以送评');
  expect(deskView(vetting, nobody, closesAt + 60_000).act).toMatchObject({ disabled: true, note: '先选评委' });
  expect(deskView(vetting, { judges: ['a', 'b'], perWork: 3 }, closesAt + 60_000).act).toMatchObject({ disabled: true, note: '每件要 3 位评委，再选几位' });
  expect(deskView(vetting, { judges: ['a', 'b', 'c'], perWork: 3 }, closesAt + 60_000).act).toMatchObject({ kind: 'begin', disabled: false, label: '随机编号，分给评委 · 6 件' });
});

test('sealed when all is marked, after the term also with sheets missing, never with a work that nobody read', () => {
  const judging = { phase: 'judging' as const, open: 3, panel: [{ uid: 'a', name: '孙雅琴', unitName: '一中', given: 6, open: 0 }, { uid: 'b', name: '周明', unitName: '报社', given: 3, open: 3 }] };
  expect(deskView(desk(judging), nobody, until - 1)).toMatchObject({ judging: '评完 6 / 9 · 还差 3 份评分', panel: [{ done: true, note: '评完 6 / 6' }, { silent: true, share: 0 }], act: { kind: 'seal', disabled: true } });
  expect(deskView(desk(judging), nobody, until).act).toMatchObject({ disabled: false });
  expect(deskView(desk({ ...judging, unmarked: 1 }), nobody, until).act).toMatchObject({ disabled: true });
  expect(deskView(desk({ ...judging, open: 0 }), nobody, closesAt + 60_000).act).toMatchObject({ disabled: false });
});

test('who takes over what somebody does not mark', () => {
  const judge = (uid: string) => ({ uid, name: uid, unitName: '' });
  const judging = desk({ phase: 'judging', short: 1, panel: [{ ...judge('a'), given: 2, open: 2 }, { ...judge('b'), given: 2, open: 0 }], choices: [judge('a'), judge('c')] });
  expect(takersOf(judging, 'a').map(({ uid }) => uid)).toEqual(['b', 'c']);
  expect(takersOf(judging, null).map(({ uid }) => uid)).toEqual(['a', 'b', 'c']);
  expect([deskView(judging, nobody, closesAt).fill, deskView({ ...judging, handing: true }, nobody, closesAt).fill]).toEqual([true, false]);
});
