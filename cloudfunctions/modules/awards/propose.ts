import type { GrantLike } from '../../../miniprogram/domain/people/scope';
import { rankOf } from '../../../miniprogram/domain/points/histogram';
import { daysOf } from '../../../miniprogram/domain/reading/record';
import { proposeEnterprises, proposeStars, type StarCandidate } from '../../../miniprogram/domain/reading/selections';
import { runAround } from '../../../miniprogram/domain/reading/streak';
import { quotasOf } from '../../../miniprogram/domain/awards/quotas';
import { rateOfUnit, sumUp } from '../../../miniprogram/domain/reading/units';
import { calendarTime } from '../../../miniprogram/domain/time/shanghai';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { idOf, unseal } from '../../platform/secrets';
import { type MemberDocument, unionsById } from '../people/store';
import type { EditionDocument, ReaderDocument, UnitDocument } from '../reading/documents';
import { allUnits, standingOf } from '../reading/fold-store';
import { eventsOf } from '../reading/salon-store';
import type { KeptCandidate, SelectionDocument } from './documents';
import { decidedOf } from './store';

type Proposal = Pick<SelectionDocument, 'quotas' | 'candidates' | 'short'>;

/** Quotas go to districts and industries, at most so many; below a union without any to its units. */
const mostGroups = 200;
const atATime = 20;
/** Beyond a quota and its reserve: those who may be left out as cadres in office. */
const spare = 10;

const nothingShort = { share: 0, events: 0, chosen: 0 };

/** 读书之星: in each district as many as its quota, by points; frozen members are what the quotas go by. */
export async function stars(db: Database, edition: EditionDocument, places: number): Promise<Proposal> {
  const [units, standing] = await Promise.all([allUnits(db, edition._id), standingOf(db, edition._id)]);
  if (!standing) throw new Refusal('NOT_OPEN', '还没有人打过卡');
  const groupOf = new Map(units.map(({ unit, district }) => [unit, district === '' ? unit : district]));
  const groups = sumUp(units, (unit) => groupOf.get(unit) ?? null);
  if (groups.length > mostGroups) throw new Refusal('BAD_INPUT', `单位超过 ${mostGroups} 个，请由上级工会按区县和行业评选`);
  const weights = groups.map(({ unit, members }) => ({ id: unit, weight: members }));
  const names = new Map((await unionsById(db, groups.map(({ unit }) => unit))).map(({ _id, name }) => [_id, name]));
  const byUnit = new Map(units.map((unit) => [unit.unit, unit]));
  const quotas = quotasOf(weights, places);
  const found = new Map<string, { reader: ReaderDocument; unit: UnitDocument }>();
  const candidates: StarCandidate[] = [];
  for (let from = 0; from < quotas.length; from += atATime) {
    const some = quotas.slice(from, from + atATime).filter((quota) => quota.places > 0);
    const first = await Promise.all(some.map((quota) => firstOf(db, edition, quota.id, quota.places + 1)));
    for (const { reader, officer } of first.flat()) {
      const unit = reader.unitIds.map((one) => byUnit.get(one)).find((one) => one !== undefined);
      if (!unit) continue;
      found.set(reader.uid, { reader, unit });
      candidates.push({ ...evidenceOf(reader), group: groupOf.get(unit.unit) ?? '', rank: rankOf(standing, reader.balance), officer });
    }
  }
  const { proposed, reserve } = proposeStars(candidates, weights, places, edition.rules);
  const kept = (state: 'listed' | 'reserve') => (candidate: StarCandidate): KeptCandidate[] => {
    const one = found.get(candidate.uid);
    if (!one) return [];
    const { points, rank, days, longestRun, notes } = candidate;
    return [
      {
        ...{ id: idOf('candidate', edition._id, candidate.uid), uid: candidate.uid, name: unseal(one.reader.name), post: '', group: candidate.group, state, reason: '' },
        ...{ unitId: one.unit.unit, unitPath: one.unit.path, unitName: one.unit.name, evidence: { of: 'star', points, rank, days, longestRun, notes } },
      },
    ];
  };
  return {
    quotas: quotas.map(({ id, weight, places: own }) => ({ id, name: names.get(id) ?? byUnit.get(id)?.name ?? '', weight, places: own })),
    candidates: [...proposed.flatMap(kept('listed')), ...reserve.flatMap(kept('reserve'))],
    short: nothingShort,
  };
}

