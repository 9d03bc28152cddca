import { demoUid } from '../../../scripts/seed/people';
import { type ApiSession, codeOf, dataOf, newKey, openApiSession } from '../local-session';
import { rowsOf } from '../office';
import { recordOf, records } from './records';

/** The end of a meet: the next calls, prizes that are given once, after nothing can change the result any more; the result book is sealed. */

const meetId = 'meet-games';
const skipping = 'x-一分钟跳绳';
const relay = 'x-4×100米接力';
const tug = 'x-拔河';
const minute = 60_000;
const official = 'demo-official-zhou';
const organiser = 'demo-cadre-wang';
const referee = 'demo-admin-wu';
const athlete = 'demo-worker-chen';
const leader = 'demo-cadre-liu';
const start = Date.now();
let session: ApiSession;

beforeAll(async () => {
  session = await openApiSession({ workers: 2 });
  await session.setClock(start);
  await timer();
});
afterAll(() => session.close());

const timer = () => fetch(`${session.url}/dev/timer/jobs/everyMinute`, { method: 'POST' });
const call = <A extends Api.ActionName>(openid: string, action: A, input: Api.Input<A>) => session.call(openid, action, input);
const act = <A extends Api.ActionName>(openid: string, action: A, input: Api.Input<A>, given = newKey()) => session.call(openid, action, input, given);
const kept = () => recordOf(session.url, 'meet_prizes', meetId);
const refusesWithoutAWrite = async (answer: () => Promise<unknown>, code: string) => {
  const before = await kept();
  expect(codeOf(await answer())).toBe(code);
  expect(await kept()).toEqual(before);
};
const winners = async (event = skipping) => dataOf(await call(official, 'meet.winners', { meetId, event }));

const deskOf = async () => dataOf(await call(official, 'event.desk', { meetId, event: relay })).desk?.rounds[0];

/** Three people sign it, and it goes out. */
async function signed(): Promise<void> {
  const digest = (await deskOf())?.digest ?? '';
  for (const [as, who] of [['recorder', official], ['judge', organiser], ['referee', referee]] as const) dataOf(await act(who, 'event.sign', { meetId, event: relay, round: 1, as, digest }));
  dataOf(await act(official, 'event.announce', { meetId, event: relay, round: 1 }));
}

async function announceRelay(): Promise<void> {
  const cards = Object.keys((await deskOf())?.cards ?? {});
  for (const [index, entry] of cards.entries()) {
    dataOf(await act(official, 'event.mark', { meetId, event: relay, round: 1, entry, m: 0, entered: { outcome: 'ok', rule: '', raw: { kind: 'time', timing: 'hand', ms: [51_300 + 900 * index], finish: null }, violations: 0, reruns: 0 } }));
  }
  await signed();
}

test('the list says what there is to give; who does not work there sees none of it', async () => {
  const { answer, cost } = await session.measured(official, 'meet.prizes', { meetId });
  const list = dataOf(answer);
  expect(cost.roundTrips).toBeLessThanOrEqual(4);
  expect(list.events.map(({ state, given }) => [state, given])).toEqual(expect.arrayContaining([['due', 2], ['open', 0]]));
  expect(list.events.find(({ event }) => event === skipping)).toMatchObject({ state: 'due', prizes: 8, given: 2 });
  expect(list.manages).toBe(false);
  expect(list.units.map(({ prize }) => prize)).toContain('优秀组织奖');
  expect(list.teamsDue).toBe(false);
  expect(codeOf(await call(athlete, 'meet.prizes', { meetId }))).toBe('NOT_FOUND');
  expect(codeOf(await call(athlete, 'meet.winners', { meetId, event: skipping }))).toBe('FORBIDDEN');
  expect(codeOf(await call(leader, 'meet.winnersOf', { meetId, bib: 101 }))).toBe('NOT_FOUND');
});

