/** Files for print and for other programs, made by the function `export`: Excel and Word. */
declare namespace Api.Export {
  /**
   * Every kind of file with what it asks. A context adds its kinds here by a declaration of its own;
   * `unionId`: only members of this union and below it, for its own cadre too; null: all, for the organiser. What a kind is made of: cloudfunctions/modules/export/README.md.
   */
  interface Kinds {
    /** 报名汇总表: places, sign-ups, waitlist and arrivals by unit; the roster with its form answers on a second sheet. Excel. */
    summary: Record<string, never>;
    /** 签到表: who holds a place, by unit, with a column to sign. Excel. */
    signIn: Record<string, never>;
    /** 分组表: by unit, or in groups of `size` (2–200; not used by unit). Excel. */
    groups: { by: 'unit' | 'size'; size: number };
    /** 候补名单, in line. Excel. */
    waitlist: Record<string, never>;
    /** 操作说明: half a page for a notice, with the code of the activity. Word. */
    guide: Record<string, never>;
    /** 活动简报: figures, a table by unit, at most 6 photos (ids of media kept for `brief`), or frames to paste them in. Word. */
    brief: { photos?: string[] };
    /** 盖章报名表: a sheet a person, or a list a unit. Word. */
    sealedForms: { each: 'person' | 'unit'; unionId: string | null };
    /** 纸质入场证: eight a page, for those without WeChat or for all who hold a place. Word. */
    passes: { whose: 'paper' | 'all'; unionId: string | null };
  }

  type Kind = keyof Kinds;
  type Format = 'xlsx' | 'docx';
  /** queued: no function has it yet. waits: for the consent of a second person, who may refuse it; lapsed: nobody answered in time. */
  type State = 'queued' | 'running' | 'done' | 'failed' | 'waits' | 'refused' | 'lapsed';

  interface Job {
    jobId: string;
    kind: Kind;
    /** What it is about, such as the activity's id. */
    subject: string;
    /** Name of the file, with its ending. */
    name: string;
    format: Format;
    state: State;
    /** 0–100. */
    progress: number;
    /** When it was asked for. */
    at: Millis;
    /** When file and row are deleted. */
    expiresAt: Millis;
    /** Bytes; 0 until it is done. */
    size: number;
    /** Until when the second person may answer; null: it does not wait for one. */
    lapsesAt: Millis | null;
    /** Why it failed, a Chinese sentence, or why the second person refused it; else empty. */
    fault: string;
  }
}

declare namespace Api {
  interface Actions {
    /** Asks for a file. Keyed; who asks for too many at once is refused with SLOW_DOWN. `options` as the kind wants them. */
    'export.start': { input: { kind: Export.Kind; subject: string; options: Record<string, unknown> }; output: { job: Export.Job } };
    /** How far a file of mine is. */
    'export.status': { input: { jobId: string }; output: { job: Export.Job; now: Millis } };
    /** My files of the last 7 days, latest first, at most 20. */
    'export.recent': { input: Record<string, never>; output: { jobs: Export.Job[]; now: Millis } };
    /** An address of a finished file of mine, good for 10 minutes; asked for again each time. */
    'export.link': { input: { jobId: string }; output: { url: string; name: string } };
    /** Makes a failed file again. Keyed. */
    'export.retry': { input: { jobId: string }; output: { job: Export.Job } };
  }
}
