import { fontScale } from '../../../../format/scale';
import { tellFailure } from '../../../../services/failure-sheet';
import { appended, loadMore, reload, unlisted, type Listing } from '../../../../services/listing';
import { pulled } from '../../../../services/loading';
import { holders, takeBack } from '../../../../services/roles';
import { common } from '../../../../texts/common';
import { rolesTexts as t } from '../../roles-texts';
import { holdersOf, type GrantRow, type HolderRow } from './view';

interface Data extends Listing {
  fs: number;
  t: typeof t;
  common: typeof common;
  rows: HolderRow[];
  /** The grant that is being taken back, as uid and key. */
  busy: string;
}

const data: Data = { fs: fontScale(), t, common, ...unlisted, rows: [], busy: '' };

/** 授权管理: who has which role in my scope until when; give one, take one back. */
Page({
  data,

  onShow() {
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  refresh() {
    return reload(this, holders, ({ items, now }) => ({ rows: holdersOf(items, now) }));
  },

  onReachBottom() {
    return loadMore(this, holders, ({ items, now }) => ({ rows: appended(this.data.rows, holdersOf(items, now), ({ uid }) => uid) }));
  },

  async revoke({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { uid: string; key: string }>) {
    const { uid, key } = currentTarget.dataset;
    const holder = this.data.rows.find((row) => row.uid === uid);
    const grant = holder?.grants.find((row) => row.key === key);
    if (holder === undefined || grant === undefined || this.data.busy !== '') return;
    const { confirm } = await wx.showModal({
      title: t.revokeTitle,
      content: t.revokeAsk(holder.name, grant.roleName, grant.scopeName),
      confirmText: t.revoke,
      cancelText: t.keep,
    });
    if (confirm) await this.sendRevoke(uid, grant);
  },

  async sendRevoke(uid: string, { key, role, scope }: GrantRow) {
    this.setData({ busy: uid + key });
    try {
      await takeBack(uid, role, scope);
      const rows = this.data.rows.map((row) => (row.uid === uid ? { ...row, grants: row.grants.filter((grant) => grant.key !== key) } : row));
      this.setData({ rows: rows.filter(({ grants }) => grants.length > 0) });
      void wx.showToast({ title: t.revoked, icon: 'success' });
    } catch (cause) {
      await tellFailure(cause);
    } finally {
      this.setData({ busy: '' });
    }
  },

  add() {
    void wx.navigateTo({ url: '/packages/cadre/pages/give/give' });
  },
});
