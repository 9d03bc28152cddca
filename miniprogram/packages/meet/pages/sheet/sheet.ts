import { fontScale } from '../../../../format/scale';
import { oneAtATime } from '../../../../services/acting';
import { openExport } from '../../../../services/export';
import { tellFailure } from '../../../../services/failure-sheet';
import { importEntries } from '../../../../services/meet';
import { putSheet } from '../../../../services/unions';
import { sheetTexts as t } from '../../sheet-texts';

interface Data {
  fs: number;
  t: typeof t;
  meetId: string;
  unitId: string;
  /** Name and path of the chosen file; empty: none is. */
  fileName: string;
  path: string;
  /** The template is being made. */
  making: boolean;
  faults: string[];
  busy: boolean;
  fault: string;
}

const data: Data = { fs: fontScale(), t, meetId: '', unitId: '', fileName: '', path: '', making: false, faults: [], busy: false, fault: '' };

/** 用 Excel 报名: the template out, the filled-in file in; every bad row is named, and then nothing was taken. */
Page({
  data,

  onLoad({ meet: meetId = '', unit: unitId = '' }: { meet?: string; unit?: string }) {
    this.setData({ meetId, unitId });
  },

  async template() {
    if (this.data.making) return;
    const { meetId, unitId } = this.data;
    this.setData({ making: true });
    await openExport('entrySheet', meetId, { unitId }).catch(tellFailure);
    this.setData({ making: false });
  },

  async choose() {
    const chosen = await wx.chooseMessageFile({ count: 1, type: 'file', extension: ['xlsx'] }).catch(() => null);
    const file = chosen?.tempFiles[0];
    if (file) this.setData({ path: file.path, fileName: file.name, faults: [], fault: '' });
  },

  send() {
    const { meetId, unitId, path } = this.data;
    this.setData({ faults: [] });
    return oneAtATime(this, async () => {
      const { taken, faults } = await importEntries({ meetId, unitId, fileId: await putSheet(path) });
      // A file that was read is read no more: the next try is the next choice.
      if (!taken) return this.setData({ path: '', fileName: '', faults: faults.map(({ line, why }) => t.fault(line, why)) });
      wx.vibrateShort({ type: 'medium' });
      void wx.showToast({ icon: 'none', title: t.done });
      await wx.navigateBack();
    });
  },
});
