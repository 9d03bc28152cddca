declare namespace Api.Registration {
  /** A line of a pasted list or a row of a sheet, as miniprogram/domain/registration/roll-call.ts reads it. */
  interface RollLine {
    line: number;
    /** What may be a name or a unit; 1–4. */
    words: string[];
    /** Empty: none was given. */
    staffNumber: string;
  }

  /** ready 会报名 · in 已报名 · choose 要您选 · outside 不面向他的单位 · unknown 名册里没有 */
  type RollState = 'ready' | 'in' | 'choose' | 'outside' | 'unknown';

  interface RollChoice {
    uid: string;
    /** Masked where the cadre is above the unit. */
    name: string;
    unitName: string;
    staffTail: string;
    state: RollState;
  }

  /** What one name of a line stands for. A line that names two people has two. */
  interface RollRow {
    line: number;
    /** The name as written. */
    word: string;
    state: RollState;
    /** Members it may mean; at most 20, those of the unit named in the line first. Of a name that is certain, that member alone. */
    choices: RollChoice[];
  }

  /** What became of one member of a list. */
  interface RollResult {
    uid: string;
    /** null: not signed up. */
    state: State | null;
    position: number | null;
    /** Why not; empty where a state is given. */
    why: string;
  }
}

declare namespace Api.Activity {
  /** A unit of the audience and how it stands. */
  interface UnitProgress {
    unionId: string;
    name: string;
    members: number;
    /** People of it who hold a place or wait. */
    signedUp: number;
  }
}

declare namespace Api {
  interface Actions {
    /** Cadre: whom the lines of a list mean in the roster of a union and all below it, and where they stand. At most 50 lines a call. */
    'registration.rollCall': {
      input: { activityId: string; unionId: string; lines: Registration.RollLine[] };
      output: { title: string; rows: Registration.RollRow[] };
    };
    /** Cadre: reads an Excel file that the phone put into storage, and removes it. First sheet, at most 2,000 rows and 40 columns. */
    'registration.readSheet': { input: { fileId: string }; output: { rows: string[][] } };
    /** Cadre: signs up members of the roster of a union and all below it, in this order, with or without WeChat; 1–50. Keyed; answers one by one. */
    'registration.signUpMany': {
      input: { activityId: string; unionId: string; uids: string[] };
      output: { results: Registration.RollResult[] };
    };
    /** Cadre: the units below that are invited, and how many of each signed up; without units of under 10 members. Most members first, at most 100. */
    'activity.progress': {
      input: { activityId: string };
      output: {
        title: string;
        capacity: number;
        held: number;
        waiting: number;
        signUpClosesAt: Millis;
        phase: Activity.Phase;
        units: Activity.UnitProgress[];
        /** Units not listed because they are small. */
        small: number;
        now: Millis;
      };
    };
  }
}
