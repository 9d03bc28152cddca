import { type Brush, measure, write } from '../../../../format/brush';
import { breakLines } from '../../../../format/lines';

/** What a poster says. Sizes on it are in its own units: 600 wide, 960 high. */
export interface PosterText {
  programme: Api.Activity.Programme;
  programmeName: string;
  title: string;
  when: string;
  place: string;
  places: string;
  organiser: string;
  hint: string;
}

export const posterSize = { width: 600, height: 960 };

const hues: Record<Api.Activity.Programme, string> = { reading: '#0F6B66', contest: '#5B3FA0', meet: '#B14E0C', general: '#5A544D' };
const ink = '#1F1D1A';
const quiet = '#6B6A67';
const edge = 48;

/** Draws the poster: a band in the programme's hue with the title, the facts, the code. A poster is paper: the same in both themes. */
export function drawPoster(brush: Brush, text: PosterText, code: WechatMiniprogram.Image): void {
  const { width, height } = posterSize;
  brush.fillStyle = '#FFFFFF';
  brush.fillRect(0, 0, width, height);
  brush.fillStyle = hues[text.programme];
  brush.fillRect(0, 0, width, 400);
  drawRings(brush);

  brush.textBaseline = 'top';
  write(brush, [text.programmeName], { x: edge, y: 48, size: 26, colour: 'rgba(255,255,255,0.86)', weight: 500 });
  const lines = breakLines(text.title, width - 2 * edge, 4, measure(brush, 46, 700));
  write(brush, lines, { x: edge, y: 104, size: 46, colour: '#FFFFFF', weight: 700 });
  write(brush, [text.organiser], { x: edge, y: 346, size: 22, colour: 'rgba(255,255,255,0.86)', weight: 400 });

  const facts = [text.when, ...breakLines(text.place, width - 2 * edge, 2, measure(brush, 30, 600)), text.places];
  write(brush, facts, { x: edge, y: 440, size: 30, colour: ink, weight: 600 });

  const side = 232;
  brush.drawImage(code, edge, height - side - 56, side, side);
  write(brush, text.hint.split('\n'), { x: edge + side + 32, y: height - side + 14, size: 30, colour: quiet, weight: 500 });
}

function drawRings(brush: Brush): void {
  brush.save();
  brush.beginPath();
  brush.rect(0, 0, posterSize.width, 400);
  brush.clip();
  brush.strokeStyle = '#FFFFFF';
  brush.lineWidth = 3;
  for (let ring = 0; ring < 8; ring += 1) {
    brush.globalAlpha = 0.3 - ring * 0.03;
    brush.beginPath();
    brush.arc(520, 330, 30 + ring * 42, 0, 2 * Math.PI);
    brush.stroke();
  }
  brush.restore();
}
