/** Results: standings of a round, prizes, signing, publishing and certificates. Points are hundredths. */
declare namespace Api.Contest {
  /** A performance in the standings. */
  interface ResultRow {
    entryId: string;
    title: string;
    unitName: string;
    form: Form;
    /** Names of a soloist or of a duet; empty for more people. */
    who: string;
    /** Number in the running order, from 1. */
    order: number;
    /** From 1; tied entries share one; null: did not perform. */
    place: number | null;
    /** What put it behind the one before it; null: first, tied, or not placed. */
    decided: 'announced' | 'exact' | TieRule['by'] | null;
    /** The judges' announced score. */
    judges: number | null;
    /** Votes of the audience; null: they do not join in this round. */
    votes: number | null;
    /** What ranks: both parts by the rulebook, on 0–100 where the audience has a weight, else on the judges' scale. */
    total: number | null;
    /** The same in thousandths: where the third decimal decided. */
    thousandths: number | null;
    /** Goes on to the next round. */
    through: boolean;
  }

  /** An entry, one performer of it, or a unit (优秀组织奖). */
  interface Winner {
    entryId: string | null;
    /** Position among the entry's performers; null: all of them. */
    performer: number | null;
    unitId: string | null;
    /** Title of the entry; empty: a unit. */
    title: string;
    unitName: string;
    /** Names of a soloist, a duet, or the one performer; else empty. */
    who: string;
    place: number | null;
  }

  interface PrizeLine extends Prize {
    winners: Winner[];
  }

  interface Signature {
    /** scorer 计分员 · supervisor 监督员 */
    as: 'scorer' | 'supervisor';
    name: string;
    at: Millis;
  }

  /** A correction after publishing 更正: what was published stays readable. */
  interface Correction {
    at: Millis;
    reason: string;
    /** Digests before and after. */
    from: string;
    to: string;
    /** What moved: entries by title, or prizes by name, with what was and what is. */
    moved: { name: string; was: string; is: string }[];
    by: string[];
  }

  interface ResultContent {
    rows: ResultRow[];
    /** Empty but in the last round. */
    prizes: PrizeLine[];
    vote: { voteId: string; digest: string } | null;
    digest: string;
  }

  interface PublishedResult extends ResultContent {
    roundId: string;
    roundName: string;
    /** Does the audience join with a weight: totals are on 0–100. */
    audience: AudienceRule;
    maximum: 10 | 100;
    signatures: Signature[];
    publishedAt: Millis;
    corrections: Correction[];
  }

  interface ResultBoard {
    contestId: string;
    title: string;
    organiser: string;
    rounds: { roundId: string; name: string; published: boolean }[];
    /** The round that was asked for, else the latest that is published; null: not published. */
    result: PublishedResult | null;
    /** I have something to do with it: the page 奖项与签字. */
    works: boolean;
    now: Millis;
  }

  /** My own certificate 证书. */
  interface Certificate {
    prize: string;
    kind: Prize['kind'];
    /** Of the entry. */
    title: string;
    /** Whom it names: me, or my unit. */
    whom: string;
    unitName: string;
    contest: string;
    organiser: string;
    at: Millis;
    /** First characters of the result's digest, to look it up by. */
    code: string;
  }

  /** The desk of those who make the result. */
  interface ResultDesk {
    contestId: string;
    title: string;
    round: { roundId: string; name: string; last: boolean };
    rounds: { roundId: string; name: string; published: boolean }[];
    /** As it stands now; null: not ready. */
    content: ResultContent | null;
    /** What is missing, a sentence; empty: nothing. */
    missing: string;
    /** The version being signed; null: nobody signed yet. `stale`: scores, votes or prizes changed since. */
    draft: { digest: string; signatures: Signature[]; reason: string; stale: boolean } | null;
    published: { digest: string; at: Millis } | null;
    /** Roles I may sign in. */
    signAs: Signature['as'][];
    /** May name prizes, choose the vote, publish, make files. */
    manages: boolean;
    /** Does the rulebook ask for votes here? */
    wantsVote: boolean;
    audience: { voteId: string; links: VoteLink[] } | null;
    /** Who was named for a prize, by its name. */
    named: Record<string, NamedWinner[]>;
    /** Entries that go on by the scores as they stand now and are not in the next round, which is drawn: they come in first 补入. null: none. */
    joins: { roundId: string; name: string; entries: { entryId: string; title: string }[] } | null;
    /** Prizes above two thirds of the entries; empty: not. */
    warning: string;
    now: Millis;
  }

