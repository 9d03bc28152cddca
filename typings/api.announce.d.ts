declare namespace Api.Announce {
  /** Who gets it. */
  type Audience =
    /** Everybody of a union and below it. */
    | { kind: 'union'; unionId: string }
    /** Those who hold a role within a union. */
    | { kind: 'role'; unionId: string; role: 'cadre' | 'gate' | 'judge' | 'official' }
    /** Those who hold a place. */
    | { kind: 'activity'; activityId: string }
    /** Those of them who chose this option of a question. */
    | { kind: 'answer'; activityId: string; field: string; option: string }
    /** 尚未参加: members of a union who are not in the activity, nor wait, nor have applied. */
    | { kind: 'absent'; unionId: string; activityId: string };

  /** held: the words wait for a check · waits: for a second person · scheduled: for its hour, or on its way · sent · recalled */
  type State = 'held' | 'waits' | 'scheduled' | 'sent' | 'recalled';

  interface Draft {
    title: string;
    text: string;
    /** Ids of media kept for `announcement`, at most 6 photos. */
    pictures: string[];
    /** Id of a document kept so; empty: none. Its name as people call it. */
    file: { mediaId: string; name: string } | null;
    /** A page of the app, without a leading slash. */
    link: { label: string; page: string } | null;
    /** Whoever reads it is asked to say that it is done 已办. */
    asks: boolean;
    audience: Audience;
    /** null: at once. */
    sendAt: Millis | null;
  }

  /** 已送达 · 已读 · 已办. */
  interface Counts {
    delivered: number;
    opened: number;
    acted: number;
    /** Of those it is meant for: without WeChat. */
    paper: number;
  }

  interface Card extends Counts {
    announcementId: string;
    title: string;
    /** The audience in words. */
    audience: string;
    state: State;
    asks: boolean;
    at: Millis;
    sendAt: Millis;
    expected: number;
    pinnedUntil: Millis;
  }

  /** A unit of the trace; null figures: fewer than 10 people, and not the asker's own unit. */
  interface Unit {
    unionId: string;
    name: string;
    /** Members it is meant for, with or without WeChat. */
    people: number;
    counts: Counts | null;
    /** Has units below it in this trace. */
    below: boolean;
    /** The asker is its own cadre: may see who has not opened it. */
    own: boolean;
  }

  interface Full extends Card {
    text: string;
    from: string;
    pictures: string[];
    file: { url: string; name: string; ending: string } | null;
    link: Draft['link'];
  }
}

declare namespace Api.Export {
  interface Kinds {
    /** 通知张贴稿: for the board, with the code of the app. Word. */
    notice: Record<string, never>;
    /** 未读名单: those of a unit who have not opened it or have no WeChat, for the 班组长. Excel. */
    noticeList: { unionId: string };
  }
}

declare namespace Api {
  interface Actions {
    /** How many an announcement would reach. Cadre. */
    'announce.count': { input: { audience: Announce.Audience }; output: { people: number; words: string; two: boolean } };
    /** Sends or schedules an announcement. Cadre. Keyed. A risky text is refused; without a verdict it is held. */
    'announce.send': { input: Announce.Draft; output: { announcementId: string; state: Announce.State } };
    /** Asks WeChat again about words of mine that are held. Keyed. */
    'announce.recheck': { input: { announcementId: string }; output: { state: Announce.State } };
    /** A second cadre lets it out: where it is for a whole city, or where a person must look at the words. Keyed. */
    'announce.approve': { input: { announcementId: string }; output: { state: Announce.State } };
    /** Takes it back: nobody sees it any more. Keyed. */
    'announce.recall': { input: { announcementId: string; reason: string }; output: { state: Announce.State } };
    /** Keeps it on top of everybody's messages for so many days, at most 30; 0: no more. Only one to a whole union. Keyed. */
    'announce.pin': { input: { announcementId: string; days: number }; output: { pinnedUntil: Millis } };
    /** Reminds those who have not opened it (or, where it asks, not done it); once a day, three times at most. Keyed. */
    'announce.remind': { input: { announcementId: string }; output: { people: number } };
    /** Announcements of my scope, latest first. Cadre. */
    'announce.list': { input: { cursor?: string }; output: { items: Announce.Card[]; next: string | null; now: Millis } };
    /** Where it has come: the whole and the units right below one; null: the top. Cadre. */
    'announce.trace': {
      input: { announcementId: string; unionId: string | null; cursor?: string };
      output: {
        card: Announce.Card;
        /** A second person may let it out, and I am one. */
        mayApprove: boolean;
        mine: boolean;
        reason: string;
        reminded: number;
        top: Announce.Unit;
        units: Announce.Unit[];
        next: string | null;
        /** Subscribe messages: gone out, still due, and those whose end nobody knows. */
        sends: { sent: number; due: number; unknown: number };
        now: Millis;
      };
    };
    /** Who of a unit has not opened it; for that unit's own cadre. 50 at most. */
    'announce.unread': { input: { announcementId: string; unionId: string }; output: { people: { name: string; unitName: string; paper: boolean }[]; more: boolean } };
    /** One announcement to me; opening it counts as read. */
    'announce.open': { input: { announcementId: string }; output: { announcement: Announce.Full; done: boolean; now: Millis } };
    /** 已办. May be repeated: the first time counts. */
    'announce.done': { input: { announcementId: string }; output: { done: true } };
  }
}
