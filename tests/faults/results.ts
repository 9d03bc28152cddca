import type { Act } from '../../cloudfunctions/modules/contest/documents';
import { changeResult, type ResultDocument, type SignatureField } from '../../cloudfunctions/modules/contest/result-store';
import { Refusal } from '../../cloudfunctions/platform/errors';
import type { AuditRecord } from '../../miniprogram/domain/audit/chain';
import { decidePublish, decideSign } from '../../miniprogram/domain/contest/signing';
import { type FaultyDatabase, openFaultyDatabase, type Tamper } from './database';
import { type FaultRates, Scheduler } from './scheduler';
import { type FaultReport, insist } from './signup';

const rates: FaultRates = { failBefore: 0.06, timeoutAfterCommit: 0.08, crashBefore: 0.04, crashAfter: 0.05 };
const prizes = ['最佳台风奖', '最佳指挥奖', '优秀组织奖'];
const [contestId, roundId] = ['k', 'r1'];
const key = `${contestId}:${roundId}`;

/** One digest a set of named prizes: what a result says without the rest of it. */
const contentOf = ({ named }: Pick<ResultDocument, 'named'>): Api.Contest.ResultContent => ({
  ...{ rows: [], prizes: [], vote: null },
  digest: JSON.stringify([...named].sort((a, b) => (a.prize < b.prize ? -1 : 1)).map(({ prize, winners }) => [prize, winners.map(({ entryId }) => entryId)])),
});

interface Run {
  faulty: FaultyDatabase;
  scheduler: Scheduler;
  /** Acts that somebody was told are done. */
  told: Set<string>;
  /** `uid role digest` of every signature that was asked for. */
  asked: Set<string>;
}

const actOf = (by: string, k: string): Act => ({ k, h: k, t: 1, by });
const recordFor = ({ k, by }: Act): AuditRecord => ({ id: k, at: 1, by, act: 'results.sign', subject: contestId, scope: '/1/', scopeName: '', role: '', until: 0, digest: '' });

type Decide = Parameters<typeof changeResult>[5];

/** Sends an act until an answer is certain; some go out twice at once. */
async function acts({ faulty: { db }, scheduler: { random }, told }: Run, act: Act, decide: Decide): Promise<void> {
  const send = () => changeResult(db, contestId, roundId, act, recordFor(act), decide);
  if (random() < 0.35) void send().catch(() => undefined);
  if ((await insist(send)) !== 'refused') told.add(act.k);
}

async function seen({ faulty: { engine } }: Run): Promise<string> {
  const [document] = await engine.db().collection('contest_results').find({ _id: key }).toArray();
  return contentOf((document as unknown as ResultDocument | undefined) ?? { named: [] }).digest;
}

async function names(run: Run, cadre: string): Promise<void> {
  for (const [index, prize] of prizes.entries()) {
    const winners = [{ entryId: `${key}${Math.floor(run.scheduler.random() * 3)}`, performer: null, unitId: null }];
    await acts(run, actOf(cadre, `n-${cadre}-${index}`), ({ named }) => ({ named: [...named.filter((one) => one.prize !== prize), { prize, winners }] }));
  }
}

async function signs(run: Run, uid: string, as: SignatureField['as']): Promise<void> {
  for (let round = 0; round < 4; round += 1) {
    const digest = await seen(run);
    run.asked.add(`${uid} ${as} ${digest}`);
    await acts(run, actOf(uid, `s-${uid}-${as}-${round}`), (document) => {
      const draft = decideSign(document, contentOf(document), digest, { uid, as, name: uid, at: 1 }, '更正');
      if (typeof draft === 'string') throw new Refusal('USED');
      return { draft };
    });
  }
}

async function publishes(run: Run, cadre: string): Promise<void> {
  for (let round = 0; round < 6; round += 1) {
    const digest = await seen(run);
    await acts(run, actOf(cadre, `p-${cadre}-${round}`), (document) => {
      const draft = decidePublish(document, contentOf(document), digest);
      if (typeof draft === 'string') throw new Refusal('USED');
      return { draft: null, published: { content: draft.content, signatures: draft.signatures, at: 1 } };
    });
  }
}

/** Runs one seed: two cadres name and publish, three sign in either role, all at once. @returns what broke, in words */
async function resultSeed(faulty: FaultyDatabase, seed: number, tamper?: Tamper): Promise<string[]> {
  faulty.use(null);
  const collection = faulty.engine.db().collection('contest_results');
  await collection.deleteMany({});
  const scheduler = new Scheduler(seed, rates);
  const run: Run = { faulty, scheduler, told: new Set(), asked: new Set() };
  faulty.use(scheduler, tamper);
  await Promise.all([names(run, 'w'), names(run, 'x'), signs(run, 'a', 'scorer'), signs(run, 'b', 'supervisor'), signs(run, 'c', 'scorer'), signs(run, 'c', 'supervisor'), publishes(run, 'w'), publishes(run, 'x')]);
  await scheduler.idle();
  faulty.use(null);
  const [document] = (await collection.find({ _id: key }).toArray()) as unknown as ResultDocument[];
  return document ? brokenIn(run, document) : ['nothing was kept'];
}

function brokenIn({ told, asked }: Run, { acts: kept, audit, draft, published, v }: ResultDocument): string[] {
  const broken: string[] = [];
  const keys = kept.map(({ k }) => k);
  if (new Set(keys).size !== keys.length) broken.push('an act twice');
  for (const k of told) if (!keys.includes(k)) broken.push(`${k} was told and is lost`);
  if (audit.map(({ id }) => id).join() !== keys.join()) broken.push('the records are not the acts');
  if (v !== keys.length) broken.push('versions and acts differ');
  for (const one of [draft, published]) {
    if (one === null) continue;
    if (new Set(one.signatures.map(({ uid }) => uid)).size !== one.signatures.length || new Set(one.signatures.map(({ as }) => as)).size !== one.signatures.length) broken.push('somebody signed twice');
    for (const { uid, as } of one.signatures) if (!asked.has(`${uid} ${as} ${one.content.digest}`)) broken.push(`${uid} never saw what stands over the name`);
  }
  if (published !== null && published.signatures.length !== 2) broken.push('published without two signatures');
  return broken;
}

/** Writes without their condition: whoever read first writes last. */
const unguarded: Tamper = (request) =>
  request['action'] === 'database.modifyDocument' && request['collectionName'] === 'contest_results' ? { ...request, query: JSON.stringify({ _id: key }) } : request;

/** Runs many seeds, and a tenth as many of the negative control. */
export async function resultFaults(seeds: number): Promise<FaultReport> {
  process.env['GONGYUN_KEY_MEMBER'] ??= Buffer.alloc(32, 5).toString('base64url');
  process.env['GONGYUN_KEY_FIELD'] ??= Buffer.alloc(32, 6).toString('base64url');
  const faulty = await openFaultyDatabase();
  const report: FaultReport = { seeds, violations: 0, control_violations: 0 };
  for (let seed = 1; seed <= seeds; seed += 1) {
    const broken = await resultSeed(faulty, seed);
    if (broken.length === 0) continue;
    report.violations += 1;
    report.first ??= { seed, broken };
  }
  for (let seed = 1; seed <= Math.max(5, Math.min(100, seeds / 10)); seed += 1) {
    if ((await resultSeed(faulty, seed, unguarded)).length > 0) report.control_violations += 1;
  }
  await faulty.close();
  return report;
}
