import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backup, type Restored, restore } from '../../scripts/backup/copy';
import { localPlace } from '../../scripts/backup/place';
import { type ApiSession, codeOf, dataOf, newKey, openApiSession } from '../cloud/local-session';

/** A backup that is taken while people sign up, cancel and vote, put back into another cloud. */

export interface Loaded {
  restored: Restored;
  /** Calls of the load: those that were done, and those that heard that the service is closed. */
  done: number;
  closed: number;
}

const hour = 3_600_000;

/** Signs up and cancels, votes and checks in, until `over` says so. */
async function load(session: ApiSession, activityId: string, over: () => boolean): Promise<{ done: number; closed: number }> {
  const sum = { done: 0, closed: 0 };
  const count = (answer: unknown) => {
    if (codeOf(answer) === 'SLOW_DOWN') sum.closed += 1;
    else sum.done += 1;
  };
  const worker = async (of: number) => {
    for (let index = of; !over(); index += 8) {
      const who = `demo-member-${index % 280}`;
      count(await session.call(who, 'registration.signUp', { activityId }, newKey()));
      const ballot = await session.call(who, 'voting.detail', { voteId: 'vote-choir' });
      if (ballot.ok) count(await session.call(who, 'voting.cast', { voteId: 'vote-choir', choices: ballot.data.candidates.slice(0, 1).map(({ id }) => id) }, newKey()));
      if (index % 3 === 0) count(await session.call(who, 'registration.cancel', { activityId }, newKey()));
      if (index % 40 === 0) await fetch(`${session.url}/dev/timer/jobs/everyMinute`, { method: 'POST' });
    }
  };
  await Promise.all(Array.from({ length: 8 }, (_, of) => worker(of)));
  return sum;
}

interface Sizes {
  members?: number;
  /** How long people act before and after the backup, ms. */
  before?: number;
  after?: number;
  /** What else is laid before. */
  prepare?: (home: ApiSession) => Promise<void>;
}

/** @param look what else to do: with the cloud that it was put into, the one that it was taken of, and the folder */
export async function backupUnderLoad({ members = 300, before = 1500, after = 500, prepare }: Sizes = {}, look?: (there: ApiSession, home: ApiSession, folder: string) => Promise<void>): Promise<Loaded> {
  const folder = await mkdtemp(join(tmpdir(), 'gongyun-backup-'));
  const session = await openApiSession({ members });
  const there = await openApiSession({ members: 0 });
  try {
    await prepare?.(session);
    const startsAt = Date.now() + 24 * hour;
    const draft = { title: '备份时还在报名', programme: 'general' as const, audienceUnionId: 'city', placeName: '职工之家', startsAt, endsAt: startsAt + hour, capacity: 60 };
    const { activityId } = dataOf(await session.call('demo-cadre-wang', 'activity.create', draft, newKey()));
    await fetch(`${session.url}/dev/timer/jobs/everyMinute`, { method: 'POST' });
    let over = false;
    const running = load(session, activityId, () => over);
    await new Promise((resolve) => setTimeout(resolve, before));
    await backup(localPlace(session.url), folder, Date.now(), () => undefined);
    await new Promise((resolve) => setTimeout(resolve, after));
    over = true;
    const sum = await running;
    const restored = await restore(localPlace(there.url), folder, { replace: false }, () => undefined);
    await look?.(there, session, folder);
    return { restored, ...sum };
  } finally {
    await Promise.all([session.close(), there.close()]);
    await rm(folder, { recursive: true, force: true });
  }
}
