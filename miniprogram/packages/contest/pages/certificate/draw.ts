import { type Brush, fontOf, measure } from '../../../../format/brush';
import { breakLines } from '../../../../format/lines';

/** What a certificate says. Sizes on it are in its own units: 600 wide, 840 high. */
export interface CertificateText {
  heading: string;
  whom: string;
  body: string;
  prize: string;
  thanks: string;
  organiser: string;
  day: string;
  code: string;
}

export const certificateSize = { width: 600, height: 840 };

const [red, gold, ink, quiet] = ['#C8291E', '#8F6A1A', '#1F1D1A', '#6B6A67'];
const edge = 84;

/** Draws the certificate on paper that stays light in both themes: a double frame, the words in the middle, whoever honours at the foot. */
export function drawCertificate(brush: Brush, text: CertificateText): void {
  const { width, height } = certificateSize;
  brush.fillStyle = '#FFFDF7';
  brush.fillRect(0, 0, width, height);
  brush.strokeStyle = gold;
  for (const [inset, line] of [[24, 6], [38, 2]] as const) {
    brush.lineWidth = line;
    brush.strokeRect(inset, inset, width - 2 * inset, height - 2 * inset);
  }
  brush.textBaseline = 'top';
  centred(brush, text.heading, { y: 110, size: 54, colour: red, weight: 700 });

  const room = width - 2 * edge;
  const write = (lines: readonly string[], y: number, size: number, weight: number): number => {
    brush.textAlign = 'left';
    brush.fillStyle = ink;
    brush.font = fontOf(size, weight);
    lines.forEach((line, index) => brush.fillText(line, edge, y + index * size * 1.6));
    return y + lines.length * size * 1.6;
  };
  const broken = (words: string, most: number, size: number, weight: number) => breakLines(words, room, most, measure(brush, size, weight));
  const below = write(broken(text.whom, 2, 30, 600), 230, 30, 600);
  // Lines are broken without the spaces at their ends: two signs stand in for the indent.
  write(broken(`口口${text.body}`, 4, 28, 400).map((line, index) => (index === 0 ? line.replace('口口', '　　') : line)), below + 16, 28, 400);
  centred(brush, text.prize, { y: 478, size: 60, colour: gold, weight: 700 });
  write([`　　${text.thanks}`], 578, 28, 400);
  brush.textAlign = 'right';
  brush.fillStyle = ink;
  brush.font = fontOf(26, 500);
  brush.fillText(text.organiser, width - edge, 664);
  brush.fillText(text.day, width - edge, 706);
  centred(brush, text.code, { y: 762, size: 18, colour: quiet, weight: 400 });
}

/** One line in the middle, made smaller where it is too wide. */
function centred(brush: Brush, words: string, { y, size, colour, weight }: { y: number; size: number; colour: string; weight: number }): void {
  const room = certificateSize.width - 2 * edge;
  brush.font = fontOf(size, weight);
  const wide = brush.measureText(words).width;
  brush.font = fontOf(wide > room ? Math.floor((size * room) / wide) : size, weight);
  brush.textAlign = 'center';
  brush.fillStyle = colour;
  brush.fillText(words, certificateSize.width / 2, y);
}
