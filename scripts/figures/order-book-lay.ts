import { makeEvents } from '../../cloudfunctions/modules/meet/drawing';
import { delegationKey, insertDelegation } from '../../cloudfunctions/modules/meet/delegation-store';
import type { DelegationDocument, EntryRow, MeetDocument } from '../../cloudfunctions/modules/meet/documents';
import { insertMeet } from '../../cloudfunctions/modules/meet/meet-store';
import { chanceFrom } from '../../miniprogram/domain/draw/stream';
import { template } from '../../miniprogram/domain/meet/templates';
import { day, hour, minute } from '../../miniprogram/domain/time/shanghai';
import { openFaultyDatabase } from '../../tests/faults/database';
import { eventsOf } from './meet';

/** A meet of so many athletes and events, drawn and planned, in a file: `order-book-lay.ts FILE ATHLETES EVENTS`. */

const meetId = 'meet-book';
const begins = 1_800_000_000_000;
const scope = '/city/';
const [perUnit, ends] = [50, begins + 3 * day];
const [file = '', athletes = '3000', events = '60'] = process.argv.slice(2);
const below = chanceFrom(new TextEncoder().encode('order book'));
const family = [...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗'];
const given = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建国文玉兰红'];
const pick = (list: readonly string[]) => list[below(list.length)] ?? '';

const rulebook: Api.Meet.Rulebook = { ...template('athletics', 'district', '2027-01-01'), events: eventsOf(Number(events)) };
const alone = rulebook.events.filter(({ team }) => team === null);
const teams = rulebook.events.filter(({ team }) => team !== null);

/** A unit's athletes, each in two events, and its teams. */
function delegationOf(index: number): DelegationDocument {
  const unitId = `unit-${index}`;
  const people = Array.from({ length: perUnit }, (_, n) => ({
    ...{ uid: `${unitId}-${n}`, name: `${pick(family)}${pick(given)}${pick(given)}`, sex: n % 2 === 0 ? ('male' as const) : ('female' as const), born: '1990-05-01', unit: unitId },
    ...{ health: 'signed' as const, bib: 1 + index * perUnit + n },
  }));
  const entries: EntryRow[] = people.flatMap(({ uid }, n) => {
    const two = new Set([alone[below(alone.length)], alone[below(alone.length)]]);
    return [...two].flatMap((event, at) => (event ? [{ id: `${unitId}-e${n}-${at}`, event: event.id, people: [uid], seed: below(2) === 0 ? null : 11_000 + below(400) * 10 }] : []));
  });
  const relays = teams.map(({ id, team }, n): EntryRow => ({ id: `${unitId}-t${n}`, event: id, people: people.slice(n, n + (team?.max ?? 4)).map(({ uid }) => uid), seed: null }));
  return {
    ...{ _id: delegationKey(meetId, unitId), meetId, unitId, unitPath: `${scope}${unitId}/`, unitName: `第${index + 1}单位工会`, name: `第${index + 1}单位代表队`, contact: '0550-66120000', leader: `${unitId}-0` },
    ...{ athletes: people, entries: [...entries, ...relays], insurance: null, partners: [], substitutions: [], loose: [], unreleased: false, locked: true, v: 1, acts: [] },
  };
}

async function lay(): Promise<void> {
  const faulty = await openFaultyDatabase(file);
  const delegations = Array.from({ length: Math.ceil(Number(athletes) / perUnit) }, (_, index) => delegationOf(index));
  const timetable = rulebook.events.map(({ id, zone }, index) => ({ id: `${id}-r1`, event: id, round: 1, zone, minutes: 20, start: begins + 8 * hour + index * 20 * minute }));
  const act = { k: 'draw', h: '', t: begins, by: 'cadre' };
  const meet: MeetDocument = {
    ...{ _id: meetId, scope, rulebook, entriesUntil: begins, captainsAt: begins, hours: [{ from: begins, to: ends }], state: 'drawn', units: delegations.map(({ unitId }) => ({ id: unitId, members: 200 })) },
    ...{ lot: null, unlocked: false, changes: [], draw: { list: '', share: '', value: '', seed: '7'.repeat(64), act }, undrawn: true, timetable, noticeDue: null, paused: null, word: null, untold: false, unshown: false, records: [], unspread: false, v: 1, acts: [act] },
  };
  const activity = { _id: meetId, title: '江城第九届职工运动会', organiser: '江城市总工会', place: { name: '江城体育中心', address: '' }, startsAt: begins, endsAt: ends };
  await faulty.engine.db().collection('activities').insertMany([activity]);
  await insertMeet(faulty.db, meet);
  for (const one of delegations) await insertDelegation(faulty.db, one);
  await makeEvents(faulty.db, meet);
  await faulty.close();
}

void lay().then(() => process.exit(0));
