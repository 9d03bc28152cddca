import { connect } from './services/client';
import { recheckFiles } from './services/files';
import { sendAllWaiting } from './services/reading-kept';
import { recheckNotes } from './services/reading-talk';

App({
  onLaunch() {
    connect();
    renew();
    wx.onNetworkStatusChange(({ isConnected }) => {
      if (isConnected) {
        resume();
        sendAllWaiting();
      }
    });
  },
  onShow() {
    void recheckFiles();
    void recheckNotes();
    sendAllWaiting();
  },
});

/** A new version is taken at the next quiet moment: WeChat has it ready, the person decides when. */
function renew(): void {
  const updates = wx.getUpdateManager();
  updates.onUpdateReady(() => {
    wx.showModal({ title: '有新版本', content: '重新打开就能用上。', confirmText: '重新打开', success: ({ confirm }) => confirm && updates.applyUpdate() });
  });
}

/** The network is back: the page in sight asks again by itself, as far as it can. */
function resume(): void {
  getCurrentPages().pop()?.['refresh']?.();
}
