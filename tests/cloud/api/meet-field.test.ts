import { checkProof, drawnAgain, sameDraw } from '../../../miniprogram/domain/meet/proof';
import { contest, race, relay } from '../../../miniprogram/domain/meet/template-events';
import { demoUid } from '../../../scripts/seed/people';
import { type ApiSession, codeOf, dataOf, newKey, openApiSession } from '../local-session';
import { recordOf, records } from './records';

/** Rules on the field: seeds of a knock-out, 双弃权 and 取消资格 in it, 并组 after the draw, the order of a relay. */

const [day, minute] = [86_400_000, 60_000];
const start = Math.ceil(Date.now() / minute) * minute;
const organiser = 'demo-cadre-wang';
const official = 'demo-official-zhou';
const referee = 'demo-admin-wu';
const worker = 'demo-worker-chen';
const units = ['jcjc', 'bus', 'weave', 'chip'] as const;
const leaders = { jcjc: 'demo-cadre-liu', bus: 'demo-member-260', weave: 'demo-member-261', chip: 'demo-member-262' } as const;
const men: Api.Meet.Group = { id: 'm', name: '男子组', sex: 'male', minAge: 18, maxAge: null, next: null };
const [sprint, relays, tennis] = ['e1', 'e2', 'e3'];
const events: Api.Meet.Event[] = [
  { ...race(100)(men), id: sprint, format: { kind: 'timedFinal' }, perUnit: 3 },
  { ...relay(4, 100)(men), id: relays },
  { ...contest('ball', '乒乓球单打', { kind: 'knockout', seeds: 4, third: false }, 3, 'racket', null, '乒乓球馆')(men), id: tennis, perUnit: 2 },
];

let session: ApiSession;
let meetId = '';

const call = <A extends Api.ActionName>(openid: string, action: A, input: Api.Input<A>) => session.call(openid, action, input);
const act = <A extends Api.ActionName>(openid: string, action: A, input: Api.Input<A>, key = newKey()) => session.call(openid, action, input, key);
const setup = async () => {
  const found = dataOf(await call(organiser, 'meet.detail', { meetId })).setup;
  if (!found) throw new Error('it is not set up');
  return found;
};
const amend = async (change: Api.Meet.ListChange) => codeOf(await act(organiser, 'meet.amend', { meetId, v: (await setup()).v, change }));
const listed = async () => dataOf(await call(organiser, 'meet.listed', { meetId, event: tennis }));
const roundOf = async (event: string) => {
  const { desk } = dataOf(await call(official, 'event.desk', { meetId, event }));
  const round = desk?.rounds[0];
  if (!round) throw new Error('no round');
  return round;
};
const shown = async (event: string) => dataOf(await call(worker, 'meet.event', { meetId, event }));
const refusesWithoutAWrite = async (event: string, answer: () => Promise<unknown>, code: string) => {
  const before = await recordOf(session.url, 'meet_events', `${meetId}:${event}`);
  expect(codeOf(await answer())).toBe(code);
  expect(await recordOf(session.url, 'meet_events', `${meetId}:${event}`)).toEqual(before);
};
/** As a phone draws it again. */
const isSame = (proof: Api.Meet.Proof, event: string, round: Api.Meet.RoundShown) => {
  const drawn = drawnAgain(proof, event, round.merges);
  return drawn !== null && sameDraw(drawn, round);
};
const timer = () => fetch(`${session.url}/dev/timer/jobs/everyMinute`, { method: 'POST' });

