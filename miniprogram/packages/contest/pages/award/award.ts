import { fontScale } from '../../../../format/scale';
import { oneAtATime } from '../../../../services/acting';
import { serverNow } from '../../../../services/clock';
import type { Failure } from '../../../../services/errors';
import { startExport } from '../../../../services/export';
import { loading, pulled } from '../../../../services/loading';
import { choices as fetchChoices, desk as fetchDesk, joinVote, namePrize, publish, sign, verify } from '../../../../services/results';
import { joinRound } from '../../../../services/stage';
import { common } from '../../../../texts/common';
import { resultTexts } from '../../texts-results';
import { type AwardView, type Option, optionsOf, viewOf, type VoteOption, votesOf } from './view';

const t = resultTexts.desk;
type ResultFile = keyof typeof resultTexts.files;

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  print: typeof resultTexts.print;
  files: { kind: ResultFile; name: string; note: string; format: string }[];
  id: string;
  roundId: string;
  rounds: { value: string; label: string }[];
  desk: Api.Contest.ResultDesk | null;
  view: AwardView | null;
  failure: Failure | null;
  /** Names people: for as long as the page is open. */
  choices: Api.Contest.ResultChoices | null;
  sheet: '' | 'vote' | 'name' | 'print' | 'join';
  /** Who is to come into the next round first. */
  joinLabel: string;
  joinTitle: string;
  prize: string;
  most: number;
  options: Option[];
  /** What is asked in naming, and what its button does. */
  nameNote: string;
  nameLabel: string;
  votes: VoteOption[];
  reason: string;
  busy: boolean;
  fault: string;
  verdict: { tone: 'green' | 'red' | 'amber'; icon: string; text: string } | null;
}

const files = (Object.keys(resultTexts.files) as ResultFile[]).map((kind) => ({ kind, ...resultTexts.files[kind] }));

const data: Data = {
  ...{ fs: fontScale(), t, common, print: resultTexts.print, files, id: '', roundId: '', rounds: [], desk: null, view: null, failure: null },
  ...{ choices: null, sheet: '', joinLabel: '', joinTitle: '', prize: '', most: 0, options: [], nameNote: '', nameLabel: '', votes: [], reason: '', busy: false, fault: '', verdict: null },
};

