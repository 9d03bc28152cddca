import { demoUid } from '../../../scripts/seed/people';
import { type ApiSession, codeOf, dataOf, newKey, openApiSession } from '../local-session';
import { records } from './records';

/** 联队: a unit is asked in, comes in, brings athletes of its own roster, goes again; its points are shared; a unit is in one delegation or none. */

const day = 86_400_000;
const organiser = 'demo-cadre-wang';
const leader = 'demo-cadre-liu';
/** Of the street's union, which is small. */
const partner = 'demo-worker-aerken';
const stranger = 'demo-worker-li';
const weaver = 'demo-member-261';
const crew = { recorder: 'demo-official-zhou', judge: organiser, referee: 'demo-admin-wu' } as const;
const start = Date.now();
let session: ApiSession;
/** Names that one member of the union alone has. */
let works: string[] = [];
let street: string[] = [];

async function alone(openid: string, unionId: string): Promise<string[]> {
  const names = dataOf(await session.call(openid, 'people.roster', { unionId })).rows.map(({ name }) => name);
  return names.filter((name) => names.filter((other) => other === name).length === 1);
}

beforeAll(async () => {
  session = await openApiSession();
  await session.setClock(start);
  for (const [who, unionId] of [[partner, 'street'], [weaver, 'weave']] as const) dataOf(await act('demo-admin-wu', 'people.grant', { uid: demoUid(who), role: 'cadre', unionId, expires: start + 80 * day }));
  works = await alone(leader, 'jcjc');
  street = await alone(partner, 'street');
  // Who has a namesake in the other union is nobody's sure find once both rosters count.
  [works, street] = [works.filter((name) => !street.includes(name)), street.filter((name) => !works.includes(name))];
});
afterAll(() => session.close());

const call = <A extends Api.ActionName>(openid: string, action: A, input: Api.Input<A>) => session.call(openid, action, input);
const act = <A extends Api.ActionName>(openid: string, action: A, input: Api.Input<A>, key = newKey()) => session.call(openid, action, input, key);

async function setupOf(meetId: string): Promise<Api.Meet.Setup> {
  const { setup } = dataOf(await call(organiser, 'meet.detail', { meetId }));
  if (!setup) throw new Error('it is not set up');
  return setup;
}

async function meetOf(audienceUnionId = 'city'): Promise<string> {
  const draft = { title: '小单位运动会', programme: 'meet', audienceUnionId, placeName: '体育中心', startsAt: start + 40 * day, endsAt: start + 41 * day, capacity: 50 } as const;
  const { activityId: meetId } = dataOf(await act(organiser, 'activity.create', draft));
  dataOf(await act(organiser, 'meet.create', { activityId: meetId, sport: 'athletics', level: 'district' }));
  const { rulebook, v, hours } = await setupOf(meetId);
  dataOf(await act(organiser, 'meet.edit', { meetId, v, rulebook, hours, entriesUntil: start + 20 * day, captainsAt: start + 30 * day }));
  dataOf(await open(meetId, leader, 'jcjc', '江东联队'));
  return meetId;
}

const open = (meetId: string, openid: string, unitId: string, name: string) => act(openid, 'delegation.open', { meetId, unitId, name, contact: '13800001111' });
const lineOf = (name: string): Api.Meet.AthleteLine => ({ name, sex: 'male', born: '1992-05-01', staffTail: '' });
const add = (meetId: string, openid: string, names: string[]) => act(openid, 'delegation.athletes', { meetId, unitId: 'jcjc', lines: names.map(lineOf) });
const of = (meetId: string, unit = 'street') => ({ meetId, unitId: 'jcjc', partner: unit });
const invite = (meetId: string, unit = 'street', key = newKey()) => act(leader, 'delegation.invite', of(meetId, unit), key);
const join = (meetId: string, key = newKey()) => act(partner, 'delegation.join', of(meetId), key);
const part = (meetId: string, openid: string, key = newKey()) => act(openid, 'delegation.part', of(meetId), key);
const teamOf = async (meetId: string, openid = leader) => dataOf(await call(openid, 'delegation.detail', { meetId, unitId: 'jcjc' }));
const pageOf = async (meetId: string, openid = partner) => dataOf(await call(openid, 'meet.detail', { meetId }));

