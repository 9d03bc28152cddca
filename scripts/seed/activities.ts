import { createHash } from 'node:crypto';
import { identities } from '../../local/identities';
import type { CheckInDocument } from '../../cloudfunctions/modules/checkin/store';
import type { ActivityDocument } from '../../cloudfunctions/modules/activity/store';
import type { MemberDocument } from '../../cloudfunctions/modules/people/store';
import type { SeatsDocument, TouchDocument } from '../../cloudfunctions/modules/registration/store';
import { plainRules } from '../../miniprogram/domain/activity/rules';
import { plainStretches } from '../../miniprogram/domain/activity/steps';
import { pathsUpwards } from '../../miniprogram/domain/people/scope';
import { asks } from '../../miniprogram/domain/registration/answers';
import { commonOf, emptySeats } from '../../miniprogram/domain/registration/layout';
import { dueAt } from '../../miniprogram/domain/registration/line';
import { brokenRules } from '../../miniprogram/domain/registration/rules';
import type { Entry } from '../../miniprogram/domain/registration/seats';
import { termsOf } from '../../miniprogram/domain/text/search';
import { day, startOfDay } from '../../miniprogram/domain/time/shanghai';
import { pathOf, unions } from './city';
import { demoUid } from './people';
import { demoActivities, type DemoActivity } from './programmes';

export interface DemoRecords {
  activities: ActivityDocument[];
  seats: SeatsDocument[];
  registrations: TouchDocument[];
  checkins: CheckInDocument[];
}

const nameOf = (id: string) => unions.find((union) => union.id === id)?.name ?? '';
/** 22 characters that are the same at every seeding. */
const stable = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 22);

/** Who signed up, in order: demo identities with a place first, those in line first behind the capacity, between them members of the audience, each once. */
function signedUp(demo: DemoActivity, members: MemberDocument[]): string[] {
  const audience = pathOf(demo.audience);
  const named = (demo.people ?? []).map(demoUid);
  const others = members
    .filter((member) => member.unitPath.startsWith(audience) && !identityUids.has(member._id))
    .map((member) => ({ uid: member._id, lot: stable(demo.id + member._id) }))
    .sort((a, b) => (a.lot < b.lot ? -1 : 1))
    .map(({ uid }) => uid);
  const holders = [...named, ...others].slice(0, demo.capacity);
  const line = [...(demo.inLine ?? []).map(demoUid), ...others.slice(demo.capacity - named.length)];
  return [...holders, ...(holders.length === demo.capacity ? line : [])].slice(0, demo.signedUp);
}

const identityUids = new Set(identities.map((identity) => demoUid(identity.openid)));

/** The demo activities with their seats, registrations and check-ins, laid around the day of `now`. */
export function demoRecords(members: MemberDocument[], now: number): DemoRecords {
  const today = startOfDay(now);
  const records: DemoRecords = { activities: [], seats: [], registrations: [], checkins: [] };
  for (const demo of demoActivities) {
    const [signUpOpensAt, signUpClosesAt] = [today + demo.signUp[0], today + demo.signUp[1]];
    const [startsAt, endsAt] = [today + demo.runs[0], today + demo.runs[1]];
    const schedule = { signUpOpensAt, signUpClosesAt, startsAt, endsAt };
    const openedAt = Math.min(now - 3_600_000, signUpOpensAt - day);
    const who = signedUp(demo, members);
    const span = Math.max(1, Math.min(now, signUpClosesAt) - signUpOpensAt);
    const entries: Entry[] = who.map((u, index) => ({
      u,
      k: stable(`key:${demo.id}:${u}`),
      h: stable(`hash:${demo.id}`).slice(0, 11),
      t: signUpOpensAt + Math.floor((span * index) / Math.max(1, who.length)),
    }));
    const taken = entries.slice(0, demo.capacity);
    const came = taken
      .filter((entry) => !identityUids.has(entry.u) || endsAt < now)
      .slice(0, demo.arrived)
      .map((entry, index) => ({ entry, at: Math.min(startsAt + index * 20_000, now) }));
    const cameAt = new Map(came.map(({ entry, at }) => [entry.u, at]));
    const held = taken.map((entry) => {
      const c = cameAt.get(entry.u);
      return c === undefined ? entry : { ...entry, c: { [entry.u]: c } };
    });
    const waiting = entries.slice(demo.capacity);
    const cancel = demo.cancelReason === undefined ? null : { k: stable(`cancel:${demo.id}`), h: '', t: now - 7_200_000, by: demoUid('demo-cadre-wang'), reason: demo.cancelReason };
    const rules = { ...plainRules, team: demo.team ?? null };
    const common = commonOf(demo.id, pathOf(demo.scope), schedule, rules, asks(demo.fields ?? []));
    const empty = emptySeats(common, { bucket: 0, quota: null, audience: pathOf(demo.audience), inner: [], cap: demo.capacity, batches: [] });
    const places = { ...empty, cancelled: cancel !== null, left: demo.capacity - held.length, waits: waiting.length, held, waiting };
    const opened = { k: stable(`open:${demo.id}`), h: '', t: openedAt, by: demoUid('demo-cadre-wang') };
    const seats: SeatsDocument = { ...places, cancel, opened, dirty: false, due: dueAt(places, now), v: entries.length };
    const broken = brokenRules(seats);
    if (broken.length > 0) throw new Error(`demo activity ${demo.id}: ${broken.join(', ')}`);
    records.seats.push(seats);
    records.activities.push({
      _id: demo.id,
      k: stable(`open:${demo.id}`),
      h: '',
      by: demoUid('demo-cadre-wang'),
      createdAt: openedAt,
      title: demo.title,
      programme: demo.programme,
      scope: pathOf(demo.scope),
      scopes: pathsUpwards(pathOf(demo.scope)),
      organiser: nameOf(demo.scope),
      audience: pathOf(demo.audience),
      audienceName: nameOf(demo.audience),
      place: demo.place,
      ...schedule,
      capacity: demo.capacity,
      summary: demo.summary,
      contact: demo.contact,
      rules,
      fields: demo.fields ?? [],
      stretches: demo.steps
        ? [{ title: '报名', from: signUpOpensAt, to: signUpClosesAt }, ...demo.steps.map((step) => ({ title: step.title, from: today + step.from, to: today + step.to }))]
        : plainStretches({ programme: demo.programme, ...schedule }),
      terms: termsOf(demo.title, demo.place.name),
      cancelled: cancel && { at: cancel.t, reason: cancel.reason },
    });
    records.registrations.push(...entries.map((entry) => ({ _id: `${demo.id}:${entry.u}`, uid: entry.u, activityId: demo.id, at: entry.t })));
    records.checkins.push(
      ...came.map(({ entry, at }, index) => ({
        _id: `${demo.id}:${entry.u}`,
        activityId: demo.id,
        uid: entry.u,
        listed: true,
        inside: true,
        scans: [
          {
            id: stable(`scan:${demo.id}:${entry.u}`),
            gate: index % 3 === 0 ? '西门' : '东门',
            by: demoUid('demo-gate-zhao'),
            at,
            online: true,
            kind: 'pass' as const,
            h: '',
          },
        ],
      })),
    );
  }
  return records;
}
