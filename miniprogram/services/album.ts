import { common } from '../texts/common';

/** Saving failed: without permission the way to it is offered; a person who changed their mind hears nothing. */
export async function explainAlbum(cause: unknown): Promise<void> {
  const reason = typeof cause === 'object' && cause !== null && 'errMsg' in cause ? String(cause.errMsg) : '';
  if (/cancel/.test(reason)) return;
  if (/auth|deny|denied|authorize/.test(reason)) {
    const { confirm } = await wx.showModal({ title: common.albumTitle, content: common.albumText, confirmText: common.albumOpen });
    if (confirm) void wx.openSetting();
    return;
  }
  void wx.showToast({ icon: 'none', title: common.notSaved });
}
