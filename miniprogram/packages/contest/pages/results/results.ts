import { resultDigest } from '../../../../domain/contest/result';
import { fontScale } from '../../../../format/scale';
import { moment } from '../../../../format/when';
import { serverNow } from '../../../../services/clock';
import { describe, type Failure } from '../../../../services/errors';
import { pulled } from '../../../../services/loading';
import { lastResults, myCertificates, results } from '../../../../services/results';
import { common } from '../../../../texts/common';
import { audienceWords, codeWords, type PrizeView, prizesOf, type RowView, rowsOf, signedWords } from '../../result-words';
import { resultTexts as t } from '../../texts-results';

interface View {
  round: string;
  rows: RowView[];
  prizes: PrizeView[];
  audience: string;
  published: string;
  signers: string[];
  corrections: { title: string; lines: string[] }[];
  code: string;
  whole: boolean;
}

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  board: Api.Contest.ResultBoard | null;
  /** The round that is asked for; empty: the latest. */
  roundId: string;
  rounds: { value: string; label: string }[];
  view: View | null;
  certificates: { title: string; note: string; url: string }[];
  failure: Failure | null;
}

const data: Data = { fs: fontScale(), t, common, id: '', board: null, roundId: '', rounds: [], view: null, certificates: [], failure: null };

function viewOf(contestId: string, result: Api.Contest.PublishedResult, now: Api.Millis): View {
  return {
    round: t.standings(result.roundName),
    rows: rowsOf(result),
    prizes: prizesOf(result.prizes),
    audience: audienceWords(result.audience),
    published: t.published(moment(result.publishedAt, now)),
    signers: result.signatures.map((signature) => signedWords(signature, now)),
    corrections: result.corrections.map(({ at, reason, moved }) => ({ title: t.corrected(moment(at, now), reason), lines: moved.map(({ name, was, is }) => t.moved(name, was, is)) })),
    code: codeWords(result.digest),
    // Whoever sees the result works its digest out: what was signed and what is shown are one.
    whole: resultDigest(contestId, result.roundId, result) === result.digest,
  };
}

/** 成绩: standings of each round and the prizes, as two people signed them. */
Page({
  data,

  onLoad({ id = '', round = '' }: { id?: string; round?: string }) {
    this.setData({ id, roundId: round });
    const known = lastResults(id, round === '' ? undefined : round);
    if (known !== null) this.show(known);
  },

  onShow() {
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  async refresh() {
    const { id, roundId } = this.data;
    try {
      this.show(await results(id, roundId === '' ? undefined : roundId));
      this.setData({ failure: null });
    } catch (cause) {
      this.setData({ failure: describe(cause) });
      return;
    }
    await this.findCertificates();
  },

  show(board: Api.Contest.ResultBoard) {
    const { result } = board;
    this.setData({
      board,
      roundId: result?.roundId ?? this.data.roundId,
      rounds: board.rounds.filter(({ published }) => published).map(({ roundId, name }) => ({ value: roundId, label: name })),
      view: result && viewOf(board.contestId, result, serverNow()),
    });
  },

  /** Mine, where the prizes are out; who is in no union has none. */
  async findCertificates() {
    const { board, id } = this.data;
    if (board?.rounds[board.rounds.length - 1]?.published !== true) return;
    try {
      const { items } = await myCertificates(id);
      this.setData({ certificates: items.map(({ prize, whom, title }, at) => ({ title: t.certificate(prize, whom), note: title === '' ? '' : `《${title}》`, url: `/packages/contest/pages/certificate/certificate?id=${id}&at=${at}` })) });
    } catch {
      this.setData({ certificates: [] });
    }
  },

  choose({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ roundId: value });
    return this.refresh();
  },

  onShareAppMessage() {
    return { title: `${this.data.board?.title ?? common.app} ${t.link}`, path: `/packages/contest/pages/results/results?id=${this.data.id}` };
  },
});
