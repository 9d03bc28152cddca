import { createHash } from 'node:crypto';
import { identities } from '../../local/identities';
import type { ApplicationDocument } from '../../cloudfunctions/modules/application/store';
import type { CheckInDocument } from '../../cloudfunctions/modules/checkin/store';
import type { ActivityDocument } from '../../cloudfunctions/modules/activity/store';
import type { MemberDocument } from '../../cloudfunctions/modules/people/store';
import type { SeatsDocument, TouchDocument } from '../../cloudfunctions/modules/registration/store';
import { desksOf } from '../../miniprogram/domain/application/desks';
import { plainRules } from '../../miniprogram/domain/activity/rules';
import { plainStretches } from '../../miniprogram/domain/activity/steps';
import { pathsUpwards } from '../../miniprogram/domain/people/scope';
import { asks } from '../../miniprogram/domain/registration/answers';
import { bucketsFor, commonOf } from '../../miniprogram/domain/registration/layout';
import { dueAt } from '../../miniprogram/domain/registration/line';
import { brokenRules } from '../../miniprogram/domain/registration/rules';
import { type Entry, isFor, type Seats } from '../../miniprogram/domain/registration/seats';
import { termsOf } from '../../miniprogram/domain/text/search';
import { day, hour, startOfDay } from '../../miniprogram/domain/time/shanghai';
import { pathOf, unions } from './city';
import { claimedUid, demoUid } from './people';
import { demoActivities, type DemoActivity } from './programmes';

export interface DemoRecords {
  activities: ActivityDocument[];
  seats: SeatsDocument[];
  registrations: TouchDocument[];
  checkins: CheckInDocument[];
  applications: ApplicationDocument[];
}

const nameOf = (id: string) => unions.find((union) => union.id === id)?.name ?? '';
/** 22 characters that are the same at every seeding. */
const stable = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 22);

/** Who signed up, in order: demo identities with a place first, those in line first behind the capacity, between them members of the audience, each once. */
function signedUp(demo: DemoActivity, members: MemberDocument[]): string[] {
  const audience = pathOf(demo.audience);
  const named = (demo.people ?? []).map(demoUid);
  const others = members
    .filter((member) => member.unitPath.startsWith(audience) && !isPlayed(member._id))
    // By the place in the list: ids of members without WeChat hang on this machine's keys.
    .map((member, place) => ({ uid: member._id, lot: stable(`${demo.id}:${place}`) }))
    .sort((a, b) => (a.lot < b.lot ? -1 : 1))
    .map(({ uid }) => uid);
  const holders = [...named, ...others].slice(0, demo.capacity);
  const line = [...(demo.inLine ?? []).map(demoUid), ...others.slice(demo.capacity - named.length)];
  return [...holders, ...(holders.length === demo.capacity ? line : [])].slice(0, demo.signedUp);
}

/** Who is played: they are in what the demo says they are in, and in nothing by lot. */
const identityUids = new Set(identities.map(({ openid }) => demoUid(openid)));
const isPlayed = (uid: string) => identityUids.has(uid) || uid === claimedUid();