const toldOf = async (openid: string, words: string) => (await records(session.url, 'inbox').where({ uid: demoUid(openid) }).limit(100).get()).data.filter(({ title }) => String(title).includes(words));

test('a unit is found, asked and comes in, each once; the refused write nothing', async () => {
  const meetId = await meetOf();
  const seek = async (search: string) => dataOf(await call(leader, 'delegation.seek', { meetId, unitId: 'jcjc', search })).units;
  expect(await seek('滨江街道')).toMatchObject([{ unitId: 'street', above: '江东区总工会', state: 'free' }]);
  // Those above and below the own unit share its roster; an empty search finds nobody.
  expect(await seek('机床厂')).toEqual([]);
  expect(await seek(' ')).toEqual([]);
  for (const openid of [partner, stranger]) expect(codeOf(await call(openid, 'delegation.seek', { meetId, unitId: 'jcjc', search: '公交' }))).toBe('NOT_FOUND');
  expect(codeOf(await act(partner, 'delegation.invite', of(meetId)))).toBe('NOT_FOUND');
  for (const [unit, code] of [['jcjc', 'BAD_INPUT'], ['jcjc1', 'BAD_INPUT'], ['east', 'BAD_INPUT'], ['nobody', 'NOT_FOUND']] as const) expect([unit, codeOf(await invite(meetId, unit))]).toEqual([unit, code]);
  expect(codeOf(await join(meetId))).toBe('NOT_FOUND');
  expect((await teamOf(meetId)).partners).toEqual([]);

  const key = newKey();
  const [one, other] = await Promise.all([invite(meetId, 'street', key), invite(meetId, 'street', key)]);
  expect([dataOf(one), dataOf(other)]).toEqual([{ asked: true }, { asked: true }]);
  expect(codeOf(await invite(meetId, 'bus', key))).toBe('KEY_REUSED');
  expect(codeOf(await invite(meetId))).toBe('USED');
  expect((await teamOf(meetId)).partners).toEqual([{ unitId: 'street', name: '滨江街道新就业形态工会联合会', joined: false }]);
  expect((await seek('滨江街道'))[0]).toMatchObject({ state: 'asked' });
  expect(await toldOf(partner, '江东联队邀请')).toHaveLength(1);
  expect(await toldOf(stranger, '江东联队邀请')).toEqual([]);
  expect(await pageOf(meetId)).toMatchObject({ mine: null, invitations: [{ unitId: 'jcjc', unitName: '江城机床厂工会', name: '江东联队' }] });
  // Asked is not in: nothing of the delegation is to be seen or done.
  expect(codeOf(await call(partner, 'delegation.detail', { meetId, unitId: 'jcjc' }))).toBe('NOT_FOUND');
  expect(codeOf(await add(meetId, partner, street.slice(0, 1)))).toBe('NOT_FOUND');

  expect(codeOf(await act(stranger, 'delegation.join', of(meetId)))).toBe('NOT_FOUND');
  const joining = newKey();
  expect(dataOf(await join(meetId, joining))).toEqual({ joined: true });
  expect(dataOf(await join(meetId, joining))).toEqual({ joined: true });
  expect(codeOf(await act(partner, 'delegation.join', { ...of(meetId), unitId: 'street' }, joining))).toBe('NOT_FOUND');
  expect(codeOf(await join(meetId))).toBe('USED');
  expect(await toldOf(leader, '参加了联队')).toHaveLength(1);
  expect(codeOf(await open(meetId, partner, 'street', '滨江代表队'))).toBe('USED');
  expect(await pageOf(meetId)).toMatchObject({ mine: { unitId: 'jcjc', name: '江东联队' }, invitations: [] });
  expect(await teamOf(meetId, partner)).toMatchObject({ partners: [{ unitId: 'street', joined: true }], mine: ['street'] });
  expect((await seek('滨江街道'))[0]).toMatchObject({ state: 'joined' });
});

