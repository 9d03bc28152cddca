import { common } from '../texts/common';

/** Sheets of paper that the phone draws and keeps among its photos. */

/** A brush for a sheet of this size in its own units, as sharp as the screen. */
export function brushOf(canvas: WechatMiniprogram.Canvas, { width, height }: { width: number; height: number }): WechatMiniprogram.CanvasRenderingContext.CanvasRenderingContext2D {
  const { pixelRatio } = wx.getWindowInfo();
  canvas.width = width * pixelRatio;
  canvas.height = height * pixelRatio;
  const brush = canvas.getContext('2d');
  brush.scale(pixelRatio, pixelRatio);
  return brush;
}

/** A page that draws on a canvas: `save: saveSheet, preview: previewSheet`. */
interface Sheet {
  /** undefined: nothing is drawn yet. */
  canvas: WechatMiniprogram.Canvas | undefined;
  readonly data: { readonly busy: boolean };
  setData(change: { busy: boolean }): void;
}

/** Puts what was drawn among the photos, and says so or why not. */
export async function saveSheet(this: Sheet): Promise<void> {
  const { canvas } = this;
  if (canvas === undefined || this.data.busy) return;
  this.setData({ busy: true });
  try {
    const { tempFilePath } = await wx.canvasToTempFilePath({ canvas, fileType: 'png' });
    await wx.saveImageToPhotosAlbum({ filePath: tempFilePath });
    void wx.vibrateShort({ type: 'medium' });
    void wx.showToast({ title: common.saved });
  } catch (cause) {
    await explainAlbum(cause);
  } finally {
    this.setData({ busy: false });
  }
}

/** Shows what was drawn over the whole screen. */
export async function previewSheet(this: Sheet): Promise<void> {
  const { canvas } = this;
  if (canvas === undefined) return;
  const { tempFilePath } = await wx.canvasToTempFilePath({ canvas, fileType: 'png' });
  void wx.previewImage({ urls: [tempFilePath] });
}

/** The canvas of a page. */
export function canvasOf(page: WechatMiniprogram.Page.TrivialInstance, selector: string): Promise<WechatMiniprogram.Canvas> {
  return new Promise((resolve, reject) => {
    page
      .createSelectorQuery()
      .select(selector)
      .fields({ node: true }, (found) => (found?.['node'] === undefined ? reject(new Error('no canvas')) : resolve(found['node'])))
      .exec();
  });
}

export function imageOf(canvas: WechatMiniprogram.Canvas, path: string): Promise<WechatMiniprogram.Image> {
  return new Promise((resolve, reject) => {
    const image = canvas.createImage();
    image.onload = () => resolve(image);
    image.onerror = reject;
    image.src = path;
  });
}

/** Saving failed: without permission the way to it is offered; a person who changed their mind hears nothing. */
async function explainAlbum(cause: unknown): Promise<void> {
  const reason = typeof cause === 'object' && cause !== null && 'errMsg' in cause ? String(cause.errMsg) : '';
  if (/cancel/.test(reason)) return;
  if (/auth|deny|denied|authorize/.test(reason)) {
    const { confirm } = await wx.showModal({ title: common.albumTitle, content: common.albumText, confirmText: common.albumOpen });
    if (confirm) void wx.openSetting();
    return;
  }
  void wx.showToast({ icon: 'none', title: common.notSaved });
}
