/** 竞赛日程: proposed, moved by hand, postponed 顺延, paused 暂停. */
declare namespace Api.Meet {
  /** One round of one event in its 场区. */
  interface TimetableItem {
    /** `e3-r1` */
    id: string;
    event: string;
    round: number;
    zone: string;
    minutes: number;
    /** null: not planned yet. */
    start: Millis | null;
  }

  interface TimetableRow extends TimetableItem {
    /** 男子青年组100米 预赛 */
    name: string;
  }

  interface Timetable {
    meetId: string;
    title: string;
    rows: TimetableRow[];
    hours: Hours[];
    paused: { reason: string; at: Millis } | null;
    manages: boolean;
    now: Millis;
  }

  /** What the organiser's phone needs to say at once what clashes: people are numbers, the same in all items. */
  interface Programme {
    meetId: string;
    title: string;
    v: number;
    rows: (TimetableRow & { metres: number | null; people: number[] })[];
    hours: Hours[];
    rests: Rests;
    unsafe: [string, string][];
    paused: { reason: string; at: Millis } | null;
    now: Millis;
  }

  interface Planned {
    item: string;
    start: Millis | null;
    minutes: number;
  }
}

declare namespace Api {
  interface Actions {
    /** The timetable as everybody sees it. Members. */
    'meet.timetable': { input: { meetId: string }; output: Meet.Timetable };
    /** Cadre over the meet, once it is drawn: what is to be planned, and what is. */
    'meet.programme': { input: { meetId: string }; output: Meet.Programme };
    /** Cadre: looks for a short timetable for so many seconds; keeps nothing. `length`, `bound` in minutes. */
    'meet.propose': { input: { meetId: string; seconds: number }; output: { planned: Meet.Planned[]; unplaced: string[]; length: number; proven: number } };
    /** Cadre: keeps a timetable, if nobody changed the meet since version `v`. Keyed. */
    'meet.arrange': { input: { meetId: string; v: number; planned: Meet.Planned[] }; output: { v: number } };
    /** Cadre: everything that starts at `from` or later moves by so many minutes, in one 场区 or in all (null); told to all. Keyed. */
    'meet.shift': { input: { meetId: string; v: number; from: Millis; minutes: number; zone: string | null; reason: string }; output: { v: number } };
    /** Cadre: pauses the meet, or goes on; told to all. Keyed. */
    'meet.pause': { input: { meetId: string; v: number; paused: boolean; reason: string }; output: { v: number } };
  }
}
