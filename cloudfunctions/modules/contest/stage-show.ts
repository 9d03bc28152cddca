import * as v from 'valibot';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { type Action, defineAction } from '../../platform/router';
import { namesOf } from '../people/store';
import { entriesWithIds } from './entry-store';
import { boardPart, roundById, roundKey } from './round-store';
import type { RoundDocument } from './documents';
import { unitsOf } from './stage-draw';
import { crew, noRound, rolesIn, roundFields, roundFor } from './stage-guards';
import { boardOf, cuesOf, deskOf, drawViewOf, peopleIn, scriptOf } from './stage-views';

/** What is read of a round. */

const namer = async (db: Database, round: RoundDocument) => {
  const names = await namesOf(db, peopleIn(round));
  return (uid: string) => names.get(uid)?.name ?? '已注销的会员';
};

const boardSchema = v.strictObject({ ...roundFields, since: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))) });

const board = defineAction('stage.board', 'anyone', boardSchema, async ({ db, input, now }) => {
  const part = await boardPart(db, roundKey(input.contestId, input.roundId));
  if (!part) throw noRound();
  return { board: part.v === input.since ? null : boardOf(part), now };
});

const desk = defineAction('stage.desk', 'member', v.strictObject(roundFields), async ({ db, input, member, now }) => {
  const round = await roundFor(db, input, member, [...crew, 'supervisor'], now);
  return deskOf(round, member.uid, await namer(db, round), rolesIn(member, round, now), now);
});

const script = defineAction('stage.script', 'member', v.strictObject(roundFields), async ({ db, input, member, now }) => {
  const round = await roundFor(db, input, member, crew, now);
  if (round.state === 'open') throw new Refusal('NOT_OPEN', '还没有抽签，出场顺序没有排定');
  return { script: scriptOf(round, await entriesWithIds(db, cuesOf(round).map(({ entryId }) => entryId))), now };
});

const verify = defineAction('stage.verify', 'anyone', v.strictObject(roundFields), async ({ db, input, member, now }) => {
  const round = await roundById(db, roundKey(input.contestId, input.roundId));
  if (!round) throw noRound();
  const roles = member ? rolesIn(member, round, now) : { cadre: false, official: false, supervisor: false };
  const mine = member ? unitsOf(round, member, now) : new Map<string, string>();
  return drawViewOf(round, { uid: member?.uid ?? '', mine, nameOf: await namer(db, round), manages: roles.cadre, official: roles.cadre || roles.official || roles.supervisor, now });
});

export const showActions: readonly Action[] = [board, desk, script, verify];
