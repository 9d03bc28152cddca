import { plainRules } from '../../../../domain/activity/rules';
import { detailView, leavingWords } from './view';

const now = Date.parse('2026-11-21T09:00:00+08:00');
const hour = 3_600_000;
const detail: Api.Activity.Detail = {
  activityId: 'a',
  title: '心理健康大讲堂',
  programme: 'general',
  organiser: '江城市总工会',
  place: { name: '学术报告厅', address: '' },
  startsAt: now + 100 * hour,
  endsAt: now + 102 * hour,
  signUpOpensAt: now - hour,
  signUpClosesAt: now + 90 * hour,
  phase: 'open',
  capacity: 50,
  left: 0,
  waiting: 4,
  quota: null,
  mine: null,
  series: null,
  summary: '',
  cancelReason: null,
  audience: '',
  howChosen: '先到先得；可以换人参加',
  rules: plainRules,
  fields: [],
  contact: '',
  steps: [],
  eligible: { ok: true },
  total: { capacity: 50, left: 0, waiting: 4 },
  nextBatchAt: null,
  registration: null,
  parted: null,
  lastUntil: null,
  edition: 0,
  changes: [],
  manages: false,
  now,
};
const mine: Api.Registration.Mine = { state: 'held', position: null, at: now, checkedInAt: null, offerUntil: null, leave: null, team: null };

test('a place that is given back is promised to the next only where somebody waits', () => {
  expect(leavingWords('held', true).done).toBe('已取消，名额让给了下一位');
  expect(leavingWords('held', false).done).toBe('已取消报名');
  expect(leavingWords('held', false).ask).not.toMatch(/下一位|排队/);
  expect(leavingWords('waiting', true).done).toBe('已退出候补');
  expect(leavingWords('offered', true)).toMatchObject({ title: '不去了？', go: '不去了' });
});

test('each rule has its line', () => {
  expect(detailView(detail, now).how).toEqual(['先到先得', '可以换人参加']);
});

test('a reading month that is on leads to its check-in where else a pass would be shown', () => {
  const held: Api.Activity.Detail = { ...detail, registration: { ...mine, state: 'held' } };
  expect([detailView(held, now).act.kind, detailView(held, now, true).act]).toEqual(['pass', { kind: 'read', label: '去打卡', note: '' }]);
  expect(detailView({ ...detail, phase: 'running' }, now, true).act.kind).toBe('read');
  expect(detailView(detail, now, true).act.kind).toBe(detailView(detail, now).act.kind);
});

test('the places of my own quota come first, then all of them', () => {
  const rules = { ...plainRules, quotas: [{ unionId: 'u', places: 20 }] };
  const own = detailView({ ...detail, rules, quota: '江城机床厂工会', capacity: 20, left: 3, total: { capacity: 50, left: 12, waiting: 0 } }, now);
  expect(own).toMatchObject({ placesLabel: '江城机床厂工会的名额', places: { capacity: 20, left: 3 }, placesNotes: ['各单位合计 还剩 12 / 50 个名额'] });
  expect(detailView({ ...detail, rules, capacity: 30, left: 9, total: { capacity: 50, left: 12, waiting: 0 } }, now).placesLabel).toBe('不分单位的名额');
  expect(detailView({ ...detail, rules }, now)).toMatchObject({ placesLabel: '名额', placesNotes: [] });
});

test('a batch is counted down to once the places that are out are gone', () => {
  const batches = [{ at: now - hour, places: 30 }, { at: now + hour, places: 20 }];
  const between = { ...detail, rules: { ...plainRules, batches }, nextBatchAt: now + hour };
  expect(detailView(between, now)).toMatchObject({ count: { label: '距下一批放号', to: now + hour }, placesNotes: ['下一批 今天 10:00 放号 · 20 个'] });
  expect(detailView({ ...between, left: 2 }, now).count.to).toBe(0);
  expect(detailView(between, now + hour)).toMatchObject({ count: { to: 0 }, places: { left: 20 } });
});

test('an offer is pinned with its end, and counted down', () => {
  const view = detailView({ ...detail, registration: { ...mine, state: 'offered', offerUntil: now + 24 * hour } }, now);
  expect(view.pinned).toEqual({ tone: 'amber', icon: 'bell', title: '有名额了，请您接受', note: '名额给您留到 明天 9:00', leave: '不去了' });
  expect(view.count.to).toBe(now + 24 * hour);
  expect(view.absence).toBe(false);
});

test('leave is asked for and taken back until it begins', () => {
  const held = { ...detail, registration: mine };
  expect(detailView(held, now).absence).toBe(true);
  expect(detailView(held, detail.startsAt).absence).toBe(false);
  expect(detailView({ ...held, registration: { ...mine, checkedInAt: now } }, now).absence).toBe(false);
  expect(detailView({ ...held, registration: { ...mine, leave: { at: now, reason: '临时加班' } } }, now).pinned).toMatchObject({ tone: 'amber', title: '已请假', note: '临时加班 · 名额还留着' });
});

test('who is out without having asked reads why, until they are in again', () => {
  const parted = { how: 'withdrawn' as const, at: now, reason: '不符合参赛条件' };
  expect(detailView({ ...detail, parted }, now).parted).toBe('主办方取消了您的报名：不符合参赛条件');
  expect(detailView({ ...detail, parted: { ...parted, how: 'lapsed', reason: '' } }, now).parted).toMatch(/^给您留的名额/);
  expect(detailView({ ...detail, parted, registration: mine }, now).parted).toBe('');
});
