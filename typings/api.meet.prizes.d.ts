/** Prizes 奖项 of a meet: they follow from what was announced and can no more be protested against; who was given one, and who signed for it. */
declare namespace Api.Meet {
  /** What a prize is for: a place in an event, a place in 团体总分, or what the organiser named a unit for. */
  type PrizeOf = { kind: 'event'; event: string; entry: string } | { kind: 'team'; unitClass: string; unit: string } | { kind: 'named'; prize: string; unit: string };

  interface Handover {
    /** As it was called then. */
    prize: string;
    at: Millis;
    byName: string;
    /** 代领人, masked; empty: the winner signed. */
    proxy: string;
    /** I may take it back. */
    mine: boolean;
  }

  interface PrizeRow {
    of: PrizeOf;
    /** 第一名, 优秀组织奖 */
    prize: string;
    /** 男子组100米, 团体总分甲组; empty: named by the organiser. */
    what: string;
    /** An athlete; else the unit. */
    whom: string;
    unitName: string;
    people: { name: string; bib: number }[];
    mark: string;
    /** null: not yet. */
    given: Handover | null;
    /** It was given before a correction. back: there is none any more · change: there is another now; null: it is right. */
    astray: 'back' | 'change' | null;
  }

  interface PrizeEvent {
    event: string;
    name: string;
    /** open: not announced · waits: a protest can still change it · due: can be given */
    state: 'open' | 'waits' | 'due';
    prizes: number;
    given: number;
  }

  /** What the organiser says of prizes that do not follow from places. */
  interface PrizeTerms {
    /** So many places of 团体总分 in each class of units have a prize. */
    teams: number;
    /** 优秀组织奖, 体育道德风尚奖 …, with the units that get them. */
    named: { prize: string; units: string[] }[];
  }

  interface PrizeList {
    meetId: string;
    title: string;
    events: PrizeEvent[];
    /** 团体总分, then named ones. */
    units: PrizeRow[];
    /** Team prizes can be given: nothing can change 团体总分 any more. */
    teamsDue: boolean;
    terms: PrizeTerms;
    /** All units of the meet, to name some of them. */
    choices: { unit: string; name: string }[];
    /** May change the terms, and print. */
    manages: boolean;
    v: number;
    now: Millis;
  }

  /** One of mine, as a certificate words it. */
  interface OwnPrize {
    prize: string;
    what: string;
    whom: string;
    unitName: string;
    mark: string;
    /** The meet and its organiser. */
    contest: string;
    organiser: string;
    /** When it was announced. */
    at: Millis;
    /** First characters of the result's digest. */
    code: string;
    /** When it was handed over; null: not yet. */
    given: Millis | null;
  }
}

declare namespace Api.Export {
  interface Kinds {
    /** 奖品签收表 of a meet: a row a prize, who signed so far, places to sign. Excel. */
    meetReceipts: Record<string, never>;
    /** 奖状 of a meet on printed forms 套打. Word. */
    meetCertificates: Omit<Kinds['certificates'], 'each'> & {
      /** Of a team: one for the unit, or one for each in it. */
      each: 'entry' | 'person';
    };
  }
}

declare namespace Api {
  interface Actions {
    /** Official, cadre over the meet: what there is to give, event by event. */
    'meet.prizes': { input: { meetId: string }; output: Meet.PrizeList };
    /** The prizes of one event. */
    'meet.winners': { input: { meetId: string; event: string }; output: { name: string; state: Meet.PrizeEvent['state']; until: Millis | null; rows: Meet.PrizeRow[]; now: Millis } };
    /** What the athlete with this bib 号码 is to be given, over all events. */
    'meet.winnersOf': { input: { meetId: string; bib: number }; output: { rows: Meet.PrizeRow[]; waits: number; now: Millis } };
    /** Cadre: which prizes units get. Keyed. */
    'meet.prizeTerms': { input: { meetId: string; v: number; terms: Meet.PrizeTerms }; output: { v: number } };
    /** A prize is handed over, and signed for by the winner or by a proxy 代领人 (empty: the winner). Keyed. */
    'meet.give': { input: { meetId: string; of: Meet.PrizeOf; proxy: string }; output: { given: true } };
    /** It was noted by mistake: whoever noted it, or a cadre. Keyed. */
    'meet.takeBack': { input: { meetId: string; of: Meet.PrizeOf }; output: { given: false } };
    /** My own prizes of a meet; a unit's cadre has the unit's with them. */
    'meet.ownPrizes': { input: { meetId: string }; output: { items: Meet.OwnPrize[] } };
  }
}
