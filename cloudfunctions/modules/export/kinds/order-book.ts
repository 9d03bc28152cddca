import { halfOf, roundName } from '../../../../miniprogram/domain/meet/programme';
import { pathsUpwards } from '../../../../miniprogram/domain/people/scope';
import { calendarTime } from '../../../../miniprogram/domain/time/shanghai';
import type { Database } from '../../../platform/database';
import { Refusal } from '../../../platform/errors';
import { unseal } from '../../../platform/secrets';
import { activityById } from '../../activity/store';
import type { DelegationDocument, MeetDocument } from '../../meet/documents';
import type { EventDocument } from '../../meet/event-document';
import { wholeEvents } from '../../meet/event-store';
import { delegationsInOrder } from '../../meet/lists';
import { meetById } from '../../meet/meet-store';
import { holdersIn } from '../../roles/store';
import { type Block, form, heading, pageBreak, table, text, title, wordFile } from '../document';
import { columnsOf, cover, startList } from '../meet-parts';
import { dayWords } from '../result-words';
import type { Making } from '.';

const clock = (at: number) => {
  const { hour, minute } = calendarTime(at);
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
};

const ages = (min: number | null, max: number | null) => (min === null && max === null ? '年龄不限' : min === null ? `${max} 周岁及以下` : max === null ? `${min} 周岁及以上` : `${min}–${max} 周岁`);
const sizes = (min: number | null, max: number | null) => (min === null && max === null ? '不限' : min === null ? `会员 ${max} 人及以下` : max === null ? `会员 ${min} 人及以上` : `会员 ${min}–${max} 人`);

function formatWords({ format, measure }: Api.Meet.Event): string {
  switch (format.kind) {
    case 'timedFinal':
      return measure.kind === 'time' ? '分组一次性决赛' : '决赛';
    case 'rounds':
      return format.rounds === 2 ? '预赛、决赛' : '预赛、复赛、决赛';
    case 'knockout':
      return '单淘汰';
    case 'roundRobin':
      return '单循环';
    case 'swiss':
      return `积分编排 ${format.rounds} 轮`;
  }
}

/** 竞赛规程: what the rulebook says. */
function rules({ rulebook: { groups, unitClasses, limits, points, ageOn, lanes, timing, events } }: MeetDocument): Block[] {
  const scoring = [
    `录取名次得分：${points.table.join('、')}`,
    ...(events.some(({ factor }) => factor === 2) ? ['接力、拔河加倍'] : []),
    ...(points.few ? [`参赛人（队）数${points.few.including ? `${points.few.starters} 个及以下` : `不足 ${points.few.starters} 个`}，减一录取`] : []),
    ...(points.record > 0 ? [`破纪录加 ${points.record} 分${points.recordDoubled ? '，接力加倍' : ''}`] : []),
    ...(points.withdrawal > 0 ? [`检录后弃权扣 ${points.withdrawal} 分`] : []),
    ...(points.taking > 0 ? [`参赛一项得参与分 ${points.taking} 分`] : []),
    points.ties === 'places' ? '总分相等，第一名多者列前，依次类推' : '总分相等，破纪录多者列前，再比第一名，依次类推',
  ];
  return [
    title('竞赛规程'),
    form([
      ['组别', [...groups.map(({ name, minAge, maxAge }) => `${name || '不分组'}：${ages(minAge, maxAge)}`), `周岁计算到 ${ageOn}`].join('\n')],
      ...(unitClasses.length > 1 ? [['单位组别', unitClasses.map(({ name, min, max }) => `${name}：${sizes(min, max)}`).join('\n')] as [string, string]] : []),
      ['报名', `每人限报 ${limits.perPerson} 项${limits.relaysCount ? '，接力计入' : '，可兼报接力'}${limits.among.map(({ disciplines, most }) => `\n${disciplines.join('、')}中最多兼报 ${most} 项`).join('')}`],
      ['计分', scoring.join('\n')],
      ['场地与计时', `${lanes} 条道次，${timing === 'hand' ? '手计时，成绩进到 1/10 秒' : '终点摄像计时，成绩进到 1/100 秒'}`],
      ['抗议', '成绩公告后 30 分钟内由领队书面提出，裁判长答复；对答复不服，30 分钟内提请仲裁委员会，其裁决为最终裁决'],
    ]),
    heading('竞赛项目'),
    table(
      [
        { title: '组别', width: 3.4 },
        { title: '项目', width: 5.2, align: 'left' },
        { title: '赛制', width: 3.8 },
        { title: '每单位限报', width: 3.6 },
      ],
      events.map((event) => [groups.find(({ id }) => id === event.group)?.name ?? '', event.discipline, formatWords(event), `${event.perUnit} ${event.team ? '队' : '人'}`]),
      0.7,
    ),
  ];
}

