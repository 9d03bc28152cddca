import { localDatabase } from '../local-database';
import { demoAbsences } from './absences';
import { demoRecords } from './activities';
import { demoContestRecords } from './contests';
import { demoInbox } from './notices';
import { demoPeople } from './people';
import { demoReading } from './reading';
import { demoVoting } from './votes';

/** What of the SDK's database the seeding uses. */
interface SeedDatabase {
  collection(name: string): {
    add(documents: object[]): Promise<unknown>;
    where(condition: object): { remove(): Promise<unknown> };
    count(): Promise<{ total: number }>;
  };
}

const batch = 500;

const connect = (cloudUrl: string) => localDatabase<SeedDatabase>(cloudUrl);

/** Is there a city already? */
export async function isSeeded(cloudUrl: string): Promise<boolean> {
  return (await connect(cloudUrl).collection('unions').count()).total > 0;
}

export interface SeedOptions {
  members: number;
  now: number;
  /** Told after each batch what is being written and how much of it. */
  progress?: (collection: string, done: number, total: number) => void;
}

/** Lays the demo city into an empty local cloud. Needs the functions' keys in the environment: names are sealed. */
export async function seedCity(cloudUrl: string, { members, now, progress }: SeedOptions): Promise<void> {
  const db = connect(cloudUrl);
  const people = demoPeople(members, now);
  const { activities, seats, registrations, checkins, applications } = demoRecords(people.members, now);
  const absences = demoAbsences(people.members, activities, now);
  const voting = demoVoting(people.members, now);
  const contests = demoContestRecords(people.members, now);
  const reading = demoReading(people.members, now);
  // Unions last: their presence says that the city is complete.
  const all: Record<string, object[]> = { members: people.members, member_secrets: people.secrets, seats, activities, registrations, checkins, applications, absences, inbox: demoInbox(activities, now), ...voting, ...contests, ...reading, unions: people.unions };
  for (const [name, documents] of Object.entries(all)) {
    for (let from = 0; from < documents.length; from += batch) {
      await db.collection(name).add(documents.slice(from, from + batch));
      progress?.(name, Math.min(from + batch, documents.length), documents.length);
    }
  }
}

/** Empties what a seeding writes. */
export async function clearCity(cloudUrl: string): Promise<void> {
  const db = connect(cloudUrl);
  for (const name of ['unions', 'members', 'member_secrets', 'seats', 'activities', 'registrations', 'checkins', 'applications', 'draws', 'draw_lists', 'absences', 'consents', 'inbox', 'announcements', 'announcement_batches', 'announcement_units', 'sends', 'send_stops', 'enrolments', 'claim_tries', 'first_steps', 'join_requests', 'departures', 'papers', 'guards', 'audit', 'imports', 'import_chunks', 'moves', 'votes', 'ballots', 'ballot_batches', 'tallies', 'ballot_lists', 'vote_watch', 'vote_voids', 'vote_void_ballots', 'contests', 'contest_entries', 'contest_songs', 'contest_units', 'contest_rounds', 'score_sheets', 'contest_results', 'reading_editions', 'reading_books', 'reading_standings', 'reading_batches', 'reading_units', 'reading_boards', 'reading_scores', 'reading_notes', 'readers']) {
    await db.collection(name).where({}).remove();
  }
}
