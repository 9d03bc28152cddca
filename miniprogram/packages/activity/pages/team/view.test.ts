import { plainRules } from '../../../../domain/activity/rules';
import { teamView } from './view';

const now = Date.parse('2026-11-21T09:00:00+08:00');
const detail = { rules: { ...plainRules, team: { min: 2, max: 3 } }, phase: 'open' as const, signUpOpensAt: now - 1 };
const person = (uid: string, leads = false): Api.Teams.Person => ({ uid, name: uid, unitName: '', leads });
const two = [person('a', true), person('b')];
const team: Api.Teams.Team = { teamId: 't', name: '铁锤队', unitName: '', state: 'draft', position: null, people: two, leads: true, code: 'c', short: false };

test('the leader invites until there are enough, then signs the team up', () => {
  expect(teamView({ ...team, people: [person('a', true)] }, detail, now)).toMatchObject({ size: '现在 1 人 · 每队 2–3 人', room: true, act: { kind: 'invite', label: '邀请队友 · 还差 1 人' } });
  expect(teamView(team, detail, now)).toMatchObject({ room: true, act: { kind: 'submit', label: '提交报名 · 2 人' } });
  expect(teamView({ ...team, people: [...two, person('c')] }, detail, now).room).toBe(false);
  expect(teamView({ ...team, leads: false, code: null }, detail, now).act).toMatchObject({ kind: 'none', label: '等领队提交报名' });
});

test('before the opening the team waits, after the closing it stays as it is', () => {
  expect(teamView(team, { ...detail, phase: 'announced', signUpOpensAt: now + 3_600_000 }, now).act).toMatchObject({ kind: 'none', label: '今天 10:00 开放报名' });
  expect(teamView(team, { ...detail, phase: 'closed' }, now)).toMatchObject({ open: false, room: false, act: { kind: 'none' } });
});

test('a team that has become too small is told so while it can be helped', () => {
  const short: Api.Teams.Team = { ...team, state: 'held', short: true, people: [person('a', true)] };
  expect(teamView(short, detail, now)).toMatchObject({ tag: { text: '人数不足', tone: 'amber' }, warning: expect.stringContaining('还差 1 人'), act: { kind: 'detail' } });
  expect(teamView({ ...team, state: 'waiting', position: 2 }, detail, now).tag.text).toBe('候补第 2 位');
});
