import { fits, tidy } from '../../domain/text/clean';
import { openTexts as t } from './run-texts';

type CandidateInput = Api.Voting.CreateInput['candidates'][number];

export interface ReadCandidates {
  candidates: CandidateInput[];
  /** Units that are written and in no list, each once. */
  unknown: string[];
  /** The first line that is wrong; empty: none. */
  fault: string;
}

/** Candidates from lines `title unit`: the unit is what stands after the last space, where there is one. */
export function readCandidates(text: string, unions: readonly { id: string; name: string }[]): ReadCandidates {
  const byName = new Map(unions.map(({ id, name }) => [name, id]));
  const read: ReadCandidates = { candidates: [], unknown: [], fault: '' };
  const seen = new Set<string>();
  for (const [index, line] of text.split('\n').entries()) {
    const kept = tidy(line.replace(/[\s\u3000]+/g, ' '));
    if (kept === '') continue;
    const cut = kept.lastIndexOf(' ');
    const [title, unit] = cut < 0 ? [kept, ''] : [kept.slice(0, cut), kept.slice(cut + 1)];
    const unitId = byName.get(unit) ?? null;
    if (!fits(title, 1, 40) || !fits(unit, 0, 60)) read.fault ||= t.lineFault(index + 1);
    else if (seen.has(kept)) read.fault ||= t.twice(index + 1);
    seen.add(kept);
    if (unit !== '' && unitId === null && !read.unknown.includes(unit)) read.unknown.push(unit);
    read.candidates.push({ title, unitId, note: unitId === null ? unit : '', image: '', video: '' });
  }
  return read;
}

/** What is chosen on the form, by the values of its chips. */
export interface Chosen {
  most: string;
  ballots: string;
  per: 'all' | 'day';
  same: 'once' | 'any';
  own: 'free' | 'one' | 'none';
  fresh: 'all' | 'none';
  shown: 'open' | 'close';
}

export const usual: Chosen = { most: '3', ballots: '1', per: 'all', same: 'once', own: 'free', fresh: 'none', shown: 'close' };

export function rulesOf({ most, ballots, per, same, own, fresh, shown }: Chosen, opensAt: Api.Millis): Api.Voting.Rules {
  const count = Number(ballots);
  return {
    ...{ least: 1, most: Number(most), ballots: count, per },
    perCandidate: count > 1 && same === 'once' ? 1 : null,
    ownUnit: own === 'free' ? null : own === 'one' ? 1 : 0,
    joinedBefore: fresh === 'none' ? opensAt : null,
    open: shown === 'open',
  };
}
