import { openSession, type Session } from './session';
import { dataWhen, element, pageAt, tap, typeInto, until } from './steps';

/** 组队 in two hands: a leader makes a team, a member joins by the link, the leader signs it up, both see it on the activity; the cadre sees who is in it. */

const detailPath = 'packages/activity/pages/detail/detail';
const teamPath = 'packages/activity/pages/team/team';
const sessions: Session[] = [];

async function phoneOf(as: string, page: string, over: Partial<Parameters<typeof openSession>[0]> = {}): Promise<Session> {
  const session = await openSession({ as, page, ...over });
  sessions.push(session);
  return session;
}

afterAll(async () => {
  for (const session of sessions) await session.close();
});

test('a leader makes a team, a member joins by the link, the team is signed up', async () => {
  const leader = await phoneOf('demo-worker-chen', `/${detailPath}?id=fun-relay`);
  const start = await pageAt(leader.program, detailPath);
  await element(start, 'activity-team');
  await leader.screenshot('teams-1-detail');
  await tap(start, 'gy-action-bar gy-button', '.button');

  const page = await pageAt(leader.program, teamPath);
  await typeInto(page, '铁', 'activity-team-make', '.field');
  await tap(page, 'activity-team-make', 'gy-action-bar gy-button', '.button');
  await element(page, 'activity-team-make', '.red');
  await typeInto(page, '一车间铁锤队', 'activity-team-make', '.field');
  await leader.screenshot('teams-2-make');
  await tap(page, 'activity-team-make', 'gy-action-bar gy-button', '.button');
  const team = await dataWhen<Api.Teams.Team>(page, 'team', ({ people }) => people.length === 1);
  expect(await page.data('view.act.kind')).toBe('invite');
  await leader.screenshot('teams-3-draft');

  const shared = await leader.program.evaluate(() => getCurrentPages().pop()?.['onShareAppMessage']());
  const { path } = shared as unknown as { path: string };
  expect(path).toContain(`&code=${team.code ?? 'none'}`);
  const member = await phoneOf('demo-cadre-liu', path, { size: 'small' });
  const landing = await pageAt(member.program, teamPath);
  await dataWhen<{ name: string }>(landing, 'invitation', ({ name }) => name === '一车间铁锤队');
  await member.screenshot('teams-4-invited');
  await tap(landing, 'gy-action-bar gy-button', '.button');
  await dataWhen<Api.Teams.Team>(landing, 'team', ({ people }) => people.length === 2);
  await member.screenshot('teams-5-joined');

  await leader.program.navigateTo(`/${teamPath}?id=fun-relay`);
  const again = await until('the team page with two', async () => {
    const top = await pageAt(leader.program, teamPath);
    return (await top.data('view.act.kind')) === 'submit' ? top : null;
  });
  await leader.screenshot('teams-6-ready');
  await tap(again, 'gy-action-bar gy-button', '.button');
  await pageAt(leader.program, 'packages/activity/pages/registered/registered');

  await member.program.reLaunch(`/${detailPath}?id=fun-relay`);
  const detail = await pageAt(member.program, detailPath);
  expect(await dataWhen<string>(detail, 'detail.registration.team', (name) => name !== '')).toBe('一车间铁锤队');
  await member.screenshot('teams-7-in');
});

test('large letters in the dark, and the organiser’s list', async () => {
  const large = await phoneOf('demo-worker-chen', `/${teamPath}?id=fun-relay`, { theme: 'dark', font: 1.6 });
  const page = await pageAt(large.program, teamPath);
  await dataWhen<string>(page, 'team.state', (state) => state === 'held');
  await tap(page, '.mate + .mate');
  await element(page, '.sheet-acts');
  await large.screenshot('teams-8-large-sheet');

  const cadre = await phoneOf('demo-cadre-wang', '/packages/cadre/pages/manage/manage?id=fun-relay');
  const manage = await pageAt(cadre.program, 'packages/cadre/pages/manage/manage');
  await tap(manage, 'cadre-teams', '.row');
  await element(manage, 'cadre-teams', '.people__one');
  await cadre.screenshot('teams-9-cadre');
});
