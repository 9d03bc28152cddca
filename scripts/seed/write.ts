import { collections } from '../../database/collections';
import { localDatabase } from '../local-database';
import { demoAbsences } from './absences';
import { demoAssessments } from './assessments';
import { demoRecords } from './activities';
import { demoBalance } from './balance';
import { demoBookRooms } from './book-rooms';
import { demoContestRecords } from './contests';
import { demoGames } from './meet-games';
import { demoMeets } from './meets';
import { demoAnnouncements, demoInbox } from './notices';
import { demoPeople } from './people';
import { demoReading } from './reading';
import { demoSelections } from './selections';
import { demoSeries } from './series';
import { demoVoting } from './votes';
import { demoWorks } from './works';

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
  const announced = demoAnnouncements(people.members, now);
  const absences = demoAbsences(people.members, activities, now);
  const voting = demoVoting(people.members, now);
  const contests = demoContestRecords(people.members, now);
  const meets = demoMeets(people.members, now);
  const games = demoGames(people.members, now);
  const reading = demoReading(people.members, now);
  const west = demoSelections(people.members, now);
  // Unions last: their presence says that the city is complete.
  const all: Record<string, object[]> = { members: people.members, member_secrets: people.secrets, seats, activities, registrations, checkins, applications, absences, ...announced, inbox: [...demoInbox(activities, now), ...announced.inbox], series: demoSeries(now), assessments: demoAssessments(people.members, now), ...voting, ...contests, ...reading, ...west, reading_editions: [...reading.reading_editions, ...west.reading_editions], reading_standings: [...reading.reading_standings, ...west.reading_standings], ...demoBookRooms(people.members, now), ...demoBalance(people.unions, people.members, now), ...meets, ...games, meets: [...meets.meets, ...games.meets], meet_events: [...meets.meet_events, ...games.meet_events], unions: people.unions };
  for (const [name, documents] of Object.entries({ ...demoWorks(people.members, now), ...all })) {
    for (let from = 0; from < documents.length; from += batch) {
      await db.collection(name).add(documents.slice(from, from + batch));
      progress?.(name, Math.min(from + batch, documents.length), documents.length);
    }
  }
}

/** Empties the cloud, that a city can be laid anew. */
export async function clearCity(cloudUrl: string): Promise<void> {
  const db = connect(cloudUrl);
  for (const { name } of collections) {
    await db.collection(name).where({}).remove();
  }
}
