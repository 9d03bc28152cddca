/** Challenges 挑战 of a reading month: days in a row, and a team's common book 共读. */
declare namespace Api.Reading {
  type Amount = 'days' | 'minutes' | 'pages';

  /** row: so many days in a row, from the day of joining on · book: so much of one book, whenever in the edition it was read */
  type ChallengeRule = { kind: 'row'; days: number } | { kind: 'book'; bookId: string; of: Amount; at: number };

  interface Challenge {
    challengeId: string;
    rule: ChallengeRule;
    /** Of a common book; else empty. */
    bookTitle: string;
    /** The team whose common book it is, all of whom are in it; empty: whoever joins. */
    unitName: string;
    /** The day on which I joined, of a team's the day on which it was set; null: I did not. */
    joined: Day | null;
    have: number;
    need: number;
    /** When I finished; null: I have not. */
    doneOn: Day | null;
    /** May be joined. */
    open: boolean;
  }

  interface TeamReader {
    name: string;
    mine: boolean;
    have: number;
    doneOn: Day | null;
  }

  interface DeskChallenge {
    challengeId: string;
    rule: ChallengeRule;
    bookTitle: string;
    /** The team; null: it is for everybody. */
    unionId: string | null;
    unitName: string;
    closed: boolean;
    /** Who joined; of a team's common book 0. */
    joined: number;
  }
}

declare namespace Api {
  interface Actions {
    /** The challenges of an edition that are for me, and how far I am. `streaks`: what days in a row earn by its rules. */
    'reading.challenges': {
      input: { editionId: string };
      output: { items: Reading.Challenge[]; streaks: Reading.Rules['streaks']; reads: boolean; phase: Reading.Phase };
    };
    /** Joins a challenge. A repeat changes nothing. */
    'reading.join': { input: { editionId: string; challengeId: string }; output: { joined: Day } };
    /** A team's common book: who of the team has read it. For the team, and its own cadre; to all others it does not exist. */
    'reading.team': {
      input: { editionId: string; challengeId: string };
      output: { bookTitle: string; unitName: string; of: Reading.Amount; need: number; finished: number; readers: Reading.TeamReader[] };
    };
    /** Cadre of the edition, or of a unit for its own teams: the challenges that are theirs. `teams`: for which a common book may be set. */
    'reading.challengeDesk': {
      input: { editionId: string; unionId: string | null };
      output: { items: Reading.DeskChallenge[]; teams: { unionId: string; name: string }[]; days: number };
    };
    /** Cadre of the edition: one for everybody (`unionId` null). The unit's own cadre: a common book of a team. Keyed. */
    'reading.addChallenge': { input: { editionId: string; unionId: string | null; rule: Reading.ChallengeRule }; output: { challengeId: string } };
    /** The same cadre: nobody joins it any more; who is in it goes on. Keyed. */
    'reading.closeChallenge': { input: { editionId: string; challengeId: string; reason: string }; output: { closed: true } };
  }
}
