/** Applications 申请: of a lottery 摇号 or of a review 审核, before anybody has a place. */
declare namespace Api.Application {
  /**
   * applied 已申请 · passed 单位已通过 · confirmed 主办方已确认 · refused 未通过 · withdrawn 已撤回.
   * Of a lottery only applied and withdrawn: what the draw gave stands with the places.
   */
  type State = 'applied' | 'passed' | 'confirmed' | 'refused' | 'withdrawn';

  interface Mine {
    state: State;
    /** When I applied. */
    at: Millis;
    /** Why it was refused, or why a confirmed one has no place; else empty. */
    reason: string;
    /** Who refused: my unit or the organiser. */
    refusedBy: 'unit' | 'organiser' | null;
    /** Two tickets as a newcomer. */
    favoured: boolean;
    /** Behind all others, for unexcused no-shows. */
    last: boolean;
    /** The photo of the sealed form is there. */
    sealed: boolean;
  }

  /** My line in the published list. */
  interface Line {
    n: number;
    receipt: string;
    /** What the draw gave; null: not drawn yet. */
    lot: Lot | null;
  }

  type Lot = { lot: 'won' } | { lot: 'waits'; position: number } | { lot: 'lost' };

  /** A lottery as anybody may see it, once its list is fixed. */
  interface Draw {
    /** The public value that the organiser named beforehand, such as 福彩3D 12月1日开奖号. */
    valueName: string;
    /** Of the published list. */
    entries: number;
    /** Pages of the published list. */
    pages: number;
    /** Hash of the list. */
    list: string;
    /** Hash that binds the organiser to their share. */
    commitment: string;
    frozenAt: Millis;
    /** Null: the public value is awaited. */
    drawn: null | {
      at: Millis;
      share: string;
      value: string;
      /** Places by bucket when it was drawn. */
      places: { bucket: number; name: string; places: number; waits: number }[];
    };
    /** Are the places given by now? */
    filled: boolean;
  }

  /** A line of the published list. */
  interface Entry {
    n: number;
    receipt: string;
    /** Masked. */
    name: string;
    tickets: 1 | 2;
    last: boolean;
    bucket: number;
  }

  interface Row {
    activityId: string;
    uid: string;
    /** Masked for who is neither the unit's own cadre nor the organiser. */
    name: string;
    unitName: string;
    title: string;
    state: State;
    at: Millis;
    reason: string;
    /** Media id of the photo of the sealed form; empty: none was asked for or given. */
    sealed: string;
  }

  /** What happened to one of several applications. */
  interface Answer {
    activityId: string;
    uid: string;
    ok: boolean;
    /** Such as 已通过 or 本人已撤回. */
    message: string;
  }

  /** unit 待单位审核 · organiser 待主办方确认 · done: dealt with */
  type Tab = 'unit' | 'organiser' | 'done';
}

declare namespace Api {
  interface Actions {
    /** Applies, within the window. Keyed. `uid`: a cadre for a member without WeChat. `sealed`: media id of the photo of the sealed form. `answers`: to the activity's questions. */
    'application.apply': { input: { activityId: string; uid?: string; sealed?: string; answers?: Activity.Answers }; output: { state: Application.State; at: Millis } };
    /** Takes my application back: of a lottery until sign-up closes, of a review until it is confirmed. Keyed. */
    'application.withdraw': { input: { activityId: string; uid?: string }; output: { withdrawn: true } };
    /** My application, if I am a member and have one; of a lottery the draw, which is everybody's to see. */
    'application.mine': {
      input: { activityId: string };
      output: {
        mine: Application.Mine | null;
        /** My line in the published list. */
        line: Application.Line | null;
        /** null: the list is not fixed yet, or it is no lottery. */
        draw: Application.Draw | null;
        /** Applications that stand. */
        applied: number;
        now: Millis;
      };
    };
    /** Cadre: applications in my scope that wait for a step of mine, of one activity or of all, first come first; or those dealt with. 30 a page. */
    'application.list': {
      input: { tab: Application.Tab; activityId?: string; cursor?: string };
      output: { rows: Application.Row[]; mayConfirm: boolean; next: string | null };
    };
    /** Cadre: how many of these wait for each of the two steps. */
    'application.counts': { input: { activityId?: string }; output: { unit: number; organiser: number } };
    /** Cadre: passes (unit) or confirms (organiser) up to 50 applications, or refuses them with a reason; each is answered for itself, in the order given. Keyed. */
    'application.review': {
      input: { step: 'unit' | 'organiser'; accept: boolean; reason?: string; items: { activityId: string; uid: string }[] };
      output: { results: Application.Answer[] };
    };
    /** Cadre of the organiser: enters the public value; the order follows from it at once. Keyed; once for ever. */
    'application.draw': { input: { activityId: string; value: string }; output: { drawn: true } };
    /** One page of the published list of a lottery, once it is frozen. Anybody. */
    'application.entries': { input: { activityId: string; page: number }; output: { entries: Application.Entry[] } };
    /** One page of the drawn order: entry numbers. Anybody. */
    'application.order': { input: { activityId: string; page: number }; output: { order: number[] } };
  }
}
