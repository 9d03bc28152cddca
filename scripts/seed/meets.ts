import { type Draw, eventOf, type EventDocument, type Starter } from '../../cloudfunctions/modules/meet/event-document';
import { sealedEvent } from '../../cloudfunctions/modules/meet/event-store';
import type { MemberDocument } from '../../cloudfunctions/modules/people/store';
import { unseal } from '../../cloudfunctions/platform/secrets';
import { firstRound } from '../../miniprogram/domain/meet/heats';
import { knockoutDraw } from '../../miniprogram/domain/meet/knockout';
import { usualBands } from '../../miniprogram/domain/meet/lanes';
import { chanceOf } from '../../miniprogram/domain/meet/lots';
import { contest, fun, highJump, jump, race, relay, team, tugOfWar } from '../../miniprogram/domain/meet/template-events';
import { template } from '../../miniprogram/domain/meet/templates';
import { hour, startOfDay } from '../../miniprogram/domain/time/shanghai';
import { pathOf, unions } from './city';
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

export function drawOf(event: Api.Meet.Event, starters: readonly Starter[], rulebook: Api.Meet.Rulebook, seed: string): Draw {
  const below = chanceOf(Buffer.from(seed, 'hex'), event.id, 1);
  const players = starters.map(({ entry, unit }) => ({ entry, unit }));
  if (event.format.kind === 'knockout') return { kind: 'knockout', slots: knockoutDraw([], players, below) };
  const heats = firstRound(event, starters.map(({ entry, unit, seed: mark }) => ({ entry, unit, seed: mark })), rulebook, below);
  return heats ? { kind: 'heats', heats } : { kind: 'order', entries: players.map(({ entry }) => entry) };
}

/** @returns documents as they are stored */
export function demoMeetEvents(members: readonly MemberDocument[], now: number): EventDocument[] {
  const rulebook: Api.Meet.Rulebook = { ...template('athletics', 'enterprise', '2026-01-01'), lanes: 8, bands: usualBands[8], groups: [men, mixed], events: events.map(({ event }) => event) };
  const seed = '6'.repeat(64);
  const squads = athletesOf(members);
  const act = { k: 'draw-meet-east', h: '', t: startOfDay(now) - 20 * hour, by: demoUid('demo-cadre-wang') };
  const meet = { meetId, title: '江东区第六届职工运动会', scope: pathOf('east'), scopeName: nameOfUnion('east'), rulebook, seed };
  const records: Api.Meet.RecordRow[] = [{ discipline: '100米', group: 'm', implement: null, timing: 'hand', mark: 11_400, holder: '赵国庆', unit: '江城公交集团', on: '2019-10-12', noGauge: false }];
  return events.map(({ event, perUnit, people }, index) => {
    const starters = squads.flatMap((squad): Starter[] =>
      Array.from({ length: perUnit }, (_, place) => squad.people.slice(place * people, (place + 1) * people)).flatMap((some, place) => {
        if (some.length < people) return [];
        const seedMark = event.metres === 100 && place < 3 ? 11_800 + (index + squad.unit.length) * 100 + place * 300 : null;
        return [
          {
            ...{ entry: `${event.id.startsWith('m') ? 'm' : 'x'}${index}-${squad.unit}-${place + 1}`, unit: squad.unit, unitPath: squad.path, unitName: squad.name, leader: squad.leader, people: some, seed: seedMark },
            units: [{ unit: squad.unit, name: squad.name, unitClass: rulebook.unitClasses[0]?.id ?? null, n: 1, d: 1 }],
          },
        ];
      }),
    );
    return sealedEvent(eventOf({ ...meet, records }, event, starters, drawOf(event, starters, rulebook, seed), act));
  });
}
