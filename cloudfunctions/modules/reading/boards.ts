import { leadersOf, published, rankingDigest, sharedPlaces } from '../../../miniprogram/domain/points/leaders';
import { rankByClass, rankUnits, sumUp, type UnitPlace } from '../../../miniprogram/domain/reading/units';
import { minute } from '../../../miniprogram/domain/time/shanghai';
import type { Database } from '../../platform/database';
import { unionsById } from '../people/store';
import type { BoardDocument, EditionDocument } from './documents';
import { allUnits, firstReaders, keepBoard, noteBoards, standingOf } from './fold-store';

/** Boards of units look at all units: not oftener than this. */
const unitsEvery = 10 * minute;

/** Writes the boards where something was counted since the last ones. @param over the last time: with digests, which stand */
export async function publishBoards(db: Database, edition: EditionDocument, now: number, over: boolean): Promise<void> {
  const standing = await standingOf(db, edition._id);
  if (!standing) return;
  const { batch, boards } = standing;
  const changed = batch !== boards.batch || boards.at === 0;
  if (!over && !changed) return;
  await publishPeople(db, edition, standing.readers, now, over);
  const due = over || now - boards.at >= unitsEvery;
  if (due) await publishUnits(db, edition, now, over);
  // Between two boards of units the change stays noted as open, so that a quiet hour does not hide it.
  if (due) await noteBoards(db, edition._id, { batch, at: now });
}

async function publishPeople(db: Database, { _id }: EditionDocument, readers: number, now: number, over: boolean): Promise<void> {
  const first = await firstReaders(db, _id, published);
  const names = new Map(first.map(({ uid, name, unitName }) => [uid, { name, unitName }]));
  const leaders = leadersOf(first.map(({ uid, balance, lastAt }) => ({ uid, points: balance, lastAt })));
  const people = sharedPlaces(leaders, (a, b) => a.points === b.points).map(({ place, item }) => ({ place, ...item, ...(names.get(item.uid) ?? { name: '', unitName: '' }) }));
  const digest = over ? rankingDigest(_id, 'people', people.map(({ uid, points, lastAt }) => [uid, points, lastAt])) : '';
  await keepBoard(db, { _id: `${_id}:people`, people, units: [], count: readers, at: now, digest });
}

async function publishUnits(db: Database, edition: EditionDocument, now: number, over: boolean): Promise<void> {
  const units = await allUnits(db, edition._id);
  const names = new Map(units.map(({ unit, name }) => [unit, name]));
  const district = new Map(units.map((unit) => [unit.unit, unit.district === '' ? null : unit.district]));
  const districts = rankUnits(sumUp(units, (unit) => district.get(unit) ?? null));
  for (const union of await unionsById(db, districts.map(({ unit }) => unit))) names.set(union._id, union.name);
  const board = (kind: string, ranked: readonly UnitPlace[]): BoardDocument => {
    const lines = ranked.slice(0, published).map(({ unit, place, members, active, readers, points, share, perHead }) => ({ place, unitId: unit, name: names.get(unit) ?? '', members, active, readers, points, share, perHead }));
    const digest = over ? rankingDigest(edition._id, kind, lines.map(({ unitId, place, members, active, points }) => [unitId, place, members, active, points])) : '';
    return { _id: `${edition._id}:${kind}`, people: [], units: lines, count: ranked.length, at: now, digest };
  };
  const classes = rankByClass(units).map((ranked, index) => board(`units:${index}`, ranked));
  for (const one of [...classes, board('districts', districts)]) await keepBoard(db, one);
}
