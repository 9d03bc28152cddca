import * as v from 'valibot';
import { scanTime, validAfter } from '../../../miniprogram/domain/checkin/merge';
import { isVenueCode } from '../../../miniprogram/domain/checkin/venue';
import { fits, tidy } from '../../../miniprogram/domain/text/clean';
import { holders } from '../../../miniprogram/domain/registration/roster';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import { type Action, defineAction } from '../../platform/router';
import { idOf, inputHash, seal, secretKey } from '../../platform/secrets';
import { activityById } from '../activity/store';
import { namesOf } from '../people/store';
import { readPlaces, type SeatsDocument } from '../registration/store';
import { holdersIn, viewSeats } from '../registration/views';
import { calledOff, gateScopes, notHeld, notYourGate, readGoodPass, repeatOf, requireGate, usedSentence } from './judge';
import { admit, arrivals, checkInOf, checkInsOf, type Comer, keep, type KeptScan } from './store';

const token = v.pipe(v.string(), v.maxLength(1200));
const gate = v.pipe(v.string(), v.check((text) => fits(text, 1, 20), '入口名称写 1–20 个字'));
const reason = v.pipe(v.string(), v.check((text) => fits(text, 2, 60), '原因写 2–60 个字'));
const guest = v.pipe(v.string(), v.check((text) => fits(text, 1, 20), '姓名写 1–20 个字'));
const byUid = v.strictObject({ uid: id, reason: v.exactOptional(reason) });
const byGuest = v.strictObject({ guest, reason });

const over = () => new Refusal('CLOSED', '活动已经结束');

/** Keeps the first scan of somebody, or gives the answer of before. The insert decides; who was seen inside already costs no write. */
async function admitOnce(db: Database, comer: Comer, scan: KeptScan): Promise<KeptScan> {
  const before = await checkInOf(db, comer.activityId, comer.uid);
  if (before) return repeatOf(before, scan.id, scan.h);
  if (await admit(db, comer, scan)) return scan;
  return repeatOf(await checkInOf(db, comer.activityId, comer.uid), scan.id, scan.h);
}

/** The place that somebody holds. `mayAsk` refuses first: who keeps another gate learns nothing of the places here. */
async function placeOf(db: Database, activityId: string, uid: string, mayAsk: (scope: string) => void = () => undefined) {
  const seats = await viewSeats(db, activityId, uid);
  if (!seats) throw notYourGate();
  mayAsk(seats.scope);
  if (seats.cancelled) throw calledOff();
  // A place is asked first: who cancelled and signed up anew may wait in line with a pass of their first place.
  if (seats.standing?.state === 'waiting') throw new Refusal('NOT_FOUND', '这位会员还在候补，没有名额');
  if (seats.standing?.state === 'offered') throw new Refusal('NOT_FOUND', '这位会员还没有确认名额');
  if (!seats.standing) throw notHeld();
  return seats;
}

const scan = defineAction('checkin.scan', 'act', v.strictObject({ activityId: id, token, gate }), async ({ db, input, key, member, now }) => {
  gateScopes(member, now);
  const pass = readGoodPass(input.token, input.activityId, now);
  const place = await placeOf(db, pass.activityId, pass.uid, (scope) => requireGate(member, scope, now));
  const comer = { activityId: pass.activityId, uid: pass.uid, listed: true };
  const h = inputHash({ gate: input.gate, who: { token: input.token } });
  const { at } = await admitOnce(db, comer, { id: key, gate: tidy(input.gate), by: member.uid, at: now, online: true, kind: 'pass', h });
  return { name: pass.name, unitName: pass.unitName, at, checkedIn: await arrivals(db, pass.activityId), held: holdersIn(place) };
});

const guestComer = (activityId: string, name: string, key: string): Comer => ({
  activityId,
  uid: `guest-${idOf('guest', activityId, key)}`,
  listed: false,
  guest: seal(tidy(name)),
});

const admitSchema = v.strictObject({ activityId: id, gate, who: v.union([byUid, byGuest]) });

const admitNamed = defineAction('checkin.admit', 'act', admitSchema, async ({ db, input, key, member, now }) => {
  gateScopes(member, now);
  const { activityId, who } = input;
  const h = inputHash({ gate: input.gate, who });
  const kept = { id: key, gate: tidy(input.gate), by: member.uid, at: now, online: true, h };
  if ('guest' in who) {
    const activity = await activityById(db, activityId);
    if (!activity) throw new Refusal('NOT_FOUND', '没有找到这个活动');
    requireGate(member, activity.scope, now);
    if (now >= activity.endsAt + validAfter) throw over();
    const { at } = await admitOnce(db, guestComer(activityId, who.guest, key), { ...kept, kind: 'manual', reason: tidy(who.reason) });
    return { name: tidy(who.guest), unitName: '', at, ...(await counts(db, activityId)) };
  }
  const [place, names] = await Promise.all([placeOf(db, activityId, who.uid, (scope) => requireGate(member, scope, now)), namesOf(db, [who.uid])]);
  if (now >= place.endsAt + validAfter) throw over();
  const why = who.reason === undefined ? { kind: 'name' as const } : { kind: 'manual' as const, reason: tidy(who.reason) };
  const { at } = await admitOnce(db, { activityId, uid: who.uid, listed: true }, { ...kept, ...why });
  const person = names.get(who.uid);
  return { name: person?.name ?? '', unitName: person?.unitName ?? '', at, checkedIn: await arrivals(db, activityId), held: holdersIn(place) };
});

