import { officialMark } from '../../../miniprogram/domain/meet/entered';
import { demoUid } from '../../../scripts/seed/people';
import { type ApiSession, codeOf, dataOf, newKey, openApiSession } from '../local-session';
import { recordOf, records, whole } from './records';

const minute = 60_000;
const meetId = 'meet-east';
const sprint = { meetId, event: 'm-100米' };
const official = 'demo-official-zhou';
const second = 'demo-cadre-wang';
const referee = 'demo-admin-wu';
const leader = 'demo-cadre-liu';
const athlete = 'demo-worker-chen';
const outsider = 'demo-worker-li';
const watcher = 'demo-gate-zhao';
const start = Date.now();
let session: ApiSession;

beforeAll(async () => {
  session = await openApiSession();
  await session.setClock(start);
  dataOf(await act('demo-admin-wu', 'people.grant', { uid: demoUid(watcher), role: 'supervisor', unionId: 'east', expires: start + 30 * 86_400_000 }));
});
afterAll(() => session.close());

const call = <A extends Api.ActionName>(openid: string, action: A, input: Api.Input<A>) => session.call(openid, action, input);
const act = <A extends Api.ActionName>(openid: string, action: A, input: Api.Input<A>, given = newKey()) => session.call(openid, action, input, given);
const eventRecord = (event = sprint.event) => recordOf(session.url, 'meet_events', `${meetId}:${event}`);
const deskOf = async (event = sprint.event) => {
  const { desk } = dataOf(await call(official, 'event.desk', { meetId, event }));
  if (!desk) throw new Error('no desk');
  return desk;
};
const roundOf = async (n: number, event = sprint.event) => {
  const round = (await deskOf(event)).rounds[n - 1];
  if (!round) throw new Error(`no round ${n}`);
  return round;
};
const refusesWithoutAWrite = async (answer: Promise<unknown>, code: string, event = sprint.event) => {
  const before = await eventRecord(event);
  expect(codeOf(await answer)).toBe(code);
  expect(await eventRecord(event)).toEqual(before);
};

const timer = () => fetch(`${session.url}/dev/timer/jobs/everyMinute`, { method: 'POST' });

const ok = (raw: Api.Meet.RawMark, more: Partial<Api.Meet.Entered> = {}): Api.Meet.Entered => ({ outcome: 'ok', rule: '', raw, violations: 0, reruns: 0, ...more });
const hand = (ms: number, finish: number | null = null) => ok({ kind: 'time', timing: 'hand', ms: [ms], finish });
const none = (outcome: 'DNS' | 'DNF' | 'DQ', rule = ''): Api.Meet.Entered => ({ outcome, rule, raw: null, violations: 0, reruns: 0 });
const mark = (event: string, round: number, entry: string, entered: Api.Meet.Entered, m = 0, given = newKey()) => act(official, 'event.mark', { meetId, event, round, entry, m, entered }, given);

/** Three people sign one after the other, and the result goes out. */
async function announced(event: string, round: number): Promise<void> {
  const { digest } = await roundOf(round, event);
  for (const [as, who] of [['recorder', official], ['judge', second], ['referee', referee]] as const) dataOf(await act(who, 'event.sign', { meetId, event, round, as, digest }));
  dataOf(await act(official, 'event.announce', { meetId, event, round }));
}

