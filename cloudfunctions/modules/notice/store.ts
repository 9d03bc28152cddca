import { type Database, insertOnce } from '../../platform/database';

/** What a member last answered to a consent sheet; WeChat itself counts the consents. */
export interface ConsentDocument {
  _id: string;
  uid: string;
  template: Api.Notice.Template;
  answer: 'accept' | 'reject';
  at: number;
  k: string;
}

/**
 * One message to one person about one thing, claimed before it is sent: at most once.
 * A claim without a result is an unknown one, and stays listed as such.
 */
export interface SendDocument {
  _id: string;
  uid: string;
  template: Api.Notice.Template;
  at: number;
  result: 'claimed' | 'sent' | 'spent' | 'noAccount' | 'failed';
}

const sends = (db: Database) => db.collection<SendDocument>('sends');

/** Keeps the last answer. @returns the answer that this key has already brought, null where it is new */
export async function keepConsent(db: Database, consent: ConsentDocument): Promise<ConsentDocument['answer'] | null> {
  const { _id, ...data } = consent;
  const kept = db.collection<ConsentDocument>('consents').doc(_id);
  const before = (await kept.get()).data;
  if (before?.k === consent.k) return before.answer;
  await kept.set({ data });
  return null;
}

/** @returns false: somebody else has claimed this send */
export function claimSend(db: Database, send: Omit<SendDocument, 'result'>): Promise<boolean> {
  return insertOnce(sends(db), { ...send, result: 'claimed' });
}

export async function closeSend(db: Database, id: string, result: SendDocument['result']): Promise<void> {
  await sends(db).where({ _id: id, result: 'claimed' }).update({ data: { result } });
}

/** Gives a claim back for a message that certainly was not sent. */
export async function giveBack(db: Database, id: string): Promise<void> {
  await sends(db).where({ _id: id, result: 'claimed' }).remove();
}

/** Which of these messages have been claimed. */
export async function claimedOf(db: Database, ids: string[]): Promise<Set<string>> {
  const claimed = new Set<string>();
  for (let from = 0; from < ids.length; from += 500) {
    const some = ids.slice(from, from + 500);
    const { data } = await sends(db).where({ _id: db.command.in(some) }).field({ _id: true }).limit(500).get();
    for (const { _id } of data) claimed.add(_id);
  }
  return claimed;
}

/** Those of these members whose last answer for this template was yes. */
export async function acceptedBy(db: Database, uids: string[], template: Api.Notice.Template): Promise<string[]> {
  if (uids.length === 0) return [];
  const { data } = await db
    .collection<ConsentDocument>('consents')
    .where({ _id: db.command.in(uids.map((uid) => `${uid}:${template}`)), answer: 'accept' })
    .field({ uid: true })
    .limit(uids.length)
    .get();
  return data.map((consent) => consent.uid);
}

/** What a member answered to consent sheets. */
export async function consentsOf(db: Database, uid: string): Promise<ConsentDocument[]> {
  return (await db.collection<ConsentDocument>('consents').where({ _id: db.command.in(consentIds(uid)) }).limit(10).get()).data;
}

export async function dropConsents(db: Database, uid: string): Promise<void> {
  await db.collection<ConsentDocument>('consents').where({ _id: db.command.in(consentIds(uid)) }).remove();
}

const templates: readonly Api.Notice.Template[] = ['placeFreed', 'activityTomorrow'];
const consentIds = (uid: string) => templates.map((template) => `${uid}:${template}`);