async function counts(db: Database, activityId: string): Promise<{ checkedIn: number; held: number }> {
  const [checkedIn, seats] = await Promise.all([arrivals(db, activityId), readPlaces(db, activityId)]);
  return { checkedIn, held: seats ? holders(seats).length : 0 };
}

/** Some phones are a day off, none is a century: the bounds keep sums exact. */
const deviceTime = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(4_102_444_800_000));
const correction = v.pipe(v.number(), v.safeInteger(), v.minValue(-4_102_444_800_000), v.maxValue(4_102_444_800_000));
const offlineScan = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/)),
  gate,
  deviceAt: deviceTime,
  correction,
  who: v.union([v.strictObject({ token }), byUid, byGuest]),
});
const syncSchema = v.strictObject({ activityId: id, scans: v.pipe(v.array(offlineScan), v.minLength(1), v.maxLength(50)) });

/** Held a place when the scan was made: holds it still, or gave it back later. */
function heldAt(seats: SeatsDocument, uid: string, at: number): boolean {
  return holders(seats).includes(uid) || seats.gone.some((gone) => gone.u === uid && gone.t > at);
}

/** Judges one offline scan by its own time. @throws Refusal */
function judgeOffline(told: Api.CheckIn.OfflineScan, at: number, seats: SeatsDocument): { comer: Comer; kept: Pick<KeptScan, 'kind' | 'reason'> } {
  const activityId = seats._id;
  if (seats.cancelled && at >= (seats.cancel?.t ?? 0)) throw calledOff();
  const { who } = told;
  if (!('token' in who) && at >= seats.endsAt + validAfter) throw over();
  if ('guest' in who) return { comer: guestComer(activityId, who.guest, told.id), kept: { kind: 'manual', reason: tidy(who.reason) } };
  const uid = 'token' in who ? readGoodPass(who.token, activityId, at).uid : who.uid;
  if (!heldAt(seats, uid, at)) throw notHeld();
  const comer = { activityId, uid, listed: true };
  if ('token' in who) return { comer, kept: { kind: 'pass' } };
  return { comer, kept: who.reason === undefined ? { kind: 'name' } : { kind: 'manual', reason: tidy(who.reason) } };
}

const sync = defineAction('checkin.sync', 'member', syncSchema, async ({ db, input, member, now }) => {
  const { activityId } = input;
  // A grant may have run out since the scans were made: each is held against the grants at its own time. One that was taken away is gone from here.
  if (member.grants.length === 0) throw new Refusal('FORBIDDEN');
  const [activity, seats] = await Promise.all([activityById(db, activityId), readPlaces(db, activityId)]);
  if (!activity || !seats) throw new Refusal('NOT_FOUND', '没有找到这个活动');

  const judged = input.scans.map((told) => {
    const at = scanTime(told.deviceAt, told.correction, activity);
    const h = inputHash({ gate: told.gate, who: told.who });
    try {
      requireGate(member, activity.scope, Math.min(at, now));
      const { comer, kept } = judgeOffline(told, at, seats);
      return { comer, scan: { id: told.id, gate: tidy(told.gate), by: member.uid, at, online: false, ...kept, h } };
    } catch (error) {
      if (error instanceof Refusal) return { refused: { id: told.id, message: error.sentence } };
      throw error;
    }
  });
  const good = judged.flatMap((one) => (one.refused ? [] : [one]));
  await Promise.all(good.map(({ comer, scan: one }) => keep(db, comer, one)));
  const [checkIns, checkedIn] = await Promise.all([checkInsOf(db, good.map(({ comer }) => comer)), arrivals(db, activityId)]);
  const results = judged.map((one): Api.CheckIn.ScanResult => {
    if (one.refused) return { ...one.refused, outcome: 'refused' };
    const found = checkIns.get(`${activityId}:${one.comer.uid}`);
    const mine = found?.scans.find(({ id: known }) => known === one.scan.id);
    if (!found || !mine) return { id: one.scan.id, outcome: 'refused', message: '这位会员的核验记录太多，请联系主办方' };
    if (mine.h !== one.scan.h) return { id: mine.id, outcome: 'refused', message: new Refusal('KEY_REUSED').sentence };
    return found.first.id === mine.id ? { id: mine.id, outcome: 'admitted', message: '' } : { id: mine.id, outcome: 'duplicate', message: usedSentence(found.first) };
  });
  return { results, checkedIn, held: holders(seats).length };
});

const selfSchema = v.strictObject({ activityId: id, code: v.pipe(v.string(), v.regex(/^[2-9A-HJ-NP-Z]{10}$/)) });

const self = defineAction('checkin.self', 'act', selfSchema, async ({ db, input, key, member, now }) => {
  const { activityId } = input;
  const h = inputHash({ self: activityId });
  // A code dies while an answer is lost: who repeats the same act is answered by what is kept.
  const fresh = isVenueCode(input.code, secretKey('GONGYUN_KEY_RECEIPT'), activityId, now);
  if (!fresh) {
    const before = await checkInOf(db, activityId, member.uid);
    const mine = before?.scans.find((one) => one.id === key);
    if (!mine) throw new Refusal('CLOSED', '这个签到码已过期，请扫现场屏幕上的新码');
    return { at: mine.at, gate: mine.gate };
  }
  await placeOf(db, activityId, member.uid);
  const comer = { activityId, uid: member.uid, listed: true };
  const { at, gate: where } = await admitOnce(db, comer, { id: key, gate: '现场签到', by: member.uid, at: now, online: true, kind: 'self', h });
  return { at, gate: where };
});

export const scanActions: readonly Action[] = [scan, admitNamed, sync, self];
