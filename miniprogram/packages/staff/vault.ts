import { openText, sealText } from '../../domain/checkin/envelope';
import { validAfter } from '../../domain/checkin/merge';
import { fromBase64Url } from '../../domain/text/base64url';
import type { GateRow } from '../../services/checkin';
import type { Shelf } from '../../services/shelf';

/** Text files of this mini-program on the phone. */
export interface Disk {
  /** null: there is none */
  read(name: string): string | null;
  /** @throws when the phone has no room */
  write(name: string, text: string): void;
  /** @throws when the phone has no room */
  append(name: string, text: string): void;
  remove(name: string): void;
}

export function phoneDisk(): Disk {
  const files = wx.getFileSystemManager();
  const path = (name: string) => `${wx.env.USER_DATA_PATH}/${name}`;
  const has = (name: string) => {
    try {
      files.accessSync(path(name));
      return true;
    } catch {
      return false;
    }
  };
  return {
    read: (name) => (has(name) ? String(files.readFileSync(path(name), 'utf8')) : null),
    write: (name, text) => files.writeFileSync(path(name), text, 'utf8'),
    append: (name, text) => (has(name) ? files.appendFileSync(path(name), text, 'utf8') : files.writeFileSync(path(name), text, 'utf8')),
    remove: (name) => {
      if (has(name)) files.unlinkSync(path(name));
    },
  };
}

/** Keys of the files by activity, and until when the list may stay. Without its key a file is noise. */
export type Keyring = Record<string, { key: string; until: Api.Millis }>;

/** The list of a gate and when it was fetched. */
export interface KeptList {
  rows: GateRow[];
  /** Members who gave their place back. */
  gone: string[];
  at: Api.Millis;
}

/**
 * The sealed files of a gate, two for an activity: the list, written whole, and the journal of scans, only ever added to,
 * so that a phone that dies while writing loses no earlier line.
 */
export function makeVault(disk: Disk, keyring: Shelf<Keyring>) {
  const file = (activityId: string, what: 'list' | 'journal') => `gate-${activityId}-${what}`;
  const keyOf = (activityId: string) => {
    const bytes = fromBase64Url(keyring.read()[activityId]?.key ?? '');
    return bytes?.length === 32 ? bytes : null;
  };

  return {
    activities: () => Object.keys(keyring.read()),

    /** Takes the keys that came with the duties; a key that is known stays, for its journal may hold what was not told. */
    learn(duties: readonly Api.CheckIn.Duty[], keys: Record<string, string>) {
      const known = keyring.read();
      const fresh = duties.flatMap(({ activityId, endsAt }) => {
        const key = keys[activityId] ?? known[activityId]?.key;
        return key === undefined ? [] : [[activityId, { key, until: endsAt + validAfter }] as const];
      });
      keyring.write({ ...known, ...Object.fromEntries(fresh) });
    },

    /** Deletes what is over: the list at once, the journal and the key when nothing is left to tell. */
    sweep(now: Api.Millis, isTold: (activityId: string) => boolean) {
      const kept = { ...keyring.read() };
      for (const [activityId, { until }] of Object.entries(kept)) {
        if (now < until) continue;
        disk.remove(file(activityId, 'list'));
        if (!isTold(activityId)) continue;
        disk.remove(file(activityId, 'journal'));
        delete kept[activityId];
      }
      keyring.write(kept);
    },

    readList(activityId: string): KeptList {
      const [key, sealed] = [keyOf(activityId), disk.read(file(activityId, 'list'))];
      const text = key === null || sealed === null ? null : openText(key, file(activityId, 'list'), sealed);
      return text === null ? { rows: [], gone: [], at: 0 } : JSON.parse(text);
    },

    writeList(activityId: string, list: KeptList) {
      const key = keyOf(activityId);
      if (key !== null) disk.write(file(activityId, 'list'), sealText(key, file(activityId, 'list'), JSON.stringify(list)));
    },

    /** The lines of a journal in their order; a line that was cut off by a dying phone is left out. */
    readJournal<Note>(activityId: string): Note[] {
      const key = keyOf(activityId);
      if (key === null) return [];
      return (disk.read(file(activityId, 'journal')) ?? '').split('\n').flatMap((line) => {
        const text = line === '' ? null : openText(key, file(activityId, 'journal'), line);
        return text === null ? [] : [JSON.parse(text) as Note];
      });
    },

    /** @throws when the phone has no room, or no key for this activity */
    append(activityId: string, note: object) {
      const key = keyOf(activityId);
      if (key === null) throw new Error('no key for this activity');
      disk.append(file(activityId, 'journal'), `\n${sealText(key, file(activityId, 'journal'), JSON.stringify(note))}`);
    },
  };
}

export type Vault = ReturnType<typeof makeVault>;
