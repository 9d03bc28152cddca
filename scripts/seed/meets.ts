import { sealed } from '../../cloudfunctions/modules/meet/delegation-store';
import type { DelegationDocument, EntryRow, MeetDocument } from '../../cloudfunctions/modules/meet/documents';
import { drawnEvents, seedFor } from '../../cloudfunctions/modules/meet/drawing';
import { eventOf, type EventDocument } from '../../cloudfunctions/modules/meet/event-document';
import { sealedEvent } from '../../cloudfunctions/modules/meet/event-store';
import type { MemberDocument } from '../../cloudfunctions/modules/people/store';
import { seal, unseal } from '../../cloudfunctions/platform/secrets';
import { commitmentOf } from '../../miniprogram/domain/draw/seed';
import { hoursOf } from '../../miniprogram/domain/meet/hours';
import { usualBands } from '../../miniprogram/domain/meet/lanes';
import { rulebookFaults } from '../../miniprogram/domain/meet/rulebook';
import { firstDraw } from '../../miniprogram/domain/meet/start-list';
import { contest, fun, highJump, jump, race, relay, team, tugOfWar } from '../../miniprogram/domain/meet/template-events';
import { template } from '../../miniprogram/domain/meet/templates';
import { day, dayOf, hour, startOfDay } from '../../miniprogram/domain/time/shanghai';
import { pathOf, unions } from './city';
import { type DemoMeetRecords, demoMeetRecords } from './meet-entries';
import { demoUid } from './people';

/** The demo meet of today: 江东区职工运动会 as the draw leaves it, before anybody is called. */

const meetId = 'meet-east';
export const men: Api.Meet.Group = { id: 'm', name: '男子组', sex: 'any', minAge: 18, maxAge: null, next: null };
export const mixed: Api.Meet.Group = { id: 'x', name: '混合组', sex: 'any', minAge: 18, maxAge: null, next: null };

const sprint = race(100)(men);

const events: { event: Api.Meet.Event; perUnit: number; people: number }[] = [
  { event: { ...sprint, format: { kind: 'rounds', rounds: 2 } }, perUnit: 4, people: 1 },
  { event: jump('跳远', true)(men), perUnit: 2, people: 1 },
  { event: { ...highJump(1200, 50, 12)(men), measure: { kind: 'height', bars: Array.from({ length: 12 }, (_, index) => 1200 + 50 * index), jumpOff: 20 } }, perUnit: 2, people: 1 },
  { event: relay(4, 100)(mixed), perUnit: 1, people: 4 },
  { event: fun('一分钟跳绳', { kind: 'count', within: 60_000 }, null)(mixed), perUnit: 2, people: 1 },
  { event: fun('运球接力', { kind: 'timePenalty', penalty: 2000 }, team(4, 4, 0, 0))(mixed), perUnit: 1, people: 4 },
  { event: tugOfWar(team(4, 6, 0, 0))(mixed), perUnit: 1, people: 4 },
  { event: contest('ball', '乒乓球', { kind: 'roundRobin' }, 3, 'racket', null, '乒乓球馆')(men), perUnit: 1, people: 1 },
  { event: contest('board', '象棋', { kind: 'swiss', rounds: 3 }, 1, null, null, '棋牌室')(men), perUnit: 2, people: 1 },
];

/** Units with who leads them; members of the teams below run for them, too. */
const entrants = [
  { unit: 'jcjc', leader: 'demo-cadre-liu', first: ['demo-worker-chen'] },
  { unit: 'bus', leader: 'demo-member-1', first: [] },
  { unit: 'street', leader: 'demo-member-2', first: ['demo-worker-aerken'] },
  { unit: 'east', leader: 'demo-member-3', first: [] },
];

export const nameOfUnion = (id: string) => unions.find((one) => one.id === id)?.name ?? '';

/** Athletes of each unit, the demo identities first, bibs in blocks of a hundred. */
export function athletesOf(members: readonly MemberDocument[]) {
  return entrants.map(({ unit, leader, first }, index) => {
    const path = pathOf(unit);
    const own = members.filter((one) => (unit === 'east' ? one.unitPath === path : one.unitPath.startsWith(path)));
    const named = first.map(demoUid);
    const sorted = [...own.filter(({ _id }) => named.includes(_id)), ...own.filter(({ _id }) => !named.includes(_id))];
    const people = sorted.slice(0, 12).map((one, place) => ({ uid: one._id, name: unseal(one.name), bib: (index + 1) * 100 + place + 1 }));
    return { unit, path, name: nameOfUnion(unit).replace(/总?工会(联合会)?$/, ''), leader: demoUid(leader), people };
  });
}

type Squad = ReturnType<typeof athletesOf>[number];

