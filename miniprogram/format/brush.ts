/** Words on a canvas: what sheets of paper that the phone draws have in common. */

export type Brush = WechatMiniprogram.CanvasRenderingContext.CanvasRenderingContext2D;

/** Where and how lines are written, in the sheet's own units. */
export interface Line {
  x: number;
  y: number;
  size: number;
  colour: string;
  weight: number;
}

/** Writes lines from their top left corner. */
export function write(brush: Brush, lines: readonly string[], { x, y, size, colour, weight }: Line): void {
  brush.fillStyle = colour;
  brush.font = fontOf(size, weight);
  lines.forEach((line, index) => brush.fillText(line, x, y + index * size * 1.45));
}

export const fontOf = (size: number, weight: number) => `${weight} ${size}px -apple-system, "PingFang SC", "Noto Sans SC", "Noto Sans SC Variable", sans-serif`;

/** How wide a text is, by which lines are broken. */
export function measure(brush: Brush, size: number, weight: number): (text: string) => number {
  return (text) => {
    brush.font = fontOf(size, weight);
    return brush.measureText(text).width;
  };
}
