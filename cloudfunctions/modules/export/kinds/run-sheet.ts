import { whenOf } from '../../../../miniprogram/domain/activity/steps';
import { Refusal } from '../../../platform/errors';
import { entriesWithIds } from '../../contest/entry-store';
import { rehearsalById } from '../../contest/rehearsal-store';
import { roundById, roundKey } from '../../contest/round-store';
import { formNames } from '../result-words';
import { type Column, sheetOf, workbook } from '../sheet';
import type { Making } from '.';

interface Row {
  number: number;
  title: string;
  unit: string;
  form: string;
  songs: string;
  people: number;
  accompaniment: string;
  rehearsal: string;
}

const accompaniments: Readonly<Record<Api.Contest.EntryDraft['accompaniment']['kind'], string>> = { live: '现场伴奏', file: '播放音频', none: '清唱' };

/** 出场顺序表: for 催场, the lights and the sound; with the time of each rehearsal and a place to sign in. */
export async function runSheet({ db, subject, options }: Making<'runSheet'>): Promise<Buffer> {
  const key = roundKey(subject, options.roundId);
  const [round, rehearsal] = await Promise.all([roundById(db, key), rehearsalById(db, key)]);
  if (!round) throw new Refusal('NOT_OPEN', '这一轮还没有开启');
  const entries = new Map((await entriesWithIds(db, round.performances.map(({ entryId }) => entryId))).map((entry) => [entry._id, entry]));
  const rows = round.performances.map(({ entryId, number, title, unitName, form, songs, state }): Row => {
    const entry = entries.get(entryId);
    const slot = rehearsal?.slots.find((one) => one.entryId === entryId);
    return {
      ...{ number, title: state === 'absent' ? `${title}（缺席）` : title, unit: unitName, form: formNames[form], songs: songs.map((song) => `《${song.title}》`).join('') },
      ...{ people: entry?.performers.length ?? 0, accompaniment: entry ? accompaniments[entry.accompaniment.kind] : '', rehearsal: slot ? whenOf(slot.at, slot.at) : '' },
    };
  });
  const drawn = round.state !== 'open';
  const first = rehearsal?.slots[0];
  const stage = rehearsal && first ? `　走台：${rehearsal.stage}，${whenOf(first.at, first.at)}起，每个节目 ${rehearsal.minutes} 分钟` : '';
  const columns: Column<Row>[] = [
    { title: '出场', width: 6, value: ({ number }, index) => (drawn ? index + 1 : number > 0 ? number : null) },
    { title: '抽签号', width: 8, value: ({ number }) => (number > 0 ? number : null) },
    { title: '节目', width: 22, align: 'left', value: ({ title }) => title },
    { title: '参赛单位', width: 24, align: 'left', value: ({ unit }) => unit },
    { title: '形式', width: 8, value: ({ form }) => form },
    { title: '曲目', width: 24, align: 'left', value: ({ songs }) => songs },
    { title: '人数', width: 6, value: ({ people }) => people },
    { title: '伴奏', width: 10, value: ({ accompaniment }) => accompaniment },
    { title: '走台', width: 18, value: (row) => row.rehearsal },
    { title: '签到', width: 10, value: () => null },
  ];
  const note = `${round.scopeName}　共 ${rows.length} 个节目${drawn ? '' : '　还没有抽签'}${stage}`;
  return workbook([sheetOf({ name: '出场顺序表', title: `${round.title} ${round.name}出场顺序表`, note, columns, rows, rowHeight: 28, landscape: true })]);
}
