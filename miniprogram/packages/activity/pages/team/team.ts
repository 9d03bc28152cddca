import { fontScale } from '../../../../format/scale';
import { span } from '../../../../format/when';
import { detail as fetchDetail } from '../../../../services/activity';
import { serverNow } from '../../../../services/clock';
import type { Failure } from '../../../../services/errors';
import { tellFailure } from '../../../../services/failure-sheet';
import { loading, pulled } from '../../../../services/loading';
import { giveUp, keepPass } from '../../../../services/registration';
import * as teams from '../../../../services/teams';
import { common } from '../../../../texts/common';
import { teamsTexts as t } from '../../teams-texts';
import { teamView, type TeamView } from './view';

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  /** Of the invitation that led here; empty: none. */
  code: string;
  loaded: boolean;
  detail: Api.Activity.Detail | null;
  team: Api.Teams.Team | null;
  view: TeamView | null;
  me: string;
  units: { id: string; name: string }[];
  size: string;
  phaseOpen: boolean;
  /** In no union yet: joining one comes first. */
  needsUnion: boolean;
  invitation: Api.Output<'teams.invitation'> | null;
  invites: string;
  invitedSize: string;
  joinLabel: string;
  when: string;
  /** Whose sheet is open. */
  mate: Api.Teams.Person | null;
  adding: boolean;
  failure: Failure | null;
  busy: boolean;
}

const data: Data = {
  ...{ fs: fontScale(), t, common, id: '', code: '', loaded: false, detail: null, team: null, view: null, me: '', units: [], size: '' },
  ...{ phaseOpen: false, needsUnion: false, invitation: null, invites: '', invitedSize: '', joinLabel: '', when: '', mate: null, adding: false, failure: null, busy: false },
};

/** 组队: a team is made, joined by an invitation, seen by its people, and signed up by its leader. */
Page({
  data,

  onLoad({ id = '', code = '' }: { id?: string; code?: string }) {
    this.setData({ id, code });
  },

  onShow() {
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  async refresh() {
    const { id, code } = this.data;
    await loading(this, async () => {
      const detail = await fetchDetail(id);
      const needsUnion = !detail.eligible.ok && detail.eligible.join === true;
      const mine = needsUnion ? null : await teams.mine(id);
      const invitation = mine && mine.team === null && code !== '' ? await teams.invitation(id, code) : null;
      this.setData({ detail, needsUnion, loaded: true });
      this.show(detail, mine, invitation);
    });
  },

  show(detail: Api.Activity.Detail, mine: Api.Output<'teams.mine'> | null, invitation: Api.Output<'teams.invitation'> | null) {
    const { min, max } = detail.rules.team ?? { min: 1, max: 1 };
    const size = t.of(min, max);
    this.setData({
      size,
      phaseOpen: detail.phase === 'announced' || detail.phase === 'open',
      me: mine?.me ?? '',
      units: mine?.units ?? [],
      team: mine?.team ?? null,
      view: mine?.team ? teamView(mine.team, detail, serverNow()) : null,
      invitation,
      invites: invitation?.leader ? t.invites(invitation.leader) : t.invitesAnonymous,
      invitedSize: invitation ? `${t.count(invitation.people)} · ${size}` : '',
      when: span(detail.startsAt, detail.endsAt, serverNow()),
      joinLabel: invitation ? t.join(invitation.name) : '',
    });
  },

  async made() {
    void wx.showToast({ icon: 'none', title: t.made });
    this.setData({ code: '' });
    await this.refresh();
  },

  makeOwn() {
    this.setData({ code: '', invitation: null });
  },

  joinUnion() {
    void wx.navigateTo({ url: '/packages/people/pages/join/join' });
  },

  join() {
    return this.during(() => teams.join(this.data.id, this.data.code), t.joined);
  },

  act() {
    const { id, detail, view } = this.data;
    if (view?.act.kind === 'detail') return wx.redirectTo({ url: `/packages/activity/pages/detail/detail?id=${id}` });
    if (view?.act.kind !== 'submit') return undefined;
    if (detail !== null && detail.fields.length > 0) return wx.navigateTo({ url: `/packages/activity/pages/form/form?id=${id}` });
    return this.submit();
  },

  async submit() {
    const { id } = this.data;
    await this.during(async () => {
      const { state, position } = await teams.submit(id);
      wx.vibrateShort({ type: 'medium' });
      if (state === 'held') void keepPass(id);
      await wx.navigateTo({ url: `/packages/activity/pages/registered/registered?id=${id}&state=${state}&position=${position ?? ''}` });
    }, '');
  },

  openMate({ currentTarget }: WechatMiniprogram.BaseEvent<object, { uid: string }>) {
    const { team, view } = this.data;
    const mate = team?.people.find(({ uid }) => uid === currentTarget.dataset.uid);
    if (team?.leads && view?.open && mate && !mate.leads) this.setData({ mate });
  },

  closeMate() {
    this.setData({ mate: null });
  },

  handOver() {
    const { id, mate } = this.data;
    return mate && this.asked(t.handOver, t.handOverAsk(mate.name), () => teams.handOver(id, mate.uid), t.handedOver);
  },

  remove() {
    const { id, mate } = this.data;
    return mate && this.asked(t.remove, t.removeAsk(mate.name), () => teams.remove(id, mate.uid), t.removed);
  },

  openAdd() {
    this.setData({ adding: true });
  },

  closeAdd() {
    this.setData({ adding: false });
  },

  async added() {
    this.setData({ adding: false });
    void wx.showToast({ icon: 'none', title: t.added });
    await this.refresh();
  },

  renew() {
    return this.asked(t.renew, t.renewAsk, () => teams.renew(this.data.id), t.renewed);
  },

  leave() {
    this.setData({ code: '' });
    return this.asked(t.leave, t.leaveAsk, () => teams.leave(this.data.id), t.left);
  },

  disband() {
    return this.asked(t.disband, t.disbandAsk, () => teams.disband(this.data.id), t.disbanded);
  },

  giveUp() {
    return this.asked(t.giveUp, t.giveUpAsk, () => giveUp(this.data.id), t.gaveUp);
  },

  /** What cannot simply be taken back is asked first. */
  async asked(title: string, content: string, act: () => Promise<unknown>, done: string) {
    const { confirm } = await wx.showModal({ title, content, confirmText: common.confirm, cancelText: t.keep });
    if (confirm) await this.during(act, done);
  },

  /** One act at a time; the page then shows how things stand. @param done what is said after it; empty: nothing */
  async during(act: () => Promise<unknown>, done: string) {
    if (this.data.busy) return;
    this.setData({ busy: true });
    try {
      await act();
      this.setData({ mate: null });
      if (done !== '') void wx.showToast({ icon: 'none', title: done });
    } catch (cause) {
      void tellFailure(cause);
    } finally {
      this.setData({ busy: false });
    }
    await this.refresh();
  },

  onShareAppMessage() {
    const { id, team, detail } = this.data;
    const code = team?.code ?? this.data.code;
    const title = team && detail ? t.inviteTitle(team.name, detail.title) : (detail?.title ?? common.app);
    return { title, path: `/packages/activity/pages/team/team?id=${id}${code === '' ? '' : `&code=${code}`}` };
  },
});
