declare namespace Api.Notice {
  /** Names of our subscribe-message templates; ids are in miniprogram/config.ts. */
  type Template = 'placeFreed' | 'activityTomorrow' | 'yourHeat' | 'resultOut' | 'streakBreaking' | 'announcement';

  /** One message in my inbox. */
  interface Item {
    itemId: string;
    /** Its kind, for the picture beside it. */
    kind: string;
    title: string;
    text: string;
    /** Page that it opens, without a leading slash. */
    page: string;
    at: Millis;
    read: boolean;
  }
}

declare namespace Api {
  interface Actions {
    /** What the person answered to a consent sheet (通知我): each yes is one message. Keyed. */
    'notice.consent': { input: { template: Notice.Template; answer: 'accept' | 'reject' }; output: { recorded: true } };
    /** Whether to offer 通知我 for this kind: not right after a no, not where enough is allowed. `left`: messages that may still be sent. */
    'notice.asking': { input: { template: Notice.Template }; output: { ask: boolean; left: number } };
    /** My messages, latest first, 20 a page. `pinned`: announcements that stand on top, with the first page. */
    'notice.inbox': { input: { cursor?: string }; output: { pinned: Notice.Item[]; items: Notice.Item[]; next: string | null; now: Millis } };
    /** How many of my messages I have not opened; 0 for somebody in no roster. */
    'notice.unread': { input: Record<string, never>; output: { unread: number } };
    /** I opened this one. May be repeated: the first time counts. */
    'notice.read': { input: { itemId: string }; output: { read: boolean } };
    /** I have seen all that had come until then. */
    'notice.readAll': { input: { until: Millis }; output: { read: number } };
  }
}
