import * as v from 'valibot';

/** Schemas that several contexts share. */

/** An id of ours: letters, digits, `-` and `_`. Never a filter object. */
export const id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,40}$/));

/** A whole number within these. */
export const count = (least: number, most: number) => v.pipe(v.number(), v.safeInteger(), v.minValue(least), v.maxValue(most));

/** The id of a kept file. */
export const mediaId = v.pipe(v.string(), v.regex(/^[\w-]{22}$/));

/** An instant in whole milliseconds between 2020 and 2100. */
export const millis = v.pipe(v.number(), v.safeInteger(), v.minValue(1_577_836_800_000), v.maxValue(4_102_444_800_000));

/** A page's beginning as clients hand it back: `instant.id`. */
export const cursor = v.pipe(v.string(), v.regex(/^\d{1,14}\.[A-Za-z0-9_-]{1,64}$/));

export function readCursor(text: string): { at: number; id: string } {
  const dot = text.indexOf('.');
  return { at: Number(text.slice(0, dot)), id: text.slice(dot + 1) };
}

export function writeCursor(at: number, documentId: string): string {
  return `${at}.${documentId}`;
}
