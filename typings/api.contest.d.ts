/** Song contests 歌咏/声乐大赛: what a rulebook, an entry, a round and a result are. The actions stand in files of their own beside this one. */
declare namespace Api.Contest {
  /** What a judge marks 评分项, with its share of the score. The weights of a rulebook sum to 100. */
  interface Criterion {
    id: string;
    /** Such as 音准. */
    name: string;
    /** Whole per cents. */
    weight: number;
  }

  type TieRule = { by: 'untrimmed' } | { by: 'criterion'; id: string } | { by: 'topMarks' } | { by: 'earlier' };
  type AudienceRule =
    | { kind: 'weight'; judges: number; audience: number }
    | { kind: 'bonus'; bands: { from: number; to: number; hundredths: number }[] }
    | { kind: 'none' };

  /** solo 独唱 · duet 重唱 · group 小组唱 · choir 合唱 */
  type Form = 'solo' | 'duet' | 'group' | 'choir';

  interface RoundRule {
    /** `r1`, `r2` … in order. */
    id: string;
    /** 海选 · 初赛 · 复赛 · 决赛, or as the organiser calls it. */
    name: string;
    /** Who goes on; null: the last round. A tie at the cut goes through. */
    cut: { best: number } | { line: number } | null;
    /** lot: the verifiable draw on the phone · paper: 纸签, drawn by hand and entered. */
    order: 'lot' | 'paper';
    startsAt: Millis;
  }

  /** Prizes by rank 奖项按等次: from the top down. */
  interface Prize {
    /** 一等奖, 优秀组织奖, 最佳台风奖 … */
    name: string;
    count: number;
    /** rank: the next `count` of the standings · special 单项奖 and organisation 优秀组织奖: named by the organiser. */
    kind: 'rank' | 'special' | 'organisation';
  }

  /** 竞赛规程: data of one contest. */
  interface Rulebook {
    criteria: Criterion[];
    /** Whole points a sheet can have at most: 10 or 100. */
    maximum: 10 | 100;
    /** Sheets left out at each end, and how many valid sheets that needs. */
    trim: 0 | 1 | 2;
    trimNeeds: number;
    ties: TieRule[];
    audience: AudienceRule;
    rounds: RoundRule[];
    forms: Form[];
    /** Fewest and most people on stage of a form; absent: as the trade has it (1 · 2–4 · 5–16 · 17–120). */
    people: Partial<Record<Form, { min: number; max: number }>>;
    /** 必选曲目: one of these must be sung; empty: none. */
    setSongs: string[];
    /** How many units may sing one 自选 song. */
    unitsPerSong: number;
    /** Entries a unit may send; null: any number. */
    entriesPerUnit: number | null;
    /** Seconds on stage; over it the deduction of `overtime` hundredths for each begun `step` seconds. */
    duration: { seconds: number; step: number; overtime: number };
    prizes: Prize[];
    /** Sheets held back until released after this performer (基准); 0: none. */
    heldSheets: number;
  }

  interface Song {
    title: string;
    /** set 必选 · own 自选 */
    kind: 'set' | 'own';
    /** Words and music 词曲作者; empty: not said. */
    author: string;
    seconds: number;
  }

  interface Performer {
    name: string;
    /** lead 领唱, singer 演唱, conductor 指挥, accompanist 伴奏 */
    part: 'lead' | 'singer' | 'conductor' | 'accompanist';
    /** A member of ours; null: on the list by name. */
    uid: string | null;
    /** From outside the unit 外请. */
    outside: boolean;
  }

  /** Of an entry's words, by WeChat's check: held: no verdict yet · review: a person is to read them closely · risky: they must be changed */
  type TextState = 'held' | 'review' | 'risky';

  /** submitted 已报送 · returned 退回修改 · accepted 审查通过 · withdrawn 已退出 */
  type EntryState = 'submitted' | 'returned' | 'accepted' | 'withdrawn';
}
