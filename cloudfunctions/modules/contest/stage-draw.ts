import * as v from 'valibot';
import { orderByLot, orderSeed, type Order } from '../../../miniprogram/domain/contest/order';
import { revealTime } from '../../../miniprogram/domain/draw/reveal';
import { commitmentOf, unifyValue } from '../../../miniprogram/domain/draw/seed';
import { covers } from '../../../miniprogram/domain/people/scope';
import { fits } from '../../../miniprogram/domain/text/clean';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import { type Action, defineAction, type Member } from '../../platform/router';
import { inputHash, unseal } from '../../platform/secrets';
import type { LotState, Performance, RoundDocument } from './documents';
import { actOn, roundById, roundKey } from './round-store';
import { actOf, mustBeCurrent, noRound, recorded, roundFor, roundFields } from './stage-guards';
import { beginLot } from './stage-open';

/** The verifiable draw at the 领队会: units commit, all reveal, the shares make the seed. */

const drawFields = { ...roundFields, drawId: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,40}:r[1-6]:\d{1,3}$/)) };

/**
 * Whom a member may draw for: units of the round over which they are a cadre by a grant that does not reach the organiser too,
 * or the organiser would be every outside party.
 */
export function unitsOf(round: Pick<RoundDocument, 'performances' | 'scope'>, member: Pick<Member, 'grants'>, now: number): Map<string, string> {
  const own = member.grants.filter(({ role, scope, expires }) => role === 'cadre' && now < expires && !covers(scope, round.scope));
  return new Map(round.performances.filter(({ unitPath }) => own.some(({ scope }) => covers(scope, unitPath))).map(({ unitId, unitName }) => [unitId, unitName]));
}

/** From when on shares are revealed: the last commitment; null: not all have committed. */
export function revealFrom({ units, commitments }: LotState): number | null {
  const times = units.map((unit) => commitments[unit]?.at ?? 0);
  return times.includes(0) ? null : Math.max(...times);
}

export function standOf(lot: LotState, now: number): Api.Contest.DrawStand {
  if (lot.value) return 'done';
  const from = revealFrom(lot);
  if (from === null) return 'committing';
  if (lot.units.every((unit) => lot.shares[unit] !== undefined)) return 'done';
  return now < from + revealTime ? 'revealing' : 'void';
}

const notThis = () => new Refusal('USED', '这次抽签已经作废或已换成新的一次，请刷新');

function lotOf(round: RoundDocument, drawId: string): LotState {
  const { lot, draw } = round;
  if (draw) throw new Refusal('CLOSED', '已经抽完签，顺序不能再改');
  mustBeCurrent(round);
  if (lot?.id !== drawId) throw notThis();
  return lot;
}

function mustDrawFor(round: RoundDocument, member: Member, unitId: string, now: number): void {
  if (!unitsOf(round, member, now).has(unitId)) throw new Refusal('FORBIDDEN', '请本单位的领队（工会干部）来抽签');
}

const commitSchema = v.strictObject({ ...drawFields, unitId: id, commitment: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)) });

const commit = defineAction('stage.commit', 'act', commitSchema, ({ db, input, key, member, now }) => {
  const { drawId, unitId, commitment } = input;
  const load = async () => (await roundById(db, roundKey(input.contestId, input.roundId))) ?? Promise.reject(noRound());
  return actOn(db, load, actOf(member, key, inputHash(input), now), (round, done) => {
    const answer = { committed: true } as const;
    if (done) return { answer };
    const lot = lotOf(round, drawId);
    mustDrawFor(round, member, unitId, now);
    if (!lot.units.includes(unitId)) throw new Refusal('CLOSED', '这一次抽签没有您单位：上一次没有按时公布');
    const before = lot.commitments[unitId];
    if (before) {
      if (before.commitment === commitment) return { answer };
      throw new Refusal('USED', '本单位已经投入随机数，不能换');
    }
    const path = `lot.commitments.${unitId}`;
    return { answer, write: { where: { 'lot.id': drawId, [path]: db.command.exists(false) }, data: { [path]: db.command.set({ commitment, at: now }) } } };
  });
});

const shareSchema = v.strictObject({ ...drawFields, unitId: id, share: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{16,64}$/)) });

const share = defineAction('stage.share', 'act', shareSchema, ({ db, input, key, member, now }) => {
  const { drawId, unitId } = input;
  const load = async () => (await roundById(db, roundKey(input.contestId, input.roundId))) ?? Promise.reject(noRound());
  return actOn(db, load, actOf(member, key, inputHash(input), now), (round, done) => {
    const answer = { revealed: true } as const;
    if (done) return { answer };
    const lot = lotOf(round, drawId);
    mustDrawFor(round, member, unitId, now);
    const stand = standOf(lot, now);
    if (stand === 'committing') throw new Refusal('NOT_OPEN', '还有单位没有投入随机数，到齐后才公布');
    if (lot.commitments[unitId]?.commitment !== commitmentOf(drawId, unitId, input.share)) throw new Refusal('BAD_INPUT', '和投入时的不是同一个随机数，请用当时的手机');
    if (lot.shares[unitId] !== undefined) return { answer };
    if (stand === 'void') throw new Refusal('CLOSED', '超过 10 分钟没有公布，这次抽签作废');
    const path = `lot.shares.${unitId}`;
    return { answer, write: { where: { 'lot.id': drawId, [path]: db.command.exists(false) }, data: { [path]: input.share } } };
  });
});

