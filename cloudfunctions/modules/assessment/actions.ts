import * as v from 'valibot';
import { breakDown } from '../../../miniprogram/domain/assessment/assessment';
import { covers, holds, scopesOf } from '../../../miniprogram/domain/people/scope';
import { fits, tidy } from '../../../miniprogram/domain/text/clean';
import { calendarTime } from '../../../miniprogram/domain/time/shanghai';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import { type Action, defineAction, type Member } from '../../platform/router';
import { idOf, inputHash } from '../../platform/secrets';
import { recordOf } from '../audit/record';
import { ownUnion } from '../people/roster';
import { children } from '../unions/store';
import { rowsOf } from './evidence';
import { type AppealField, type AssessmentDocument, assessmentById, assessmentsAround, changeAppeals, insertAssessment } from './store';

const notThere = () => new Refusal('NOT_FOUND', '没有找到这项考核');
const attempts = 6;
/** Units that one assessment is broken down over. */
const mostUnits = 300;

const count = (least: number, most: number) => v.pipe(v.number(), v.safeInteger(), v.minValue(least), v.maxValue(most));
const words = (least: number, most: number, what: string) => v.pipe(v.string(), v.check((text) => fits(text, least, most), `${what}写 ${least}–${most} 个字`));

const indicator = v.strictObject({ name: words(2, 20, '指标名称'), measure: v.picklist(['activities', 'joined', 'times', 'share']), target: count(0, 100_000_000), points: count(1, 100) });
const createSchema = v.strictObject({ unionId: id, year: count(2020, 2100), title: words(2, 40, '名称'), indicators: v.pipe(v.array(indicator), v.minLength(1), v.maxLength(8)) });

const create = defineAction('assessment.create', 'act', createSchema, async ({ db, input, key, member, now }) => {
  const union = await ownUnion(db, input.unionId, member, now);
  const _id = idOf('assessment', member.uid, key);
  const h = inputHash(input);
  if (input.indicators.some(({ measure, target }) => measure === 'share' && target > 10_000)) throw new Refusal('BAD_INPUT', '参与率的目标不能超过 100%');
  const before = await assessmentById(db, _id);
  if (!before) {
    const below = await children(db, union._id, undefined, mostUnits + 1);
    const units = below.filter(({ members }) => members > 0);
    if (units.length === 0) throw new Refusal('BAD_INPUT', '这个工会下面没有有会员的工会，没有可以分解的单位');
    if (units.length > mostUnits) throw new Refusal('BAD_INPUT', `一次最多分解到 ${mostUnits} 个单位`);
    const targets = breakDown(input.indicators, units.map(({ _id: unit, members }) => ({ id: unit, members })));
    const record = recordOf({ act: 'assessment.create', by: member.uid, key, at: now, subject: union._id, scope: union.path, scopeName: union.name, details: input });
    await insertAssessment(db, {
      ...{ _id, scope: union.path, unionId: union._id, unionName: union.name, year: input.year, title: tidy(input.title), indicators: input.indicators },
      units: units.map(({ _id: unit, name }) => ({ id: unit, name, targets: targets.get(unit) ?? [] })),
      ...{ appeals: [], v: 1, acts: [{ k: key, h, t: now, by: member.uid }], audit: [record] },
    });
  }
  const first = (before ?? (await assessmentById(db, _id)))?.acts[0];
  if (first?.h !== h) throw new Refusal('KEY_REUSED');
  return { assessmentId: _id };
});

const waitingIn = ({ appeals }: AssessmentDocument) => appeals.filter(({ answer }) => answer === null).length;

function cadreScopes(member: Member, now: number): string[] {
  const scopes = scopesOf(member.grants, 'cadre', now);
  if (scopes.length === 0) throw new Refusal('FORBIDDEN', '只有工会干部可以看考核');
  return scopes;
}

const list = defineAction('assessment.list', 'member', v.strictObject({}), async ({ db, member, now }) => {
  const found = (await assessmentsAround(db, cadreScopes(member, now), 50)).filter((one) => reach(one, member, now) !== null);
  return { items: found.map((one) => ({ assessmentId: one._id, title: one.title, unionName: one.unionName, year: one.year, units: one.units.length, waiting: holds(member.grants, 'cadre', one.scope, now) ? waitingIn(one) : 0 })) };
});

/** Which units of an assessment this member is a cadre of; null: none, and it does not exist for them. */
function reach({ scope, units }: AssessmentDocument, member: Member, now: number): 'all' | Set<string> | null {
  const scopes = scopesOf(member.grants, 'cadre', now);
  if (scopes.some((one) => covers(one, scope))) return 'all';
  const own = new Set(scopes.filter((one) => one.startsWith(scope)).flatMap((one) => one.slice(scope.length).split('/')[0] ?? []));
  // Who looks after a part of a unit is not the unit's cadre.
  const mine = units.filter((unit) => own.has(unit.id) && scopes.includes(`${scope}${unit.id}/`)).map((unit) => unit.id);
  return mine.length > 0 ? new Set(mine) : null;
}

