/** A unit's book room 职工书屋 with loans 借阅: for the unit and all below it, whether a reading month is on or not. */
declare namespace Api.BookRoom {
  interface Room {
    roomId: string;
    name: string;
    place: string;
    /** When it is open, as the unit words it; empty: not said. */
    hours: string;
    unitName: string;
    /** A loan ends with the last of so many days after its own. */
    days: number;
    /** Books a member may hold at once. */
    most: number;
  }

  /** have: I hold it · kept: a copy is kept for me · line: I am in line · none */
  type Mine = 'have' | 'kept' | 'line' | 'none';

  /** A title on the shelf. */
  interface Title {
    titleId: string;
    isbn: string;
    title: string;
    author: string;
    theme: string;
    copies: number;
    /** On the shelf and kept for nobody. */
    free: number;
    /** Members in line. */
    waiting: number;
    mine: Mine;
  }

  interface MyLoan {
    titleId: string;
    loanId: string;
    title: string;
    author: string;
    theme: string;
    roomName: string;
    place: string;
    at: Millis;
    /** The instant from which it is overdue. */
    due: Millis;
    /** May be lent on now 续借. */
    renewable: boolean;
  }

  /** What I wait for. */
  interface MyWant {
    titleId: string;
    title: string;
    author: string;
    theme: string;
    roomId: string;
    isbn: string;
    roomName: string;
    place: string;
    /** How many are ahead of me; of a kept copy 0. */
    ahead: number;
    /** Of a kept copy: until when; else null. */
    until: Millis | null;
  }

  /** What the room's own cadre sees of a loan. */
  interface Lent {
    titleId: string;
    loanId: string;
    title: string;
    /** Empty: the member is there no more. */
    name: string;
    unitName: string;
    staffTail: string;
    at: Millis;
    due: Millis;
    overdue: boolean;
    /** Members in line for the title. */
    waiting: number;
  }

  interface Settings {
    name: string;
    place: string;
    hours: string;
    days: number;
    most: number;
  }

  interface Desk {
    unionId: string;
    unitName: string;
    /** null: it has no room yet. */
    room: (Settings & { roomId: string; v: number }) | null;
    /** Titles on the shelf, titles of which a copy is out, and those of which one is overdue. */
    titles: number;
    lent: number;
    overdue: number;
  }
}

declare namespace Api {
  interface Actions {
    /** The book rooms that are for me, the nearest unit's first. */
    'bookroom.rooms': { input: Record<string, never>; output: { items: BookRoom.Room[] } };
    /** What a room has, 20 a page, by words or by ISBN. */
    'bookroom.shelf': {
      input: { roomId: string; search?: string; cursor?: string };
      output: { room: BookRoom.Room; items: BookRoom.Title[]; next: string | null };
    };
    /** What I hold and wait for, in all rooms. */
    'bookroom.mine': { input: Record<string, never>; output: { loans: BookRoom.MyLoan[]; wants: BookRoom.MyWant[]; now: Millis } };
    /** Borrows a copy of a title that stands in the room. Keyed. */
    'bookroom.borrow': { input: { roomId: string; isbn: string }; output: { titleId: string; loanId: string; title: string; due: Millis } };
    /** It is back on its shelf. Keyed. */
    'bookroom.giveBack': { input: { titleId: string; loanId: string }; output: { back: true } };
    /** Lends on 续借. Keyed. */
    'bookroom.renew': { input: { titleId: string; loanId: string }; output: { due: Millis } };
    /** Gets in line for a title, or out of it; says what is wanted, so that a repeat changes nothing. */
    'bookroom.want': { input: { titleId: string; want: boolean }; output: { mine: BookRoom.Mine } };
    /** The unit's own cadre: the room and its figures. */
    'bookroom.desk': { input: { unionId: string }; output: BookRoom.Desk };
    /** The unit's own cadre: opens the room, or changes it. `v`: the room that was read; null: there was none. Keyed. */
    'bookroom.setUp': { input: { unionId: string; v: number | null } & BookRoom.Settings; output: { roomId: string } };
    /** The room's cadre: puts so many copies on the shelf. Keyed. */
    'bookroom.stock': { input: { roomId: string; isbn: string; title: string; author: string; theme: string; copies: number }; output: { titleId: string; copies: number } };
    /** The room's cadre: so many copies of the shelf are there no more. Keyed. */
    'bookroom.writeOff': { input: { titleId: string; copies: number; reason: string }; output: { copies: number } };
    /** The room's cadre: who has what, first due first, 20 titles a page. */
    'bookroom.lent': { input: { roomId: string; cursor?: string }; output: { items: BookRoom.Lent[]; next: string | null; now: Millis } };
    /** The room's cadre: the copy came back, or is lost and written off. Keyed. */
    'bookroom.close': { input: { titleId: string; loanId: string; lost: boolean; reason: string }; output: { copies: number } };
  }
}
