import { claimCodeOf } from '../../../../domain/people/claim-code';
import { fontScale } from '../../../../format/scale';
import { oneAtATime } from '../../../../services/acting';
import { claimFirst } from '../../../../services/people';
import { outsideTexts as t } from '../../outside-texts';

/** 第一次启用: the first administrator of an empty system, known by a one-time code. */
Page({
  data: { fs: fontScale(), t, code: '', name: '', fault: '', busy: false },

  typeCode({ detail: { value } }: WechatMiniprogram.Input) {
    this.setData({ code: value, fault: '' });
  },

  typeName({ detail: { value } }: WechatMiniprogram.Input) {
    this.setData({ name: value, fault: '' });
  },

  async claim() {
    const { code, name, busy } = this.data;
    if (busy) return;
    if (claimCodeOf(code) === null || name.trim() === '') {
      this.setData({ fault: name.trim() === '' ? t.nameFault : t.codeFault });
      return;
    }
    await oneAtATime(this, async () => {
      const { unionName } = await claimFirst(code.trim(), name.trim());
      await wx.reLaunch({ url: '/pages/me/me' });
      void wx.showToast({ icon: 'none', title: t.claimed(unionName) });
    });
  },
});
