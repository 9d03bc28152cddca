import { templates } from '../../miniprogram/domain/contest/templates';
import { day, hour } from '../../miniprogram/domain/time/shanghai';

/** What the demo contests are made of; texts of songs were written for the demo. */

export interface DemoEntry {
  title: string;
  unit: string;
  /** How many members of the unit sing; 1: a solo. */
  singers: number;
  /** The place of the first singer in the unit's list; default: the first. */
  lead?: number;
  /** `identity`: one of the demo's own people, who sings or plays for another unit. */
  outside?: { name: string; part: 'conductor' | 'accompanist'; identity?: string }[];
  set?: string;
  own: string;
  author?: string;
  lyrics: string;
  state?: Api.Contest.EntryState;
  reason?: string;
}

interface DemoContest {
  /** Of its activity. */
  id: string;
  scope: string;
  /** From the start of today, ms. */
  entriesUntil: number;
  /** Its only round is being played. */
  onStage?: true;
  rulebookOf(today: number): Api.Contest.Rulebook;
  entries: readonly DemoEntry[];
}

function template(id: Api.Contest.TemplateId): Api.Contest.Rulebook {
  const found = templates.find((one) => one.id === id);
  if (!found) throw new Error(`no template ${id}`);
  return found.rulebookOf(0);
}

const teacher = { name: '何映雪', part: 'conductor' as const };
const pianist = { name: '顾清和', part: 'accompanist' as const };
const choir = (unit: string, title: string, set: string, own: string, lyrics: string, more: Partial<DemoEntry> = {}): DemoEntry => ({ unit, title, set, own, author: '本单位职工词曲', lyrics, singers: 22, ...more });
const folk = (title: string, from: string) => `《${title}》为${from}，演唱时用通行的歌词，没有改动。`;
const solo = (unit: string, own: string, author: string, lyrics: string, more: Partial<DemoEntry> = {}): DemoEntry => ({ unit, title: own, own, author, lyrics, singers: 1, ...more });

const workers = '咱们工人有力量';
const praise = '歌唱祖国';

