import { collections } from '../../database/collections';
import type { MemberDocument, UnionDocument } from '../../cloudfunctions/modules/people/store';
import { newUnion } from '../../cloudfunctions/modules/unions/change';
import { grace, insertMove } from '../../cloudfunctions/modules/unions/move-store';
import { settleMoves } from '../../cloudfunctions/modules/unions/move-run';
import { seal } from '../../cloudfunctions/platform/secrets';
import { holds } from '../../miniprogram/domain/people/scope';
import { type FaultyDatabase, openFaultyDatabase } from './database';
import { type FaultRates, Scheduler } from './scheduler';

/** A union moves while runs of the job overlap and die, and while calls that read the old path before it write what they copied. */

const rates: FaultRates = { failBefore: 0.05, timeoutAfterCommit: 0.07, crashBefore: 0.03, crashAfter: 0.05 };
const none: FaultRates = { failBefore: 0, timeoutAfterCommit: 0, crashBefore: 0, crashAfter: 0 };
const now = 1_800_000_000_000;
const ends = now + 1_000_000_000;

const blank = { trade: '', region: '', ownership: '' as const, size: 0 };
const city: UnionDocument = { ...newUnion('c', { ...({} as UnionDocument), path: '/', trail: [], _id: '' }, '市', 0, blank) };
const east = newUnion('e', city, '东', 1, blank);
const west = newUnion('w', city, '西', 1, blank);
const works = newUnion('u', east, '厂', 2, blank);
const teams = ['x', 'y', 'z'].map((id) => newUnion(id, works, `组${id}`, 3, blank));
const from = works.path;
const to = '/c/w/u/';

function memberOf(uid: string, unit: UnionDocument, scopes: string[]): MemberDocument {
  const grants = scopes.map((scope) => ({ id: `${uid}${scope}`, role: 'cadre', scope, scopeName: '', expires: ends }));
  const above = scopes.flatMap((scope) => scope.split('/').slice(1, -1).map((_, index, ids) => `/${ids.slice(0, index + 1).join('/')}/`));
  return { _id: uid, account: `paper:${uid}`, name: seal('王敏'), wholeName: '', staffTail: '', tailKey: '', origin: 'unit', boundAt: 0, binding: null, dispute: null, unitId: unit._id, unitName: '', unitPath: unit.path, kind: 'active', joinedAt: 0, joined: '', grants, grantScopes: [...new Set(above)] };
}

async function lay(faulty: FaultyDatabase): Promise<void> {
  for (const { name } of collections) await faulty.engine.db().collection(name).deleteMany({});
  for (const union of [city, east, west, works, ...teams]) await faulty.db.collection('unions').add({ data: union });
  const people = [memberOf('m1', works, [from]), memberOf('m2', teams[0] ?? works, [`${from}x/`]), memberOf('m3', east, ['/c/e/']), memberOf('m4', west, ['/c/w/']), ...teams.map((team, index) => memberOf(`n${index}`, team, []))];
  for (const one of people) await faulty.db.collection('members').add({ data: one });
  for (const [id, scope, audience] of [['a1', from, from], ['a2', '/c/e/', '/c/e/'], ['a3', from, `${from}y/`]] as const) {
    await faulty.db.collection('seats').add({ data: { _id: id, activityId: id, bucket: 0, inner: [], quota: null, v: 0, scope, audience } });
    await faulty.db.collection('activities').add({ data: { _id: id, scope, scopes: memberOf('', city, [scope]).grantScopes, audience } });
  }
}

/** A call that read the path before the move and comes to its write when the runs have begun. */
async function straggler(faulty: FaultyDatabase, seed: number): Promise<void> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    try {
      await faulty.db.collection('members').add({ data: memberOf(`late${seed}`, teams[1] ?? works, []) });
      return;
    } catch (error) {
      if (error instanceof Error && error.message.includes('E11000')) return;
    }
  }
}