beforeAll(async () => {
  session = await openApiSession();
  await session.setClock(start);
  const expires = start + 80 * day;
  for (const unitId of units.slice(1)) dataOf(await act(referee, 'people.grant', { uid: demoUid(leaders[unitId]), role: 'cadre', unionId: unitId, expires }));
  const draft = { title: '江城职工田径乒乓赛', programme: 'meet', audienceUnionId: 'city', placeName: '江城体育中心', startsAt: start + 40 * day, endsAt: start + 42 * day, capacity: 500 } as const;
  meetId = dataOf(await act(organiser, 'activity.create', draft)).activityId;
  dataOf(await act(organiser, 'meet.create', { activityId: meetId, sport: 'athletics', level: 'district' }));
  const { rulebook, v, hours } = await setup();
  const ours = { ...rulebook, groups: [men], events, limits: { perPerson: 5, relaysCount: false, among: [] } };
  dataOf(await act(organiser, 'meet.edit', { meetId, v, rulebook: ours, hours, entriesUntil: start + 20 * day, captainsAt: start + 30 * day }));
  for (const unitId of units) {
    const leader = leaders[unitId];
    dataOf(await act(leader, 'delegation.open', { meetId, unitId, name: `${unitId}代表队`, contact: '13800001111' }));
    const { rows } = dataOf(await call(leader, 'people.roster', { unionId: unitId }));
    const lines = [...new Set(rows.map(({ name }) => name))].slice(0, 9).map((name): Api.Meet.AthleteLine => ({ name, sex: 'male', born: '1990-05-01', staffTail: '' }));
    const { faults } = dataOf(await act(leader, 'delegation.athletes', { meetId, unitId, lines }));
    if (faults.length > 0) dataOf(await act(leader, 'delegation.athletes', { meetId, unitId, lines: lines.filter((_line, index) => !faults.some(({ line }) => line === index + 1)) }));
    const uids = dataOf(await call(leader, 'delegation.detail', { meetId, unitId })).athletes.map(({ uid }) => uid);
    const enter = async (event: string, people: string[]) => dataOf(await act(leader, 'delegation.enter', { meetId, unitId, entry: null, event, people, seed: null }));
    for (const uid of uids.slice(0, 3)) await enter(sprint, [uid]);
    await enter(relays, uids.slice(0, 5));
    for (const uid of uids.slice(3, 5)) await enter(tennis, [uid]);
  }
  await session.setClock(start + 20 * day);
  dataOf(await act(organiser, 'meet.freeze', { meetId, v: (await setup()).v, valueName: '12月1日福彩3D开奖号码' }));
});
afterAll(() => session.close());

test('seeds are named at the 领队会, as many as the rulebook has, and are drawn apart by anybody again', async () => {
  const { entries } = await listed();
  const ids = entries.map(({ entry }) => entry);
  const seeds = (list: readonly (string | undefined)[]) => ({ kind: 'seeds' as const, event: tennis, entries: list.map((one) => one ?? '-') });
  expect(await amend(seeds(ids.slice(0, 5)))).toBe('BAD_INPUT');
  expect(await amend(seeds([ids[0], ids[0]]))).toBe('BAD_INPUT');
  expect(await amend(seeds(['nobody']))).toBe('BAD_INPUT');
  expect(await amend({ ...seeds([ids[0]]), event: sprint })).toBe('BAD_INPUT');
  expect(codeOf(await act(leaders.bus, 'meet.amend', { meetId, v: (await setup()).v, change: seeds([ids[0]]) }))).toBe('NOT_FOUND');
  expect(await amend(seeds([ids[7], ids[6]]))).toBe('OK');
  expect(await amend(seeds([ids[2], ids[0], ids[4], ids[6]]))).toBe('OK');
  expect((await listed()).seeds).toEqual([ids[2], ids[0], ids[4], ids[6]]);
  // A seed withdraws: those behind move up; taken back, it is as before.
  expect(await amend({ kind: 'scratch', entry: ids[0] ?? '', reason: '训练受伤' })).toBe('OK');
  expect((await listed()).seeds).toEqual([ids[2], ids[4], ids[6]]);
  dataOf(await act(organiser, 'meet.restore', { meetId, v: (await setup()).v, of: { entry: ids[0] ?? '' } }));
  expect((await listed()).seeds).toHaveLength(4);
  expect(dataOf(await act(organiser, 'meet.draw', { meetId, v: (await setup()).v, value: '327' }))).toMatchObject({ events: 3 });
  const { table } = await roundOf(tennis);
  const slots = table?.kind === 'knockout' ? table.slots : [];
  expect([slots[0], slots[7]]).toEqual([ids[2], ids[0]]);
  expect([slots[3], slots[4]].sort()).toEqual([ids[4], ids[6]].sort());
  const proof = dataOf(await call(worker, 'meet.proof', { meetId }));
  expect(checkProof(proof)).toEqual({ commitment: true, list: true, seed: true });
  const first = (await shown(tennis)).rounds[0];
  expect(first && isSame(proof, tennis, first)).toBe(true);
});

