import * as v from 'valibot';
import { isAhead } from '../../../miniprogram/domain/contest/running';
import { tidy } from '../../../miniprogram/domain/text/clean';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import { type Action, defineAction, type Member } from '../../platform/router';
import { inputHash, seal, unseal } from '../../platform/secrets';
import type { PanelJudge, Performance, Recusal, RoundDocument } from './documents';
import { entryIdSchema } from './entry-schema';
import { judgesAmong, judgesOver, whereNow } from './panel-store';
import { actOn, placeOf, roundById, roundKey } from './round-store';
import { missing, seatingOf, standing } from './scoring';
import { sheetsOf } from './sheet-store';
import { judges } from './sheets';
import { actOf, crew, noRound, reasonText, recorded, rolesIn, roundFields, roundFor } from './stage-guards';
import { pieceOf } from './stage-views';

/** 评委席: who judges a round, who steps back from what, and whose sheets are missing. */

const mostJudges = 15;
const mostReserves = 10;

const seats = v.pipe(v.array(v.strictObject({ uid: id, reserve: v.boolean() })), v.maxLength(mostJudges + mostReserves));

/** Somebody has been on stage: sheets may be signed. */
export const hasBegun = ({ performances }: Pick<RoundDocument, 'performances'>) => performances.some((one) => !isAhead(one) && one.state !== 'absent');

const seatsOf = (panel: readonly PanelJudge[]) => panel.map(({ uid, reserve }) => ({ uid, reserve }));

const panel = defineAction('judging.panel', 'act', v.strictObject({ ...roundFields, seen: seats, judges: seats }), async ({ db, input, key, member, now }) => {
  const uids = input.judges.map(({ uid }) => uid);
  const regular = input.judges.filter(({ reserve }) => !reserve).length;
  if (new Set(uids).size < uids.length) throw new Refusal('BAD_INPUT', '同一个人在评委席里出现了两次');
  if (regular < 1 || regular > mostJudges) throw new Refusal('BAD_INPUT', `评委 1–${mostJudges} 人，候补最多 ${mostReserves} 人`);
  const act = actOf(member, key, inputHash(input), now);
  return actOn(db, () => roundFor(db, input, member, ['cadre'], now), act, async (round, done) => {
    const answer = { judges: regular };
    if (done) return { answer };
    if (hasBegun(round)) throw new Refusal('CLOSED', '已经有节目上台，评委不能再换，只能登记回避');
    if (JSON.stringify(seatsOf(round.panel)) !== JSON.stringify(input.seen)) throw new Refusal('USED', '评委席刚刚被别人改过，请核对后再排');
    const known = new Map((await judgesAmong(db, uids, round.scope, now)).map((one) => [one.uid, one]));
    const chosen = input.judges.map(({ uid, reserve }): PanelJudge => {
      const one = known.get(uid);
      if (!one) throw new Refusal('BAD_INPUT', '有人没有这次比赛的评委身份，请先在“授权”里授予');
      return { uid, name: seal(one.name), unitName: one.unitName, unit: one.unitPath, reserve };
    });
    // Whoever is seated has the role: what was noted because it was over is no more so.
    const recusals = round.recusals.filter(({ uid, by }) => by !== '' || !known.has(uid));
    const performances = await whereNow(db, round.performances);
    return { answer, write: { where: { v: round.v }, data: { panel: db.command.set(chosen), recusals: db.command.set(recusals), performances: db.command.set(performances) }, record: recorded('judging.panel', round, act, input) } };
  });
});

const recuseSchema = v.strictObject({ ...roundFields, uid: id, entryIds: v.pipe(v.array(entryIdSchema), v.minLength(1), v.maxLength(300)), reason: reasonText });

/** The round, for the judge whom it concerns and for a cadre. */
const loading = (db: Database, { contestId, roundId, uid }: Api.Input<'judging.recuse'>, member: Member, now: number) => async () => {
  const round = await roundById(db, roundKey(contestId, roundId));
  const own = uid === member.uid && round !== null && judges(member, round, now);
  if (!round || !(own || rolesIn(member, round, now).cadre)) throw noRound();
  return round;
};

const recuse = defineAction('judging.recuse', 'act', recuseSchema, ({ db, input, key, member, now }) => {
  const { uid } = input;
  const entryIds = [...new Set(input.entryIds)];
  const act = actOf(member, key, inputHash(input), now);
  return actOn(db, loading(db, input, member, now), act, (round, done) => {
    const answer = { recused: entryIds.length };
    if (done) return { answer };
    if (!round.panel.some((one) => one.uid === uid)) throw new Refusal('NOT_FOUND', '评委席里没有这个人');
    const places = entryIds.map((entryId) => placeOf(round, entryId));
    const told = places.find(({ at }) => at.releasedAt !== null);
    if (told) throw new Refusal('CLOSED', `《${told.at.title}》已经公布得分，不能再回避`);
    const twice = standing(round.recusals).find((one) => one.uid === uid && entryIds.includes(one.entryId));
    if (twice) throw new Refusal('USED', '已经登记过回避');
    const { push, inc } = db.command;
    const reason = tidy(input.reason);
    return {
      answer,
      write: {
        where: { v: round.v },
        data: {
          recusals: push(entryIds.map((entryId) => ({ uid, entryId, reason, by: member.uid, at: now }))),
          ...Object.fromEntries(places.map(({ path }) => [path('edits'), inc(1)])),
        },
        record: recorded('judging.recuse', round, act, input),
      },
    };
  });
});

