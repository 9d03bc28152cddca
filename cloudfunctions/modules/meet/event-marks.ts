import * as v from 'valibot';
import { heatKey } from '../../../miniprogram/domain/meet/day';
import { enteredProblem } from '../../../miniprogram/domain/meet/entered';
import { jumpOff as heldOff, jumpOffFrom, resultOf, tiedForFirst } from '../../../miniprogram/domain/meet/heights';
import { tidy } from '../../../miniprogram/domain/text/clean';
import { Refusal } from '../../platform/errors';
import { type Action, defineAction } from '../../platform/router';
import { inputHash } from '../../platform/secrets';
import { claimFiles } from '../media/claim';
import type { EventDocument, Round } from './event-document';
import { actOf, calledOf, counted, crew, enteredWords, entryId, eventFields, eventFor, mustBeUnsigned, roundFields } from './event-guards';
import { actOnEvent, placeIn } from './event-store';

/** Marks as officials enter them: each one conditional write of its own field, so that two officials on different lanes do not refuse each other. */

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(-1_000_000), v.maxValue(100_000_000));
const timing = v.picklist(['hand', 'photo']);
const wind = v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(-2000), v.maxValue(2000)));
const raw = v.variant('kind', [
  v.strictObject({ kind: v.literal('time'), timing, ms: v.pipe(v.array(whole), v.maxLength(3)), finish: v.nullable(whole) }),
  v.strictObject({ kind: v.literal('attempts'), attempts: v.pipe(v.array(v.union([whole, v.picklist(['x', '-', 'r'])])), v.maxLength(6)), winds: v.pipe(v.array(wind), v.maxLength(6)) }),
  v.strictObject({ kind: v.literal('trials'), trials: v.pipe(v.array(v.pipe(v.string(), v.maxLength(3))), v.maxLength(60)) }),
  v.strictObject({ kind: v.literal('count'), count: whole }),
  v.strictObject({ kind: v.literal('members'), timing, marks: v.pipe(v.array(v.nullable(whole)), v.maxLength(60)) }),
]);
const enteredSchema = v.strictObject({
  outcome: v.picklist(['ok', 'DNS', 'DNF', 'DQ', 'NM']),
  rule: v.pipe(v.string(), v.maxLength(60)),
  raw: v.nullable(raw),
  violations: counted,
  reruns: counted,
});

const mark = defineAction('event.mark', 'act', v.strictObject({ ...roundFields, entry: entryId, m: counted, entered: enteredSchema }), ({ db, input, key, member, now }) => {
  const { entry, m } = input;
  const entered = { ...input.entered, rule: tidy(input.entered.rule) };
  return actOnEvent(db, () => eventFor(db, input, member, crew, now), actOf(member, key, inputHash(input), now), (event, done) => {
    const answer = { m: m + 1 };
    if (done) return { answer };
    const { round, card, path } = placeIn(event, input.round);
    const known = round.cards[entry];
    if (!known || round.table) throw new Refusal('NOT_FOUND', '这一轮没有这名运动员');
    mustBeUnsigned(round);
    const problem = enteredProblem(event.event, entered);
    if (problem) throw new Refusal('BAD_INPUT', `${calledOf(event.starters, entry)}：${enteredWords[problem]}`);
    if (known.m !== m) throw new Refusal('USED', `${calledOf(event.starters, entry)}的成绩刚刚有人录过，请核对`);
    if (known.call === 'missing' || known.call === 'out') throw new Refusal('USED', `${calledOf(event.starters, entry)}检录时登记为${known.call === 'out' ? '弃权' : '未到'}，请检录处先更正`);
    const { inc, set } = db.command;
    return {
      answer,
      write: {
        where: { [card(entry, 'm')]: m, [card(entry, 'call')]: known.call, [path('signed')]: 0 },
        data: { [card(entry, 'entered')]: set(entered), [card(entry, 'm')]: inc(1), [card(entry, 'by')]: member.uid, [card(entry, 'at')]: now, [path('edits')]: inc(1) },
      },
    };
  });
});

const windSchema = v.strictObject({ ...roundFields, heat: v.pipe(counted, v.minValue(1)), was: wind, wind });