test('neither came: nobody goes on, the next opponent does; whoever is disqualified gives up the rest, until somebody has played on', async () => {
  const of = { meetId, event: tennis };
  const match = (id: string, raw: Partial<Api.Meet.RawMatch>, m = 0) => act(official, 'event.match', { ...of, match: id, m, raw: { bouts: [], forfeit: null, decided: null, ...raw } });
  const won: [number, number][] = [[11, 3], [11, 4]];
  dataOf(await match('k1-1', { forfeit: 'both' }));
  dataOf(await match('k1-2', { bouts: won }));
  dataOf(await match('k1-3', { bouts: won }));
  const { table } = await roundOf(tennis);
  const slots = table?.kind === 'knockout' ? table.slots : [];
  const [out = '', other = ''] = [slots[6] ?? '', slots[7] ?? ''];
  const disqualify = (entry: string, m: number, rule: string | null, who = official, key = newKey()) => act(who, 'event.disqualify', { ...of, entry, m, rule }, key);
  await refusesWithoutAWrite(tennis, () => disqualify(out, 0, '冒名顶替', worker), 'FORBIDDEN');
  await refusesWithoutAWrite(tennis, () => disqualify(out, 0, '。'), 'BAD_INPUT');
  await refusesWithoutAWrite(tennis, () => disqualify(out, 0, null), 'USED');
  await refusesWithoutAWrite(tennis, () => disqualify('nobody', 0, '冒名顶替'), 'NOT_FOUND');
  await refusesWithoutAWrite(sprint, () => act(official, 'event.disqualify', { meetId, event: sprint, entry: out, m: 0, rule: '冒名顶替' }), 'NOT_FOUND');
  const key = newKey();
  const { answer, cost } = await session.measured(official, 'event.disqualify', { ...of, entry: out, m: 0, rule: '冒名顶替' }, key);
  expect(dataOf(answer)).toEqual({ m: 1 });
  expect(cost.writes).toBe(1);
  expect(await disqualify(out, 0, '冒名顶替', official, key)).toEqual(answer);
  await refusesWithoutAWrite(tennis, () => disqualify(out, 0, '别的理由', official, key), 'KEY_REUSED');
  await refusesWithoutAWrite(tennis, () => match('k1-4', { bouts: won }), 'CLOSED');
  const view = (await shown(tennis)).rounds[0];
  expect(view?.matches['k1-4']).toEqual({ bouts: [], forfeit: 'home', decided: null });
  expect(view?.disqualified).toEqual([{ entry: out, rule: '冒名顶替' }]);
  // Nobody came out of the first quarter: the winner of the second is in the final.
  dataOf(await match('k2-2', { bouts: won }));
  await refusesWithoutAWrite(tennis, () => disqualify(out, 1, null), 'USED');
  dataOf(await match('k3-1', { bouts: won }));
  const { digest, missing } = await roundOf(tennis);
  expect(missing).toBe('');
  for (const [as, who] of [['recorder', official], ['judge', organiser], ['referee', referee]] as const) dataOf(await act(who, 'event.sign', { ...of, round: 1, as, digest }));
  await refusesWithoutAWrite(tennis, () => disqualify(other, 0, '冒名顶替'), 'CLOSED');
  dataOf(await act(official, 'event.announce', { ...of, round: 1 }));
  const rows = (await shown(tennis)).result?.rows ?? [];
  expect(rows.map(({ entry, place, outcome }) => [slots.indexOf(entry), place, outcome])).toEqual([
    [2, 1, 'ok'],
    [4, 2, 'ok'],
    [7, 3, 'ok'],
    ...[[3, 4, 'ok'], [5, 4, 'ok']].sort((a, b) => ((slots[Number(a[0])] ?? '') < (slots[Number(b[0])] ?? '') ? -1 : 1)),
    ...rows.slice(5).map(({ entry, outcome }) => [slots.indexOf(entry), null, outcome]),
  ]);
  expect(new Map(rows.slice(5).map(({ entry, outcome }) => [slots.indexOf(entry), outcome]))).toEqual(new Map([[0, 'DNS'], [1, 'DNS'], [6, 'DQ']]));
  // Six started, the disqualified one with them, so five places score (减一录取): 9, 7, 6 and 5 + 4 shared.
  expect(rows.map(({ points }) => points)).toEqual(['9', '7', '6', '4.5', '4.5', '', '', '']);
});

