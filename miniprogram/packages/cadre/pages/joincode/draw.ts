import { type Brush, measure, write } from '../../../../format/brush';
import { breakLines } from '../../../../format/lines';
import { joinCodeTexts as t } from '../../joincode-texts';

/** Size of the sheet in its own units. */
export const codeSize = { width: 600, height: 800 };

const hue = '#0F6B66';
const ink = '#1F1D1A';
const quiet = '#6B6A67';
const edge = 48;

/** Draws the sheet: who takes people in, the code, who may come and what happens. Paper is the same in both themes. */
export function drawCode(brush: Brush, unionName: string, code: WechatMiniprogram.Image): void {
  const { width, height } = codeSize;
  brush.fillStyle = '#FFFFFF';
  brush.fillRect(0, 0, width, height);
  brush.fillStyle = hue;
  brush.fillRect(0, 0, width, 220);
  brush.textBaseline = 'top';
  write(brush, [t.sheet], { x: edge, y: 44, size: 52, colour: '#FFFFFF', weight: 700 });
  write(brush, breakLines(unionName, width - 2 * edge, 2, measure(brush, 28, 500)), { x: edge, y: 130, size: 28, colour: 'rgba(255,255,255,0.9)', weight: 500 });

  const side = 320;
  brush.drawImage(code, (width - side) / 2, 252, side, side);
  const lines = t.sheetLines.flatMap((line) => breakLines(line, width - 2 * edge, 2, measure(brush, 26, 500)));
  const size = 26;
  write(brush, lines.slice(0, 1), { x: edge, y: 604, size: 30, colour: ink, weight: 600 });
  write(brush, lines.slice(1), { x: edge, y: 656, size, colour: quiet, weight: 500 });
}
