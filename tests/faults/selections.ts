import { noticeActions } from '../../cloudfunctions/modules/awards/notices';
import { deskActions } from '../../cloudfunctions/modules/awards/desk';
import type { KeptCandidate, SelectionDocument } from '../../cloudfunctions/modules/awards/documents';
import { insertSelection, selectionById, selectionId } from '../../cloudfunctions/modules/awards/store';
import type { Member } from '../../cloudfunctions/platform/router';
import { listDigest } from '../../miniprogram/domain/awards/notice';
import { day, instant } from '../../miniprogram/domain/time/shanghai';
import { type FaultyDatabase, openFaultyDatabase, type Tamper } from './database';
import { unguarded } from './meet-entries';
import { actionOf, city, faultKeys, works } from './people';
import { Scheduler } from './scheduler';
import { type FaultReport, insist, rates } from './signup';

/** Two cadres take one selection through 公示 twice and decide, and three members object, all at once in each stage. */

const far = 4_000_000_000_000;
const start = instant(2026, 11, 2, 10);
const id = selectionId('edition', 'star');
/** Two units, the second beside the first. */
const units = [works.path, `${city.path}w2/`] as const;
const cadres = ['c1', 'c2'];
const objectors = [['o1', units[0]], ['o2', units[1]], ['o3', units[0]]] as const;

const memberOf = (uid: string, unitPath: string, cadre = false): Member => ({ uid, name: '', unitId: '', unitName: '', unitPath, since: 0, changedAt: 0, lastUntil: 0, grants: cadre ? [{ role: 'cadre', scope: city.path, expires: far }] : [] });

const actions = Object.fromEntries(['awards.desk', 'awards.objections', 'awards.strike', 'awards.posts', 'awards.publish', 'awards.find', 'awards.decide', 'awards.notices', 'awards.object'].map((name) => [name, actionOf([...deskActions, ...noticeActions], name)]));

function candidate(index: number): KeptCandidate {
  const unit = index % 2;
  return {
    ...{ id: `p${index}`, uid: `m${index}`, name: `人${index}`, unitId: `u${unit}`, unitPath: units[unit] ?? '', unitName: `单位${unit}`, post: index === 0 ? '' : '钳工', group: `u${unit}`, state: index < 4 ? 'listed' : 'reserve', reason: '' },
    evidence: { of: 'star', points: 100 - index, rank: index + 1, days: 20, longestRun: 7, notes: 3 },
  };
}

const proposed = (): SelectionDocument => ({
  ...{ _id: id, edition: 'edition', editionTitle: '', scope: city.path, audience: city.path, organiser: '市总工会', kind: 'star', title: '读书之星', basis: '', without: 'select', places: 4 },
  ...{ quotas: [], short: { share: 0, events: 0, chosen: 0 }, state: 'proposed', twice: true, candidates: Array.from({ length: 6 }, (_, index) => candidate(index)), notices: [], decision: null, acts: [], v: 1 },
});

interface Run {
  faulty: FaultyDatabase;
  scheduler: Scheduler;
  /** The number of changes after each act that a cadre was told is done. */
  told: number[];
  struck: string[];
  /** Notices that somebody was told to have objected to. */
  objected: string[];
  papers: string[];
}

const keyOf = (...parts: (string | number)[]) => parts.join('-').padEnd(22, 'k');

async function call({ faulty, scheduler: { random } }: Run, name: string, member: Member, input: object, key: string, now: number): Promise<unknown> {
  const act = async () => actions[name]?.run({ db: faulty.db, input, now, requestId: 'faults', openid: member.uid, member, key });
  if (key !== '' && random() < 0.3) void act().catch(() => undefined);
  return insist(act);
}

