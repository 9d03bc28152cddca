declare namespace Api.Registration {
  /** held 已报名 · offered 名额待确认: theirs once they accept in time · waiting 候补 */
  type State = 'held' | 'offered' | 'waiting';

  interface Mine {
    state: State;
    /** Place in the line of my quota, from 1; null unless waiting. */
    position: number | null;
    /** When the sign-up was accepted by the server. */
    at: Millis;
    /** When I was checked in; null: not yet. */
    checkedInAt: Millis | null;
    /** Offered: lapses then; else null. */
    offerUntil: Millis | null;
    /** Leave 请假 that I asked for; null: none. */
    leave: { at: Millis; reason: string } | null;
    /** Name of the team that I am in; null: I am in for myself. */
    team: string | null;
  }

  /** Why I am out without having asked: withdrawn by the organiser · the offer lapsed · replaced by somebody else. */
  interface Parted {
    how: 'withdrawn' | 'lapsed' | 'replaced';
    at: Millis;
    /** The organiser's or unit's words; empty: none. */
    reason: string;
  }

  /** One of my registrations with what its card shows. */
  interface Card {
    activityId: string;
    title: string;
    programme: Activity.Programme;
    place: Activity.Place;
    startsAt: Millis;
    endsAt: Millis;
    phase: Activity.Phase;
    state: State;
    /** Offered: lapses then; else null. */
    offerUntil: Millis | null;
    checkedInAt: Millis | null;
    /** What was changed since I signed up; left out: nothing. */
    changed?: Activity.Moved[];
  }

  /** An application of mine that has brought no place so far; lost 未中签. */
  interface Applied extends Omit<Card, 'state' | 'offerUntil' | 'checkedInAt'> {
    state: Exclude<Application.State, 'withdrawn'> | 'lost';
  }

  interface Pass {
    /** What the QR code carries: `GY1:` and base45 text, see miniprogram/domain/checkin/pass.ts. */
    token: string;
    title: string;
    name: string;
    unitName: string;
    place: Activity.Place;
    startsAt: Millis;
    endsAt: Millis;
    /** The gate refuses it after this: session end + 1 h. */
    validUntil: Millis;
    checkedInAt: Millis | null;
  }

  /** A member without WeChat, for whom the unit's cadre signs up. */
  interface BehalfRow {
    uid: string;
    /** Masked where the cadre is above the unit. */
    name: string;
    staffTail: string;
    kind: People.MemberKind;
    state: State | null;
    /** Of a lottery or a review; null: none was made. */
    application: Application.State | null;
  }
}

declare namespace Api {
  interface Actions {
    /** Takes a place, or a place in the waitlist. Keyed; a repeat gives the same answer. `answers`: to the sign-up form, where there is one. */
    'registration.signUp': { input: { activityId: string; answers?: Activity.Answers }; output: { state: Registration.State; position: number | null; at: Millis } };
    /** Gives the place back; the next in line moves up in the same write. Keyed. */
    'registration.cancel': { input: { activityId: string }; output: { cancelled: true } };
    /** My registrations, latest sign-up first, 20 a page (a page may hold fewer: what was cancelled is left out). */
    'registration.mine': { input: { cursor?: string }; output: { items: Registration.Card[]; /** What of the same stretch has brought no place so far. */ applications: Registration.Applied[]; next: string | null; now: Millis } };
    /** My signed pass for a held place; the phone keeps it for use without a network. */
    'registration.pass': { input: { activityId: string }; output: Registration.Pass & { now: Millis } };
    /** What I answered to the sign-up form; for the organiser's cadre, what somebody else did. `answers` null: nothing. */
    'registration.answers': { input: { activityId: string; uid?: string }; output: { fields: Activity.Field[]; answers: Activity.Answers | null } };
    /** Somebody who is in, in line or applied answers questions that they have not answered, such as those added since. Keyed; CLOSED when it is over. */
    'registration.answer': { input: { activityId: string; answers: Activity.Answers }; output: { answered: true } };
    /** Cadre: the members without WeChat of one unit, and where they stand in an activity. 50 a page. */
    'registration.behalf': { input: { activityId: string; unionId: string; cursor?: string }; output: { rows: Registration.BehalfRow[]; next: string | null } };
    /** Cadre: takes a place for a member without WeChat (代报名). Keyed; who did it stays with the entry. */
    'registration.signUpOnBehalf': { input: { activityId: string; uid: string }; output: { state: Registration.State; position: number | null; at: Millis } };
    /** Cadre: gives a place back for a member without WeChat. Keyed. */
    'registration.cancelOnBehalf': { input: { activityId: string; uid: string }; output: { cancelled: true } };
  }
}
