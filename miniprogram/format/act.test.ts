import { plainRules } from '../domain/activity/rules';
import { batchesAt, mainAct } from './act';

const opensAt = Date.parse('2026-11-21T09:00:00+08:00');
const open = { phase: 'open' as const, left: 12, waiting: 0, signUpOpensAt: opensAt, eligible: { ok: true as const }, registration: null, rules: plainRules, nextBatchAt: null, lastUntil: null, series: null };

const plain = { offerUntil: null, leave: null, team: null };

test('somebody last in line may sign up, and is told what that means', () => {
  expect(mainAct({ ...open, lastUntil: opensAt + 1 }, opensAt)).toEqual({ kind: 'signUp', label: '报名 · 排在最后', note: '没有别人候补时，报名截止后有空名额就给您' });
  expect(mainAct({ ...open, lastUntil: opensAt }, opensAt).label).toMatch(/^报名 · 还剩/);
});

test('somebody in no union is led to one', () => {
  expect(mainAct({ ...open, eligible: { ok: false, reason: '加入后就能报名', join: true } }, opensAt)).toEqual({ kind: 'join', label: '加入工会', note: '加入后就能报名' });
});

test('the button says what happens', () => {
  expect(mainAct(open, opensAt)).toEqual({ kind: 'signUp', label: '报名 · 还剩 12 个名额', note: '' });
  expect(mainAct({ ...open, left: 0, waiting: 8 }, opensAt).label).toBe('候补报名 · 前面 8 人');
  expect(mainAct({ ...open, left: 0 }, opensAt).label).toBe('候补报名 · 排第 1 位');
});

test('where people sign up in teams, the button leads to the team, before the opening too', () => {
  const teams = { ...open, rules: { ...plainRules, team: { min: 2, max: 6 } } };
  expect(mainAct(teams, opensAt)).toEqual({ kind: 'team', label: '组队报名', note: '还能报 12 队' });
  expect(mainAct({ ...teams, phase: 'announced' }, opensAt - 1)).toEqual({ kind: 'team', label: '先组队', note: '今天 9:00 开放报名' });
  expect(mainAct({ ...teams, left: 0, waiting: 3 }, opensAt).note).toBe('名额已满，前面还有 3 队候补');
});

test('before opening it says when, and opens on the second by the server although the answer is older', () => {
  const announced = { ...open, phase: 'announced' as const };
  expect(mainAct(announced, opensAt - 1)).toEqual({ kind: 'none', label: '今天 9:00 开放报名', note: '' });
  expect(mainAct(announced, opensAt).kind).toBe('signUp');
});

test('who may not sign up reads why', () => {
  expect(mainAct({ ...open, eligible: { ok: false, reason: '仅限江城机床厂工会会员' } }, opensAt)).toEqual({ kind: 'none', label: '不能报名', note: '仅限江城机床厂工会会员' });
});

test('who is in shows the pass, who waits asks for a notice', () => {
  const held = { state: 'held' as const, position: null, at: opensAt, checkedInAt: null, ...plain };
  expect(mainAct({ ...open, registration: held }, opensAt).kind).toBe('pass');
  expect(mainAct({ ...open, phase: 'running', registration: held }, opensAt).kind).toBe('pass');
  expect(mainAct({ ...open, registration: { ...held, state: 'waiting', position: 3 } }, opensAt).kind).toBe('notify');
  expect(mainAct({ ...open, phase: 'cancelled', registration: held }, opensAt).kind).toBe('none');
});

test('after closing there is nothing to press', () => {
  expect(mainAct({ ...open, phase: 'closed' }, opensAt)).toEqual({ kind: 'none', label: '报名已结束', note: '' });
  expect(mainAct({ ...open, phase: 'ended' }, opensAt).label).toBe('活动已结束');
});

test('an offer is taken while it lasts', () => {
  const offered = { state: 'offered' as const, position: null, at: opensAt, checkedInAt: null, ...plain, offerUntil: opensAt + 3_600_000 };
  expect(mainAct({ ...open, left: 0, registration: offered }, opensAt)).toEqual({ kind: 'accept', label: '接受名额', note: '名额给您留到 今天 10:00' });
  expect(mainAct({ ...open, phase: 'closed', registration: offered }, opensAt).kind).toBe('accept');
  expect(mainAct({ ...open, left: 0, registration: offered }, opensAt + 3_600_000).kind).not.toBe('accept');
});

test('between two batches it says when and how many, and opens on the second although the answer is older', () => {
  const hour = 3_600_000;
  const batches = [{ at: opensAt, places: 30 }, { at: opensAt + hour, places: 20 }];
  const full = { ...open, left: 0, rules: { ...plainRules, batches }, nextBatchAt: opensAt + hour };
  expect(mainAct(full, opensAt)).toEqual({ kind: 'none', label: '今天 10:00 放 20 个号', note: '本批已报满，到点再来' });
  expect(mainAct(full, opensAt + hour).label).toBe('报名 · 还剩 20 个名额');
  expect(mainAct({ ...full, left: 3 }, opensAt).label).toBe('报名 · 还剩 3 个名额');
  expect(batchesAt(full, opensAt)).toEqual({ left: 0, next: batches[1] });
  expect(batchesAt({ ...full, nextBatchAt: null }, opensAt + hour)).toEqual({ left: 0, next: null });
});