/** One act of a cadre on what they see now; somebody may be quicker, and then they look again. */
async function changes(run: Run, uid: string, name: string, number: number, now: number, of: (desk: Api.Awards.Desk) => object | null): Promise<boolean> {
  const member = memberOf(uid, city.path, true);
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const desk = (await call(run, 'awards.desk', member, { selectionId: id }, '', now)) as Api.Awards.Desk | 'refused';
    if (desk === 'refused') return false;
    const more = of(desk);
    if (!more) return false;
    const answer = (await call(run, name, member, { selectionId: id, v: desk.v, ...more }, keyOf(name, uid, number, attempt), now)) as { v: number } | 'refused';
    if (answer === 'refused') continue;
    run.told.push(answer.v);
    return true;
  }
  return false;
}

const office = { desk: { name: '宣教部', telephone: '0550-6612345' }, workingDays: 5 };

async function opens(run: Run, uid: string, now: number): Promise<void> {
  const { random } = run.scheduler;
  let out = '';
  const struck = await changes(run, uid, 'awards.strike', 1, now, ({ candidates }) => {
    const listed = candidates.filter(({ state }) => state === 'listed');
    out = listed[Math.floor(random() * listed.length)]?.id ?? '';
    return out === '' ? null : { candidateId: out, reason: '本人不愿意' };
  });
  if (struck) run.struck.push(out);
  await changes(run, uid, 'awards.posts', 1, now, ({ candidates }) => {
    const bare = candidates.filter(({ state, post }) => state === 'listed' && post === '');
    return bare.length === 0 ? null : { posts: bare.map((one) => ({ candidateId: one.id, post: '铣工' })) };
  });
  await changes(run, uid, 'awards.publish', 1, now, ({ state }) => (state === 'proposed' ? office : null));
}

async function objects(run: Run, [uid, path]: (typeof objectors)[number], round: number, now: number): Promise<void> {
  const member = memberOf(uid, path);
  const found = (await call(run, 'awards.notices', member, { editionId: 'edition' }, '', now)) as { items: { noticeId: string; standing: string }[] } | 'refused';
  if (found === 'refused') return;
  for (const { noticeId, standing } of found.items) {
    if (standing !== 'running') continue;
    const answer = await call(run, 'awards.object', member, { selectionId: id, noticeId, words: '这位同志的打卡有几天是代打的' }, keyOf('object', uid, round, noticeId.slice(0, 6)), now);
    if (answer !== 'refused') run.objected.push(`${noticeId} ${uid}`);
  }
}

async function finds(run: Run, uid: string, round: number, now: number): Promise<void> {
  const { random } = run.scheduler;
  const member = memberOf(uid, city.path, true);
  for (let number = 0; number < 4; number += 1) {
    const found = (await call(run, 'awards.objections', member, { selectionId: id }, '', now)) as { items: Api.Awards.Objection[]; v: number } | 'refused';
    const open = found === 'refused' ? undefined : found.items.find(({ finding }) => finding === null);
    if (found === 'refused' || !open) continue;
    const out = random() < 0.3 ? (open.people[0]?.id ?? null) : null;
    const input = { selectionId: id, v: found.v, noticeId: open.noticeId, objectionId: open.objectionId, words: '已核查打卡记录', struck: out };
    const answer = (await call(run, 'awards.find', member, input, keyOf('find', uid, round, number), now)) as { v: number } | 'refused';
    if (answer === 'refused') continue;
    run.told.push(answer.v);
    if (out !== null) run.struck.push(out);
  }
}

async function decides(run: Run, uid: string, now: number): Promise<void> {
  const paper = `江工〔2026〕${uid}号`;
  if (await changes(run, uid, 'awards.decide', 1, now, ({ state }) => (state === 'city' ? { paper } : null))) run.papers.push(paper);
}

