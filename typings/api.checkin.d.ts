declare namespace Api.CheckIn {
  interface Duty {
    activityId: string;
    title: string;
    place: Activity.Place;
    startsAt: Millis;
    endsAt: Millis;
    held: number;
    checkedIn: number;
    /** Who leaves is scanned too (进出). */
    exits: boolean;
    /** How many the place takes. */
    capacity: number;
  }

  /** Whom a scan without a pass is about: a name on the list (with a reason where the pass failed), or somebody who is not on the list. */
  type Named = { uid: string; reason?: string } | { guest: string; reason: string };

  /** A scan that a phone decided without the network. */
  interface OfflineScan {
    /** The scan's own key: told twice, it is one scan. */
    id: string;
    gate: string;
    /** The phone's clock, and what to add to it for the server's. */
    deviceAt: number;
    correction: number;
    who: { token: string } | Named;
    /** Seen leaving. */
    out?: true;
  }

  interface ScanResult {
    id: string;
    /** duplicate: kept, but another scan let this person in. refused: not kept. */
    outcome: 'admitted' | 'duplicate' | 'refused';
    /** What a duplicate or a refusal says; empty for `admitted`. */
    message: string;
  }

  interface PaperResult {
    uid: string;
    /** already: came in some other way. refused: held no place then. */
    outcome: 'entered' | 'already' | 'refused';
    /** Empty for `entered`. */
    message: string;
  }

  interface ListRow {
    uid: string;
    name: string;
    unitName: string;
    /** Last two characters of the staff number (工号); empty: none is kept. */
    staffTail: string;
    /** When they first came in. */
    at: Millis | null;
  }
}

declare namespace Api {
  interface Actions {
    /** Gate staff: activities of my scope that start within 24 h or have not ended 1 h ago, and the pass keys to verify with. */
    'checkin.duties': {
      input: Record<string, never>;
      output: {
        duties: CheckIn.Duty[];
        /** Ed25519 public keys by key id, base64url. */
        passKeys: Record<string, string>;
        /** Key of this person's gate files by activity, 32 bytes as base64url. */
        deviceKeys: Record<string, string>;
        now: Millis;
      };
    };
    /**
     * Gate staff: admits the bearer of a pass or, with `out`, sees them leave an activity that counts exits. Keyed; a repeat of the same scan gives
     * the same answer. A second scan of somebody who is in is refused with USED and the sentence says when and where the first was.
     */
    'checkin.scan': {
      input: { activityId: string; token: string; /** Such as 东门, 1–20 characters. */ gate: string; out?: true };
      output: { name: string; unitName: string; at: Millis };
    };
    /** Gate staff: admits somebody without a readable pass. As `checkin.scan`; a reason, 2–60 characters, stays with the scan. */
    'checkin.admit': {
      input: { activityId: string; gate: string; who: CheckIn.Named; out?: true };
      output: { at: Millis };
    };
    /** Gate staff: the numbers at the top of a gate. */
    'checkin.counts': {
      input: { activityId: string };
      output: { checkedIn: number; held: number; /** In the hall now, guests and all; without exits: who came. */ inside: number };
    };
    /**
     * Gate staff: tells up to 50 scans made without a network. Each is judged by its own corrected time and answered for itself, in the order given.
     * Told again it gives the same answers, so it needs no key of its own.
     */
    'checkin.sync': {
      input: { activityId: string; scans: CheckIn.OfflineScan[] };
      output: { results: CheckIn.ScanResult[] };
    };
    /** Gate staff: who holds a place, 200 a page, from 24 h before the session until 1 h after it. */
    'checkin.list': {
      input: { activityId: string; cursor?: string };
      output: {
        rows: CheckIn.ListRow[];
        /** On the first page: who held a place here and gave it back, whose pass is good no more. */
        gone: string[];
        next: string | null;
      };
    };
    /** Gate staff: of an activity that counts exits, who came in and left again, 200 a page. */
    'checkin.left': { input: { activityId: string; cursor?: string }; output: { uids: string[]; next: string | null } };
    /** Gate staff and cadres: who holds a place and has not come, 200 a page, by id; until the end of the day after the session. */
    'checkin.absent': {
      input: { activityId: string; cursor?: string };
      output: { rows: Omit<CheckIn.ListRow, 'at'>[]; next: string | null; /** Until when 代录 is possible. */ until: Millis };
    };
    /** Gate staff and cadres: 代录 of up to 50 who came at `at`, with a reason, 2–60 characters. Keyed; answered one by one, in the order given. */
    'checkin.paper': {
      input: { activityId: string; at: Millis; reason: string; uids: string[] };
      output: { results: CheckIn.PaperResult[] };
    };
    /** Gate staff: 现场签到码 for the next 10 minutes, one for each 30 s. */
    'checkin.venueCode': {
      input: { activityId: string };
      output: { codes: { from: Millis; code: string }[]; now: Millis };
    };
    /** A member at the place checks in with the code on the screen. Keyed. Who is in already is refused with USED, when and where. */
    'checkin.self': {
      input: { activityId: string; code: string };
      output: { at: Millis; gate: string };
    };
  }
}