test('a prize is given once, signed for by the winner or a proxy whose name is masked; a repeat gives the stored answer', async () => {
  const { rows } = await winners();
  expect(rows.map(({ given }) => given !== null)).toEqual([true, true, false, false, false, false, false, false]);
  expect(rows[1]?.given).toMatchObject({ proxy: '周**', byName: '周立新', mine: true });
  const third = rows[2];
  if (!third) throw new Error('no third');
  const input = { meetId, of: third.of, proxy: '' };
  await refusesWithoutAWrite(() => act(athlete, 'meet.give', input), 'NOT_FOUND');
  const key = newKey();
  const answer = await act(official, 'meet.give', input, key);
  expect(codeOf(answer)).toBe('OK');
  const before = await kept();
  expect(await act(official, 'meet.give', input, key)).toEqual(answer);
  expect(await kept()).toEqual(before);
  await refusesWithoutAWrite(() => act(official, 'meet.give', { ...input, proxy: '李四' }, key), 'KEY_REUSED');
  await refusesWithoutAWrite(() => act(organiser, 'meet.give', input), 'USED');
  await refusesWithoutAWrite(() => act(official, 'meet.give', { ...input, of: { kind: 'event', event: skipping, entry: 'nobody' } }), 'NOT_FOUND');
  // Two at the table at once: one gives it.
  const fourth = rows[3];
  if (!fourth) throw new Error('no fourth');
  const both = await Promise.all([act(official, 'meet.give', { meetId, of: fourth.of, proxy: '' }), act(organiser, 'meet.give', { meetId, of: fourth.of, proxy: '孙梅' })]);
  expect(both.map(codeOf).sort()).toEqual(['OK', 'USED']);
  expect(JSON.stringify(await kept())).not.toMatch(/孙梅|周桂兰|李四/);
});

test('a note is taken back by who made it or a cadre, and can be made again', async () => {
  const { rows } = await winners();
  const third = rows[2];
  if (!third) throw new Error('no third');
  await refusesWithoutAWrite(() => act(athlete, 'meet.takeBack', { meetId, of: third.of }), 'NOT_FOUND');
  dataOf(await act(organiser, 'meet.takeBack', { meetId, of: third.of }));
  await refusesWithoutAWrite(() => act(organiser, 'meet.takeBack', { meetId, of: third.of }), 'USED');
  dataOf(await act(organiser, 'meet.give', { meetId, of: third.of, proxy: '' }));
  await refusesWithoutAWrite(() => act(official, 'meet.takeBack', { meetId, of: third.of }), 'FORBIDDEN');
});

test('by the bib: everything that this athlete has won', async () => {
  const [first] = (await winners()).rows;
  const bib = first?.people[0]?.bib ?? 0;
  const { rows } = dataOf(await call(official, 'meet.winnersOf', { meetId, bib }));
  expect(rows.every(({ people }) => people.some((one) => one.bib === bib))).toBe(true);
  expect(rows.map(({ of }) => of)).toContainEqual(first?.of);
  expect(dataOf(await call(official, 'meet.winnersOf', { meetId, bib: 99_999 })).rows).toEqual([]);
});

