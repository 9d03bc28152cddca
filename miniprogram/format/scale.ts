/**
 * The person's font scale, 1–1.6, from WeChat's own setting (关怀模式 and 字体大小).
 * The system's setting counts as far as WeChat passes it on.
 */
export function fontScale(): number {
  const { fontSizeScaleFactor, fontSizeSetting } = wx.getAppBaseInfo();
  const scale = fontSizeScaleFactor || fontSizeSetting / 16 || 1;
  return Math.min(1.6, Math.max(1, scale));
}