/** Performances in their running order, with their numbers. */
export function numbered(performances: readonly Performance[], { running }: Order): Performance[] {
  const place = new Map(running.map((entryId, index) => [entryId, index + 1]));
  return performances.map((one) => ({ ...one, number: place.get(one.entryId) ?? 0 })).sort((a, b) => a.number - b.number);
}

const drawSchema = v.strictObject({ ...drawFields, value: v.exactOptional(v.pipe(v.string(), v.maxLength(100))) });

const draw = defineAction('stage.draw', 'act', drawSchema, ({ db, input, key, member, now }) => {
  const act = actOf(member, key, inputHash(input), now);
  return actOn(db, () => roundFor(db, input, member, ['cadre'], now), act, (round, done) => {
    const answer = { drawn: round.performances.length };
    if (done) return { answer };
    const lot = lotOf(round, input.drawId);
    const contributions = contributionsOf(lot, input.value, now);
    const seed = orderSeed(round.rosterHash, contributions);
    const order = orderByLot(round.performances, seed);
    const { set } = db.command;
    return {
      answer,
      write: {
        where: { 'lot.id': input.drawId, draw: null, renew: null },
        data: {
          draw: set({ kind: 'lot', drawId: lot.id, seed: hex(seed), contributions, publicValue: lot.value ? (contributions[1] ?? '') : '', ...order, at: now }),
          performances: set(numbered(round.performances, order)),
          state: 'drawn',
        },
        record: recorded('stage.draw', round, act, { ...input, rosterHash: round.rosterHash, contributions }),
      },
    };
  });
});

const hex = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** What makes the seed. @throws while something is missing */
function contributionsOf(lot: LotState, value: string | undefined, now: number): string[] {
  if (lot.value) {
    if (value === undefined || !fits(value, 1, 40)) throw new Refusal('BAD_INPUT', `请填写${lot.value.name}，1–40 个字`);
    return [unseal(lot.value.secret), unifyValue(value)];
  }
  if (value !== undefined) throw new Refusal('BAD_INPUT', '这次抽签不用公开数值');
  const stand = standOf(lot, now);
  if (stand === 'void') throw new Refusal('CLOSED', '有单位超过 10 分钟没有公布，这次抽签作废，请重新抽签');
  if (stand !== 'done') throw new Refusal('NOT_OPEN', stand === 'committing' ? '还有单位没有投入随机数' : '还有单位没有公布随机数');
  return lot.units.map((unit) => lot.shares[unit] ?? '');
}

const againSchema = v.strictObject({ ...drawFields, valueName: v.exactOptional(v.pipe(v.string(), v.maxLength(100))) });

/** A try that came to nothing: who held a share back, or did not come, is named and left out of the next. */
const again = defineAction('stage.again', 'act', againSchema, ({ db, input, key, member, now }) => {
  const act = actOf(member, key, inputHash(input), now);
  return actOn(db, () => roundFor(db, input, member, ['cadre'], now), act, (round, done) => {
    if (done) return { answer: { units: round.lot?.units.length ?? 0 } };
    const lot = lotOf(round, input.drawId);
    const stand = standOf(lot, now);
    if (stand === 'revealing') throw new Refusal('NOT_OPEN', '还在公布随机数，满 10 分钟仍不公布才能作废');
    if (stand === 'done') throw new Refusal('USED', '随机数已经齐了，不能重来');
    const why = stand === 'void' ? 'share' : 'absent';
    const missing = lot.units.filter((unit) => (why === 'share' ? lot.shares[unit] : lot.commitments[unit]) === undefined);
    // Nobody is at the meeting with a phone: the public value decides, but not before they had the time.
    if (missing.length === lot.units.length && now < lot.beganAt + revealTime) throw new Refusal('NOT_OPEN', '还没有单位投入随机数，请等满 10 分钟');
    const number = Number(lot.id.slice(lot.id.lastIndexOf(':') + 1)) + 1;
    const next = beginLot(`${round._id}:${number}`, lot.units.filter((unit) => !missing.includes(unit)), [...lot.leftOut, ...missing], input.valueName, now);
    const { set, push } = db.command;
    return {
      answer: { units: next.units.length },
      write: {
        // A commitment or a share that comes in meanwhile would be thrown away unseen.
        where: { 'lot.id': lot.id, draw: null, v: round.v },
        data: { lot: set(next), voids: push([{ drawId: lot.id, units: missing, why, at: now }]) },
        record: recorded('stage.again', round, act, { ...input, missing, why }),
      },
    };
  });
});

export const lotActions: readonly Action[] = [commit, share, draw, again];
