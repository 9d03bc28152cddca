/** Files that people upload: the phone and the server ask the same. */

/** As many bytes as WeChat's check of photos takes. */
export const mostBytes = 10 * 1024 * 1024;
/** Of a recording: some ten minutes of music. */
export const mostSoundBytes = 20 * 1024 * 1024;

/** Endings by the bytes that such a file begins with. */
const beginnings = {
  jpg: [0xff, 0xd8, 0xff],
  png: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  pdf: [0x25, 0x50, 0x44, 0x46, 0x2d],
  docx: [0x50, 0x4b, 0x03, 0x04],
  xlsx: [0x50, 0x4b, 0x03, 0x04],
  // `ID3`, or a frame without tags, whose second byte differs.
  mp3: [0x49, 0x44, 0x33],
  // `ftyp` behind the length of its box.
  m4a: [null, null, null, null, 0x66, 0x74, 0x79, 0x70],
  // `RIFF`, a length, `WAVE`.
  wav: [0x52, 0x49, 0x46, 0x46, null, null, null, null, 0x57, 0x41, 0x56, 0x45],
} as const;

export type Ending = keyof typeof beginnings;

/** Documents a phone may choose beside photos. */
export const documentEndings: readonly Ending[] = ['pdf', 'docx', 'xlsx'];

/** Recordings: an accompaniment. */
export const soundEndings: readonly Ending[] = ['mp3', 'm4a', 'wav'];

const isEnding = (text: string): text is Ending => Object.hasOwn(beginnings, text);

/** The ending of a file name or path, jpeg as jpg; null: a kind that is not taken. */
export function endingOf(name: string): Ending | null {
  const found = /\.([A-Za-z0-9]{3,4})$/.exec(name)?.[1]?.toLowerCase() ?? '';
  const ending = found === 'jpeg' ? 'jpg' : found;
  return isEnding(ending) ? ending : null;
}

export const isPhoto = (ending: string) => ending === 'jpg' || ending === 'png';
export const isSound = (ending: string) => soundEndings.some((one) => one === ending);

/** What is asked for: photos alone, a recording, or what a form takes. */
export type Kind = 'photo' | 'sound' | 'form';

const kinds: Readonly<Record<Kind, { takes: (ending: Ending) => boolean; words: string; most: number; size: string }>> = {
  photo: { takes: isPhoto, words: '只能传照片（jpg、png）', most: mostBytes, size: '照片不能超过 10 MB' },
  sound: { takes: isSound, words: '只能传音频（mp3、m4a、wav）', most: mostSoundBytes, size: '音频不能超过 20 MB，请转成 mp3 再传' },
  form: { takes: (ending) => !isSound(ending), words: '只能传照片（jpg、png）、PDF、Word（docx）或 Excel（xlsx）', most: mostBytes, size: '文件不能超过 10 MB' },
};

/** What is wrong with a file, by its name and size; null: nothing. */
export function faultOfFile(name: string, bytes: number, kind: Kind = 'form'): string | null {
  const ending = endingOf(name);
  const { takes, words, most, size } = kinds[kind];
  if (ending === null || !takes(ending)) return words;
  if (bytes === 0) return '这个文件是空的';
  return bytes > most ? size : null;
}

/** Does a file begin as its ending says? */
export function beginsAs(ending: Ending, bytes: Uint8Array): boolean {
  if (ending === 'mp3' && bytes[0] === 0xff) return ((bytes[1] ?? 0) & 0xe0) === 0xe0;
  return beginnings[ending].every((byte, index) => byte === null || bytes[index] === byte);
}