test('each unit brings athletes of its own roster and takes out its own; the leader answers for all', async () => {
  const meetId = await meetOf();
  dataOf(await invite(meetId));
  dataOf(await join(meetId));
  const [ours = '', second = ''] = works;
  const [theirs = ''] = street;
  expect(dataOf(await add(meetId, partner, [ours])).faults).toMatchObject([{ line: 1, why: expect.stringContaining('不在本单位') }]);
  expect(dataOf(await add(meetId, leader, [theirs])).faults).toHaveLength(1);
  expect(dataOf(await add(meetId, partner, [theirs])).added).toBe(1);
  expect(dataOf(await add(meetId, leader, [ours, second])).added).toBe(2);
  const { athletes } = await teamOf(meetId);
  expect(athletes.map(({ name, unitName }) => [name, unitName])).toEqual([[theirs, '滨江街道新就业形态工会联合会'], [ours, '江城机床厂工会'], [second, '江城机床厂工会']]);
  const [guest = '', own = ''] = athletes.map(({ uid }) => uid);
  const remove = (openid: string, uid: string) => act(openid, 'delegation.remove', { meetId, unitId: 'jcjc', uid });
  expect(codeOf(await remove(partner, own))).toBe('FORBIDDEN');
  // Who has athletes in the list does not go, and is not sent away.
  for (const openid of [partner, leader]) expect(codeOf(await part(meetId, openid))).toBe('USED');
  // The athlete is the delegation's for everybody else.
  const { rulebook } = await setupOf(meetId);
  const m100 = rulebook.events.find(({ name }) => name === '男子青年组100米')?.id ?? '';
  dataOf(await act(partner, 'delegation.enter', { meetId, unitId: 'jcjc', entry: null, event: m100, people: [guest], seed: null }));
  expect(codeOf(await remove(leader, guest))).toBe('OK');
  expect(dataOf(await add(meetId, partner, [theirs])).added).toBe(1);
  expect(codeOf(await remove(partner, guest))).toBe('OK');

  const key = newKey();
  expect(codeOf(await part(meetId, stranger, key))).toBe('NOT_FOUND');
  expect(dataOf(await part(meetId, partner, key))).toEqual({ parted: true });
  expect(dataOf(await part(meetId, partner, key))).toEqual({ parted: true });
  expect(codeOf(await call(partner, 'delegation.detail', { meetId, unitId: 'jcjc' }))).toBe('NOT_FOUND');
  expect(codeOf(await part(meetId, leader))).toBe('USED');
  // Gone is free: asked again and in again, and a late duplicate of the leaving takes it out no more.
  dataOf(await invite(meetId));
  dataOf(await join(meetId));
  expect(dataOf(await part(meetId, partner, key))).toEqual({ parted: true });
  expect(await teamOf(meetId)).toMatchObject({ partners: [{ unitId: 'street', joined: true }] });
});

test('an invitation is declined or taken back; a unit that comes in and opens its own at once is in one of them', async () => {
  const meetId = await meetOf();
  dataOf(await invite(meetId));
  expect(dataOf(await part(meetId, partner))).toEqual({ parted: true });
  expect((await pageOf(meetId)).invitations).toEqual([]);
  dataOf(await invite(meetId));
  expect(dataOf(await part(meetId, leader))).toEqual({ parted: true });
  expect(codeOf(await join(meetId))).toBe('NOT_FOUND');
  dataOf(await invite(meetId));
  const codes = (await Promise.all([join(meetId), open(meetId, partner, 'street', '滨江代表队')])).map(codeOf);
  expect(codes.filter((code) => code === 'OK')).toHaveLength(1);
  const { mine } = await pageOf(meetId);
  expect(mine?.unitId).toBe(codes[0] === 'OK' ? 'jcjc' : 'street');
  // Who has a delegation of its own is not asked, and a meet that is not for a unit does not ask it.
  dataOf(await open(meetId, organiser, 'bus', '公交代表队'));
  expect(codeOf(await invite(meetId, 'bus'))).toBe('USED');
  expect(codeOf(await invite(await meetOf('east'), 'weave'))).toBe('NOT_FOUND');
  await session.setClock(start + 20 * day);
  for (const answer of [invite(meetId, 'school1'), part(meetId, leader)]) expect(codeOf(await answer)).toBe('CLOSED');
  await session.setClock(start);
});