async function load(db: Database, assessmentId: string, member: Member, now: number): Promise<{ one: AssessmentDocument; mine: 'all' | Set<string> }> {
  const one = await assessmentById(db, assessmentId);
  const mine = one && reach(one, member, now);
  if (!one || !mine) throw notThere();
  return { one, mine };
}

const viewAppeal = (one: AssessmentDocument, { id: appealId, unit, indicator: position, reason, at, answer }: AppealField): Api.Assessment.Appeal => ({
  ...{ appealId, unionId: unit, unitName: one.units.find((row) => row.id === unit)?.name ?? '', indicator: position, reason, at },
  answer: answer && { value: answer.value, reason: answer.reason, at: answer.at },
});

const view = defineAction('assessment.view', 'member', v.strictObject({ assessmentId: id }), async ({ db, input, member, now }) => {
  const { one, mine } = await load(db, input.assessmentId, member, now);
  const rows = await rowsOf(db, one);
  const sees = (unit: string) => mine === 'all' || mine.has(unit);
  const { _id: assessmentId, title, unionName, year, indicators } = one;
  return {
    ...{ assessmentId, title, unionName, year, indicators, manages: mine === 'all' },
    rows: rows.filter(({ unionId }) => sees(unionId)).map((row) => ({ ...row, own: mine !== 'all' })),
    appeals: one.appeals.filter(({ unit }) => sees(unit)).map((appeal) => viewAppeal(one, appeal)).reverse(),
  };
});

interface AppealAct {
  db: Database;
  key: string;
  member: Member;
  now: number;
  assessmentId: string;
  input: object;
  act: 'assessment.appeal' | 'assessment.answer';
  /** The appeals after it, and which unit it is about; or a refusal. */
  decide(one: AssessmentDocument, mine: 'all' | Set<string>): AppealField[];
}

/** Carries out an act on the appeals: one conditional write of the assessment, with its record. */
async function act({ db, key, member, now, assessmentId, input, act: name, decide }: AppealAct): Promise<void> {
  const h = inputHash(input);
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const { one, mine } = await load(db, assessmentId, member, now);
    const before = one.acts.find(({ k }) => k === key);
    if (before && before.h !== h) throw new Refusal('KEY_REUSED');
    if (before) return;
    const appeals = decide(one, mine);
    const record = recordOf({ act: name, by: member.uid, key, at: now, subject: one.unionId, scope: one.scope, scopeName: one.unionName, details: input });
    if (await changeAppeals(db, one, appeals, { k: key, h, t: now, by: member.uid }, record)) return;
  }
  throw new Refusal('SLOW_DOWN');
}

const appealSchema = v.strictObject({ assessmentId: id, unionId: id, indicator: count(0, 7), reason: words(2, 60, '理由') });

const appeal = defineAction('assessment.appeal', 'act', appealSchema, async ({ db, input, key, member, now }) => {
  const appealId = idOf('appeal', member.uid, key);
  await act({
    ...{ db, key, member, now, input, assessmentId: input.assessmentId, act: 'assessment.appeal' },
    decide(one, mine) {
      if (mine === 'all' || !mine.has(input.unionId)) throw new Refusal('FORBIDDEN', '只有被考核单位的工会干部可以申诉');
      if (!one.indicators[input.indicator]) throw new Refusal('BAD_INPUT');
      if (calendarTime(now).year > one.year + 1) throw new Refusal('CLOSED', '这一年的考核已经结束');
      if (one.appeals.some((other) => other.unit === input.unionId && other.indicator === input.indicator && other.answer === null)) throw new Refusal('USED', '这一项已经申诉过，正在等答复');
      return [...one.appeals, { id: appealId, unit: input.unionId, indicator: input.indicator, reason: tidy(input.reason), by: member.uid, at: now, answer: null }];
    },
  });
  return { appealId };
});

const answerSchema = v.strictObject({ assessmentId: id, appealId: id, value: v.nullable(count(0, 100_000_000)), reason: words(2, 60, '答复') });

const answer = defineAction('assessment.answer', 'act', answerSchema, async ({ db, input, key, member, now }) => {
  await act({
    ...{ db, key, member, now, input, assessmentId: input.assessmentId, act: 'assessment.answer' },
    decide(one, mine) {
      if (mine !== 'all') throw new Refusal('FORBIDDEN', '只有组织考核的工会干部可以答复');
      const found = one.appeals.find((other) => other.id === input.appealId);
      if (!found) throw new Refusal('NOT_FOUND', '没有找到这份申诉');
      if (found.answer !== null) throw new Refusal('CLOSED', '这份申诉已经答复过了');
      if (found.by === member.uid) throw new Refusal('FORBIDDEN', '不能答复自己提出的申诉');
      if (one.indicators[found.indicator]?.measure === 'share' && (input.value ?? 0) > 10_000) throw new Refusal('BAD_INPUT', '参与率不能超过 100%');
      const given = { value: input.value, reason: tidy(input.reason), by: member.uid, at: now };
      return one.appeals.map((other) => (other === found ? { ...other, answer: given } : other));
    },
  });
  return { answered: true as const };
});

export const assessmentActions: readonly Action[] = [create, list, view, appeal, answer];
