import { plainRules } from '../../../../domain/activity/rules';
import { doorsBefore } from '../../../../domain/checkin/merge';
import { paperFault } from '../../../../domain/checkin/paper';
import { fontScale } from '../../../../format/scale';
import { statusOf, type Status } from '../../../../format/status';
import { span } from '../../../../format/when';
import { actFromSheet } from '../../../../services/acting';
import { cancel, detail, lastDetail, roster } from '../../../../services/activity';
import { serverNow } from '../../../../services/clock';
import { appended, loadMore, reload, unlisted, type Listing } from '../../../../services/listing';
import { pulled } from '../../../../services/loading';
import { activityTexts } from '../../../../texts/activity';
import { common } from '../../../../texts/common';
import { paperTexts } from '../../paper-texts';
import { rulesTexts } from '../../rules-texts';
import { cadreTexts as t } from '../../texts';
import { peopleOf, type PersonRow } from './view';

type Filter = 'all' | Api.Activity.RosterFilter;

interface Data extends Listing {
  fs: number;
  t: typeof t;
  paperTexts: typeof paperTexts;
  edits: typeof rulesTexts.edit;
  common: typeof common;
  id: string;
  title: string;
  when: string;
  place: string;
  status: Status | null;
  cancellable: boolean;
  /** Arrivals may be entered from the paper list. */
  paper: boolean;
  /** A contest has a rulebook and entries. */
  contest: boolean;
  /** A sports meet has a rulebook and delegations. */
  meet: boolean;
  /** A reading month has its own desk. */
  reading: boolean;
  /** People sign up in teams. */
  inTeams: boolean;
  /** Called off, and why; empty: it was not. */
  cancelledWords: string;
  counts: { held: number; waiting: number; checkedIn: number; capacity: number } | null;
  rows: Api.Activity.RosterRow[];
  rules: Api.Activity.Rules;
  filters: { value: Filter; label: string }[];
  filter: Filter;
  /** The name that is searched for; empty: everybody. */
  name: string;
  /** Whose sheet is open. */
  person: Api.Activity.RosterRow | null;
  people: PersonRow[];
  /** Which sheet is open. */
  sheet: '' | 'cancel';
  /** What went wrong with the sheet's act. */
  fault: string;
  busy: boolean;
}

const data: Data = {
  fs: fontScale(),
  t,
  paperTexts,
  edits: rulesTexts.edit,
  common,
  id: '',
  ...unlisted,
  title: '',
  when: '',
  place: '',
  status: null,
  cancellable: false,
  paper: false,
  contest: false,
  meet: false,
  reading: false,
  inTeams: false,
  cancelledWords: '',
  counts: null,
  rows: [],
  rules: plainRules,
  filters: [],
  filter: 'all',
  name: '',
  person: null,
  people: [],
  sheet: '',
  fault: '',
  busy: false,
};

/** What a list asks for beside the activity. */
const wantedOf = ({ filter, name }: Pick<Data, 'filter' | 'name'>) => ({ ...(filter === 'all' ? {} : { filter }), ...(name === '' ? {} : { name }) });

async function readAll(activityId: string, wanted: ReturnType<typeof wantedOf>) {
  const [activity, list] = await Promise.all([detail(activityId), roster({ activityId, ...wanted })]);
  return { ...list, activity };
}

/** The filters that can find anybody: offers where there are any, the absent once it has begun. */
function filtersOf({ rules, startsAt }: Api.Activity.Detail): Data['filters'] {
  const values: Filter[] = ['all', 'held', 'waiting', ...(rules.offerHours === null ? [] : (['offered'] as const)), 'leave', ...(startsAt <= serverNow() ? (['absent'] as const) : [])];
  return values.map((value) => ({ value, label: t.filters[value] }));
}

