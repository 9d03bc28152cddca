import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { toUtf8 } from '../text/utf8';
import { pointsText } from './scores';

/** What a result says, without words that may be written otherwise: what its signers sign. */
export interface ResultFacts {
  rows: readonly Pick<Api.Contest.ResultRow, 'entryId' | 'order' | 'place' | 'judges' | 'votes' | 'total' | 'thousandths' | 'through'>[];
  prizes: readonly { name: string; winners: readonly Pick<Api.Contest.Winner, 'entryId' | 'performer' | 'unitId'>[] }[];
  /** Vote and its frozen digest; null: the audience does not join. */
  vote: { voteId: string; digest: string } | null;
}

const rowOf = ({ entryId, order, place, judges, votes, total, thousandths, through }: ResultFacts['rows'][number]) => [entryId, order, place, judges, votes, total, thousandths, through];
const prizeOf = ({ name, winners }: ResultFacts['prizes'][number]) => [name, winners.map(({ entryId, performer, unitId }) => [entryId, performer, unitId])];

/** SHA-256 of a result, hex, bound to its contest and round: any phone works it out again from what is published. */
export function resultDigest(contestId: string, roundId: string, { rows, prizes, vote }: ResultFacts): string {
  return bytesToHex(sha256(toUtf8(JSON.stringify(['result', contestId, roundId, rows.map(rowOf), prizes.map(prizeOf), vote && [vote.voteId, vote.digest]]))));
}

/** Where two results differ first: an entry, a prize, or the vote; null: nowhere. */
export type Difference = { entryId: string } | { prize: string } | { vote: true } | null;

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

export function firstDifference(a: ResultFacts, b: ResultFacts): Difference {
  const others = new Map(b.rows.map((row) => [row.entryId, rowOf(row)]));
  const row = a.rows.find((one) => !same(rowOf(one), others.get(one.entryId))) ?? b.rows.find(({ entryId }) => !a.rows.some((one) => one.entryId === entryId));
  if (row) return { entryId: row.entryId };
  const prizes = new Map(b.prizes.map((prize) => [prize.name, prizeOf(prize)]));
  const prize = a.prizes.find((one) => !same(prizeOf(one), prizes.get(one.name))) ?? b.prizes.find(({ name }) => !a.prizes.some((one) => one.name === name));
  if (prize) return { prize: prize.name };
  return same(a.vote, b.vote) ? null : { vote: true };
}

/** A correction keeps so many lines. */
const mostMoved = 60;

const placeWords = (row: Pick<Api.Contest.ResultRow, 'place' | 'total'> | undefined) =>
  row === undefined || row.place === null || row.total === null ? '未参演' : `第 ${row.place} 名 ${pointsText(row.total)} 分`;
const winnerWords = (prize: Api.Contest.PrizeLine | undefined) => (prize?.winners ?? []).map(({ title, unitName }) => (title === '' ? unitName : `《${title}》`)).join('、') || '空缺';

/** What a correction moved, in words: entries by title, prizes by name. */
export function movedBetween(before: Api.Contest.ResultContent, after: Api.Contest.ResultContent): Api.Contest.Correction['moved'] {
  const rows = after.rows.map((row) => ({ name: `《${row.title}》`, was: placeWords(before.rows.find(({ entryId }) => entryId === row.entryId)), is: placeWords(row) }));
  const prizes = after.prizes.map((prize) => ({ name: prize.name, was: winnerWords(before.prizes.find(({ name }) => name === prize.name)), is: winnerWords(prize) }));
  return [...rows, ...prizes].filter(({ was, is }) => was !== is).slice(0, mostMoved);
}
