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
  }
}