const activityView = (activity: Api.Activity.Detail) => ({
  title: activity.title,
  when: span(activity.startsAt, activity.endsAt, serverNow()),
  place: activity.place.name,
  filters: filtersOf(activity),
  rules: activity.rules,
  status: statusOf({ ...activity, mine: null }),
  contest: activity.programme === 'contest',
  meet: activity.programme === 'meet',
  reading: activity.programme === 'reading',
  inTeams: activity.rules.team !== null,
  cancellable: activity.manages && activity.phase !== 'cancelled' && activity.phase !== 'ended',
  paper: activity.manages && activity.phase !== 'cancelled' && paperFault(activity, activity.startsAt - doorsBefore, serverNow()) === null,
  cancelledWords: activity.phase === 'cancelled' ? t.cancelledText(activity.cancelReason) : '',
});

/** 活动管理: who is in, who waits, who came; the poster; and calling it off. */
Page({
  data,

  onLoad({ id = '' }: { id?: string }) {
    this.setData({ id });
    const known = lastDetail(id);
    if (known !== null) this.setData(activityView(known));
  },

  onShow() {
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  async refresh() {
    await reload(this, () => readAll(this.data.id, wantedOf(this.data)), ({ activity, rows, held, waiting, checkedIn, capacity }) => ({
      ...activityView(activity),
      counts: { held, waiting, checkedIn, capacity },
      rows,
      people: peopleOf(rows, serverNow()),
    }));
  },

  onReachBottom() {
    return loadMore(this, (cursor) => roster({ activityId: this.data.id, cursor, ...wantedOf(this.data) }), (page) => {
      const rows = appended(this.data.rows, page.rows, ({ uid }) => uid);
      return { rows, people: peopleOf(rows, serverNow()) };
    });
  },

  chooseFilter({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: Filter }>) {
    this.setData({ filter: value });
    return this.refresh();
  },

  search({ detail: { name } }: WechatMiniprogram.CustomEvent<{ name: string }>) {
    this.setData({ name });
    return this.refresh();
  },

  openPerson({ detail: { uid } }: WechatMiniprogram.CustomEvent<{ uid: string }>) {
    this.setData({ person: this.data.rows.find((row) => row.uid === uid) ?? null });
  },

  closePerson() {
    this.setData({ person: null });
  },

  openCancel() {
    this.setData({ sheet: 'cancel', fault: '' });
  },

  closeSheet() {
    this.setData({ sheet: '' });
  },

  async callOff({ detail: { reason } }: WechatMiniprogram.CustomEvent<{ reason: string }>) {
    const { id, counts } = this.data;
    const { confirm } = await wx.showModal({
      title: t.cancelAsk,
      content: t.cancelConfirm(counts?.held ?? 0, counts?.waiting ?? 0),
      confirmText: t.cancelGo,
      cancelText: t.cancelKeep,
    });
    if (confirm) await this.during(() => cancel(id, reason), t.cancelled);
  },

  during(act: () => Promise<unknown>, done: string) {
    return actFromSheet(this, act, done, () => this.refresh());
  },

  openPoster() {
    void wx.navigateTo({ url: `/packages/activity/pages/poster/poster?id=${this.data.id}` });
  },

  openDetail() {
    void wx.navigateTo({ url: `/packages/activity/pages/detail/detail?id=${this.data.id}` });
  },

  openEdit() {
    void wx.navigateTo({ url: `/packages/cadre/pages/edit/edit?id=${this.data.id}` });
  },

  openAgain() {
    void wx.navigateTo({ url: `/packages/cadre/pages/open/open?copy=${this.data.id}` });
  },

  openBehalf() {
    void wx.navigateTo({ url: `/packages/cadre/pages/behalf/behalf?id=${this.data.id}` });
  },

  onShareAppMessage() {
    const { id, title } = this.data;
    const path = `/packages/activity/pages/detail/detail?id=${id}`;
    const activity = lastDetail(id);
    if (activity?.phase !== 'open') return { title, path };
    const words = activity.left > 0 ? `${activityTexts.card.left(activity.left)} · ${title}` : title;
    // WeChat waits 3 s for the picture, then shows the page itself.
    const drawn: Promise<string> = this.selectComponent('#share-card').picture(activity);
    return { title: words, path, promise: drawn.then((imageUrl) => ({ title: words, path, imageUrl }), () => ({ title: words, path })) };
  },
});
