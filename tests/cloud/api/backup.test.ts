import { execFile } from 'node:child_process';
import { appendFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { backup, restore } from '../../../scripts/backup/copy';
import { brokenInvariants } from '../../../scripts/backup/invariants';
import { localPlace, type Place } from '../../../scripts/backup/place';
import { backupUnderLoad, type Loaded } from '../../backup/under-load';
import { codeOf, dataOf, newKey } from '../local-session';
import { records } from './records';

/** Backup and restore: one moment of a busy day, put back whole or not opened at all. */

let loaded: Loaded;
/** A photo that was uploaded before the backup: what is read of it where it was put back, in an environment of another name too. */
const photo: { content: Buffer; fileId: string; there: Buffer | null; elsewhere: string; damaged: string } =
  { content: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]), fileId: '', there: null, elsewhere: '', damaged: '' };
const seen: { board: string; signUp: string; again: string; broken: string[]; open: string; mended: string[]; damaged: string } = { board: '', signUp: '', again: '', broken: [], open: '', mended: [], damaged: '' };
/** After a restore of what does not hold: what the command said, and what people heard then and after each further attempt. */
const shut: { exit: number; said: string; read: string; act: string; timer: string; afterBackup: string; afterRefusal: string; opened: string } =
  { exit: 0, said: '', read: '', act: '', timer: '', afterBackup: '', afterRefusal: '', opened: '' };

/** The command as somebody types it. */
const restoreCommand = (url: string, folder: string) =>
  new Promise<{ exit: number; said: string }>((resolve) => {
    const args = ['--import', 'tsx', 'scripts/backup/index.ts', 'restore', '--from', folder, '--local', url, '--replace'];
    const child = execFile(process.execPath, args, (_error, stdout, stderr) => resolve({ exit: child.exitCode ?? -1, said: stdout + stderr }));
  });
const said = async (act: Promise<unknown>): Promise<string> => {
  try {
    await act;
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

beforeAll(async () => {
  loaded = await backupUnderLoad({ prepare: async (home) => {
    photo.fileId = await localPlace(home.url).keep('notes/secret-of-the-photo.jpg', photo.content);
    await records(home.url, 'media').add({ _id: 'photo', fileId: photo.fileId, state: 'pass' });
    await records(home.url, 'media').add({ _id: 'gone', fileId: photo.fileId.replace('photo', 'nothing'), state: 'pass' });
  } }, async (there, home, folder) => {
    const place = localPlace(there.url);
    photo.there = await place.file(photo.fileId);
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

    const wrongFolder = join(folder, 'wrong');
    await backup(place, wrongFolder, Date.now(), silent);
    const read = async () => codeOf(await there.call('demo-worker-chen', 'activity.detail', { activityId: 'lecture-law' }));
    Object.assign(shut, await restoreCommand(there.url, wrongFolder));
    shut.read = await read();
    shut.act = codeOf(await there.call('demo-worker-chen', 'registration.signUp', { activityId: 'lecture-law' }, newKey()));
    shut.timer = await (await fetch(`${there.url}/dev/timer/jobs/everyMinute`, { method: 'POST' })).text();
    await backup(place, join(folder, 'to look at'), Date.now(), silent);
    shut.afterBackup = await read();
    await said(restore(place, folder, { replace: false }, silent));
    shut.afterRefusal = await read();

    // The same in an environment whose file ids begin otherwise.
    const other: Place = { ...place, keep: async (path, content) => (await place.keep(path, content)).replace(/^cloud:\/\/[^/]+/, 'cloud://other.bucket') };
    await restore(other, folder, { replace: true }, silent);
    photo.elsewhere = String((await records(there.url, 'media').doc('photo').get()).data[0]?.['fileId']);

    const mended = await restore(place, folder, { replace: true }, silent);
    shut.opened = await read();
    seen.mended = mended.invariants_failed.map(({ check }) => check);
    const [copy] = await readdir(join(folder, 'files'));
    await writeFile(join(folder, 'files', copy ?? ''), 'other');
    photo.damaged = await said(restore(place, folder, { replace: true }, silent));
    await appendFile(join(folder, 'members.jsonl'), '{"_id":"somebody"}\n');
    seen.damaged = await said(restore(place, folder, { replace: true }, silent));
    seen.open = codeOf(await there.call('demo-worker-chen', 'activity.detail', { activityId: 'lecture-law' }));
  });
});

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

test('what does not hold when it is put back stays closed, to people and timers, until a backup that holds is put back', () => {
  expect(shut).toMatchObject({ exit: 1, read: 'SLOW_DOWN', act: 'SLOW_DOWN', afterBackup: 'SLOW_DOWN', afterRefusal: 'SLOW_DOWN', opened: 'OK' });
  expect(shut.said).toContain('服务保持关闭');
  expect(shut.said).toContain('places');
  expect(shut.timer).toContain('SLOW_DOWN');
});

test('a damaged file is not put back: what was there stays and goes on', () => {
  expect(seen.damaged).toContain('members');
  expect(seen.open).toBe('OK');
});

test('a photo goes with its document, under the id that it has where it is put back; one that is gone stops nothing', () => {
  expect(loaded.restored.files).toBeGreaterThanOrEqual(1);
  expect(photo.there).toEqual(photo.content);
  expect(photo.elsewhere).toBe(photo.fileId.replace(/^cloud:\/\/[^/]+/, 'cloud://other.bucket'));
  expect(photo.elsewhere).not.toBe(photo.fileId);
  expect(photo.damaged).toContain('cloud://');
});