test('records in force: added, corrected and withdrawn by the cadre, audited; what is announced is held against them', async () => {
  const row: Api.Meet.RecordRow = { discipline: '100米', group: 'm', implement: null, timing: 'hand', mark: 12_100, holder: '赵国庆', unit: '江城公交集团', on: '2019-10-12', noGauge: true };
  const put = async (at: number | null, given: Api.Meet.RecordRow | null, key = newKey(), who = organiser) => act(who, 'meet.record', { meetId, v: (await setup()).v, at, row: given }, key);
  const meetRecord = () => recordOf(session.url, 'meets', meetId);
  const before = await meetRecord();
  expect(codeOf(await call(leaders.bus, 'meet.records', { meetId }))).toBe('NOT_FOUND');
  expect(codeOf(await put(null, row, newKey(), leaders.bus))).toBe('NOT_FOUND');
  expect(codeOf(await put(null, { ...row, mark: 12_130 }))).toBe('BAD_INPUT');
  expect(codeOf(await put(null, { ...row, discipline: '乒乓球单打' }))).toBe('BAD_INPUT');
  expect(codeOf(await put(null, null))).toBe('BAD_INPUT');
  expect(codeOf(await put(0, row))).toBe('NOT_FOUND');
  expect(await meetRecord()).toEqual(before);
  const key = newKey();
  const { v } = await setup();
  const input = { meetId, v, at: null, row };
  const answer = await act(organiser, 'meet.record', input, key);
  expect(dataOf(answer)).toEqual({ v: v + 1 });
  expect(await act(organiser, 'meet.record', input, key)).toEqual(answer);
  expect(codeOf(await act(organiser, 'meet.record', { ...input, row: { ...row, mark: 12_200 } }, key))).toBe('KEY_REUSED');
  expect(codeOf(await act(organiser, 'meet.record', input))).toBe('USED');
  expect(codeOf(await put(null, row))).toBe('BAD_INPUT');
  // The events were drawn before: they hold it all the same.
  expect((await shown(sprint)).records).toEqual([row]);
  expect((await shown(relays)).records).toEqual([]);
  dataOf(await put(0, { ...row, mark: 12_000 }));
  expect((await shown(sprint)).records.map(({ mark }) => mark)).toEqual([12_000]);
  const other = { ...row, discipline: '4×100米接力', mark: 48_000, noGauge: false };
  dataOf(await put(null, other));
  dataOf(await put(1, null));
  expect((await shown(relays)).records).toEqual([]);
  expect(await meetRecord()).toMatchObject({ unspread: false, records: [{ mark: 12_000 }] });
});

