import { eventActions } from '../../cloudfunctions/modules/meet/event-actions';
import { type Card, eventOf, type EventDocument, type Starter } from '../../cloudfunctions/modules/meet/event-document';
import { eventById, insertEvent } from '../../cloudfunctions/modules/meet/event-store';
import { foldBoard } from '../../cloudfunctions/modules/meet/board-fold';
import { boardById } from '../../cloudfunctions/modules/meet/board-store';
import { createRouter, type Member } from '../../cloudfunctions/platform/router';
import { race } from '../../miniprogram/domain/meet/template-events';
import { template } from '../../miniprogram/domain/meet/templates';
import { type FaultyDatabase, openFaultyDatabase, type Tamper } from './database';
import { type FaultRates, Scheduler } from './scheduler';
import type { FaultReport } from './signup';

/** Officials at one race: two enter marks of different lanes and of the same one, one calls, three sign while somebody still corrects, the result goes out. */

const rates: FaultRates = { failBefore: 0.05, timeoutAfterCommit: 0.08, crashBefore: 0.03, crashAfter: 0.05 };
const far = 4_000_000_000_000;
const lanes = [1, 2, 3, 4];
const entryOf = (lane: number) => `e${lane}`;
const group: Api.Meet.Group = { id: 'm', name: '男子', sex: 'male', minAge: null, maxAge: null, next: null };

function eventIn(meetId: string): EventDocument {
  const event = race(100)(group);
  const rulebook: Api.Meet.Rulebook = { ...template('athletics', 'enterprise', '2026-01-01'), groups: [group], events: [event] };
  const starters = lanes.map((lane): Starter => ({
    ...{ entry: entryOf(lane), unit: `u${lane % 2}`, unitPath: `/1/u${lane % 2}/`, unitName: '厂', leader: 'l', people: [{ uid: `a${lane}`, name: `运动员${lane}`, bib: lane }], seed: null },
    units: [{ unit: `u${lane % 2}`, name: '厂', unitClass: 'all', n: 1, d: 1 }],
  }));
  const heats = [{ n: 1, places: lanes.map((lane) => ({ entry: entryOf(lane), lane })) }];
  const meet = { meetId, title: '运动会', scope: '/1/', scopeName: '', rulebook, seed: 'ab'.repeat(32), records: [] };
  return eventOf(meet, event, starters, { kind: 'heats', heats }, { k: 'draw', h: '', t: 1, by: 'c' });
}

type Answer = { ok: boolean; code: string; data: Record<string, unknown> };

/** An official with a phone: every act is repeated until it is certain, some arrive twice, some once more and late. */
function phoneOf(faulty: FaultyDatabase, { random }: Scheduler, uid: string) {
  const member: Member = { uid, name: '', unitId: 'u', unitName: '', unitPath: '/1/', since: 0, changedAt: 0, lastUntil: 0, grants: [{ role: 'official', scope: '/1/', expires: far }] };
  const route = createRouter({ db: faulty.db, actions: eventActions, identify: () => Promise.resolve(member) });
  let count = 0;
  return async (action: string, input: object): Promise<Answer> => {
    count += 1;
    const sent = action === 'event.desk' ? { action, input } : { action, input, key: `${uid}-${count}`.padEnd(22, '_') };
    const send = () => route(sent, 'openid');
    if (random() < 0.3) void send();
    for (let attempt = 0; attempt < 200; attempt += 1) {
      const answer = await send();
      if (!answer.ok && (answer.error.code === 'INTERNAL' || answer.error.code === 'SLOW_DOWN')) continue;
      if (random() < 0.3) void send();
      return answer.ok ? { ok: true, code: 'OK', data: { ...answer.data } } : { ok: false, code: answer.error.code, data: {} };
    }
    throw new Error('200 tries in vain: this is no fault of chance');
  };
}

type Phone = ReturnType<typeof phoneOf>;

