/** How an activity gives its places and what it asks: data of its organiser, never code. */
declare namespace Api.Activity {
  /** firstCome 先到先得 · lottery 摇号 · review 审核（单位工会审核 → 主办方确认） */
  type Mode = 'firstCome' | 'lottery' | 'review';

  interface Rules {
    mode: Mode;
    /** Unit quotas 单位名额: places kept for a union and all below it; what they leave of the capacity is for everybody else of the audience. */
    quotas: { unionId: string; places: number }[];
    /** From then on unused unit places go to those who wait (余额回收); null: never. */
    quotasReturnAt: Millis | null;
    /** 分批放号: places that open at set instants, soonest first; they sum to the capacity. Empty: all at once. */
    batches: { at: Millis; places: number }[];
    /** A freed place is offered to the next in line and lapses after so many hours; null: it is theirs at once. */
    offerHours: number | null;
    /** Lottery: twice the chance for who never took part in anything. */
    favourNew: boolean;
    /** Lottery: the public value named beforehand, such as 12月2日上证指数收盘价; default: the 福彩3D number of the day after sign-up closes. */
    drawValue?: string;
    /** Teams 组队: least and most people of one, its leader among them; null: everybody for themselves. The capacity then counts teams. */
    team: { min: number; max: number } | null;
    /** A place may be handed to somebody else (替换) until then; null: never. */
    substituteUntil: Millis | null;
    /** Review: asks for a photo of the form with the unit's seal (盖章报名表). */
    sealedForm: boolean;
    /** Gates scan who leaves too (进出), and let them in again: for halls with a limit. */
    exits: boolean;
  }

  type FieldKind = 'text' | 'choice' | 'number' | 'date' | 'file';

  /** A question of the sign-up form 报名表. */
  interface Field {
    /** `f1`, `f2` …, unique within the form; never used for another question. */
    id: string;
    kind: FieldKind;
    /** The question, 1–20 characters. */
    label: string;
    /** Small print under it, at most 40 characters. */
    note: string;
    required: boolean;
    /** Of a choice: 2–20 options; else empty. */
    options: string[];
    /** Of a choice: how many may be taken; of a number, date or text: the most (number, day, characters); null: none. */
    most: number | string | null;
    /** Of a number or date: the least; null: none. */
    least: number | string | null;
  }

  /** Answers by field: text, number as a number, date as a day, choices and files (media ids) as lists. */
  type Answers = Record<string, string | number | string[]>;
}