/** The demo activities with their seats, registrations and check-ins, laid around the day of `now`. */
export function demoRecords(members: MemberDocument[], now: number): DemoRecords {
  const today = startOfDay(now);
  const records: DemoRecords = { activities: [], seats: [], registrations: [], checkins: [], applications: [] };
  const unitPaths = new Map(members.map(({ _id, unitPath }) => [_id, unitPath]));
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
    const rules = { ...plainRules, ...demo.rules, team: demo.team ?? null, quotasReturnAt: demo.quotasReturn === undefined ? null : today + demo.quotasReturn };
    const quotas = rules.quotas.map(({ unionId, places }) => ({ unionId, name: nameOf(unionId), path: pathOf(unionId), places }));
    const buckets = bucketsFor(commonOf(demo.id, pathOf(demo.scope), schedule, rules, asks(demo.fields ?? [])), pathOf(demo.audience), demo.capacity, quotas, []);
    const linesOf = (bucket: Seats) => entries.filter(({ u }) => isFor(bucket, unitPaths.get(u) ?? ''));
    const came = buckets
      .flatMap((bucket) => linesOf(bucket).slice(0, bucket.cap))
      .filter((entry) => !identityUids.has(entry.u) || endsAt < now)
      .slice(0, demo.arrived)
      .map((entry, index) => ({ entry, at: Math.min(startsAt + index * 20_000, now) }));
    const cameAt = new Map(came.map(({ entry, at }) => [entry.u, at]));
    const marked = (entry: Entry): Entry => {
      const c = cameAt.get(entry.u);
      return c === undefined ? entry : { ...entry, c: { [entry.u]: c } };
    };
    const cancel = demo.cancelReason === undefined ? null : { k: stable(`cancel:${demo.id}`), h: '', t: now - 7_200_000, by: demoUid('demo-cadre-wang'), reason: demo.cancelReason };
    const opened = { k: stable(`open:${demo.id}`), h: '', t: openedAt, by: demoUid('demo-cadre-wang') };
    for (const bucket of buckets) {
      const line = linesOf(bucket);
      const offered = bucket.bucket === 0 && demo.offered !== undefined ? [offeredTo(demo, openedAt, now)] : [];
      const held = [...line.slice(0, bucket.cap - offered.length).map(marked), ...offered];
      const waiting = line.slice(bucket.cap - offered.length);
      const places = { ...bucket, cancelled: cancel !== null, left: bucket.cap - held.length, waits: waiting.length, held, waiting };
      const seats: SeatsDocument = { ...places, cancel, opened, dirty: false, due: dueAt(places, now), v: line.length };
      const broken = brokenRules(seats);
      if (broken.length > 0) throw new Error(`demo activity ${demo.id}: ${broken.join(', ')}`);
      records.seats.push(seats);
      records.registrations.push(...offered.map((entry) => ({ _id: `${demo.id}:${entry.u}`, uid: entry.u, activityId: demo.id, at: entry.t })));
    }
    const applications = appliedFor(demo, members, { signUpOpensAt, endsAt }, now);
    records.applications.push(...applications);
    records.registrations.push(...applications.map(({ _id, uid, at }) => ({ _id, uid, activityId: demo.id, at })));
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

/** A place that was freed an hour ago and is kept for a demo identity. */
function offeredTo(demo: DemoActivity, at: number, now: number): Entry {
  const u = demoUid(demo.offered ?? '');
  return { u, k: stable(`key:${demo.id}:${u}`), h: stable(`hash:${demo.id}`).slice(0, 11), t: at, p: now - hour, o: now + 23 * hour };
}

/** Applications that wait: of a lottery for the draw, of a review for the unit's cadre. */
function appliedFor(demo: DemoActivity, members: MemberDocument[], { signUpOpensAt, endsAt }: { signUpOpensAt: number; endsAt: number }, now: number): ApplicationDocument[] {
  const { applicants } = demo;
  if (!applicants) return [];
  const named = new Set((applicants.people ?? []).map(demoUid));
  const others = members.filter(({ _id, unitPath }) => unitPath.startsWith(pathOf(applicants.of)) && !isPlayed(_id));
  const people = [...members.filter(({ _id }) => named.has(_id)), ...others].slice(0, applicants.count);
  const review = demo.rules?.mode === 'review';
  return people.map(({ _id: uid, unitPath, unitName }, index) => {
    const at = signUpOpensAt + Math.floor((Math.max(0, now - signUpOpensAt) * index) / people.length);
    return {
      ...{ _id: `${demo.id}:${uid}`, activityId: demo.id, uid, unitPath, unitName, endsAt, state: 'applied' as const, at, v: 1 },
      desks: review ? desksOf('applied', unitPath, pathOf(demo.scope)) : [],
      acts: [{ k: stable(`apply:${demo.id}:${uid}`), h: stable(`hash:${demo.id}`).slice(0, 11), do: 'apply' as const, t: at }],
      ...{ favoured: false, last: false, formed: false, sealed: '', open: false, lack: '' },
    };
  });
}