test('what units get is the organiser’s to say; team prizes wait for every event', async () => {
  const list = dataOf(await call(organiser, 'meet.prizes', { meetId }));
  const terms = { teams: 2, named: [{ prize: '优秀组织奖', units: ['bus', 'street'] }, { prize: '体育道德风尚奖', units: ['jcjc'] }] };
  await refusesWithoutAWrite(() => act(official, 'meet.prizeTerms', { meetId, v: list.v, terms }), 'NOT_FOUND');
  await refusesWithoutAWrite(() => act(organiser, 'meet.prizeTerms', { meetId, v: list.v, terms: { ...terms, named: [{ prize: '优秀组织奖', units: ['hosp'] }] } }), 'BAD_INPUT');
  await refusesWithoutAWrite(() => act(organiser, 'meet.prizeTerms', { meetId, v: list.v - 1, terms }), 'USED');
  dataOf(await act(organiser, 'meet.prizeTerms', { meetId, v: list.v, terms }));
  const after = dataOf(await call(organiser, 'meet.prizes', { meetId }));
  expect(after.units.filter(({ of }) => of.kind === 'named').map(({ prize, whom }) => [prize, whom])).toHaveLength(3);
  const team = after.units.find(({ of }) => of.kind === 'team');
  if (!team) throw new Error('no team prize');
  await refusesWithoutAWrite(() => act(organiser, 'meet.give', { meetId, of: team.of, proxy: '' }), 'NOT_OPEN');
  const named = after.units.find(({ of }) => of.kind === 'named');
  if (!named) throw new Error('no named prize');
  dataOf(await act(organiser, 'meet.give', { meetId, of: named.of, proxy: '' }));
});

test('an athlete has the own prizes, each with its certificate; a stranger none', async () => {
  const { items } = dataOf(await call(athlete, 'meet.ownPrizes', { meetId }));
  expect(items.length).toBeGreaterThanOrEqual(2);
  expect(items.find(({ what }) => what.includes('跳绳'))).toMatchObject({ contest: '江东区职工趣味运动会', organiser: '江东区总工会', code: expect.stringMatching(/^[\w-]{16}$/), given: expect.any(Number) });
  expect(dataOf(await call('demo-worker-li', 'meet.ownPrizes', { meetId })).items).toEqual([]);
});

