import { common } from '../texts/common';
import { failureOf } from './errors';

/** Says before one's eyes why something was not done; where support can find it by its number, that is copied on wish. */
export async function tellFailure(cause: unknown): Promise<void> {
  const { code, message, requestId } = failureOf(cause);
  const { confirm } = await wx.showModal({
    title: code === 'OFFLINE' ? common.offlineTitle : common.notDone,
    content: requestId === '' ? message : `${message}\n${common.request} ${requestId}`,
    confirmText: requestId === '' ? common.understood : common.copyNumber,
    cancelText: common.close,
    showCancel: requestId !== '',
  });
  if (confirm && requestId !== '') void wx.setClipboardData({ data: requestId });
}
