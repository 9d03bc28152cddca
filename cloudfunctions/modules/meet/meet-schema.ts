import * as v from 'valibot';
import { fits } from '../../../miniprogram/domain/text/clean';
import { id, millis } from '../../platform/fields';

/** Shapes of what phones send of a meet; whether it makes sense is asked of domain/meet. */

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(100_000_000));
const some = v.nullable(whole);
const name = v.pipe(v.string(), v.check((text) => fits(text, 0, 40), '名称最多 40 个字'));
const date = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/));
const sex = v.picklist(['male', 'female']);

const measure = v.variant('kind', [
  v.strictObject({ kind: v.literal('time') }),
  v.strictObject({ kind: v.literal('timePenalty'), penalty: whole }),
  v.strictObject({ kind: v.literal('count'), within: whole }),
  v.strictObject({ kind: v.literal('distance'), finalists: some }),
  v.strictObject({ kind: v.literal('height'), bars: v.pipe(v.array(whole), v.maxLength(60)), jumpOff: some }),
  v.strictObject({ kind: v.literal('hits') }),
  v.strictObject({ kind: v.literal('sum'), of: v.picklist(['time', 'count', 'distance']) }),
  v.strictObject({ kind: v.literal('bouts'), bestOf: whole }),
]);

const format = v.variant('kind', [
  v.strictObject({ kind: v.literal('timedFinal') }),
  v.strictObject({ kind: v.literal('rounds'), rounds: v.picklist([2, 3]) }),
  v.strictObject({ kind: v.literal('knockout'), seeds: v.pipe(whole, v.maxValue(16)), third: v.boolean() }),
  v.strictObject({ kind: v.literal('roundRobin') }),
  v.strictObject({ kind: v.literal('swiss'), rounds: v.pipe(whole, v.maxValue(30)) }),
]);

const start = v.variant('kind', [
  v.strictObject({ kind: v.literal('lanes'), layout: v.picklist(['straight', 'm200', 'm400', 'older']) }),
  v.strictObject({ kind: v.literal('line'), most: whole }),
  v.strictObject({ kind: v.literal('pool') }),
  v.strictObject({ kind: v.literal('order'), most: whole }),
]);

const team = v.strictObject({ min: whole, max: v.pipe(whole, v.maxValue(60)), men: whole, women: whole, ages: v.nullable(v.strictObject({ min: some, max: some })), relay: v.boolean() });

const event = v.strictObject({
  id,
  name,
  discipline: name,
  sport: v.picklist(['athletics', 'fun', 'ball', 'swimming', 'board']),
  group: id,
  measure,
  format,
  start,
  metres: some,
  better: v.picklist(['less', 'more']),
  wind: v.boolean(),
  team: v.nullable(team),
  perUnit: whole,
  factor: v.picklist([1, 2]),
  implement: some,
  zone: name,
  ballGame: v.nullable(v.picklist(['racket', 'basketball', 'football'])),
  violation: v.picklist(['penalty', 'rerun']),
});

const bands = v.pipe(v.array(v.pipe(v.array(whole), v.maxLength(10))), v.maxLength(10));

export const rulebookSchema = v.strictObject({
  sport: v.picklist(['athletics', 'fun', 'ball', 'swimming', 'board']),
  level: v.picklist(['district', 'enterprise']),
  ageOn: date,
  groups: v.pipe(v.array(v.strictObject({ id, name, sex: v.picklist(['male', 'female', 'any']), minAge: some, maxAge: some, next: v.nullable(id) })), v.maxLength(30)),
  unitClasses: v.pipe(v.array(v.strictObject({ id, name, min: some, max: some })), v.maxLength(10)),
  limits: v.strictObject({
    perPerson: whole,
    relaysCount: v.boolean(),
    among: v.pipe(v.array(v.strictObject({ disciplines: v.pipe(v.array(name), v.maxLength(40)), most: whole })), v.maxLength(10)),
  }),
  timing: v.picklist(['hand', 'photo']),
  lanes: v.picklist([6, 8]),
  bands: v.strictObject({ straight: bands, m200: bands, m400: bands, older: bands }),
  points: v.strictObject({
    table: v.pipe(v.array(whole), v.maxLength(20)),
    few: v.nullable(v.strictObject({ starters: whole, including: v.boolean() })),
    record: whole,
    recordDoubled: v.boolean(),
    withdrawal: whole,
    taking: whole,
    union: v.picklist(['equal', 'athletes']),
    ties: v.picklist(['places', 'recordsThenPlaces']),
  }),
  rests: v.strictObject({ events: whole, short: whole, middle: whole, call: whole }),
  unsafe: v.pipe(v.array(v.tuple([name, name])), v.maxLength(30)),
  events: v.pipe(v.array(event), v.maxLength(120)),
});

export const hoursSchema = v.pipe(v.array(v.strictObject({ from: millis, to: millis })), v.maxLength(20));

export const version = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

export const lineSchema = v.strictObject({ name: v.pipe(v.string(), v.maxLength(100)), sex, born: date, staffTail: v.pipe(v.string(), v.regex(/^[A-Z0-9-]{0,20}$/)) });

export const seedSchema = v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(100_000_000)));

export const peopleSchema = v.pipe(v.array(id), v.maxLength(60));

export const reasonSchema = v.pipe(v.string(), v.check((text) => fits(text, 2, 60), '原因写 2–60 个字'));

/** Of every act of a delegation. */
export const ofDelegation = { meetId: id, unitId: id };
