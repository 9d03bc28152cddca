import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { boardFor } from '../../cloudfunctions/modules/balance/actions';
import { boardsById } from '../../cloudfunctions/modules/balance/boards';
import { collect } from '../../cloudfunctions/modules/balance/collect';
import { foldBalance } from '../../cloudfunctions/modules/balance/fold';
import { identify } from '../../cloudfunctions/modules/people/store';
import { accountOf, seal } from '../../cloudfunctions/platform/secrets';
import { type Board, type Cell, emptyBoard, incrementsOf, type Tally } from '../../miniprogram/domain/balance/cell';
import { classOf } from '../../miniprogram/domain/reading/units';
import { day, instant } from '../../miniprogram/domain/time/shanghai';
import { collections } from '../../database/collections';
import type { Document } from '../../local/cloud/engine/types';
import { type FaultyDatabase, openFaultyDatabase } from '../../tests/faults/database';

const year = 2027;
const now = instant(year, 6, 1, 12);
const ages = ['', '50', '60', '70', '80', '90', '00'];
const trades = ['教育', '卫生', '机械制造', '交通运输', '纺织', '建筑', '金融', '快递外卖'];
const batch = 2000;

interface Unit {
  id: string;
  path: string;
  parent: number;
  level: number;
  trade: string;
  region: string;
  ownership: string;
}

/** A member of the figure: unit by position, cohort, times so far. Made by numbers, the same at each run. */
interface Person {
  unit: number;
  cohort: string;
  times: number;
}

/** One city, twenty districts, a fifth of the rest enterprises, and their teams. */
function cityOf(unions: number): Unit[] {
  const units: Unit[] = [{ id: 'u0', path: '/u0/', parent: -1, level: 0, trade: '', region: '江城', ownership: '机关' }];
  const enterprises = Math.floor((unions - 21) / 5);
  for (let index = 1; index < unions; index += 1) {
    const level = index <= 20 ? 1 : index <= 20 + enterprises ? 2 : 3;
    const parent = level === 1 ? 0 : level === 2 ? 1 + (index % 20) : 21 + (index % enterprises);
    const above = units[parent];
    if (!above) throw new Error('a union without a parent');
    const district = level === 1 ? index : Number(above.region.slice(2)) || 1 + (index % 20);
    units.push({ id: `u${index}`, path: `${above.path}u${index}/`, parent, level, trade: level === 3 ? above.trade : (trades[index % 8] ?? ''), region: `区 ${district}`, ownership: level === 1 ? '机关' : level === 3 ? above.ownership : index % 3 === 0 ? '国企' : '民企' });
  }
  return units;
}

const personOf = (index: number, unions: number): Person => ({ unit: 21 + ((index * 7919) % (unions - 21)), cohort: ages[(index * 31) % 7] ?? '', times: index % 10 < 7 ? 0 : 1 + ((index * 13) % 5) });

interface Plain extends Omit<Board, 'dims' | 'below' | 'h'> {
  h: Record<string, number>;
  dims: Record<string, Record<string, Tally>>;
  below: Record<string, Tally>;
}

/** All boards from the people themselves, one after the other: nothing of the fold. */
function recomputed(units: readonly Unit[], people: readonly Person[], membersOf: readonly number[]): Map<string, Plain> {
  const boards = new Map<string, Plain>();
  const into = (group: Record<string, Tally>, key: string, times: number) => {
    const tally = (group[key] ??= { m: 0, j: 0, t: 0 });
    tally.m += 1;
    tally.j += times > 0 ? 1 : 0;
    tally.t += times;
  };
  for (const { unit: own, cohort, times } of people) {
    const unit = units[own];
    if (!unit) continue;
    const employer = unit.level === 3 ? unit.parent : own;
    const keys = { region: unit.region, trade: unit.trade, ownership: unit.ownership, level: String(unit.level), size: String(classOf(membersOf[employer] ?? 0)), age: cohort };
    let below = unit.id;
    for (let up = own; up >= 0; up = units[up]?.parent ?? -1) {
      const id = units[up]?.id ?? '';
      const board = boards.get(id) ?? { members: 0, joined: 0, times: 0, h: {}, dims: {}, below: {} };
      boards.set(id, board);
      board.members += 1;
      board.joined += times > 0 ? 1 : 0;
      board.times += times;
      if (times > 0) board.h[times] = (board.h[times] ?? 0) + 1;
      for (const [dimension, key] of Object.entries(keys)) into((board.dims[dimension] ??= {}), key === '' ? '-' : key, times);
      into(board.below, below, times);
      below = id;
    }
  }
  return boards;
}

