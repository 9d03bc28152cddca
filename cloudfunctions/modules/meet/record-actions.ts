import * as v from 'valibot';
import { changedList, recordFault, type RecordFault } from '../../../miniprogram/domain/meet/record-list';
import { fits, tidy } from '../../../miniprogram/domain/text/clean';
import { dayOf } from '../../../miniprogram/domain/time/shanghai';
import { wasDone } from '../../platform/acts';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import { project } from '../../platform/log';
import { type Action, defineAction } from '../../platform/router';
import { inputHash } from '../../platform/secrets';
import { actOf } from './access';
import { changed, ownMeet, recorded } from './captains';
import { keepRecords } from './event-store';
import { changeMeet, meetById, noteSpread } from './meet-store';
import { version } from './meet-schema';

/** Records in force 纪录 of a meet: kept in its own document, copied into the events that are drawn. */

const words: Readonly<Record<RecordFault, string>> = {
  event: '规程里没有这个项目，或它不记成绩',
  timing: '径赛要写明手计时还是电计时，其他项目不写',
  mark: '成绩要按公布的写法：手计时到 0.1 秒，电计时到 0.01 秒，长度到厘米',
  day: '日期不对，不能晚于今天',
  wind: '这个项目不看风速',
  twice: '这个项目已经有一条同样计时的纪录，请改那一条',
};

/** A meet keeps at most so many. */
const most = 300;

const name = (least: number, text: string) => v.pipe(v.string(), v.check((given) => fits(given, least, 40), text));
const rowSchema = v.strictObject({
  discipline: name(1, words.event),
  group: id,
  implement: v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(100_000))),
  timing: v.nullable(v.picklist(['hand', 'photo'])),
  mark: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(100_000_000)),
  holder: name(1, '写明创纪录的人或队'),
  unit: name(0, '单位最多 40 个字'),
  on: v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/)),
  noGauge: v.boolean(),
});

const list = defineAction('meet.records', 'member', v.strictObject({ meetId: id }), async ({ db, input, member, now }) => {
  const { meet, activity } = await ownMeet(db, input.meetId, member, now);
  const { events, groups } = meet.rulebook;
  return { title: activity.title, rows: meet.records, events, groups: groups.map((group) => ({ id: group.id, name: group.name })), drawn: meet.draw !== null, v: meet.v, now };
});

const schema = v.strictObject({ meetId: id, v: version, at: v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(most))), row: v.nullable(rowSchema) });

const record = defineAction('meet.record', 'act', schema, async ({ db, input, key, member, now, requestId }) => {
  const { at } = input;
  const { meet, activity } = await ownMeet(db, input.meetId, member, now);
  const act = actOf(member, key, inputHash(input), now);
  if (wasDone(meet, key, act.h)) return { v: input.v + 1 };
  if (meet.v !== input.v) throw changed();
  const before = at === null ? null : (meet.records[at] ?? null);
  if (at !== null && before === null) throw new Refusal('NOT_FOUND', '没有这条纪录');
  if (at === null && meet.records.length >= most) throw new Refusal('FULL', `纪录最多 ${most} 条`);
  const row = input.row && { ...input.row, holder: tidy(input.row.holder), unit: tidy(input.row.unit) };
  if (row === null && before === null) throw new Refusal('BAD_INPUT');
  const fault = row && recordFault(row, meet.rulebook.events, meet.records.filter((_one, index) => index !== at), dayOf(now));
  if (fault) throw new Refusal('BAD_INPUT', words[fault]);
  const data = { records: db.command.set(changedList(meet.records, at, row)), unspread: meet.draw !== null };
  if (!(await changeMeet(db, meet._id, input.v, data, act, recorded('meet.record', meet, activity, act, { before, after: row })))) throw changed();
  if (meet.draw !== null) await project(requestId, () => spreadRecords(db, meet._id));
  return { v: input.v + 1 };
});

/** Copies a meet's records into its events; again, where they were changed meanwhile. */
export async function spreadRecords(db: Database, meetId: string): Promise<void> {
  for (let attempt = 0; attempt < 4; attempt += 1) {
    const meet = await meetById(db, meetId);
    if (!meet?.unspread) return;
    for (const event of meet.rulebook.events) await keepRecords(db, meetId, event, meet.records);
    if (await noteSpread(db, meet)) return;
  }
}

export const recordActions: readonly Action[] = [list, record];
