/** Rulebooks 竞赛规程 ready to use, as data. Each choice can be changed before the first entry is accepted. */

export interface Template {
  id: Api.Contest.TemplateId;
  name: string;
  note: string;
  /** @param startsAt when the last round begins */
  rulebookOf(startsAt: Api.Millis): Api.Contest.Rulebook;
}

const day = 86_400_000;

const criterion = (id: string, name: string, weight: number): Api.Contest.Criterion => ({ id, name, weight });
const rank = (name: string, count: number): Api.Contest.Prize => ({ name, count, kind: 'rank' });
const special = (name: string): Api.Contest.Prize => ({ name, count: 1, kind: 'special' });

export const templates: readonly Template[] = [
  {
    id: 'may',
    name: '五月歌会',
    note: '合唱比赛，一轮定名次：一首必选，一首自选',
    rulebookOf: (startsAt) => ({
      criteria: [criterion('pitch', '音准节奏', 30), criterion('voice', '声部协调', 25), criterion('feeling', '艺术表现', 25), criterion('bearing', '精神风貌', 20)],
      maximum: 10,
      trim: 1,
      trimNeeds: 5,
      ties: [{ by: 'untrimmed' }, { by: 'criterion', id: 'pitch' }, { by: 'topMarks' }],
      audience: { kind: 'none' },
      rounds: [{ id: 'r1', name: '决赛', cut: null, order: 'lot', startsAt }],
      forms: ['choir'],
      people: { choir: { min: 30, max: 80 } },
      setSongs: ['咱们工人有力量', '歌唱祖国', '没有共产党就没有新中国'],
      unitsPerSong: 1,
      entriesPerUnit: 1,
      duration: { seconds: 480, step: 30, overtime: 10 },
      prizes: [rank('一等奖', 2), rank('二等奖', 4), rank('三等奖', 6), special('最佳指挥奖'), { name: '优秀组织奖', count: 5, kind: 'organisation' }],
      heldSheets: 3,
    }),
  },
  {
    id: 'vocal',
    name: '声乐大赛',
    note: '独唱，初赛、复赛、决赛，决赛有观众投票',
    rulebookOf: (startsAt) => ({
      criteria: [criterion('pitch', '音准节奏', 30), criterion('voice', '音色技巧', 30), criterion('feeling', '情感表达', 25), criterion('bearing', '台风', 15)],
      maximum: 100,
      trim: 1,
      trimNeeds: 5,
      ties: [{ by: 'untrimmed' }, { by: 'criterion', id: 'pitch' }, { by: 'topMarks' }, { by: 'earlier' }],
      audience: { kind: 'weight', judges: 70, audience: 30 },
      rounds: [
        { id: 'r1', name: '初赛', cut: { best: 30 }, order: 'lot', startsAt: startsAt - 28 * day },
        { id: 'r2', name: '复赛', cut: { best: 12 }, order: 'lot', startsAt: startsAt - 14 * day },
        { id: 'r3', name: '决赛', cut: null, order: 'lot', startsAt },
      ],
      forms: ['solo'],
      people: {},
      setSongs: [],
      unitsPerSong: 1,
      entriesPerUnit: 3,
      duration: { seconds: 300, step: 30, overtime: 100 },
      prizes: [rank('一等奖', 1), rank('二等奖', 2), rank('三等奖', 3), rank('优秀奖', 6), special('最佳台风奖')],
      heldSheets: 3,
    }),
  },
  {
    id: 'talent',
    name: '职工才艺大赛',
    note: '独唱、重唱、小组唱都收，初赛、决赛，人气加分',
    rulebookOf: (startsAt) => ({
      criteria: [criterion('skill', '演唱水平', 40), criterion('feeling', '艺术表现', 30), criterion('idea', '创意编排', 20), criterion('bearing', '台风', 10)],
      maximum: 100,
      trim: 1,
      trimNeeds: 5,
      ties: [{ by: 'untrimmed' }, { by: 'criterion', id: 'skill' }, { by: 'topMarks' }],
      audience: {
        kind: 'bonus',
        bands: [
          { from: 1, to: 5, hundredths: 150 },
          { from: 6, to: 10, hundredths: 100 },
        ],
      },
      rounds: [
        { id: 'r1', name: '初赛', cut: { best: 15 }, order: 'lot', startsAt: startsAt - 14 * day },
        { id: 'r2', name: '决赛', cut: null, order: 'lot', startsAt },
      ],
      forms: ['solo', 'duet', 'group'],
      people: {},
      setSongs: [],
      unitsPerSong: 2,
      entriesPerUnit: 5,
      duration: { seconds: 300, step: 30, overtime: 50 },
      prizes: [rank('金奖', 2), rank('银奖', 3), rank('铜奖', 5), special('最具人气奖'), special('最佳创意奖')],
      heldSheets: 3,
    }),
  },
];

const minute = 60_000;

/**
 * A template's rulebook for a contest whose last round begins at `startsAt`: where little time is left, its rounds move together so
 * that the first begins no earlier than half of that time from now, and entries close half way there, a week before it at most.
 */
export function opened({ rulebookOf }: Template, startsAt: Api.Millis, now: Api.Millis): { rulebook: Api.Contest.Rulebook; entriesUntil: Api.Millis } {
  const plain = rulebookOf(startsAt);
  const first = plain.rounds[0]?.startsAt ?? startsAt;
  const [left, wanted] = [Math.floor((startsAt - now) / 2), startsAt - first];
  const tight = left > 0 && left < wanted;
  const at = (planned: Api.Millis) => (tight ? startsAt - Math.floor(((startsAt - planned) * left) / wanted / minute) * minute : planned);
  const rounds = plain.rounds.map((round) => ({ ...round, startsAt: at(round.startsAt) }));
  const begins = rounds[0]?.startsAt ?? startsAt;
  return { rulebook: { ...plain, rounds }, entriesUntil: Math.max(begins - 7 * day, Math.min(begins, now + Math.floor((begins - now) / 2))) };
}
