/** 考核: a year's targets of a union, broken down over the unions right below it, scored from what really happened. */
declare namespace Api.Assessment {
  /** 活动场次 · 参加过的人数 · 人次 · 参与率 in hundredths of a per cent */
  type Measure = 'activities' | 'joined' | 'times' | 'share';

  interface Indicator {
    name: string;
    measure: Measure;
    target: number;
    /** Full marks. */
    points: number;
  }

  interface Card {
    assessmentId: string;
    title: string;
    unionName: string;
    year: number;
    units: number;
    /** Appeals that wait for an answer. */
    waiting: number;
  }

  interface Mark {
    target: number;
    /** What was measured, or what an appeal put in its place. */
    value: number;
    /** The value is an appeal's. */
    corrected: boolean;
    /** Hundredths of a point. */
    score: number;
  }

  interface Row {
    unionId: string;
    name: string;
    place: number;
    /** Hundredths of a point. */
    total: number;
    /** One an indicator. */
    marks: Mark[];
    /** May the caller appeal for this unit? */
    own: boolean;
    /** The assessment in which this unit hands its targets further down; null: it does not. */
    below: string | null;
  }

  interface Appeal {
    appealId: string;
    unionId: string;
    unitName: string;
    /** Position of the indicator. */
    indicator: number;
    reason: string;
    at: Millis;
    /** `value` null: the mark stands. null: not answered. */
    answer: { value: number | null; reason: string; at: Millis } | null;
  }

  interface View {
    assessmentId: string;
    title: string;
    unionName: string;
    year: number;
    indicators: Indicator[];
    /** All units for the organiser; else the caller's own. */
    rows: Row[];
    appeals: Appeal[];
    manages: boolean;
    /** Units in all. */
    units: number;
    /** Appeals that wait for the caller; 0 where others answer. */
    waiting: number;
    /** When the result was decided; 0: not yet, values still follow what happens. */
    concludedAt: Millis;
  }
}

declare namespace Api.Export {
  interface Kinds {
    /** 考核评分表: a row a unit, target, value and score of each indicator. Excel. */
    assessment: Record<string, never>;
  }
}

declare namespace Api {
  interface Actions {
    /**
     * Cadre: sets a year's targets for a union of own scope; they are broken down over the unions right below by their members.
     * `from`: hands down what that assessment set for the union, once; the same indicators, no target lower. Keyed.
     */
    'assessment.create': { input: { unionId: string; year: number; title: string; indicators: Assessment.Indicator[]; from: string | null }; output: { assessmentId: string } };
    /** Cadre: those that I organise and those that my unit is in, newest year first; at most 50. */
    'assessment.list': { input: Record<string, never>; output: { items: Assessment.Card[] } };
    /** Targets, values, scores and appeals. */
    'assessment.view': { input: { assessmentId: string }; output: Assessment.View };
    /** A unit's cadre: says that a value is not right. One open appeal a unit and indicator. Keyed. */
    'assessment.appeal': { input: { assessmentId: string; unionId: string; indicator: number; reason: string }; output: { appealId: string } };
    /** The organiser, not who appealed: puts another value in its place, or lets it stand (null). Keyed. */
    'assessment.answer': { input: { assessmentId: string; appealId: string; value: number | null; reason: string }; output: { answered: true } };
    /** The organiser, once no appeal waits: the values of now are the result. Keyed. */
    'assessment.conclude': { input: { assessmentId: string }; output: { concluded: true } };
  }
}