test('a relay of both units wins: its points are shared equally and stand with each on the board', async () => {
  const meetId = await meetOf();
  dataOf(await invite(meetId));
  dataOf(await join(meetId));
  dataOf(await open(meetId, weaver, 'weave', '纺织代表队'));
  const weavers = (await alone(weaver, 'weave')).slice(0, 4);
  dataOf(await act(weaver, 'delegation.athletes', { meetId, unitId: 'weave', lines: weavers.map(lineOf) }));
  dataOf(await add(meetId, leader, works.slice(0, 3)));
  dataOf(await add(meetId, partner, street.slice(0, 1)));
  const { rulebook } = await setupOf(meetId);
  const event = rulebook.events.find(({ name }) => name === '男子青年组4×100米接力')?.id ?? '';
  for (const unitId of ['jcjc', 'weave']) {
    const people = dataOf(await call(organiser, 'delegation.detail', { meetId, unitId })).athletes.map(({ uid }) => uid);
    dataOf(await act(organiser, 'delegation.enter', { meetId, unitId, entry: null, event, people, seed: null }));
  }
  await session.setClock(start + 30 * day);
  const versionOf = async () => (await setupOf(meetId)).v;
  dataOf(await act(organiser, 'meet.freeze', { meetId, v: await versionOf(), valueName: '福彩3D' }));
  expect(codeOf(await part(meetId, partner))).toBe('CLOSED');
  dataOf(await act(organiser, 'meet.draw', { meetId, v: await versionOf(), value: '327' }));
  const round = async () => {
    const { desk } = dataOf(await call(crew.recorder, 'event.desk', { meetId, event }));
    const first = desk?.rounds[0];
    if (!desk || !first) throw new Error('no desk');
    return { starters: desk.starters, ...first };
  };
  const { starters } = await round();
  expect(starters.map(({ unitName }) => unitName).sort()).toEqual(['江东联队', '纺织代表队']);
  dataOf(await act(crew.recorder, 'event.call', { meetId, event, round: 1, entries: starters.map(({ entry }) => entry), from: 'none', to: 'in' }));
  for (const { entry, unitName } of starters) {
    const ms = unitName === '江东联队' ? 47_000 : 48_000;
    const raw = { kind: 'time' as const, timing: rulebook.timing, ms: [ms], finish: null };
    dataOf(await act(crew.recorder, 'event.mark', { meetId, event, round: 1, entry, m: 0, entered: { outcome: 'ok', rule: '', raw, violations: 0, reruns: 0 } }));
  }
  const { digest } = await round();
  for (const [as, who] of Object.entries(crew)) dataOf(await act(who, 'event.sign', { meetId, event, round: 1, as: as as Api.Meet.SignsAs, digest }));
  dataOf(await act(crew.recorder, 'event.announce', { meetId, event, round: 1 }));
  const { board } = dataOf(await call(partner, 'meet.board', { meetId }));
  const lines = new Map(board?.classes.flatMap(({ units }) => units).map(({ name, points, pending }) => [name, [points, pending]]));
  // A relay's 9 points count twice: 18, half to each.
  const total = (name: string) => (lines.get(name) ?? []).find((points) => points !== '' && points !== '0');
  expect([total('江城机床厂工会'), total('滨江街道新就业形态工会联合会')]).toEqual(['9', '9']);
  await session.setClock(start);
});
