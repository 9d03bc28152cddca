import * as v from 'valibot';
import { scanTime, validAfter } from '../../../miniprogram/domain/checkin/merge';
import { counts, staysOf } from '../../../miniprogram/domain/checkin/stays';
import { holders } from '../../../miniprogram/domain/registration/roster';
import { tidy } from '../../../miniprogram/domain/text/clean';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import { type Action, defineAction } from '../../platform/router';
import { inputHash } from '../../platform/secrets';
import { activityById } from '../activity/store';
import { type First, noteArrivals } from '../registration/arrive';
import { readPlaces, type SeatsDocument } from '../registration/store';
import { calledOff, notHeld, over, readGoodPass, requireGate, usedSentence } from './judge';
import { type CheckInDocument, type Comer, documentsOf, keep, type KeptScan, noteInside } from './store';
import { byGuest, byUid, gate, guestComer, out, token } from './told';

/** Scans that phones decided without the network, told later: every one is kept, and judged by its own time. */

/** Some phones are a day off, none is a century: the bounds keep sums exact. */
const deviceTime = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(4_102_444_800_000));
const correction = v.pipe(v.number(), v.safeInteger(), v.minValue(-4_102_444_800_000), v.maxValue(4_102_444_800_000));
const offlineScan = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/)),
  gate,
  deviceAt: deviceTime,
  correction,
  who: v.union([v.strictObject({ token }), byUid, byGuest]),
  out,
});
const syncSchema = v.strictObject({ activityId: id, scans: v.pipe(v.array(offlineScan), v.minLength(1), v.maxLength(50)) });

/** Held a place when the scan was made: holds it still, or gave it back later. */
export function heldAt(seats: Pick<SeatsDocument, 'held' | 'gone'>, uid: string, at: number): boolean {
  return holders(seats).includes(uid) || seats.gone.some((gone) => gone.u === uid && gone.t > at);
}

/** How those of them who are on the list first came, for the marks on their places. */
export function firstsOf(checkIns: Iterable<CheckInDocument>): Map<string, First> {
  return new Map([...checkIns].flatMap(({ uid, listed, scans }) => {
    const first = staysOf(scans)[0]?.entry;
    return listed && first ? [[uid, { at: first.at, entered: first.kind === 'paper' }] as const] : [];
  }));
}

/** Judges one offline scan by its own time. @throws Refusal */
function judgeOffline(told: Api.CheckIn.OfflineScan, at: number, seats: SeatsDocument, exits: boolean): { comer: Comer; kept: Pick<KeptScan, 'kind' | 'reason' | 'out'> } {
  const { activityId } = seats;
  if (seats.cancelled && at >= (seats.cancel?.t ?? 0)) throw calledOff();
  const { who } = told;
  if (!('token' in who) && at >= seats.endsAt + validAfter) throw over();
  if (told.out && (!exits || 'guest' in who)) throw new Refusal('BAD_INPUT', '这个活动不登记离场');
  if ('guest' in who) return { comer: guestComer(activityId, who.guest, told.id), kept: { kind: 'manual', reason: tidy(who.reason) } };
  const uid = 'token' in who ? readGoodPass(who.token, activityId, at).uid : who.uid;
  if (!heldAt(seats, uid, at)) throw notHeld();
  const comer = { activityId, uid, listed: true };
  const way = told.out ? { out: true as const } : {};
  if ('token' in who) return { comer, kept: { kind: 'pass', ...way } };
  return { comer, kept: who.reason === undefined ? { kind: 'name', ...way } : { kind: 'manual', reason: tidy(who.reason), ...way } };
}

/** What to say of a scan that was kept, now that all are known. */
function resultOf({ scans }: CheckInDocument, mine: KeptScan): Api.CheckIn.ScanResult {
  if (counts(scans, mine.id)) return { id: mine.id, outcome: 'admitted', message: '' };
  const stays = staysOf(scans);
  const stay = stays.find(({ exit }) => exit === null || exit.at > mine.at) ?? stays[stays.length - 1];
  const other = mine.out ? stays[stays.length - 1]?.exit : stay?.entry;
  return { id: mine.id, outcome: 'duplicate', message: other ? usedSentence(other) : '没有这位会员的入场记录' };
}

const sync = defineAction('checkin.sync', 'member', syncSchema, async ({ db, input, member, now }) => {
  const { activityId } = input;
  // A grant may have run out since the scans were made: each is held against the grants at its own time. One that was taken away is gone from here.
  if (member.grants.length === 0) throw new Refusal('FORBIDDEN');
  const [activity, seats] = await Promise.all([activityById(db, activityId), readPlaces(db, activityId)]);
  if (!activity || !seats) throw new Refusal('NOT_FOUND', '没有找到这个活动');

  const judged = input.scans.map((told) => {
    const at = scanTime(told.deviceAt, told.correction, activity);
    const h = inputHash({ gate: told.gate, who: told.who, ...(told.out ? { out: true } : {}) });
    try {
      requireGate(member, activity.scope, Math.min(at, now));
      const { comer, kept } = judgeOffline(told, at, seats, activity.rules.exits);
      return { comer, scan: { id: told.id, gate: tidy(told.gate), by: member.uid, at, online: false, ...kept, h } };
    } catch (error) {
      if (error instanceof Refusal) return { refused: { id: told.id, message: error.sentence } };
      throw error;
    }
  });
  const good = judged.flatMap((one) => (one.refused ? [] : [one]));
  await Promise.all(good.map(({ comer, scan: one }) => keep(db, comer, one)));
  const checkIns = await documentsOf(db, good.map(({ comer }) => comer));
  await Promise.all([noteArrivals(db, activityId, firstsOf(checkIns.values())), ...[...checkIns.values()].map((checkIn) => noteInside(db, checkIn))]);
  const results = judged.map((one): Api.CheckIn.ScanResult => {
    if (one.refused) return { ...one.refused, outcome: 'refused' };
    const found = checkIns.get(`${activityId}:${one.comer.uid}`);
    const mine = found?.scans.find(({ id: known }) => known === one.scan.id);
    if (!found || !mine) return { id: one.scan.id, outcome: 'refused', message: '这位会员的核验记录太多，请联系主办方' };
    if (mine.h !== one.scan.h) return { id: mine.id, outcome: 'refused', message: new Refusal('KEY_REUSED').sentence };
    return resultOf(found, mine);
  });
  return { results };
});

export const syncActions: readonly Action[] = [sync];
