import type { ConsentDocument } from '../../cloudfunctions/modules/notice/consent-store';
import type { SendDocument } from '../../cloudfunctions/modules/notice/send-store';
import { config } from '../../miniprogram/config';
import { instant } from '../../miniprogram/domain/time/shanghai';
import { noticesControl } from '../../tests/faults/notices';
import { type ApiSession, dataOf, newKey, openApiSession } from '../../tests/cloud/local-session';
import { localDatabase } from '../local-database';
import { demoUid } from '../seed/people';
import { layCity } from './lay';

interface Query {
  where(condition: object): Query;
  orderBy(field: string, order: 'asc'): Query;
  field(fields: Record<string, true>): Query;
  limit(count: number): Query;
  get(): Promise<{ data: Record<string, unknown>[] }>;
  count(): Promise<{ total: number }>;
  add(documents: object[]): Promise<unknown>;
}
interface Records {
  collection(name: string): Query;
  command: { gt(value: string): unknown };
}

const noon = instant(2026, 12, 1, 12);
/** Of all the members so many have allowed one message; WeChat would let two through. */
const consenting = 2000;
/** About every 1,500th request of the timer's function ends it, others fail or are done without an answer; copies of the timer come late. */
const rates = { kill: 0.0007, failBefore: 0.0005, timeoutAfterCommit: 0.0005, duplicate: 0.3, late: 0.3 };
const atOnce = 3;

/** One field of every document that fits, page by page. */
async function every(db: Records, name: string, condition: object, field: string): Promise<string[]> {
  const found: string[] = [];
  for (let after = ''; ; ) {
    const { data } = await db.collection(name).where({ ...condition, _id: db.command.gt(after) }).orderBy('_id', 'asc').field({ _id: true, [field]: true }).limit(1000).get();
    found.push(...data.map((one) => String(one[field])));
    const last = data[data.length - 1];
    if (data.length < 1000 || !last) return found;
    after = String(last['_id']);
  }
}

async function allow(session: ApiSession, db: Records): Promise<void> {
  const people = Array.from({ length: consenting }, (_, index) => `demo-member-${index}`);
  const consents = people.map((openid): ConsentDocument => ({ _id: demoUid(openid), of: { announcement: { answer: 'accept', at: 1, left: 1 } }, keys: [], day: '', sent: 0, v: 1 }));
  for (let from = 0; from < consents.length; from += 500) await db.collection('consents').add(consents.slice(from, from + 500));
  const body = (openid: string) => JSON.stringify({ openid, answers: { [config.templates.announcement]: 'accept' } });
  for (const openid of people) for (let time = 0; time < 2; time += 1) await fetch(`${session.url}/dev/consent`, { method: 'POST', body: body(openid) });
}

/**
 * An announcement to a whole city, with crashes at random, overlapping timers and late retries: who has it not, who twice, and whose consent was spent twice.
 * `peak_mb` is the process of the local cloud: its engine, all instances of the functions, and the few lists of ids that are compared here.
 */
export async function noticesFigure({ members = 100_000, seeds = 20 } = {}): Promise<object> {
  const session = await openApiSession({ members: 0 });
  try {
    await layCity(session.url, members);
    const db = localDatabase<Records>(session.url);
    const runTimer = () => fetch(`${session.url}/dev/timer/jobs/everyMinute`, { method: 'POST' }).then((answer) => answer.text());
    const together = () => Promise.all(Array.from({ length: atOnce }, runTimer));
    await session.setClock(noon);
    await allow(session, db);
    // What the clock's leap made due is done first.
    await runTimer();
    const draft = { title: '全市职工体检', text: '请在本月底前登记。', pictures: [], file: null, link: null, asks: true, sendAt: null, audience: { kind: 'union' as const, unionId: 'city' } };
    const { announcementId } = dataOf(await session.call('demo-cadre-wang', 'announce.send', draft, newKey()));
    dataOf(await session.call('demo-admin-wu', 'announce.approve', { announcementId }, newKey()));
    const stateOf = async () => (await db.collection('announcements').where({ _id: announcementId }).limit(1).get()).data[0]?.['state'];
    const dueSends = async () => (await db.collection('sends').where({ subject: `announcement:${announcementId}`, result: 'due' }).count()).total;

    const started = performance.now();
    await fetch(`${session.url}/dev/faults`, { method: 'POST', body: JSON.stringify({ seed: 7, rates }) });
    while ((await stateOf()) !== 'sent') {
      await together();
      process.stderr.write(`\r${(await db.collection('inbox').where({ announcement: announcementId }).count()).total} `);
    }
    const seconds = (performance.now() - started) / 1000;
    while ((await dueSends()) > 0) await together();
    // Late retries, when all has long been done.
    await together();
    const injected = (await (await fetch(`${session.url}/dev/faults`, { method: 'DELETE' })).json()) as { injected: Record<string, number> };
    await together();
    process.stderr.write('\n');

    const [recipients, rows] = [await every(db, 'members', {}, '_id'), await every(db, 'inbox', { announcement: announcementId }, 'uid')];
    const has = new Set(rows);
    const outbox = (await (await fetch(`${session.url}/dev/outbox`)).json()) as { openid: string; templateId: string }[];
    const got = new Map<string, number>();
    for (const { openid, templateId } of outbox) if (templateId === config.templates.announcement) got.set(openid, (got.get(openid) ?? 0) + 1);
    const unknown: SendDocument['result'] = 'claimed';
    return {
      recipients: recipients.length,
      crashes: injected.injected['kill'] ?? 0,
      missed: recipients.filter((uid) => !has.has(uid)).length,
      twice: rows.length - has.size,
      consents_overspent: [...got.values()].reduce((sum, count) => sum + count - 1, 0),
      sends_unknown: (await db.collection('sends').where({ subject: `announcement:${announcementId}`, result: unknown }).count()).total,
      per_s: Math.round(recipients.length / seconds),
      peak_mb: Math.round(process.resourceUsage().maxRSS / 1024),
      messages: [...got.values()].reduce((sum, count) => sum + count, 0),
      control_seeds: seeds,
      control_violations: await noticesControl(seeds),
    };
  } finally {
    await session.close();
  }
}
