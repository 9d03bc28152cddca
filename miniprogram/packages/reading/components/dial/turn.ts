/** A round of the dial, in minutes or pages. */
export const round = 60;
/** The dial and its buttons move by so much. */
export const step = 5;
/** More than this is typed by nobody in a day of reading. */
export const most = 300;

/**
 * Where a finger on the dial puts its value: the hand stands at the top for each full round, as a clock's does.
 * @param x,y of the finger from the centre, y downwards
 * @param value before; what lies nearest to it on the finger's ray is the answer, so that a turn over the top goes on
 */
export function turned(x: number, y: number, value: number): number {
  const part = ((Math.atan2(x, -y) / (2 * Math.PI) + 1) % 1) * round;
  const rounds = Math.round((value - part) / round);
  return clamped(Math.round((rounds * round + part) / step) * step);
}

/** The next step up or down; from a value between two, to the nearest beyond it. */
export const stepped = (value: number, by: 1 | -1): number => clamped(by > 0 ? (Math.floor(value / step) + 1) * step : (Math.ceil(value / step) - 1) * step);

const clamped = (value: number): number => Math.min(most, Math.max(0, value));

/** Degrees of the ring that are filled; a full round or more fills it. */
export const degrees = (value: number): number => Math.round((360 * Math.min(value, round)) / round);
