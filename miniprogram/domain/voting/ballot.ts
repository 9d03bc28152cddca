/** What a vote allows, as its document has it. */
export interface VoteState {
  rules: Api.Voting.Rules;
  opensAt: number;
  closesAt: number;
  /** Path of the unions whose members vote. */
  audience: string;
  candidates: readonly { id: string; /** Id of their unit; null: of none. */ unit: string | null; withdrawnAt: number | null }[];
}

export interface Voter {
  unitPath: string;
  joinedAt: number;
}

/** A ballot that this voter cast in this vote. */
export interface OwnBallot {
  /** `YYYY-MM-DD`, or `all` where the limit is over the whole vote. */
  day: string;
  slot: number;
  choices: readonly string[];
}

export type BallotRefusal = 'notOpen' | 'closed' | 'audience' | 'tooNew' | 'unknownCandidate' | 'twice' | 'tooFew' | 'tooMany' | 'withdrawn' | 'ownUnit' | 'used' | 'usedOnCandidate';

export type BallotDecision = { do: 'cast'; day: string; slot: number; remaining: number } | { do: 'refuse'; reason: BallotRefusal };

/** The time in which ballots are counted for the limit. @param today in Shanghai */
export const periodOf = (rules: Api.Voting.Rules, today: string): string => (rules.per === 'day' ? today : 'all');

/**
 * May this ballot be cast, and as which? Slots of a voter's time are taken in order, and the slot is part of the ballot's id, so that two phones
 * that decide at once come to one and the same id and only one of them is in.
 * @param mine this voter's ballots in this vote; those of another day do not count
 */
export function decideBallot(vote: VoteState, mine: readonly OwnBallot[], voter: Voter, choices: readonly string[], now: number, today: string): BallotDecision {
  const { rules } = vote;
  const refuse = (reason: BallotRefusal): BallotDecision => ({ do: 'refuse', reason });
  if (now < vote.opensAt) return refuse('notOpen');
  if (now >= vote.closesAt) return refuse('closed');
  const mayNot = standingOf(vote, voter);
  if (mayNot) return refuse(mayNot);
  const chosen = choices.map((id) => vote.candidates.find((candidate) => candidate.id === id));
  if (chosen.includes(undefined)) return refuse('unknownCandidate');
  if (new Set(choices).size !== choices.length) return refuse('twice');
  if (choices.length < rules.least) return refuse('tooFew');
  if (choices.length > rules.most) return refuse('tooMany');
  if (chosen.some((candidate) => candidate && candidate.withdrawnAt !== null)) return refuse('withdrawn');
  const own = chosen.filter((candidate) => candidate?.unit && voter.unitPath.includes(`/${candidate.unit}/`)).length;
  if (rules.ownUnit !== null && own > rules.ownUnit) return refuse('ownUnit');
  const day = periodOf(rules, today);
  const counted = mine.filter((ballot) => ballot.day === day);
  if (counted.length >= rules.ballots) return refuse('used');
  const { perCandidate } = rules;
  if (perCandidate !== null && choices.some((id) => counted.filter((ballot) => ballot.choices.includes(id)).length >= perCandidate)) return refuse('usedOnCandidate');
  return { do: 'cast', day, slot: counted.length, remaining: rules.ballots - counted.length - 1 };
}

/** Why this person may not vote at all; null: they may. */
export function standingOf({ audience, rules }: Pick<VoteState, 'audience' | 'rules'>, voter: Voter): 'audience' | 'tooNew' | null {
  if (!voter.unitPath.startsWith(audience)) return 'audience';
  if (rules.joinedBefore !== null && voter.joinedAt >= rules.joinedBefore) return 'tooNew';
  return null;
}

export type VoteFault = { field: 'title' | 'opensAt' | 'closesAt' | 'rules' | 'candidates'; message: string };

const longest = 60 * 86_400_000;

/** What is wrong with a vote to be opened, in the words its author sees. */
export function checkVote(draft: Pick<Api.Voting.CreateInput, 'opensAt' | 'closesAt' | 'rules' | 'candidates'>, now: number): VoteFault[] {
  const faults: VoteFault[] = [];
  const refuse = (field: VoteFault['field'], message: string) => faults.push({ field, message });
  const { rules, candidates, opensAt, closesAt } = draft;
  if (closesAt <= opensAt) refuse('closesAt', '截止要晚于开始');
  else if (closesAt <= now) refuse('closesAt', '截止时间已经过去了');
  else if (closesAt - opensAt > longest) refuse('closesAt', '投票最长 60 天');
  if (candidates.length < 2 || candidates.length > 100) refuse('candidates', '候选对象要有 2–100 个');
  if (rules.least < 1 || rules.most < rules.least) refuse('rules', '每票至少选 1 个，最多不能少于最少');
  else if (rules.most > candidates.length) refuse('rules', `每票最多选 ${rules.most} 个，比候选对象还多`);
  if (rules.ballots < 1 || rules.ballots > 20) refuse('rules', '每人 1–20 票');
  if (rules.perCandidate !== null && (rules.perCandidate < 1 || rules.perCandidate > rules.ballots)) refuse('rules', '给同一个对象的票数要在 1 和每人票数之间');
  if (rules.ownUnit !== null && (rules.ownUnit < 0 || rules.ownUnit > rules.most)) refuse('rules', '本单位对象的上限要在 0 和每票最多之间');
  return faults;
}