function evidenceOf({ uid, balance, lastAt, checkIns }: ReaderDocument): Omit<StarCandidate, 'group' | 'rank' | 'officer'> {
  const days = daysOf({ checkIns });
  return { uid, points: balance, lastAt, days: days.length, longestRun: Math.max(0, ...days.map((one) => runAround(days, one))), notes: checkIns.filter(({ note }) => note > 0).length };
}

interface First {
  reader: ReaderDocument;
  officer: boolean;
}

/** The first readers of a group by points, as many eligible ones as are wanted where there are; who has left is no candidate. */
async function firstOf(db: Database, { _id: edition, rules }: EditionDocument, group: string, wanted: number): Promise<First[]> {
  for (let size = wanted + spare; ; size = Math.min(size * 4, 1000)) {
    const { data } = await db
      .collection<ReaderDocument>('readers')
      .where({ edition, unitIds: group, balance: db.command.gt(0) })
      .orderBy('balance', 'desc')
      .orderBy('lastAt', 'asc')
      .orderBy('uid', 'asc')
      .limit(size)
      .get();
    const officers = await officersAmong(db, data.map(({ uid }) => uid));
    const all = data.filter(({ name }) => name !== '').map((reader): First => ({ reader, officer: officers.has(reader.uid) }));
    const eligible = all.filter(({ officer }) => !(rules.withoutOfficers && officer)).length;
    if (eligible >= wanted || data.length < size || size >= 1000) return all;
  }
}

/** Those of these members who hold an office as a cadre, whether it is in force today or not. */
async function officersAmong(db: Database, uids: string[]): Promise<Set<string>> {
  if (uids.length === 0) return new Set();
  const { data } = await db.collection<MemberDocument>('members').where({ _id: db.command.in(uids) }).field({ _id: true, grants: true }).limit(uids.length).get();
  return new Set(data.filter(({ grants }) => (grants as readonly GrantLike[]).some(({ role }) => role === 'cadre')).map(({ _id }) => _id));
}

/** 书香企业: every enterprise that meets the rule, with its evidence; of the others how many lack what. */
export async function enterprises(db: Database, edition: EditionDocument): Promise<Proposal> {
  const [units, events, before] = await Promise.all([allUnits(db, edition._id), eventsOf(db, edition), decidedOf(db, edition.scope, 'enterprise')]);
  const held = (unit: UnitDocument) => events.filter(({ scope }) => scope.startsWith(unit.path)).length;
  const chosen = (unit: string) => before.flatMap(({ decision, candidates }) => (decision && candidates.some((one) => one.unitId === unit && one.state === 'listed') ? [calendarTime(decision.at).year] : []));
  const { year } = calendarTime(edition.opensAt);
  const byUnit = new Map(units.map((unit) => [unit.unit, unit]));
  const { proposed, others } = proposeEnterprises(units.map((unit) => ({ ...unit, events: held(unit), chosen: chosen(unit.unit) })), year);
  const lacks = (what: 'share' | 'events' | 'chosen') => others.filter(({ missing }) => missing.includes(what)).length;
  return {
    quotas: [],
    candidates: proposed.flatMap((evidence): KeptCandidate[] => {
      const unit = byUnit.get(evidence.unit);
      if (!unit) return [];
      const { members, active, events: count, chosen: years } = evidence;
      return [
        {
          ...{ id: idOf('candidate', edition._id, unit.unit), uid: '', name: unit.name, post: '', group: '', state: 'listed', reason: '' },
          ...{ unitId: unit.unit, unitPath: unit.path, unitName: unit.name },
          evidence: { of: 'enterprise', members, active: Math.min(active, members), share: rateOfUnit(unit), events: count, chosen: [...years] },
        },
      ];
    }),
    short: { share: lacks('share'), events: lacks('events'), chosen: lacks('chosen') },
  };
}