test('the call room: each athlete from one state to another, by whoever is nearer; who did not come has no mark', async () => {
  const { heats } = await roundOf(1);
  expect(heats).toHaveLength(2);
  const [first = '', other = '', third = ''] = heats[0]?.places.map(({ entry }) => entry) ?? [];
  const input = { ...sprint, round: 1, entries: [first, other], from: 'none', to: 'in' } as const;
  await refusesWithoutAWrite(act(athlete, 'event.call', { ...input, entries: [first, other] }), 'FORBIDDEN');
  const given = newKey();
  const answer = await act(official, 'event.call', { ...input, entries: [first, other] }, given);
  expect(await act(official, 'event.call', { ...input, entries: [first, other] }, given)).toEqual(answer);
  await refusesWithoutAWrite(act(official, 'event.call', { ...input, entries: [first] }), 'USED');
  await refusesWithoutAWrite(act(official, 'event.call', { ...input, entries: [first] }, given), 'KEY_REUSED');
  await refusesWithoutAWrite(act(official, 'event.call', { ...input, entries: ['nobody'] }), 'NOT_FOUND');
  dataOf(await act(second, 'event.call', { ...sprint, round: 1, entries: [third], from: 'none', to: 'missing' }));
  await refusesWithoutAWrite(mark(sprint.event, 1, third, hand(12_000)), 'USED');
  dataOf(await act(official, 'event.call', { ...sprint, round: 1, entries: [third], from: 'missing', to: 'in' }));
});

test('a mark is one conditional write of its own field: another lane does not refuse it, a second hand on the same one is told', async () => {
  const { heats } = await roundOf(1);
  const [first = '', other = ''] = heats[0]?.places.map(({ entry }) => entry) ?? [];
  await refusesWithoutAWrite(mark(sprint.event, 1, first, { ...hand(12_000), outcome: 'DNF' }), 'BAD_INPUT');
  await refusesWithoutAWrite(mark(sprint.event, 1, first, ok({ kind: 'count', count: 3 })), 'BAD_INPUT');
  await refusesWithoutAWrite(mark(sprint.event, 1, first, hand(-5)), 'BAD_INPUT');
  await refusesWithoutAWrite(mark(sprint.event, 1, first, none('DQ')), 'BAD_INPUT');
  const given = newKey();
  const { answer, cost } = await session.measured(official, 'event.mark', { ...sprint, round: 1, entry: first, m: 0, entered: hand(12_310) }, given);
  expect(dataOf(answer)).toEqual({ m: 1 });
  expect(cost.writesBy).toEqual({ meet_events: 1 });
  expect(cost.docsRead).toBeLessThanOrEqual(3);
  expect(await session.call(official, 'event.mark', { ...sprint, round: 1, entry: first, m: 0, entered: hand(12_310) }, given)).toEqual(answer);
  await refusesWithoutAWrite(mark(sprint.event, 1, first, hand(12_500)), 'USED');
  // Two officials at once on different lanes, each upon what they know.
  const both = await Promise.all([mark(sprint.event, 1, other, hand(12_500)), act(second, 'event.mark', { ...sprint, round: 1, entry: first, m: 1, entered: hand(12_340) })]);
  expect(both.map(codeOf)).toEqual(['OK', 'OK']);
  expect((await roundOf(1)).cards[first]).toMatchObject({ m: 2, byName: '王敏', entered: hand(12_340) });
  await refusesWithoutAWrite(act(official, 'event.wind', { ...sprint, round: 1, heat: 1, was: 5, wind: 12 }), 'USED');
  dataOf(await act(official, 'event.wind', { ...sprint, round: 1, heat: 1, was: null, wind: 120 }));
});

