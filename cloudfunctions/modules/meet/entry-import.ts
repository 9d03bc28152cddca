import * as v from 'valibot';
import { readEntrySheet, type SheetEntry, type SheetPerson } from '../../../miniprogram/domain/meet/entry-sheet';
import { wasDone } from '../../platform/acts';
import { Refusal } from '../../platform/errors';
import { type Action, defineAction } from '../../platform/router';
import { idOf, inputHash } from '../../platform/secrets';
import { importedCells, importedFile } from '../../platform/sheet';
import { actOf, mustTakeEntries, ownDelegation } from './access';
import { claimed, joined, mostInTeam, mustBeOf } from './athletes';
import { actOnDelegation } from './delegation-store';
import type { AthleteRow, DelegationDocument, EntryRow } from './documents';
import { newFaults } from './entries';
import { ofDelegation } from './meet-schema';
import { type Fault, type Meant, peopleMeant } from './people-meant';

/** 报名模板, filled in: athletes and entries of a whole sheet in one act on the delegation, all of it or nothing. The checks are those of entering by hand. */

const shownFaults = 200;
const bad = (faults: readonly Fault[]) => ({ taken: false, faults: [...faults].sort((a, b) => a.line - b.line).slice(0, shownFaults) });

/** People of the sheet as athletes; of who is in the list already sex and date of birth need not be written again. */
function athletesOf(people: readonly SheetPerson[], found: readonly (Meant | null)[], there: readonly AthleteRow[]): { rows: AthleteRow[]; faults: Fault[] } {
  const faults: Fault[] = [];
  const rows = people.flatMap(({ line, name, sex, born }, index): AthleteRow[] => {
    const meant = found[index];
    if (!meant) return [];
    const old = there.find(({ uid }) => uid === meant.uid);
    const [kind, day] = [sex ?? old?.sex, born ?? old?.born];
    if (kind && day) return [{ ...meant, sex: kind, born: day, health: null, bib: null }];
    faults.push({ line, why: `${name}还不在名单里，要写性别和出生日期` });
    return [];
  });
  return { rows, faults };
}

interface Planned {
  entries: EntryRow[];
  /** Rows of the sheet by the entry that they make or replace. */
  lines: Map<string, number>;
}

/** The entries with those of the sheet: who stands in an event already is not entered again, a seed mark that is written replaces the old one. */
function planned({ entries }: DelegationDocument, sheet: readonly SheetEntry[], uids: readonly string[], idAt: (index: number) => string): Planned {
  const plan: Planned = { entries: [...entries], lines: new Map() };
  for (const [index, { line, event, people, seed }] of sheet.entries()) {
    const whom = people.map((place) => uids[place] ?? '');
    const at = plan.entries.findIndex((one) => one.event === event && one.people.length === whom.length && whom.every((uid) => one.people.includes(uid)));
    const old = plan.entries[at];
    const entry: EntryRow = { id: old?.id ?? idAt(index), event, people: whom, seed: seed ?? old?.seed ?? null };
    if (old) plan.entries[at] = entry;
    else plan.entries.push(entry);
    plan.lines.set(entry.id, line);
  }
  return plan;
}

const bring = defineAction('delegation.import', 'act', v.strictObject({ ...ofDelegation, fileId: importedFile }), async ({ db, input, key, member, now }) => {
  const { meet, found, paths } = await ownDelegation(db, input, member, now);
  const act = actOf(member, key, inputHash(input), now);
  const answer = { taken: true, faults: [] };
  if (wasDone(found, key, act.h)) return answer;
  mustTakeEntries(meet, now);
  const sheet = readEntrySheet(await importedCells(input.fileId), meet.rulebook.events);
  const { found: meant, faults: unknown } = await peopleMeant(db, paths, sheet.people);
  const { rows, faults: unsaid } = athletesOf(sheet.people, meant, found.athletes);
  const faults = [...sheet.faults, ...unknown.map(({ line, why }) => ({ line: sheet.people[line - 1]?.line ?? line, why })), ...unsaid];
  if (faults.length > 0) return bad(faults);
  const before = new Set(found.athletes.map(({ uid }) => uid));
  if (new Set([...before, ...rows.map(({ uid }) => uid)]).size > mostInTeam) throw new Refusal('FULL', `一个代表队最多 ${mostInTeam} 人`);
  const taken = await claimed(db, found, rows, now);
  if (taken.size > 0) return bad(rows.flatMap(({ uid, name }, index) => (taken.has(uid) ? [{ line: sheet.people[index]?.line ?? 0, why: `${name}已经在${taken.get(uid) ?? ''}的名单里` }] : [])));
  const uids = rows.map(({ uid }) => uid);
  return actOnDelegation(db, found, act, (here, done) => {
    if (done) return { answer };
    mustBeOf(here, rows);
    const athletes = joined(here, rows, before);
    const { entries, lines } = planned(here, sheet.entries, uids, (index) => idOf('entry', member.uid, `${key}:${index}`));
    const against = newFaults(meet, here, { athletes, entries }, new Set(lines.keys()));
    if (against.length > 0) return { answer: bad(against.map(({ entry, words }) => ({ line: lines.get(entry) ?? 0, why: words }))) };
    return { answer, write: { change: { athletes, entries } } };
  });
});

export const entryImportActions: readonly Action[] = [bring];