export const demoContests: readonly DemoContest[] = [
  {
    id: 'contest-choir',
    scope: 'city',
    entriesUntil: 8 * day + 18 * hour,
    rulebookOf: (today) => ({
      ...template('may'),
      rounds: [
        { id: 'r1', name: '初赛', cut: { best: 6 }, order: 'lot', startsAt: today + 20 * day + 9 * hour },
        { id: 'r2', name: '决赛', cut: null, order: 'lot', startsAt: today + 41 * day + 19 * hour },
      ],
      people: { choir: { min: 20, max: 80 } },
      entriesPerUnit: 2,
      audience: { kind: 'weight', judges: 70, audience: 30 },
    }),
    entries: [
      choir('jcjc', '车床边的合唱', workers, '铁屑开花', '铁屑卷起来像一朵花，师傅说慢一点，再慢一点，准了。', { singers: 26, outside: [teacher] }),
      choir('bus', '六路车的早晨', workers, '头班车', '天还没亮，第一站的灯先亮，你上来吧，外面冷。', { outside: [pianist] }),
      choir('weave', '经纬之间', praise, '织出春天', '一根经一根纬，手里过的都是春天的颜色。', { outside: [teacher, pianist] }),
      choir('hosp', '值夜', praise, '走廊的灯', '走廊的灯不关，脚步放轻，天亮了告诉你一个好消息。'),
      choir('school1', '同一片操场', praise, '粉笔与光', '粉笔落下来，像一场小雪，你们长大了，雪还在下。'),
      choir('chip', '无尘室', workers, '一微米', '一微米的路，我们走了很多年，光从那里出来。'),
      choir('street', '城市的脚步', workers, '再送一单', '雨停了再送一单，楼道里的灯为我亮了一下。', { singers: 20, state: 'submitted' }),
      choir('east', '四家联队', praise, '江水向东', '四个单位一条江，江水向东，歌声也向东。', { state: 'submitted' }),
      choir('health', '白衣和声', praise, '平安帖', '写一张平安帖，贴在每一扇窗。', { state: 'returned', reason: '歌词不全，请补齐第二段' }),
    ],
  },
  {
    id: 'contest-solo',
    scope: 'edu',
    entriesUntil: -14 * day,
    rulebookOf: (today) => ({
      ...template('vocal'),
      rounds: [
        { id: 'r1', name: '初赛', cut: { best: 12 }, order: 'lot', startsAt: today - 13 * day + 9 * hour },
        { id: 'r2', name: '复赛', cut: { best: 6 }, order: 'lot', startsAt: today + day + 13.5 * hour },
        { id: 'r3', name: '决赛', cut: null, order: 'lot', startsAt: today + 15 * day + 19 * hour },
      ],
      unitsPerSong: 2,
    }),
    entries: [
      solo('school1', '茉莉花', '江苏民歌', folk('茉莉花', '江苏民歌'), { outside: [pianist] }),
      solo('school1', '小河淌水', '云南民歌', folk('小河淌水', '云南民歌'), { lead: 1 }),
      solo('hosp', '牧歌', '内蒙古民歌', folk('牧歌', '内蒙古民歌')),
      solo('hosp', '走廊的灯', '本单位职工词曲', '走廊的灯不关，脚步放轻，天亮了告诉你一个好消息。', { lead: 1 }),
      solo('jcjc', '铁屑开花', '本单位职工词曲', '铁屑卷起来像一朵花，师傅说慢一点，再慢一点，准了。'),
      solo('jcjc', '黄河船夫曲', '陕北民歌', folk('黄河船夫曲', '陕北民歌'), { lead: 1 }),
      solo('bus', '头班车', '本单位职工词曲', '天还没亮，第一站的灯先亮，你上来吧，外面冷。'),
      solo('bus', '康定情歌', '四川民歌', folk('康定情歌', '四川民歌'), { lead: 1, outside: [pianist] }),
      solo('weave', '织出春天', '本单位职工词曲', '一根经一根纬，手里过的都是春天的颜色。'),
      solo('chip', '一微米', '本单位职工词曲', '一微米的路，我们走了很多年，光从那里出来。'),
      solo('street', '再送一单', '骑手 马小跑 词曲', '雨停了再送一单，楼道里的灯为我亮了一下。'),
      solo('chip', '半个月亮爬上来', '青海民歌', folk('半个月亮爬上来', '青海民歌'), { lead: 1 }),
    ],
  },
  {
    id: 'contest-live',
    scope: 'health',
    entriesUntil: -6 * day,
    onStage: true,
    rulebookOf: (today) => ({
      ...template('may'),
      rounds: [{ id: 'r1', name: '决赛', cut: null, order: 'paper', startsAt: today + 9 * hour }],
      forms: ['solo'],
      people: {},
      setSongs: [],
      entriesPerUnit: null,
      unitsPerSong: 8,
      prizes: [
        { name: '一等奖', count: 1, kind: 'rank' },
        { name: '二等奖', count: 2, kind: 'rank' },
      ],
      audience: { kind: 'none' },
      criteria: template('vocal').criteria,
      ties: [{ by: 'untrimmed' }, { by: 'earlier' }],
      trim: 1,
      trimNeeds: 5,
      heldSheets: 3,
    }),
    entries: [
      solo('hosp', '走廊的灯', '本单位职工词曲', '走廊的灯不关，脚步放轻，天亮了告诉你一个好消息。', { lead: 3 }),
      solo('health', '平安帖', '本单位职工词曲', '写一张平安帖，贴在每一扇窗。'),
      solo('hosp', '牧歌', '内蒙古民歌', folk('牧歌', '内蒙古民歌'), { lead: 5 }),
      solo('hosp', '交班', '本单位职工词曲', '七点半交班，你说一切平安，我说路上慢点。', { lead: 7 }),
      solo('health', '茉莉花', '江苏民歌', folk('茉莉花', '江苏民歌'), { lead: 1 }),
      solo('hosp', '一号窗口', '本单位职工词曲', '一号窗口的玻璃擦得很亮，你弯下腰，我也弯下腰。', { lead: 9 }),
      solo('hosp', '天路', '印青曲', '《天路》演唱时用通行的歌词，没有改动。', { lead: 11 }),
      solo('hosp', '救护车开过春天', '本单位职工词曲', '救护车开过春天，路边的花都让一让。', { lead: 13 }),
    ],
  },
  {
    id: 'contest-may',
    scope: 'bus',
    entriesUntil: -20 * day,
    rulebookOf: (today) => ({
      ...template('may'),
      rounds: [{ id: 'r1', name: '决赛', cut: null, order: 'paper', startsAt: today - 18 * day + 16 * hour }],
      forms: ['solo'],
      people: {},
      setSongs: [],
      entriesPerUnit: 6,
      prizes: [
        { name: '一等奖', count: 1, kind: 'rank' },
        { name: '二等奖', count: 2, kind: 'rank' },
        { name: '最佳台风奖', count: 1, kind: 'special' },
        { name: '优秀组织奖', count: 1, kind: 'organisation' },
      ],
      heldSheets: 0,
    }),
    entries: [
      solo('bus6', '收车以后', '本单位职工词曲', '收车以后洗把脸，方向盘还在手心里转。', { outside: [{ name: '陈建国', part: 'accompanist', identity: 'demo-worker-chen' }] }),
      solo('bus', '末班车的灯', '本单位职工词曲', '末班车的灯照着路，路照着回家的人。', { lead: 2 }),
      solo('bus6', '沂蒙小调', '山东民歌', folk('沂蒙小调', '山东民歌'), { lead: 1 }),
      solo('bus', '站台', '本单位职工词曲', '站台上的人换了又换，我按时来，按时走。', { lead: 3 }),
      solo('bus', '康定情歌', '四川民歌', folk('康定情歌', '四川民歌'), { lead: 4 }),
    ],
  },
];