test('并组: shown first, done once, told once to everybody whose heat or lane is another; drawn again by anybody; not once it has run', async () => {
  const of = { meetId, event: sprint };
  const { heats } = await roundOf(sprint);
  expect(heats.map(({ places }) => places.length)).toEqual([6, 6]);
  const pair = { ...of, from: 1, into: 2 };
  expect((await roundOf(sprint)).mergeable).toEqual([]);
  await refusesWithoutAWrite(sprint, () => act(official, 'event.merge', { ...pair, merges: 0 }), 'BAD_INPUT');
  const gone = [...(heats[0]?.places.slice(0, 3) ?? []), ...(heats[1]?.places.slice(0, 2) ?? [])].map(({ entry }) => entry);
  dataOf(await act(official, 'event.call', { ...of, round: 1, entries: gone, from: 'none', to: 'missing' }));
  expect((await roundOf(sprint)).mergeable).toEqual([{ from: 1, into: 2 }, { from: 2, into: 1 }]);
  expect(codeOf(await call(worker, 'event.merging', pair))).toBe('FORBIDDEN');
  const before = await recordOf(session.url, 'meet_events', `${meetId}:${sprint}`);
  const preview = dataOf(await call(official, 'event.merging', pair));
  expect(await recordOf(session.url, 'meet_events', `${meetId}:${sprint}`)).toEqual(before);
  expect(preview.moves.map(({ was, is }) => [was.heat, is.heat])).toEqual(Array.from({ length: 7 }, (_one, index) => (preview.moves[index]?.was.heat === 1 ? [1, 1] : [2, 1])));
  const key = newKey();
  const answer = await act(official, 'event.merge', { ...pair, merges: preview.merges }, key);
  expect(dataOf(answer)).toEqual({ moved: preview.moves.length });
  expect(await act(official, 'event.merge', { ...pair, merges: 0 }, key)).toEqual(answer);
  await refusesWithoutAWrite(sprint, () => act(official, 'event.merge', { ...pair, merges: 0 }), 'USED');
  expect((await roundOf(sprint)).heats).toEqual(preview.heats);
  // Whoever gave up the lane has none to come back to.
  await refusesWithoutAWrite(sprint, () => act(official, 'event.call', { ...of, round: 1, entries: gone.slice(0, 1), from: 'missing', to: 'in' }), 'CLOSED');
  // The job tells nobody a second time.
  await timer();
  const { starters, rounds } = await shown(sprint);
  const { data } = await records(session.url, 'inbox').where({ title: '男子组100米 并组' }).limit(100).get();
  const texts = data.map(({ uid, text }) => ({ uid: String(uid), text: String(text) }));
  const told = texts.filter(({ text }) => text.startsWith('您由'));
  expect(told).toHaveLength(preview.moves.length);
  expect(new Set(told.map(({ uid }) => uid)).size).toBe(told.length);
  const ledUnits = new Set(preview.moves.map(({ entry }) => starters.find((one) => one.entry === entry)?.unit));
  expect(texts.filter(({ text }) => text.includes('本队'))).toHaveLength(ledUnits.size);
  const proof = dataOf(await call(worker, 'meet.proof', { meetId }));
  expect(rounds[0] && isSame(proof, sprint, rounds[0])).toBe(true);
  expect(rounds[0] && isSame(proof, sprint, { ...rounds[0], merges: [] })).toBe(false);
  // All marks, three signatures: those who were not there did not start.
  for (const [index, { entry }] of (preview.heats[0]?.places ?? []).entries()) {
    const raw = { kind: 'time' as const, timing: 'hand' as const, ms: [12_000 + index * 100], finish: null };
    dataOf(await act(official, 'event.mark', { ...of, round: 1, entry, m: 0, entered: { outcome: 'ok', rule: '', raw, violations: 0, reruns: 0 } }));
  }
  await refusesWithoutAWrite(sprint, () => act(official, 'event.merge', { ...of, from: 1, into: 1, merges: 1 }), 'CLOSED');
  const { digest } = await roundOf(sprint);
  for (const [as, who] of [['recorder', official], ['judge', organiser], ['referee', referee]] as const) dataOf(await act(who, 'event.sign', { ...of, round: 1, as, digest }));
  dataOf(await act(official, 'event.announce', { ...of, round: 1 }));
  const rows = (await shown(sprint)).result?.rows ?? [];
  // 12.0 equals the record that was corrected to it.
  expect(rows.map(({ record }) => record).filter((kind) => kind !== null)).toEqual(['equalled']);
  expect(rows.map(({ place, outcome }) => place ?? outcome)).toEqual([1, 2, 3, 4, 5, 6, 7, 'DNS', 'DNS', 'DNS', 'DNS', 'DNS']);
  const { items } = dataOf(await call(referee, 'audit.list', {}));
  const count = (wanted: Api.Audit.Act) => items.filter(({ act: kind }) => kind === wanted).length;
  expect([count('event.merge'), count('meet.record')]).toEqual([1, 4]);
});

