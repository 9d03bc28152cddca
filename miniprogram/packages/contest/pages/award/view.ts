import { moment } from '../../../../format/when';
import { codeWords, prizesOf, rowsOf, type PrizeView, type RowView } from '../../result-words';
import { resultTexts } from '../../texts-results';

const t = resultTexts.desk;
type Desk = Api.Contest.ResultDesk;
type Named = Api.Contest.NamedWinner;

/** What the button at the bottom does; none: it says what is awaited. */
export interface MainAct {
  kind: 'sign' | 'publish' | 'none';
  as: Api.Contest.Signature['as'] | null;
  label: string;
  note: string;
}

export interface AwardView {
  rows: RowView[];
  prizes: (PrizeView & { kind: Api.Contest.Prize['kind']; count: number })[];
  signers: { role: string; words: string; done: boolean }[];
  code: string;
  /** A correction of what is published begins with a reason. */
  correcting: boolean;
  published: string;
  vote: string;
  act: MainAct;
}

const others = { scorer: 'supervisor', supervisor: 'scorer' } as const;

function actOf({ content, draft, published, signAs, manages }: Desk): MainAct {
  const none = (note: string, label = t.publish): MainAct => ({ kind: 'none', as: null, label, note });
  if (content === null) return none(t.missing);
  if (published?.digest === content.digest) return none('', t.published);
  const standing = draft !== null && !draft.stale ? draft.signatures : [];
  const as = signAs.find((role) => !standing.some((signature) => signature.as === role));
  if (standing.length === 2) return manages ? { kind: 'publish', as: null, label: published === null ? t.publish : t.publishAgain, note: '' } : none(t.waitPublish);
  if (as !== undefined) return { kind: 'sign', as, label: t.sign(resultTexts.roles[as]), note: '' };
  const mine = signAs[0];
  return none(mine === undefined ? t.waitBoth : t.waitOther(resultTexts.roles[others[mine]]), mine === undefined ? t.publish : t.signed);
}

export function viewOf(desk: Desk, now: Api.Millis): AwardView {
  const { content, draft, published, audience } = desk;
  const signatures = draft !== null && !draft.stale ? draft.signatures : [];
  return {
    rows: content ? rowsOf(content) : [],
    prizes: content ? prizesOf(content.prizes).map((view, index) => ({ ...view, kind: content.prizes[index]?.kind ?? 'rank', count: content.prizes[index]?.count ?? 0 })) : [],
    signers: (['scorer', 'supervisor'] as const).map((as) => {
      const signature = signatures.find((one) => one.as === as);
      return { role: resultTexts.roles[as], words: signature ? `${signature.name} · ${moment(signature.at, now)}` : t.waiting, done: signature !== undefined };
    }),
    code: content ? codeWords(content.digest) : '',
    correcting: published !== null && content !== null && published.digest !== content.digest,
    published: published === null ? '' : t.publishedAt(moment(published.at, now)),
    vote: audience === null ? t.voteNone : t.voteJoined(audience.links.length),
    act: actOf(desk),
  };
}

export interface Option {
  key: string;
  title: string;
  note: string;
  winner: Named;
  on: boolean;
}

const keyOf = ({ entryId, performer, unitId }: Named) => `${entryId ?? ''}/${performer ?? ''}/${unitId ?? ''}`;

/** Parts that are honoured by themselves 最佳指挥奖, 最佳伴奏奖 … */
const honoured: Partial<Record<Api.Contest.Performer['part'], string>> = { conductor: '指挥', lead: '领唱', accompanist: '伴奏' };

/** Whom a prize can be given to: units by what they sent, or entries and those who stand out in them. */
export function optionsOf(kind: Api.Contest.Prize['kind'], { entries, units }: Api.Contest.ResultChoices, chosen: readonly Named[]): Option[] {
  const option = (winner: Named, title: string, note: string): Option => ({ key: keyOf(winner), title, note, winner, on: chosen.some((one) => keyOf(one) === keyOf(winner)) });
  if (kind === 'organisation') return units.map(({ unitId, name, entries: sent }) => option({ entryId: null, performer: null, unitId }, name, t.namingUnits(sent)));
  return entries.flatMap(({ entryId, title, unitName, performers }) => [
    option({ entryId, performer: null, unitId: null }, `《${title}》`, unitName),
    ...performers.flatMap(({ name, part }, performer) => {
      const words = honoured[part];
      return words === undefined ? [] : [option({ entryId, performer, unitId: null }, `${words} ${name}`, `《${title}》 · ${unitName}`)];
    }),
  ]);
}

export interface VoteOption {
  id: string;
  title: string;
  note: string;
  on: boolean;
  /** Candidates that no entry was found for. */
  unmatched: string[];
  links: Api.Contest.VoteLink[];
}

export function votesOf({ votes }: Api.Contest.ResultChoices, joined: string | null): VoteOption[] {
  return votes.map(({ voteId, title, frozen, candidates }) => {
    const links = candidates.flatMap(({ id: candidateId, entryId }) => (entryId === null ? [] : [{ candidateId, entryId }]));
    const unmatched = candidates.filter(({ entryId }) => entryId === null).map((candidate) => t.voteUnmatched(candidate.title));
    const matched = t.voteMatched(links.length, candidates.length);
    return { id: voteId, title, note: frozen ? matched : `${matched} · ${t.voteOpen}`, on: voteId === joined, unmatched, links };
  });
}
