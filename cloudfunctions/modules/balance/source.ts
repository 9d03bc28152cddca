import type { Database } from '../../platform/database';
import type { Change, MarkDocument } from './documents';

/** Something whose people may have changed, such as a bucket of places or an edition's readers. */
export interface Group {
  id: string;
  activityId: string;
  /** Another one after each change. */
  stamp: string;
}

/** A kind of taking part 参与方式. Which there are: sources.ts. */
export interface Source {
  /** Goes into stored keys: stays. */
  kind: string;
  groups(db: Database, activityIds: string[], now: number): Promise<Group[]>;
  /** What changed since the mark; null: nothing. */
  changes(db: Database, group: Group, mark: MarkDocument, now: number): Promise<Change | null>;
}

/** A kind whose people stand in a document and may come and go: what changed is the difference to the last look. */
export function listed(kind: string, groups: Source['groups'], people: (db: Database, groupId: string, now: number) => Promise<readonly string[]>): Source {
  return {
    kind,
    groups,
    async changes(db, { id, stamp }, mark, now) {
      const present = new Set(await people(db, id, now));
      const before = new Set(mark.people);
      return { stamp, joined: [...present].filter((uid) => !before.has(uid)), left: [...before].filter((uid) => !present.has(uid)), people: [...present] };
    },
  };
}

/** A kind whose people only grow in number, in batches counted from 1: the stamp is the number of the last one. */
export function appended(kind: string, groups: Source['groups'], batch: (db: Database, groupId: string, number: number) => Promise<readonly string[] | null>): Source {
  return {
    kind,
    groups,
    async changes(db, { id }, mark) {
      const number = Number(mark.stamp === '' ? 0 : mark.stamp) + 1;
      const joined = await batch(db, id, number);
      return joined && { stamp: String(number), joined: [...new Set(joined)], left: [], people: [] };
    },
  };
}
