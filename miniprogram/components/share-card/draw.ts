import { breakLines } from '../../format/lines';

/** What the card says. Sizes on it are in its own units: 500 wide, 400 high, the 5:4 of a chat. */
export interface CardText {
  programme: Api.Activity.Programme;
  programmeName: string;
  title: string;
  held: number;
  capacity: number;
  /** Such as 还剩 13 个名额. */
  places: string;
  /** Such as 已报 37/50. */
  taken: string;
}

export const cardSize = { width: 500, height: 400 };

const hues: Record<Api.Activity.Programme, string> = { reading: '#0F6B66', contest: '#5B3FA0', meet: '#B14E0C', general: '#5A544D' };
const edge = 32;
const fontOf = (size: number, weight: number) => `${weight} ${size}px -apple-system, "PingFang SC", "Noto Sans SC", "Noto Sans SC Variable", sans-serif`;

/** Draws the card: the title on the programme's hue, under it how many are in as numbers and as a bar. */
export function drawCard(brush: WechatMiniprogram.CanvasRenderingContext.CanvasRenderingContext2D, text: CardText): void {
  const { width, height } = cardSize;
  const write = (words: string, x: number, y: number, size: number, weight: number, colour: string) => {
    brush.fillStyle = colour;
    brush.font = fontOf(size, weight);
    brush.fillText(words, x, y);
  };
  const measure = (words: string) => {
    brush.font = fontOf(42, 700);
    return brush.measureText(words).width;
  };
  brush.textBaseline = 'top';
  brush.fillStyle = '#FFFFFF';
  brush.fillRect(0, 0, width, height);
  brush.fillStyle = hues[text.programme];
  brush.fillRect(0, 0, width, 230);
  write(text.programmeName, edge, 32, 24, 500, 'rgba(255,255,255,0.86)');
  breakLines(text.title, width - 2 * edge, 2, measure).forEach((line, index) => write(line, edge, 84 + index * 60, 42, 700, '#FFFFFF'));
  write(text.taken, edge, 256, 42, 700, '#1F1D1A');
  write(text.places, edge, 316, 24, 500, '#6B6A67');
  brush.fillStyle = '#E7E4DF';
  brush.fillRect(edge, 362, width - 2 * edge, 12);
  brush.fillStyle = hues[text.programme];
  brush.fillRect(edge, 362, Math.round((width - 2 * edge) * Math.min(1, text.capacity === 0 ? 1 : text.held / text.capacity)), 12);
}
