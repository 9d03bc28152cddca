import * as v from 'valibot';
import { levelOf } from '../../../miniprogram/domain/points/levels';
import { periodsOf, scoreIn } from '../../../miniprogram/domain/points/periods';
import { rankOf, stepOf } from '../../../miniprogram/domain/points/histogram';
import { covers, holds } from '../../../miniprogram/domain/people/scope';
import { mayBeYesterday } from '../../../miniprogram/domain/reading/check-in';
import { daysOf, makeUpsOf } from '../../../miniprogram/domain/reading/record';
import { heatMap, streakOn } from '../../../miniprogram/domain/reading/streak';
import { addDays } from '../../../miniprogram/domain/time/days';
import { dayOf } from '../../../miniprogram/domain/time/shanghai';
import type { Database } from '../../platform/database';
import { id, millis } from '../../platform/fields';
import { type Action, defineAction } from '../../platform/router';
import { rankedId } from './boards';
import type { BoardDocument, EditionDocument, ReaderDocument } from './documents';
import { boardOf, rankSourceOf } from './fold-store';
import { notesOf } from './note-store';
import { addressesIn, nameFor, ownPhotos, photosOf, sees } from './feed';
import { notThere } from './setup';
import { editionById, editionWithReader, readerId, readerOf } from './store';
import { lineOf } from './views';

export function phaseOf({ opensAt, closesAt, state }: EditionDocument, now: number): Api.Reading.Phase {
  if (state === 'frozen') return 'frozen';
  return now < opensAt ? 'announced' : now < closesAt ? 'open' : 'closing';
}

function mineOf(reader: ReaderDocument | null, rank: number | null, { rules, from, until }: EditionDocument, now: number): Api.Reading.Mine {
  const { checkIns, entries, balance } = reader ?? { checkIns: [], entries: [], balance: 0 };
  const today = dayOf(now);
  // Of a night shift what was read since midnight, booked to the day before; what was read last evening is not today's.
  const night = mayBeYesterday(rules, now) ? addDays(today, -1) : '';
  const isToday = (one: { day: string; at: number }) => one.day === today || (one.day === night && dayOf(one.at) === today);
  const { level, next } = levelOf(balance);
  const days = daysOf({ checkIns });
  return {
    ...{ points: balance, rank, level: level?.name ?? '', next: next && { name: next.level.name, missing: next.missing } },
    ...{ streak: streakOn(days, today), days: days.length, makeUpsLeft: Math.max(0, (rules.makeUp?.most ?? 0) - makeUpsOf({ checkIns })) },
    today: { checkIns: checkIns.filter(isToday).length, points: entries.reduce((sum, one) => (isToday(one) ? sum + one.n : sum), 0) },
    squares: heatMap(checkIns, from, until),
  };
}

/** As of the last count: who has checked in since then is placed by the points that were counted. */
export async function rankIn(db: Database, editionId: string, reader: ReaderDocument | null): Promise<number | null> {
  if (!reader || reader.folded.v === 0) return null;
  const source = await rankSourceOf(db, editionId, stepOf(reader.folded.points));
  return source && rankOf(source, reader.folded.points);
}

const edition = defineAction('reading.edition', 'member', v.strictObject({ editionId: id }), async ({ db, input, member, now }) => {
  const found = await editionWithReader(db, input.editionId, member.uid);
  if (!found || !sees(found, member, now)) throw notThere();
  const reads = covers(found.audience, member.unitPath);
  return {
    ...{ editionId: found._id, title: found.title, organiser: found.organiser, from: found.from, until: found.until, closesAt: found.closesAt, phase: phaseOf(found, now), rules: found.rules },
    mine: reads ? mineOf(found.mine, await rankIn(db, found._id, found.mine), found, now) : null,
    night: mayBeYesterday(found.rules, now),
    manages: holds(member.grants, 'cadre', found.scope, now),
    now,
  };
});

const ledger = defineAction('reading.ledger', 'member', v.strictObject({ editionId: id }), async ({ db, input, member }) => {
  const reader = await readerOf(db, readerId(input.editionId, member.uid));
  return { lines: [...(reader?.entries ?? [])].reverse().map(lineOf), points: reader?.balance ?? 0 };
});

const notesPage = 20;

const notes = defineAction('reading.notes', 'member', v.strictObject({ editionId: id, before: v.exactOptional(millis) }), async ({ db, input, member }) => {
  const found = await notesOf(db, input.editionId, member.uid, input.before, notesPage + 1);
  const page = found.slice(0, notesPage);
  const addresses = await addressesIn(page, ownPhotos);
  const items = page.map((note) => {
    const { _id: checkInId, title: bookTitle, day, at, text, state, why, same } = note;
    return { checkInId, bookTitle, day, at, text, photos: photosOf(note, addresses), state, why, same: same?.words ?? '' };
  });
  return { items, next: found.length > notesPage ? (page[page.length - 1]?.at ?? null) : null };
});

const rank = defineAction('reading.rank', 'member', v.strictObject({ editionId: id }), async ({ db, input, member }) => {
  // Who has read in an edition may see it: the member's own document says so.
  const reader = await readerOf(db, readerId(input.editionId, member.uid));
  const place = await rankIn(db, input.editionId, reader);
  return reader && place !== null ? { points: reader.folded.points, rank: place } : null;
});

const nothing = (editionId: string): BoardDocument => ({ _id: editionId, people: [], units: [], count: 0, at: 0, digest: '' });

const ranking = defineAction('reading.ranking', 'member', v.strictObject({ editionId: id, period: v.picklist(['edition', 'day', 'week', 'month']) }), async ({ db, input, member, now }) => {
  const period = periodsOf(dayOf(now)).find(({ kind }) => kind === input.period);
  const found = await editionWithReader(db, input.editionId, member.uid, { board: `${input.editionId}:${period?.id ?? 'people'}` });
  if (!found || !sees(found, member, now)) throw notThere();
  const board = found.board ?? nothing(input.editionId);
  const own = board.people.find(({ uid }) => uid === member.uid);
  const place = period ? (own?.place ?? null) : await rankIn(db, found._id, found.mine);
  const points = period && found.mine ? scoreIn(found.mine.entries, period).points : (found.mine?.folded.points ?? 0);
  return {
    items: board.people.map(({ uid, name, unitName, lastAt, ...line }) => ({
      ...{ id: rankedId(found._id, uid), place: line.place, name: nameFor(name, uid === member.uid), unitName },
      ...{ points: line.points, lastAt, mine: uid === member.uid },
    })),
    mine: found.mine && (period || place !== null) ? { points, rank: place } : null,
    ...{ readers: board.count, digest: board.digest, at: board.at },
  };
});

const sizeClass = v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(3)));

const units = defineAction('reading.units', 'member', v.strictObject({ editionId: id, sizeClass }), async ({ db, input, member, now }) => {
  const kind = input.sizeClass === null ? 'districts' : `units:${input.sizeClass}`;
  const [found, kept] = await Promise.all([editionById(db, input.editionId), boardOf(db, `${input.editionId}:${kind}`)]);
  if (!found || !sees(found, member, now)) throw notThere();
  const board = kept ?? nothing(input.editionId);
  return { items: board.units, units: board.count, digest: board.digest, at: board.at };
});

export const browseActions: readonly Action[] = [edition, ledger, notes, rank, ranking, units];