  interface VoteLink {
    candidateId: string;
    entryId: string;
  }

  interface NamedWinner {
    entryId: string | null;
    performer: number | null;
    unitId: string | null;
  }

  /** What may be chosen in naming prizes and joining a vote. */
  interface ResultChoices {
    entries: { entryId: string; title: string; unitId: string; unitName: string; performers: { name: string; part: Performer['part'] }[] }[];
    units: { unitId: string; name: string; entries: number }[];
    votes: {
      voteId: string;
      title: string;
      /** Its digest stands. */
      frozen: boolean;
      candidates: { id: string; title: string; unitName: string; /** Found by title and unit; null: not certain. */ entryId: string | null }[];
    }[];
  }
}

declare namespace Api.Export {
  interface Kinds {
    /** 成绩表: a sheet a round that has a result, and the prizes, with places to sign. Excel. */
    resultSheet: Record<string, never>;
    /** 成绩单: one round, with places for signatures and the seal. Word. */
    resultForm: { roundId: string };
    /** 奖品签收表: who receives or 代领人 signs. Excel. */
    prizeReceipts: Record<string, never>;
    /** 颁奖顺序表: from the lowest prize up. Word. */
    ceremony: Record<string, never>;
    /**
     * Certificates for 套打: the words alone, at the places of a printed form, the seal left blank. `each`: one an entry, or one a performer.
     * `right`, `down`: mm by which this printer is off, −30 to 30. `trial`: one page with the places drawn, to be held against the form. Word.
     */
    certificates: { form: 'a4' | 'a4wide' | 'a3fold'; each: 'entry' | 'person'; right: number; down: number; trial: boolean };
  }
}

declare namespace Api {
  interface Actions {
    /** Standings and prizes as they are published. */
    'results.board': { input: { contestId: string; roundId?: string }; output: Contest.ResultBoard };
    /** My certificates in this contest. */
    'results.mine': { input: { contestId: string }; output: { items: Contest.Certificate[] } };
    /** Cadre, official or supervisor over the contest: the result in the making. */
    'results.desk': { input: { contestId: string; roundId?: string }; output: Contest.ResultDesk };
    /** Cadre: what may be chosen. */
    'results.choices': { input: { contestId: string }; output: Contest.ResultChoices };
    /** Cadre: which vote joins the last round, and which candidate is which entry. Keyed. */
    'results.audience': { input: { contestId: string; voteId: string; links: Contest.VoteLink[] }; output: { joined: number } };
    /** Cadre: whom a 单项奖 or 优秀组织奖 is given to, in place of whom was named before. Keyed. */
    'results.name': { input: { contestId: string; prize: string; winners: Contest.NamedWinner[] }; output: { named: number } };
    /** 计分员 or 监督员, two people: signs the result as it stands, by its digest; `reason`: of a correction after publishing, else empty. Keyed. */
    'results.sign': {
      input: { contestId: string; roundId: string; digest: string; as: Contest.Signature['as']; reason: string };
      output: { at: Millis };
    };
    /** Cadre: publishes what both have signed. Keyed. */
    'results.publish': { input: { contestId: string; roundId: string; digest: string }; output: { at: Millis } };
    /** Cadre, official or supervisor: works a published result out again from the scores and votes; names what differs. */
    'results.verify': {
      input: { contestId: string; roundId: string };
      output: {
        /** Is the record the one whose digest was signed? */
        whole: boolean;
        /** What the scores and votes give otherwise now: an entry's or a prize's name; empty: nothing. */
        differs: string;
      };
    };
  }
}
