import { type Allowed, answered, dailyCap } from '../../../miniprogram/domain/notice/consent';
import { dayOf } from '../../../miniprogram/domain/time/shanghai';
import { type Database, insertOnce } from '../../platform/database';

/** Everything that one member allowed, in one document: a message is paid for by one conditional write to it. */
export interface ConsentDocument {
  /** The member's uid. */
  _id: string;
  of: Partial<Record<Api.Notice.Template, Allowed>>;
  /** The latest answers: key, template and what it was; a late duplicate counts no second time. */
  keys: { k: string; of: Api.Notice.Template; answer: Allowed['answer'] }[];
  /** Day in Shanghai of the latest message, and how many went out on it. */
  day: string;
  sent: number;
  /** Number of changes. */
  v: number;
}

const consents = (db: Database) => db.collection<ConsentDocument>('consents');
const kept = 20;
const tries = 5;

export async function consentOf(db: Database, uid: string): Promise<ConsentDocument | null> {
  return (await consents(db).doc(uid).get()).data;
}

/** Keeps an answer. @returns what this key has brought before, null where it is new; busy: others wrote meanwhile */
export async function keepConsent(db: Database, uid: string, act: ConsentDocument['keys'][number], now: number): Promise<ConsentDocument['keys'][number] | null | 'busy'> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const before = await consentOf(db, uid);
    const same = before?.keys.find(({ k }) => k === act.k);
    if (same) return same;
    const allowed = answered(before?.of[act.of], act.answer, now);
    if (!before) {
      if (await insertOnce(consents(db), { _id: uid, of: { [act.of]: allowed }, keys: [act], day: '', sent: 0, v: 1 })) return null;
      continue;
    }
    const { set } = db.command;
    const data = { [`of.${act.of}`]: set(allowed), keys: set([...before.keys, act].slice(-kept)), v: before.v + 1 };
    if ((await consents(db).where({ _id: uid, v: before.v }).update({ data })).stats.updated === 1) return null;
  }
  return 'busy';
}

/** Those of these members, at most 500, who have a message of this kind left. */
export async function allowedBy(db: Database, uids: readonly string[], template: Api.Notice.Template): Promise<string[]> {
  if (uids.length === 0) return [];
  const { data } = await consents(db)
    .where({ _id: db.command.in([...uids]), [`of.${template}.left`]: db.command.gt(0) })
    .field({ _id: true })
    .limit(uids.length)
    .get();
  return data.map(({ _id }) => _id);
}

/**
 * Pays for one message with one consent, if there is one and the day has room: one conditional write, so no consent is spent twice.
 * @returns none: nothing is left. full: enough for today.
 */
export async function spend(db: Database, uid: string, template: Api.Notice.Template, now: number): Promise<'spent' | 'none' | 'full'> {
  const { gt, inc, lt, neq } = db.command;
  const left = `of.${template}.left`;
  const today = dayOf(now);
  const pay = async (day: object, change: object) =>
    (await consents(db).where({ _id: uid, [left]: gt(0), ...day }).update({ data: { [left]: inc(-1), v: inc(1), ...change } })).stats.updated === 1;
  const more = () => pay({ day: today, sent: lt(dailyCap) }, { sent: inc(1) });
  // Between the first two somebody else may have begun the day.
  if ((await more()) || (await pay({ day: neq(today) }, { day: today, sent: 1 })) || (await more())) return 'spent';
  return (await allowedBy(db, [uid], template)).length > 0 ? 'full' : 'none';
}

/** Gives a consent back for a message that certainly was not sent. */
export async function refund(db: Database, uid: string, template: Api.Notice.Template): Promise<void> {
  const { gt, inc } = db.command;
  await consents(db).where({ _id: uid, sent: gt(0) }).update({ data: { [`of.${template}.left`]: inc(1), sent: inc(-1), v: inc(1) } });
}

/** WeChat says that nothing is left (43101), whatever we counted: nothing is tried until the person says yes again. */
export async function withdraw(db: Database, uid: string, template: Api.Notice.Template, now: number): Promise<void> {
  const { inc, lte } = db.command;
  // An answer that came meanwhile stands.
  await consents(db).where({ _id: uid, [`of.${template}.at`]: lte(now) }).update({ data: { [`of.${template}.left`]: 0, v: inc(1) } });
}

export async function dropConsents(db: Database, uid: string): Promise<void> {
  await consents(db).where({ _id: uid }).remove();
}