/** 组委会 and 裁判: posts that nobody enters here stand with a line to fill in. */
async function officials(db: Database, scope: string): Promise<Block[]> {
  const holders = await holdersIn(db, [...pathsUpwards(scope)], undefined, 200);
  const names = holders.flatMap(({ name, grants }) => (grants.some((grant) => grant.role === 'official' && scope.startsWith(grant.scope)) ? [unseal(name)] : []));
  const blank = (posts: readonly string[]) => form(posts.map((post) => [post, '']));
  return [
    title('组委会与裁判名单'),
    heading('组织委员会'),
    blank(['主任', '副主任', '委员', '仲裁委员会']),
    heading('裁判员'),
    form([['总裁判长', ''], ['裁判长', ''], ['裁判员', names.join('、')], ['安全负责人', ''], ['医疗点', '']]),
  ];
}

function delegation({ name, athletes }: DelegationDocument): Block[] {
  const by = (sex: Api.Meet.Sex) => athletes.filter((one) => one.sex === sex).sort((a, b) => (a.bib ?? 0) - (b.bib ?? 0)).map(({ bib, name: who }) => `${bib ?? '　　'}　${who}`);
  const part = (label: string, lines: readonly string[]) => (lines.length === 0 ? [] : [text(`${label}（${lines.length}）`, { size: 11, heading: true, before: 2, withNext: true }), columnsOf(lines, 4)]);
  return [heading(`${name}（${athletes.length} 人）`), ...part('男运动员', by('male')), ...part('女运动员', by('female'))];
}

/** 竞赛日程 by day and half day. */
function timetable({ timetable: items, hours, rulebook }: MeetDocument, events: ReadonlyMap<string, EventDocument>): Block[] {
  const planned = (items ?? []).flatMap((item) => (item.start === null ? [] : [{ ...item, start: item.start }])).sort((a, b) => a.start - b.start || (a.zone < b.zone ? -1 : 1));
  if (planned.length === 0) return [title('竞赛日程'), text('日程另行公布。', { align: 'center' })];
  const names = new Map(rulebook.events.map(({ id, name }) => [id, name]));
  const halves = hours.flatMap(({ from, to }, half) => {
    const rows = planned.filter(({ start }) => halfOf(hours, start) === half);
    if (rows.length === 0) return [];
    const shown = rows.map(({ event, round, zone, start }) => {
      const document = events.get(event);
      const heats = document?.rounds[`r${round}`]?.heats.length ?? 0;
      return [clock(start), names.get(event) ?? '', roundName(round, document?.last ?? 1) || '决赛', heats > 0 ? `${document?.starters.length ?? ''} / ${heats}` : String(document?.starters.length ?? ''), zone];
    });
    return [heading(`${dayWords(from)} ${clock(from)}–${clock(to)}`), table(timetableColumns, shown, 0.7)];
  });
  return [title('竞赛日程'), ...halves];
}

const timetableColumns = [
  { title: '时间', width: 2 },
  { title: '项目', width: 6, align: 'left' },
  { title: '赛次', width: 2 },
  { title: '人（队）/组', width: 3 },
  { title: '场区', width: 3 },
] as const;

/** 秩序册: for delegations and officials, once everything is drawn. No date of birth is in it. */
export async function orderBook({ db, subject, progress }: Making<'orderBook'>): Promise<Buffer> {
  const [activity, meet] = await Promise.all([activityById(db, subject), meetById(db, subject)]);
  if (!activity || !meet) throw new Refusal('NOT_FOUND', '这个运动会还没有竞赛规程');
  const [delegations, events] = await Promise.all([delegationsInOrder(db, meet), wholeEvents(db, subject)]);
  if (events.length === 0) throw new Refusal('NOT_OPEN', '还没有抽签编排，编排之后才有秩序册');
  await progress(0.3);
  const order = new Map(meet.rulebook.events.map(({ id }, index) => [id, index]));
  const sorted = [...events].sort((a, b) => (order.get(a.eventId) ?? 0) - (order.get(b.eventId) ?? 0));
  const blocks = [
    ...cover('秩序册', activity),
    pageBreak(),
    ...rules(meet),
    pageBreak(),
    ...(await officials(db, meet.scope)),
    pageBreak(),
    title('代表队名单'),
    ...delegations.flatMap(delegation),
    pageBreak(),
    ...timetable(meet, new Map(events.map((one) => [one.eventId, one]))),
    pageBreak(),
    title('分组分道表'),
    ...sorted.flatMap(startList),
  ];
  await progress(0.6);
  return wordFile(blocks);
}