/** 奖项与签字: the result is checked, its prizes named, signed by two and published. */
Page({
  data,

  onLoad({ id = '', round = '' }: { id?: string; round?: string }) {
    this.setData({ id, roundId: round });
  },

  onShow() {
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  async refresh() {
    const { id, roundId } = this.data;
    await loading(this, async () => {
      const desk = await fetchDesk(id, roundId === '' ? undefined : roundId);
      const rounds = desk.rounds.map(({ roundId: value, name }) => ({ value, label: name }));
      const { joins } = desk;
      this.setData({ joinTitle: t.joinsTitle(joins?.name ?? ''), joinLabel: t.joins(joins?.name ?? '', (joins?.entries ?? []).map(({ title }) => `《${title}》`).join('')) });
      this.setData({ desk, view: viewOf(desk, serverNow()), roundId: desk.round.roundId, rounds });
    });
  },

  chooseRound({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ roundId: value, verdict: null, fault: '', reason: '' });
    return this.refresh();
  },

  async choices(): Promise<Api.Contest.ResultChoices> {
    const choices = this.data.choices ?? (await fetchChoices(this.data.id));
    this.setData({ choices });
    return choices;
  },

  openVote() {
    return this.during(async () => {
      this.setData({ votes: votesOf(await this.choices(), this.data.desk?.audience?.voteId ?? null), sheet: 'vote' });
    });
  },

  chooseVote({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    this.setData({ votes: this.data.votes.map((vote) => ({ ...vote, on: vote.id === currentTarget.dataset.id })) });
  },

  joinVote() {
    const vote = this.data.votes.find(({ on }) => on);
    if (vote === undefined) return;
    return this.act(() => joinVote({ contestId: this.data.id, voteId: vote.id, links: vote.links }), t.voteDone);
  },

  openName({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { name: string }>) {
    const prize = this.data.view?.prizes.find(({ name }) => name === currentTarget.dataset.name);
    if (prize === undefined || prize.kind === 'rank' || this.data.desk?.manages !== true) return;
    return this.during(async () => {
      const named = this.data.desk?.named[prize.name] ?? [];
      const options = optionsOf(prize.kind, await this.choices(), named);
      this.setData({ prize: prize.name, most: prize.count, options, nameNote: t.namingNote(prize.count), nameLabel: t.namingGo(options.filter(({ on }) => on).length), sheet: 'name' });
    });
  },

  toggle({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { key: string }>) {
    const { options, most } = this.data;
    const option = options.find(({ key }) => key === currentTarget.dataset.key);
    if (option === undefined || (!option.on && options.filter(({ on }) => on).length >= most)) return;
    const next = options.map((one) => (one === option ? { ...one, on: !one.on } : one));
    this.setData({ options: next, nameLabel: t.namingGo(next.filter(({ on }) => on).length) });
  },

  namePrize() {
    const winners = this.data.options.filter(({ on }) => on).map(({ winner }) => winner);
    return this.act(() => namePrize({ contestId: this.data.id, prize: this.data.prize, winners }), t.namingDone);
  },

  openJoin() {
    this.setData({ sheet: 'join', fault: '' });
  },

  join({ detail: { reason } }: WechatMiniprogram.CustomEvent<{ reason: string }>) {
    const { id, desk } = this.data;
    const joins = desk?.joins;
    if (!joins) return undefined;
    return this.act(async () => {
      for (const { entryId } of joins.entries) await joinRound({ contestId: id, roundId: joins.roundId, entryId, reason });
    }, t.joined);
  },

  closeSheet() {
    this.setData({ sheet: '' });
  },

  typeReason({ detail: { value } }: WechatMiniprogram.Input) {
    this.setData({ reason: value });
  },

  async main() {
    const { id, desk, view, reason } = this.data;
    const content = desk?.content;
    if (!desk || !view || !content || view.act.kind === 'none') return;
    const { as } = view.act;
    const { roundId, name } = desk.round;
    const role = as === null ? '' : resultTexts.roles[as];
    const asked = as === null ? { title: t.publishAsk, content: t.publishText, confirmText: view.act.label } : { title: t.signAsk(role), content: t.signText(name, view.code), confirmText: t.signGo };
    const { confirm } = await wx.showModal({ ...asked, cancelText: t.back });
    if (!confirm) return;
    if (as === null) return this.act(() => publish(id, roundId, content.digest), t.published);
    return this.act(() => sign({ contestId: id, roundId, digest: content.digest, as, reason: view.correcting ? reason : '' }), t.signed);
  },

  /** An act on the result: what came of it is fetched anew. */
  act(write: () => Promise<unknown>, done: string) {
    return this.during(async () => {
      await write();
      this.setData({ sheet: '', verdict: null });
      void wx.vibrateShort({ type: 'medium' });
      void wx.showToast({ icon: 'none', title: done });
      await this.refresh();
    });
  },

  verify() {
    return this.during(async () => {
      const { whole, differs } = await verify(this.data.id, this.data.roundId);
      const verdict = !whole ? ({ tone: 'red', icon: 'alert', text: t.tampered(differs) } as const) : differs === '' ? ({ tone: 'green', icon: 'done', text: t.verified } as const) : ({ tone: 'amber', icon: 'alert', text: t.differs(differs) } as const);
      this.setData({ verdict });
    });
  },

  file({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { kind: ResultFile }>) {
    const { kind } = currentTarget.dataset;
    if (kind === 'certificates') this.setData({ sheet: 'print' });
    else return this.make(kind, kind === 'resultForm' ? { roundId: this.data.roundId } : {});
  },

  printCertificates({ detail }: WechatMiniprogram.CustomEvent<Api.Export.Kinds['certificates']>) {
    return this.make('certificates', detail);
  },

  make(kind: ResultFile, options: Api.Export.Kinds[ResultFile]) {
    return this.during(async () => {
      await startExport(kind, this.data.id, options);
      this.setData({ sheet: '' });
      void wx.navigateTo({ url: `/packages/cadre/pages/exports/exports?id=${this.data.id}` });
    });
  },

  during(run: () => Promise<unknown>) {
    return oneAtATime(this, run);
  },
});
