import * as v from 'valibot';
import { markText } from '../../../miniprogram/domain/meet/entered';
import { callTime } from '../../../miniprogram/domain/meet/programme';
import { holds } from '../../../miniprogram/domain/people/scope';
import { fits, tidy } from '../../../miniprogram/domain/text/clean';
import { type Act, decideUpon } from '../../platform/acts';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import { type Action, defineAction, type Member } from '../../platform/router';
import { digestOf, fileKey, idOf, inputHash, unseal } from '../../platform/secrets';
import { recordOf } from '../audit/record';
import { namesOf } from '../people/store';
import { type BoardDocument, boardById, type BoardSeal, writeBoard } from './board-store';
import type { MeetDocument } from './documents';
import type { EventDocument } from './event-document';
import { actOf, counted } from './event-guards';
import { eventsOfMember, roundsIn } from './event-store';
import { meetById } from './meet-store';
import { pointsText, stateOf } from './event-views';

/** The board of a meet, an athlete's own page, and big screens. */

const noBoard = () => new Refusal('NOT_FOUND', '这个运动会还没有编排');

export const sealShown = ({ state, digest, at, openings }: BoardSeal): Api.Meet.SealShown => ({ state, digest, at, openings: openings.length });

export function boardView({ _id, title, events, classes, medals, records, planned, paused, seal, at, v: version }: BoardDocument): Api.Meet.Board {
  const named = events.map((one) => ({ ...one, top: one.top.map((line) => ({ ...line, name: unseal(line.name) })) }));
  return { meetId: _id, title, events: named, classes, medals, records, planned, paused, seal: seal && sealShown(seal), at, v: version };
}

const board = defineAction('meet.board', 'member', v.strictObject({ meetId: id, since: v.exactOptional(counted) }), async ({ db, input, now }) => {
  const found = await boardById(db, input.meetId);
  if (!found) throw noBoard();
  return { board: found.v === input.since ? null : boardView(found), now };
});

function ownEvent(document: EventDocument, meet: MeetDocument | null, uid: string, now: number): Api.Meet.OwnEvent[] {
  const { event, starters, result, groupName, last } = document;
  return starters.flatMap(({ entry, people }): Api.Meet.OwnEvent[] => {
    const me = people.find((one) => one.uid === uid);
    const round = [...roundsIn(document)].reverse().find(({ cards }) => cards[entry]);
    const card = round?.cards[entry];
    if (!me || !round || !card) return [];
    const heat = round.heats.find(({ places }) => places.some((place) => place.entry === entry));
    const line = round.lines.find((one) => one.entry === entry) ?? null;
    const startAt = meet?.timetable?.find((item) => item.event === event.id && item.round === round.n)?.start ?? null;
    const row = result?.rows.find((one) => one.entry === entry);
    return [
      {
        ...{ event: event.id, name: event.name, groupName, zone: event.zone, entry, n: round.n, last, start: event.start.kind, call: card.call, state: stateOf(round), bib: me.bib, line },
        callAt: meet && startAt !== null ? callTime(startAt, meet.rulebook.rests) : null,
        startAt,
        heat: heat?.n ?? null,
        lane: heat?.places.find((place) => place.entry === entry)?.lane ?? null,
        team: people.length > 1 ? people.map(({ name, bib }) => ({ name, bib })) : [],
        markText: line?.mark === null || line === null ? '' : markText(event.measure, line.mark, line.timing),
        through: round.through.find((one) => one.entry === entry)?.by ?? null,
        result: row ? { place: row.place, points: pointsText(row), record: row.record, confirmed: result?.confirmedFrom !== null && (result?.confirmedFrom ?? now + 1) <= now } : null,
      },
    ];
  });
}

const athlete = defineAction('meet.athlete', 'member', v.strictObject({ meetId: id }), async ({ db, input, member, now }) => {
  const [found, meet, mine] = await Promise.all([boardById(db, input.meetId), meetById(db, input.meetId), eventsOfMember(db, input.meetId, member.uid)]);
  if (!found) throw noBoard();
  const works = ['official', 'cadre', 'supervisor'].some((role) => holds(member.grants, role, found.scope, now));
  // In the order of the day; what is not planned stands last.
  const own = mine.flatMap((one) => ownEvent(one, meet, member.uid, now)).sort((a, b) => (a.startAt ?? Number.MAX_SAFE_INTEGER) - (b.startAt ?? Number.MAX_SAFE_INTEGER));
  return { title: found.title, events: own, works, manages: holds(member.grants, 'cadre', found.scope, now), now };
});