/** Without names and what is nothing, fields in one order: two boards of the same figures are the same text. */
function textOf(board: Plain | Board): string {
  const plain = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    const fields = Object.entries(value).filter(([key]) => key !== 'name');
    return Object.fromEntries(fields.map(([key, one]) => [key, plain(one)] as const).filter(([, one]) => one !== 0 && JSON.stringify(one) !== '{}').sort(([a], [b]) => (a < b ? -1 : 1)));
  };
  const { members, joined, times, h, dims, below } = board;
  return JSON.stringify(plain({ members, joined, times, h, dims, below }));
}

async function lay({ engine }: FaultyDatabase, name: string, count: number, make: (index: number) => object): Promise<void> {
  const collection = engine.db().collection(name);
  for (let from = 0; from < count; from += batch) {
    const some: unknown = Array.from({ length: Math.min(batch, count - from) }, (_, at) => make(from + at));
    // The engine takes plain values; these are, though their types have no index signature.
    await collection.insertMany(some as Document[]);
    if (from % 50_000 === 0) process.stderr.write(`\r${name} ${from}          `);
  }
}

function at<T>(items: readonly T[], index: number): T {
  const found = items[index];
  if (found === undefined) throw new RangeError(`nothing at ${index}`);
  return found;
}

const participant = (uid: string, times: number, person: Person, unit: string) => ({
  ...{ _id: `${year}:${uid}`, year, uid, v: 1, dirty: false, folded: { batch: 0, v: 1, unit, cohort: person.cohort, times } },
  on: Object.fromEntries(Array.from({ length: times }, (_, n) => [`laid:a${n}`, { a: `a${n}`, n: 1, in: true }])),
});

/** The city as the fold would have left it: what is measured comes on top. */
async function layCity(faulty: FaultyDatabase, units: readonly Unit[], people: readonly Person[], membersOf: readonly number[]): Promise<void> {
  const cells = new Map<number, Cell>();
  units.forEach(({ id, path, level, trade, region, ownership, parent }, index) => {
    const employer = level === 3 ? parent : index;
    cells.set(index, { union: id, path, name: id, level, trade, region, ownership, size: classOf(membersOf[employer] ?? 0), cohorts: {} });
  });
  for (const { unit, cohort, times } of people) {
    const cell = cells.get(unit);
    // The cell is this function's own until it is laid.
    const crowds = cell?.cohorts as Record<string, { m: number; h: Record<string, number> }>;
    const crowd = (crowds[cohort] ??= { m: 0, h: {} });
    crowd.m += 1;
    if (times > 0) crowd.h[times] = (crowd.h[times] ?? 0) + 1;
  }
  const unionOf = ({ id, path, level, trade, region, ownership, parent }: Unit, index: number) => ({ _id: id, name: id, path, level, trade, region, ownership, parentId: units[parent]?.id ?? '', siblingKey: id, members: membersOf[index] ?? 0, mergedInto: null, v: 0 });
  await lay(faulty, 'unions', units.length, (index) => unionOf(at(units, index), index));
  await lay(faulty, 'balance_cells', units.length, (index) => {
    const [unit, cell] = [units[index], cells.get(index)];
    const employer = unit?.level === 3 ? unit.parent : index;
    return { _id: `${year}:${unit?.id}`, cell, seen: { members: membersOf[index] ?? 0, roster: 0, size: membersOf[employer] ?? 0 }, batch: 0 };
  });
  const increments = incrementsOf([...cells.values()].map((to) => ({ from: null, to })));
  await lay(faulty, 'balance_boards', units.length, (index) => {
    const unit = units[index];
    const board: Record<string, unknown> = { ...structuredClone(emptyBoard), _id: `${year}:${unit?.id}`, path: unit?.path, name: unit?.id, level: unit?.level, batch: 0, at: now };
    for (const [path, by] of Object.entries(increments.get(unit?.id ?? '') ?? {})) put(board, path.split('.'), by);
    return board;
  });
  // Laying a million rows into indexes that nothing here asks would take most of an hour.
  const asked = ['account', 'unit_cohort', 'changed'];
  const unasked = collections.find(({ name }) => name === 'members')?.indexes.filter(({ name }) => !asked.includes(name)) ?? [];
  for (const { name } of unasked) await faulty.engine.db().collection('members').dropIndex(name);
  await lay(faulty, 'members', people.length, (index) => {
    const unit = units[people[index]?.unit ?? 0];
    return { _id: `m${index}`, account: `paper:m${index}`, unitId: unit?.id, unitPath: unit?.path, cohort: people[index]?.cohort };
  });
  const active = people.flatMap((person, index) => (person.times > 0 ? [{ person, index }] : []));
  await lay(faulty, 'participants', active.length, (position) => {
    const { person, index } = at(active, position);
    return participant(`m${index}`, person.times, person, units[person.unit]?.id ?? '');
  });
}