test('签收表 and 奖状: a row and a page for each, nothing for what can still change', async () => {
  const file = async (kind: 'meetReceipts' | 'meetCertificates', options: Api.Export.Kinds[typeof kind]) => {
    const { job } = dataOf(await act(organiser, 'export.start', { kind, subject: meetId, options }));
    for (let now = job; ; now = dataOf(await call(organiser, 'export.status', { jobId: job.jobId })).job) {
      if (now.state === 'failed') throw new Error(now.fault);
      if (now.state === 'done') break;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const { url } = dataOf(await call(organiser, 'export.link', { jobId: job.jobId }));
    return Buffer.from(await (await fetch(url)).arrayBuffer());
  };
  const rows = rowsOf(await file('meetReceipts', {}), 1);
  const text = rows.map((row) => row.join('|'));
  expect(text.find((row) => row.includes('序号'))).toContain('代领人签字');
  expect(text.filter((row) => row.includes('一分钟跳绳'))).toHaveLength(8);
  expect(text.some((row) => row.includes('周桂兰'))).toBe(true);
  expect(text.some((row) => row.includes('接力') && row.includes('4×100'))).toBe(false);
  expect((await file('meetCertificates', { form: 'a4', right: 0, down: 0, trial: false, each: 'person' })).length).toBeGreaterThan(5000);
});

const board = async () => {
  const { board: found } = dataOf(await call(athlete, 'meet.board', { meetId }));
  if (!found) throw new Error('no board');
  return found;
};
const boardRecord = () => recordOf(session.url, 'meet_boards', meetId);
const closing = async (unheld: string[] = []) => dataOf(await call(organiser, 'meet.closing', { meetId, unheld }));
const leavesTheBoard = async (answer: () => Promise<unknown>, code: string) => {
  const before = await boardRecord();
  expect(codeOf(await answer())).toBe(code);
  expect(await boardRecord()).toEqual(before);
};

test('the board holds the calls of the timetable; a postponement and a pause show at once', async () => {
  const before = await board();
  const planned = before.planned.find(({ event }) => event === relay);
  expect(planned).toMatchObject({ n: 1, startAt: expect.any(Number) });
  expect(before.paused).toBeNull();
  const { setup } = dataOf(await call(organiser, 'meet.detail', { meetId }));
  dataOf(await act(organiser, 'meet.shift', { meetId, v: setup?.v ?? 0, from: start, minutes: 15, zone: null, reason: '天气原因' }));
  expect((await board()).planned.find(({ event }) => event === relay)?.startAt).toBe((planned?.startAt ?? 0) + 15 * minute);
  dataOf(await act(organiser, 'meet.pause', { meetId, v: (setup?.v ?? 0) + 1, paused: true, reason: '雷阵雨' }));
  expect((await board()).paused).toBe('雷阵雨');
  dataOf(await act(organiser, 'meet.pause', { meetId, v: (setup?.v ?? 0) + 2, paused: false, reason: '雨停了' }));
  expect(await board()).toMatchObject({ paused: null, seal: null });
  expect(await recordOf(session.url, 'meets', meetId)).toMatchObject({ unshown: false });
});

test('the book stays open and names what keeps it open', async () => {
  expect((await closing()).faults.map(({ why, mayBeUnheld }) => [why, mayBeUnheld])).toEqual([['open', true], ['open', true]]);
  const input = { meetId, digest: 'x'.repeat(43), unheld: [] };
  await leavesTheBoard(() => act(athlete, 'meet.seal', input), 'NOT_FOUND');
  await leavesTheBoard(() => act(official, 'meet.seal', input), 'NOT_FOUND');
  const refused = await act(organiser, 'meet.seal', input);
  expect(refused).toMatchObject({ ok: false, error: { code: 'NOT_OPEN', message: expect.stringContaining('4×100米接力（还没有公告）') as string } });
  await leavesTheBoard(() => act(organiser, 'meet.unseal', { meetId, event: skipping, reason: '抄录有误' }), 'USED');
});

test('announced, but still open to protests: nothing is given; then it is, and the chain has it', async () => {
  await announceRelay();
  const [first] = (await winners(relay)).rows;
  if (!first) throw new Error('no winner');
  expect((await winners(relay)).state).toBe('waits');
  await refusesWithoutAWrite(() => act(official, 'meet.give', { meetId, of: first.of, proxy: '' }), 'NOT_OPEN');
  await session.setClock(start + 31 * minute);
  dataOf(await act(official, 'meet.give', { meetId, of: first.of, proxy: '' }));
  expect((await records(session.url, 'meet_prizes').where({ 'audit.by': demoUid(official) }).limit(1).get()).data).toHaveLength(1);
  await timer();
  expect((await records(session.url, 'audit').where({ act: 'meet.give' }).count()).total).toBeGreaterThanOrEqual(4);
});

test('sealed: the digest that was seen, every event closed, once however often it is asked', async () => {
  const { faults, digest } = await closing([tug]);
  expect(faults).toEqual([]);
  const input = { meetId, digest, unheld: [tug] };
  await leavesTheBoard(() => act(organiser, 'meet.seal', { ...input, digest: 'x'.repeat(43) }), 'USED');
  await leavesTheBoard(() => act(organiser, 'meet.seal', { ...input, unheld: [] }), 'NOT_OPEN');
  const key = newKey();
  const both = await Promise.all([act(organiser, 'meet.seal', input, key), act(organiser, 'meet.seal', input, key)]);
  expect(both.map(codeOf)).toEqual(['OK', 'OK']);
  expect(await board()).toMatchObject({ seal: { state: 'sealed', digest, openings: 0 } });
  await leavesTheBoard(() => act(organiser, 'meet.seal', input), 'USED');
  await leavesTheBoard(() => act(organiser, 'meet.seal', { ...input, unheld: [] }, key), 'KEY_REUSED');
  for (const event of [skipping, relay]) expect(codeOf(await act(official, 'event.return', { meetId, event, round: 1, reason: '再看一遍' }))).toBe('CLOSED');
  expect(codeOf(await act(official, 'event.call', { meetId, event: tug, round: 1, entries: ['g4-bus-1'], from: 'none', to: 'in' }))).toBe('CLOSED');
});

test('a correction opens one event with a reason, and the book is sealed anew', async () => {
  const { digest: before } = await closing([tug]);
  const key = newKey();
  const input = { meetId, event: relay, reason: '第二道抄错一位' };
  await leavesTheBoard(() => act(official, 'meet.unseal', input), 'NOT_FOUND');
  const answer = await act(organiser, 'meet.unseal', input, key);
  expect(await act(organiser, 'meet.unseal', input, key)).toEqual(answer);
  expect(await board()).toMatchObject({ seal: { state: 'opened', openings: 1 } });
  expect(codeOf(await act(official, 'event.return', { meetId, event: skipping, round: 1, reason: '再看一遍' }))).toBe('CLOSED');
  dataOf(await act(referee, 'event.return', { meetId, event: relay, round: 1, reason: '第二道抄错一位' }));
  expect((await closing([tug])).faults).toMatchObject([{ event: relay, why: 'correcting' }]);
  await leavesTheBoard(() => act(organiser, 'meet.seal', { meetId, digest: before, unheld: [tug] }), 'NOT_OPEN');
  const last = Object.entries((await deskOf())?.cards ?? {}).find(([, { entered }]) => entered?.raw?.kind === 'time' && entered.raw.ms[0] === 54_000);
  if (!last) throw new Error('nobody came last');
  dataOf(await act(official, 'event.mark', { meetId, event: relay, round: 1, entry: last[0], m: 1, entered: { outcome: 'ok', rule: '', raw: { kind: 'time', timing: 'hand', ms: [50_300], finish: null }, violations: 0, reruns: 0 } }));
  await signed();
  expect((await closing([tug])).faults).toMatchObject([{ event: relay, why: 'waits' }]);
  // Who was given the first prize has the second place now.
  expect((await winners(relay)).rows.map(({ prize, astray }) => [prize, astray])).toEqual([['第一名', null], ['第二名', 'change'], ['第三名', null]]);
  await session.setClock(start + 65 * minute);
  const { digest } = await closing([tug]);
  expect(digest).not.toBe(before);
  dataOf(await act(organiser, 'meet.seal', { meetId, digest, unheld: [tug] }));
  expect(await board()).toMatchObject({ seal: { state: 'sealed', digest, openings: 1 } });
  const { openings } = await closing();
  expect(openings).toMatchObject([{ name: '混合组4×100米接力', reason: '第二道抄错一位', byName: '王敏' }]);
});

test('a seal that broke off is carried out by the timer; one whose results changed meanwhile opens the book', async () => {
  const boards = records(session.url, 'meet_boards');
  const seal = (await boardRecord())['seal'] as { n: number; digest: string; openings: object[] };
  const unfinished = { ...seal, n: seal.n + 1, state: 'closing', openings: [] };
  await records(session.url, 'meet_events').where({ meetId }).update({ sealed: 0 });
  await boards.doc(meetId).update({ seal: unfinished, unsettled: true });
  expect(codeOf(await act(organiser, 'meet.seal', { meetId, digest: seal.digest, unheld: [tug] }))).toBe('SLOW_DOWN');
  await timer();
  expect(await boardRecord()).toMatchObject({ unsettled: false, seal: { state: 'sealed', n: seal.n + 1 } });
  expect((await records(session.url, 'meet_events').where({ meetId, sealed: seal.n + 1 }).count()).total).toBe(5);
  await records(session.url, 'meet_events').where({ meetId, eventId: relay }).update({ sealed: 0 });
  await boards.doc(meetId).update({ seal: { ...unfinished, n: seal.n + 2, digest: 'y'.repeat(43) }, unsettled: true });
  await timer();
  expect(await boardRecord()).toMatchObject({ unsettled: false, seal: { state: 'opened' } });
  expect((await records(session.url, 'audit').where({ act: 'meet.seal' }).count()).total).toBe(2);
});