test('three people sign what they saw; nothing is entered once one has; the next round stands in its lanes at once', async () => {
  const open = await roundOf(1);
  expect(open.missing).toMatch(/^还有 \d+ 个没有成绩/);
  await refusesWithoutAWrite(act(official, 'event.sign', { ...sprint, round: 1, as: 'recorder', digest: open.digest }), 'NOT_OPEN');
  let time = 12_100;
  for (const { n, places } of open.heats) {
    for (const [index, { entry }] of places.entries()) {
      const card = (await roundOf(1)).cards[entry];
      dataOf(await mark(sprint.event, 1, entry, n === 2 && index === 0 ? none('DNF') : hand((time += 110)), card?.m ?? 0));
    }
  }
  const { digest } = await roundOf(1);
  await refusesWithoutAWrite(act(official, 'event.announce', { ...sprint, round: 1 }), 'NOT_OPEN');
  await refusesWithoutAWrite(act(official, 'event.sign', { ...sprint, round: 1, as: 'judge', digest }), 'USED');
  await refusesWithoutAWrite(act(official, 'event.sign', { ...sprint, round: 1, as: 'recorder', digest: 'x'.repeat(43) }), 'USED');
  dataOf(await act(official, 'event.sign', { ...sprint, round: 1, as: 'recorder', digest }));
  await refusesWithoutAWrite(act(official, 'event.sign', { ...sprint, round: 1, as: 'judge', digest }), 'FORBIDDEN');
  const [first = ''] = open.heats[0]?.places.map(({ entry }) => entry) ?? [];
  await refusesWithoutAWrite(mark(sprint.event, 1, first, hand(10_000), 3), 'CLOSED');
  await refusesWithoutAWrite(act(athlete, 'event.return', { ...sprint, round: 1, reason: '再看一遍' }), 'FORBIDDEN');
  dataOf(await act(second, 'event.return', { ...sprint, round: 1, reason: '第二道看错了' }));
  await announced(sprint.event, 1);
  const view = dataOf(await call(athlete, 'meet.event', sprint));
  const [heats, final] = view.rounds;
  expect(heats).toMatchObject({ state: 'announced', announcedAt: expect.any(Number) });
  // Eight lanes from two heats: three of each by place, two by time.
  expect(heats?.through.map(({ by }) => by)).toEqual(['Q', 'Q', 'Q', 'Q', 'Q', 'Q', 'q', 'q']);
  const lanes = final?.heats[0]?.places.map(({ lane }) => lane);
  expect(lanes).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(view.result).toBeNull();
  await refusesWithoutAWrite(act(official, 'event.announce', { ...sprint, round: 1 }), 'USED');

  // Everybody in the round hears of it once, however often the job looks; what the call could not tell, the job does.
  const key = `meet-result:${sprint.meetId}:${sprint.event}:1:${heats?.announcedAt ?? 0}`;
  const told = async () => (await records(session.url, 'inbox').where({ kind: 'resultOut', _id: { $regex: `^${key}:` } }).count()).total;
  const runners = open.heats.reduce((sum, { places }) => sum + places.length, 0);
  expect(await told()).toBe(runners);
  const id = `${sprint.meetId}:${sprint.event}`;
  await records(session.url, 'inbox').where({ kind: 'resultOut', _id: { $regex: `^${key}:` } }).remove();
  await records(session.url, 'meet_events').doc(id).update({ news: whole(session.url, { n: 1, at: heats?.announcedAt }) });
  for (let run = 0; run < 2; run += 1) await timer();
  expect(await told()).toBe(runners);
  expect((await recordOf(session.url, 'meet_events', id))['news']).toBeNull();
});

