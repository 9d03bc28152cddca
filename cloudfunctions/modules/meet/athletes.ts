import * as v from 'valibot';
import { tidy } from '../../../miniprogram/domain/text/clean';
import { wasDone } from '../../platform/acts';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import { project } from '../../platform/log';
import { type Action, defineAction } from '../../platform/router';
import { inputHash } from '../../platform/secrets';
import { recordOf } from '../audit/record';
import { actOf, mustTakeEntries, type OwnedPath, ownDelegation } from './access';
import { actOnDelegation, noteReleased, delegationById } from './delegation-store';
import type { AthleteRow, DelegationDocument } from './documents';
import { lineSchema, ofDelegation, reasonSchema } from './meet-schema';
import { type Fault, peopleMeant } from './people-meant';
import { claimPeople, release } from './person-claims';
import { faultsOf } from './views';

/** Athletes of a delegation: of the unit's roster, one delegation a meet, sex and date of birth by the leader. */

/** As many as one document holds with ease. */
export const mostInTeam = 500;

type Line = Api.Meet.AthleteLine;

/** What each line says of whom it means, found in the rosters of these units and below them. */
async function resolved(db: Database, paths: readonly OwnedPath[], lines: readonly Line[]): Promise<{ rows: AthleteRow[]; faults: Fault[] }> {
  const { found, faults } = await peopleMeant(db, paths, lines);
  const rows = lines.flatMap(({ sex, born }, index): AthleteRow[] => {
    const one = found[index];
    return one ? [{ ...one, sex, born, health: null, bib: null }] : [];
  });
  return { rows, faults };
}

/** Claims the people for the unit. @returns whom other delegations have, in words by uid */
export async function claimed(db: Database, found: DelegationDocument, rows: readonly AthleteRow[], now: number): Promise<Map<string, string>> {
  const { meetId, unitId, name } = found;
  // Later than what the delegation gave up last, also on a machine whose clock is behind: that must not take the new claim along.
  const at = Math.max(now, ...found.loose.map(({ until }) => until + 1));
  const fresh = rows.filter(({ uid }) => !found.athletes.some((one) => one.uid === uid)).map(({ uid }) => uid);
  return claimPeople(db, { meetId, unitId, unitName: name }, fresh, at);
}

const addSchema = v.strictObject({ ...ofDelegation, lines: v.pipe(v.array(lineSchema), v.minLength(1), v.maxLength(200)) });

const add = defineAction('delegation.athletes', 'act', addSchema, async ({ db, input, key, member, now }) => {
  const { meet, found, paths } = await ownDelegation(db, input, member, now);
  const act = actOf(member, key, inputHash(input), now);
  const answer = { added: input.lines.length, faults: [] };
  if (wasDone(found, key, act.h)) return answer;
  mustTakeEntries(meet, now);
  const { rows, faults } = await resolved(db, paths, input.lines);
  if (faults.length > 0) return { added: 0, faults };
  const before = new Set(found.athletes.map(({ uid }) => uid));
  if (new Set([...before, ...rows.map(({ uid }) => uid)]).size > mostInTeam) throw new Refusal('FULL', `一个代表队最多 ${mostInTeam} 人`);
  const taken = await claimed(db, found, rows, now);
  if (taken.size > 0) return { added: 0, faults: rows.flatMap(({ uid, name }, index) => (taken.has(uid) ? [{ line: index + 1, why: `${name}已经在${taken.get(uid) ?? ''}的名单里` }] : [])) };
  return actOnDelegation(db, found, act, (now_, done) => {
    if (done) return { answer };
    mustBeOf(now_, rows);
    return { answer, write: { change: { athletes: joined(now_, rows, before) } } };
  });
});

/** The list with these rows in it; of who is there already sex and date of birth are corrected. */
export function joined({ athletes }: DelegationDocument, rows: readonly AthleteRow[], before: ReadonlySet<string>): AthleteRow[] {
  const there = new Map(athletes.map((row) => [row.uid, row]));
  for (const row of rows) {
    const old = there.get(row.uid);
    // Somebody who was there when the claims were made has none of this call.
    if (!old && before.has(row.uid)) throw new Refusal('USED', '名单刚刚有变动，请刷新再试');
    there.set(row.uid, old ? { ...old, name: row.name, sex: row.sex, born: row.born } : row);
  }
  return [...there.values()];
}

/** @throws USED where a unit has left the 联队 meanwhile */
export function mustBeOf({ unitId, partners }: DelegationDocument, rows: readonly AthleteRow[]): void {
  if (rows.some(({ unit }) => unit !== unitId && !partners.some((one) => one.unit === unit))) throw new Refusal('USED', '联队刚刚有变动，请刷新再试');
}

