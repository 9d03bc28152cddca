import { likeness } from '../../../miniprogram/domain/people/names';
import { tidy } from '../../../miniprogram/domain/text/clean';
import type { Database } from '../../platform/database';
import { unseal } from '../../platform/secrets';
import { wholeNameOf } from '../people/roster-store';
import { peopleNamed } from '../registration/roll-call-store';
import type { OwnedPath } from './access';
import type { AthleteRow } from './documents';

export interface Fault {
  /** From 1. */
  line: number;
  why: string;
}

export type Meant = Pick<AthleteRow, 'uid' | 'name' | 'unit'>;

/**
 * Whom each line of a list means, in the rosters of these units and below them: by name, and by staff number where several have it.
 * @returns `found` by the place of the line; what is not there has a fault
 */
export async function peopleMeant(db: Database, paths: readonly OwnedPath[], lines: readonly { name: string; staffTail: string }[]): Promise<{ found: (Meant | null)[]; faults: Fault[] }> {
  const names = [...new Set(lines.map(({ name }) => wholeNameOf(tidy(name))))];
  const known = (await Promise.all(paths.map(async ({ unit, path }) => (await peopleNamed(db, path, names)).map(({ _id, name, staffTail }) => ({ uid: _id, name: unseal(name), staffTail, unit }))))).flat();
  const taken = new Set<string>();
  const faults: Fault[] = [];
  const found = lines.map(({ name: written, staffTail }, index): Meant | null => {
    const name = tidy(written);
    const named = known.filter((one) => likeness(one.name, name) === 'same');
    const meant = named.length > 1 && staffTail !== '' ? named.filter((one) => one.staffTail === staffTail.slice(-2)) : named;
    const [only] = meant;
    const fault = (why: string) => {
      faults.push({ line: index + 1, why });
      return null;
    };
    if (!only) return fault(named.length > 1 ? `名册里有 ${named.length} 位${name}，工号都对不上` : `${name}不在本单位的会员名册里`);
    if (meant.length > 1) return fault(`名册里有 ${meant.length} 位${name}，请在后面写上工号`);
    if (taken.has(only.uid)) return fault(`${name}写了两次`);
    taken.add(only.uid);
    return { uid: only.uid, name: only.name, unit: only.unit };
  });
  return { found, faults };
}