test('the final: places, a record in gold, points; the board is one document, 待确认 until nothing can change it', async () => {
  const { heats } = await roundOf(2);
  const entries = heats[0]?.places.map(({ entry }) => entry) ?? [];
  dataOf(await act(official, 'event.call', { ...sprint, round: 2, entries, from: 'none', to: 'in' }));
  dataOf(await act(official, 'event.wind', { ...sprint, round: 2, heat: 1, was: null, wind: 90 }));
  // 11.3 beats 11.4; two are timed alike, and one withdraws after 检录.
  const times = [11_210, 11_510, 11_600, 11_550, 11_800, 12_010, 12_110];
  for (const [index, ms] of times.entries()) dataOf(await mark(sprint.event, 2, entries[index] ?? '', hand(ms)));
  dataOf(await mark(sprint.event, 2, entries[7] ?? '', none('DNS')));
  await announced(sprint.event, 2);
  const { result } = dataOf(await call(athlete, 'meet.event', sprint));
  const rows = result?.rows ?? [];
  expect(rows.slice(0, 5).map(({ place, mark: shown, points, record }) => [place, shown, points, record])).toEqual([
    [1, 11_300, '18', 'broken'],
    [2, 11_600, '6', null],
    [2, 11_600, '6', null],
    [2, 11_600, '6', null],
    [5, 11_800, '4', null],
  ]);
  // Who went no further follows by the time of the heats; 弃权 takes no place.
  expect(rows.find(({ entry }) => entry === entries[7])).toMatchObject({ place: null, outcome: 'DNS' });
  expect(rows.find(({ place }) => place === 8)).toBeDefined();
  const { answer, cost } = await session.measured(athlete, 'meet.board', { meetId });
  const { board } = dataOf(answer);
  expect(cost.docsRead).toBeLessThanOrEqual(2);
  expect(cost.roundTrips).toBeLessThanOrEqual(2);
  const units = board?.classes[0]?.units ?? [];
  expect(units).toHaveLength(4);
  expect(units.every(({ points, pending }) => pending === (points === '0' ? '' : points))).toBe(true);
  expect(board?.events.find(({ event }) => event === sprint.event)).toMatchObject({ state: 'announced', confirmed: false, records: 1 });
  expect(board?.medals[0]?.medals.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0);
  expect(board?.records).toMatchObject([{ kind: 'broken', mark: '11.3' }]);
  expect(dataOf(await call(athlete, 'meet.board', { meetId, since: board?.v ?? 0 })).board).toBeNull();
});

test('a protest within 30 minutes, its answer, the 仲裁委员会; until then points wait', async () => {
  const input = { ...sprint, round: 2, text: '三道运动员踩线，请复核录像' };
  await refusesWithoutAWrite(act(athlete, 'event.protest', input), 'FORBIDDEN');
  await session.setClock(start + 20 * minute);
  const given = newKey();
  const answer = await act(leader, 'event.protest', input, given);
  expect(await act(leader, 'event.protest', input, given)).toEqual(answer);
  const { protestId } = dataOf(answer);
  await session.setClock(start + 45 * minute);
  await refusesWithoutAWrite(act(leader, 'event.protest', input), 'CLOSED');
  expect(dataOf(await call(leader, 'meet.event', sprint)).result?.confirmedFrom).toBeNull();
  const ruling = { ...sprint, round: 2, protestId, upheld: false, text: '录像看没有踩线' };
  await refusesWithoutAWrite(act(leader, 'event.answer', ruling), 'FORBIDDEN');
  await refusesWithoutAWrite(act(leader, 'event.appeal', { ...sprint, round: 2, protestId }), 'NOT_OPEN');
  dataOf(await act(referee, 'event.answer', ruling));
  await refusesWithoutAWrite(act(referee, 'event.answer', ruling), 'USED');
  expect(dataOf(await call(leader, 'meet.event', sprint)).result?.confirmedFrom).toBeGreaterThanOrEqual(start + 75 * minute);
  dataOf(await act(leader, 'event.appeal', { ...sprint, round: 2, protestId }));
  await refusesWithoutAWrite(act(referee, 'event.decide', ruling), 'FORBIDDEN');
  dataOf(await act(watcher, 'event.decide', { ...ruling, text: '维持裁判长的答复' }));
  await refusesWithoutAWrite(act(watcher, 'event.decide', ruling), 'USED');
});

