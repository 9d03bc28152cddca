import type { Tone } from './texts';

/** Pauses between buzzes, ms, and which buzzes are long: each answer is told apart without looking. */
const patterns: Record<Tone, { long: boolean; after: number }[]> = {
  in: [{ long: false, after: 0 }],
  later: [
    { long: false, after: 0 },
    { long: false, after: 160 },
  ],
  used: [
    { long: false, after: 0 },
    { long: false, after: 160 },
    { long: false, after: 320 },
  ],
  left: [{ long: true, after: 0 }],
  refused: [
    { long: true, after: 0 },
    { long: true, after: 600 },
  ],
};

export function buzz(tone: Tone): void {
  for (const { long, after } of patterns[tone]) {
    setTimeout(() => {
      if (long) void wx.vibrateLong();
      else void wx.vibrateShort({ type: 'heavy' });
    }, after);
  }
}