/** So many of a meet are let in at once. */
const mostScreens = 5;

interface ScreenWrite {
  data: object;
  record: ReturnType<typeof recordOf>;
}

function onBoard<T>(db: Database, meetId: string, member: Member, act: Act, now: number, decide: (found: BoardDocument, done: boolean) => { answer: T; write?: ScreenWrite }): Promise<T> {
  const load = async () => {
    const found = await boardById(db, meetId);
    if (!found || !holds(member.grants, 'cadre', found.scope, now)) throw noBoard();
    return found;
  };
  return decideUpon(load, act, decide, (found, { data, record }) => writeBoard(db, found, act, data, record));
}

const recorded = (act: 'meet.screen' | 'meet.unscreen', { _id, scope, scopeName }: BoardDocument, { by, k, t }: Act, details: unknown) =>
  recordOf({ act, by, key: k, at: t, subject: _id, scope, scopeName, details });

const screenName = v.pipe(v.string(), v.check((text) => fits(text, 1, 20), '大屏名称写 1–20 个字'));

const screen = defineAction('meet.screen', 'act', v.strictObject({ meetId: id, name: screenName }), ({ db, input, key, member, now }) => {
  const act = actOf(member, key, inputHash(input), now);
  const screenId = idOf('screen', member.uid, key);
  // Worked out from the act: a repeat tells the same, and no token is stored.
  const secret = fileKey('screen', screenId, member.uid);
  return onBoard(db, input.meetId, member, act, now, (found, done) => {
    const answer = { screenId, token: `${found._id}.meet.${secret}` };
    if (done) return { answer };
    if (found.screens.filter(({ revokedAt }) => revokedAt === null).length >= mostScreens) throw new Refusal('FULL', `同时最多接 ${mostScreens} 块大屏，请先收回一块`);
    if (found.screens.length >= 50) throw new Refusal('FULL', '这个运动会接过的大屏太多了');
    const added = { id: screenId, digest: digestOf(secret), name: tidy(input.name), by: member.uid, at: now, revokedAt: null };
    return { answer, write: { data: { screens: db.command.push([added]) }, record: recorded('meet.screen', found, act, input) } };
  });
});

const unscreen = defineAction('meet.unscreen', 'act', v.strictObject({ meetId: id, screenId: v.pipe(v.string(), v.regex(/^[\w-]{22}$/)) }), ({ db, input, key, member, now }) => {
  const act = actOf(member, key, inputHash(input), now);
  return onBoard(db, input.meetId, member, act, now, (found, done) => {
    const answer = { revoked: true } as const;
    if (done) return { answer };
    const index = found.screens.findIndex((one) => one.id === input.screenId);
    if (index < 0) throw new Refusal('NOT_FOUND', '没有这块大屏');
    if (found.screens[index]?.revokedAt !== null) throw new Refusal('USED', '这块大屏已经收回');
    // Screens are only ever added, and the write is upon the version that was read: it stays where it is.
    return { answer, write: { data: { [`screens.${index}.revokedAt`]: now }, record: recorded('meet.unscreen', found, act, input) } };
  });
});

const screens = defineAction('meet.screens', 'member', v.strictObject({ meetId: id }), async ({ db, input, member, now }) => {
  const found = await boardById(db, input.meetId);
  if (!found || !holds(member.grants, 'cadre', found.scope, now)) throw noBoard();
  const names = await namesOf(db, [...new Set(found.screens.map(({ by }) => by))]);
  return { screens: found.screens.map(({ id: screenId, name, by, at, revokedAt }) => ({ id: screenId, name, byName: names.get(by)?.name ?? '', at, revokedAt })), now };
});

export const boardActions: readonly Action[] = [board, athlete, screens, screen, unscreen];
