import { createHash } from 'node:crypto';
import type { MemberDocument } from '../../cloudfunctions/modules/people/store';
import type { CallDocument, HandingDocument, ResultDocument, SheetMarks, WorkDocument } from '../../cloudfunctions/modules/works/documents';
import { workId } from '../../cloudfunctions/modules/works/store';
import { digestOf, seal, unseal } from '../../cloudfunctions/platform/secrets';
import { chanceFrom, shuffled } from '../../miniprogram/domain/draw/stream';
import { day, hour, startOfDay } from '../../miniprogram/domain/time/shanghai';
import { handOut } from '../../miniprogram/domain/works/assignment';
import { unitOf } from '../../miniprogram/domain/works/call';
import { tellingWords } from '../../miniprogram/domain/works/identity';
import { linesOfResult, resultOf } from '../../miniprogram/domain/works/result';
import { pathOf, trailOf, unions } from './city';
import { demoUid } from './people';
import { essays, poems } from './works-written';

/** Calls for works of the demo city: one that is open, one at the desk, one being judged, one whose result is out. */

export interface DemoWorks {
  work_calls: CallDocument[];
  works: WorkDocument[];
  work_handings: HandingDocument[];
  work_results: ResultDocument[];
}

interface DemoCall {
  id: string;
  title: string;
  theme: string;
  kinds: Api.Works.Kind[];
  /** Days from today: opening, closing, until when it is judged. */
  days: [number, number, number];
  state: CallDocument['state'];
  /** Demo identities and members who wrote, in the order of the essays, then of the poems. */
  writers: string[];
  /** So many of each judge's sheets are given. */
  given: (judge: number) => number;
}

const activityId = 'works-guard';
const jury = ['demo-judge-sun', 'demo-member-70', 'demo-member-71', 'demo-member-72'];
const perWork = 3;

const essay: Api.Works.Kind = { id: 'k1', name: '征文', text: { least: 60, most: 2000 }, photos: { least: 0, most: 3 } };
const poem: Api.Works.Kind = { id: 'k2', name: '诗歌', text: { least: 10, most: 400 }, photos: { least: 0, most: 0 } };

const calls: readonly DemoCall[] = [
  {
    id: 'works-people',
    title: '身边的守护者',
    theme: '写一位您身边守护别人的人：一位师傅、一位护士、一位司机、一位骑手。\n真人真事，不写套话；不要写出自己的姓名和单位，评委匿名评审。',
    kinds: [essay, poem],
    days: [-6, 12, 26],
    state: 'open',
    writers: ['demo-worker-li', 'demo-member-12', 'demo-member-21', 'demo-member-33', 'demo-member-45', 'demo-member-58'],
    given: () => 0,
  },
  { id: 'works-thing', title: '一件旧物', theme: '写一件陪您上班的旧物，和它经过的人。', kinds: [essay], days: [-25, -1, 14], state: 'open', writers: ['demo-worker-aerken', 'demo-member-15', 'demo-member-27', 'demo-member-38'], given: () => 0 },
  {
    id: 'works-night',
    title: '夜班灯火',
    theme: '写一个夜班：灯、人、声音，或者一件只有夜里才会发生的事。',
    kinds: [essay, poem],
    days: [-40, -4, 9],
    state: 'judging',
    writers: ['demo-worker-chen', 'demo-member-11', 'demo-member-24', 'demo-member-36', 'demo-member-47', 'demo-member-59', 'demo-member-83', 'demo-member-95', 'demo-member-101', 'demo-member-110'],
    given: (judge) => [2, 99, 1, 0][judge] ?? 0,
  },
  {
    id: 'works-hands',
    title: '五月的手',
    theme: '写一双劳动的手。',
    kinds: [essay],
    days: [-90, -60, -45],
    state: 'published',
    writers: ['demo-worker-chen', 'demo-member-13', 'demo-worker-li', 'demo-member-28', 'demo-member-39', 'demo-member-51', 'demo-member-66', 'demo-member-88'],
    given: () => 99,
  },
];

const digest = (text: string) => createHash('sha256').update(text).digest();
/** 22 characters that are the same at every seeding. */
const stable = (text: string) => digest(text).toString('base64url').slice(0, 22);
const nameOf = (id: string) => unions.find((union) => union.id === id)?.name ?? '';

function callOf({ id, title, theme, kinds, days: [from, to, until], state }: DemoCall, today: number): CallDocument {
  const opensAt = today + from * day + 9 * hour;
  const act = { k: stable(`works:${id}`), h: '', t: opensAt - day, by: demoUid('demo-cadre-wang') };
  return {
    ...{ _id: id, activityId, scope: pathOf('health'), organiser: nameOf('health'), audience: pathOf('city'), title, theme, kinds, opensAt, closesAt: today + to * day + 18 * hour },
    judging: {
      criteria: [{ id: 'c1', name: '主题立意', weight: 40 }, { id: 'c2', name: '内容真实', weight: 30 }, { id: 'c3', name: '语言文字', weight: 30 }],
      ...{ maximum: 100, trim: 0, perWork, until: today + until * day + 18 * hour },
    },
    prizes: [{ name: '一等奖', count: 1 }, { name: '二等奖', count: 2 }, { name: '三等奖', count: 3 }],
    approval: { department: '市总工会宣教部', paper: '宣教部第 6 次例会', at: act.t, by: act.by },
    ...{ state, createdAt: act.t, sealing: state === 'published' ? { at: today + until * day + 19 * hour, reason: '' } : null, busy: false, v: 1, acts: [act], audit: [] },
  };
}

