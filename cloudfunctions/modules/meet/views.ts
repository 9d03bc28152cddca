import { entryProblems } from '../../../miniprogram/domain/meet/entries';
import { problemWords } from '../../../miniprogram/domain/meet/entry-words';
import { groupProblem } from '../../../miniprogram/domain/meet/groups';
import type { AthleteRow, DelegationDocument, MeetDocument } from './documents';
import { type Guest, hasJoined, takesGuests, teamUnits } from './joint';

/** Meets and delegations as phones see them. */

export function setupOf({ rulebook, entriesUntil, captainsAt, hours, state, v }: MeetDocument, now: number): Api.Meet.Setup {
  const begun = state === 'drawn' && now >= (hours[0]?.from ?? now);
  return { rulebook, entriesUntil, captainsAt, hours, state: begun ? 'running' : state, v };
}

export function cardOf({ unitId, name, athletes, entries, insurance }: DelegationDocument): Api.Meet.DelegationCard {
  return { unitId, name, athletes: athletes.length, entries: entries.length, unsigned: athletes.filter(({ health }) => health === null).length, insured: insurance !== null };
}

/**
 * Everything that the rulebook has against a delegation's entries, each in words; against those whom it sends into another's team it is found under the asking's id.
 * @param guests whom others send into its own teams
 */
export function faultsOf(meet: Pick<MeetDocument, 'rulebook' | 'units'>, found: DelegationDocument, guests: readonly Guest[]): { entry: string; words: string }[] {
  const { rulebook } = meet;
  const { unitId, athletes, entries, lent } = found;
  const all = [...athletes, ...guests.map(({ row }) => row)];
  const units = [...new Set([...teamUnits(meet, found).map(({ unit }) => unit), ...guests.map(({ row }) => row.unit)])];
  const people = all.map(({ uid, unit, sex, born }) => ({ id: uid, unit, sex, born }));
  const names = new Map(all.map(({ uid, name }) => [uid, name]));
  const list = [
    ...entries.map((entry) => ({ id: entry.id, event: entry.event, unit: unitId, units, people: [...entry.people, ...(takesGuests(entries, entry) ? guests.filter(({ event }) => event === entry.event).map(({ row }) => row.uid) : [])] })),
    ...lent.map(({ invite, event, people: uids }) => ({ id: invite, event, unit: unitId, units, people: uids, lent: true as const })),
  ];
  return entryProblems(rulebook, list, people).map(({ entry, problem, athlete }) => ({ entry, words: problemWords(problem, athlete === null ? '' : (names.get(athlete) ?? '')) }));
}

/** Why an entry does not start; null: it does. */
export function scratchOf({ changes }: Pick<MeetDocument, 'changes'>, entry: string): string | null {
  const found = changes.find((change) => change.kind === 'scratch' && change.entry === entry);
  return found?.kind === 'scratch' ? found.reason : null;
}

/** How its groups see an athlete: never the date of birth. */
export function athleteView({ groups, ageOn }: Api.Meet.Rulebook, { uid, name, sex, born, health, bib }: AthleteRow): Api.Meet.Athlete {
  const fitting = groups.filter((group) => groupProblem(group, { sex, born }, ageOn) === null).map(({ id }) => id);
  return { uid, name, sex, groups: fitting, fits: fitting.length > 0, health, bib };
}

export function delegationView(meet: MeetDocument, found: DelegationDocument, guests: readonly Guest[], title: string, now: number): Api.Meet.Delegation {
  const { rulebook } = meet;
  const partners = found.partners.filter((one) => hasJoined(meet, found.unitId, one)).map(({ name }) => name);
  const inTime = meet.state === 'entries' && !found.locked;
  return {
    ...{ meetId: meet._id, title, unitId: found.unitId, unitName: found.unitName, name: found.name, contact: found.contact },
    athletes: found.athletes.map((row) => athleteView(rulebook, row)),
    entries: found.entries.map((entry) => ({
      ...{ ...entry, scratched: scratchOf(meet, entry.id) },
      guests: takesGuests(found.entries, entry) ? guests.filter(({ event }) => event === entry.event).map(({ row }) => row.name) : [],
    })),
    partners,
    ...{ insurance: found.insurance, substitutions: found.substitutions.map(({ outName, intoName, reason, at }) => ({ out: outName, into: intoName, reason, at })), setup: setupOf(meet, now), faults: faultsOf(meet, found, guests) },
    open: inTime && now < meet.entriesUntil,
    substitutes: inTime && now >= meet.entriesUntil && now < meet.captainsAt,
    now,
  };
}
