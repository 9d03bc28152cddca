/**
 * WXSS units → CSS units. The phone is a document of its own, so 750 rpx are 100 vw.
 * A page's viewport is smaller than the document (bars): its height is `--wx-vh`, the phone's safe area `--safe-area-*`.
 */
export function toCssUnits(value: string): string {
  if (!/rpx|vh|safe-area/i.test(value)) return value;
  return value
    .replace(/(-?(?:\d+\.?\d*|\.\d+))rpx\b/gi, (_match, number: string) => `${round(Number(number) / 7.5)}vw`)
    .replace(/(-?(?:\d+\.?\d*|\.\d+))[sld]?vh\b/gi, (_match, number: string) => `calc(var(--wx-vh, 1vh) * ${number})`)
    .replace(/(?:env|constant)\(\s*safe-area-inset-(\w+)\s*(?:,[^()]*)?\)/gi, (_match, side: string) => `var(--safe-area-${side}, 0px)`);
}

const round = (number: number): number => Math.round(number * 1e5) / 1e5;
