import * as v from 'valibot';
import { staysOf } from '../../../miniprogram/domain/checkin/stays';
import { validAfter } from '../../../miniprogram/domain/checkin/merge';
import { isVenueCode } from '../../../miniprogram/domain/checkin/venue';
import { tidy } from '../../../miniprogram/domain/text/clean';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import { type Action, defineAction, type Member } from '../../platform/router';
import { inputHash, secretKey } from '../../platform/secrets';
import { activityById } from '../activity/store';
import { arrive } from '../registration/arrive';
import { viewSeats } from '../registration/views';
import { calledOff, gateScopes, notHeld, notYourGate, over, readGoodPass, repeatOf, requireGate, usedSentence } from './judge';
import { byGuest, byUid, gate, guestComer, out, token } from './told';
import { admit, checkInOf, type Comer, documentOf, type KeptScan, letOut, readmit } from './store';

/** Scans that the server answers at once. Somebody's first: identity, mark on the place, insert. Only where one of these fails is more read. */

/** Why no place was marked, unless it is that it was marked before. `gates`: where the staff admits; null: the member themself. @throws Refusal */
async function requirePlace(db: Database, { activityId, uid }: Comer, member: Member | null, now: number): Promise<void> {
  const seats = await viewSeats(db, activityId, uid);
  if (!seats) throw notYourGate();
  // Who keeps another gate learns nothing of the places here.
  if (member) requireGate(member, seats.scope, now);
  if (seats.cancelled) throw calledOff();
  if (now >= seats.endsAt + validAfter) throw over();
  // A place is asked first: who cancelled and signed up anew may wait in line with a pass of their first place.
  if (seats.standing?.state === 'waiting') throw new Refusal('NOT_FOUND', '这位会员还在候补，没有名额');
  if (seats.standing?.state === 'offered') throw new Refusal('NOT_FOUND', '这位会员还没有确认名额');
  if (!seats.standing) throw notHeld();
}

const attempts = 4;

/** Keeps the first scan of somebody, or of a new stay, or gives the answer of before. @throws USED, KEY_REUSED */
async function enter(db: Database, comer: Comer, scan: KeptScan): Promise<KeptScan> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const before = await documentOf(db, comer);
    if (!before) {
      if (await admit(db, comer, scan)) return scan;
      continue;
    }
    const stays = staysOf(before.scans);
    const last = stays[stays.length - 1];
    const mine = before.scans.find(({ id: known }) => known === scan.id);
    if (mine || last?.exit === null) return repeatOf(before, scan.id, scan.h);
    if (await readmit(db, before, scan)) return scan;
  }
  throw new Refusal('SLOW_DOWN');
}

/** Lets somebody in who holds a place. @param member the staff; null: the member themself */
async function enterHeld(db: Database, comer: Comer, scan: KeptScan, member: Member | null, now: number): Promise<KeptScan> {
  const scopes = member && gateScopes(member, now);
  if (await arrive(db, comer.activityId, comer.uid, scopes, now - validAfter, now)) {
    if (await admit(db, comer, scan)) return scan;
  } else {
    await requirePlace(db, comer, member, now);
  }
  return enter(db, comer, scan);
}

/** Sees somebody leave. @throws Refusal */
async function leaveHall(db: Database, comer: Comer, scan: KeptScan, member: Member): Promise<KeptScan> {
  const activity = await activityById(db, comer.activityId);
  if (!activity) throw notYourGate();
  requireGate(member, activity.scope, scan.at);
  if (!activity.rules.exits) throw new Refusal('BAD_INPUT', '这个活动不登记离场');
  if (scan.at >= activity.endsAt + validAfter) throw over();
  const leaving: KeptScan = { ...scan, out: true };
  if (await letOut(db, comer, leaving)) return leaving;
  const before = await documentOf(db, comer);
  const mine = before?.scans.find(({ id: known }) => known === scan.id);
  if (before && mine) return repeatOf(before, scan.id, scan.h);
  const stays = before ? staysOf(before.scans) : [];
  const exit = stays[stays.length - 1]?.exit;
  throw exit ? new Refusal('USED', usedSentence(exit)) : new Refusal('NOT_FOUND', '没有这位会员的入场记录');
}

const scanSchema = v.strictObject({ activityId: id, token, gate, out });

const scan = defineAction('checkin.scan', 'act', scanSchema, async ({ db, input, key, member, now }) => {
  gateScopes(member, now);
  const pass = readGoodPass(input.token, input.activityId, now);
  const comer = { activityId: pass.activityId, uid: pass.uid, listed: true };
  const h = inputHash({ gate: input.gate, who: { token: input.token }, ...(input.out ? { out: true } : {}) });
  const told = { id: key, gate: tidy(input.gate), by: member.uid, at: now, online: true, kind: 'pass' as const, h };
  const { at } = input.out ? await leaveHall(db, comer, told, member) : await enterHeld(db, comer, told, member, now);
  return { name: pass.name, unitName: pass.unitName, at };
});

const admitSchema = v.strictObject({ activityId: id, gate, who: v.union([byUid, byGuest]), out });

const admitNamed = defineAction('checkin.admit', 'act', admitSchema, async ({ db, input, key, member, now }) => {
  gateScopes(member, now);
  const { activityId, who } = input;
  const h = inputHash({ gate: input.gate, who, ...(input.out ? { out: true } : {}) });
  const told = { id: key, gate: tidy(input.gate), by: member.uid, at: now, online: true, h };
  if ('guest' in who) {
    if (input.out) throw new Refusal('BAD_INPUT', '名单外的人离场不用登记');
    const activity = await activityById(db, activityId);
    if (!activity) throw new Refusal('NOT_FOUND', '没有找到这个活动');
    requireGate(member, activity.scope, now);
    if (now >= activity.endsAt + validAfter) throw over();
    const { at } = await enter(db, guestComer(activityId, who.guest, key), { ...told, kind: 'manual', reason: tidy(who.reason) });
    return { at };
  }
  const comer = { activityId, uid: who.uid, listed: true };
  const why = who.reason === undefined ? { kind: 'name' as const } : { kind: 'manual' as const, reason: tidy(who.reason) };
  const { at } = input.out ? await leaveHall(db, comer, { ...told, ...why }, member) : await enterHeld(db, comer, { ...told, ...why }, member, now);
  return { at };
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
  const comer = { activityId, uid: member.uid, listed: true };
  const { at, gate: where } = await enterHeld(db, comer, { id: key, gate: '现场签到', by: member.uid, at: now, online: true, kind: 'self', h }, null, now);
  return { at, gate: where };
});

export const scanActions: readonly Action[] = [scan, admitNamed, self];
