import { sealed } from '../../cloudfunctions/modules/meet/delegation-store';
import type { AthleteRow, DelegationDocument, EntryRow, MeetDocument, PersonClaim } from '../../cloudfunctions/modules/meet/documents';
import type { MemberDocument } from '../../cloudfunctions/modules/people/store';
import { unseal } from '../../cloudfunctions/platform/secrets';
import { entryProblems } from '../../miniprogram/domain/meet/entries';
import { hoursOf } from '../../miniprogram/domain/meet/hours';
import { markUnit } from '../../miniprogram/domain/meet/seed-marks';
import { rulebookFaults } from '../../miniprogram/domain/meet/rulebook';
import { template } from '../../miniprogram/domain/meet/templates';
import { day, dayOf, hour, startOfDay } from '../../miniprogram/domain/time/shanghai';
import { pathOf, unions } from './city';
import { demoUid } from './people';

/** The demo's sports meets: one that still takes entries, one whose list is to be locked. */

interface DemoMeet {
  /** Of its activity. */
  id: string;
  scope: string;
  sport: Api.Meet.Sport;
  level: Api.Meet.Level;
  /** From the start of today, ms. */
  runs: [number, number];
  entriesUntil: number;
  captainsAt: number;
  /** Units with how many athletes each. */
  units: [id: string, athletes: number][];
  /** 联队: who asks whom, and who has come in. */
  joint: { lead: string; unit: string; joined: boolean }[];
}

const demoMeets: readonly DemoMeet[] = [
  {
    ...{ id: 'meet-city', scope: 'city', sport: 'athletics', level: 'district', runs: [30 * day + 8 * hour, 31 * day + 18 * hour], entriesUntil: 12 * day + 18 * hour, captainsAt: 20 * day + 14 * hour },
    units: [['bus', 12], ['weave', 10], ['hosp', 14], ['school1', 8]],
    joint: [{ lead: 'bus', unit: 'street', joined: true }, { lead: 'bus', unit: 'edu', joined: false }, { lead: 'school1', unit: 'jcjc', joined: false }],
  },
  {
    ...{ id: 'meet-west', scope: 'west', sport: 'athletics', level: 'enterprise', runs: [9 * day + 8 * hour, 9 * day + 18 * hour], entriesUntil: -day + 18 * hour, captainsAt: 2 * day + 14 * hour },
    units: [['weave', 24], ['chip', 20]],
    joint: [],
  },
];

export interface DemoMeetRecords {
  meets: MeetDocument[];
  delegations: DelegationDocument[];
  meet_people: PersonClaim[];
}

export function demoMeetRecords(members: readonly MemberDocument[], now: number): DemoMeetRecords {
  const today = startOfDay(now);
  const records: DemoMeetRecords = { meets: [], delegations: [], meet_people: [] };
  for (const demo of demoMeets) {
    const [from, to] = demo.runs;
    const plain = template(demo.sport, demo.level, dayOf(today + from));
    const rulebook = { ...plain, events: plain.events.map((event, index) => ({ ...event, id: `e${index + 1}` })) };
    const sizeOf = (id: string) => members.filter(({ unitPath }) => unitPath.startsWith(pathOf(id))).length;
    const inviteOf = (lead: string, unit: string) => `${demo.id}-${lead}-${unit}`;
    const joining = demo.joint.filter(({ joined }) => joined).map(({ lead, unit }) => ({ id: unit, members: sizeOf(unit), joins: { unit: lead, invite: inviteOf(lead, unit), k: `join-${inviteOf(lead, unit)}`, h: '' } }));
    const meet: MeetDocument = {
      ...{ _id: demo.id, scope: pathOf(demo.scope), rulebook, entriesUntil: today + demo.entriesUntil, captainsAt: today + demo.captainsAt, hours: hoursOf(today + from, today + to), state: 'entries', lot: null, unlocked: false, changes: [], draw: null, undrawn: false, timetable: null, noticeDue: null, paused: null, word: null, untold: false, unshown: false, records: [], unspread: false },
      ...{ units: [...demo.units.map(([id]) => ({ id, members: sizeOf(id) })), ...joining], v: 1 },
      acts: [{ k: `setup-${demo.id}`, h: '', t: today - 12 * day, by: demoUid('demo-cadre-wang') }],
    };
    const faults = rulebookFaults(rulebook);
    if (faults.length > 0) throw new Error(`demo meet ${demo.id}: ${faults.map(({ problem }) => problem).join(', ')}`);
    const asked = (lead: string, at: number) => demo.joint.filter((one) => one.lead === lead).map(({ unit }) => ({ id: inviteOf(lead, unit), unit, name: nameOf(unit), at }));
    const delegations = demo.units.map(([unit, athletes], index) => ({ ...delegationOf(meet, unit, athletes, members, today - (9 - index) * day), partners: asked(unit, today - (8 - index) * day) }));
    records.meets.push(meet);
    records.delegations.push(...delegations.map(sealed));
    records.meet_people.push(...delegations.flatMap(({ meetId, unitId, name, athletes }) => athletes.map(({ uid }) => ({ _id: `${meetId}:${uid}`, meetId, unitId, unitName: name, touched: today - 5 * day, unsure: false }))));
  }
  return records;
}

