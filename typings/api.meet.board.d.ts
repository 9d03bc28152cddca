/** What everybody reads of a meet as it goes, and an athlete's own page. */
declare namespace Api.Meet {
  interface BoardEvent {
    event: string;
    name: string;
    discipline: string;
    groupName: string;
    zone: string;
    /** Rounds it will have, the one it is in, and how far that is. */
    last: number;
    n: number;
    state: RoundShown['state'];
    /** Of the result; null: there is none yet. */
    announcedAt: Millis | null;
    /** No protest can change it any more. */
    confirmed: boolean;
    /** The first three; a team's name is its unit's. */
    top: { place: number; name: string; unitName: string; mark: string }[];
    /** Records broken in it. */
    records: number;
    /** How many prizes there are; 0 before the announcement. */
    prizes: number;
  }

  interface UnitLine {
    unit: string;
    name: string;
    place: number;
    /** 61.5, 5+2/3 */
    points: string;
    /** Of these 待确认; empty: none. */
    pending: string;
    /** Thousandths of the best unit's. */
    bar: number;
    /** How many firsts, seconds … */
    places: number[];
    records: number;
  }

  interface BoardClass {
    /** 单位组别; empty: units that are in none. */
    id: string;
    name: string;
    units: UnitLine[];
  }

  interface MedalLine {
    unit: string;
    name: string;
    medals: [number, number, number];
    place: number;
  }

  interface RecordLine {
    event: string;
    name: string;
    kind: 'broken' | 'equalled' | 'first';
    mark: string;
    noGauge: boolean;
    unitName: string;
  }

  interface Board {
    meetId: string;
    title: string;
    events: BoardEvent[];
    classes: BoardClass[];
    medals: MedalLine[];
    records: RecordLine[];
    /** By the timetable; a pause with its reason, null: none. */
    planned: PlannedCall[];
    paused: string | null;
    /** The result book; null: not sealed yet. */
    seal: SealShown | null;
    at: Millis;
    v: number;
  }

  interface ScreenRow {
    id: string;
    name: string;
    byName: string;
    at: Millis;
    revokedAt: Millis | null;
  }

  /** One of my events. */
  interface OwnEvent {
    event: string;
    name: string;
    groupName: string;
    zone: string;
    entry: string;
    /** Of my latest round. */
    n: number;
    last: number;
    /** null: matches, or an order of its own. */
    heat: number | null;
    lane: number | null;
    start: Start['kind'];
    call: Call;
    state: RoundShown['state'];
    /** When to be at 检录 and when it starts, by the timetable; null: not planned. */
    callAt: Millis | null;
    startAt: Millis | null;
    bib: number;
    /** Of a team: everybody in it, in the order of the legs. */
    team: { name: string; bib: number }[];
    /** As announced for that round. */
    line: SheetLine | null;
    markText: string;
    through: 'Q' | 'q' | null;
    result: { place: number | null; points: string; record: ResultLine['record']; confirmed: boolean } | null;
  }
}

declare namespace Api {
  interface Actions {
    /** Members: the board of a meet, one document. With `since` = the `v` known: null where nothing changed. */
    'meet.board': { input: { meetId: string; since?: number }; output: { board: Meet.Board | null; now: Millis } };
    /** My own events of a meet. */
    'meet.athlete': { input: { meetId: string }; output: { title: string; events: Meet.OwnEvent[]; works: boolean; manages: boolean; now: Millis } };
    /** Cadre: the big screens of a meet. */
    'meet.screens': { input: { meetId: string }; output: { screens: Meet.ScreenRow[]; now: Millis } };
    /** Cadre: lets a big screen in. The token is told to who made it, and kept nowhere. Keyed. */
    'meet.screen': { input: { meetId: string; name: string }; output: { screenId: string; token: string } };
    /** Cadre: shows it the door. Keyed. */
    'meet.unscreen': { input: { meetId: string; screenId: string }; output: { revoked: true } };
  }
}