interface Told {
  /** By entry: times of those who were told that theirs is kept, in the order in which they were told. */
  marks: Map<string, number[]>;
  signed: number;
  announced: number;
}

const timed = (ms: number): Api.Meet.Entered => ({ outcome: 'ok', rule: '', raw: { kind: 'time', timing: 'hand', ms: [ms], finish: null }, violations: 0, reruns: 0 });

/** Enters a lane upon what this official knows; where somebody was quicker, that one stands. */
async function enters(phone: Phone, id: { meetId: string; event: string }, lane: number, ms: number, m: number, told: Told): Promise<void> {
  const entry = entryOf(lane);
  const answer = await phone('event.mark', { ...id, round: 1, entry, m, entered: timed(ms) });
  if (answer.ok) told.marks.set(entry, [...(told.marks.get(entry) ?? []), ms]);
}

/** Signs what is seen as soon as it can be signed. */
async function signs(phone: Phone, id: { meetId: string; event: string }, as: Api.Meet.SignsAs, told: Told): Promise<void> {
  for (let attempt = 0; attempt < 6; attempt += 1) {
    const desk = await phone('event.desk', id);
    const digest = desk.ok ? (desk.data['desk'] as Api.Meet.EventDesk).rounds[0]?.digest : undefined;
    const answer = await phone('event.sign', { ...id, round: 1, as, digest: digest ?? 'x'.repeat(43) });
    if (answer.ok) told.signed += 1;
    if (answer.ok || answer.code === 'FORBIDDEN') return;
  }
}

async function announces(phone: Phone, id: { meetId: string; event: string }, told: Told): Promise<void> {
  for (let attempt = 0; attempt < 6; attempt += 1) {
    const answer = await phone('event.announce', { ...id, round: 1 });
    if (answer.ok) told.announced += 1;
    if (answer.code !== 'NOT_OPEN') return;
  }
}

/** Runs one seed. @returns what broke, in words */
async function meetSeed(faulty: FaultyDatabase, seed: number, tamper?: Tamper): Promise<string[]> {
  const meetId = `m${seed}${tamper ? 'x' : ''}`;
  const event = eventIn(meetId);
  const id = { meetId, event: event.eventId };
  faulty.use(null);
  await insertEvent(faulty.db, event);
  const scheduler = new Scheduler(seed, rates);
  faulty.use(scheduler, tamper);
  const told: Told = { marks: new Map(), signed: 0, announced: 0 };
  const phone = (uid: string) => phoneOf(faulty, scheduler, uid);
  const base = 11_000 + (seed % 50) * 10;
  await Promise.all([
    (async (one: Phone) => {
      await enters(one, id, 1, base, 0, told);
      await enters(one, id, 2, base + 100, 0, told);
    })(phone('o1')),
    (async (one: Phone) => {
      await enters(one, id, 2, base + 200, 0, told);
      await enters(one, id, 3, base + 300, 0, told);
    })(phone('o2')),
    (async (one: Phone) => {
      await enters(one, id, 4, base + 400, 0, told);
      // Looks again, and corrects upon what is known then: refused once somebody has signed.
      await enters(one, id, 4, base + 500, 1, told);
    })(phone('o3')),
    phone('o4')('event.call', { ...id, round: 1, entries: lanes.map(entryOf), from: 'none', to: 'in' }),
    phone('o5')('event.wind', { ...id, round: 1, heat: 1, was: null, wind: 90 }),
  ]);
  // While the three sign, somebody still corrects: either it stands in what is signed, or it was refused.
  const signers = (['recorder', 'judge', 'referee'] as const).map((as, index) => ({ as, hand: phone(`s${index}`) }));
  const caller = phone('s3');
  await Promise.all([...signers.map(({ as, hand }) => signs(hand, id, as, told)), announces(caller, id, told), enters(phone('o6'), id, 1, base + 700, 1, told)]);
  // Who gave up comes back in turn.
  for (const { as, hand } of signers) await signs(hand, id, as, told);
  await announces(caller, id, told);
  await scheduler.idle();
  faulty.use(null);
  await foldBoard(faulty.db, meetId, 100);
  const after = await eventById(faulty.db, event._id);
  const board = await boardById(faulty.db, meetId);
  return after ? brokenIn(after, told, board?.classes[0]?.units.map(({ points }) => Number(points)) ?? []) : ['the event is gone'];
}

