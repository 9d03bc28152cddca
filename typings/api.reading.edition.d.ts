/** The cadre's side of a reading month: planning an edition 届, its list of books, who takes part and who does not yet. */
declare namespace Api.Reading {
  /** What an edition is planned as; until its first day it may be changed. */
  interface Plan {
    from: Day;
    until: Day;
    rules: Rules;
  }

  interface EditionDesk {
    editionId: string;
    title: string;
    organiser: string;
    /** When its activity begins and ends: where a plan begins with. */
    startsAt: Millis;
    endsAt: Millis;
    /** null: not planned yet. */
    plan: (Plan & { v: number; approval: boolean }) | null;
    phase: Phase | null;
    /** May plan it, keep its books and take its honours further; else a cadre of a part of it. */
    manages: boolean;
    /** The enterprise or team whose own cadre I am, so that I read its names; null: none. */
    unit: { id: string; name: string } | null;
    /** As of the last count. */
    readers: number;
    points: number;
    /** Books on the list, and those that wait for 宣教部. */
    books: number;
    booksWaiting: number;
    /** The same figures of the edition before, at its end; null: there was none. */
    before: { title: string; readers: number; points: number } | null;
    now: Millis;
  }

  interface DeskBook extends Book {
    /** Readers do not see it yet. */
    waits: boolean;
    /** null: nobody noted an approval. */
    approved: { department: string; paper: string; at: Millis } | null;
  }

  /** How a unit stands; of units of fewer than ten nothing is said. */
  interface Participation {
    unitId: string;
    name: string;
    members: number;
    readers: number;
    active: number;
    points: number;
    /** 参与率 in hundredths of a per cent, of members with enough days. */
    share: number;
    /** The share at the end of the edition before; null: not in it, or too small then. */
    before: number | null;
  }

  /** Somebody of one's own unit who has not checked in. */
  interface Absentee {
    uid: string;
    name: string;
    /** The team 班组 or unit itself. */
    unitName: string;
    staffTail: string;
    /** Without WeChat: their paper notes are entered for them. */
    paper: boolean;
  }
}

declare namespace Api {
  interface Actions {
    /** Cadre over an activity of 读书月, or over a part of those it is for. */
    'reading.desk': { input: { editionId: string }; output: Reading.EditionDesk };
    /** Cadre: changes days and rules before the first day. `v`: the plan that was read. Keyed. */
    'reading.plan': { input: { editionId: string; v: number } & Reading.Plan; output: { v: number } };
    /** Cadre: the list as a desk sees it; `waiting`: those not approved alone. 20 a page. */
    'reading.bookDesk': { input: { editionId: string; waiting: boolean; cursor?: string }; output: { items: Reading.DeskBook[]; next: string | null } };
    /** Cadre: notes that 宣教部 approved a book, by which paper. Keyed. */
    'reading.approve': { input: { editionId: string; bookId: string; department: string; paper: string }; output: { approved: true } };
    /** Cadre: units of my part of the edition in the order of the tree, 50 a page. */
    'reading.participation': {
      input: { editionId: string; cursor?: string };
      output: {
        items: Reading.Participation[];
        /** Units of this page that are too small to be shown. */
        small: number;
        next: string | null;
      };
    };
    /** Cadre of this very unit, an enterprise or a team: who has not checked in, by the roster; a page may be empty and have a next one. */
    'reading.absentees': { input: { editionId: string; unionId: string; cursor?: string }; output: { unionName: string; items: Reading.Absentee[]; next: string | null } };
    /** Cadre of the unit: a check-in from paper 代录 for a member without WeChat. Keyed. */
    'reading.enterPaper': {
      input: { editionId: string; uid: string; bookId: string; day: Day; minutes: number; pages: number; note: string };
      output: Reading.CheckedIn;
    };
  }
}