/** @throws FORBIDDEN: in a 联队 each unit answers for its own; the leading one for all */
function mustAnswerFor({ unitId }: DelegationDocument, { unit, name }: AthleteRow, paths: readonly OwnedPath[]): void {
  if (!paths.some((one) => one.unit === unitId || one.unit === unit)) throw new Refusal('FORBIDDEN', `${name}是联队里别的单位的运动员，请对方或领头单位来改`);
}

/** The list without an athlete, and the entries without those that are theirs alone. */
function without({ athletes, entries, loose }: DelegationDocument, uid: string, now: number) {
  return {
    athletes: athletes.filter((row) => row.uid !== uid),
    entries: entries.map((entry) => ({ ...entry, people: entry.people.filter((one) => one !== uid) })).filter(({ people }) => people.length > 0),
    loose: [...loose, { uid, until: Math.max(now, ...loose.map(({ until }) => until + 1)) }],
  };
}

/** Lets go what an act has given up. Idempotent; the job does it where this call dies. */
export async function letGo(db: Database, { _id, meetId, unitId, v: version, loose }: Pick<DelegationDocument, '_id' | 'meetId' | 'unitId' | 'v' | 'loose'>): Promise<void> {
  if (loose.length === 0) return;
  await release(db, meetId, unitId, loose);
  await noteReleased(db, { _id, v: version });
}

async function letGoNow(db: Database, id: string): Promise<void> {
  const now = await delegationById(db, id);
  if (now) await letGo(db, now);
}

const remove = defineAction('delegation.remove', 'act', v.strictObject({ ...ofDelegation, uid: id }), async ({ db, input, key, member, now, requestId }) => {
  const { meet, found, paths } = await ownDelegation(db, input, member, now);
  const answer = { removed: true } as const;
  const act = actOf(member, key, inputHash(input), now);
  await actOnDelegation(db, found, act, (here, done) => {
    if (done) return { answer };
    mustTakeEntries(meet, now);
    const row = here.athletes.find(({ uid }) => uid === input.uid);
    if (!row) throw new Refusal('USED', '这个人已经不在名单里');
    mustAnswerFor(here, row, paths);
    return { answer, write: { change: without(here, input.uid, now) } };
  });
  await project(requestId, () => letGoNow(db, found._id));
  return answer;
});

const substituteSchema = v.strictObject({ ...ofDelegation, out: id, line: lineSchema, reason: reasonSchema });

const substitute = defineAction('delegation.substitute', 'act', substituteSchema, async ({ db, input, key, member, now, requestId }) => {
  const { meet, found, paths } = await ownDelegation(db, input, member, now);
  const act = actOf(member, key, inputHash(input), now);
  const { rows, faults } = await resolved(db, paths, [input.line]);
  const [row] = rows;
  if (!row) throw new Refusal('BAD_INPUT', faults[0]?.why);
  const answer = { into: row.uid };
  if (wasDone(found, key, act.h)) return answer;
  if (meet.state !== 'entries' || now >= meet.captainsAt) throw new Refusal('CLOSED', '领队会已开，不能再换人');
  if (now < meet.entriesUntil) throw new Refusal('NOT_OPEN', '报名还没有截止，直接改名单就行');
  const before = new Set(found.athletes.map(({ uid }) => uid));
  const taken = await claimed(db, found, rows, now);
  if (taken.size > 0) throw new Refusal('BAD_INPUT', `${row.name}已经在${taken.get(row.uid) ?? ''}的名单里`);
  const record = recordOf({ act: 'meet.substitute', by: member.uid, key, at: now, subject: meet._id, scope: found.unitPath, scopeName: found.unitName, details: input });
  await actOnDelegation(db, found, act, (here, done) => {
    if (done) return { answer };
    const out = here.athletes.find(({ uid }) => uid === input.out);
    if (!out) throw new Refusal('USED', '换下的人已经不在名单里');
    if (input.out === row.uid) throw new Refusal('BAD_INPUT', '换上的和换下的是同一个人');
    mustAnswerFor(here, out, paths);
    mustBeOf(here, rows);
    const athletes = joined(here, rows, before).filter(({ uid }) => uid !== input.out);
    const entries = here.entries.map((entry) => ({ ...entry, people: entry.people.map((uid) => (uid === input.out ? row.uid : uid)) }));
    const fault = faultsOf(meet, { ...here, athletes, entries })[0];
    if (fault) throw new Refusal('BAD_INPUT', fault.words);
    const substitutions = [...here.substitutions, { out: input.out, into: row.uid, outName: out.name, intoName: row.name, reason: tidy(input.reason), at: now }];
    return { answer, write: { change: { athletes, entries, substitutions, loose: without(here, input.out, now).loose }, record } };
  });
  await project(requestId, () => letGoNow(db, found._id));
  return answer;
});

export const athleteActions: readonly Action[] = [add, remove, substitute];
