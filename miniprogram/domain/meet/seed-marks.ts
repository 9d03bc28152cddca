import { lengthText, timeText } from './marks';

/** Seed marks 报名成绩 as leaders type them: 11.2, 1:05.32, 5.43 (m), 36 (次). Times in ms, lengths in mm. */

type Marked = Pick<Api.Meet.Event, 'measure'>;

/** What a mark of an event is written in. */
export function markUnit({ measure }: Marked): 'time' | 'length' | 'count' | null {
  const kind = measure.kind === 'sum' ? measure.of : measure.kind;
  if (kind === 'time' || kind === 'timePenalty') return 'time';
  if (kind === 'distance' || kind === 'height') return 'length';
  return kind === 'bouts' ? null : 'count';
}

const hundredths = (text: string | undefined) => Number((text ?? '').padEnd(2, '0'));

/** @returns null: it cannot be read as a mark of this event */
export function readSeed(event: Marked, text: string): number | null {
  const plain = text.normalize('NFKC').replace(/\s/g, '').replace('：', ':');
  switch (markUnit(event)) {
    case 'time': {
      const match = /^(?:(?:(\d):)?([0-5]?\d):)?(\d{1,3})(?:\.(\d{1,2}))?$/.exec(plain);
      const [hours, minutes, seconds] = [Number(match?.[1] ?? 0), Number(match?.[2] ?? 0), Number(match?.[3])];
      if (!match || (match[2] !== undefined && seconds > 59)) return null;
      return ((hours * 60 + minutes) * 60 + seconds) * 1000 + hundredths(match[4]) * 10 || null;
    }
    case 'length': {
      const match = /^(\d{1,2})(?:\.(\d{1,2}))?$/.exec(plain);
      return match ? Number(match[1]) * 1000 + hundredths(match[2]) * 10 || null : null;
    }
    case 'count':
      return /^[1-9]\d{0,4}$/.test(plain) ? Number(plain) : null;
    case null:
      return null;
  }
}

export function seedText(event: Marked, mark: number): string {
  switch (markUnit(event)) {
    case 'time':
      return timeText(mark, 'photo');
    case 'length':
      return lengthText(mark);
    default:
      return String(mark);
  }
}
