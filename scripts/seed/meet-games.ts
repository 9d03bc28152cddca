import type { MeetDocument } from '../../cloudfunctions/modules/meet/documents';
import { type EventDocument, eventOf, type Round, type Starter } from '../../cloudfunctions/modules/meet/event-document';
import { linesOf, resultOfEvent } from '../../cloudfunctions/modules/meet/event-result';
import { sealedEvent } from '../../cloudfunctions/modules/meet/event-store';
import { eventWinners, prizeId } from '../../cloudfunctions/modules/meet/prize-winners';
import { noPrizes, type PrizesDocument } from '../../cloudfunctions/modules/meet/prize-store';
import type { MemberDocument } from '../../cloudfunctions/modules/people/store';
import { seal } from '../../cloudfunctions/platform/secrets';
import { hoursOf } from '../../miniprogram/domain/meet/hours';
import { usualBands } from '../../miniprogram/domain/meet/lanes';
import { firstDraw } from '../../miniprogram/domain/meet/start-list';
import { fun, jump, relay, team, tugOfWar } from '../../miniprogram/domain/meet/template-events';
import { template } from '../../miniprogram/domain/meet/templates';
import { day, dayOf, hour, minute, startOfDay } from '../../miniprogram/domain/time/shanghai';
import { pathOf } from './city';
import { athletesOf, men, mixed, nameOfUnion } from './meets';
import { demoUid } from './people';

/** The demo meet that is nearly over: three events are out and confirmed, some prizes given; two are still to come. */

const meetId = 'meet-games';
const seed = '7'.repeat(64);
const by = (openid: string) => demoUid(openid);

type Mark = (place: number) => Api.Meet.RawMark;

/** Events with the marks of the starters; null: still to come, so many minutes from now. */
const programme: { event: Api.Meet.Event; perUnit: number; people: number; marks: Mark | null; startsIn: number; minutes: number }[] = [
  { event: fun('一分钟跳绳', { kind: 'count', within: 60_000 }, null)(mixed), perUnit: 2, people: 1, marks: (place) => ({ kind: 'count', count: 186 - 4 * Math.floor((place * 2) / 3) }), startsIn: -5 * 60, minutes: 30 },
  { event: jump('立定跳远', false)(men), perUnit: 2, people: 1, marks: (place) => ({ kind: 'attempts', attempts: [2620 - 70 * place, 'x', 2580 - 70 * place], winds: [null, null, null] }), startsIn: -4 * 60, minutes: 40 },
  { event: fun('运球接力', { kind: 'timePenalty', penalty: 2000 }, team(4, 4, 0, 0))(mixed), perUnit: 1, people: 4, marks: (place) => ({ kind: 'time', timing: 'hand', ms: [61_300 + 2_450 * place], finish: null }), startsIn: -3 * 60, minutes: 30 },
  { event: relay(4, 100)(mixed), perUnit: 1, people: 4, marks: null, startsIn: 32, minutes: 20 },
  { event: tugOfWar(team(4, 6, 0, 0))(mixed), perUnit: 1, people: 4, marks: null, startsIn: 75, minutes: 40 },
];

/** As three people signed it and it went out. */
function announced(document: EventDocument, marks: Mark, at: number): EventDocument {
  const first = document.rounds['r1'];
  if (!first) return document;
  const official = by('demo-official-zhou');
  const entered = (place: number): Api.Meet.Entered => ({ outcome: 'ok', rule: '', raw: marks(place), violations: 0, reruns: 0 });
  const cards = Object.fromEntries(document.starters.map(({ entry }, place) => [entry, { call: 'in' as const, calledAt: at - 40 * minute, entered: entered(place), m: 1, by: official, at: at - 10 * minute }]));
  const signatures = (['recorder', 'judge', 'referee'] as const).map((as, index) => ({ as, by: by(['demo-official-zhou', 'demo-cadre-wang', 'demo-admin-wu'][index] ?? ''), at: at - (3 - index) * minute }));
  const played: Round = { ...first, cards, signatures, signed: 3, edits: document.starters.length, announcedAt: at };
  const round = { ...played, lines: linesOf(document, played) };
  return { ...document, rounds: { r1: round }, stands: { n: 1, state: 'announced' }, result: resultOfEvent(document, [round], at) };
}

