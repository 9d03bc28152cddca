import type { ContestDocument, EntryDocument, RoundDocument, SheetDocument } from '../../cloudfunctions/modules/contest/documents';
import type { ClaimsDocument } from '../../cloudfunctions/modules/contest/claims';
import { sealed } from '../../cloudfunctions/modules/contest/entry-store';
import type { RehearsalDocument } from '../../cloudfunctions/modules/contest/rehearsal-store';
import type { ResultDocument } from '../../cloudfunctions/modules/contest/result-store';
import type { MemberDocument } from '../../cloudfunctions/modules/people/store';
import { unseal } from '../../cloudfunctions/platform/secrets';
import { checkEntry } from '../../miniprogram/domain/contest/entry';
import { checkRulebook } from '../../miniprogram/domain/contest/rulebook';
import { ownKeys } from '../../miniprogram/domain/contest/songs';
import { day, hour, startOfDay } from '../../miniprogram/domain/time/shanghai';
import { givenNames, pathOf, surnames, unions } from './city';
import { type DemoEntry, demoContests } from './contest-entries';
import { demoPanel, demoResult, demoSheets } from './contest-results';
import { demoStage } from './contest-stage';
import { demoUid } from './people';

const claims = (id: string, made: ClaimsDocument['claims']): ClaimsDocument => ({ _id: id, claims: made, unsure: false, touched: Math.max(...made.map(({ touched }) => touched)), v: made.length });

export interface DemoContestRecords {
  contests: ContestDocument[];
  contest_entries: EntryDocument[];
  contest_songs: ClaimsDocument[];
  contest_units: ClaimsDocument[];
  contest_rounds: RoundDocument[];
  contest_results: ResultDocument[];
  score_sheets: SheetDocument[];
  rehearsals: RehearsalDocument[];
}

/** The demo contests: one that still takes entries, one whose second round is tomorrow, one on stage, one that is over. */
export function demoContestRecords(members: readonly MemberDocument[], now: number): DemoContestRecords {
  const today = startOfDay(now);
  const records: DemoContestRecords = { contests: [], contest_entries: [], contest_songs: [], contest_units: [], contest_rounds: [], contest_results: [], score_sheets: [], rehearsals: [] };
  for (const demo of demoContests) {
    const rulebook = demo.rulebookOf(today);
    const entries = demo.entries.map((entry, index) => entryOf(demo.id, entry, index, members, today - 9 * day + index * 5 * hour));
    const faults = [...checkRulebook(rulebook), ...entries.flatMap((entry) => checkEntry(entry, rulebook).map(({ message }) => `${entry.title}: ${message}`))];
    if (faults.length > 0) throw new Error(`demo contest ${demo.id}: ${faults.join(', ')}`);
    const by = demoUid('demo-cadre-wang');
    const contest: ContestDocument = {
      ...{ _id: demo.id, scope: pathOf(demo.scope), rulebook, entriesUntil: today + demo.entriesUntil, frozenAt: today - 5 * day, v: 2 },
      acts: [{ k: `setup-${demo.id}`, h: '', t: today - 12 * day, by }],
    };
    records.contests.push(contest);
    // What is over has its result.
    const last = rulebook.rounds[rulebook.rounds.length - 1];
    if (last && last.startsAt + day < now) {
      const { round, result } = demoResult(contest, last, entries, demoPanel(members));
      records.contest_rounds.push(round);
      records.score_sheets.push(...demoSheets(round, rulebook));
      records.contest_results.push(result);
    }
    const stage = last && demo.onStage ? demoStage(contest, last, entries, members, now) : null;
    if (stage) {
      records.contest_rounds.push(stage.round);
      records.score_sheets.push(...stage.sheets);
      records.rehearsals.push(stage.rehearsal);
    }
    records.contest_entries.push(...entries.map((entry) => ({ ...entry, ...sealed(entry) })));
    const claimOf = ({ _id, unitId, unitName, at }: EntryDocument) => ({ entry: _id, unit: unitId, unitName, since: at, touched: at, by: 'demo' });
    for (const key of new Set(entries.flatMap(({ songs }) => ownKeys(songs))))
      records.contest_songs.push(claims(`${demo.id}:${key}`, entries.filter(({ songs }) => ownKeys(songs).includes(key)).map(claimOf)));
    for (const unit of new Set(entries.map(({ unitId }) => unitId)))
      records.contest_units.push(claims(`${demo.id}:${unit}`, entries.filter(({ unitId }) => unitId === unit).map(claimOf)));
  }
  return records;
}

function entryOf(contestId: string, { unit, singers, lead = 0, outside = [], author = '', ...demo }: DemoEntry, index: number, members: readonly MemberDocument[], at: number): EntryDocument {
  const path = pathOf(unit);
  const people = members.filter(({ unitPath }) => unitPath.startsWith(path)).slice(lead, lead + singers).map(({ _id, name }) => ({ uid: _id, name: unseal(name) }));
  // In a small demo city the rest are on the list by name alone.
  const others = givenNames.slice(0, singers - people.length).map((name, one) => ({ uid: null, name: `${surnames[(index + one) % surnames.length] ?? ''}${name}` }));
  const songs = [
    ...(demo.set === undefined ? [] : [{ title: demo.set, kind: 'set' as const, author: '', seconds: 205 }]),
    { title: demo.own, kind: 'own' as const, author, seconds: 198 + 7 * (index % 5) },
  ];
  const by = demoUid(unit === 'jcjc' ? 'demo-cadre-liu' : 'demo-cadre-wang');
  const state = demo.state ?? 'accepted';
  return {
    ...{ _id: `${contestId}:entry${String(index + 1).padStart(2, '0')}`, contestId, unitId: unit, unitPath: path, unitName: unions.find(({ id }) => id === unit)?.name ?? '' },
    ...{ title: demo.title, form: singers === 1 ? 'solo' : 'choir', songs, accompaniment: { kind: 'live' as const, fileId: '' }, photos: [], video: '' },
    performers: [
      ...[...people, ...others].map((one) => ({ ...one, part: 'singer' as const, outside: false })),
      ...outside.map(({ name, part, identity }) => ({ name, part, uid: identity === undefined ? null : demoUid(identity), outside: true })),
    ],
    ...{ lyrics: demo.lyrics, leader: by, contact: '0550-66120000', state, reason: demo.reason ?? '', at, v: state === 'submitted' ? 1 : 2 },
    acts: [{ k: `entry-${contestId}-${index}`, h: '', t: at, by }],
  };
}
