import * as v from 'valibot';
import { breakDown } from '../../../miniprogram/domain/assessment/assessment';
import { holds, scopesOf } from '../../../miniprogram/domain/people/scope';
import { tidy } from '../../../miniprogram/domain/text/clean';
import { Refusal } from '../../platform/errors';
import { count, id } from '../../platform/fields';
import { type Action, defineAction, type Member } from '../../platform/router';
import { idOf, inputHash } from '../../platform/secrets';
import { recordOf } from '../audit/record';
import { ownUnion } from '../people/roster';
import { children } from '../unions/store';
import { words } from '../text/words';
import { assessmentActActions } from './acts';
import { rowsOf } from './evidence';
import { load, notThere, reach } from './reach';
import { type AppealField, type AssessmentDocument, assessmentById, assessmentsAround, handedDown, insertAssessment, waitingIn } from './store';

/** Units that one assessment is broken down over. */
const mostUnits = 300;

const indicator = v.strictObject({ name: words(2, 20, '指标名称'), measure: v.picklist(['activities', 'joined', 'times', 'share']), target: count(0, 100_000_000), points: count(1, 100) });
const createSchema = v.strictObject({
  ...{ unionId: id, year: count(2020, 2100), title: words(2, 40, '名称') },
  indicators: v.pipe(v.array(indicator), v.minLength(1), v.maxLength(8)),
  from: v.nullable(id),
});

/** What was set for a unit is the least that it hands down: the same indicators in the same order, no target lower, no year but that one. */
function handsDown(above: AssessmentDocument, { unionId, year, indicators }: Api.Input<'assessment.create'>): void {
  const unit = above.units.find((one) => one.id === unionId);
  if (!unit) throw notThere();
  const same = year === above.year && indicators.length === above.indicators.length && indicators.every(({ measure }, index) => measure === above.indicators[index]?.measure);
  if (!same) throw new Refusal('BAD_INPUT', '年份和指标要与上级下达的一样，只能把目标提高');
  const low = indicators.findIndex(({ target }, index) => target < (unit.targets[index] ?? 0));
  if (low >= 0) throw new Refusal('BAD_INPUT', `“${indicators[low]?.name ?? ''}”的目标不能低于上级下达的`);
}

const create = defineAction('assessment.create', 'act', createSchema, async ({ db, input, key, member, now }) => {
  const union = await ownUnion(db, input.unionId, member, now);
  // What is handed down from one assessment is handed down once.
  const _id = input.from === null ? idOf('assessment', member.uid, key) : idOf('assessment', input.from, union._id);
  const h = inputHash(input);
  if (input.indicators.some(({ measure, target }) => measure === 'share' && target > 10_000)) throw new Refusal('BAD_INPUT', '参与率的目标不能超过 100%');
  const before = await assessmentById(db, _id);
  if (!before) {
    const above = input.from === null ? null : await assessmentById(db, input.from);
    if (input.from !== null && !above) throw notThere();
    if (above) handsDown(above, input);
    const units = (await children(db, union._id, undefined, mostUnits + 1)).filter(({ members }) => members > 0);
    if (units.length === 0) throw new Refusal('BAD_INPUT', '这个工会下面没有有会员的工会，没有可以分解的单位');
    if (units.length > mostUnits) throw new Refusal('BAD_INPUT', `一次最多分解到 ${mostUnits} 个单位`);
    const targets = breakDown(input.indicators, units.map(({ _id: unit, members }) => ({ id: unit, members })));
    const record = recordOf({ act: 'assessment.create', by: member.uid, key, at: now, subject: union._id, scope: union.path, scopeName: union.name, details: input });
    await insertAssessment(db, {
      ...{ _id, scope: union.path, unionId: union._id, unionName: union.name, year: input.year, title: tidy(input.title), indicators: input.indicators, from: input.from ?? '' },
      units: units.map(({ _id: unit, name }) => ({ id: unit, name, targets: targets.get(unit) ?? [] })),
      ...{ appeals: [], final: null, v: 1, acts: [{ k: key, h, t: now, by: member.uid }], audit: [record] },
    });
  }
  const first = (before ?? (await assessmentById(db, _id)))?.acts[0];
  if (input.from !== null && first?.k !== key) throw new Refusal('USED', '这项考核已经分解过了');
  if (first?.h !== h) throw new Refusal('KEY_REUSED');
  return { assessmentId: _id };
});

function cadreScopes(member: Member, now: number): string[] {
  const scopes = scopesOf(member.grants, 'cadre', now);
  if (scopes.length === 0) throw new Refusal('FORBIDDEN', '只有工会干部可以看考核');
  return scopes;
}

const list = defineAction('assessment.list', 'member', v.strictObject({}), async ({ db, member, now }) => {
  const found = (await assessmentsAround(db, cadreScopes(member, now), 50)).filter((one) => reach(one, member, now) !== null);
  return { items: found.map((one) => ({ assessmentId: one._id, title: one.title, unionName: one.unionName, year: one.year, units: one.units.length, waiting: holds(member.grants, 'cadre', one.scope, now) ? waitingIn(one) : 0 })) };
});

const viewAppeal = (one: AssessmentDocument, { id: appealId, unit, indicator: position, reason, at, answer }: AppealField): Api.Assessment.Appeal => ({
  ...{ appealId, unionId: unit, unitName: one.units.find((row) => row.id === unit)?.name ?? '', indicator: position, reason, at },
  answer: answer && { value: answer.value, reason: answer.reason, at: answer.at },
});

const view = defineAction('assessment.view', 'member', v.strictObject({ assessmentId: id }), async ({ db, input, member, now }) => {
  const { one, mine } = await load(db, input.assessmentId, member, now);
  const [rows, further] = await Promise.all([rowsOf(db, one), handedDown(db, one._id)]);
  const sees = (unit: string) => mine === 'all' || mine.has(unit);
  const { _id: assessmentId, title, unionName, year, indicators } = one;
  return {
    ...{ assessmentId, title, unionName, year, indicators, manages: mine === 'all', units: one.units.length, waiting: mine === 'all' ? waitingIn(one) : 0, concludedAt: one.final?.at ?? 0 },
    rows: rows.filter(({ unionId }) => sees(unionId)).map((row) => ({ ...row, own: mine !== 'all', below: further.get(row.unionId) ?? null })),
    appeals: one.appeals.filter(({ unit }) => sees(unit)).map((appeal) => viewAppeal(one, appeal)).reverse(),
  };
});

export const assessmentActions: readonly Action[] = [create, list, view, ...assessmentActActions];