const windOf = defineAction('event.wind', 'act', windSchema, ({ db, input, key, member, now }) =>
  actOnEvent(db, () => eventFor(db, input, member, crew, now), actOf(member, key, inputHash(input), now), (event, done) => {
    const answer = { wind: input.wind };
    if (done) return { answer };
    const { round, path } = placeIn(event, input.round);
    const heat = heatKey(input.heat);
    const known = round.winds[heat];
    if (known === undefined) throw new Refusal('NOT_FOUND', '没有这一组');
    if (!event.event.wind || event.event.measure.kind !== 'time') throw new Refusal('BAD_INPUT', '这个项目不按组记风速');
    mustBeUnsigned(round);
    if (known !== input.was) throw new Refusal('USED', '这一组的风速刚刚有人录过，请核对');
    const field = `${path('winds')}.${heat}`;
    return { answer, write: { where: { [field]: input.was, [path('signed')]: 0 }, data: { [field]: input.wind, [path('edits')]: db.command.inc(1) } } };
  }),
);

const jumpSchema = v.strictObject({ ...eventFields, n: counted, height: whole, trials: v.pipe(v.record(entryId, v.picklist(['o', 'x', 'r'])), v.check((given) => Object.keys(given).length <= 20)) });

/** Who is still tied for the first place, and the bar that they try now; null: it is decided, or there is no jump-off. */
function jumpOffNow({ event }: EventDocument, round: Round): { left: string[]; next: number } | null {
  const { measure } = event;
  if (measure.kind !== 'height' || measure.jumpOff === null) return null;
  const cards = Object.entries(round.cards).map(([entry, { entered }]) => ({ entry, outcome: entered?.outcome ?? ('DNS' as const), trials: entered?.raw?.kind === 'trials' ? entered.raw.trials : [] }));
  const tied = tiedForFirst(cards);
  const cleared = resultOf(cards.find(({ entry }) => entry === tied[0])?.trials ?? []).cleared;
  if (cleared === null) return null;
  const { left, next } = heldOff(tied, jumpOffFrom(measure.bars, cleared, measure.jumpOff), measure.jumpOff, round.jumpOff);
  return next === null ? null : { left, next };
}

const jump = defineAction('event.jumpOff', 'act', jumpSchema, ({ db, input, key, member, now }) =>
  actOnEvent(db, () => eventFor(db, input, member, crew, now), actOf(member, key, inputHash(input), now), (event, done) => {
    const answer = { rounds: input.n + 1 };
    if (done) return { answer };
    const { round, path } = placeIn(event, 1);
    mustBeUnsigned(round);
    if (round.jumpOff.length !== input.n) throw new Refusal('USED', '这一次决胜跳刚刚有人录过，请核对');
    const stand = jumpOffNow(event, round);
    if (!stand) throw new Refusal('NOT_OPEN', '现在没有并列第一要决胜');
    if (stand.next !== input.height || stand.left.length !== Object.keys(input.trials).length || stand.left.some((entry) => input.trials[entry] === undefined)) {
      throw new Refusal('BAD_INPUT', `决胜跳高度是 ${stand.next} 毫米，并列的每人跳一次`);
    }
    const { inc, push } = db.command;
    return {
      answer,
      write: { where: { [path('edits')]: round.edits, [path('signed')]: 0 }, data: { [path('jumpOff')]: push([{ height: input.height, trials: input.trials }]), [path('edits')]: inc(1) } },
    };
  }),
);

/** More photos than a sheet has pages. */
const mostPhotos = 20;

const photoSchema = v.strictObject({ ...roundFields, mediaIds: v.pipe(v.array(v.pipe(v.string(), v.regex(/^[\w-]{22}$/))), v.minLength(1), v.maxLength(6)) });

const photo = defineAction('event.photo', 'act', photoSchema, async ({ db, input, key, member, now }) => {
  await claimFiles(db, { activityId: input.meetId, by: [member.uid], files: new Map([['marks', input.mediaIds]]) }, () => '成绩单照片');
  return actOnEvent(db, () => eventFor(db, input, member, crew, now), actOf(member, key, inputHash(input), now), (event, done) => {
    const { round, path } = placeIn(event, input.round);
    if (done) return { answer: { photos: round.photos.length } };
    const photos = round.photos.length + input.mediaIds.length;
    if (photos > mostPhotos) throw new Refusal('FULL', `一轮最多留 ${mostPhotos} 张成绩单照片`);
    const added = input.mediaIds.map((mediaId) => ({ mediaId, by: member.uid, at: now }));
    return { answer: { photos }, write: { where: { v: event.v }, data: { [path('photos')]: db.command.push(added) } } };
  });
});

export const markActions: readonly Action[] = [mark, windOf, jump, photo];
