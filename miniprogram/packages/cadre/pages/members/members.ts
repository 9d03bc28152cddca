import { fits } from '../../../../domain/text/clean';
import { fontScale } from '../../../../format/scale';
import { serverNow } from '../../../../services/clock';
import { faultWords } from '../../../../services/errors';
import { tellFailure } from '../../../../services/failure-sheet';
import { appended, loadMore, reload, unlisted, type Listing } from '../../../../services/listing';
import { pulled } from '../../../../services/loading';
import { answerRequest, claims, dispute, enrol, leavers, requestMatches, requests, roster, rosterSize, unions } from '../../../../services/people';
import { common } from '../../../../texts/common';
import { joinCodeTexts } from '../../joincode-texts';
import { cadreTexts as t } from '../../texts';
import { claimRow, leaverRow, requestRow, rosterRow, type RequestRow, type RosterRow, type Row } from './view';

type Tab = keyof typeof t.tabs;

interface Data extends Listing {
  fs: number;
  t: typeof t;
  code: typeof joinCodeTexts;
  common: typeof common;
  unions: Api.People.UnionChoice[];
  unionsFound: Api.People.UnionChoice[];
  union: Api.People.UnionChoice | null;
  tabs: { value: Tab; label: string }[];
  tab: Tab;
  total: string;
  rows: RosterRow[];
  asking: RequestRow[];
  bound: Row[];
  /** Who lately went to another unit. */
  left: Row[];
  /** Whose sheet is open. */
  member: RosterRow | null;
  /** Which sheet is open. */
  sheet: '' | 'enrol' | 'unions' | 'refuse' | 'dispute';
  /** What was typed into it. */
  text: string;
  subject: string;
  fault: string;
  faults: string[];
  busy: boolean;
}

const tabsWith = (asking: number): Data['tabs'] => [
  { value: 'roster', label: t.tabs.roster },
  { value: 'requests', label: asking > 0 ? `${t.tabs.requests} ${asking}` : t.tabs.requests },
  { value: 'claims', label: t.tabs.claims },
];

const data: Data = {
  fs: fontScale(),
  t,
  code: joinCodeTexts,
  common,
  ...unlisted,
  unions: [],
  unionsFound: [],
  union: null,
  tabs: tabsWith(0),
  tab: 'roster',
  total: '',
  rows: [],
  asking: [],
  bound: [],
  left: [],
  member: null,
  sheet: '',
  text: '',
  subject: '',
  fault: '',
  faults: [],
  busy: false,
};

async function listsOf({ id }: Api.People.UnionChoice) {
  const [page, size, asked, lately, gone] = await Promise.all([roster(id), rosterSize(id), requests(), claims(id), leavers(id)]);
  return { ...page, ...size, asked, lately, gone };
}

