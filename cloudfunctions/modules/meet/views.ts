import { entryProblems } from '../../../miniprogram/domain/meet/entries';
import { problemWords } from '../../../miniprogram/domain/meet/entry-words';
import { groupProblem } from '../../../miniprogram/domain/meet/groups';
import type { DelegationDocument, MeetDocument } from './documents';
import { hasJoined, teamUnits } from './joint';

/** Meets and delegations as phones see them. */

export function setupOf({ rulebook, entriesUntil, captainsAt, hours, state, v }: MeetDocument, now: number): Api.Meet.Setup {
  const begun = state === 'drawn' && now >= (hours[0]?.from ?? now);
  return { rulebook, entriesUntil, captainsAt, hours, state: begun ? 'running' : state, v };
}

export function cardOf({ unitId, name, athletes, entries, insurance }: DelegationDocument): Api.Meet.DelegationCard {
  return { unitId, name, athletes: athletes.length, entries: entries.length, unsigned: athletes.filter(({ health }) => health === null).length, insured: insurance !== null };
}

/** Everything that the rulebook has against a delegation's entries, each in words. */
export function faultsOf({ rulebook }: Pick<MeetDocument, 'rulebook'>, { unitId, athletes, entries }: Pick<DelegationDocument, 'unitId' | 'athletes' | 'entries'>): { entry: string; words: string }[] {
  const units = [...new Set([unitId, ...athletes.map(({ unit }) => unit)])];
  const people = athletes.map(({ uid, unit, sex, born }) => ({ id: uid, unit, sex, born }));
  const names = new Map(athletes.map(({ uid, name }) => [uid, name]));
  const list = entries.map(({ id, event, people: uids }) => ({ id, event, unit: unitId, units, people: uids }));
  return entryProblems(rulebook, list, people).map(({ entry, problem, athlete }) => ({ entry, words: problemWords(problem, athlete === null ? '' : (names.get(athlete) ?? '')) }));
}

/** Why an entry does not start; null: it does. */
export function scratchOf({ changes }: Pick<MeetDocument, 'changes'>, entry: string): string | null {
  const found = changes.find((change) => change.kind === 'scratch' && change.entry === entry);
  return found?.kind === 'scratch' ? found.reason : null;
}

/** @param mine its units that the viewer is a cadre of */
export function delegationView(meet: MeetDocument, found: DelegationDocument, title: string, now: number, mine: readonly string[] = []): Api.Meet.Delegation {
  const { rulebook } = meet;
  const team = teamUnits(meet, found);
  const unitOf = new Map(team.length > 1 ? team.map(({ unit, name }) => [unit, name]) : []);
  const inTime = meet.state === 'entries' && !found.locked;
  return {
    ...{ meetId: meet._id, title, unitId: found.unitId, unitName: found.unitName, name: found.name, contact: found.contact },
    athletes: found.athletes.map(({ uid, name, sex, born, unit, health, bib }) => {
      const groups = rulebook.groups.filter((group) => groupProblem(group, { sex, born }, rulebook.ageOn) === null).map(({ id }) => id);
      return { uid, name, sex, groups, fits: groups.length > 0, unitName: unitOf.get(unit) ?? '', health, bib };
    }),
    entries: found.entries.map((entry) => ({ ...entry, scratched: scratchOf(meet, entry.id) })),
    partners: found.partners.map((one) => ({ unitId: one.unit, name: one.name, joined: hasJoined(meet, found.unitId, one) })),
    mine: [...mine],
    ...{ insurance: found.insurance, substitutions: found.substitutions.map(({ outName, intoName, reason, at }) => ({ out: outName, into: intoName, reason, at })), setup: setupOf(meet, now), faults: faultsOf(meet, found) },
    open: inTime && now < meet.entriesUntil,
    substitutes: inTime && now >= meet.entriesUntil && now < meet.captainsAt,
    now,
  };
}
