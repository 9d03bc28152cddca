import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { restore } from '../../../scripts/backup/copy';
import { brokenInvariants } from '../../../scripts/backup/invariants';
import { localPlace } from '../../../scripts/backup/place';
import { backupUnderLoad, type Loaded } from '../../backup/under-load';
import { codeOf, dataOf, newKey } from '../local-session';
import { records } from './records';

/** Backup and restore: one moment of a busy day, put back whole or not opened at all. */

let loaded: Loaded;
const seen: { board: string; signUp: string; again: string; broken: string[]; open: string; mended: string[]; damaged: string } = { board: '', signUp: '', again: '', broken: [], open: '', mended: [], damaged: '' };
const said = async (act: Promise<unknown>): Promise<string> => {
  try {
    await act;
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

beforeAll(async () => {
  loaded = await backupUnderLoad({}, async (there, home, folder) => {
    const place = localPlace(there.url);
    const silent = () => undefined;
    seen.board = codeOf(await there.call('demo-worker-chen', 'activity.detail', { activityId: 'lecture-law' }));
    // Where the keys are the same, people are who they were.
    await restore(localPlace(home.url), folder, { replace: true }, silent);
    const { items } = dataOf(await home.call('demo-worker-chen', 'activity.list', { openNow: true }));
    seen.signUp = codeOf(await home.call('demo-worker-chen', 'registration.signUp', { activityId: items[0]?.activityId ?? '' }, newKey()));
    seen.again = await said(restore(place, folder, { replace: false }, silent));

    // Somebody alters what is kept: a place too many, a point too many, a ballot, a record of the chain.
    const lines: [string, string, object][] = [];
    const alter = async (name: string, change: (found: Record<string, unknown>) => object) => {
      const [found] = (await records(there.url, name).where({}).limit(1).get()).data;
      if (found) lines.push([name, String(found['_id']), change(found)]);
    };
    await alter('seats', ({ left }) => ({ left: Number(left) + 1 }));
    await alter('readers', ({ balance }) => ({ balance: Number(balance) + 5 }));
    await alter('tallies', ({ ballots }) => ({ ballots: Number(ballots) + 1 }));
    await alter('audit', () => ({ by: 'somebody else' }));
    for (const [name, id, change] of lines) await records(there.url, name).doc(id).update(change);
    seen.broken = (await brokenInvariants(place)).map(({ check }) => check);

    const mended = await restore(place, folder, { replace: true }, silent);
    seen.mended = mended.invariants_failed.map(({ check }) => check);
    await appendFile(join(folder, 'members.jsonl'), '{"_id":"somebody"}\n');
    seen.damaged = await said(restore(place, folder, { replace: true }, silent));
    seen.open = codeOf(await there.call('demo-worker-chen', 'activity.detail', { activityId: 'lecture-law' }));
  });
}, 180_000);

test('a backup under load is one moment: every invariant holds of what was put back', () => {
  expect(loaded.restored.invariants_failed).toEqual([]);
  expect(loaded.restored.documents).toBeGreaterThan(1500);
  expect(loaded.done).toBeGreaterThan(10);
});

test('who called meanwhile heard that it is closed, and nothing was half done', () => {
  expect(loaded.closed).toBeGreaterThan(0);
});

test('what was put back works', () => {
  expect(seen.board).toBe('OK');
  expect(['OK', 'USED', 'FULL']).toContain(seen.signUp);
});

test('data that is there is not written over by mistake', () => {
  expect(seen.again).toContain('--replace');
});

test('each invariant finds what breaks it; put back again all holds', () => {
  expect(seen.broken).toEqual(expect.arrayContaining(['places', 'ballots', 'points', 'auditChain']));
  expect(seen.mended).toEqual([]);
});

test('a damaged file is not put back: what was there stays and goes on', () => {
  expect(seen.damaged).toContain('members');
  expect(seen.open).toBe('OK');
});
