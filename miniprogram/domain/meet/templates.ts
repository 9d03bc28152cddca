import { usualBands } from './lanes';
import { contest, fun, highJump, jump, race, relay, shot, swim, swimRelay, team, tugOfWar } from './template-events';

/** Whole rulebooks as data, to begin with: five sports, for a district 区级 and for an enterprise 企业. */

type Group = Api.Meet.Group;
type Make = (group: Group) => Api.Meet.Event;

const points: Api.Meet.PointsRule = {
  table: [9, 7, 6, 5, 4, 3, 2, 1],
  few: { starters: 8, including: false },
  record: 9,
  recordDoubled: false,
  withdrawal: 0,
  taking: 0,
  union: 'equal',
  ties: 'places',
};

const rests: Api.Meet.Rests = { events: 20, short: 45, middle: 90, call: 20 };

const men: Group[] = [
  { id: 'm1', name: '男子青年组', sex: 'male', minAge: 18, maxAge: 35, next: 'm2' },
  { id: 'm2', name: '男子中年组', sex: 'male', minAge: 36, maxAge: 45, next: 'm3' },
  { id: 'm3', name: '男子常青组', sex: 'male', minAge: 46, maxAge: null, next: null },
];
const women: Group[] = [
  { id: 'w1', name: '女子青年组', sex: 'female', minAge: 18, maxAge: 35, next: 'w2' },
  { id: 'w2', name: '女子中年组', sex: 'female', minAge: 36, maxAge: 45, next: 'w3' },
  { id: 'w3', name: '女子常青组', sex: 'female', minAge: 46, maxAge: null, next: null },
];
const open: Group[] = [
  { id: 'm', name: '男子', sex: 'male', minAge: 18, maxAge: null, next: null },
  { id: 'w', name: '女子', sex: 'female', minAge: 18, maxAge: null, next: null },
];
const mixed: Group = { id: 'x', name: '', sex: 'any', minAge: 18, maxAge: null, next: null };

/** In a district large and small units compete apart; an enterprise's departments all together. */
const classes: Readonly<Record<Api.Meet.Level, Api.Meet.UnitClass[]>> = {
  district: [
    { id: 'a', name: '甲组', min: 301, max: null },
    { id: 'b', name: '乙组', min: null, max: 300 },
  ],
  enterprise: [{ id: 'all', name: '各单位', min: null, max: null }],
};

const grams = { male: 5000, female: 4000 };
const lightGrams = { male: 4000, female: 3000 };

const track: Readonly<Record<Api.Meet.Level, readonly Make[][]>> = {
  district: [
    [race(100), race(200), race(400), race(800), race(1500), relay(4, 100), highJump(1000, 50, 20), jump('跳远', true), shot(grams)],
    [race(100), race(400), race(800), jump('跳远', true), shot(grams)],
    [race(100), jump('立定跳远', false), shot(lightGrams)],
  ],
  enterprise: [
    [race(100), race(400), race(1500), relay(4, 100), jump('跳远', true), shot(grams)],
    [race(100), race(400), shot(grams)],
    [race(100), jump('立定跳远', false)],
  ],
};

const funEvents: Readonly<Record<Api.Meet.Level, readonly Make[]>> = {
  district: [
    tugOfWar(team(20, 22, 10, 10)),
    fun('跳长绳', { kind: 'count', within: 180_000 }, team(12, 14, 2, 6)),
    fun('袋鼠跳接力', { kind: 'timePenalty', penalty: 2_000 }, team(8, 10, 4, 4)),
    fun('齐心协力', { kind: 'time' }, team(6, 8, 3, 3), 'rerun'),
    fun('踢毽子', { kind: 'count', within: 60_000 }, null),
    fun('定点投篮', { kind: 'hits' }, null),
    fun('托球跑', { kind: 'timePenalty', penalty: 3_000 }, null),
  ],
  enterprise: [
    tugOfWar(team(12, 14, 6, 6)),
    fun('跳长绳', { kind: 'count', within: 120_000 }, team(10, 12, 2, 4)),
    fun('踢毽子', { kind: 'count', within: 60_000 }, null),
    fun('定点投篮', { kind: 'hits' }, null),
    fun('托球跑', { kind: 'timePenalty', penalty: 3_000 }, null),
  ],
};

/** The events of a group that take the whole of both sexes. */
const pool: readonly Make[] = [swim(50, '自由泳'), swim(100, '自由泳'), swim(50, '蛙泳'), swim(100, '蛙泳'), swim(50, '仰泳'), swimRelay(4, 50)];
const racket = (seeds: number): Api.Meet.Format => ({ kind: 'knockout', seeds, third: false });
const balls: readonly Make[] = [
  contest('ball', '乒乓球单打', racket(8), 5, 'racket', null, '乒乓球馆'),
  contest('ball', '乒乓球团体', { kind: 'roundRobin' }, 5, 'racket', team(3, 5, 0, 0), '乒乓球馆'),
  contest('ball', '羽毛球单打', racket(8), 3, 'racket', null, '羽毛球馆'),
];
const menBalls: readonly Make[] = [
  contest('ball', '篮球', { kind: 'roundRobin' }, 1, 'basketball', team(5, 12, 0, 0), '1号场'),
  contest('ball', '足球', { kind: 'roundRobin' }, 1, 'football', team(7, 18, 0, 0), '足球场'),
];
const boards: readonly Make[] = [
  contest('board', '中国象棋', { kind: 'swiss', rounds: 7 }, 1, null, null, '棋类赛场'),
  contest('board', '围棋', { kind: 'swiss', rounds: 7 }, 1, null, null, '棋类赛场'),
  contest('board', '五子棋', { kind: 'swiss', rounds: 7 }, 1, null, null, '棋类赛场'),
];

function athletics(level: Api.Meet.Level): { groups: Group[]; events: Api.Meet.Event[] } {
  const groups = [...men, ...women];
  return { groups, events: [men, women].flatMap((sex) => sex.flatMap((group, index) => (track[level][index] ?? []).map((make) => make(group)))) };
}

function contents(sport: Api.Meet.Sport, level: Api.Meet.Level): { groups: Group[]; events: Api.Meet.Event[] } {
  switch (sport) {
    case 'athletics':
      return athletics(level);
    case 'fun':
      return { groups: [mixed], events: funEvents[level].map((make) => make(mixed)) };
    case 'swimming':
      return level === 'enterprise'
        ? { groups: open, events: open.flatMap((group) => pool.map((make) => make(group))) }
        : { groups: [...men, ...women], events: [...men, ...women].flatMap((group) => pool.map((make) => make(group))) };
    case 'ball':
      return { groups: open, events: open.flatMap((group) => [...balls, ...(group.sex === 'male' ? menBalls : [])].map((make) => make(group))) };
    case 'board':
      return { groups: [mixed], events: boards.map((make) => make(mixed)) };
  }
}

/** @param ageOn day on which ages are counted, YYYY-MM-DD: usually the meet's first */
export function template(sport: Api.Meet.Sport, level: Api.Meet.Level, ageOn: string): Api.Meet.Rulebook {
  const lanes = level === 'district' ? 8 : 6;
  return {
    sport,
    level,
    ageOn,
    ...contents(sport, level),
    unitClasses: classes[level],
    limits: { perPerson: 2, relaysCount: false, among: [] },
    timing: level === 'district' ? 'photo' : 'hand',
    lanes,
    bands: usualBands[lanes],
    points,
    rests,
    unsafe: [['标枪区', '跑道'], ['铁饼区', '跑道']],
  };
}