test('a sheet that is given back after its announcement is a correction: signed again, what moved stands in it', async () => {
  await refusesWithoutAWrite(mark(sprint.event, 2, Object.keys((await roundOf(2)).cards)[0] ?? '', hand(11_000), 1), 'CLOSED');
  dataOf(await act(referee, 'event.return', { ...sprint, round: 2, reason: '手计时抄错一位' }));
  const shown = dataOf(await call(athlete, 'meet.event', sprint));
  expect(shown.rounds[1]?.state).toBe('correcting');
  expect(shown.result?.confirmedFrom).toBeNull();
  const winner = shown.result?.rows[0]?.entry ?? '';
  const { cards } = await roundOf(2);
  dataOf(await mark(sprint.event, 2, winner, hand(11_480), cards[winner]?.m ?? 0));
  await session.setClock(start + 60 * minute);
  await announced(sprint.event, 2);
  const after = dataOf(await call(athlete, 'meet.event', sprint));
  expect(after.rounds[1]?.corrections).toMatchObject([{ entry: winner, before: { mark: 11_300 }, after: { mark: 11_500 }, reason: '手计时抄错一位', byName: '吴晓' }]);
  expect(after.result?.rows[0]).toMatchObject({ entry: winner, mark: 11_500, points: '9', record: null });
  const record = await eventRecord();
  expect(JSON.stringify(record)).not.toMatch(/陈建国/);
});

test('an athlete sees the own events; a stranger to the meet sees none, and works on none', async () => {
  const mine = dataOf(await call(athlete, 'meet.athlete', { meetId }));
  expect(mine.events.map(({ name }) => name)).toEqual(expect.arrayContaining(['男子组100米']));
  expect(mine.works).toBe(false);
  expect(dataOf(await call(outsider, 'meet.athlete', { meetId })).events).toEqual([]);
  expect(codeOf(await call(outsider, 'event.desk', sprint))).toBe('FORBIDDEN');
  expect(codeOf(await call(outsider, 'meet.event', { meetId, event: 'nothing' }))).toBe('NOT_FOUND');
  expect(JSON.stringify(mine)).not.toMatch(/uid|born/);
});

test('who is not at 检录 yet is told once, on the phone; not again within ten minutes', async () => {
  const event = 'x-一分钟跳绳';
  const given = newKey();
  const answer = await act(official, 'event.summon', { meetId, event, round: 1 }, given);
  expect(dataOf(answer).told).toBe(8);
  expect(await act(official, 'event.summon', { meetId, event, round: 1 }, given)).toEqual(answer);
  await refusesWithoutAWrite(act(official, 'event.summon', { meetId, event, round: 1 }), 'SLOW_DOWN', event);
  await refusesWithoutAWrite(act(athlete, 'event.summon', { meetId, event, round: 1 }), 'FORBIDDEN', event);
  const told = await records(session.url, 'inbox').where({ uid: demoUid(athlete), kind: 'yourHeat' }).limit(10).get();
  expect(told.data).toMatchObject([{ title: '您的项目快检录了' }]);
});

test('a knock-out is played match by match; a result that others follow from is not turned round', async () => {
  const tug = { meetId, event: 'x-拔河' };
  const raw = (bouts: [number, number][]): Api.Meet.RawMatch => ({ bouts, forfeit: null, decided: null });
  const enter = (match: string, bouts: [number, number][], m = 0) => act(official, 'event.match', { ...tug, match, m, raw: raw(bouts) });
  await refusesWithoutAWrite(enter('k2-1', [[1, 0], [1, 0]]), 'NOT_FOUND', tug.event);
  await refusesWithoutAWrite(enter('k1-1', [[1, 0], [0, 1]]), 'BAD_INPUT', tug.event);
  const both = await Promise.all([enter('k1-1', [[1, 0], [1, 0]]), enter('k1-2', [[0, 1], [1, 0], [0, 1]])]);
  expect(both.map(codeOf)).toEqual(['OK', 'OK']);
  dataOf(await enter('k2-1', [[0, 1], [0, 1]]));
  await refusesWithoutAWrite(enter('k1-1', [[0, 1], [0, 1]], 1), 'USED', tug.event);
  expect((await roundOf(1, tug.event)).missing).not.toBe('');
  dataOf(await enter('t', [[1, 0], [1, 0]]));
  await announced(tug.event, 1);
  const { result } = dataOf(await call(athlete, 'meet.event', tug));
  expect(result?.rows.map(({ place, points }) => [place, points])).toEqual([[1, '18'], [2, '14'], [3, '12'], [4, '']]);
});

