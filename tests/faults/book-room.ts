import { bookRoomDeskActions } from '../../cloudfunctions/modules/bookroom/desk';
import { loanActions } from '../../cloudfunctions/modules/bookroom/loans';
import { followed, insertRoom, insertTitle, roomKey, type TitleDocument, titleKey } from '../../cloudfunctions/modules/bookroom/store';
import { settleBookRooms } from '../../cloudfunctions/modules/bookroom/wake';
import type { Member } from '../../cloudfunctions/platform/router';
import { idOf } from '../../cloudfunctions/platform/secrets';
import { day } from '../../miniprogram/domain/time/shanghai';
import { type FaultyDatabase, openFaultyDatabase, type Tamper } from './database';
import { unguarded } from './meet-entries';
import { actionOf, faultKeys, works } from './people';
import { Scheduler } from './scheduler';
import { type FaultReport, insist, rates } from './signup';

/** Three readers with two phones each, after few copies, while the cadre adds and writes off and the job passes on what is not fetched. */

const far = 4_000_000_000_000;
const start = 1_800_000_000_000;
const most = 1;
const readers = ['r1', 'r2', 'r3', 'r1', 'r2', 'r3'];
const isbns = ['9787530212004', '9787506365437', '9787500601593'];
const room = roomKey(works._id);

const memberOf = (uid: string, cadre = false): Member => ({ uid, name: '', unitId: works._id, unitName: '', unitPath: works.path, since: 0, changedAt: 0, lastUntil: 0, grants: cadre ? [{ role: 'cadre', scope: works.path, expires: far }] : [] });

const actions = {
  borrow: actionOf(loanActions, 'bookroom.borrow'),
  giveBack: actionOf(loanActions, 'bookroom.giveBack'),
  want: actionOf(loanActions, 'bookroom.want'),
  stock: actionOf(bookRoomDeskActions, 'bookroom.stock'),
  writeOff: actionOf(bookRoomDeskActions, 'bookroom.writeOff'),
};

interface Run {
  faulty: FaultyDatabase;
  scheduler: Scheduler;
  /** Loans that somebody was told to have, by id; null: told that it is back. */
  told: Map<string, string | null>;
  /** Loans that were refused: a duplicate that came later may have found a copy. */
  later: Set<string>;
  /** Titles of which a writing off was refused: a duplicate that came later may have found a copy on the shelf. */
  offLater: Set<string>;
  /** What the cadre was told of the copies there are, by title: added less written off. */
  changed: Map<string, number>;
}

const keyOf = (...parts: (string | number)[]) => parts.join('-').padEnd(22, 'k');

/** One call, perhaps delivered a second time beside it. @returns what the phone was told */
async function send({ faulty, scheduler: { random } }: Run, what: keyof typeof actions, member: Member, key: string, input: object): Promise<unknown> {
  const act = async () => actions[what]?.run({ db: faulty.db, input, now: start, requestId: 'faults', openid: member.uid, member, key });
  if (random() < 0.3) void act().catch(() => undefined);
  return insist(act);
}

async function reads(run: Run, uid: string, phone: number): Promise<void> {
  const { random } = run.scheduler;
  const member = memberOf(uid);
  for (let number = 0; number < 4; number += 1) {
    const isbn = isbns[Math.floor(random() * isbns.length)] ?? '';
    const titleId = titleKey(room, isbn);
    const key = keyOf('borrow', uid, phone, number);
    const answer = (await send(run, 'borrow', member, key, { roomId: room, isbn })) as { loanId: string } | 'refused';
    if (answer === 'refused') {
      run.later.add(idOf('loan', uid, key));
      if (random() < 0.5) await send(run, 'want', member, '', { titleId, want: random() < 0.8 });
      continue;
    }
    run.told.set(answer.loanId, titleId);
    if (random() < 0.4) continue;
    await send(run, 'giveBack', member, keyOf('back', uid, phone, number), { titleId, loanId: answer.loanId });
    run.told.set(answer.loanId, null);
  }
}

async function keeps(run: Run): Promise<void> {
  const member = memberOf('cadre', true);
  for (const [number, isbn] of isbns.entries()) {
    const titleId = titleKey(room, isbn);
    const change = (by: number) => run.changed.set(titleId, (run.changed.get(titleId) ?? 0) + by);
    const off = await send(run, 'writeOff', member, keyOf('off', number), { titleId, copies: 1, reason: '破损' });
    if (off === 'refused') run.offLater.add(titleId);
    else change(-1);
    const more = await send(run, 'stock', member, keyOf('stock', number), { roomId: room, isbn, title: '书', author: '人', theme: '类', copies: 1 });
    if (more !== 'refused') change(1);
  }
}