function put(into: Record<string, unknown>, [first = '', ...rest]: string[], value: number): void {
  if (rest.length === 0) into[first] = value;
  else put((into[first] ??= {}) as Record<string, unknown>, rest, value);
}

/** Activities whose places were taken: the events that are measured. @returns who took part, by position */
async function layEvents({ engine }: FaultyDatabase, activities: number, each: number, members: number): Promise<number[]> {
  const events: number[] = [];
  for (let number = 0; number < activities; number += 1) {
    const whose = Array.from({ length: each }, (_, index) => (number * each + index) * Math.floor(members / (activities * each)));
    events.push(...whose);
    const id = `event${number}`;
    const held = whose.map((index) => ({ u: `m${index}`, k: `k${index}`, h: '', t: now }));
    const times = { startsAt: now - 2 * day, endsAt: now + day };
    await engine.db().collection('activities').insertMany([{ _id: id, ...times, signUpOpensAt: 0 }]);
    await engine.db().collection('seats').insertMany([{ _id: id, activityId: id, bucket: 0, ...times, cancelled: false, held, v: 1, due: 0, dirty: false }]);
  }
  return events;
}

/** A million members in ten thousand unions: events folded in, every board against a plain recomputation, a page's documents. */
export async function balanceFigure({ members = 1_000_000, unions = 10_000, activities = 20, each = 1000 } = {}): Promise<object> {
  for (const name of ['GONGYUN_KEY_MEMBER', 'GONGYUN_KEY_FIELD']) process.env[name] ??= Buffer.alloc(32, 7).toString('base64url');
  const folder = await mkdtemp(join(tmpdir(), 'gongyun-balance-'));
  const faulty = await openFaultyDatabase(join(folder, 'balance.sqlite'));
  const { db, engine, work } = faulty;
  try {
    faulty.use(null);
    const units = cityOf(unions);
    const people = Array.from({ length: members }, (_, index) => personOf(index, unions));
    const membersOf = units.map(() => 0);
    for (const { unit } of people) for (let up = unit; up >= 0; up = units[up]?.parent ?? -1) membersOf[up] = (membersOf[up] ?? 0) + 1;
    await layCity(faulty, units, people, membersOf);
    const events = await layEvents(faulty, activities, each, members);
    for (const index of events) {
      const person = people[index];
      if (person) person.times += 1;
    }
    const started = performance.now();
    for (let run = 0; run < 10; run += 1) await collect(db, now);
    for (let run = 0; (await foldBalance(db, now)) > 0 && run < 20; run += 1) continue;
    const ms = (performance.now() - started) / events.length;
    process.stderr.write('\n');
    const plain = recomputed(units, people, membersOf);
    let equal = true;
    let compared = 0;
    for (let from = 0; from < units.length; from += 500) {
      const ids = units.slice(from, from + 500).map(({ id }) => id);
      const found = await boardsById(db, ids.map((id) => `${year}:${id}`));
      for (const id of ids) {
        equal &&= textOf(found.get(`${year}:${id}`) ?? emptyBoard) === textOf(plain.get(id) ?? { ...emptyBoard, h: {}, dims: {}, below: {} });
        compared += 1;
      }
    }
    await engine.db().collection('members').insertMany([{ _id: 'cadre', account: accountOf('cadre'), name: seal('王敏'), unitId: 'u0', unitName: '', unitPath: '/u0/', joinedAt: 1, boundAt: 1, grants: [{ role: 'cadre', scope: '/u0/', expires: now + day }] }]);
    const before = work.docsRead;
    const member = await identify(db, 'cadre');
    if (!member) throw new Error('the cadre is gone');
    const board = await boardFor(db, member, {}, now);
    return { members: board.members, unions, docs_read: work.docsRead - before, equal_to_recomputation: equal, refresh_ms_per_event: Math.round(ms * 100) / 100, events: events.length, boards_compared: compared };
  } finally {
    await faulty.close();
    await rm(folder, { recursive: true, force: true });
  }
}