/** 会员: a unit's roster, who asks to join, and who lately bound WeChat to a row. */
Page({
  data,

  onLoad() {
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  refresh() {
    return reload(this, async () => listsOf(await this.chosen()), ({ rows, total, asked, lately, gone }) => {
      const now = serverNow();
      return {
        total: t.total(total),
        rows: rows.map(rosterRow),
        asking: asked.requests.map((request) => requestRow(request, now)),
        tabs: tabsWith(asked.requests.length),
        bound: lately.claims.map((claim) => claimRow(claim, now)),
        left: gone.leavers.map((leaver) => leaverRow(leaver, now)),
      };
    });
  },

  /** The unit that was chosen; at first the widest of my scope. */
  async chosen(): Promise<Api.People.UnionChoice> {
    if (this.data.union !== null) return this.data.union;
    const { unions: mine } = await unions();
    const [widest] = mine;
    if (widest === undefined) throw new Error('a cadre over no union');
    this.setData({ unions: mine, unionsFound: mine, union: widest });
    return widest;
  },

  async onReachBottom() {
    const { union, tab } = this.data;
    if (union === null || tab !== 'roster') return;
    await loadMore(this, (cursor) => roster(union.id, cursor), ({ rows }) => ({ rows: appended(this.data.rows, rows.map(rosterRow), ({ id }) => id) }));
  },

  chooseTab({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: Tab }>) {
    this.setData({ tab: value });
  },

  openUnions() {
    this.setData({ sheet: 'unions', unionsFound: this.data.unions });
  },

  searchUnions({ detail: { value } }: WechatMiniprogram.Input) {
    this.setData({ unionsFound: this.data.unions.filter(({ name }) => name.includes(value.trim())) });
  },

  chooseUnion({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    const union = this.data.unions.find(({ id }) => id === currentTarget.dataset.id);
    if (!union) return undefined;
    this.setData({ union, sheet: '', loaded: false, rows: [], bound: [] });
    return this.refresh();
  },

  openMember({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    this.setData({ member: this.data.rows.find(({ id }) => id === currentTarget.dataset.id) ?? null });
  },

  closeMember() {
    this.setData({ member: null });
  },

  memberDone({ detail: { words } }: WechatMiniprogram.CustomEvent<{ words: string }>) {
    this.setData({ member: null });
    this.done(words);
    return this.refresh();
  },

  openEnrol() {
    this.setData({ sheet: 'enrol', text: '', fault: '', faults: [] });
  },

  closeSheet() {
    this.setData({ sheet: '' });
  },

  sheetMoved({ detail: { visible } }: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
    if (!visible) this.closeSheet();
  },

  typeText({ detail: { value } }: WechatMiniprogram.Input) {
    this.setData({ text: value, fault: '', faults: [] });
  },

  async enrolAll() {
    const { union, text } = this.data;
    if (union === null) return;
    await this.during(async () => {
      const { added, faults } = await enrol(union.id, text);
      if (faults.length > 0) {
        this.setData({ faults: faults.map(({ line, why }) => t.line(line, why)) });
        return;
      }
      this.done(t.enrolled(added));
      await this.refresh();
    });
  },

  /** Where the roster has the same or a near name, the cadre says whether it is that person. */
  async accept({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    const requestId = currentTarget.dataset.id;
    await this.during(async () => {
      const { matches } = await requestMatches(requestId);
      let uid: string | undefined;
      if (matches.length > 0) {
        const itemList = [...matches.map(({ name, staffTail }) => t.asRow(name, staffTail)), t.asNew];
        const chosen = await wx.showActionSheet({ itemList }).catch(() => null);
        if (chosen === null) return;
        uid = matches[chosen.tapIndex]?.uid;
      }
      await answerRequest({ requestId, accept: true, ...(uid === undefined ? {} : { uid }) });
      this.done(t.answered);
      await this.refresh();
    });
  },

  openRefuse({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    this.setData({ sheet: 'refuse', subject: currentTarget.dataset.id, text: '', fault: '' });
  },

  openDispute({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    this.setData({ sheet: 'dispute', subject: currentTarget.dataset.id, text: '', fault: '' });
  },

  async sendReason() {
    const { sheet, subject } = this.data;
    const reason = this.data.text.trim();
    if (!fits(reason, 2, 60)) {
      this.setData({ fault: t.reasonFault });
      return;
    }
    await this.during(async () => {
      if (sheet === 'refuse') await answerRequest({ requestId: subject, accept: false, reason });
      else await dispute(subject, reason);
      this.done(sheet === 'refuse' ? t.answered : t.disputed);
      await this.refresh();
    });
  },

  done(words: string) {
    this.setData({ sheet: '' });
    void wx.showToast({ icon: 'none', title: words });
  },

  /** One act at a time; what goes wrong stands in the sheet, or is said where none is open. */
  async during(act: () => Promise<void>) {
    if (this.data.busy) return;
    this.setData({ busy: true, fault: '' });
    try {
      await act();
    } catch (cause) {
      if (this.data.sheet === '') void tellFailure(cause);
      else this.setData({ fault: faultWords(cause) });
    } finally {
      this.setData({ busy: false });
    }
  },
});
