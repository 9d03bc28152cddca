/** Files that people upload: the phone and the server ask the same. */

/** As many bytes as WeChat's check of photos takes. */
export const mostBytes = 10 * 1024 * 1024;

/** Endings by the bytes that such a file begins with. */
const beginnings = {
  jpg: [0xff, 0xd8, 0xff],
  png: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  pdf: [0x25, 0x50, 0x44, 0x46, 0x2d],
  docx: [0x50, 0x4b, 0x03, 0x04],
  xlsx: [0x50, 0x4b, 0x03, 0x04],
} as const;

export type Ending = keyof typeof beginnings;

/** Documents a phone may choose beside photos. */
export const documentEndings: readonly Ending[] = ['pdf', 'docx', 'xlsx'];

const isEnding = (text: string): text is Ending => Object.hasOwn(beginnings, text);

/** The ending of a file name or path, jpeg as jpg; null: a kind that is not taken. */
export function endingOf(name: string): Ending | null {
  const found = /\.([A-Za-z]{3,4})$/.exec(name)?.[1]?.toLowerCase() ?? '';
  const ending = found === 'jpeg' ? 'jpg' : found;
  return isEnding(ending) ? ending : null;
}

export const isPhoto = (ending: string) => ending === 'jpg' || ending === 'png';

/** What is wrong with a file, by its name and size; null: nothing. */
export function faultOfFile(name: string, bytes: number): string | null {
  if (endingOf(name) === null) return '只能传照片（jpg、png）、PDF、Word（docx）或 Excel（xlsx）';
  if (bytes === 0) return '这个文件是空的';
  return bytes > mostBytes ? '文件不能超过 10 MB' : null;
}

/** Does a file begin as its ending says? */
export function beginsAs(ending: Ending, bytes: Uint8Array): boolean {
  return beginnings[ending].every((byte, index) => bytes[index] === byte);
}