/** Runs one seed. @returns what broke, in words */
async function selectionSeed(faulty: FaultyDatabase, seed: number, tamper?: Tamper): Promise<string[]> {
  faulty.use(null);
  for (const name of ['selections', 'award_objections']) await faulty.engine.db().collection(name).deleteMany({});
  await insertSelection(faulty.db, proposed());
  const scheduler = new Scheduler(seed, rates);
  faulty.use(scheduler, tamper);
  const run: Run = { faulty, scheduler, told: [], struck: [], objected: [], papers: [] };
  const stage = async (...work: Promise<void>[]) => {
    await Promise.all(work);
    await scheduler.idle();
  };
  await stage(...cadres.map((uid) => opens(run, uid, start)));
  await stage(...objectors.map((one) => objects(run, one, 1, start + day)), ...cadres.map((uid) => finds(run, uid, 1, start + day)));
  await stage(...cadres.map((uid) => finds(run, uid, 2, start + 2 * day)));
  const after = start + 20 * day;
  await stage(...cadres.map(async (uid) => void (await changes(run, uid, 'awards.publish', 2, after, ({ state }) => (state === 'unit' ? office : null)))));
  await stage(...objectors.map((one) => objects(run, one, 3, after + day)), ...cadres.map((uid) => finds(run, uid, 3, after + day)));
  // An objection may come after both looked: then nobody decides.
  await stage(...cadres.map((uid) => finds(run, uid, 4, after + 20 * day)), ...cadres.map((uid) => decides(run, uid, after + 20 * day)));
  faulty.use(null);
  return brokenIn(run);
}

async function brokenIn({ faulty, told, struck, objected, papers }: Run): Promise<string[]> {
  const broken: string[] = [];
  const found = await selectionById(faulty.db, id);
  if (!found) return ['the selection is gone'];
  const { acts, v, notices, candidates, state, decision } = found;
  if (new Set(told).size !== told.length) broken.push('two acts were told to be the same change');
  if (acts.length !== v - 1) broken.push(`${acts.length} acts, ${v - 1} changes`);
  if (new Set(acts.map(({ k, by }) => `${by} ${k}`)).size !== acts.length) broken.push('an act was done twice');
  for (const { id: notice, list, digest, candidates: of, objections } of notices) {
    if (list.length > 0 && digest !== listDigest(list)) broken.push(`${notice}: its list is not the one that was frozen`);
    if (of.length !== list.length) broken.push(`${notice}: ${list.length} lines of ${of.length} candidates`);
    if (new Set(objections.map((one) => one.id)).size !== objections.length) broken.push(`${notice}: an objection is in it twice`);
    const taken = new Set(objected.filter((one) => one.startsWith(notice))).size;
    if (objections.length < taken) broken.push(`${notice}: ${taken} were told to have objected, ${objections.length} have`);
    if (state === 'decided' && objections.some(({ finding }) => finding === null)) broken.push(`${notice}: decided over an open objection`);
  }
  if (new Set(notices.map((one) => one.id)).size !== notices.length) broken.push('a notice was published twice');
  for (const one of struck) if (candidates.find(({ id: of }) => of === one)?.state !== 'struck') broken.push(`${one} was told to be struck`);
  if (papers.length > 1 || (papers[0] !== undefined && papers[0] !== decision?.paper)) broken.push(`told to be decided by ${papers.join(' and ')}, is by ${decision?.paper ?? 'none'}`);
  const { data } = await faulty.db.collection<object>('selections').where({}).limit(1).get();
  if (/"o\d"/.test(JSON.stringify(data))) broken.push('an objector is named');
  return broken;
}

/** Runs many seeds, and a third as many without the condition on the selection. */
export async function selectionFaults(seeds: number): Promise<FaultReport & { decided: number }> {
  faultKeys();
  const faulty = await openFaultyDatabase();
  const report = { seeds, violations: 0, control_violations: 0, decided: 0 } as FaultReport & { decided: number };
  for (let seed = 1; seed <= seeds; seed += 1) {
    const broken = await selectionSeed(faulty, seed);
    if ((await selectionById(faulty.db, id))?.state === 'decided') report.decided += 1;
    if (broken.length === 0) continue;
    report.violations += 1;
    report.first ??= { seed, broken };
  }
  for (let seed = 1; seed <= Math.max(5, seeds / 3); seed += 1) if ((await selectionSeed(faulty, seed, unguarded('selections'))).length > 0) report.control_violations += 1;
  await faulty.close();
  return report;
}
