import { type AuditRecord, beginning, linkOf } from '../../../miniprogram/domain/audit/chain';
import type { Database } from '../../platform/database';
import { recount } from '../roles/guard';
import { append, isLinked, lastLink, pendingIn, type Source, sources, unburden } from './store';

/** At most this many documents of each collection a run: the next run takes the rest. */
const batch = 50;

interface Pending {
  source: Source;
  documentId: string;
  record: AuditRecord;
}

/**
 * Folds records that deciding writes left into the chain, then takes them out of those documents. Every step may be repeated;
 * runs may overlap: the number of a link is its id, so whoever comes second finds it taken and goes on from the new end.
 * @returns how many records this run put into the chain
 */
export async function foldAudit(db: Database): Promise<number> {
  const found = await Promise.all(
    sources.map(async (source) => (await pendingIn(db, source, batch)).flatMap(({ _id, audit }) => audit.map((record): Pending => ({ source, documentId: _id, record })))),
  );
  const pending = found.flat().sort((a, b) => a.record.at - b.record.at || (a.record.id < b.record.id ? -1 : 1));
  let folded = 0;
  for (const { source, documentId, record } of pending) {
    if (record.act === 'people.grant') await recount(db, record.subject);
    if (await chainOnce(db, record)) folded += 1;
    await unburden(db, source, documentId, record.id);
  }
  return folded;
}

/** @returns false: it was in the chain already */
async function chainOnce(db: Database, record: AuditRecord): Promise<boolean> {
  for (;;) {
    const head = (await lastLink(db)) ?? beginning;
    if (await append(db, linkOf(head, record))) return true;
    if (await isLinked(db, record.id)) return false;
  }
}
