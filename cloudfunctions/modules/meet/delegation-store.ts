import type { AuditRecord } from '../../../miniprogram/domain/audit/chain';
import { type Act, type Decision, decideUpon } from '../../platform/acts';
import { type Database, insertOnce } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { seal, unseal } from '../../platform/secrets';
import type { AthleteRow, DelegationDocument, SubstitutionRow } from './documents';

/** Delegations as they are stored: names, dates of birth and the leader's telephone sealed. Nobody else reads or writes the collection. */

const delegations = (db: Database) => db.collection<DelegationDocument>('delegations');

/** More than a leader of three hundred athletes does. */
const remembered = 2000;
export const delegationKey = (meetId: string, unitId: string) => `${meetId}:${unitId}`;

const sealedRow = (row: AthleteRow): AthleteRow => ({ ...row, name: seal(row.name), born: seal(row.born) });
const openedRow = (row: AthleteRow): AthleteRow => ({ ...row, name: unseal(row.name), born: unseal(row.born) });
const sealedSwap = (swap: SubstitutionRow): SubstitutionRow => ({ ...swap, outName: seal(swap.outName), intoName: seal(swap.intoName) });
const openedSwap = (swap: SubstitutionRow): SubstitutionRow => ({ ...swap, outName: unseal(swap.outName), intoName: unseal(swap.intoName) });
const opened = (found: DelegationDocument): DelegationDocument => ({ ...found, contact: unseal(found.contact), athletes: found.athletes.map(openedRow), substitutions: found.substitutions.map(openedSwap) });

export async function delegationById(db: Database, id: string): Promise<DelegationDocument | null> {
  const found = (await delegations(db).doc(id).get()).data;
  return found && opened(found);
}

/** So many are read at once: one may hold hundreds of athletes. */
const page = 50;

/** All of a meet, by their ids. */
export async function delegationsOf(db: Database, meetId: string): Promise<DelegationDocument[]> {
  const found: DelegationDocument[] = [];
  for (let after = `${meetId}:`; ; after = found[found.length - 1]?._id ?? after) {
    const { data } = await delegations(db).where({ meetId, _id: db.command.gt(after) }).orderBy('_id', 'asc').limit(page).get();
    found.push(...data.map(opened));
    if (data.length < page) return found;
  }
}

/** Delegations that have asked a unit into a 联队: more than anybody gets. */
const mostAskings = 20;

export async function delegationsAsking(db: Database, meetId: string, unitId: string): Promise<DelegationDocument[]> {
  return (await delegations(db).where({ meetId, 'partners.unit': unitId }).limit(mostAskings).get()).data.map(opened);
}

/** Locks a delegation: nothing changes its list any more. Idempotent. */
export async function lockDelegation(db: Database, id: string): Promise<void> {
  await delegations(db).where({ _id: id, locked: false }).update({ data: { locked: true, v: db.command.inc(1) } });
}

/** Gives the athletes of a locked delegation their bibs. Idempotent. */
export async function keepBibs(db: Database, { _id, athletes }: Pick<DelegationDocument, '_id' | 'athletes'>): Promise<void> {
  await delegations(db).where({ _id, locked: true }).update({ data: { athletes: db.command.set(athletes.map(sealedRow)) } });
}

/** As it is stored. */
export const sealed = (one: DelegationDocument): DelegationDocument => ({ ...one, contact: seal(one.contact), athletes: one.athletes.map(sealedRow), substitutions: one.substitutions.map(sealedSwap) });

/** @returns false: the unit has one */
export const insertDelegation = (db: Database, one: DelegationDocument): Promise<boolean> => insertOnce(delegations(db), sealed(one));

export type DelegationChange = Partial<Pick<DelegationDocument, 'name' | 'contact' | 'leader' | 'athletes' | 'entries' | 'insurance' | 'partners' | 'substitutions' | 'loose'>>;

async function write(db: Database, before: DelegationDocument, act: Act, change: DelegationChange, record: AuditRecord | undefined): Promise<boolean> {
  const { set, push, inc } = db.command;
  const { athletes, substitutions, contact, loose, ...plain } = change;
  const whole = Object.fromEntries(Object.entries(plain).map(([field, value]) => [field, typeof value === 'object' ? set(value) : value]));
  const { stats } = await delegations(db)
    .where({ _id: before._id, v: before.v, locked: false })
    .update({
      data: {
        ...whole,
        ...(athletes ? { athletes: set(athletes.map(sealedRow)) } : {}),
        ...(substitutions ? { substitutions: set(substitutions.map(sealedSwap)) } : {}),
        ...(contact === undefined ? {} : { contact: seal(contact) }),
        ...(loose ? { loose: set(loose), unreleased: loose.length > 0 } : {}),
        v: inc(1),
        acts: push({ each: [act], slice: -remembered }),
        ...(record ? { audit: push([record]) } : {}),
      },
    });
  return stats.updated === 1;
}

/** What an act writes, if it writes. */
export interface DelegationWrite {
  change: DelegationChange;
  record?: AuditRecord;
}

/**
 * Lets the act decide upon the delegation, and writes; where somebody else was quicker, decides again.
 * @param first as it was read already
 */
export function actOnDelegation<T>(db: Database, first: DelegationDocument, act: Act, decide: (found: DelegationDocument, done: boolean) => Decision<T, DelegationWrite>): Promise<T> {
  let read: DelegationDocument | null = first;
  const load = async () => {
    const found = read ?? (await delegationById(db, first._id));
    read = null;
    if (!found) throw new Refusal('NOT_FOUND');
    return found;
  };
  return decideUpon(load, act, decide, (found, { change, record }) => {
    if (found.locked) throw new Refusal('CLOSED', '名单已经锁定，不能再改');
    return write(db, found, act, change, record);
  });
}

/** Delegations in which athletes were given up whose claims may not be let go yet. */
export async function unreleasedDelegations(db: Database, limit: number): Promise<DelegationDocument[]> {
  return (await delegations(db).where({ unreleased: true }).limit(limit).get()).data.map(opened);
}

/** Its claims are let go, if nothing was done to it since. Idempotent. */
export async function noteReleased(db: Database, { _id, v }: Pick<DelegationDocument, '_id' | 'v'>): Promise<void> {
  await delegations(db).where({ _id, v }).update({ data: { unreleased: false, loose: db.command.set([]) } });
}
