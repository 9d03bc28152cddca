import * as v from 'valibot';
import { covers } from '../../../miniprogram/domain/people/scope';
import { fits } from '../../../miniprogram/domain/text/clean';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { id, millis } from '../../platform/fields';
import { unionsById, type UnionDocument } from '../people/store';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(2000));

/** Shape of an activity's rules; what they may say together is domain/activity/draft's. */
export const rulesSchema = v.strictObject({
  mode: v.picklist(['firstCome', 'lottery', 'review']),
  quotas: v.pipe(v.array(v.strictObject({ unionId: id, places: count })), v.maxLength(30)),
  quotasReturnAt: v.nullable(millis),
  batches: v.pipe(v.array(v.strictObject({ at: millis, places: count })), v.maxLength(20)),
  offerHours: v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(168))),
  favourNew: v.boolean(),
  drawValue: v.exactOptional(v.pipe(v.string(), v.check((text) => fits(text, 2, 40), '公开数值的名称写 2–40 个字'))),
  team: v.nullable(v.strictObject({ min: count, max: count })),
  substituteUntil: v.nullable(millis),
  sealedForm: v.boolean(),
  exits: v.boolean(),
});

const short = v.pipe(v.string(), v.maxLength(60));
const bound = v.nullable(v.union([v.pipe(v.number(), v.finite()), short]));

/** Shape of a sign-up form's questions. */
export const fieldsSchema = v.pipe(
  v.array(
    v.strictObject({
      id: v.pipe(v.string(), v.regex(/^f[1-9]\d?$/)),
      kind: v.picklist(['text', 'choice', 'number', 'date', 'file']),
      label: short,
      note: short,
      required: v.boolean(),
      options: v.pipe(v.array(short), v.maxLength(20)),
      most: bound,
      least: bound,
    }),
  ),
  v.maxLength(20),
);

/** The unions of an activity's quotas, in their order. Throws BAD_INPUT where one lies outside the audience or is none. */
export async function quotaUnions(db: Database, quotas: Api.Activity.Rules['quotas'], audience: string): Promise<UnionDocument[]> {
  const found = new Map((await unionsById(db, quotas.map(({ unionId }) => unionId))).map((union) => [union._id, union]));
  return quotas.map(({ unionId }) => {
    const union = found.get(unionId);
    if (!union || !covers(audience, union.path)) throw new Refusal('BAD_INPUT', '分名额的单位要在“谁能报名”之内');
    return union;
  });
}
