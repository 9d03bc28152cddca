/** Absences 缺席: a place held, not used, and no leave asked for. Two within 90 days put somebody last in line for 30 days. */
declare namespace Api.Absence {
  /** noted: counts · appealed 申诉中: counts until it is answered · excused: counts no more · upheld: counts, the appeal was answered */
  type State = 'noted' | 'appealed' | 'excused' | 'upheld';

  interface Mine {
    activityId: string;
    title: string;
    /** End of the activity. */
    at: Millis;
    state: State;
    /** What I said in my appeal; empty: there was none. */
    appeal: string;
    /** What the organiser answered; empty: nothing yet. */
    answer: string;
  }

  interface Appeal {
    activityId: string;
    uid: string;
    name: string;
    unitName: string;
    title: string;
    /** End of the activity. */
    at: Millis;
    appealedAt: Millis;
    reason: string;
  }
}

declare namespace Api {
  interface Actions {
    /** My latest absences, at most 20, and until when I am last in line; null: I am not. */
    'absence.mine': { input: Record<string, never>; output: { items: Absence.Mine[]; lastUntil: Millis | null; now: Millis } };
    /** Appeals against an absence of mine, once. Keyed. */
    'absence.appeal': { input: { activityId: string; reason: string }; output: { state: 'appealed' } };
    /** Cadre: appeals of my scope that wait for an answer, those of the longest waiting first, at most 30; `more`: there are others behind them. */
    'absence.appeals': { input: Record<string, never>; output: { rows: Absence.Appeal[]; more: boolean } };
    /** Organiser: takes an absence back, or lets it stand, with a reason that the member reads. Keyed, audited. */
    'absence.answer': { input: { activityId: string; uid: string; accept: boolean; reason: string }; output: { state: 'excused' | 'upheld' } };
  }
}
