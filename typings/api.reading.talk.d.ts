/** Notes 读后感 among readers: the feed, likes, replies, reports, and the desk that looks at what waits. */
declare namespace Api.Reading {
  /** Beside what a note is when it is sent: reported: three people reported it, a cadre looks · hidden: a cadre or the safety service took it out of sight · withdrawn: by its writer */
  type Sight = NoteState | 'reported' | 'hidden' | 'withdrawn';

  /** 广告 · 抄袭 · 辱骂 · 泄露他人信息 · 内容不当 · 与读书无关 */
  type ReportReason = 'ad' | 'copied' | 'abuse' | 'privacy' | 'improper' | 'offTopic';

  interface Photo {
    mediaId: string;
    /** For an hour; empty: there is no address. */
    url: string;
    state: Media.State;
  }

  /** A note as others read it. */
  interface FeedNote {
    noteId: string;
    bookId: string;
    bookTitle: string;
    day: Day;
    at: Millis;
    /** Masked, but for the caller's own. */
    name: string;
    unitName: string;
    text: string;
    photos: Photo[];
    likes: number;
    liked: boolean;
    replies: number;
    mine: boolean;
    state: Sight;
  }

  interface Reply {
    replyId: string;
    name: string;
    unitName: string;
    text: string;
    at: Millis;
    mine: boolean;
    /** Of others' always shown. */
    state: Sight;
    /** Why it was hidden; else empty. */
    why: string;
  }

  interface DeskReport {
    reason: ReportReason;
    at: Millis;
  }

  /** 想读 · 在读 · 读过 */
  type Shelf = 'want' | 'reading' | 'done';

  /** A book of the list with what the caller has of it. */
  interface ShelfBook extends Book {
    shelf: Shelf;
    /** Read in check-ins of this edition. */
    days: number;
    minutes: number;
    pages: number;
  }

  /** A note of which something waits: itself, replies, or both. Who reported it is told to nobody. */
  interface DeskNote {
    noteId: string;
    bookTitle: string;
    day: Day;
    at: Millis;
    name: string;
    unitName: string;
    text: string;
    /** Those without a verdict too: who decides looks at them. */
    photos: Photo[];
    state: Sight;
    /** Does the note itself wait? */
    waits: boolean;
    /** Which earlier note it is nearly the same as; empty: none. */
    same: string;
    reports: DeskReport[];
    replies: { replyId: string; name: string; unitName: string; text: string; at: Millis; state: Sight; reports: DeskReport[] }[];
    /** Since when it waits. */
    since: Millis;
  }
}

declare namespace Api {
  interface Actions {
    /** Notes that others see, latest first, 15 a page: of all, of my unit, or of one book. */
    'reading.feed': {
      input: { editionId: string; within: 'all' | 'unit'; bookId?: string; cursor?: string };
      output: { items: Reading.FeedNote[]; next: string | null };
    };
    /** A note with its replies, oldest first. */
    'reading.note': { input: { editionId: string; noteId: string }; output: Reading.FeedNote & { replyList: Reading.Reply[]; why: string } };
    /** Likes a note, or no longer. A repeat changes nothing. */
    'reading.like': { input: { editionId: string; noteId: string; on: boolean }; output: { liked: boolean } };
    /** At most 100 characters. Keyed. */
    'reading.reply': { input: { editionId: string; noteId: string; text: string }; output: Reading.Reply };
    /** 举报. `replyId` null: the note itself. Keyed. */
    'reading.report': { input: { editionId: string; noteId: string; replyId: string | null; reason: Reading.ReportReason }; output: { reported: true } };
    /** Takes my note or my reply out of sight for good; points stay. A repeat changes nothing. */
    'reading.withdraw': { input: { editionId: string; noteId: string; replyId: string | null }; output: { withdrawn: true } };
    /** My books, latest put first; at most 100 a shelf are listed. */
    'reading.shelf': { input: { editionId: string }; output: { items: Reading.ShelfBook[]; counts: Record<Reading.Shelf, number> } };
    /** Puts a book on a shelf of mine, or off all: null. A repeat changes nothing. */
    'reading.shelve': { input: { editionId: string; bookId: string; shelf: Reading.Shelf | null }; output: { shelf: Reading.Shelf | null } };
    /** A book with what I have of it, and how many read it or have read it. */
    'reading.book': {
      input: { editionId: string; bookId: string };
      output: Reading.Book & { shelf: Reading.Shelf | null; days: number; minutes: number; pages: number; onList: boolean; readers: number; done: number };
    };
    /** Asks again about my notes and replies that the safety service gave no verdict on. */
    'reading.recheck': { input: { editionId: string }; output: { held: number } };
    /** Cadre of the edition, or of a unit for its own readers: what waits to be looked at, longest waiting first, 20 a page. */
    'reading.held': { input: { editionId: string; cursor?: string }; output: { items: Reading.DeskNote[]; next: string | null; title: string } };
    /**
     * The same cadre decides. show: let it stand, its photos too · hide: nobody else sees it · void: a note is hidden and earns nothing.
     * `replyId` null: the note itself. `reason`: to its writer, 2–60 characters; empty where it is shown. Keyed.
     */
    'reading.review': {
      input: { editionId: string; noteId: string; replyId: string | null; verdict: 'show' | 'hide' | 'void'; reason: string };
      output: { state: Reading.Sight };
    };
  }
}
