import { leadersOf, published, rankingDigest, sharedPlaces } from '../../../miniprogram/domain/points/leaders';
import { periodsOfAll } from '../../../miniprogram/domain/points/periods';
import { rankByClass, rankUnits, sumUp, type UnitPlace } from '../../../miniprogram/domain/reading/units';
import { day, dayOf, minute } from '../../../miniprogram/domain/time/shanghai';
import type { Database } from '../../platform/database';
import { idOf } from '../../platform/secrets';
import { unionsById } from '../people/store';
import type { BoardDocument, EditionDocument, ReaderDocument } from './documents';
import { allUnits, firstReaders, firstScores, keepBoard, noteBoards, standingOf } from './fold-store';

/** Boards of units look at all units: not oftener than this. */
const unitsEvery = 10 * minute;

/** Writes the boards where something was counted since the last ones. @param over the last time: with digests, which stand */
export async function publishBoards(db: Database, edition: EditionDocument, now: number, over: boolean): Promise<void> {
  const standing = await standingOf(db, edition._id);
  if (!standing) return;
  const { batch, boards } = standing;
  const changed = batch !== boards.batch || boards.at === 0;
  if (!over && !changed) return;
  await publishAllPeople(db, edition, standing.readers, now, over);
  const due = over || now - boards.at >= unitsEvery;
  if (due) await publishUnits(db, edition, now, over);
  // Between two boards of units the change stays noted as open, so that a quiet hour does not hide it.
  if (due) await noteBoards(db, edition._id, { batch, at: now });
}

/** What the digest of people goes over, and the answer of a ranking shows: who they are says their own phone alone. */
export const rankedId = (edition: string, uid: string): string => idOf('ranked', edition, uid);

type Ranked = Pick<ReaderDocument, 'uid' | 'name' | 'unitName' | 'lastAt'> & { points: number };

async function publishPeople(db: Database, id: string, first: readonly Ranked[], count: number, now: number, digestOf: (people: BoardDocument['people']) => string): Promise<void> {
  const of = new Map(first.map((one) => [one.uid, one]));
  const leaders = leadersOf(first.map(({ uid, points, lastAt }) => ({ uid, points, lastAt })));
  const people = sharedPlaces(leaders, (a, b) => a.points === b.points).map(({ place, item }) => ({ place, ...item, name: of.get(item.uid)?.name ?? '', unitName: of.get(item.uid)?.unitName ?? '' }));
  await keepBoard(db, { _id: id, people, units: [], count, at: now, digest: digestOf(people) });
}

/** The edition's, and those of today and yesterday: what was read before midnight is counted after it. */
async function publishAllPeople(db: Database, { _id }: EditionDocument, readers: number, now: number, over: boolean): Promise<void> {
  const first = (await firstReaders(db, _id, published)).map((reader) => ({ ...reader, points: reader.balance }));
  const digest = (people: BoardDocument['people']) => (over ? rankingDigest(_id, 'people', people.map(({ uid, points, lastAt }) => [rankedId(_id, uid), points, lastAt])) : '');
  await publishPeople(db, `${_id}:people`, first, readers, now, digest);
  for (const { id } of periodsOfAll([dayOf(now), dayOf(now - day)])) {
    const scores = await firstScores(db, _id, id, published);
    if (scores.length > 0) await publishPeople(db, `${_id}:${id}`, scores, scores.length, now, () => '');
  }
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