test('Swiss: the next round is drawn once all are played, nobody meets twice', async () => {
  const chess = { meetId, event: 'm-象棋' };
  const met = new Set<string>();
  for (let round = 1; round <= 3; round += 1) {
    const { table, matches } = await roundOf(1, chess.event);
    if (table?.kind !== 'swiss') throw new Error('no Swiss event');
    expect(table.rounds).toHaveLength(round);
    for (const [index, { first, second: other }] of (table.rounds[round - 1] ?? []).entries()) {
      if (other === null) continue;
      const pair = [first, other].sort().join(' ');
      expect(met.has(pair)).toBe(false);
      met.add(pair);
      const id = `s${round}-${index + 1}`;
      dataOf(await act(official, 'event.match', { ...chess, match: id, m: matches[id]?.m ?? 0, raw: { bouts: [index % 2 === 0 ? [1, 0] : [1, 1]], forfeit: null, decided: null } }));
    }
    expect(codeOf(await act(official, 'event.pair', chess))).toBe(round < 3 ? 'OK' : 'CLOSED');
  }
});

test('a big screen reads the board by a token that the cadre can take back', async () => {
  expect(codeOf(await act(athlete, 'meet.screen', { meetId, name: '主席台' }))).toBe('NOT_FOUND');
  const { token, screenId } = dataOf(await act(second, 'meet.screen', { meetId, name: '主席台' }));
  const read = async (query: string) => (await fetch(`${session.url}/hall/board?${query}`)).json() as Promise<{ ok: boolean; data: { board: Api.Meet.Board | null }; error?: { code: string } }>;
  const { data } = await read(`token=${token}`);
  expect(data.board?.events.length).toBeGreaterThan(5);
  expect((await read(`token=${token}&since=${data.board?.v ?? 0}`)).data.board).toBeNull();
  expect(codeOf(await read(`token=${meetId}.meet.${'x'.repeat(43)}`))).toBe('FORBIDDEN');
  expect(dataOf(await call(second, 'meet.screens', { meetId })).screens).toMatchObject([{ name: '主席台', byName: '王敏', revokedAt: null }]);
  dataOf(await act(second, 'meet.unscreen', { meetId, screenId }));
  expect(codeOf(await read(`token=${token}`))).toBe('FORBIDDEN');
});

test('the board is folded by the timer, too, and nothing is confirmed before its time', async () => {
  const jump = 'm-跳远';
  const { cards } = await roundOf(1, jump);
  let length = 4000;
  for (const entry of Object.keys(cards)) {
    const entered = ok({ kind: 'attempts', attempts: [(length += 37), 'x', '-'], winds: [210, null, null] });
    expect(officialMark({ measure: { kind: 'distance', finalists: null }, violation: 'penalty' }, entered)).toBe(Math.floor(length / 10) * 10);
    dataOf(await mark(jump, 1, entry, entered));
  }
  await announced(jump, 1);
  const before = dataOf(await call(athlete, 'meet.board', { meetId })).board;
  expect(before?.events.find(({ event }) => event === jump)).toMatchObject({ confirmed: false });
  await session.setClock(start + 200 * minute);
  await timer();
  const after = dataOf(await call(athlete, 'meet.board', { meetId })).board;
  expect(after?.events.find(({ event }) => event === jump)).toMatchObject({ confirmed: true });
  expect(after?.v).toBeGreaterThan(before?.v ?? 0);
  expect(after?.classes[0]?.units.every(({ pending }) => pending === '')).toBe(true);
  // Acts of officials are in the chain.
  expect((await records(session.url, 'audit').where({ act: 'event.announce' }).count()).total).toBeGreaterThanOrEqual(4);
});