const unrecuse = defineAction('judging.unrecuse', 'act', recuseSchema, ({ db, input, key, member, now }) => {
  const { uid } = input;
  const entryIds = [...new Set(input.entryIds)];
  const act = actOf(member, key, inputHash(input), now);
  return actOn(db, loading(db, input, member, now), act, (round, done) => {
    const answer = { returned: entryIds.length };
    if (done) return { answer };
    if (hasBegun(round)) throw new Refusal('CLOSED', '已经有节目上台，回避不能再撤回');
    const wanted = (one: Recusal) => one.uid === uid && entryIds.includes(one.entryId) && one.by !== '' && !one.back;
    if (round.recusals.filter(wanted).length < entryIds.length) throw new Refusal('USED', '没有登记过这样的回避，或已经撤回');
    const back = { reason: tidy(input.reason), by: member.uid, at: now };
    const recusals = round.recusals.map((one) => (wanted(one) ? { ...one, back } : one));
    const { inc, set } = db.command;
    const counted = Object.fromEntries(entryIds.map((entryId) => [placeOf(round, entryId).path('edits'), inc(1)]));
    return { answer, write: { where: { v: round.v }, data: { recusals: set(recusals), ...counted }, record: recorded('judging.unrecuse', round, act, input) } };
  });
});

/** Judges' names as lists for those who run the round have them. */
export const namesIn = ({ panel: judged }: RoundDocument) => new Map(judged.map(({ uid, name }) => [uid, unseal(name)]));

function seatedPiece(round: RoundDocument, one: Performance, names: ReadonlyMap<string, string>): Api.Contest.SeatedPiece {
  const seating = seatingOf(round, one);
  const nameOf = (uid: string) => names.get(uid) ?? '';
  const declared = standing(round.recusals).filter(({ entryId }) => entryId === one.entryId);
  const begun = hasBegun(round);
  const recused = seating.recused.map(({ uid, substitute }) => {
    const found = declared.find((recusal) => recusal.uid === uid);
    return { uid, name: nameOf(uid), substitute: substitute === null ? null : nameOf(substitute), reason: found?.reason ?? '', mayReturn: found !== undefined && found.by !== '' && !begun };
  });
  return { ...pieceOf(one), state: one.state, released: one.releasedAt !== null, recused, judges: seating.judges.length };
}

const view = defineAction('judging.seats', 'member', v.strictObject(roundFields), async ({ db, input, member, now }) => {
  const round = await roundFor(db, input, member, [...crew, 'supervisor'], now);
  const manages = rolesIn(member, round, now).cadre;
  const fixed = hasBegun(round);
  const choices = manages && !fixed ? await judgesOver(db, round.scope, now) : [];
  const names = namesIn(round);
  const { contestId, roundId, title, name, state, performances } = round;
  return {
    ...{ contestId, roundId, title, name, state, fixed, manages, now },
    panel: round.panel.map(({ uid, unitName, reserve }) => ({ uid, name: names.get(uid) ?? '', unitName, reserve })),
    choices: choices.filter(({ uid }) => !names.has(uid)).map(({ uid, name: whole, unitName }) => ({ uid, name: whole, unitName })),
    pieces: performances.map((one) => seatedPiece(round, one, names)),
  };
});

/** The entry that everybody waits for: on stage, else the last one that is over and not released, else the first of all. */
function currentOf(performances: readonly Performance[]): Performance | undefined {
  const over = performances.filter(({ state, releasedAt }) => state === 'done' && releasedAt === null);
  return performances.find(({ state }) => state === 'stage') ?? over[over.length - 1] ?? performances[0];
}

const missingSchema = v.strictObject({ ...roundFields, entryId: v.exactOptional(entryIdSchema) });

const desk = defineAction('judging.missing', 'member', missingSchema, async ({ db, input, member, now }) => {
  const round = await roundFor(db, input, member, [...crew, 'supervisor'], now);
  const one = input.entryId === undefined ? currentOf(round.performances) : placeOf(round, input.entryId).at;
  const names = namesIn(round);
  const sheets = one ? await sheetsOf(db, round._id, [one.entryId]) : [];
  const open = one ? missing(round, one, sheets) : [];
  const { contestId, roundId, title, name, performances } = round;
  return {
    ...{ contestId, roundId, title, name, entryId: one?.entryId ?? null, now },
    pieces: performances.map(({ entryId, number, title: piece, state, releasedAt }) => ({ entryId, number, title: piece, state, released: releasedAt !== null })),
    rows: (one ? seatingOf(round, one).judges : []).map((uid) => ({
      uid,
      name: names.get(uid) ?? '',
      sheet: !open.includes(uid) ? ('signed' as const) : sheets.some(({ judge }) => judge === uid) ? ('draft' as const) : ('none' as const),
    })),
    recused: one ? seatedPiece(round, one, names).recused.map(({ name: whole, substitute }) => ({ name: whole, substitute })) : [],
  };
});

export const panelActions: readonly Action[] = [panel, recuse, unrecuse, view, desk];