/** Runs one seed. @param waits how long after the decision the first runs begin: those of the control close the move at once. @returns what broke, in words */
export async function movesSeed(faulty: FaultyDatabase, seed: number, waits: number): Promise<string[]> {
  faulty.use(null);
  await lay(faulty);
  const move = { id: 'act', h: '', by: 'm9', at: now, kind: 'move' as const, unionId: 'u', unionName: '厂', from, to, toId: 'w', toName: '西', trail: west.trail, names: 2 };
  await insertMove(faulty.db, null, { ...move, twinned: '', open: true, audit: [] });
  const broken: string[] = [];
  const scheduler = new Scheduler(seed, waits === 0 ? rates : none);
  faulty.use(scheduler);
  const run = (at: number) => settleMoves(faulty.db, at).catch(() => 0);
  await Promise.all([run(now + waits), run(now + waits)]);
  await scheduler.idle();
  faulty.use(null);
  broken.push(...(await widened(faulty, false)));
  faulty.use(scheduler);
  scheduler.rates = rates;
  await Promise.all([run(now + waits), straggler(faulty, seed), run(now + waits)]);
  await scheduler.idle();
  scheduler.rates = none;
  for (let round = 0; round < 3; round += 1) await Promise.all([run(now + grace), run(now + grace)]);
  await scheduler.idle();
  faulty.use(null);
  broken.push(...(await widened(faulty, true)), ...(await remains(faulty)));
  return broken;
}

/** Does anybody hold what they did not, in the place it had or in the place it has; after it all, does anybody lack what they held? */
async function widened(faulty: FaultyDatabase, over: boolean): Promise<string[]> {
  const expected: Record<string, (path: string) => boolean> = {
    m1: (path) => path.startsWith(from) || path.startsWith(to),
    m2: (path) => path.startsWith(`${from}x/`) || path.startsWith(`${to}x/`),
    m3: (path) => path.startsWith('/c/e/'),
    m4: (path) => path.startsWith('/c/w/'),
  };
  const { data } = await faulty.db.collection<MemberDocument>('members').where({}).limit(100).get();
  return data.flatMap(({ _id, grants }) =>
    ['/c/', '/c/e/', '/c/w/', from, `${from}x/`, `${from}y/`, to, `${to}x/`, `${to}y/`].flatMap((path) => {
      const has = holds(grants, 'cadre', path, now);
      const may = expected[_id]?.(path) ?? false;
      if (has && !may) return [`${_id} gained ${path}`];
      return over && may && !has && !path.startsWith(from) ? [`${_id} lost ${path}`] : [];
    }),
  );
}

async function remains(faulty: FaultyDatabase): Promise<string[]> {
  const found: string[] = [];
  for (const { name } of collections.filter((one) => one.name !== 'moves')) {
    const { data } = await faulty.db.collection<{ _id: string }>(name).where({}).limit(1000).get();
    found.push(...data.filter((document) => JSON.stringify(document).includes(`"${from}`)).map(({ _id }) => `${name} ${_id} kept the old path`));
  }
  const { data } = await faulty.db.collection<UnionDocument>('unions').where({ path: `${to}x/` }).get();
  if (data[0]?.trail.join() !== '市,西,厂,组x') found.push(`trail ${data[0]?.trail.join() ?? 'missing'}`);
  return found;
}

export interface MovesReport {
  seeds: number;
  violations: number;
  first?: string;
  /** Seeds that broke where the job closes without waiting for calls on their way. */
  control: number;
}

export async function movesFaults(seeds: number, controls: number): Promise<MovesReport> {
  const faulty = await openFaultyDatabase();
  const report: MovesReport = { seeds, violations: 0, control: 0 };
  for (let seed = 1; seed <= seeds; seed += 1) {
    const broken = await movesSeed(faulty, seed, 0);
    if (broken.length === 0) continue;
    report.violations += 1;
    report.first ??= `seed ${seed}: ${broken.join('; ')}`;
  }
  for (let seed = 1; seed <= controls; seed += 1) if ((await movesSeed(faulty, seed, grace)).length > 0) report.control += 1;
  await faulty.close();
  return report;
}
