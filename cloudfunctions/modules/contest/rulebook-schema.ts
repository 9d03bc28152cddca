import * as v from 'valibot';
import { id, millis } from '../../platform/fields';

/** Shape of a rulebook as phones send it; whether it makes sense is asked of domain/contest/rulebook. */

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(100_000));
const name = v.pipe(v.string(), v.maxLength(60));
const form = v.picklist(['solo', 'duet', 'group', 'choir']);
const range = v.strictObject({ min: whole, max: whole });

export const rulebookSchema = v.strictObject({
  criteria: v.pipe(v.array(v.strictObject({ id, name, weight: whole })), v.maxLength(10)),
  maximum: v.picklist([10, 100]),
  trim: v.picklist([0, 1, 2]),
  trimNeeds: whole,
  ties: v.pipe(
    v.array(
      v.variant('by', [
        v.strictObject({ by: v.literal('untrimmed') }),
        v.strictObject({ by: v.literal('criterion'), id }),
        v.strictObject({ by: v.literal('topMarks') }),
        v.strictObject({ by: v.literal('earlier') }),
      ]),
    ),
    v.maxLength(10),
  ),
  audience: v.variant('kind', [
    v.strictObject({ kind: v.literal('weight'), judges: whole, audience: whole }),
    v.strictObject({ kind: v.literal('bonus'), bands: v.pipe(v.array(v.strictObject({ from: whole, to: whole, hundredths: whole })), v.maxLength(20)) }),
    v.strictObject({ kind: v.literal('none') }),
  ]),
  rounds: v.pipe(
    v.array(
      v.strictObject({ id, name, cut: v.nullable(v.union([v.strictObject({ best: whole }), v.strictObject({ line: whole })])), order: v.picklist(['lot', 'paper']), startsAt: millis }),
    ),
    v.maxLength(6),
  ),
  forms: v.pipe(v.array(form), v.maxLength(4)),
  people: v.strictObject({ solo: v.exactOptional(range), duet: v.exactOptional(range), group: v.exactOptional(range), choir: v.exactOptional(range) }),
  setSongs: v.pipe(v.array(v.pipe(v.string(), v.maxLength(200))), v.maxLength(50)),
  unitsPerSong: whole,
  entriesPerUnit: v.nullable(whole),
  duration: v.strictObject({ seconds: whole, step: whole, overtime: whole }),
  prizes: v.pipe(v.array(v.strictObject({ name, count: whole, kind: v.picklist(['rank', 'special', 'organisation']) })), v.maxLength(30)),
  heldSheets: whole,
});