/** Everybody of a unit with the entries as its leader made them: the first athletes are in all events. */
function delegationOf({ unit, path, name, leader, people }: Squad, today: number): DelegationDocument {
  const entries = events.flatMap(({ event, perUnit, people: size }, index) =>
    Array.from({ length: perUnit }, (_, place) => people.slice(place * size, (place + 1) * size)).flatMap((some, place): EntryRow[] => {
      if (some.length < size) return [];
      const seed = event.metres === 100 && place < 3 ? 11_800 + (index + unit.length) * 100 + place * 300 : null;
      return [{ id: `${event.id.startsWith('m') ? 'm' : 'x'}${index}-${unit}-${place + 1}`, event: event.id, people: some.map(({ uid }) => uid), seed }];
    }),
  );
  const athletes = people.map(({ uid, name: who, bib }, index) => ({ uid, name: who, sex: 'male' as const, born: `${1980 + (index % 20)}-05-01`, unit, health: 'signed' as const, bib }));
  return {
    ...{ _id: `${meetId}:${unit}`, meetId, unitId: unit, unitPath: path, unitName: nameOfUnion(unit), name, contact: '0550-66120000', leader, athletes, entries },
    ...{ insurance: { company: '江城财险', policy: `PA2026-EAST-${unit.toUpperCase()}` }, partners: [], substitutions: [], loose: [], unreleased: false, locked: true, v: 1 },
    acts: [{ k: `delegation-${meetId}-${unit}`, h: '', t: today - 15 * day, by: leader }],
  };
}

/** The organiser's share of the draw and the public value. */
const [share, value] = ['demo-share-of-meet-east-1', '327'];

/** @returns documents as they are stored */
function demoMeetOfToday(members: readonly MemberDocument[], now: number): DemoMeetRecords & { meet_events: EventDocument[] } {
  const today = startOfDay(now);
  const rulebook: Api.Meet.Rulebook = {
    ...{ ...template('athletics', 'enterprise', dayOf(today)), lanes: 8, bands: usualBands[8], groups: [men, mixed] },
    events: events.map(({ event, perUnit }) => ({ ...event, perUnit })),
    limits: { perPerson: events.length, relaysCount: false, among: [] },
  };
  const faults = rulebookFaults(rulebook);
  if (faults.length > 0) throw new Error(`demo meet ${meetId}: ${faults.map(({ problem }) => problem).join(', ')}`);
  const delegations = athletesOf(members).map((squad) => delegationOf(squad, today));
  const records: Api.Meet.RecordRow[] = [{ discipline: '100米', group: 'm', implement: null, timing: 'hand', mark: 11_400, holder: '赵国庆', unit: '江城公交集团', on: '2019-10-12', noGauge: false }];
  const units = delegations.map(({ unitId, unitPath }) => ({ id: unitId, members: members.filter((one) => one.unitPath.startsWith(unitPath)).length }));
  const act = { k: 'draw-meet-east', h: '', t: today - 20 * hour, by: demoUid('demo-cadre-wang') };
  const drawn = drawnEvents({ rulebook, units, changes: [] }, delegations);
  const { list, seed } = seedFor(drawn, [share, value]);
  const lotId = `${meetId}:draw`;
  const meet: MeetDocument = {
    ...{ _id: meetId, scope: pathOf('east'), rulebook, units, records, entriesUntil: today - 14 * day + 18 * hour, captainsAt: today - day + 3 * hour, hours: hoursOf(today + 7 * hour, today + day + 18 * hour), state: 'drawn' },
    lot: { id: lotId, valueName: '昨天的福彩3D开奖号码', commitment: commitmentOf(lotId, 'organiser', share), secret: seal(share) },
    draw: { list, share, value, seed, act },
    ...{ unlocked: false, changes: [], undrawn: false, timetable: null, noticeDue: null, paused: null, word: null, untold: false, unshown: false, unspread: false, v: 2, acts: [act] },
  };
  const of = { meetId, title: '江东区第六届职工运动会', scope: meet.scope, scopeName: nameOfUnion('east'), rulebook, seed, records };
  return {
    meets: [meet],
    delegations: delegations.map(sealed),
    meet_people: delegations.flatMap(({ unitId, name, athletes }) => athletes.map(({ uid }) => ({ _id: `${meetId}:${uid}`, meetId, unitId, unitName: name, touched: today - 15 * day, unsure: false }))),
    meet_events: drawn.map(({ event, starters }) => sealedEvent(eventOf(of, event, starters, firstDraw(event, starters, rulebook, Buffer.from(seed, 'hex')), act))),
  };
}

/** All meets of the demo, with the events of the one of today. */
export function demoMeets(members: readonly MemberDocument[], now: number) {
  const [others, today] = [demoMeetRecords(members, now), demoMeetOfToday(members, now)];
  return {
    meets: [...others.meets, ...today.meets],
    delegations: [...others.delegations, ...today.delegations],
    meet_people: [...others.meet_people, ...today.meet_people],
    meet_events: today.meet_events,
  };
}