const nameOf = (union: string) => unions.find(({ id }) => id === union)?.name ?? '';

const feminine = /[英兰燕丽梅珍芬霞玲芳静艳娟桐]$/;

function delegationOf(meet: MeetDocument, unit: string, count: number, members: readonly MemberDocument[], at: number): DelegationDocument {
  const path = pathOf(unit);
  const year = Number(meet.rulebook.ageOn.slice(0, 4));
  // Two of three are young, as at most meets.
  const athletes = members
    .filter(({ unitPath }) => unitPath.startsWith(path))
    .slice(0, count)
    .map(({ _id, name }, index): AthleteRow => {
      const age = index % 3 === 2 ? 38 + (index % 14) : 22 + (index % 12);
      const plain = unseal(name);
      return { uid: _id, name: plain, sex: feminine.test(plain) ? 'female' : 'male', born: `${year - age}-0${1 + (index % 9)}-1${index % 9}`, unit, health: index % 4 === 3 ? null : index % 2 === 0 ? 'signed' : 'paper', bib: null };
    });
  const by = demoUid('demo-cadre-wang');
  const name = `${nameOf(unit).replace(/工会$/, '')}代表队`;
  return {
    ...{ _id: `${meet._id}:${unit}`, meetId: meet._id, unitId: unit, unitPath: path, unitName: nameOf(unit), name, contact: '0550-66120000', leader: by },
    ...{ athletes, entries: entriesOf(meet, unit, athletes), insurance: unit === 'hosp' ? null : { company: '江城财险', policy: `PA2026-${unit.toUpperCase()}-01` } },
    ...{ partners: [], substitutions: [], loose: [], unreleased: false, locked: false, v: 1, acts: [{ k: `delegation-${meet._id}-${unit}`, h: '', t: at, by }] },
  };
}

/** A seed mark that a worker could have. */
function seedOf(event: Api.Meet.Event, index: number): number | null {
  const unit = markUnit(event);
  if (index % 4 === 3 || unit === null) return null;
  if (unit === 'count') return 30 + (index % 20);
  if (event.measure.kind === 'height') return 1_100 + (index % 9) * 50;
  if (event.implement !== null) return 6_000 + (index % 15) * 240;
  return unit === 'length' ? 3_600 + (index % 15) * 110 : Math.round((event.metres ?? 400) * (130 + (index % 17) * 3 + (event.metres ?? 0) / 12)) - ((event.metres ?? 400) * (index % 17)) % 10;
}

/** Entries one after another, each as long as the rulebook has nothing against it. */
function entriesOf({ rulebook }: MeetDocument, unit: string, athletes: readonly AthleteRow[]): EntryRow[] {
  const people = athletes.map((one) => ({ ...one, id: one.uid }));
  const units = [...new Set([unit, ...athletes.map((one) => one.unit)])];
  const entries: EntryRow[] = [];
  const tryOne = (event: Api.Meet.Event, uids: string[]) => {
    const entry = { id: `${unit}-n${entries.length + 1}`, event: event.id, people: uids, seed: seedOf(event, entries.length + unit.length) };
    const faults = entryProblems(rulebook, [...entries, entry].map((one) => ({ ...one, unit, units })), people);
    if (faults.length === 0) entries.push(entry);
  };
  for (const event of rulebook.events) {
    const group = athletes.filter(({ uid }) => entryProblems({ ...rulebook, events: [{ ...event, team: null }] }, [{ id: '', event: event.id, unit, units, people: [uid] }], people).length === 0).map(({ uid }) => uid);
    if (event.team) tryOne(event, group.slice(0, event.team.min));
    else for (const uid of group) tryOne(event, [uid]);
  }
  return entries;
}
