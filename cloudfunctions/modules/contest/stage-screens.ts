import * as v from 'valibot';
import { fits, tidy } from '../../../miniprogram/domain/text/clean';
import type { Database } from '../../platform/database';
import { Refusal, sentences } from '../../platform/errors';
import { causeOf, log } from '../../platform/log';
import { type Action, defineAction } from '../../platform/router';
import { digestOf, fileKey, idOf, inputHash } from '../../platform/secrets';
import { boardView } from '../meet/board-actions';
import { boardById } from '../meet/board-store';
import { actOn, boardPart } from './round-store';
import { actOf, recorded, roundFields, roundFor } from './stage-guards';
import { boardOf } from './stage-views';

/** 现场大屏: a page in a hall's browser that reads the live board by a token. It shows what everybody may see; the token keeps strangers from polling, and can be revoked. */

/** So many of a round are let in at once. */
const most = 5;

const screenName = v.pipe(v.string(), v.check((text) => fits(text, 1, 20), '大屏名称写 1–20 个字'));

const screen = defineAction('stage.screen', 'act', v.strictObject({ ...roundFields, name: screenName }), ({ db, input, key, member, now }) => {
  const act = actOf(member, key, inputHash(input), now);
  const screenId = idOf('screen', member.uid, key);
  // Worked out from the act: a repeat tells the same, and no token is stored.
  const secret = fileKey('screen', screenId, member.uid);
  return actOn(db, () => roundFor(db, input, member, ['cadre'], now), act, (round, done) => {
    const answer = { screenId, token: `${round.contestId}.${round.roundId}.${secret}` };
    if (done) return { answer };
    if (round.screens.filter(({ revokedAt }) => revokedAt === null).length >= most) throw new Refusal('FULL', `同时最多接 ${most} 块大屏，请先收回一块`);
    if (round.screens.length >= 50) throw new Refusal('FULL', '这一轮接过的大屏太多了');
    const added = { id: screenId, digest: digestOf(secret), name: tidy(input.name), by: member.uid, at: now, revokedAt: null };
    return { answer, write: { where: { v: round.v }, data: { screens: db.command.push([added]) }, record: recorded('stage.screen', round, act, input) } };
  });
});

const unscreen = defineAction('stage.unscreen', 'act', v.strictObject({ ...roundFields, screenId: v.pipe(v.string(), v.regex(/^[\w-]{22}$/)) }), ({ db, input, key, member, now }) => {
  const act = actOf(member, key, inputHash(input), now);
  return actOn(db, () => roundFor(db, input, member, ['cadre'], now), act, (round, done) => {
    const answer = { revoked: true } as const;
    if (done) return { answer };
    const index = round.screens.findIndex(({ id }) => id === input.screenId);
    const found = round.screens[index];
    if (!found) throw new Refusal('NOT_FOUND', '没有这块大屏');
    if (found.revokedAt !== null) throw new Refusal('USED', '这块大屏已经收回');
    // Screens are only ever added: it stays where it is.
    return { answer, write: { where: { screens: db.command.elemMatch({ id: found.id, revokedAt: null }) }, data: { [`screens.${index}.revokedAt`]: now }, record: recorded('stage.unscreen', round, act, input) } };
  });
});

export const screenActions: readonly Action[] = [screen, unscreen];

/** What it shows: a round of a contest, or the board of a meet. */
const tokenParts = /^([A-Za-z0-9_-]{1,40})\.(r[1-6]|meet)\.([A-Za-z0-9_-]{43})$/;

interface HttpAnswer {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
}

const httpSchema = v.object({ httpMethod: v.string(), queryStringParameters: v.optional(v.nullable(v.record(v.string(), v.unknown()))) });

/** Did this event come by an HTTP address? Whoever forges one gets what the address gives: nothing without a token. */
export const isHttp = (event: unknown): boolean => v.is(httpSchema, event);

const answered = (statusCode: number, body: object): HttpAnswer => ({
  statusCode,
  headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
  body: JSON.stringify(body),
});
const refused = (statusCode: number, code: Api.ErrorCode, message = sentences[code]) => answered(statusCode, { ok: false, error: { code, message } });

/** A board with those whom it lets in. */
interface Hung {
  screens: readonly { digest: string; revokedAt: number | null }[];
  v: number;
  board(): object;
}

async function hung(db: Database, id: string, part: string): Promise<Hung | null> {
  if (part === 'meet') {
    const meet = await boardById(db, id);
    return meet && { screens: meet.screens, v: meet.v, board: () => boardView(meet) };
  }
  const round = await boardPart(db, `${id}:${part}`);
  return round && { screens: round.screens, v: round.v, board: () => boardOf(round) };
}

/** GET …?token=…&since=v: the board where it changed since, one document read; 403 where the token was revoked or never was. */
export async function hallBoard(db: Database, event: unknown, now: number): Promise<HttpAnswer> {
  const request = v.safeParse(httpSchema, event);
  const query = request.success ? (request.output.queryStringParameters ?? {}) : {};
  if (!request.success || request.output.httpMethod !== 'GET') return refused(405, 'BAD_INPUT');
  const [, id, part, secret] = tokenParts.exec(typeof query['token'] === 'string' ? query['token'] : '') ?? [];
  if (id === undefined || part === undefined || secret === undefined) return refused(400, 'BAD_INPUT', '大屏地址不完整，请重新复制');
  try {
    const shown = await hung(db, id, part);
    const found = shown?.screens.find(({ digest }) => digest === digestOf(secret));
    if (!shown || found?.revokedAt !== null) return refused(403, 'FORBIDDEN', '这块大屏没有接入，或已被收回');
    return answered(200, { ok: true, data: { board: String(shown.v) === query['since'] ? null : shown.board(), now } });
  } catch (error) {
    log('hall', causeOf(error));
    return refused(500, 'INTERNAL');
  }
}
