import { clockTime, dayWords } from '../../../../format/when';
import { roleNames } from '../../../../texts/people';
import { rolesTexts as t } from '../../roles-texts';
import { lastDay } from '../grants/view';

/** One record as a plain sentence. */
export interface RecordRow {
  id: string;
  sentence: string;
  /** When and in whose name. */
  note: string;
  /** Number in the chain, or that it is not in it yet. */
  mark: string;
  pending: boolean;
}

export function rowOf({ id, seq, at, act, byName, subject, scopeName, role, until }: Api.Audit.Entry, now: Api.Millis): RecordRow {
  const roleName = role === null ? '' : roleNames[role];
  const day = until === null ? '' : lastDay(until, now);
  return {
    id,
    sentence: t.said[act](byName, subject === '' ? t.gone : subject, roleName, day),
    note: `${dayWords(at, now)} ${clockTime(at)} · ${scopeName}`,
    mark: seq === null ? t.pending : `第 ${seq} 条`,
    pending: seq === null,
  };
}
