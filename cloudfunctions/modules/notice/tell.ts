import { nextWaking } from '../../../miniprogram/domain/notice/hours';
import type { Database } from '../../platform/database';
import { allowedBy } from './consent-store';
import { type InboxDocument, putIn } from './inbox-store';
import { putDue, type SendDocument } from './send-store';
import { type About, fill, type NoticeName, templates } from './templates';

/** Told in one step. */
const chunk = 100;

export interface Telling<N extends NoticeName> {
  template: N;
  to: readonly string[];
  about: About<N>;
  /** Names the one thing this is about: a repeat is the same message, and nobody gets it twice. */
  key: string;
}

/**
 * Tells people something: a row in the inbox, exactly once by the key, and a subscribe message for those who have a consent left, which the job sends.
 * May be repeated; call it from a job or after the deciding write, never before.
 */
export async function tell<N extends NoticeName>(db: Database, telling: Telling<N>, now: number): Promise<void> {
  const { template: name, to, key } = telling;
  const about: Record<string, string> = telling.about;
  const template = templates[name];
  const row = { at: now, readAt: 0, kind: name, title: fill(template.title, about), text: fill(template.text, about), page: fill(template.page, about) };
  for (let from = 0; from < to.length; from += chunk) {
    const uids = [...new Set(to.slice(from, from + chunk))];
    await putIn(db, uids.map((uid): InboxDocument => ({ _id: `${key}:${uid}`, uid, ...row })));
    await subscribe(db, { key, uids, name, about }, now);
  }
}

/** Puts down the messages of those of at most 500 people who have a consent left. May be repeated. */
export async function subscribe(db: Database, { key, uids, name, about }: { key: string; uids: readonly string[]; name: NoticeName; about: Record<string, string> }, now: number): Promise<void> {
  const message = templates[name].subscribe;
  if (!message) return;
  const { template, hours, worth } = message;
  const due = hours === 'any' ? now : nextWaking(now);
  const sends = (await allowedBy(db, uids, template)).map((uid): SendDocument => ({ _id: `${key}:${uid}`, uid, template, subject: key, name, about, at: now, due, until: now + worth, result: 'due' }));
  await putDue(db, sends);
}