/** Runs one seed. @returns what broke, in words */
async function roomSeed(faulty: FaultyDatabase, seed: number, tamper?: Tamper): Promise<string[]> {
  faulty.use(null);
  for (const name of ['book_rooms', 'room_titles']) await faulty.engine.db().collection(name).deleteMany({});
  await insertRoom(faulty.db, { _id: room, unit: works._id, unitName: '', level: 2, path: works.path, name: '书屋', place: '三楼', hours: '', days: 30, most, v: 1, acts: [] });
  for (const [index, isbn] of isbns.entries()) {
    const _id = titleKey(room, isbn);
    const stock = { copies: index === 0 ? 1 : 2, loans: [], kept: [], line: [] };
    await insertTitle(faulty.db, { _id, room, isbn, title: '书', author: '人', theme: '类', terms: [], ...stock, ...followed({ _id, room, ...stock }), lent: 0, v: 1, acts: [] });
  }
  const scheduler = new Scheduler(seed, rates);
  faulty.use(scheduler, tamper);
  const run: Run = { faulty, scheduler, told: new Map(), later: new Set(), offLater: new Set(), changed: new Map() };
  const job = (now: number) => settleBookRooms(faulty.db, now).catch(() => undefined);
  await Promise.all([...readers.map((uid, phone) => reads(run, uid, phone)), keeps(run), job(start), job(start + 4 * day)]);
  await scheduler.idle();
  faulty.use(null);
  await settleBookRooms(faulty.db, start + 5 * day);
  return brokenIn(run);
}

async function brokenIn({ faulty, told, later, offLater, changed }: Run): Promise<string[]> {
  const broken: string[] = [];
  const { data: titles } = await faulty.db.collection<TitleDocument>('room_titles').where({ room }).limit(10).get();
  const held = new Map<string, number>();
  for (const { _id, isbn, copies, loans, kept, line, lent, acts } of titles) {
    if (loans.length + kept.length > copies) broken.push(`${isbn}: ${loans.length} out and ${kept.length} kept of ${copies}`);
    const people = [...loans.map(({ uid }) => uid), ...kept.map(({ uid }) => uid), ...line];
    if (new Set(people).size !== people.length) broken.push(`${isbn}: somebody is in it twice`);
    if (new Set(acts.map(({ k }) => k)).size !== acts.length) broken.push(`${isbn}: an act was done twice`);
    const wanted = (isbn === isbns[0] ? 1 : 2) + (changed.get(_id) ?? 0);
    if (copies !== wanted && !(offLater.has(_id) && copies === wanted - 1)) broken.push(`${isbn}: ${copies} copies, ${wanted} were told`);
    if (lent < loans.length) broken.push(`${isbn}: lent ${lent} times, ${loans.length} out`);
    for (const { uid } of loans) held.set(uid, (held.get(uid) ?? 0) + 1);
  }
  const out = new Set(titles.flatMap(({ loans }) => loans.map(({ id }) => id)));
  for (const [uid, count] of held) if (count > most) broken.push(`${uid} holds ${count} books`);
  for (const [id, title] of told) if ((title !== null) !== out.has(id)) broken.push(`loan ${id} was told to be ${title === null ? 'back' : 'out'}`);
  for (const id of out) if (!told.has(id) && !later.has(id)) broken.push(`loan ${id} is nobody's`);
  return broken;
}

/** No two books of a reader have the same number: as if nothing kept them apart. */
function unnumbered(): Tamper {
  let count = 0;
  return (request) => {
    if (request['action'] !== 'database.modifyDocument' || request['collectionName'] !== 'room_titles') return request;
    return JSON.parse(JSON.stringify(request).replaceAll(/:r\d:\d/g, (slot) => `${slot}x${(count += 1)}`)) as typeof request;
  };
}

export interface BookRoomReport extends FaultReport {
  /** Seeds that broke where a reader's books had no numbers. */
  control_limit: number;
}

/** Runs many seeds, and a third as many without the condition on a title, and as many without the numbers of a reader's books. */
export async function bookRoomFaults(seeds: number): Promise<BookRoomReport> {
  faultKeys();
  const faulty = await openFaultyDatabase();
  const report: BookRoomReport = { seeds, violations: 0, control_violations: 0, control_limit: 0 };
  for (let seed = 1; seed <= seeds; seed += 1) {
    const broken = await roomSeed(faulty, seed);
    if (broken.length === 0) continue;
    report.violations += 1;
    report.first ??= { seed, broken };
  }
  for (let seed = 1; seed <= Math.max(5, seeds / 3); seed += 1) {
    if ((await roomSeed(faulty, seed, unguarded('room_titles'))).length > 0) report.control_violations += 1;
    if ((await roomSeed(faulty, seed, unnumbered())).length > 0) report.control_limit += 1;
  }
  await faulty.close();
  return report;
}