function brokenIn(event: EventDocument, told: Told, boardPoints: readonly number[]): string[] {
  const broken: string[] = [];
  const round = event.rounds['r1'];
  if (!round) return ['the round is gone'];
  const timeOf = ({ entered }: Card) => (entered?.raw?.kind === 'time' ? entered.raw.ms[0] : undefined);
  for (const lane of lanes) {
    const entry = entryOf(lane);
    const card = round.cards[entry];
    const marks = told.marks.get(entry) ?? [];
    if (!card || marks[marks.length - 1] !== timeOf(card)) broken.push(`${entry} has ${card ? timeOf(card) : 'no card'}, the last that was told is ${marks.join()}`);
    if (card && card.m !== marks.length) broken.push(`${entry} was entered ${card.m} times, ${marks.length} were told`);
  }
  if (round.signed !== 3 || told.signed > 3) broken.push(`${told.signed} signatures told, ${round.signed} kept`);
  if (new Set(round.signatures.map(({ by }) => by)).size !== 3) broken.push('somebody signed twice');
  if ((event.audit ?? []).filter(({ act }) => act === 'event.announce').length !== 1 || told.announced > 1) broken.push('announced more than once');
  const lines = round.lines.map(({ entry, mark }) => `${entry} ${mark}`).sort().join();
  const stands = lanes.map((lane) => `${entryOf(lane)} ${Math.ceil((timeOf(round.cards[entryOf(lane)] ?? ({ entered: null } as Card)) ?? 0) / 100) * 100}`).sort().join();
  if (lines !== stands) broken.push(`announced ${lines}, entered ${stands}`);
  const given = event.result?.rows.reduce((sum, { points }) => sum + (points ? points[0] / points[1] : 0), 0) ?? 0;
  // Four starters: three places score, whoever shares them, and the first record is no broken one.
  if (Math.abs(given - (9 + 7 + 6)) > 1e-9) broken.push(`${given} points were given`);
  if (Math.abs(boardPoints.reduce((sum, points) => sum + points, 0) - given) > 1e-9) broken.push(`the board has ${boardPoints.join('+')}`);
  if (new Set(event.acts.map(({ k }) => k)).size !== event.acts.length) broken.push('an act was done twice');
  return broken;
}

/** Every condition but the id is taken away: whoever writes, writes. */
const unguarded: Tamper = (request) => {
  if (request['action'] !== 'database.modifyDocument' || request['collectionName'] !== 'meet_events') return request;
  const id = /"_id":"([^"]+)"/.exec(JSON.stringify(JSON.parse(String(request['query']))))?.[1];
  return id === undefined ? request : { ...request, query: JSON.stringify({ _id: id }) };
};

/** Runs many seeds, and a tenth as many without the guard. */
export async function meetDayFaults(seeds: number): Promise<FaultReport> {
  process.env['GONGYUN_KEY_FIELD'] ??= Buffer.alloc(32, 6).toString('base64url');
  const faulty = await openFaultyDatabase();
  const report: FaultReport = { seeds, violations: 0, control_violations: 0 };
  for (let seed = 1; seed <= seeds; seed += 1) {
    const broken = await meetSeed(faulty, seed);
    if (broken.length === 0) continue;
    report.violations += 1;
    report.first ??= { seed, broken };
  }
  for (let seed = 1; seed <= Math.max(5, seeds / 10); seed += 1) {
    if ((await meetSeed(faulty, seed, unguarded)).length > 0) report.control_violations += 1;
  }
  await faulty.close();
  return report;
}
