declare namespace Api.CheckIn {
  interface Duty {
    activityId: string;
    title: string;
    place: Activity.Place;
    startsAt: Millis;
    endsAt: Millis;
    held: number;
    checkedIn: number;
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
  }

  interface ScanResult {
    id: string;
    /** duplicate: kept, but another scan let this person in. refused: not kept. */
    outcome: 'admitted' | 'duplicate' | 'refused';
    /** What a duplicate or a refusal says; empty for `admitted`. */
    message: string;
  }

  interface ListRow {
    uid: string;
    name: string;
    unitName: string;
    /** When they came in. */
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
     * Gate staff: admits the bearer of a pass. Keyed; a repeat of the same scan gives the same answer.
     * A second scan of a used pass is refused with USED and the sentence says when and where the first was.
     */
    'checkin.scan': {
      input: { activityId: string; token: string; /** Such as 东门, 1–20 characters. */ gate: string };
      output: { name: string; unitName: string; at: Millis; checkedIn: number; held: number };
    };
    /** Gate staff: admits somebody without a readable pass. As `checkin.scan`; a reason, 2–60 characters, stays with the scan. */
    'checkin.admit': {
      input: { activityId: string; gate: string; who: CheckIn.Named };
      output: { name: string; unitName: string; at: Millis; checkedIn: number; held: number };
    };
    /**
     * Gate staff: tells up to 50 scans made without a network. Each is judged by its own corrected time and answered for itself, in the order given.
     * Told again it gives the same answers, so it needs no key of its own.
     */
    'checkin.sync': {
      input: { activityId: string; scans: CheckIn.OfflineScan[] };
      output: { results: CheckIn.ScanResult[]; checkedIn: number; held: number };
    };
    /** Gate staff: who holds a place, 200 a page, from 24 h before the session until 1 h after it. */
    'checkin.list': {
      input: { activityId: string; cursor?: string };
      output: { rows: CheckIn.ListRow[]; next: string | null };
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