export interface DemoGames {
  meets: MeetDocument[];
  meet_events: EventDocument[];
  meet_prizes: PrizesDocument[];
}

/** @returns documents as they are stored */
export function demoGames(members: readonly MemberDocument[], now: number): DemoGames {
  const today = startOfDay(now);
  const scope = pathOf('east');
  const rulebook: Api.Meet.Rulebook = { ...template('fun', 'enterprise', dayOf(today)), lanes: 8, bands: usualBands[8], groups: [men, mixed], events: programme.map(({ event }) => event) };
  const act = { k: 'draw-meet-games', h: '', t: today - 3 * day, by: by('demo-cadre-wang') };
  const meet = { meetId, title: '江东区职工趣味运动会', scope, scopeName: nameOfUnion('east'), rulebook, seed, records: [] };
  const squads = athletesOf(members);
  const events = programme.map(({ event, perUnit, people, marks, startsIn, minutes }, index): EventDocument => {
    const starters = squads.flatMap((squad): Starter[] =>
      Array.from({ length: perUnit }, (_, place) => squad.people.slice(place * people, (place + 1) * people)).flatMap((some, place) =>
        some.length < people
          ? []
          : [
              {
                ...{ entry: `g${index}-${squad.unit}-${place + 1}`, unit: squad.unit, unitPath: squad.path, unitName: squad.name, leader: squad.leader, people: some, seed: null },
                units: [{ unit: squad.unit, name: squad.name, unitClass: rulebook.unitClasses[0]?.id ?? null, n: 1, d: 1 }],
              },
            ],
      ),
    );
    const drawn = eventOf(meet, event, starters, firstDraw(event, starters, rulebook, Buffer.from(seed, 'hex')), act);
    return marks ? announced(drawn, marks, now + (startsIn + minutes) * minute) : drawn;
  });
  const timetable = programme.map(({ event, startsIn, minutes }): Api.Meet.TimetableItem => ({ id: `${event.id}-r1`, event: event.id, round: 1, zone: event.zone, minutes, start: Math.floor((now + startsIn * minute) / (5 * minute)) * 5 * minute }));
  return {
    meets: [
      {
        ...{ _id: meetId, scope, rulebook, entriesUntil: today - 10 * day, captainsAt: today - 4 * day, hours: hoursOf(today - day + 8 * hour, today + 22 * hour), state: 'drawn', lot: null, unlocked: false, changes: [], undrawn: false, timetable, noticeDue: null, paused: null, word: null, untold: false, unshown: false, records: [], unspread: false },
        ...{ draw: { list: '', share: '', value: '', seed, act }, units: [], v: 1, acts: [act] },
      },
    ],
    meet_events: events.map(sealedEvent),
    meet_prizes: [prizesOf(events, { _id: meetId, scope, scopeName: meet.scopeName }, now)],
  };
}

/** The first event's first two prizes were given: one to its winner, one to a proxy. */
function prizesOf([first]: readonly EventDocument[], meet: Pick<PrizesDocument, '_id' | 'scope' | 'scopeName'>, now: number): PrizesDocument {
  const winners = first ? eventWinners(first).slice(0, 2) : [];
  const given = winners.map(({ of, prize, what, whom, unitName }, index) => [prizeId(of), { of, prize, what, whom: seal(whom), unitName, by: by('demo-official-zhou'), at: now - (60 - 2 * index) * minute, proxy: index === 0 ? '' : seal('周桂兰') }] as const);
  return { ...noPrizes(meet), terms: { teams: 3, named: [{ prize: '优秀组织奖', units: ['bus'] }] }, given: Object.fromEntries(given) };
}