test('the order of a relay: the leader hands it in and changes it until the team is at 检录; officials see it', async () => {
  const of = { meetId, event: relays };
  const seen = async (who: string) => {
    const { starters } = dataOf(await call(who, 'meet.event', of));
    const team = starters.find(({ unit }) => unit === 'bus');
    if (!team) throw new Error('no team');
    return team;
  };
  const team = await seen(leaders.bus);
  expect(team).toMatchObject({ ordered: null, mayOrder: true });
  expect((await seen(official)).mayOrder).toBe(false);
  const bibs = team.people.map(({ bib }) => bib);
  const order = (list: number[], who: string = leaders.bus, key = newKey()) => act(who, 'event.order', { ...of, entry: team.entry, bibs: list }, key);
  await refusesWithoutAWrite(relays, () => order(bibs, leaders.jcjc), 'FORBIDDEN');
  await refusesWithoutAWrite(relays, () => order(bibs.slice(1)), 'BAD_INPUT');
  await refusesWithoutAWrite(relays, () => order([...bibs.slice(1), bibs[1] ?? 0]), 'BAD_INPUT');
  await refusesWithoutAWrite(relays, () => order([...bibs.slice(1), 9999]), 'BAD_INPUT');
  await refusesWithoutAWrite(relays, () => act(leaders.bus, 'event.order', { ...of, entry: 'nobody', bibs }), 'NOT_FOUND');
  const key = newKey();
  const turned = [...bibs.slice(1), bibs[0] ?? 0];
  const answer = await order(turned, leaders.bus, key);
  expect(codeOf(answer)).toBe('OK');
  expect(await order(turned, leaders.bus, key)).toEqual(answer);
  await refusesWithoutAWrite(relays, () => order(bibs, leaders.bus, key), 'KEY_REUSED');
  const reversed = [...bibs].reverse();
  expect(codeOf(await order(reversed))).toBe('OK');
  const { desk } = dataOf(await call(official, 'event.desk', of));
  const now = desk?.starters.find(({ unit }) => unit === 'bus');
  expect(now?.people.map(({ bib }) => bib)).toEqual(reversed);
  expect(now?.people.map(({ name }) => name)).toEqual([...team.people].reverse().map(({ name }) => name));
  expect(now?.ordered).not.toBeNull();
  dataOf(await act(official, 'event.call', { ...of, round: 1, entries: [team.entry], from: 'none', to: 'in' }));
  await refusesWithoutAWrite(relays, () => order(bibs), 'CLOSED');
  expect((await seen(leaders.bus)).mayOrder).toBe(false);
  await refusesWithoutAWrite(sprint, () => act(leaders.bus, 'event.order', { meetId, event: sprint, entry: (desk?.starters[0]?.entry ?? ''), bibs: [1] }), 'NOT_FOUND');
});
