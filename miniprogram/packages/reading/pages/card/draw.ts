import { type Brush, measure, write } from '../../../../format/brush';
import { breakLines } from '../../../../format/lines';

/** What a reader's card says. Sizes on it are in its own units: 600 wide, 840 high. */
export interface CardText {
  edition: string;
  /** 连续 7 天, 读满 21 天 … */
  headline: string;
  whose: string;
  sums: { number: string; what: string }[];
  /** Shades of the calendar from Monday on, 0–4; −1: no day of the edition. */
  weeks: number[];
  /** Words beside the code; empty where there is none. */
  invite: string;
  organiser: string;
}

export const cardSize = { width: 600, height: 840 };

const [teal, ink, quiet, ground, none] = ['#0F6B66', '#1F1D1A', '#6B6A67', '#FFFFFF', '#EFEDE8'];
const shades = [none, '#BFE0D6', '#7FC1B0', '#3E9987', '#0F6B66'];
const onTeal = 'rgba(255,255,255,0.88)';
const edge = 48;
const columns = 7;

/** Draws the card: the edition and what was reached on teal, under it the sums, the month as squares, and the way in. */
export function drawCard(brush: Brush, text: CardText, code: WechatMiniprogram.Image | null): void {
  const { width, height } = cardSize;
  brush.textBaseline = 'top';
  brush.fillStyle = ground;
  brush.fillRect(0, 0, width, height);
  brush.fillStyle = teal;
  brush.fillRect(0, 0, width, 268);
  const [title = ''] = breakLines(text.edition, width - 2 * edge, 1, measure(brush, 26, 500));
  write(brush, [title], { x: edge, y: 44, size: 26, weight: 500, colour: onTeal });
  write(brush, [text.headline], { x: edge, y: 96, size: 68, weight: 700, colour: '#FFFFFF' });
  const [whose = ''] = breakLines(text.whose, width - 2 * edge, 1, measure(brush, 28, 500));
  write(brush, [whose], { x: edge, y: 198, size: 28, weight: 500, colour: onTeal });

  const room = (width - 2 * edge) / Math.max(1, text.sums.length);
  text.sums.forEach(({ number, what }, at) => {
    write(brush, [number], { x: edge + room * at, y: 300, size: 48, weight: 700, colour: ink });
    write(brush, [what], { x: edge + room * at, y: 360, size: 24, weight: 400, colour: quiet });
  });

  const rows = Math.ceil(text.weeks.length / columns);
  // Long editions have lower squares: all of them stand between the sums and the foot.
  const [across, down] = [(width - 2 * edge) / columns, Math.min(248 / Math.max(1, rows), 48)];
  text.weeks.forEach((shade, at) => {
    if (shade < 0) return;
    brush.fillStyle = shades[shade] ?? none;
    brush.fillRect(edge + (at % columns) * across, 420 + Math.floor(at / columns) * down, across - 6, down - 6);
  });

  if (code !== null) brush.drawImage(code, width - edge - 128, 672, 128, 128);
  const foot = breakLines(text.invite, width - 2 * edge - (code === null ? 0 : 160), 2, measure(brush, 26, 600));
  write(brush, foot, { x: edge, y: 696, size: 26, weight: 600, colour: ink });
  write(brush, [text.organiser], { x: edge, y: 784, size: 22, weight: 400, colour: quiet });
}