function workOf(call: CallDocument, kind: string, { title, text }: { title: string; text: string }, writer: MemberDocument, index: number): WorkDocument {
  const words = tellingWords(`${title}\n${text}`, { name: unseal(writer.name), units: trailOf(writer.unitId) });
  const at = call.opensAt + (index + 1) * 9 * hour;
  // The desk has looked at what is judged already.
  const vet = words.length === 0 ? 'clear' : call.state === 'open' ? 'look' : 'masked';
  return {
    ...{ _id: workId(call._id, kind, writer._id), callId: call._id, kind, uid: writer._id, name: writer.name, unitName: writer.unitName, unitPath: writer.unitPath, title, text },
    ...{ photos: [], at, state: 'in', why: '', words, verdict: null, vet, photosAt: 0, number: 0, judges: [], recused: [], sheets: [], open: 0, closedAt: 0, result: null, v: 1 },
    acts: [{ k: stable(`work:${call._id}:${kind}:${index}`), h: '', t: at, by: writer._id }],
  };
}

/** Marks that are the same at every seeding: between 75 and 96 points. */
function marksOf(work: WorkDocument, judge: string, at: number): SheetMarks {
  const lots = digest(`marks:${work.callId}:${work.title}:${judge}`);
  const mark = (place: number) => 7500 + ((lots[place] ?? 0) % 43) * 50;
  return { judge, marks: { c1: mark(0), c2: mark(1), c3: mark(2) }, at, k: stable(`marks:${work._id}:${judge}`), h: '' };
}

/** Numbers and judges by lot, as the product gives them, and so many sheets of each judge. */
function handed(call: CallDocument, works: readonly WorkDocument[], judges: readonly MemberDocument[], given: DemoCall['given']): { works: WorkDocument[]; handing: HandingDocument } {
  const seed = stable(`seed:${call._id}`);
  const below = chanceFrom(digest(seed));
  const order = shuffled(works, below);
  const units = order.map(({ _id, unitPath }) => ({ id: _id, units: [unitOf(unitPath, call.audience)] }));
  const handing = handOut(units, judges.map(({ _id, unitPath }) => ({ uid: _id, unit: unitPath, reserve: false })), perWork, below);
  const done = new Map<string, number>();
  const numbered = order.map((work, index): WorkDocument => {
    const own = handing.judges.get(work._id) ?? [];
    const sheets = own.flatMap((uid) => {
      const count = done.get(uid) ?? 0;
      if (count >= given(judges.findIndex(({ _id }) => _id === uid))) return [];
      done.set(uid, count + 1);
      return [marksOf(work, uid, call.closesAt + (index + 2) * hour)];
    });
    return { ...work, number: index + 1, judges: own, sheets, open: own.length - sheets.length };
  });
  const place = new Map(judges.map(({ _id }, index) => [_id, index]));
  const act = { k: stable(`handing:${call._id}`), h: '', t: call.closesAt + hour, by: demoUid('demo-cadre-wang') };
  const panel = judges.map(({ _id, name, unitName }) => ({ uid: _id, name: seal(unseal(name)), unitName }));
  const lots = numbered.map(({ _id, judges: own }) => ({ id: _id, judges: own.map((uid) => place.get(uid) ?? 0) }));
  return { works: numbered, handing: { _id: call._id, panel, perWork, seed, works: lots, short: handing.short.length, spread: true, shift: null, acts: [act], audit: [] } };
}

function sealed(call: CallDocument, works: readonly WorkDocument[]): { works: WorkDocument[]; result: ResultDocument } {
  const placed = resultOf(works.map(({ _id, kind, number, sheets }) => ({ id: _id, kind, number, sheets: sheets.map(({ marks }) => marks) })), call.kinds, call.judging, call.prizes);
  const rows = linesOfResult(placed);
  const at = call.sealing?.at ?? 0;
  const results = new Map(placed.map(({ id, announced, place, prize }) => [id, { announced, place, prize }]));
  const counts = Object.fromEntries(call.kinds.map(({ id }) => [id, placed.filter(({ kind }) => kind === id).length]));
  return { works: works.map((work) => ({ ...work, closedAt: at, result: results.get(work._id) ?? null })), result: { _id: call._id, rows, digest: digestOf(rows), works: counts, judges: [...new Set(works.flatMap(({ sheets }) => sheets.map(({ judge }) => judge)))], at } };
}

/** The demo calls with their works, laid around the day of `now`. */
export function demoWorks(members: readonly MemberDocument[], now: number): DemoWorks {
  const today = startOfDay(now);
  const byUid = new Map(members.map((member) => [member._id, member]));
  const memberOf = (key: string) => byUid.get(demoUid(key)) ?? [];
  const records: DemoWorks = { work_calls: [], works: [], work_handings: [], work_results: [] };
  for (const demo of calls) {
    const call = callOf(demo, today);
    const written = demo.kinds.length === 1 ? essays.map((one) => ({ kind: 'k1', one })) : [...essays.slice(0, -2).map((one) => ({ kind: 'k1', one })), ...poems.map((one) => ({ kind: 'k2', one }))];
    const all = demo.writers.flatMap((key, index) => {
      const [member, text] = [memberOf(key), written[index]];
      return Array.isArray(member) || !text ? [] : [workOf(call, text.kind, text.one, member, index)];
    });
    const given = call.state === 'open' ? null : handed(call, all, jury.flatMap(memberOf), demo.given);
    const out = given && call.state === 'published' ? sealed(call, given.works) : null;
    records.work_calls.push(call);
    records.works.push(...(out?.works ?? given?.works ?? all));
    if (given) records.work_handings.push(given.handing);
    if (out) records.work_results.push(out.result);
  }
  return records;
}
